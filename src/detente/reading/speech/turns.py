"""Whose quotation is it: quotations that the parse ties to no cue, and runs of quotations."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from spacy.tokens import Doc, Token

from detente.reading.speech.clauses import source_of, stance_of
from detente.reading.speech.cues import Cues
from detente.reading.speech.draft import Draft, Stretch
from detente.reading.speech.grammar import group, is_empty, noun_phrase
from detente.reading.speech.quotes import Layout, Quote
from detente.reading.text import text_of

# How far from a quotation its cue may stand, and how many tokens may lie between two quotations of one run.
REACH = 30
# A quotation of fewer tokens without a verb is a name or a mocking word, not somebody's speech.
SCARE = 5
NAMED = frozenset({"PERSON", "ORG", "GPE", "NORP"})
LONGEST_LABEL = 6
DASHES = ("-", "--", "–", "—", "―")


@dataclass(frozen=True)
class Scene:
    """What the search for speakers looks at."""

    doc: Doc
    page: Layout
    known: Cues
    quotes: Sequence[Quote]

    def before(self, number: int) -> Quote | None:
        """The quotation before that number, if there is one."""
        return self.quotes[number - 1] if number else None


def quote_drafts(scene: Scene, drafts: Sequence[Draft]) -> list[Draft]:
    """The drafts with every spoken quotation given to one of them or to a new one."""
    out = list(drafts)
    previous: Draft | None = None
    for number, quote in enumerate(scene.quotes):
        owner = next((d for d in out if d.holds(quote.first) and d.holds(quote.last)), None)
        if owner is None and is_speech(scene.doc, quote):
            owner = _by_cue(scene, out, number, previous) or _without_a_cue(scene, out, number, previous)
        if owner is not None:
            _source_outside(owner, quote)
        previous = owner
    return out


def _source_outside(owner: Draft, quote: Quote) -> None:
    """A source that the parser found in the quotation itself is put right: it stands beside the cue."""
    place = (quote.first, quote.last)
    if owner.source is None or not place[0] <= owner.source[0] <= place[1] or place[0] <= owner.verb.i <= place[1]:
        return
    owner.source = _beside(owner.verb, place)


def is_speech(doc: Doc, quote: Quote) -> bool:
    """Whether a quotation is somebody's words rather than a title or a mocking word."""
    tokens = doc[quote.first : quote.last + 1]
    if any(t.pos_ in ("VERB", "AUX") for t in tokens) and quote.length > SCARE:
        return True
    if len(tokens) < 3:
        return False
    inner = [t for t in tokens if t.is_alpha]
    titled = len(inner) > 1 and inner[0].text[0].isupper() and inner[-1].text[0].isupper()
    ends = tokens[-2].text in (",", ".", "!", "?") or (
        bool(tokens[0].is_sent_start) and _text(doc, quote.last + 1) == ","
    )
    return ends and not titled


def _text(doc: Doc, i: int) -> str:
    return doc[i].text if i < len(doc) else ""


def _by_cue(scene: Scene, out: list[Draft], number: int, previous: Draft | None) -> Draft | None:
    """The draft of the cue that stands beside the quotation."""
    verb = _cue_after(scene, number) or _cue_before(scene, number)
    if verb is None:
        return None
    quote = scene.quotes[number]
    if previous is not None and previous.verb.i == verb.i:
        previous.content.append((quote.first, quote.last))
        return previous
    return _with_cue(scene, out, verb, quote)


def _without_a_cue(scene: Scene, out: list[Draft], number: int, previous: Draft | None) -> Draft | None:
    """The draft of a quotation that a name follows, or that goes on from the one before."""
    doc, quote, before = scene.doc, scene.quotes[number], scene.before(number)
    new = _signed(doc, quote)
    if new is None and before is not None and previous is not None:
        if _same_run(doc, scene.page, before, quote):
            previous.content.append((quote.first, quote.last))
            return previous
        if _runs_on(scene, before, quote, previous):
            new = Draft(
                previous.verb, previous.cue, previous.source, [(quote.first, quote.last)], previous.stance, "quote"
            )
    if new is None:
        return _sentence_before(doc, scene.page, out, quote)
    out.append(new)
    return new


