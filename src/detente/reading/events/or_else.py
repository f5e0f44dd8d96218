"""What is threatened for the case that a demand is not met: "free them, or else we will shut the border"."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Token

from detente.reading.events.syntax import child, has_aux, is_verb
from detente.reading.text import children

# Words that set what else will come against what is asked for.
ELSE = frozenset(("else", "otherwise"))
# How what is asked for hangs on what else will come.
ASKED = frozenset(("ccomp", "advcl"))


def demands_before(verb: Token) -> Iterator[Token]:
    """The verbs that may tell of the demand, nearest first, for a verb that tells what will come otherwise."""
    will = is_verb(verb) and any(has_aux(verb, word) for word in ("will", "would"))
    if not will or not any(c.lower_ in ELSE and c.i < verb.i for c in children(verb)):
        return
    if (who := child(verb, "nsubj")) is None or who.pos_ not in ("PRON", "PROPN"):
        return  # "asked for coal, as otherwise its mills would stop": a thing threatens nobody
    yield from (c for c in children(verb) if c.i < verb.i and c.dep_ in ASKED)
    yield from (up for up in verb.ancestors if is_verb(up) and up.i < verb.i)
