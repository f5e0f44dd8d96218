"""Whose quotation is it: quotations that the parse ties to no cue, runs of quotations, and headlines with a colon."""

from __future__ import annotations

from collections.abc import Sequence

from spacy.tokens import Doc, Token

from detente.reading.speech.clauses import source_of, stance_of
from detente.reading.speech.cues import Cues
from detente.reading.speech.draft import Draft, Stretch
from detente.reading.speech.grammar import group, is_empty, noun_phrase, subject
from detente.reading.speech.quotes import Layout, Quote

# How far from a quotation its cue may stand, and how many tokens may lie between two quotations of one run.
REACH = 30
# A quotation of fewer tokens without a verb is a name or a mocking word, not somebody's speech.
SCARE = 5
NAMED = frozenset({"PERSON", "ORG", "GPE", "NORP"})
LONGEST_LABEL = 6
DASHES = ("-", "--", "–", "—", "―")


def quote_drafts(doc: Doc, page: Layout, known: Cues, drafts: list[Draft], quotes: Sequence[Quote]) -> list[Draft]:
    """The drafts with every spoken quotation given to one of them or to a new one."""
    out = list(drafts)
    owners: list[Draft | None] = []
    for number, quote in enumerate(quotes):
        owner = next((d for d in out if d.holds(quote.first) and d.holds(quote.last)), None)
        if owner is None and is_speech(doc, quote):
            owner = _new_owner(doc, page, known, out, quotes, number, owners)
        owners.append(owner)
    return out


def is_speech(doc: Doc, quote: Quote) -> bool:
    """Whether a quotation is somebody's words rather than a title or a mocking word."""
    tokens = doc[quote.first : quote.last + 1]
    if any(t.pos_ in ("VERB", "AUX") for t in tokens) and quote.length > SCARE:
        return True
    if len(tokens) < 3:
        return False
    inner = [t for t in tokens if t.is_alpha]
    titled = len(inner) > 1 and inner[0].text[0].isupper() and inner[-1].text[0].isupper()
    ends = tokens[-2].text in (",", ".", "!", "?") or (tokens[0].is_sent_start and _text(doc, quote.last + 1) == ",")
    return ends and not titled


def _text(doc: Doc, i: int) -> str:
    return doc[i].text if i < len(doc) else ""


def _new_owner(
    doc: Doc, page: Layout, known: Cues, out: list[Draft], quotes: Sequence[Quote], number: int, owners: Sequence[Draft | None]
) -> Draft | None:
    """The draft that a quotation without one goes to, made where a cue stands beside it."""
    quote = quotes[number]
    before = quotes[number - 1] if number else None
    previous = owners[-1] if owners else None
    verb = _cue_after(doc, page, known, quotes, number) or _cue_before(doc, page, known, before, quote)
    if verb is not None:
        return _with_cue(doc, known, out, verb, quote)
    signed = _signed(doc, quote)
    if signed is not None:
        out.append(signed)
        return signed
    if before is not None and previous is not None and _same_run(doc, page, before, quote):
        previous.content.append((quote.first, quote.last))
        return previous
    if before is not None and previous is not None and _runs_on(doc, page, before, quote):
        more = Draft(previous.verb, previous.cue, previous.source, [(quote.first, quote.last)], previous.stance, "quote")
        out.append(more)
        return more
    return _sentence_before(doc, page, out, quote)


def _signed(doc: Doc, quote: Quote) -> Draft | None:
    """A quotation with a dash and a name under it."""
    dash = quote.last + 1
    while dash < len(doc) and doc[dash].is_space:
        dash += 1
    name = dash + 1
    if name >= len(doc) or doc[dash].text not in DASHES or doc[name].ent_type_ not in NAMED:
        return None
    end = name
    while end + 1 < len(doc) and doc[end + 1].ent_iob_ == "I":
        end += 1
    return Draft(doc[dash], [dash], (name, end), [(quote.first, quote.last)], "asserts", "label")


def _with_cue(doc: Doc, known: Cues, out: list[Draft], verb: Token, quote: Quote) -> Draft:
    """The draft of that cue, with the quotation as content in place of a mere object."""
    old = next((d for d in out if d.verb.i == verb.i), None)
    place = (quote.first, quote.last)
    if old is None:
        cue = known.verbs[verb.lemma_]
        old = Draft(verb, group(verb), source_of(verb) or _beside(verb, place), [place], stance_of(verb, cue, "quote"), "quote")
        out.append(old)
    elif old.frame in ("clause", "quote", "phrase") and _touch(doc, old.hull(), place):
        old.content.append(place)
    elif old.frame in ("clause", "infinitive", "phrase"):
        old = Draft(verb, old.cue, old.source, [place], old.stance, "quote")
        out.append(old)
    else:
        old.content, old.frame = [place], "quote"
    return old


def _touch(doc: Doc, content: Stretch, place: Stretch) -> bool:
    """Whether nothing but punctuation lies between a content and a quotation."""
    first, last = min(content[1], place[1]) + 1, max(content[0], place[0])
    return all(t.is_punct or t.is_space for t in doc[first:last])


