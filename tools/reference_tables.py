"""Writes the reference pages that are made from the code: commands, Python, records and errors.

python -m tools.reference_tables            writes the pages
python -m tools.reference_tables --check    exit status 1 where a page is not what the code says
"""

from __future__ import annotations

import inspect
import re
import sys
import types
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from enum import StrEnum
from pathlib import Path
from typing import Annotated, Any, Union, get_args, get_origin

import typer
from pydantic_core import PydanticUndefined
from tools.pages import kept_up, table

import detente
from detente import dispute, errors, ledger, model
from detente.cli import app as commands
from detente.cli.run import REFUSED, WRONG_WORDS
from detente.errors import DetenteError, UsageError
from detente.model import Record
from detente.server.faults import status_of

DOCS = Path(__file__).parents[1] / "docs"
MADE = "Made by `python -m tools.reference_tables` from the code; do not edit by hand.\n"
WIDTH = 80
"""Characters of a line of code."""
ROOMS = {"model": model, "ledger": ledger, "dispute": dispute}
"""The rooms whose records come out of detente."""


def spaced(head: Sequence[str], rows: Iterable[Iterable[object]]) -> str:
    """A table and an empty line; nothing where it has no rows."""
    kept = list(rows)
    return table(head, kept) + "\n" if kept else ""


def told(thing: object) -> str:
    """What a docstring says, as Markdown: code in single backticks is as it stands."""
    return (inspect.getdoc(thing) or "").strip() + "\n\n"


def commands_page() -> Iterator[str]:
    """Every command with its words."""
    yield f"# Commands\n\n{MADE}\n{commands.ABOUT}\n\n"
    yield "Exit status: 0 all read, 1 some refused (each named on standard error, the rest goes on), 2 the command's "
    yield "words are wrong. `detente COMMAND --help` says the same as this page.\n\n"
    for name, command in typer.main.get_command(commands.app).commands.items():  # type: ignore[attr-defined]
        takes = [p for p in command.params if p.param_type_name == "argument"]
        yield f"## detente {name}\n\n"
        yield f"```sh\n{' '.join(['detente', name, *(p.metavar for p in takes), '[OPTIONS]'])}\n```\n\n"
        yield f"{command.help.strip()}\n\n"
        yield spaced(("", "meaning"), (word(p, typer.Context(command)) for p in command.params))


def word(parameter: Any, context: typer.Context) -> tuple[str, str]:
    """An argument or option as the help names it, and its meaning."""
    label, meaning = parameter.get_help_record(context)
    if parameter.param_type_name == "argument":
        label, meaning = parameter.metavar, meaning.replace("[required]", "")
    return f"`{label}`", meaning.replace("  [", " [").strip()


def python_page() -> Iterator[str]:
    """What `detente` gives in Python, with signatures and docstrings."""
    yield f"# Python\n\n{MADE}\nWhat is public is in `detente` itself; it gives [records](reference-records.md).\n\n"
    for name in detente.__all__:
        thing = getattr(detente, name)
        if inspect.isfunction(thing):
            yield f"## detente.{name}\n\n{signature(name, thing)}{told(thing)}"
    yield f"## detente.Ledger\n\n{told(detente.Ledger)}"
    for name, thing in sorted(methods(detente.Ledger).items()):
        yield f"### Ledger.{name}\n\n{signature(name, thing)}{told(thing)}"


def methods(kind: type) -> dict[str, Callable[..., object]]:
    """The public methods of a class, its own and those that it inherits."""
    return {n: f for n, f in inspect.getmembers(kind, inspect.isroutine) if not n.startswith("_")}


def signature(name: str, thing: Callable[..., object]) -> str:
    """A signature as a block, a line for each parameter where one line is too short for all."""
    given = inspect.signature(thing)
    words = unquoted(f"{name}{given}")
    if len(words) > WIDTH:
        alone = given.replace(parameters=[])
        inside = "".join(f"    {unquoted(part)},\n" for part in parts(given))
        words = f"{name}(\n{inside}){unquoted(str(alone)).removeprefix('()')}"
    return f"```py\n{words}\n```\n\n"


def parts(given: inspect.Signature) -> Iterator[str]:
    """The parameters as they are written, with the star before those that go by name only."""
    starred = False
    for one in given.parameters.values():
        if one.kind is one.KEYWORD_ONLY and not starred:
            starred = True
            yield "*"
        yield str(one)


def unquoted(words: str) -> str:
    """A signature whose annotations, kept as strings, have lost their quotation marks; a function is its name."""
    words = re.sub(r"<function (\w+) at 0x[0-9a-f]+>", r"\1", words)
    return re.sub(r"(: |-> )'([^']*)'", r"\1\2", words)


