"""Letters that say what somebody wants: "sent Chile a letter demanding an apology" tells of the demand alone."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import islice

from detente.language.words import act_words
from detente.reading.events.act import SAID, Act
from detente.reading.events.dealings import codes
from detente.reading.events.syntax import lemma

# How its wording hangs on the letter, on who got it or on the sending.
WORDING = frozenset(("acl", "advcl", "relcl"))
# How far up, in words, the letter or its sending stands.
UP = 4


def without_letters(acts: Sequence[Act]) -> list[Act]:
    """The acts, less the letters whose wording another act tells; that one is meant for whoever the letter went to."""
    sent = {a.head.i: a for a in acts if a.type == "CONSULT" and not a.ops and is_letter(a)}
    told = {a.head.i: letter for a in acts if (letter := letter_of(a, sent)) is not None}
    read = {letter.head.i for letter in told.values()}
    return [worded(a, told[a.head.i]) if a.head.i in told else a for a in acts if a.head.i not in read]


def is_letter(act: Act) -> bool:
    """Whether a contact is one in writing."""
    heads = (act.head, *(act.head.doc[i] for i in act.used))
    return lemma(act.head) == "write" or any(lemma(t) in act_words().documents for t in heads)


def letter_of(act: Act, sent: dict[int, Act]) -> Act | None:
    """The letter in which an act is done: "wrote to Chile, asking for help", "a note in which it rejected the plan"."""
    if act.type not in SAID or act.head.dep_ not in WORDING or act.head.tag_ not in ("VBG", "VBD", "VBZ"):
        return None
    letter = next((sent[t.i] for t in islice(act.head.ancestors, UP) if t.i in sent), None)
    if letter is None or not codes(act.source) <= codes(letter.source):
        return None
    return letter if codes(act.target) <= codes(letter.target) else None


def worded(act: Act, letter: Act) -> Act:
    """What a letter says, by whoever wrote it to whoever got it."""
    return act.with_(source=act.source or letter.source, target=act.target or letter.target)
