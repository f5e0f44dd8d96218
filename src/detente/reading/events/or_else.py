"""What is threatened for the case that a demand is not met: "free them, or else we will shut the border"."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from spacy.tokens import Token

from detente.reading.events.act import Act
from detente.reading.events.syntax import child, has_aux, is_verb
from detente.reading.text import children

# It outweighs what else its verb may mean.
SURE = 6.5
# Words that set what else will come against what is asked for.
ELSE = frozenset(("else", "otherwise"))
# How what is asked for hangs on what else will come.
ASKED = frozenset(("ccomp", "advcl"))


def or_else(verb: Token, read: Callable[[Token], Act | None]) -> Act | None:
    """The threat at a verb, to whom one asks and by the same: "told Chile to free the men, or else it would sue".

    `read`: what gives the act that a word sets off.
    """
    asked = (act for up in demands_before(verb) if (act := read(up)) is not None)
    demand = next((a for a in asked if a.type in ("REQUEST", "THREATEN") and a.source and a.target), None)
    if demand is None:
        return None
    threat = Act("THREATEN/or-else", "v", "THREATEN", "130", verb, demand.source, demand.target, score=SURE)
    return threat.with_(sure=True)


def demands_before(verb: Token) -> Iterator[Token]:
    """The verbs that may tell of the demand, nearest first, for a verb that tells what will come otherwise."""
    will = is_verb(verb) and any(has_aux(verb, word) for word in ("will", "would"))
    if not will or not any(c.lower_ in ELSE and c.i < verb.i for c in children(verb)):
        return
    if (who := child(verb, "nsubj")) is None or who.pos_ not in ("PRON", "PROPN"):
        return  # "asked for coal, as otherwise its mills would stop": a thing threatens nobody
    yield from (c for c in children(verb) if c.i < verb.i and c.dep_ in ASKED)
    yield from (up for up in verb.ancestors if is_verb(up) and up.i < verb.i)
