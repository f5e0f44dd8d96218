"""A room's tables: YAML files in its `data` folder, checked against their schema when they are loaded."""

from __future__ import annotations

from importlib.resources import files
from typing import TypeVar

import yaml
from pydantic import TypeAdapter, ValidationError

from detente.errors import DataError

T = TypeVar("T")


def load_table(room: str, name: str, schema: type[T]) -> T:
    """The table `name` of a room ("detente.ledger"), as its schema has it. `DataError` where it breaks the schema."""
    text = files(room).joinpath("data", name).read_text(encoding="utf-8")
    try:
        return TypeAdapter(schema).validate_python(yaml.safe_load(text))
    except ValidationError as error:
        raise DataError(str(error), subject=name) from error
