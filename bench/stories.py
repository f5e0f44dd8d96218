"""Scores what detente reads in whole stories against facts that people coded by hand.

    python -m bench.stories FOLDER... [--json OUT] [--errors]

A folder holds stories with their facts: `NAME.txt` beside `NAME.facts.json`, or a `facts.json` whose `story` field
names the text. `examples/CODEBOOK.md` says how facts are coded and what each field means.

What is counted, a fact being one incident told by one story:

- found: some event has the fact's source and target (either way round for what two do together) and its trigger lies
  on the fact's words, or its type is right and its evidence touches them. Each event serves at most one fact.
- right: found, and type, source, target, status and date are all right.
- precision: of the events that stand for something, the share that is a fact. An event that tells a fact's incident
  again is no error, nor is one that a fact marked optional covers; events without a code on both sides, or inside one
  party, are left out.
- triples: F1 of the sets of (source, target, type) of each story: what agreement between readers is given in.
- violations: events on words that the facts call no event, in captions and bylines; meetings to come told as held.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from itertools import product
from pathlib import Path
from typing import Any

from bench.story_facts import Days, Fact, Story, Triple, load
from detente.model import TELLING, Event, Reading, Span, When

SLACK_DAYS = 6
"""How much longer than the fact's own a date may be and still count: a week where the fact has a day."""

Reader = Callable[[str, str, date | None], Reading]
"""Reads a story: its id, its text, its day of publication."""


@dataclass
class Score:
    """What came of one story. `matched`: fact number to its event; `again`: further tellings by fact number."""

    story: Story
    matched: dict[int, Event] = field(default_factory=dict)
    again: dict[int, list[Event]] = field(default_factory=lambda: defaultdict(list))
    extra: list[Event] = field(default_factory=list)
    uncoded: list[Event] = field(default_factory=list)
    violations: list[tuple[str, Event]] = field(default_factory=list)
    told: set[Triple] = field(default_factory=set)

    def required(self) -> list[Fact]:
        """The facts that every careful reader codes."""
        return [f for f in self.story.facts if not f.optional]


# --- matching ------------------------------------------------------------------------------------------------------


def codes(event: Event) -> tuple[frozenset[str], frozenset[str]]:
    """The codes of an event's sources and of its targets."""
    source = frozenset(actor.code for actor in event.source if actor.code)
    return source, frozenset(actor.code for actor in event.target if actor.code)


def triples(event: Event) -> set[Triple]:
    """Who did what to whom, a triple for each pair of different codes."""
    source, target = codes(event)
    return {(s, t, event.type) for s, t in product(source, target) if s != t}


def same_pair(fact: Fact, event: Event) -> bool:
    """Whether the event is between the fact's parties; direction counts unless the act is done together."""
    source, target = codes(event)
    sources, targets = fact.source | fact.also_source, fact.target | fact.also_target
    straight = bool(source & sources and target & targets)
    turned = bool(source & targets and target & sources)
    return straight or (turned and fact.together)


def rests_on(fact: Fact, event: Event) -> bool:
    """Whether the event is about the fact's words: its trigger lies on them, or its type is right and its evidence."""
    return _on(fact, event.trigger) or (event.type in fact.types and _on(fact, event.evidence))


def _on(fact: Fact, place: Span) -> bool:
    return any(span.overlaps(place) for span in fact.spans)


def closeness(fact: Fact, event: Event) -> tuple[bool, ...]:
    """How well an event fits a fact whose pair and words it shares; greater is better."""
    on_trigger = _on(fact, event.trigger)
    right_date = date_right(fact, event.date)
    return (
        event.type in fact.types and on_trigger,
        on_trigger,
        event.type in fact.types,
        *_details(fact, event),
        right_date,
    )


def _details(fact: Fact, event: Event) -> tuple[bool, ...]:
    source, target = codes(event)
    return (source == fact.source, target == fact.target, event.status.value in fact.statuses, not fact.optional)


def date_right(fact: Fact, when: When | None) -> bool:
    """Unknown where the fact is unknown; else the days meet and the event's are hardly wider than the fact's."""
    return any(when is None if days is None else when is not None and _days_fit(days, when) for days in fact.whens)


def _days_fit(days: Days, when: When) -> bool:
    (first, last), (start, end) = days, (when.start, when.end)
    if (start is None and first is not None) or (end is None and last is not None):
        return False
    apart = (end and first and end < first) or (start and last and start > last)
    if apart or not (first and last and start and end):
        return not apart
    return (end - start).days <= (last - first).days + SLACK_DAYS


def score(story: Story, reading: Reading) -> Score:
    """Set one reading against the facts of its story."""
    result = Score(story)
    usable = [event for event in reading.events if triples(event)]
    result.uncoded = [event for event in reading.events if not triples(event)]
    result.told = {triple for event in usable for triple in triples(event)}
    left = _match(result, usable)
    _match_uncoded_optional(result)
    for event in left:
        _settle(result, event)
    result.violations = list(_violations(result, reading))
    return result


