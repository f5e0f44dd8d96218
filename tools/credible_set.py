"""Writes what is learned from of how likely an event is a fact: `python -m tools.credible_set OUT.jsonl`.

Every event that the reader makes, likely or not, of two sorts of stories: the examples whose errors may be read
(`FOLDERS`), where it is right if who did what to whom is a fact; and the training stories that the model which finds
acts never saw, where it is right if their writers marked it. A line of OUT: `story`, `from` ("facts" or "marks"),
`features`, `right`. Events that only an optional fact tells are left out.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from bench.story_facts import Story, Triple, load
from spacy.tokens import Doc
from tools.event_set import parties_at
from tools.event_stories import Marked, all_stories, moved
from tools.event_stories import Story as Training
from tools.held import held_back
from tools.leftout_set import codes_of

from detente.ingest import article_from_text, read_article
from detente.model import Article
from detente.reading.events.credible import Story as Beside
from detente.reading.events.credible import features, triples_of
from detente.reading.events.dealings import codes
from detente.reading.events.parties import Parties
from detente.reading.parse import parse
from detente.reading.pipeline import STEPS, Draft, acts, as_parties

EXAMPLES = Path(__file__).resolve().parents[1] / "examples"
# Crises whose errors may be read; the others are kept for figures.
FOLDERS = (
    "russia-turkey-2015", "golden", "cod-war-1976", "iraq-1990", "georgia-2008", "hainan-2001", "qatar-2017",
)  # fmt: skip
# Writers whose stories the model did not learn from, and the last of those of whom a tenth was held back.
UNSEEN, HELD = ("w21", "w22"), 16
Line = dict[str, Any]


def drafted(article: Article, doc: Doc) -> Draft:
    """A story through all steps but the last."""
    draft = Draft(article, doc)
    for step in STEPS[:-1]:
        draft = step(draft)
    return draft


def of_facts(folder: str, story: Story) -> Iterator[Line]:
    """The events of a story with facts."""
    article = article_from_text(story.text, published=story.published, id=story.id)
    told = acts(drafted(article, parse(article.text, [p.start for p in article.parts])))
    beside = Beside(told)
    for act, event in told:
        found = triples_of(event)
        right = any(
            fact.accepts(t, base) for t in found for fact in story.facts for base in fact.triples() if not fact.optional
        )
        spare = any(
            fact.accepts(t, base) for t in found for fact in story.facts for base in fact.triples() if fact.optional
        )
        if found and (right or not spare):
            yield line(f"{folder}/{story.id}", "facts", features(act, event, beside), right)


def of_marks(story: Training) -> Iterator[Line]:
    """The events of a training story."""
    article = read_article(story.text(), published=story.published)
    starts = story.starts()
    draft = drafted(article, parse(article.text, starts))
    parties = Parties.of_doc(draft.doc, (*draft.mentions, *as_parties(draft)))
    marks = [
        m
        for at, s in zip(starts, story.sentences, strict=True)
        for one in s.acts
        for m in marked(one, at, draft.doc, parties)
    ]
    told = acts(draft)
    beside = Beside(told)
    for act, event in told:
        if found := triples_of(event):
            yield line(story.name, "marks", features(act, event, beside), bool(found & set(marks)))


def marked(one: Marked, start: int, doc: Doc, parties: Parties) -> Iterator[Triple]:
    """Who did what to whom, as marked in the sentence that begins at `start`; both ways round where done together."""
    named = [
        codes([parties.roots[i] for s in side for i in parties_at(doc, moved(s, start), parties)])
        for side in (one.source, one.target)
    ]
    left_out = frozenset().union(*(codes_of(name, doc, parties) for name in one.left_out or ()))
    source, target = (found if side else left_out for found, side in zip(named, (one.source, one.target), strict=True))
    yield from ((s, t, one.type) for s in source for t in target if s != t)


def line(story: str, origin: str, found: dict[str, float], right: bool) -> Line:
    """An event as a line."""
    return {"story": story, "from": origin, "features": {k: round(v, 4) for k, v in found.items()}, "right": right}


def unseen(story: Training) -> bool:
    """Whether the model that finds acts did not learn from a training story, and readers judged all its parties."""
    writer = story.name.split(".")[0].rstrip("abcdefghijklmnopqrstuvwxyz")
    return writer in UNSEEN or (int(writer[1:]) <= HELD and held_back(story.name))


def main() -> int:
    """Writes the set and says what is in it."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("out", type=Path)
    asked = parser.parse_args()
    told = [one for name in FOLDERS for story in load(EXAMPLES / name) for one in of_facts(name, story)]
    told += [one for story in all_stories() if unseen(story) for one in of_marks(story)]
    asked.out.write_text("".join(json.dumps(one) + "\n" for one in told), encoding="utf-8")
    for origin in ("facts", "marks"):
        of = [one["right"] for one in told if one["from"] == origin]
        print(f"{origin}: {len(of)} events, {sum(of) / max(1, len(of)):.3f} right")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
