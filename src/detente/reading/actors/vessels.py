"""Ships by name: "the Icelandic gunboat Thor" brings in the Thor, which later sentences name alone."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from spacy.tokens import Token

from detente.reading.actors.context import titlecased
from detente.reading.actors.draft import Draft, Party
from detente.reading.actors.hits import Found, Hit
from detente.reading.actors.titles import POSSESSIVE
from detente.world.people import fold

# Between a nation and the class of its ship stand at most this many tokens ("British guided-missile destroyer").
REACH = 5
LONGEST = 3
OPENING = frozenset({"the", '"', "'", "“", "‘"})
SUBJECTS = frozenset({"nsubj", "nsubjpass", "dobj", "poss"})


@dataclass(slots=True)
class Naming:
    """A ship where it is brought in: its mention from `start` to `end`, its name from `first`, its class and nation."""

    start: int
    first: int
    end: int
    kind: str
    sector: str
    codes: tuple[str, ...]
    hit: Hit | None = None


def find_vessels(found: Found) -> tuple[list[Draft], set[int]]:
    """Mentions of ships by name, and the tokens of these names, which are nobody's surname or city."""
    namings = list(introductions(found))
    fleet: dict[str, Party] = {}
    classes: dict[str, list[Party]] = {}
    drafts = [introduce(found, naming, fleet, classes) for naming in namings]
    taken = {i for naming in namings for i in range(naming.start, naming.end)}
    if not fleet:
        return [], set()
    drafts += later(found, fleet, taken)
    lend(found, classes)
    return [d for d in drafts if d.parties[0].code], {i for d in drafts for i in range(d.start, d.end)}


def introductions(found: Found) -> Iterator[Naming]:
    """Every place where a ship is brought in by its class or by the letters before its name."""
    doc, words = found.doc, found.lexicon.words
    end = 0
    for token in doc:
        if token.i < end:
            continue
        naming = None
        if token.text in words.ship_letters:
            naming = lettered(found, token, words.ship_letters[token.text])
        elif (sector := words.ship_sector.get(token.lower_)) is not None:
            naming = classed(found, token, sector)
        if naming is not None:
            end = naming.end
            yield naming


def lettered(found: Found, token: Token, code: str) -> Naming | None:
    """ "HMS Andromeda"."""
    first = token.i + 1
    end = name_end(found, first)
    return Naming(token.i, first, end, "ship", "MIL", (code,)) if end > first else None


def classed(found: Found, token: Token, sector: str) -> Naming | None:
    """ "the frigate Leander", "an aircraft carrier, the Independence,"."""
    doc, first = found.doc, token.i + 1
    if first + 1 < len(doc) and doc[first].text == "," and doc[first + 1].lower_ == "the":
        first += 2
        end = name_end(found, first)
        if end >= len(doc) or doc[end].text not in {",", "."}:
            return None
    while first < len(doc) and doc[first].text in OPENING - {"the"}:
        first += 1
    if first < len(doc) and doc[first].text in found.lexicon.words.ship_letters:
        first += 1
    end = name_end(found, first)
    if end == first or titlecased(found, token.i):
        return None
    hit = nation(found, token.i)
    letters = found.lexicon.words.ship_letters.get(doc[first - 1].text)
    codes = (letters,) if letters else hit.codes if hit is not None and len(hit.codes) == 1 else ()
    start = hit.start if hit is not None and codes else token.i
    return Naming(start, first, end, token.lower_, sector, codes, hit if codes else None)


def name_end(found: Found, first: int) -> int:
    """Where the capitalised name that begins at token `first` ends; `first` itself where none does."""
    doc, i = found.doc, first
    while i < len(doc) and i - first < LONGEST and not doc[i].is_sent_start:
        hit = found.hit_at.get(i)
        if not (doc[i].is_title or doc[i].is_upper) or not doc[i].is_alpha or len(doc[i]) < 3:
            break
        if hit is not None and hit.codes and hit.entry.kind in {"adjective", "people", "both", "name"}:
            break
        i += 1
    return i


def nation(found: Found, at: int) -> Hit | None:
    """The nation before the class of a ship."""
    for i in range(at - 1, max(-1, at - 1 - REACH), -1):
        token, hit = found.doc[i], found.hit_at.get(i)
        if hit is not None:
            owner = hit.end < len(found.doc) and found.doc[hit.end].text in POSSESSIVE
            return hit if hit.codes and not hit.place and (hit.entry.kind in {"adjective", "both"} or owner) else None
        if token.text not in POSSESSIVE and token.text != "-" and token.pos_ not in {"ADJ", "NOUN", "ADV", "NUM"}:
            return None
    return None


def introduce(found: Found, naming: Naming, fleet: dict[str, Party], classes: dict[str, list[Party]]) -> Draft:
    """The mention that brings a ship in; one of that name before is the same ship."""
    name = found.doc[naming.first : naming.end].text
    party = fleet.setdefault(fold(name), Party(name, None, naming.sector))
    party.code = party.code or (naming.codes[0] if naming.codes else None)
    classes.setdefault(naming.kind, []).append(party)
    use(found, naming.start, naming.end)
    return Draft(naming.start, naming.end, head(found, naming.start, naming.end), [party], "agent", f"ship {name}")


def head(found: Found, start: int, end: int) -> int:
    """The token whose head lies outside; of several the first, which holds the others."""
    outside = (t.i for t in found.doc[start:end] if not start <= t.head.i < end or t.head == t)
    return next(outside, end - 1)


def use(found: Found, start: int, end: int) -> None:
    """Takes the names and nouns inside a mention out of the search."""
    for i in range(start, end):
        if i in found.hit_at:
            found.hit_at[i].used = True
        if i in found.noun_at:
            found.noun_at[i].used = True


def later(found: Found, fleet: dict[str, Party], taken: set[int]) -> Iterator[Draft]:
    """The ships where they are named alone: "the Leander", "Andromeda was damaged"."""
    first_words = {name.split()[0]: name.split() for name in fleet}
    for token in found.doc:
        parts = first_words.get(fold(token.text))
        if parts is None or token.i in taken or not token.text[:1].isupper():
            continue
        end = token.i + len(parts)
        if [fold(t.text) for t in found.doc[token.i : end]] != parts:
            continue
        last = found.doc[end - 1]
        if (token.i and found.doc[token.i - 1].lower_ in OPENING) or last.dep_ in SUBJECTS:
            use(found, token.i, end)
            name = " ".join(parts)
            yield Draft(token.i, end, head(found, token.i, end), [fleet[name]], "agent", f"ship {fleet[name].name}")


def lend(found: Found, classes: dict[str, list[Party]]) -> None:
    """A ship without a nation has that of all others of its class: "British frigates ... the frigate Leander"."""
    for kind, parties in classes.items():
        codes = {p.code for p in parties if p.code} | set(codes_of_class(found, kind))
        if len(codes) == 1:
            for party in parties:
                party.code = party.code or next(iter(codes))


def codes_of_class(found: Found, kind: str) -> Iterator[str]:
    """The nations that the story names before this class of ships."""
    for token in found.doc:
        if token.lemma_.lower() == kind and (hit := nation(found, token.i)) is not None:
            yield from hit.codes
