"""What types of acts, statuses and scales mean in plain words, from `data/meanings.yaml`."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache

from detente.errors import DataError
from detente.model import Record, Status
from detente.ontology.loading import load_table
from detente.ontology.plover import PLOVER_TYPES
from detente.ontology.tables import SCALES


class Meanings(Record):
    """A sentence for each type of act, each status and each scale of intensity."""

    types: Mapping[str, str]
    statuses: Mapping[str, str]
    scales: Mapping[str, str]


@lru_cache(maxsize=1)
def meanings() -> Meanings:
    """The sentences. `DataError` where one is missing or too many."""
    found = load_table("detente.ontology", "meanings.yaml", Meanings)
    named = (tuple(found.types), tuple(found.statuses), tuple(found.scales))
    if named != (PLOVER_TYPES, tuple(status.value for status in Status), SCALES):
        raise DataError("not every type, status and scale has its meaning, in their order", subject="meanings.yaml")
    return found
