"""The answer to what one named party does to another."""

from __future__ import annotations

from detente.model.base import Record
from detente.model.event import Because, Status


class Related(Record):
    """What the source does to the target.

    `type`: one of PLOVER's 16; every pair is answered, the weakest answers with low `confidence` (0 to 1). `because`:
    the words and the rule, `fallback/...` where no pattern answered.
    """

    type: str
    mode: str | None = None
    cameo: str
    quad: int
    status: Status
    confidence: float
    because: Because
