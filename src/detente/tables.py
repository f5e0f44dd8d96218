"""Tables of the package: YAML files that are read with the fastest reader there is."""

from __future__ import annotations

from importlib.resources.abc import Traversable
from typing import Any

import yaml

from detente.errors import DataError

# The reader in C, with the same result, where the wheel has it.
LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


def load_yaml(path: Traversable) -> Any:
    """The content of a YAML file of the package. Raises DataError with the file's name."""
    try:
        return yaml.load(path.read_text(encoding="utf-8"), Loader=LOADER)
    except (OSError, yaml.YAMLError) as wrong:
        raise DataError(f"not readable as YAML: {wrong}", subject=path.name) from wrong
