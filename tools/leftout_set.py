"""Writes what is learned from of parties that sentences leave out: `python -m tools.leftout_set OUT.jsonl`.

From the stories in `data/training/stories`: every act that the reader finds there with but one of its parties in the
sentence is a question, and its answer is what readers marked in the story. A line of OUT: `story`, `candidates` (for
each its codes and features, nobody first), `meant` (the codes of whom the readers took for the party; empty: nobody),
and `marked`, whether the writer marked that act at all.
"""

from __future__ import annotations

import argparse
import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from spacy.tokens import Doc
from tools.event_set import parties_at, spoken_of
from tools.event_stories import FOLDER, Marked, Story, all_stories, moved

from detente.ingest import read_article
from detente.language.patterns import lexicon
from detente.model import Span
from detente.reading.events.completing import Question, question
from detente.reading.events.counterpart import Counterparts
from detente.reading.events.dealings import Dealings, codes
from detente.reading.events.parties import Parties
from detente.reading.events.scene import Scene
from detente.reading.events.tell import in_sentences
from detente.reading.model.finder import guesses
from detente.reading.parse import parse


def questions(story: Story) -> Iterator[dict[str, Any]]:
    """The questions of one story with their answers; none where nobody judged whom it means."""
    if any(one.unjudged for sentence in story.sentences for one in sentence.acts):
        return
    article = read_article(story.text(), published=story.published)
    starts = story.starts()
    doc = parse(article.text, starts)
    mentions, speech = spoken_of(article, doc)
    parties = Parties.of_doc(doc, mentions)
    acts = in_sentences(doc, parties, lexicon(), guesses(doc, [m.root for m in mentions]))
    dealings = Dealings(acts, parties, speech)
    rules, scene = Counterparts(dealings, lexicon()), Scene(doc, dealings)
    marks = [(start, one) for start, s in zip(starts, story.sentences, strict=True) for one in s.acts]
    for act in acts:
        asked = question(act, rules.complete(act), scene)
        mark = next((m for m in marks if stands_on(act.head.idx, *m)), None)
        meant = frozenset() if asked is None or mark is None else answer(asked, *mark, doc, parties)
        if asked is not None and meant is not None:
            yield line(story.name, asked, meant, mark is not None)


def stands_on(offset: int, start: int, mark: Marked) -> bool:
    """Whether a character lies in the words that tell of a marked act, in the sentence that begins at `start`."""
    return mark.trigger.start <= offset - start < mark.trigger.end


def answer(asked: Question, start: int, mark: Marked, doc: Doc, parties: Parties) -> frozenset[str] | None:
    """The codes of whom the readers marked; None where they were not asked, or named somebody without a code."""
    spans = mark.source if asked.doer else mark.target
    if spans:
        found = codes([parties.roots[i] for s in spans for i in parties_at(doc, moved(s, start), parties)])
    elif mark.left_out is None:
        return None
    elif not mark.left_out:
        return frozenset()
    else:
        found = frozenset().union(*(codes_of(name, doc, parties) for name in mark.left_out))
    known = codes(asked.act.target if asked.doer else asked.act.source)
    return found - known or None


def codes_of(name: str, doc: Doc, parties: Parties) -> frozenset[str]:
    """The codes that a name stands for where the story has it."""
    for place in re.finditer(rf"(?<!\w){re.escape(name)}(?!\w)", doc.text):
        found = codes([parties.roots[i] for i in parties_at(doc, Span(start=place.start(), end=place.end()), parties)])
        if found:
            return found
    return frozenset()


def line(story: str, asked: Question, meant: frozenset[str], marked: bool) -> dict[str, Any]:
    """A question as a line."""
    candidates = [[sorted(c.codes), {k: round(v, 4) for k, v in c.features.items() if v}] for c in asked.candidates]
    return {
        "story": story, "type": asked.act.type, "doer": asked.doer, "ruled": sorted(asked.ruled),
        "candidates": candidates, "meant": sorted(meant), "marked": marked,
    }  # fmt: skip


def main() -> int:
    """Writes the set and says what is in it."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("out", type=Path)
    parser.add_argument("--stories", type=Path, default=FOLDER)
    asked = parser.parse_args()
    made = [one for story in all_stories(asked.stories) for one in questions(story)]
    asked.out.write_text("".join(json.dumps(one) + "\n" for one in made), encoding="utf-8")
    answered = sum(bool(one["meant"]) for one in made)
    print(f"{len(made)} questions, {answered} of them with somebody meant, in {asked.out}")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
