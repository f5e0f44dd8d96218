"""The dates of events and of sayings: the time in the clause of the act itself, never the day of the report instead."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date, timedelta

from spacy.tokens import Doc, Token

from detente.language.words import act_words
from detente.model import Span, TimeExpression, When
from detente.reading.text import children, sentence_of, text_of
from detente.reading.times.apart import NEXT_DAY, moved
from detente.reading.times.clauses import (
    VERBS,
    Placed,
    above,
    alongside,
    before_when,
    below,
    clause_of,
    has_subject,
    head_of,
    is_saying,
    linked,
    links_below,
    place,
    told_before,
    went_there,
)
from detente.reading.times.lexicon import lexicon
from detente.reading.times.tense import FUTURE, PRESENT, of_verb

NO_TIME = "no time is named in its clause"
NOT_COUNTABLE = "its time has no day of publication to be counted from"
OTHER_TIME = "the time beside it lies on the wrong side of the report and belongs to something else"
NO_WORD = "the parse has no word at the trigger"
RANGE = re.compile(r"\s*(?:,?\s*and|to|through|until|till|-|–|—|,)\s*(?:on\s+)?(?:the\s+)?", re.I)
BEFORE_OR_AFTER = re.compile(r" (?:after|before)\b")
STATED_YEAR = re.compile(r"\d{4}")
# Words that leave a date open to one side.
OPEN = frozenset({"since", "until", "before", "after", "by"})
# Before the end of what an act sets in force, not its own day: "gave Chad until Friday to leave", "shut until May".
TERMS = frozenset({"until", "till"})
# Before the sitting at which something is done, or by what it is said.
WHERE_DONE = frozenset({"in", "at", "during", "by", "over"})
# Words that set the act of a clause after what a noun tells.
AFTERWARDS = frozenset({"after", "following"})
# Ends of a range lie at most so many days apart; two days further apart are two dates.
RANGE_DAYS = 62

Dated = tuple[When | None, str | None]


def date_event(  # noqa: PLR0913, PLR0917 (all of it bears on the date)
    doc: Doc, trigger: Span, evidence: Span, times: Sequence[TimeExpression], published: date | None, planned: bool
) -> Dated:
    """When the act at `trigger` happened or is to happen, or None and the reason.

    `evidence`: the stretch in which to look (its sentences). `planned`: the act is still to come. The time of a verb
    of saying is not that of what is said; a time in a clause opened by "after" or "before" bounds the act of the
    main clause.
    """
    head = head_of(doc, trigger)
    if head is None:
        return None, NO_WORD
    inside = in_sentences(doc, evidence, trigger, times)
    placed = inside if planned else [one for one in inside if one.prep not in TERMS]
    own = own_times(head, tokens_of(doc, trigger), placed, planned)
    right = [one for one in own if not wrong_side(one, text_of(doc), published, planned) and not of_noun(one, head)]
    right = right or [one for one in placed if fits_tense(one, head, published)]
    if right:
        return best(doc, head, right, times)
    if own:
        return None, OTHER_TIME
    bound = bounded(doc, head, placed, times)
    if bound is None or (not planned and says_nothing(bound, published)):
        return None, why_open(head, placed)
    return bound, None


def says_nothing(bound: When, published: date | None) -> bool:
    """Whether a bound only says that what has happened lies before a day still to come: "will meet him on Friday after
    he had asked for it for weeks".
    """
    return bound.start is None and bound.end is not None and published is not None and bound.end >= published


def said_on(doc: Doc, cue: Span, times: Sequence[TimeExpression], published: date | None) -> When | None:
    """When it was said: the time that belongs to the cue's verb; None where none does, or one still to come."""
    head = head_of(doc, cue)
    verb = clause_of(head) if head is not None else None
    if head is None or verb is None:
        return None
    sent = sentence_of(head)
    placed = in_sentences(doc, Span(start=sent.start_char, end=sent.end_char), cue, times)
    verbs = {verb.i} | {child.i for child in children(verb) if child.dep_ == "advcl" and child.tag_ in ("VBN", "VBG")}
    verbs |= {higher.i for higher, first_only in above(verb) if first_only and follows_on(verb, higher)}
    own = [
        one for one in placed if one.verb is not None and one.verb.i in verbs and one.noun is None and one.time.first
    ]
    told = [one for one in own if published is None or (one.time.first and one.time.first <= published)]
    return best(doc, verb, told, times)[0] if told else None


