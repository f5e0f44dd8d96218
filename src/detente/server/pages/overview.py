"""The first page: the disputes that the ledger tells of, those with the most recent change first."""

from __future__ import annotations

import time
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from fastapi import APIRouter, Request, Response

from detente.server.pages.asked import asked, day
from detente.server.pages.chart import spark
from detente.server.pages.kept import Page, cut
from detente.server.pages.render import page
from detente.server.weighed import Weigher

if TYPE_CHECKING:
    from detente.api_ledger import Ledger
    from detente.dispute import Dispute
    from detente.server.pages.asked import Asked

router = APIRouter()
SHOWN = 12  # disputes of one page: each may have to be weighed
FEWEST = 3  # acts between two parties that make a dispute for the list: one visit or vote makes none
ACTS, SECONDS = 400, 1.0
"""How many acts are weighed for the page, and after how long no more. The disputes left are fetched one by one by the
page that was sent; without scripts they are found on their own pages."""

# How much moved of late: the intensities of what passed between the two, each half as much for every two weeks that
# its report is older than the ledger's last, as tension fades.
PAIRS_OF = """
WITH last AS (SELECT max(reported) AS day FROM incidents),
acts AS (
  SELECT DISTINCT i.id, least(s.code, t.code) AS a, greatest(s.code, t.code) AS b, i.reported,
    abs(coalesce(e.intensity, 0)) * pow(0.5, coalesce(date_diff('day', i.reported, last.day), 36500) / 14.0) AS moved
  FROM incidents i JOIN events e ON e.id = i.best, last,
    unnest(i.source) AS s(code), unnest(i.target) AS t(code)
  WHERE s.code <> t.code AND ($1 = '' OR $1 IN (s.code, t.code)))
SELECT a, b, count(*), max(reported) FROM acts GROUP BY a, b {having}
ORDER BY sum(moved) DESC, max(reported) DESC NULLS LAST, count(*) DESC, a, b LIMIT $2 OFFSET $3
"""
PAIRS = PAIRS_OF.format(having="")
LIVELY = PAIRS_OF.format(having=f"HAVING count(*) >= {FEWEST}")


@dataclass(frozen=True)
class Dyad:
    """A pair in the list. `acts`: incidents between the two; `dispute` None: not weighed for this page."""

    a: str
    b: str
    acts: int
    last: date | None
    dispute: Dispute | None = None
    spark: str | None = None


@router.get("/", name="overview")
def overview(request: Request) -> Response:
    """The disputes, with the answer for each side."""
    given = asked(request)
    every = "every" in request.query_params
    with request.app.state.store.reading() as ledger:
        found = dyads(ledger, given, PAIRS if every else LIVELY)
        if not found.lines and not every:
            every, found = True, dyads(ledger, given, PAIRS)
        shown = weighed(found, Weigher(request, ledger))
        stories, events, latest = ledger.sql(
            "SELECT count(*), (SELECT count(*) FROM events), max(published) FROM stories"
        ).rows[0]
    return page(
        request, "overview", heading="Disputes", shown=shown, list=found, given=given, stories=stories, events=events,
        latest=latest, every=every, fewest=FEWEST,
    )  # fmt: skip


def dyads(ledger: Ledger, given: Asked, query: str) -> Page[Dyad]:
    """The pairs of one page of the list."""
    rows = ledger.sql(query, [given.actor, SHOWN + 1, (given.number - 1) * SHOWN]).rows
    return cut([Dyad(*row) for row in rows], given, SHOWN)  # type: ignore[arg-type]  # columns in the fields' order


def weighed(found: Page[Dyad], weigher: Weigher) -> list[Dyad]:
    """The pairs with their disputes, as far as acts and time go."""
    began, left, shown = time.monotonic(), ACTS, []
    for dyad in found.lines:
        known = weigher.at_hand(dyad.a, dyad.b)
        fits = dyad.acts <= left and time.monotonic() - began < SECONDS
        left -= dyad.acts if fits and not known else 0
        shown.append(weigh(dyad, weigher) if known or fits else dyad)
    return shown


def weigh(dyad: Dyad, weigher: Weigher) -> Dyad:
    """A pair with its dispute."""
    dispute = weigher.dispute(dyad.a, dyad.b)
    return Dyad(dyad.a, dyad.b, dyad.acts, dyad.last, dispute, spark(dispute.tension, dispute.until))


@router.get("/disputes/{a}/{b}/answer")
def answer(request: Request, a: str, b: str) -> Response:
    """The answer of one pair as a part of the list, for a pair that was not weighed with it."""
    with request.app.state.store.reading() as ledger:
        dyad = weigh(Dyad(a, b, 0, None), Weigher(request, ledger))
    return page(request, "answer", dyad=dyad)


@router.get("/disputes")
def disputes(request: Request) -> Response:
    """To the dispute of the two parties of the form in the header, or to the list."""
    from fastapi.responses import RedirectResponse

    from detente.server.pages.render import address

    given = asked(request)
    if given.actor and given.other:
        as_of = day(request.query_params.get("as_of"))
        return RedirectResponse(address(request, "disputes", given.actor, given.other, as_of=as_of), 303)
    return RedirectResponse(address(request, actor=given.actor), 303)
