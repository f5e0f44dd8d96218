"""The order of the steps from Article to Reading.

    parse -> mentions (actors) -> speech -> reference -> times, places -> acts -> events (attribution, date, place)

Each step gets only what stands before it; the steps know each other only through `detente.model`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from spacy.tokens import Doc

from detente.language.patterns import lexicon
from detente.model import (
    OPPOSED,
    TELLING,
    Actor,
    ActorRef,
    Article,
    Attribution,
    Event,
    Mention,
    PartKind,
    Place,
    Reading,
    Span,
    SpeechAct,
    Status,
    TimeExpression,
    When,
)
from detente.reading.actors import find_parties
from detente.reading.events import read_acts
from detente.reading.events.act import Act
from detente.reading.events.anchor import anchored
from detente.reading.events.build import build
from detente.reading.events.credible import credible
from detente.reading.model.finder import guesses
from detente.reading.named_again import on_named_day
from detente.reading.parse import parse, parse_many
from detente.reading.places import at_home, find_places, place_event, speaks_for_state
from detente.reading.reference import resolve
from detente.reading.retold import DONE_BY_WORDS, completed
from detente.reading.speech import attribute, find_speech, outermost
from detente.reading.text import ByPlace
from detente.reading.times import date_event, done_now, find_times, lead_day, said_on
from detente.version import __version__
from detente.world import World
from detente.world.territories import party_of

# The code of what is agreed to that has a day of its own: to meet.
MEETING = "036"


@dataclass(frozen=True)
class Draft:
    """A story on its way: what each step has found so far. `rules_alone`: whether no model is asked; `opposed`: names
    behind "anti-", which only say whom an act is against.
    """

    article: Article
    doc: Doc
    rules_alone: bool = False
    mentions: tuple[Mention, ...] = ()
    opposed: tuple[Mention, ...] = ()
    speech: tuple[SpeechAct, ...] = ()
    times: tuple[TimeExpression, ...] = ()
    places: tuple[Place, ...] = ()
    events: tuple[Event, ...] = ()


def actors(draft: Draft) -> Draft:
    """Every place where a party is named."""
    found = find_parties(draft.doc, World.load(), draft.article.published)
    named = tuple(m for m in found if m.kind != OPPOSED)
    return replace(draft, mentions=named, opposed=tuple(m for m in found if m.kind == OPPOSED))


def speech(draft: Draft) -> Draft:
    """Who says what."""
    return replace(draft, speech=find_speech(draft.doc))


def reference(draft: Draft) -> Draft:
    """Pronouns and "the minister", and the speakers of quotations."""
    mentions = resolve(draft.doc, draft.mentions, World.load(), speech=draft.speech)
    named = by_place(mentions)
    return replace(draft, mentions=mentions, speech=tuple(spoken(act, named) for act in draft.speech))


def by_place(mentions: Iterable[Mention]) -> ByPlace[Mention]:
    """Mentions by their places."""
    return ByPlace(mentions, lambda m: (m,))


def spoken(act: SpeechAct, named: ByPlace[Mention]) -> SpeechAct:
    """The attribution with its source resolved to the party that is named first in it."""
    for source in act.source:
        inside = [m for m in named.near(source) if source.overlaps(m)]
        for m in sorted(inside, key=lambda m: (m.kind == "adjective", m.start)):
            if m.refs:
                return act.model_copy(update={"who": Actor.at(m.refs[0], m.start, m.end)})
    return act


def times(draft: Draft) -> Draft:
    """Words of time, against the day of publication."""
    return replace(draft, times=find_times(draft.doc, draft.article.published))


def places(draft: Draft) -> Draft:
    """Names of places, and bodies and crowds at home in them."""
    found = find_places(draft.doc, draft.mentions, outlet=draft.article.outlet)
    return replace(draft, places=found, mentions=at_home(draft.doc, draft.mentions, found))


def events(draft: Draft) -> Draft:
    """The acts of the parts of a story that tell, as events, as far as they are likely."""
    said = ByPlace(draft.speech, lambda act: act.content)
    spots = ByPlace(draft.places, lambda place: (place,))
    told = tuple(located(dated(e, draft, said), draft.doc, spots) for e in credible(acts(draft)))
    told = tuple(on_named_day(told, draft.doc, draft.times, lexicon()))
    told = tuple(anchored(e, told, draft.doc, lexicon()) for e in told)
    return replace(draft, events=completed(told, draft.article, first_told(draft)))


def acts(draft: Draft) -> list[tuple[Act, Event]]:
    """The acts of the parts of a story that tell, likely or not, each with its event without day and place."""
    parties = (*draft.mentions, *as_parties(draft))
    seen = [] if draft.rules_alone else guesses(draft.doc, [m.root for m in parties])
    found = read_acts(draft.doc, (*parties, *draft.opposed), lexicon(), draft.speech, seen)
    told = [a for a in found if tells(draft.article, a.head.idx)]
    said = ByPlace(draft.speech, lambda act: act.content)
    return build(told, lambda at, evidence: attribution(at, evidence, said.near(evidence)), lexicon())


def first_told(draft: Draft) -> tuple[When | None, bool]:
    """The day of what the text's first sentence tells; whether its verb only says so."""
    starts = [p.start for p in draft.article.parts if p.kind is PartKind.BODY and p.end - p.start > 1]
    return lead_day(draft.doc, starts[0], draft.times, draft.article.published) if starts else (None, False)