def in_sentences(doc: Doc, evidence: Span, trigger: Span, times: Iterable[TimeExpression]) -> list[Placed]:
    """The dates and times of day in the sentences of the evidence and the trigger."""
    low, high = min(evidence.start, trigger.start), max(evidence.end, trigger.end)
    start = doc.char_span(low, high, alignment_mode="expand")
    if start is None or not len(start):
        return []
    first, last = sentence_of(start[0]).start_char, sentence_of(start[-1]).end_char
    inside = (
        t
        for t in times
        if first <= t.start and t.end <= last and t.type in ("DATE", "TIME") and not is_distance(doc, t)
    )
    return [found for time in inside if (found := place(doc, time))]


def is_distance(doc: Doc, time: TimeExpression) -> bool:
    """Whether the words say how far apart two acts lie: "the morning after he left" is no morning of its own."""
    text = text_of(doc)
    return bool(NEXT_DAY.fullmatch(text[time.start : time.end]) and BEFORE_OR_AFTER.match(text, time.end))


def tokens_of(doc: Doc, span: Span) -> list[Token]:
    """The words of a stretch."""
    found = doc.char_span(span.start, span.end, alignment_mode="expand")
    return list(found) if found is not None else []


def own_times(head: Token, words: list[Token], placed: list[Placed], planned: bool) -> list[Placed]:
    """The times of the act's own clause: its words first, then the clause's verb, then verbs that share their time."""
    inside = {word.i for word in words} | {head.i}
    direct = [one for one in placed if attached(one, inside) and (head.pos_ not in VERBS or not of_earlier(one))]
    lower = [verb.i for word in words for verb in below(word)]
    deeper = [one for one in placed if one.verb is not None and one.verb.i in lower and free(one)]
    if not planned and head.lemma_.lower() in lexicon().lists["saying"] | lexicon().lists["asking"]:
        direct, deeper = [one for one in direct if attached(one, {head.i})], []
    for group in (deeper, direct) if planned else (direct, deeper):
        if group:
            return group
    return [] if told_before(head) is not None else shared_times(head, placed)


def attached(one: Placed, inside: set[int]) -> bool:
    """Whether a time hangs on one of the words: as its verb, or as the noun that it dates."""
    if one.noun is not None:
        return one.noun.i in inside
    return (one.verb is not None and one.verb.i in inside) or bool(inside & set(one.nouns))


def free(one: Placed) -> bool:
    """Whether a time is not just part of a noun's phrase ("last year's accord")."""
    return one.noun is None


def shared_times(head: Token, placed: list[Placed]) -> list[Placed]:
    """The times of the verb of the clause, then of the verbs above that share theirs."""
    verb = clause_of(head)
    if verb is None:
        return [one for one in placed if free(one) and one.verb is None]
    if turned_down(head, verb):
        return []
    if verb.i != head.i and (not is_saying(verb) or serves(head, verb)):
        own = times_of(verb, placed)
        if own:
            return own
    for higher, first_only in above(verb):
        found = times_of(higher, placed) or [one for one in placed if first_only and sitting(one, higher)]
        if first_only:
            end = verb.i if follows_on(verb, higher) else higher.i
            found = [one for one in found if one.root.i < end]
        if found:
            return found
    there = times_of(up, placed) if (up := went_there(verb)) is not None else []
    before = [one for one in there if one.root.i < verb.i and one.prep not in OPEN]
    here = times_below(verb, placed) or times_when(verb, placed) or before
    return here or [one for one in placed if occasion(one, verb)]


