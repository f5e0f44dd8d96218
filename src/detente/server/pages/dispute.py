"""The page of a pair: the answer and why, the docket in lanes, the tension, as of any day."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING

from fastapi import APIRouter, Request, Response
from fastapi.responses import RedirectResponse

from detente.dispute.rules import answers
from detente.errors import UsageError
from detente.ontology import DEFAULT_SCALE, SCALES
from detente.server.pages import kept
from detente.server.pages.asked import day, one_of
from detente.server.pages.chart import Days, drawing
from detente.server.pages.lanes import MOST, Lane, lanes
from detente.server.pages.render import address, page
from detente.server.pages.replay import Replay, titles
from detente.server.pages.words import party as named
from detente.server.weighed import Weigher
from detente.show.docket import WITH_OTHERS, days_of, standing
from detente.show.plot import caption, turned
from detente.world.named import code_of

if TYPE_CHECKING:
    from markupsafe import Markup

    from detente.api_ledger import Ledger
    from detente.dispute import Course, Tension

router = APIRouter()
DAYS = 120  # in the table of days, at most


@router.get("/disputes/{a}/{b}")
def dispute(request: Request, a: str, b: str) -> Response:
    """The dispute, as of the day that was asked for."""
    as_of, sides = looked_at(request), (code_of(a), code_of(b))
    scale = one_of(request.query_params.get("scale", DEFAULT_SCALE), SCALES, "intensity scale")
    here = address(request, "disputes", *sides, as_of=as_of, scale=scale if scale != DEFAULT_SCALE else None)
    if (a, b) != sides or slid_alone(request):
        return RedirectResponse(here, 303)
    with request.app.state.store.reading() as ledger:
        made = context(request, ledger, sides, as_of, scale)
    return sent(request, "dispute", here, made)


@router.get("/disputes/{party}")
def alone(request: Request, party: str) -> Response:
    """One party and all others, as of the day that was asked for."""
    as_of, code = looked_at(request), code_of(party)
    here = address(request, "disputes", code, as_of=as_of)
    if party != code or slid_alone(request):
        return RedirectResponse(here, 303)
    with request.app.state.store.reading() as ledger:
        found = Weigher(request, ledger).alone(code, as_of)
        made = {
            "alone": found, "heading": f"{named(code)} and all others", "standing": standing(found), "most": MOST,
            "replay": Replay.of(ledger, (code,), as_of), "titles": titles(ledger, (code,)), "days_of": days_of,
        }  # fmt: skip
    return sent(request, "alone", here, made)


def looked_at(request: Request) -> date | None:
    """The day that is asked for; the slider's `day` is a number."""
    slid = request.query_params.get("day")
    return from_slider(slid) if slid else day(request.query_params.get("as_of"))


def slid_alone(request: Request) -> bool:
    """Whether the slider was sent without a script: then its day has another address, to be shared and kept."""
    return bool(request.query_params.get("day")) and not request.headers.get("hx-request")


def sent(request: Request, template: str, here: str, made: Mapping[str, object]) -> Response:
    """The page; for the slider's script with the address that the browser is to show."""
    response = page(request, template, here=here, **made)
    if request.query_params.get("day"):
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
    replay = Replay.of(ledger, sides, as_of)
    docket = lanes(found)
    latest = course.days[-DAYS:]
    acts = kept.by_telling(ledger, (i for point in latest for i in point.incidents))
    return {
        "dispute": found, "course": course, "scales": SCALES, "default_scale": DEFAULT_SCALE, "lanes": docket,
        "replay": replay,
        "drawing": drawn(request, weigher.course(*sides, scale), course, docket, replay.days if replay else ()),
        "by_day": list(by_day(latest, acts)), "days": len(course.days), "caption": caption(course),
        "turns": [(c, turned(c)) for c in course.changes], "most": MOST, "titles": titles(ledger, sides),
        "standing": standing(found), "days_of": days_of, "answer_means": answers().means,
        "unknown": answers().answers[-1].answer, "with_others": WITH_OTHERS, "heading": heading(sides),
    }  # fmt: skip


def heading(sides: tuple[str, str]) -> str:
    """ "Russia and Turkey"."""
    return " and ".join(map(named, sides))


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
