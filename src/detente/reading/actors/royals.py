"""Members of ruling houses, who are called by their given names and known by the name of their house."""

from __future__ import annotations

from collections import Counter

from detente.reading.actors.hits import Found, Hit
from detente.reading.actors.titles import Before
from detente.world import Person
from detente.world.people import fold

ARTICLE = frozenset(("al", "al-"))


def bearers(found: Found, left: Before, hit: Hit | None) -> frozenset[str]:
    """The states whose ruling houses bear the title before a name, or that begins it; empty where it is no such title.

    `hit`: the name in the tables; whoever is in office goes by it outright ("Sheikh Hasina").
    """
    royal, day = found.lexicon.titles.royal, found.day
    if hit is not None and (day is None or any(p.around(day) for p in hit.entry.people)):
        return frozenset()
    titles = [found.words[n.end - 1].lower() for n in left.nouns] if hit is None else [found.words[hit.start].lower()]
    return next((royal[w] for w in titles if w in royal), frozenset())


def of_given_name(found: Found, name: str, states: frozenset[str]) -> tuple[Person, ...]:
    """Who is called so in "Sheikh Mohammed": of those in office that day, whose state the story names most."""
    if found.day is None:
        return ()
    named = Counter(code for hit in found.hits for code in hit.codes)
    several = [p for p in found.world.people.of_given(name, found.day) if p.code in states and named[p.code]]
    most = max((named[p.code] for p in several), default=0)
    return tuple(p for p in several if named[p.code] == most)


def house(found: Found, name: str) -> tuple[str, ...]:
    """The state that a name's house rules, if the story names it: "Saif bin Ahmed Al Thani"."""
    parts = fold(name).replace("-", " ").split()
    code = found.lexicon.titles.houses.get(parts[-1]) if len(parts) > 2 and parts[-2].lower() in ARTICLE else None
    return (code,) if code is not None and any(code in hit.codes for hit in found.hits) else ()
