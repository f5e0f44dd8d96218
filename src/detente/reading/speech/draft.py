"""An attribution while it is being put together, in tokens."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from spacy.tokens import Doc, Token

from detente.model import Span, SpeechAct
from detente.reading.speech.cues import cues

Stretch = tuple[int, int]


@dataclass
class Draft:
    """Source, cue and content as tokens [first, last]; `verb` is the token that carries the cue."""

    verb: Token
    cue: list[int]
    source: Stretch | None
    content: list[Stretch]
    stance: str
    frame: str

    def hull(self) -> Stretch:
        """From the first token of the content to its last."""
        return min(a for a, _ in self.content), max(b for _, b in self.content)

    def holds(self, i: int) -> bool:
        """Whether token `i` lies in the content."""
        return any(a <= i <= b for a, b in self.content)


def trimmed(doc: Doc, stretch: Stretch) -> Stretch | None:
    """The stretch without punctuation and space at its ends (quotation marks stay); None if nothing is left."""
    first, last = stretch
    while first <= last and _is_edge(doc[first]):
        first += 1
    while last >= first and _is_edge(doc[last]):
        last -= 1
    return (first, last) if first <= last else None


def _is_edge(token: Token) -> bool:
    return token.is_space or token.text.strip("-,;:.–—…") == ""


def without(stretch: Stretch, holes: Iterable[Stretch]) -> list[Stretch]:
    """What is left of a stretch after some others are cut out of it."""
    left = [stretch]
    for a, b in holes:
        left = [piece for x, y in left for piece in ((x, min(y, a - 1)), (max(x, b + 1), y)) if piece[0] <= piece[1]]
    return sorted(set(left))


def runs(tokens: Iterable[int]) -> list[Stretch]:
    """Numbers gathered into stretches of neighbours."""
    out: list[Stretch] = []
    for i in sorted(set(tokens)):
        if out and i == out[-1][1] + 1:
            out[-1] = (out[-1][0], i)
        else:
            out.append((i, i))
    return out


def span(doc: Doc, stretch: Stretch) -> Span:
    """The characters of a stretch of tokens."""
    last = doc[stretch[1]]
    return Span(start=doc[stretch[0]].idx, end=last.idx + len(last))


def how(doc: Doc, draft: Draft) -> str:
    """The cue as a lemma; a phrase as it stands."""
    if draft.frame == "phrase":
        return " ".join(doc[i].lower_ for i in draft.cue)
    lemma = draft.verb.lemma_.lower()
    return cues().sources.lemmas.get(lemma, lemma)


def as_act(doc: Doc, draft: Draft, quoted: tuple[Span, ...]) -> SpeechAct:
    """The record for a finished draft."""
    content = [s for piece in draft.content if (s := trimmed(doc, piece))]
    return SpeechAct(
        source=(span(doc, draft.source),) if draft.source else (),
        cue=tuple(span(doc, run) for run in runs(draft.cue)),
        content=tuple(span(doc, s) for s in sorted(content)),
        verb=how(doc, draft),
        stance=draft.stance,
        quoted=quoted,
    )
