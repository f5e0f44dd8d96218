"""What became of an act: from the operators that made it, the mood and clause it is told in, and who tells it how."""

from __future__ import annotations

from detente.model import Attribution, Status
from detente.reading.events.act import Act
from detente.reading.events.mood import auxiliaries, gates
from detente.reading.events.syntax import is_verb

MATERIAL = frozenset(("ASSAULT", "COERCE", "MOBILIZE", "PROTEST", "AID", "COOPERATE", "SANCTION", "RETREAT"))
TO_COME = frozenset(("will", "plan"))
ALLEGING = frozenset(("allege", "claim", "accuse", "suspect", "charge", "purport"))


def status_of(act: Act, attribution: Attribution | None) -> Status | None:
    """The status of an act as coded, or None where the story does not tell it as an act at all."""
    shut = gates(act.head)
    if act.status is not None:
        return Status(act.status)
    if "not" in shut:
        return None
    if "if" in shut:
        return Status.CONDITIONAL if act.type in ("THREATEN", "AGREE") else Status.HYPOTHETICAL
    if shut & {"purpose", "unreal"} and act.kind != "n":
        return Status.HYPOTHETICAL
    if "may" in act.ops:
        return Status.HYPOTHETICAL
    return (told_by(attribution) if act.kind != "n" else None) or plain(act)


def told_by(attribution: Attribution | None) -> Status | None:
    """What the manner of the telling makes of an act: a denial, or a claim of which only a party knows."""
    if attribution is None:
        return None
    if attribution.stance == "denies":
        return Status.DENIED
    return Status.ALLEGED if attribution.how in ALLEGING else None


def plain(act: Act) -> Status:
    """The status of an act that is told as such."""
    if act.type == "AGREE":
        return agreed(act)
    if act.ops and act.ops[0] in TO_COME and act.type not in ("THREATEN", "REJECT"):
        return Status.PLANNED
    if act.type in MATERIAL and going_on(act):
        return Status.ONGOING
    return Status.HAPPENED


def agreed(act: Act) -> Status:
    """A meeting or visit to come is planned, and so is what somebody will do; a promise that was made has happened."""
    deepest = act.chain()[-1]
    if deepest.type == "CONSULT" or (act.ops and act.ops[0] in TO_COME):
        return Status.PLANNED
    return Status.HAPPENED


def going_on(act: Act) -> bool:
    """Whether the act is told in the present progressive."""
    head = act.head
    return is_verb(head) and head.tag_ == "VBG" and bool(auxiliaries(head) & {"is", "are", "'s", "'re"})
