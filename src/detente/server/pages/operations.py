"""`/docs`: what REST has, as a page made from the OpenAPI description. It has no script and asks no other host."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from fastapi import APIRouter, Request, Response

from detente.server.pages.render import page

router = APIRouter()
METHODS = ("get", "post", "delete")


@dataclass(frozen=True)
class Field:
    """A parameter, or a field of a record: its name, what it holds, and what it means."""

    name: str
    kind: str
    needed: bool
    words: str


@dataclass(frozen=True)
class Operation:
    """One thing that can be asked for. `body`, `gives`: names of records."""

    method: str
    path: str
    words: str
    fields: tuple[Field, ...]
    body: str | None
    gives: str


@router.get("/docs")
def docs(request: Request) -> Response:
    """What REST has."""
    schema = request.app.openapi()
    groups: dict[str, list[Operation]] = {}
    for tag, operation in operations(schema):
        groups.setdefault(tag, []).append(operation)
    records = {title(name): record(found) for name, found in sorted(schema["components"]["schemas"].items())}
    return page(request, "operations", heading="REST", groups=groups, records=records)


def operations(schema: Mapping[str, Any]) -> Iterator[tuple[str, Operation]]:
    """Each operation with its group, in the order of the description."""
    for path, methods in schema["paths"].items():
        for method in METHODS:
            if method in methods:
                found = methods[method]
                yield found["tags"][0], operation(method, path, found)


def operation(method: str, path: str, found: Mapping[str, Any]) -> Operation:
    """One operation."""
    body = found.get("requestBody", {}).get("content", {}).get("application/json", {}).get("schema")
    made = next(found["responses"][code] for code in ("200", "201") if code in found["responses"])
    content = made.get("content", {})
    return Operation(
        method.upper(), path, found.get("description", ""),
        tuple(
            Field(p["name"], kind(p["schema"]), p.get("required", False), p.get("description", ""))
            for p in found.get("parameters", ())
        ),
        body and kind(body),
        kind(content["application/json"]["schema"]) if "application/json" in content else ", ".join(content),
    )  # fmt: skip


def record(schema: Mapping[str, Any]) -> tuple[str, tuple[Field, ...]]:
    """A record in words, and its fields."""
    needed = schema.get("required", ())
    fields = (
        Field(name, kind(found), name in needed, found.get("description", ""))
        for name, found in schema.get("properties", {}).items()
    )
    return schema.get("description", ""), tuple(fields)


def title(name: str) -> str:
    """A record's name as people read it: "Page of Telling" for the `Page_Telling_` of the description."""
    whole, _, part = name.rstrip("_").partition("_")
    return f"{whole} of {part}" if part and name.endswith("_") else name


def kind(schema: Mapping[str, Any]) -> str:
    """What a value is, in short: `string`, `list of Event`, `date or null`."""
    if "$ref" in schema:
        return title(schema["$ref"].rpartition("/")[2])
    if "anyOf" in schema:
        return " or ".join(kind(part) for part in schema["anyOf"])
    if "enum" in schema:
        return ", ".join(str(value) for value in schema["enum"])
    if schema.get("type") == "array":
        return f"list of {kind(schema['items'])}" if schema.get("items") else "list"
    return str(schema.get("format") or schema.get("type") or "anything")