def _beside(verb: Token, place: Stretch) -> Stretch | None:
    """The name or pronoun next to a cue whose subject the parser missed: "said Mr. X", "X said"."""
    doc = verb.doc
    for token in (*doc[verb.i + 1 : verb.i + 4], *reversed(doc[max(0, verb.i - 3) : verb.i])):
        if place[0] <= token.i <= place[1]:
            continue
        if token.pos_ in ("PROPN", "PRON", "NOUN") and not is_empty(token) and token.ent_type_ not in ("DATE", "TIME"):
            head = token.head if token.dep_ == "compound" and not place[0] <= token.head.i <= place[1] else token
            return noun_phrase(head)
    return None


def _cue_after(doc: Doc, page: Layout, known: Cues, quotes: Sequence[Quote], number: int) -> Token | None:
    """The cue that follows a quotation in the same sentence: ...," said X."""
    quote = quotes[number]
    if not quote.closed or doc[quote.last - 1].text == ".":
        return None
    limit = quotes[number + 1].first if number + 1 < len(quotes) else len(doc)
    end = min(limit, quote.last + REACH, page.token(page.end(quote.start) - 1) + 1)
    for token in doc[quote.last + 1 : end]:
        if token.text in (".", "?", "!", ";"):
            return None
        if _quotes(token, known):
            return token
    return None


def _cue_before(doc: Doc, page: Layout, known: Cues, before: Quote | None, quote: Quote) -> Token | None:
    """The cue that leads into a quotation: X said: "..., X said, "..., "she said that "..."""
    start = page.token(page.starts[page.paragraph(quote.start)])
    if start >= quote.first and page.paragraph(quote.start):
        start = _colon_above(doc, quote)
    first = max(start, before.last + 1 if before else 0, quote.first - REACH)
    for token in reversed(doc[first : quote.first]):
        if token.text in (".", "?", "!", ";"):
            return None
        if _quotes(token, known):
            return token
    return None


def _colon_above(doc: Doc, quote: Quote) -> int:
    """Where to look from when the paragraph above ends with a colon; else the quotation itself."""
    above = quote.first - 1
    while above >= 0 and doc[above].is_space:
        above -= 1
    return max(0, above - REACH) if above >= 0 and doc[above].text == ":" else quote.first


def _quotes(token: Token, known: Cues) -> bool:
    """Whether the token is a verb that can bring a quotation."""
    if token.pos_ not in ("VERB", "NOUN") or token.tag_[:2] not in ("VB", "NN") or token.lemma_ not in known.verbs:
        return False
    if token.pos_ == "NOUN" or token.dep_ in ("amod", "relcl"):
        return False
    return "quote" in known.verbs[token.lemma_].frames


def _same_run(doc: Doc, page: Layout, before: Quote, quote: Quote) -> bool:
    """Whether a quotation goes on from the one before in the same paragraph, with at most a cue between them."""
    if page.paragraph(before.start) != page.paragraph(quote.start) or quote.first - before.last > REACH:
        return False
    return sum(t.text in (".", "?", "!") for t in doc[before.last + 1 : quote.first]) <= 1


def _runs_on(doc: Doc, page: Layout, before: Quote, quote: Quote) -> bool:
    """Whether a quotation that fills its paragraph goes on from one that ended the paragraph above."""
    here = page.paragraph(quote.start)
    if page.paragraph(before.start) != here - 1 or doc.text[page.starts[here] : quote.start].strip():
        return False
    return not doc.text[before.end : page.starts[here]].strip(" \n\t.")


def _sentence_before(doc: Doc, page: Layout, out: Sequence[Draft], quote: Quote) -> Draft | None:
    """The draft of the sentence before, for a whole sentence in quotation marks without a cue."""
    if quote.first == 0 or doc[quote.first - 1].text not in (".", "?", "!", ":"):
        return None
    for draft in reversed(out):
        first, last = draft.verb.sent.start, draft.verb.sent.end
        if last == quote.first and page.paragraph(doc[first].idx) == page.paragraph(quote.start) and draft.frame == "clause":
            draft.content.append((quote.first, quote.last))
            return draft
    return None


def headline_drafts(doc: Doc, known: Cues, drafts: Sequence[Draft]) -> list[Draft]:
    """Attributions by a colon or dash: "Poll: voters want peace", "Turkey closed its border: minister"."""
    found: list[Draft] = []
    for token in doc:
        if token.text != ":" and token.text not in DASHES:
            continue
        draft = _label_before(token, known) if token.text == ":" else None
        draft = draft or _label_after(token, known)
        if draft is not None:
            found.append(draft)
    return found


def _label_before(colon: Token, known: Cues) -> Draft | None:
    """A name or role at the start of a paragraph, then a colon, then what is said."""
    doc, start = colon.doc, colon.i
    while start > 0 and colon.i - start <= LONGEST_LABEL and not doc[start - 1].is_space and doc[start - 1].text not in ".?!":
        start -= 1
    if not _is_label(doc, (start, colon.i - 1), known) or start > 0 and not _begins(doc, start):
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


__all__ = ["headline_drafts", "is_speech", "quote_drafts", "subject"]