def records_page() -> Iterator[str]:
    """The fields of every record and the words of every list of words."""
    yield f"# Records\n\n{MADE}\nWhat is read and weighed comes as frozen pydantic records, the same in Python and in "
    yield "JSON (`as_json()`). Offsets are characters of the story's text from 0, the end exclusive. A field that is "
    yield "null is not known.\n\n"
    for room, module in ROOMS.items():
        yield f"## detente.{room}\n\n{(module.__doc__ or '').strip()}\n\n"
        for name in sorted(n for n in module.__all__ if isinstance(getattr(module, n), type)):
            yield from entry(room, getattr(module, name))


def entry(room: str, kind: type) -> Iterator[str]:
    """One record or one list of words; nothing for what is neither."""
    if issubclass(kind, StrEnum):
        yield f"### {room}.{kind.__name__}\n\n{told(kind)}{', '.join(f'`{one.value}`' for one in kind)}\n\n"
    elif issubclass(kind, Record):
        yield f"### {room}.{kind.__name__}\n\n{told(kind)}"
        rows = (
            (f"`{field.alias or name}`", shown(field.annotation), without(field))
            for name, field in kind.model_fields.items()
        )
        yield spaced(("field", "what it holds", "if not given"), rows)


def without(field: Any) -> str:
    """What a field is where it is not given; nothing where it must be."""
    if field.default is PydanticUndefined:
        return ""
    default = field.default
    return "null" if default is None else "none" if default in ((), {}) else f"`{default}`"


def shown(kind: Any) -> str:
    """A type in words, records linked."""
    inner = [one for one in get_args(kind) if one not in (type(None), Ellipsis)]
    if get_origin(kind) is Annotated:
        return shown(inner[0])
    if get_origin(kind) in (Union, types.UnionType):
        null = " or null" if type(None) in get_args(kind) else ""
        return " or ".join(map(shown, inner)) + null
    if get_origin(kind) is tuple:
        many = Ellipsis in get_args(kind)
        return f"list of {shown(inner[0])}" if many else f"list of {len(inner)}: {shown(inner[0])}"
    if get_origin(kind) is Mapping:
        return f"{shown(inner[1])} by {shown(inner[0])}"
    return named(kind)


def named(kind: Any) -> str:
    """A type that holds no other: a record's name with its link, or a plain word."""
    room = kind.__module__.split(".")[1] if kind.__module__.startswith("detente.") else ""
    if room in ROOMS:
        return f"[{kind.__name__}](#{room}{kind.__name__.lower()})"
    words = {"str": "text", "int": "whole number", "float": "number", "bool": "true or false", "date": "day",
             "datetime": "moment in UTC", "object": "anything"}  # fmt: skip
    return words[kind.__name__]


def errors_page() -> Iterator[str]:
    """The tree of errors, and each with its code and status."""
    tree = re.search(r"^DetenteError\n(?:[ │├└].*\n)+", errors.__doc__ or "", re.M)
    assert tree is not None
    yield f"# Errors\n\n{MADE}\nEvery error says what is wrong and what can be done about it. All are in "
    yield "`detente.errors`, and have `message`, `code` (stable, for programs) and `subject` (the file, story "
    yield "or word that it is about). "
    yield 'On REST and in JSON lines the shape is `{"error": {"code", "message", "subject"}}`.\n\n'
    yield f"```text\n{tree[0]}```\n\n"
    rows = ((f"`{k.__name__}`", f"`{k.code}`", exit_status(k), status_of(k("")), told(k).strip()) for k in kinds())
    yield spaced(("error", "code", "exit status", "HTTP", "meaning"), rows)
    yield "In commands that read many stories an error about one of them is said, "
    yield "the rest goes on, and the exit status is 1.\n"


def kinds(kind: type[DetenteError] = DetenteError) -> Iterator[type[DetenteError]]:
    """The errors in the order of the tree, those of `errors.py` only."""
    yield kind
    for under in kind.__subclasses__():
        if under.__module__ == errors.__name__:
            yield from kinds(under)


def exit_status(kind: type[DetenteError]) -> int:
    """With which status a command ends that meets it."""
    return WRONG_WORDS if issubclass(kind, UsageError) else REFUSED


PAGES: dict[str, Callable[[], Iterator[str]]] = {
    "reference-commands.md": commands_page,
    "reference-python.md": python_page,
    "reference-records.md": records_page,
    "reference-errors.md": errors_page,
}


def page(name: str) -> str:
    """A page as the code has it."""
    return "".join(PAGES[name]()).rstrip() + "\n"


def main(words: list[str]) -> int:
    """Write the pages, or compare them."""
    return kept_up({DOCS / name: page(name) for name in PAGES}, words)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
