"""The first page: the disputes that the ledger tells of, those with the most recent change first."""

from __future__ import annotations

import time
from dataclasses import dataclass
from typing import TYPE_CHECKING

from fastapi import APIRouter, Request, Response
from fastapi.responses import RedirectResponse

from detente.ledger import Dyad, listing
from detente.ontology import DEFAULT_SCALE
from detente.server.pages.asked import asked, day
from detente.server.pages.chart import spark
from detente.server.pages.kept import Page, cut
from detente.server.pages.render import address, page
from detente.server.weighed import Weigher

if TYPE_CHECKING:
    from markupsafe import Markup

    from detente.api_ledger import Ledger
    from detente.dispute import Dispute
    from detente.server.pages.asked import Asked

router = APIRouter()
SHOWN = 12  # disputes of one page: each may have to be weighed
FEWEST = 3  # acts between two parties that make a dispute for the list: one visit or vote makes none
ACTS, SECONDS = 400, 1.0
"""How many acts are weighed for the page, and after how long no more. The disputes left are fetched one by one by the
page that was sent; without scripts they are found on their own pages."""


@dataclass(frozen=True)
class Shown:
    """A pair in the list, with its dispute and a small curve of it; None: not weighed for this page."""

    dyad: Dyad
    dispute: Dispute | None = None
    spark: Markup | None = None


@router.get("/", name="overview")
def overview(request: Request) -> Response:
    """The disputes, with the answer for each side."""
    given = asked(request)
    every = "every" in request.query_params
    with request.app.state.store.reading() as ledger:
        found = dyads(ledger, given, 1 if every else FEWEST)
        if not found.lines and not every:
            every, found = True, dyads(ledger, given, 1)
        shown = weighed(found, Weigher(request, ledger))
        stories, events, latest = ledger.sql(
            "SELECT count(*), (SELECT count(*) FROM events), max(published) FROM stories"
        ).rows[0]
    return page(
        request, "overview", heading="Disputes", shown=shown, list=found, given=given, stories=stories, events=events,
        latest=latest, every=every, fewest=FEWEST, scale=DEFAULT_SCALE,
    )  # fmt: skip


def dyads(ledger: Ledger, given: Asked, fewest: int) -> Page[Dyad]:
    """The pairs of one page of the list, of those with so many acts."""
    return cut(listing.dyads(ledger, given.actor, fewest, SHOWN + 1, (given.number - 1) * SHOWN), given, SHOWN)


def weighed(found: Page[Dyad], weigher: Weigher) -> list[Shown]:
    """The pairs with their disputes, as far as acts and time go."""
    began, left, shown = time.monotonic(), ACTS, []
    for dyad in found.lines:
        known = weigher.at_hand(dyad.a, dyad.b)
        fits = dyad.incidents <= left and time.monotonic() - began < SECONDS
        left -= dyad.incidents if fits and not known else 0
        shown.append(weigh(dyad, weigher) if known or fits else Shown(dyad))
    return shown


def weigh(dyad: Dyad, weigher: Weigher) -> Shown:
    """A pair with its dispute."""
    dispute = weigher.dispute(dyad.a, dyad.b)
    return Shown(dyad, dispute, spark(dispute.tension, dispute.until))


@router.get("/disputes/{a}/{b}/answer")
def answer(request: Request, a: str, b: str) -> Response:
    """The answer of one pair as a part of the list, for a pair that was not weighed with it."""
    with request.app.state.store.reading() as ledger:
        shown = weigh(Dyad(a=a, b=b, incidents=0, last=None), Weigher(request, ledger))
    return page(request, "answer", shown=shown)


@router.get("/disputes")
def disputes(request: Request) -> Response:
    """To the dispute of the two parties of the form in the header, or to the list."""
    given = asked(request)
    if given.actor and given.other:
        as_of = day(request.query_params.get("as_of"))
        return RedirectResponse(address(request, "disputes", given.actor, given.other, as_of=as_of), 303)
    return RedirectResponse(address(request, actor=given.actor), 303)
