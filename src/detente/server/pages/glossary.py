"""`/words`: what the words of the pages mean, from the tables that answers and events are made by."""

from __future__ import annotations

from fastapi import APIRouter, Request, Response

from detente.dispute.daily import HALF_LIFE
from detente.dispute.rules import AnswerRule, answers
from detente.ontology import DEFAULT_SCALE, QUAD, meanings
from detente.server.pages.lanes import NAMED
from detente.server.pages.render import page

router = APIRouter()


@router.get("/words")
def words(request: Request) -> Response:
    """Answers with their rules, lanes, acts, statuses and scales."""
    table = answers()
    return page(
        request, "words", heading="What the words mean", answer_means=table.means, phase=table.phase_days,
        rules=[(rule.answer, *conditions(rule)) for rule in table.answers], base=table.yielded.base,
        lanes=NAMED, ontology=meanings(), by_quad=by_quad(), days=round(HALF_LIFE), default_scale=DEFAULT_SCALE,
    )  # fmt: skip


def conditions(rule: AnswerRule) -> tuple[list[str], list[str]]:
    """What must all be known of a side for an answer, and of what one thing is enough."""
    facts = answers().facts
    needs, any_ = ([facts[name].replace("{n} × ", "") for name in names] for names in (rule.needs, rule.any_))
    return needs, any_


def by_quad() -> dict[int, list[str]]:
    """The types of acts by their quad, in the order of PLOVER."""
    return {quad: [name for name, of in QUAD.items() if of == quad] for quad in (1, 2, 3, 4)}
