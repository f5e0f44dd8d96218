"""Who condemns what nobody's soldiers did to a state stands by that state: "condemned the coup attempt in Gabon"."""

from __future__ import annotations

from collections.abc import Sequence

from spacy.tokens import Token

from detente.language.words import act_words
from detente.reading.events.act import Act
from detente.reading.events.judging import spots
from detente.reading.events.roles import Roles
from detente.reading.events.syntax import lemma
from detente.reading.text import children

# How a word before a noun hangs on it.
BEFORE = frozenset(("amod", "compound", "nmod"))
# Before the state to which it was done.
TO_WHOM = frozenset(("in", "on", "against", "at", "of"))


def stood_by(act: Act, things: Sequence[Token], roles: Roles) -> Act:
    """The condemnation of a plot or of terror as support of whoever suffered it; any other act as it is."""
    thing = things[0] if things else None
    if act.type != "ACCUSE" or thing is None or thing.pos_ != "NOUN" or roles.parties.owned(thing):
        return act
    if not (is_plot(thing) or is_terror(thing)):
        return act
    victims = roles.who((p for prep, p in spots(thing) if prep in TO_WHOM), act.source)
    rule = "SUPPORT/condemned-blow"
    return act.with_(type="SUPPORT", cameo="051", rule=rule, target=victims, harmed=(), inner=None, ops=(), about=thing)


def is_plot(noun: Token) -> bool:
    """Whether a noun names a blow at a government that failed: "attempted coup", "the attempt to overthrow it"."""
    known, beside = act_words(), {w for c in children(noun) if c.dep_ in BEFORE for w in (lemma(c), c.lower_)}
    if lemma(noun) in known.plots:
        return not known.failed.isdisjoint(beside)
    aims = {lemma(c) for c in children(noun) if c.dep_ == "acl" and c.tag_ == "VB"}
    return lemma(noun) in known.attempts and not (aims.isdisjoint(known.toppling) and known.plots.isdisjoint(beside))


def is_terror(noun: Token) -> bool:
    """Whether a noun names a blow of terror: "the terrorist attack", "a suicide bombing", "the car bomb"."""
    beside = {lemma(c) for c in children(noun) if c.dep_ in BEFORE}
    return lemma(noun) in act_words().terror_blows and not beside.isdisjoint(act_words().terror)
