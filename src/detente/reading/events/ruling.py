"""What somebody says will not be: "there can be no talks with Peru", "a truce is out of the question"."""

from __future__ import annotations

from collections.abc import Sequence

from spacy.tokens import Token

from detente.language.patterns import Lexicon
from detente.model import Mention
from detente.reading.events.act import Act
from detente.reading.events.compose import made_of, same_codes
from detente.reading.events.dealings import codes
from detente.reading.events.gates import gates
from detente.reading.events.nothing import beyond, is_open, needless, not_ours, there_is_no
from detente.reading.events.syntax import SUBJECTS

# What is told under these is nobody's refusal: "asked whether there would be no talks", "feared there would be none".
OPEN = frozenset(("condition", "question", "doubt", "wish", "fear", "hearsay", "denial"))

# How an act hangs on "it is not for us".
LEFT_TO_OTHERS = frozenset(("advcl", "ccomp", "xcomp", "acl"))


def ruled_out(head: Token) -> Token | None:
    """The verb of the clause that rules out the act of `head`, or None."""
    clause = ruling(head)
    return clause if clause is not None and not gates(clause) & OPEN else None


def ruling(head: Token) -> Token | None:
    """That verb, however the clause is told."""
    if head.dep_ in SUBJECTS and beyond(head.head):
        return head.head
    if (noun := needless(head)) is not None:
        return there_is_no(noun)
    if head.dep_ in LEFT_TO_OTHERS and (verb := not_ours(head)) is not None:
        return verb
    clause = there_is_no(head)
    return clause if clause is not None and is_open(clause) else None


def refusal(act: Act, speakers: Sequence[Mention], lexicon: Lexicon) -> Act:
    """What it amounts to that somebody rules an act out: a refusal of the act's other party, if it has one."""
    type_, cameo = made_of(lexicon.compose, "fail", act)
    parties = codes((*act.source, *act.target))
    speakers = speakers if len(parties) <= 1 or parties & codes(speakers) else ()  # a third refuses nobody
    made = Act("REJECT/ruled-out", "v", type_ if speakers else None, cameo, act.head, tuple(speakers), (), verdict=True)
    others = tuple(m for m in (*act.source, *act.target) if not same_codes(m, made))
    return made.with_(target=others, inner=act, about=act.head, ops=("refuse", *act.ops), score=act.score)