def _match(result: Score, events: list[Event]) -> list[Event]:
    """Pair facts and events, the closest first. Returns the events without a fact."""
    pairs = [
        (closeness(f, e), f, k)
        for f in result.story.facts
        for k, e in enumerate(events)
        if same_pair(f, e) and rests_on(f, e)
    ]
    taken: set[int] = set()
    for _, fact, k in sorted(pairs, key=lambda pair: pair[0], reverse=True):
        if k not in taken and fact.n not in result.matched:
            result.matched[fact.n] = events[k]
            taken.add(k)
    return [event for k, event in enumerate(events) if k not in taken]


def _match_uncoded_optional(result: Score) -> None:
    """Uncoded events that tell an optional fact (inside one party, an unnamed side) are not counted as uncoded."""
    quiet = [f for f in result.story.facts if f.optional]
    result.uncoded = [e for e in result.uncoded if not any(rests_on(f, e) and e.type in f.types for f in quiet)]


def _settle(result: Score, event: Event) -> None:
    """Put an event that no fact took: the same incident again, something optional, or an error."""
    again = next((f for f in result.story.facts if _tells_again(f, event)), None)
    if again:
        result.again[again.n].append(event)
    elif not any(f.optional and rests_on(f, event) and event.type in f.types for f in result.story.facts):
        result.extra.append(event)


def _tells_again(fact: Fact, event: Event) -> bool:
    """The same parties and kind of act, and nothing in the date against it."""
    if not same_pair(fact, event) or event.type not in fact.types:
        return False
    dates_meet = event.date is None or any(days is None or _days_fit(days, event.date) for days in fact.whens)
    return rests_on(fact, event) or dates_meet


def _violations(result: Score, reading: Reading) -> Iterator[tuple[str, Event]]:
    for event in result.extra:
        if any(span.covers(event.trigger) for span in result.story.silent):
            yield "words that are no event", event
    for event in reading.events:
        if reading.article.parts and reading.article.kind_at(event.trigger.start) not in TELLING:
            yield f"in the {reading.article.kind_at(event.trigger.start).value}", event
    for fact in result.story.facts:
        told = result.matched.get(fact.n)
        if told and fact.type == "AGREE" and told.type == "CONSULT" and told.status.value in ("happened", "ongoing"):
            yield "a meeting to come, read as held", told


# --- figures -------------------------------------------------------------------------------------------------------


def marks(result: Score, fact: Fact) -> dict[str, bool]:
    """What is right about a fact that was found. Sources and targets may be spread over several tellings."""
    event = result.matched[fact.n]
    tellings = [event, *(e for e in result.again.get(fact.n, []) if rests_on(fact, e))]
    source, target = (frozenset().union(*(codes(e)[side] for e in tellings)) for side in (0, 1))
    if fact.together and not source & (fact.source | fact.also_source):
        source, target = target, source
    got = {
        "type": event.type in fact.types,
        "source": _party_right(source, fact.source, fact.also_source),
        "target": _party_right(target, fact.target, fact.also_target),
        "status": event.status.value in fact.statuses,
        "date": date_right(fact, event.date),
    }
    return got | {"right": all(got.values()), "type as coded": event.type == fact.type}


def _party_right(got: frozenset[str], want: frozenset[str], also: frozenset[str]) -> bool:
    return got == want or (got <= want | also and bool(got & also))


def share(part: float, whole: float) -> float | None:
    """None where there is nothing to count."""
    return round(part / whole, 3) if whole else None


def f1(hit: int, wanted: int, right: int, given: int) -> float | None:
    """Harmonic mean of recall (`hit` of `wanted`) and precision (`right` of `given`)."""
    recall, precision = hit / wanted if wanted else 0.0, right / given if given else 0.0
    return round(2 * recall * precision / (recall + precision), 3) if recall + precision else 0.0 if wanted else None


def triple_counts(result: Score) -> tuple[int, int, int, int]:
    """Of the story's triples: how many are found, how many there are, how many told are right, how many are told."""
    wanted = {(base, f) for f in result.required() for base in f.triples()}
    bases = {base for base, _ in wanted}
    hit = {base for base, f in wanted if any(f.accepts(triple, base) for triple in result.told)}
    right = {t for t in result.told if any(f.accepts(t, base) for base, f in wanted)}
    spare = [(base, f) for f in result.story.facts if f.optional for base in f.triples()]
    excused = {t for t in result.told - right if any(f.accepts(t, base) for base, f in spare)}
    return len(hit), len(bases), len(right), len(result.told - excused)


def summary(results: list[Score]) -> dict[str, Any]:
    """All figures over several stories."""
    facts = [(r, f) for r in results for f in r.required()]
    found = [(r, f) for r, f in facts if f.n in r.matched]
    extra = sum(len(r.extra) for r in results)
    good: Counter[str] = Counter(k for r, f in found for k, ok in marks(r, f).items() if ok)
    counts = [triple_counts(r) for r in results]
    per_story = [value for c in counts if (value := f1(*c)) is not None]
    return {
        "stories": len(results),
        "facts": len(facts),
        "found": share(len(found), len(facts)),
        "right": share(good["right"], len(facts)),
        "precision": share(len(found), len(found) + extra),
        "found F1": f1(len(found), len(facts), len(found), len(found) + extra),
        "of found": {
            k: share(good[k], len(found)) for k in ("type", "type as coded", "source", "target", "status", "date")
        },
        "triples F1": f1(*(sum(column) for column in zip(*counts, strict=True))),
        "triples F1, mean of stories": share(sum(per_story), len(per_story)),
        "told again": sum(len(events) for r in results for events in r.again.values()),
        "extra": extra,
        "uncoded": sum(len(r.uncoded) for r in results),
        "violations": sum(len(r.violations) for r in results),
        "by type": _table(results, lambda f: f.type, lambda e: e.type),
        "by status": _table(results, lambda f: f.statuses[0], lambda e: e.status.value),
        "taken for": _confusion(found),
    }