def turned_down(noun: Token, verb: Token) -> bool:
    """Whether a verb only answers what a noun names, which was before: "on Monday rejected a demand"."""
    put = noun.dep_ in ("dobj", "nsubjpass") and noun.pos_ == "NOUN" and noun.head.i == verb.i
    return put and verb.lemma_.lower() in lexicon().lists["answering"]


def times_of(verb: Token, placed: list[Placed]) -> list[Placed]:
    """The times that go with a verb itself, and not with a noun in its clause."""
    own = [one for one in placed if one.verb is not None and one.verb.i == verb.i and free(one)]
    return [one for one in own if not of_earlier(one)]


def of_earlier(one: Placed) -> bool:
    """Whether a time belongs to what stands behind "after": "put off the trip after the raid of March 2"."""
    nouns = (one.root.doc[n] for n in one.nouns)
    return any((word := told_before(n)) is not None and word.lower_ in AFTERWARDS for n in nouns)


def times_when(verb: Token, placed: list[Placed]) -> list[Placed]:
    """The times before the "when" that opens the verb's clause ("on June 18, when Iran barred the way")."""
    last = before_when(verb)
    return [replace(one, prep="on") for one in placed if one.last == last]


def occasion(one: Placed, verb: Token) -> bool:
    """Whether a time dates the sitting or the paper in which the verb's act is done ("in Sunday's conversation he
    condemned", "a note of the same day proposed", "in a resolution passed last Saturday, demanded").
    """
    nouns = {verb.doc[n] for n in (*one.nouns, *((one.noun.i,) if one.noun is not None else ()))}
    if one.verb is not None and one.verb.dep_ == "acl":
        nouns.add(one.verb.head)
    return any(n.lemma_.lower() in lexicon().lists["occasions"] and serves(n, verb) for n in nouns)


def sitting(one: Placed, verb: Token) -> bool:
    """Whether a time dates the sitting in which several things are done ("in Sunday's call he blamed and thanked")."""
    return one.noun is not None and one.noun.dep_ == "pobj" and occasion(one, verb)


def serves(noun: Token, verb: Token) -> bool:
    """Whether a noun is the verb's subject, or where it is done."""
    if noun.dep_ == "nsubj":
        return noun.head.i == verb.i
    return noun.dep_ == "pobj" and noun.head.lower_ in WHERE_DONE and noun.head.head.i == verb.i


def times_below(verb: Token, placed: list[Placed]) -> list[Placed]:
    """The times behind a verb that goes on with this one ("opened fire on and seized three boats on Sunday"), and those
    of a clause that tells what went on meanwhile ("praised the pact as he received the king on Sunday").
    """
    for child in (c for c in children(verb) if c.pos_ in VERBS):
        found = times_of(child, placed)
        meanwhile = [one for one in found if one.prep not in OPEN]
        if meanwhile and alongside(child) and child.tag_ != "VBG":
            return meanwhile
        if child.dep_ == "conj" and follows_on(child, verb):
            if behind := [one for one in found if one.root.i > child.i]:
                return behind
            return times_below(child, placed) if not found else []
    return []


def follows_on(verb: Token, other: Token) -> bool:
    """Whether a verb goes on in the same tense about the same subject ("accused it on Monday and was accused")."""
    return not has_subject(verb) and tense(verb) == tense(other)


def tense(verb: Token) -> str:
    """The form of a verb's first auxiliary, or its own; a bare participle behind "and" is a past form as well."""
    helper = next((c.tag_ for c in children(verb) if c.dep_ in ("aux", "auxpass")), None)
    bare = helper is None and verb.tag_ == "VBN" and verb.dep_ == "conj" and verb.head.tag_ == "VBD"
    return "VBD" if bare else helper or verb.tag_


