"""A command run in this process, and a reader that is quick and known, for what is not about reading."""

from __future__ import annotations

import io
import sys
from collections.abc import Callable
from dataclasses import dataclass
from types import ModuleType, SimpleNamespace

import pytest

import detente.reading
from detente.cli.run import run
from detente.model import Actor, Article, Because, Event, Reading, Related, Span, Status


@dataclass
class Done:
    status: int
    out: str
    err: str


def reading_of(article: Article) -> Reading:
    """One event in each story: its first word does something to its last."""
    if "trip the reader" in article.text:
        raise RuntimeError("tripped")
    first, last = article.text.split()[0], article.text.split()[-1]
    at = article.text.rindex(last)
    event = Event(
        type="CONSULT", cameo="040", quad=1, intensity=1.0, status=Status.HAPPENED, confidence=0.5, because="rule X/y",
        source=(Actor(name=first, code="NOR", start=0, end=len(first)),),
        target=(Actor(name=last, code="SWE", start=at, end=at + len(last)),),
        trigger=Span(start=0, end=len(first)), evidence=Span(start=0, end=at + len(last)),
    )  # fmt: skip
    return Reading(article=article, events=(event,), version="test")


def related(text: str, source: list[Span], target: list[Span]) -> Related:
    because = Because(start=source[0].start, end=target[-1].end, rule="rule X/y")
    return Related(type="CONSULT", cameo="040", quad=1, status=Status.HAPPENED, confidence=0.5, because=because)


@pytest.fixture
def quick_reader(monkeypatch):
    read: list[str] = []

    def many(articles):
        for article in articles:
            read.append(article.id)
            yield reading_of(article)

    fakes = {
        "pipeline": SimpleNamespace(read_article=reading_of, read_articles=many),
        "relate": SimpleNamespace(relate=related),
    }
    for name, fake in fakes.items():
        module = ModuleType(f"detente.reading.{name}")
        vars(module).update(vars(fake))
        monkeypatch.setitem(sys.modules, module.__name__, module)
        monkeypatch.setattr(detente.reading, name, module, raising=False)
    return read


@pytest.fixture
def detente_command(monkeypatch, capfdbinary) -> Callable[..., Done]:
    def command(*words: object, stdin: bytes = b"") -> Done:
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(stdin)))
        capfdbinary.readouterr()
        status = run([str(word) for word in words])
        out, err = capfdbinary.readouterr()
        return Done(status, out.decode(), err.decode())

    return command
