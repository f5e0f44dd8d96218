"""Attributions by a colon or dash: "Poll: voters want peace", "Turkey closed its border: minister"."""

from __future__ import annotations

from spacy.tokens import Doc, Token

from detente.reading.speech.cues import Cues
from detente.reading.speech.draft import Draft, Stretch
from detente.reading.speech.turns import DASHES, LONGEST_LABEL, NAMED


def headline_drafts(doc: Doc, known: Cues) -> list[Draft]:
    """Attributions by a colon or dash: "Poll: voters want peace", "Turkey closed its border: minister"."""
    found: list[Draft] = []
    for token in doc:
        mark = token.text
        if mark != ":" and mark not in DASHES:
            continue
        draft = _label_before(token, known) if mark == ":" else None
        draft = draft or _label_after(token, known)
        if draft is not None:
            found.append(draft)
    return found


def _label_before(colon: Token, known: Cues) -> Draft | None:
    """A name or role at the start of a paragraph, then a colon, then what is said."""
    doc, start = colon.doc, colon.i
    while (
        start > 0
        and colon.i - start <= LONGEST_LABEL
        and not doc[start - 1].is_space
        and doc[start - 1].text not in ".?!"
    ):
        start -= 1
    if not _is_label(doc, (start, colon.i - 1), known) or (start > 0 and not _begins(doc, start)):
        return None
    end = colon.i
    while end + 1 < len(doc) and "\n" not in doc[end + 1].text:
        end += 1
    return _by_label(colon, (start, colon.i - 1), (colon.i + 1, end))


def _begins(doc: Doc, i: int) -> bool:
    return doc[i - 1].is_space and "\n" in doc[i - 1].text


def _label_after(mark: Token, known: Cues) -> Draft | None:
    """What is said, then a colon or dash, then a name or role at the end of a line without a full stop."""
    doc, end = mark.doc, mark.i
    while end + 1 < len(doc) and end - mark.i <= 4 and "\n" not in doc[end + 1].text:
        end += 1
    closes = end + 1 >= len(doc) or "\n" in doc[end + 1].text
    if not closes or not _is_label(doc, (mark.i + 1, end), known) or mark.sent.start >= mark.i - 2:
        return None
    return _by_label(mark, (mark.i + 1, end), (mark.sent.start, mark.i - 1))


def _is_label(doc: Doc, place: Stretch, known: Cues) -> bool:
    """Whether these tokens name a source and nothing else."""
    tokens = doc[place[0] : place[1] + 1]
    if not 0 < len(tokens) <= LONGEST_LABEL or any(t.pos_ in ("VERB", "AUX") or t.text in ",.;" for t in tokens):
        return False
    last = tokens[-1]
    return last.lower_ in known.sources.nouns or (last.ent_type_ in NAMED and tokens[0].ent_type_ in NAMED)


def _by_label(mark: Token, source: Stretch, content: Stretch) -> Draft | None:
    if content[0] > content[1] or not any(t.pos_ in ("VERB", "AUX") for t in mark.doc[content[0] : content[1] + 1]):
        return None
    return Draft(mark, [mark.i], source, [content], "asserts", "label")
