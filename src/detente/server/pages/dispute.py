"""The page of a pair: the answer and why, the docket in lanes, the tension, as of any day."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from fastapi import APIRouter, Request, Response
from fastapi.responses import RedirectResponse

from detente.errors import UsageError
from detente.ontology import DEFAULT_SCALE, SCALES
from detente.server.pages import kept
from detente.server.pages.asked import day, one_of
from detente.server.pages.chart import Days, drawing
from detente.server.pages.lanes import MOST, Lane, lanes
from detente.server.pages.render import address, page
from detente.server.weighed import Weigher
from detente.show import docket as shown
from detente.show.plot import caption, turned

if TYPE_CHECKING:
    from markupsafe import Markup

    from detente.api_ledger import Ledger
    from detente.dispute import Course, Tension

router = APIRouter()
STOPS = 120  # of the replay, at most
DAYS = 120  # in the table of days, at most

REPORTS = """
SELECT DISTINCT reported FROM events
WHERE list_contains(parties, ?) AND list_contains(parties, ?) AND reported IS NOT NULL ORDER BY reported
"""


TITLES = """
SELECT hash, coalesce(title, id) FROM stories
WHERE hash IN (SELECT story FROM events WHERE list_contains(parties, ?) OR list_contains(parties, ?))
"""


@dataclass(frozen=True)
class Replay:
    """The days that a crisis can be replayed over. `days`: those on which something of both was reported."""

    days: tuple[date, ...]
    at: date | None

    @property
    def shown(self) -> date:
        """The day that is looked at: the one asked for, else the last."""
        return self.at or self.days[-1]

    @property
    def before(self) -> date | None:
        """The report before the day that is looked at."""
        return max((d for d in self.days if d < self.shown), default=None)

    @property
    def after(self) -> date | None:
        """The report after it."""
        return min((d for d in self.days if d > self.shown), default=None)

    @property
    def stops(self) -> tuple[date, ...]:
        """Days at which a replay stops: all reports, or of very many an even choice."""
        step = -(-len(self.days) // STOPS)
        return (*self.days[:-1:step], self.days[-1])

    @property
    def slid(self) -> int:
        """The day as the slider has it: a proleptic ordinal within its ends."""
        return min(max(self.shown, self.days[0]), self.days[-1]).toordinal()


@router.get("/disputes/{a}/{b}")
def dispute(request: Request, a: str, b: str) -> Response:
    """The dispute, as of the day that was asked for. The slider's `day` is a number: it leads to the day's address."""
    slid = request.query_params.get("day")
    as_of = from_slider(slid) if slid else day(request.query_params.get("as_of"))
    scale = one_of(request.query_params.get("scale", DEFAULT_SCALE), SCALES, "intensity scale")
    here = address(request, "disputes", a, b, as_of=as_of, scale=scale if scale != DEFAULT_SCALE else None)
    if (a, b) != (a.upper(), b.upper()):
        here = address(request, "disputes", a.upper(), b.upper(), as_of=as_of)
    if here.split("?")[0] != address(request, "disputes", a, b) or (slid and not request.headers.get("hx-request")):
        return RedirectResponse(here, 303)
    with request.app.state.store.reading() as ledger:
        made = context(request, ledger, (a, b), as_of, scale)
    response = page(request, "dispute", here=here, **made)
    if slid:
        response.headers["HX-Replace-Url"] = here
    return response


def from_slider(value: str) -> date:
    """The day of an ordinal; `UsageError` for what is none."""
    if not (value.isdecimal() and value.isascii() and 1 <= len(value) < 8 and 1 <= int(value) <= date.max.toordinal()):
        raise UsageError("no such day", subject=value)
    return date.fromordinal(int(value))


def context(
    request: Request, ledger: Ledger, sides: tuple[str, str], as_of: date | None, scale: str
) -> dict[str, object]:
    """What the template draws."""
    weigher = Weigher(request, ledger)
    found = weigher.dispute(*sides, as_of)
    course = weigher.course(*sides, scale, as_of)
    reports = tuple(row[0] for row in ledger.sql(REPORTS, list(sides)).rows)
    days = tuple(d for d in reports if isinstance(d, date))
    titles = {str(row[0]): str(row[1]) for row in ledger.sql(TITLES, list(sides)).rows}
    docket = lanes(found)
    latest = course.days[-DAYS:]
    acts = kept.by_telling(ledger, (i for point in latest for i in point.incidents))
    return {
        "dispute": found, "course": course, "scales": SCALES, "default_scale": DEFAULT_SCALE, "lanes": docket,
        "replay": Replay(days, as_of) if days else None,
        "drawing": drawn(request, weigher.course(*sides, scale), course, docket, days),
        "by_day": list(by_day(latest, acts)), "days": len(course.days), "caption": caption(course),
        "turns": [(c, turned(c)) for c in course.changes], "most": MOST, "titles": titles, "in_lanes": ids(docket),
        "standing": shown.standing(found), "who": shown.who, "days_of": shown.days_of, "pressed": shown.pressed,
        "with_others": shown.WITH_OTHERS, "heading": heading(sides),
    }  # fmt: skip


def heading(sides: tuple[str, str]) -> str:
    """ "Russia and Turkey"."""
    from detente.server.pages.words import party

    return " and ".join(map(party, sides))


def drawn(request: Request, whole: Course, course: Course, docket: list[Lane], days: tuple[date, ...]) -> Markup | None:
    """The drawing; None where nothing has a day."""
    known = [*days, *(point.day for point in whole.days)]
    if not whole.days or min(known) == max(known):
        return None
    here = ids(docket)

    def link(incident: str) -> str:
        return f"#i-{incident}" if incident in here else address(request, "incidents", incident)

    return drawing(whole, course, docket, Days(min(known), max(known)), link)


def ids(docket: list[Lane]) -> set[str]:
    """The incidents that have a line on the page."""
    return {item.incident for lane in docket for item in lane.items}


def by_day(days: Sequence[Tension], acts: Mapping[str, kept.Line]) -> Iterator[tuple[Tension, list[kept.Line]]]:
    """Days on which something counted, the latest first, each with its incidents."""
    for point in reversed(days):
        yield point, [acts[incident] for incident in point.incidents if incident in acts]
