"""A room's tables: YAML files in its `data` folder, checked against their schema when they are loaded."""

from __future__ import annotations

from importlib.resources import files
from typing import TypeVar

from pydantic import TypeAdapter, ValidationError

from detente.errors import DataError
from detente.tables import load_yaml

T = TypeVar("T")


def load_table(room: str, name: str, schema: type[T]) -> T:
    """The table `name` of a room ("detente.ledger"), as its schema has it. `DataError` where it breaks the schema."""
    try:
        return TypeAdapter(schema).validate_python(load_yaml(files(room).joinpath("data", name)))
    except ValidationError as error:
        raise DataError(str(error), subject=name) from error