def as_parties(draft: Draft) -> tuple[Mention, ...]:
    """Cities, regions and territories as mentions of the state that they lie in, where no party is named: "shelled
    Aleppo", "a visit to Istanbul", "invaded the Falklands".
    """
    taken = by_place((*draft.mentions, *draft.opposed))
    nations = {m.root: m for m in draft.mentions if m.kind == "adjective" and len(m.refs) == 1}
    named = frozenset(r.code for m in draft.mentions for r in m.refs)
    found = []
    for place in draft.places:
        span = place.span()
        if place.country is None:
            continue
        state = party_of(place.country)
        if place.precision == "country" and state == place.country:
            continue
        if any(span.overlaps(m) for m in taken.near(span)):
            continue
        words = draft.doc.char_span(span.start, span.end, alignment_mode="expand")
        if words is None or not speaks_for_state(place, words.root, named):
            continue
        # "the Russian Black Sea Fleet" is Russia's, whatever town is called Fleet
        nation = next((nations[c.i] for c in words.root.lefts if c.i in nations), None)
        ref = nation.refs[0] if nation is not None else ActorRef(name=place.name, code=state)
        because = "place in that state"
        if ref.code is not None:
            found.append(
                Mention(start=span.start, end=span.end, root=words.root.i, refs=(ref,), kind="place", because=because)
            )
    return tuple(found)


def tells(article: Article, offset: int) -> bool:
    """Whether a character belongs to a part that may give events: no caption, byline or agency line does."""
    return not article.parts or article.kind_at(offset) in TELLING


def attribution(at: Span, evidence: Span, acts: Iterable[SpeechAct]) -> Attribution | None:
    """Who asserts what stands at `at`, innermost first; None: the narrator."""
    covering = attribute(at, evidence, acts)
    if not covering:
        return None
    act = next((a for a in covering if a.who is not None), covering[0])
    quote = next((q for q in act.quoted if q.covers(at)), None)
    return Attribution(who=act.who, how=act.verb, quote=quote, stance=act.stance)


def dated(event: Event, draft: Draft, said: ByPlace[SpeechAct]) -> Event:
    """The event with its own date from its clause, and the day on which it was said where it was said."""
    planned = event.status in (Status.PLANNED, Status.OFFERED, Status.CONDITIONAL)
    published = draft.article.published
    when, why_open = date_event(draft.doc, event.trigger, event.evidence, draft.times, published, planned)
    tellers = attribute(event.trigger, event.evidence, said.near(event.evidence))
    cue = next((c for a in tellers for c in a.cue), None)
    day = said_on(draft.doc, cue, draft.times, published) if cue is not None else None
    now = True if blames_the_doer(event, draft.doc) else done_now(draft.doc, event.trigger)
    if when is None and day is not None and done_by_saying(event, now):
        when, why_open = day, None
    return event.model_copy(update={"date": when, "date_open": why_open, "said_on": day})


def blames_the_doer(event: Event, doc: Doc) -> bool:
    """ "Said on Monday that Chile had lied": the charge is made in saying so of whoever is the verb's subject."""
    words = doc.char_span(event.trigger.start, event.trigger.end, alignment_mode="expand")
    if event.type != "ACCUSE" or words is None:
        return False
    subjects = [c for c in words.root.children if c.dep_ in ("nsubj", "nsubjpass")]
    edges = [(c.left_edge.idx, c.right_edge.idx + 1) for c in subjects]
    return any(first <= a.start < end for first, end in edges for a in event.target)


def done_by_saying(event: Event, now: bool | None) -> bool:
    """Whether the act is done by being said, or goes on while it is said, by the one who says it.

    `now`: what the tense of its verb says of that.
    """
    if event.because.split()[1] in lexicon().spoken:
        return True  # "said on Friday that Chad had poisoned relations": whenever that was, Friday's is the charge
    if now is False:
        return False
    who = event.attribution.who.code if event.attribution and event.attribution.who else None
    told = event.status in (Status.HAPPENED, Status.OFFERED, Status.CONDITIONAL, Status.ONGOING)
    promised = event.status is Status.PLANNED and event.type == "AGREE" and event.cameo != MEETING
    by_itself = (told or promised) and who is not None and who in {a.code for a in event.source}
    return by_itself and (now is True or event.type in DONE_BY_WORDS)


def located(event: Event, doc: Doc, spots: ByPlace[Place]) -> Event:
    """The event with the place where it happened, if the story says."""
    codes = tuple(a.code for a in event.target if a.code)
    place = place_event(doc, event.trigger, event.evidence, spots.near(event.evidence), target_codes=codes)
    return event.model_copy(update={"place": place})


STEPS = (actors, speech, reference, times, places, events)


def finish(article: Article, doc: Doc, rules_alone: bool = False) -> Reading:
    """A parsed story through all steps."""
    draft = Draft(article, doc, rules_alone)
    for step in STEPS:
        draft = step(draft)
    return Reading(
        article=article,
        events=draft.events,
        mentions=draft.mentions,
        times=draft.times,
        places=draft.places,
        attributions=outermost(draft.speech),
        version=__version__,
    )


def part_borders(article: Article) -> list[int]:
    """Where another part of the story begins, so that no sentence runs from a byline into the text."""
    return [p.start for p in article.parts if p.kind is not PartKind.BODY or p.start]


def read_article(article: Article) -> Reading:
    """One story, read."""
    return finish(article, parse(article.text, part_borders(article)))


def read_articles(articles: Iterable[Article], batch: int = 32) -> Iterator[Reading]:
    """Many stories, read in order; parsed in batches."""
    waiting: list[Article] = []
    for article in articles:
        waiting.append(article)
        if len(waiting) >= batch:
            yield from _finish_all(waiting)
            waiting = []
    yield from _finish_all(waiting)


def _finish_all(articles: list[Article]) -> Iterator[Reading]:
    docs = parse_many([a.text for a in articles], borders_of=[part_borders(a) for a in articles])
    for article, doc in zip(articles, docs, strict=True):
        yield finish(article, doc)
