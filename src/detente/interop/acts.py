"""A data set's code for an act as PLOVER and CAMEO have it, and what can be told as done."""

from __future__ import annotations

from functools import lru_cache
from typing import NamedTuple

from detente.errors import MalformedRecord
from detente.interop.records import Days, LeftOut
from detente.model import Event, Status
from detente.ontology import MODES, PLAINEST, PLOVER_TYPES, CameoCode, cameo_codes

DECLARED = "03"  # CAMEO's root for a will that is declared: what it is about is still to come
NO_STATEMENTS = "acts of CAMEO 01, which have no PLOVER type"
SPOKEN = (Status.PLANNED, Status.OFFERED)
DONE = (Status.HAPPENED, Status.ONGOING)
# What the code of the act says already, so that it is told truly without a status.
SAID_BY_TYPE = {
    "AGREE": SPOKEN,
    "REQUEST": (Status.DEMANDED,),
    "REJECT": (Status.REFUSED,),
    "THREATEN": (Status.THREATENED, Status.CONDITIONAL),
}


class Act(NamedTuple):
    """An act: PLOVER's type and mode, the CAMEO code, its name in words, and the status that the code gives it."""

    type: str
    mode: str | None
    cameo: str
    words: str
    status: Status


def of_cameo(code: str) -> Act | LeftOut:
    """The act of a CAMEO code, with or without its leading zero. MalformedRecord where there is none.

    A code that is finer than the table takes its parent's meaning.
    """
    code = code.strip().removesuffix(".0")
    known = cameo_codes()
    # The zero is lost where a program took the code for a number; no code with its zero is another one without it.
    full = code if len(code) > 2 and code in known else f"0{code}"
    found = next((known[c] for c in (full, code, code[:-1]) if c in known), None) if code.isdigit() else None
    if found is None:
        raise MalformedRecord(f"no CAMEO code: {code[:20]}")
    if found.plover is None:
        return LeftOut("CAMEO 01 (statements) has no PLOVER type")
    status = Status.PLANNED if found.code.startswith(DECLARED) else Status.HAPPENED
    return Act(found.plover, found.mode, found.code, plainly(found), status)


@lru_cache(maxsize=256)
def of_plover(plover: str, mode: str | None) -> Act:
    """The act of a PLOVER type, with the plainest CAMEO code of its mode. MalformedRecord for an unknown type."""
    plover = plover.strip().upper()
    if plover not in PLOVER_TYPES:
        raise MalformedRecord(f"no PLOVER type: {plover[:20]}")
    mode = mode if mode in MODES.get(plover, ()) else None
    fits = (c for c in cameo_codes().values() if mode and (c.plover, c.mode) == (plover, mode))
    code = next(fits, cameo_codes()[PLAINEST[plover]])
    status = Status.PLANNED if code.code.startswith(DECLARED) else Status.HAPPENED
    return Act(plover, mode, code.code, plainly(code), status)


def plainly(code: CameoCode) -> str:
    """The name of a code as words for an act."""
    return code.name.removesuffix(", no closer kind").removesuffix(", other")


def told_as_done(event: Event) -> bool:
    """Whether an event is told truly by its code alone. A meeting that was called off is not one that was held."""
    return event.status in DONE or event.status in SAID_BY_TYPE.get(event.type, ())


def when(act: Act, days: Days | None) -> tuple[Days | None, Days | None]:
    """The days of a row: when it was done, and when said. Of what is still to come a row has the latter."""
    return (None, days) if act.status in SPOKEN else (days, None)