def wrong_side(one: Placed, text: str, published: date | None, planned: bool) -> bool:
    """Whether a time cannot be the act's: past for what is planned, to come for what has happened.

    Only where both are near the report: a date with its own year may be told of from far away.
    """
    time = one.time
    if published is None or not time.first or not time.last or one.prep in OPEN:
        return False
    if planned:
        return time.last < published and not STATED_YEAR.search(text[time.start : time.end])
    return time.first > published


def of_noun(one: Placed, head: Token) -> bool:
    """Whether a day in a phrase of a present verb is that of the thing: "blames Iran for the raid of March 4"."""
    present = head.tag_ in ("VBZ", "VBP") and one.verb is not None and one.verb.i == head.i
    told = bool(one.nouns) or sentence_of(head)[-1].text.strip() == "."  # what ends without a dot is a headline
    return present and told and (is_saying(head) or head.lemma_.lower() in act_words().blaming_on) and one.prep == "on"


def done_now(doc: Doc, trigger: Span) -> bool | None:
    """Whether the verb of an act tells what is going on ("is shutting"): True; False for what is done already ("has
    shut"); None for anything else.
    """
    head = head_of(doc, trigger)
    if head is None:
        return None
    first = head.head if head.dep_ == "conj" and follows_on(head, head.head) else head
    helpers = {c.lemma_ for verb in (head, first) for c in children(verb) if c.dep_ in ("aux", "auxpass")}
    if "have" in helpers:
        return False
    return True if head.tag_ == "VBG" and "be" in helpers else None


def lead_day(doc: Doc, start: int, times: Sequence[TimeExpression], published: date | None) -> tuple[When | None, bool]:
    """When that happened which the sentence at character `start` tells, and whether its verb only says so ("said on
    Friday that").
    """
    at = next((token for token in doc if token.idx >= start and not token.is_space), None)
    if at is None:
        return None, False
    root = sentence_of(at).root
    words = Span(start=root.idx, end=root.idx + len(root))
    return date_event(doc, words, words, times, published, planned=False)[0], is_saying(root)


def fits_tense(one: Placed, head: Token, published: date | None) -> bool:
    """Whether a time that hangs on the act's own verb lies where the verb's tense looks, whatever was made of the act:
    "offered on Thursday to send" has been offered, "takes effect on Monday" is to come.
    """
    if published is None or not times_of(head, [one]) or not one.time.first:
        return False
    return one.time.first > published if of_verb(head) in (FUTURE, PRESENT) else one.time.first <= published


def why_open(head: Token, placed: list[Placed]) -> str:
    """Why an act has no date."""
    verb = clause_of(head)
    own = [one for one in placed if verb is not None and one.verb is not None and one.verb.i == verb.i]
    return next((one.time.open_because for one in own if one.time.open_because), NO_TIME)


def best(doc: Doc, head: Token, own: list[Placed], times: Sequence[TimeExpression]) -> Dated:
    """The nearest of several times that covers days, widened to its range."""
    countable = [one for one in own if one.time.first]
    if not countable:
        return None, next((one.time.open_because for one in own if one.time.open_because), NOT_COUNTABLE)
    nearest = min(countable, key=lambda one: (size(one.time), abs(one.root.i - head.i)))
    its_own = nearest.noun is not None and nearest.noun.i == head.i  # "after last week's raid": the raid was last week
    return when(doc, replace(nearest, prep="") if its_own else nearest, times), None


def size(time: TimeExpression) -> int:
    """Rough size of the stretch, so that a day goes before the year beside it."""
    order = {"day": 0, "week": 0, "month": 1, "quarter": 1, "year": 2}
    return order.get(time.precision or "year", 2)


