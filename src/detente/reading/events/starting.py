"""The act of a pattern as it begins, before its parties and the act below it are read."""

from __future__ import annotations

from spacy.tokens import Token

from detente.language.words import act_words
from detente.model import Mention
from detente.reading.events.act import Act
from detente.reading.events.match import Fill
from detente.reading.events.syntax import lemma

# What an act has from its pattern as it stands there.
OF_PATTERN = ("both", "mode", "contexts", "status", "control", "alone", "says", "charge", "claims", "mood", "sure")


def says_its_purpose(verb: Token) -> bool:
    """Whether a participle says what a thing is for, which nobody plans by it: "propaganda meant to conceal crimes"."""
    return lemma(verb) in act_words().meant_for and verb.dep_ == "acl"


def has_to_do(act: Act) -> bool:
    """Whether "have" only says that another must do it: "said Chile would have to pay" asks Chile, who does not ask."""
    return lemma(act.head) == "have" and act.inner is not None and act.inner.ops[:1] == ("demand",)


def started(head: Token, fill: Fill, source: tuple[Mention, ...]) -> Act:
    """The act of a pattern with its doer, before anything else is known of it."""
    p = fill.pattern
    exact = p.kind == "v" and (p.shape.particle is not None or "_" in p.shape.head)
    used, same = tuple(n.i for n in fill.nouns), {name: getattr(p, name) for name in OF_PATTERN}
    return Act(p.rule, p.kind, p.type, p.cameo, head, source, (), score=fill.found, used=used, exact=exact, **same)