def _signed(doc: Doc, quote: Quote) -> Draft | None:
    """A quotation with a dash and a name under it."""
    dash = quote.last + 1
    while dash < len(doc) and doc[dash].is_space:
        dash += 1
    name = dash + 1
    if name >= len(doc) or doc[dash].text not in DASHES or doc[name].pos_ != "PROPN":
        return None
    end = name
    while end + 1 < len(doc) and end - name < LONGEST_LABEL and doc[end + 1].pos_ == "PROPN":
        end += 1
    return Draft(doc[dash], [dash], (name, end), [(quote.first, quote.last)], "asserts", "label")


def _with_cue(scene: Scene, out: list[Draft], verb: Token, quote: Quote) -> Draft:
    """The draft of that cue, with the quotation as content in place of a mere object."""
    old = next((d for d in out if d.verb.i == verb.i), None)
    place = (quote.first, quote.last)
    if old is None:
        cue = scene.known.verbs[verb.lemma_]
        old = Draft(
            verb, group(verb), source_of(verb) or _beside(verb, place), [place], stance_of(verb, cue, "quote"), "quote"
        )
        out.append(old)
    elif old.frame in ("clause", "quote", "phrase") and _touch(scene.doc, old.hull(), place):
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


def _cue_after(scene: Scene, number: int) -> Token | None:
    """The cue that follows a quotation in the same sentence: ...," said X."""
    doc, page, quotes = scene.doc, scene.page, scene.quotes
    quote = quotes[number]
    if not quote.closed or doc[quote.last - 1].text == ".":
        return None
    limit = quotes[number + 1].first if number + 1 < len(quotes) else len(doc)
    end = min(limit, quote.last + REACH, page.token(page.end(quote.start) - 1) + 1)
    for token in doc[quote.last + 1 : end]:
        if token.text in (".", "?", "!", ";"):
            return None
        if _quotes(token, scene.known):
            return token
    return None


def _cue_before(scene: Scene, number: int) -> Token | None:
    """The cue that leads into a quotation: X said: "..., X said, "..., "she said that "..."""
    doc, page, quote, before = scene.doc, scene.page, scene.quotes[number], scene.before(number)
    start = page.token(page.starts[page.paragraph(quote.start)])
    if start >= quote.first and page.paragraph(quote.start):
        start = _colon_above(doc, quote)
    first = max(start, before.last + 1 if before else 0, quote.first - REACH)
    for token in reversed(doc[first : quote.first]):
        if token.text in (".", "?", "!", ";"):
            return None
        if _quotes(token, scene.known):
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


def _runs_on(scene: Scene, before: Quote, quote: Quote, previous: Draft) -> bool:
    """Whether a quotation that fills its paragraph goes on from one that ended the paragraph above, cue and all."""
    doc, page, text = scene.doc, scene.page, text_of(scene.doc)
    here = page.paragraph(quote.start)
    if page.paragraph(before.start) != here - 1 or text[page.starts[here] : quote.start].strip():
        return False
    if text[quote.end : page.end(quote.start)].strip(" \n\t."):
        return False
    last = max(previous.verb.sent.end - 1, before.last)
    return not text[doc[last].idx + len(doc[last]) : page.starts[here]].strip(" \n\t.")


def _sentence_before(doc: Doc, page: Layout, out: Sequence[Draft], quote: Quote) -> Draft | None:
    """The draft of the sentence before, for a whole sentence in quotation marks without a cue."""
    if quote.first == 0 or doc[quote.first - 1].text not in (".", "?", "!", ":"):
        return None
    for draft in reversed(out):
        first, last = draft.verb.sent.start, draft.verb.sent.end
        if (
            last == quote.first
            and page.paragraph(doc[first].idx) == page.paragraph(quote.start)
            and draft.frame == "clause"
        ):
            draft.content.append((quote.first, quote.last))
            return draft
    return None
