"""The words around names of places, from `language/english/place_cues.yaml`."""

from __future__ import annotations

from dataclasses import dataclass, fields
from functools import lru_cache
from importlib import resources

import yaml

from detente.errors import DataError

FILE = "place_cues.yaml"


@dataclass(frozen=True, slots=True)
class Cues:
    """Sets of words in lower case; what each is for is said in the file itself."""

    joining: frozenset[str]
    locative: frozenset[str]
    directions: frozenset[str]
    streets: frozenset[str]
    institutions: frozenset[str]
    services: frozenset[str]
    pacts: frozenset[str]
    titles: frozenset[str]
    after_person: frozenset[str]
    never: frozenset[str]
    everyday: frozenset[str]
    region_words: frozenset[str]
    area_words: frozenset[str]
    water_words: frozenset[str]
    area_adjectives: frozenset[str]
    site_words: frozenset[str]
    kind_of: frozenset[str]
    border_words: frozenset[str]
    event_prepositions: frozenset[str]
    motion_prepositions: frozenset[str]
    motion: frozenset[str]
    saying: frozenset[str]
    gatherings: frozenset[str]
    topics: frozenset[str]
    verbal: frozenset[str]
    crowds: frozenset[str]
    irregulars: frozenset[str]
    strikers: frozenset[str]
    strikes: frozenset[str]
    strangers: frozenset[str]
    buildings: frozenset[str]


@dataclass(frozen=True, slots=True)
class CueFile:
    """Everything in the file: the words, the homes of outlets (alpha-3 by a part of the name), examples.

    `examples`: sentences with the names of places in them; `precisions`: sentences with the precision of each name.
    """

    cues: Cues
    outlets: dict[str, str]
    examples: tuple[tuple[str, tuple[str, ...]], ...]
    precisions: tuple[tuple[str, dict[str, str]], ...]


@lru_cache(maxsize=1)
def load() -> CueFile:
    """The file, read once and checked against its schema; `DataError` says what is wrong."""
    source = resources.files("detente.language.english").joinpath(FILE).read_text(encoding="utf-8")
    return check(yaml.load(source, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader)))


def check(data: object) -> CueFile:
    """The file's content as typed records."""
    names = {f.name for f in fields(Cues)}
    if not isinstance(data, dict) or set(data) != names | {"outlets", "examples", "precisions"}:
        raise DataError(f"needs exactly the lists {sorted(names)}, outlets, examples and precisions", subject=FILE)
    words = {name: frozenset(map(str, _words(name, data[name]))) for name in names}
    outlets = {str(k): str(v) for k, v in data["outlets"].items()}
    examples = tuple((str(e["text"]), tuple(map(str, e["places"]))) for e in data["examples"])
    precisions = tuple((str(e["text"]), dict(e["is"])) for e in data["precisions"])
    return CueFile(Cues(**words), outlets, examples, precisions)


def _words(name: str, value: object) -> list[str]:
    """A list of lower-case words. YAML reads yes, no, on and off as truth values: those must be quoted."""
    if not isinstance(value, list) or not all(isinstance(w, str) and w == w.lower() for w in value):
        raise DataError(f"{name}: a list of lower-case words (quote yes, no, on, off)", subject=FILE)
    return value
