"""Contents fitted to quotations: half a quotation is never a content, and what stands in one stays in it."""

from __future__ import annotations

from collections.abc import Sequence

from spacy.tokens import Doc

from detente.reading.speech.draft import Draft, Stretch, trimmed, without
from detente.reading.speech.quotes import Quote

# A few words after a quotation ("shortly after noon") say when it was spoken and are not spoken.
TAIL = 5


def fit(doc: Doc, drafts: Sequence[Draft], quotes: Sequence[Quote]) -> list[Draft]:
    """The drafts that have a content after fitting, each content with one cue only."""
    fitted: list[Draft] = []
    for draft in drafts:
        around = next((q for q in quotes if q.first <= draft.verb.i <= q.last), None)
        draft.content = _clipped(draft, around) if around else _snapped(draft, quotes)
        draft.content = _without_cue(draft)
        if any(trimmed(doc, s) for s in draft.content):
            fitted.append(draft)
    return _one_each(fitted)


def _clipped(draft: Draft, quote: Quote) -> list[Stretch]:
    """What lies in the quotation that the cue itself is part of."""
    pieces = [(max(a, quote.first), min(b, quote.last)) for a, b in draft.content]
    if draft.source is not None and not quote.first <= draft.source[0] <= quote.last:
        draft.source = None
    return [p for p in pieces if p[0] <= p[1]]


def _snapped(draft: Draft, quotes: Sequence[Quote]) -> list[Stretch]:
    """Each stretch widened so that it holds whole quotations."""
    return [_widened(stretch, draft.verb.i, quotes) for stretch in draft.content]


def _widened(stretch: Stretch, verb: int, quotes: Sequence[Quote]) -> Stretch:
    first, last = stretch
    for q in quotes:
        if q.first > last or q.last < first:
            continue
        if _ends_with(q, stretch):
            last = q.last
        first, last = min(first, q.first), max(last, q.last)
    if first < verb < last:
        return (verb + 1, last) if stretch[0] > verb else (first, verb - 1)
    return first, last


def _ends_with(quote: Quote, stretch: Stretch) -> bool:
    """Whether a content that begins as a quotation ends with it: what follows is the telling again."""
    return (
        stretch[0] - 1 <= quote.first <= stretch[0]
        and quote.last < stretch[1] <= quote.last + TAIL
        and quote.length > TAIL
    )


def _without_cue(draft: Draft) -> list[Stretch]:
    """The content without the words of cue and source."""
    holes = [(i, i) for i in draft.cue]
    if draft.source is not None and _apart(draft.source, draft):
        holes.append(draft.source)
    return sorted({piece for stretch in draft.content for piece in without(stretch, holes)})


def _apart(source: Stretch, draft: Draft) -> bool:
    """Whether the source is a hole in the content rather than part of it ("the plan he proposed")."""
    return any(a <= source[0] and source[1] <= b and not (a == source[0] and b == source[1]) for a, b in draft.content)


def _one_each(drafts: list[Draft]) -> list[Draft]:
    """Of several cues with the very same content the one that is closest to it."""
    best: dict[Stretch, Draft] = {}
    for draft in drafts:
        key = draft.hull()
        if key not in best or _distance(draft, key) < _distance(best[key], key):
            best[key] = draft
    return list(best.values())


def _distance(draft: Draft, content: Stretch) -> int:
    return min(abs(draft.verb.i - content[0]), abs(draft.verb.i - content[1]))
