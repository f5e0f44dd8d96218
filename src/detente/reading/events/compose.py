"""What an operator makes of the act below it: agree + meet, lift + sanctions, will + bomb, not + accept.

The table is data (`patterns/compose.yaml`): for each operator what comes of an act, looked up by its CAMEO
code, its first three and two digits, its PLOVER type, then `coop` or `conf` (cooperation or conflict), then `_`.
"""

from __future__ import annotations

from collections.abc import Sequence

from detente.language.conventions import conventions
from detente.language.patterns import NOTHING
from detente.language.words import act_words
from detente.model import Mention
from detente.reading.events.act import Act
from detente.reading.events.dealings import codes
from detente.reading.events.syntax import lemma
from detente.reading.lists import FEWEST

COOPERATIVE = frozenset(("AGREE", "CONSULT", "SUPPORT", "CONCEDE", "COOPERATE", "AID", "RETREAT"))
# What is done as a favour to another, and verbs that hold something out to another.
YIELDED = frozenset(("AID", "CONCEDE"))
OFFERING = frozenset(("offer", "propose", "volunteer"))
Table = dict[str, dict[str, tuple[str | None, str]]]
# Operators whose other party is whoever did, or is to do, the act below; for the rest it is whom that act is done to.
DOER_FIRST = frozenset(("request", "demand", "refuse", "accuse", "welcome", "oblige", "answer", "allow", "force"))

# Operators under which what two do with each other is said to, or of, both.
OF_BOTH = frozenset(("request", "demand", "propose", "accuse", "welcome"))


def keys(inner: Act | None) -> tuple[str, ...]:
    """The keys under which the table is asked, most exact first."""
    if inner is None or inner.type in (None, NOTHING):
        return ("_",)
    side = "coop" if inner.type in COOPERATIVE else "conf"
    return (inner.cameo, inner.cameo[:3], inner.cameo[:2], inner.type, side, "_")


def made_of(table: Table, op: str, inner: Act | None) -> tuple[str | None, str]:
    """Type and CAMEO code of `op` over `inner`; `same` in the table passes the act through, type None drops it."""
    for key in keys(inner):
        if key in table.get(op, {}):
            type_, cameo = table[op][key]
            if type_ == "same":
                return (inner.type, inner.cameo) if inner is not None else (None, "")
            return type_, cameo
    return None, ""


def is_state(mentions: tuple[Mention, ...]) -> bool:
    """Whether the mentions stand for states as such: no person, company, group or organisation."""
    return all(r.person is None and r.sector in (None, "GOV") for m in mentions for r in m.refs)


def by_convention(act: Act, asked: bool = False) -> Act:
    """The act under the conventions that look at whom it is done to. `asked`: of two named parties, not of a story."""
    if not act.target or act.type is None:
        return act
    sort = "state" if is_state(act.target) else "other"
    for c in conventions():
        if (
            c.type == act.type
            and (asked or not c.asked)
            and c.target == sort
            and c.cameo in (None, act.cameo[:3])
            and (c.op is None or c.op in act.ops)
        ):
            return act.with_(type=c.becomes[0], cameo=c.becomes[1])
    return act


def other_party(op: str, act: Act, inner: Act | None) -> Act:
    """The act with the party it lacks taken from the act below."""
    if inner is None or act.target:
        return act
    if inner.mutual and not to_another(act, inner) and codes(act.source) == codes((*inner.source, *inner.target)):
        return act.with_(source=inner.source, target=inner.target, mutual=True)  # "the two are due to meet"
    ours = set(act.source)
    if op in OF_BOTH and inner.mutual:
        both = (*inner.source, *inner.target)  # "welcomed the accord between Peru and Chile"
        return act.with_(target=tuple(m for m in both if m not in ours and not same_codes(m, act)))
    order = (inner.source, inner.target) if op in DOER_FIRST else (inner.target, inner.source)
    for parties in order:
        left = tuple(m for m in parties if m not in ours and not same_codes(m, act))
        if left:
            return act.with_(target=left)
    return act


def to_another(act: Act, inner: Act | None) -> bool:
    """Whether three or more yield something or hold it out, and so not to each other: "the three offered to talk"."""
    if inner is None or len(codes((*inner.source, *inner.target, *act.source))) < FEWEST:
        return False
    resumed = lemma(inner.head) in act_words().resuming
    return inner.type in YIELDED or resumed or (act.type == "AGREE" and lemma(act.head) in OFFERING)


def same_codes(mention: object, act: Act) -> bool:
    """Whether the mention stands for nobody but the act's own sources."""
    mine = {r.code for m in act.source for r in m.refs if r.code}
    theirs = {r.code for r in getattr(mention, "refs", ())}
    return bool(theirs) and theirs <= mine


def less(act: Act, others: Sequence[Mention]) -> Act:
    """The act without these at its receiving end."""
    out = codes(others)
    return act.with_(target=tuple(m for m in act.target if not codes((m,)) <= out)) if out else act