def when(doc: Doc, one: Placed, times: Sequence[TimeExpression]) -> When:
    """An expression as the date of an act, with its range; open to one side after "by", "before", "since", "after"."""
    first, last, start, end = widened(doc, one.time, times)
    words = Span(start=start, end=end)
    if one.time.type == "TIME" and one.prep in ("before", "after"):  # "shortly after midnight on Sunday"
        return When(start=first, end=last, precision="day", from_=words)
    if one.prep in ("before", "by", "until", "till"):
        return When(
            start=None, end=first - timedelta(1) if one.prep == "before" else last, precision="before", from_=words
        )
    if one.prep in ("after", "since"):
        return When(start=first if one.prep == "since" else last, end=None, precision="after", from_=words)
    return When(start=first, end=last, precision=one.time.precision or "day", from_=words)


def widened(doc: Doc, time: TimeExpression, times: Sequence[TimeExpression]) -> tuple[date, date, int, int]:
    """First day, last day and the words, with the neighbours that make a range with it ("Thursday and Friday")."""
    assert time.first is not None
    assert time.last is not None
    first, last, start, end = time.first, time.last, time.start, time.end
    for other in times:
        if other.precision != time.precision or not other.first or not other.last or other == time:
            continue
        between = text_of(doc)[end : other.start] if other.start >= end else text_of(doc)[other.end : start]
        near = len(between) < 12 and RANGE.fullmatch(between) and abs((other.first - first).days) <= RANGE_DAYS
        if near and one_clause(doc, time, other):
            first, last = min(first, other.first), max(last, other.last)
            start, end = min(start, other.start), max(end, other.end)
    return first, last, start, end


def one_clause(doc: Doc, time: TimeExpression, other: TimeExpression) -> bool:
    """Whether two times go with one verb, so that they may be a range: "on Monday they met, and on Tuesday they left"
    is none.
    """
    mine, its = place(doc, time), place(doc, other)
    verbs = [one.verb.i if one and one.verb is not None else None for one in (mine, its)]
    return verbs[0] == verbs[1] or None in verbs


def bounded(doc: Doc, head: Token, placed: list[Placed], times: Sequence[TimeExpression]) -> When | None:
    """A bound: "recalled him on Monday, after X had scrapped a visit" sets the scrapping before Monday; "a day after"
    on Sunday.
    """
    verb = clause_of(head)
    word = told_before(head)
    if verb is None or (verb.i != head.i and is_saying(verb) and word is None):
        return None
    up = (word, verb) if word is not None and word.lower_ in AFTERWARDS else linked(verb) if not word else None
    links = [("before" if up[0].lower_ == "after" else "after", *up)] if up else []
    links += [(word.lower_, word, lower) for word, lower in links_below(verb)]
    then = [one for one in placed if one.verb == verb and free(one) and one.time.first and of_earlier(one)]
    if then and verb.i == head.i:
        return bound("after", when(doc, replace(then[0], prep=""), times))
    for side, word, other in links:
        dated = [one for one in times_of(other, placed) if one.time.first]
        if dated:
            given = when(doc, min(dated, key=lambda one: abs(one.root.i - other.i)), times)
            at_once = side == "before" and same_time(other, given)
            return moved(doc, word, side, given, times) or (given if at_once else bound(side, given))
    return None


def same_time(later: Token, given: When) -> bool:
    """Whether what came before a dated act shares its time: the act came of it at once ("sank on Monday after a torpedo
    had struck it"), or the time is a month or a year ("in 1998, after jets had bombed it").
    """
    name = later.lemma_.lower()
    told = {name, *(f"{name} {c.lemma_.lower()}" for c in children(later) if c.dep_ in ("prt", "advmod", "dobj"))}
    return given.precision in ("month", "year") or bool(told & lexicon().lists["ends"])


def bound(side: str, given: When) -> When | None:
    """A date open to one side: the act lies `before` or `after` the given time."""
    if side == "before":
        return When(start=None, end=given.end, precision="before", from_=given.from_) if given.end else None
    return When(start=given.start, end=None, precision="after", from_=given.from_) if given.start else None