def _table(results: list[Score], of_fact: Callable[[Fact], str], of_event: Callable[[Event], str]) -> dict[str, Any]:
    """For each value: facts, how many were found, how many of these have the value right, and errors that carry it."""
    rows: dict[str, Counter[str]] = defaultdict(Counter)
    for r in results:
        for f in r.required():
            rows[of_fact(f)]["facts"] += 1
            if event := r.matched.get(f.n):
                rows[of_fact(f)]["found"] += 1
                rows[of_fact(f)]["same"] += of_event(event) == of_fact(f)
        for event in r.extra:
            rows[of_event(event)]["extra"] += 1
    return {name: {k: row[k] for k in ("facts", "found", "same", "extra")} for name, row in sorted(rows.items())}


def _confusion(found: list[tuple[Score, Fact]]) -> dict[str, dict[str, int]]:
    """Of the facts found, by the type that they were coded as: how many are read as which type."""
    rows: dict[str, Counter[str]] = defaultdict(Counter)
    for r, f in found:
        rows[f.type][r.matched[f.n].type] += 1
    return {name: dict(sorted(row.items())) for name, row in sorted(rows.items())}


# --- showing -------------------------------------------------------------------------------------------------------


def errors(result: Score) -> list[str]:
    """What went wrong in one story, a line each."""
    lines = []
    for fact in result.required():
        if fact.n not in result.matched:
            lines.append(f"  missed  {fact.n:2d} {_who(fact.source, fact.target)} {fact.type}: {fact.words}")
        elif wrong := [k for k, ok in marks(result, fact).items() if not ok and k not in ("right", "type as coded")]:
            got = _shown(result, result.matched[fact.n])
            lines.append(f"  wrong   {fact.n:2d} {fact.type}: {fact.words}: {', '.join(wrong)}: {got}")
    lines += [f"  extra      {_shown(result, event)}" for event in result.extra]
    return lines + [f"  not so     {why}: {_shown(result, event)}" for why, event in result.violations]


def _who(source: Iterable[str], target: Iterable[str]) -> str:
    return f"{'+'.join(sorted(source))}>{'+'.join(sorted(target))}"


def _shown(result: Score, event: Event) -> str:
    days = f"{event.date.start}..{event.date.end}" if event.date else "no date"
    words = event.trigger.of(result.story.text).replace("\n", " ")
    return f"{_who(*codes(event))} {event.type} {event.status.value} {days} '{words}' ({event.because})"


def show(figures: dict[str, Any]) -> str:
    """The figures as text."""
    lines = []
    for name, value in figures.items():
        if name.startswith("by "):
            lines.append(f"{name}:  facts found same extra")
            lines += [f"  {key:14s}" + " ".join(f"{row[k]:5d}" for k in row) for key, row in value.items()]
        elif name == "taken for":
            lines.append("types of facts found, and what they were read as:")
            lines += [f"  {key:14s}" + ", ".join(f"{k} {n}" for k, n in row.items()) for key, row in value.items()]
        else:
            lines.append(f"{name:30s} {json.dumps(value) if isinstance(value, dict) else value}")
    return "\n".join(lines)


def read_with_detente(name: str, text: str, published: date | None) -> Reading:
    """What detente makes of a story."""
    import detente

    return detente.read(text, published=published, id=name)


def run(folders: list[Path], read: Reader = read_with_detente) -> dict[str, list[Score]]:
    """The scores of every story, by folder."""
    return {str(folder): [score(s, read(s.id, s.text, s.published)) for s in load(folder)] for folder in folders}


def main(argv: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n", maxsplit=1)[0])
    parser.add_argument("folders", nargs="+", type=Path, metavar="FOLDER")
    parser.add_argument("--json", type=Path, metavar="OUT", help="write the figures here")
    parser.add_argument("--errors", action="store_true", help="list what went wrong in each story")
    args = parser.parse_args(argv)
    try:
        scores = run(args.folders)
    except (ValueError, OSError) as problem:
        print(problem, file=sys.stderr)
        return 1
    figures = {folder: summary(results) for folder, results in scores.items()}
    for folder, results in scores.items():
        print(f"== {folder}", show(figures[folder]), sep="\n")
        if args.errors:
            print(*(line for r in results for line in (f"-- {r.story.name}", *errors(r))), sep="\n")
    if args.json:
        named = {Path(folder).resolve().name: found for folder, found in figures.items()}
        args.json.write_text(json.dumps(named, indent=1) + "\n", encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
