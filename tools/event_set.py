"""Writes what the model that finds acts learns from: `python -m tools.event_set OUT.jsonl`.

Sources, all our own: the stories in `data/training/stories` with the acts that their writers marked, and the examples
of the pattern tables with the acts that the rules read there. A line of OUT is a sentence: `story`, `text`, `pieces`
(numbers of each token's word pieces), `mentions` (tokens where a party is named), `acts` (`at`: token, `type`,
`status`, `source`, `target`: numbers of mentions), `kinds` and `heads` of its tokens, and `ways`: for each mention the
path from each token to it (`detente.reading.model.paths`). The first line is another: `alike`, groups of names that can
stand in for each other, each a list of numbers of word pieces.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

import yaml
from spacy.tokens import Doc, Token
from spacy.tokens import Span as Words
from tools.event_stories import FOLDER, Marked, Story, all_stories, moved

from detente.ingest import read_article
from detente.language.examples import read_example
from detente.language.patterns import lexicon
from detente.model import Article, Mention, Span, SpeechAct
from detente.reading.events import read_acts
from detente.reading.events.parties import Parties
from detente.reading.model.encoder import pieces_of, vocabulary
from detente.reading.model.paths import Tree
from detente.reading.model.wordpiece import tokenize
from detente.reading.parse import parse, parse_many
from detente.reading.pipeline import STEPS, Draft, as_parties

# Words that carry no act by themselves: of "are to meet" the meeting counts, of "had no part" the part.
LIGHT = frozenset(
    ("be", "have", "do", "to", "will", "would", "may", "might", "can", "could", "shall", "should", "no", "not")
)
CONTENT = frozenset(("VERB", "NOUN", "ADJ", "PROPN"))


def head_of(words: Words) -> Token:
    """The token that carries an act's words: their syntactic head, or what it helps."""
    root = words.root
    if root.lemma_.lower() not in LIGHT and root.pos_ in CONTENT:
        return root
    verbs = [t for t in words if t.lemma_.lower() not in LIGHT]
    return next((t for p in ("VERB", "NOUN", "ADJ", "PROPN") for t in verbs if t.pos_ == p), root)


def spoken_of(article: Article, doc: Doc) -> tuple[tuple[Mention, ...], tuple[SpeechAct, ...]]:
    """The mentions of a text as the reader of acts gets them, and who says what."""
    draft = Draft(article, doc)
    for step in STEPS[:-1]:
        draft = step(draft)
    return (*draft.mentions, *as_parties(draft)), draft.speech


def words_at(doc: Doc, span: Span) -> Words:
    """The tokens that a span touches."""
    words = doc.char_span(span.start, span.end, alignment_mode="expand")
    assert words is not None, doc.text[span.start : span.end]
    return words


def parties_at(doc: Doc, span: Span, parties: Parties) -> list[int]:
    """The tokens of the mentions that a party's words stand for; empty where none was found."""
    words = words_at(doc, span)
    inside = [i for i in parties.roots if words.start <= i < words.end]
    of_head = [m.root for m in parties.of(words.root) if m.root in inside]
    around = [parties.at[t.i].root for t in words if t.i in parties.at]  # "Bamako" of "Bamako's planes"
    return (of_head or inside or around)[:3]


class Lines:
    """Makes the lines of one text, sentence by sentence, and counts the parties that were not found."""

    def __init__(self) -> None:
        self.sought = self.missed = 0

    def of_story(self, story: Story) -> Iterator[dict[str, Any]]:
        """The sentences of a story as its writer marked them."""
        article = read_article(story.text(), published=story.published)
        starts = story.starts()
        doc = parse(article.text, starts)
        parties = Parties.of_doc(doc, spoken_of(article, doc)[0])
        for start, sentence in zip(starts, story.sentences, strict=True):
            words = words_at(doc, Span(start=start, end=start + len(sentence.text)))
            acts = [self.act(doc, start, one, parties) for one in sentence.acts]
            yield line(words, parties.roots, [a for a in acts if a is not None], story.name)

    def act(self, doc: Doc, start: int, one: Marked, parties: Parties) -> dict[str, Any] | None:
        """An act by the tokens of its words; None where its words are not tokens."""
        words = words_at(doc, moved(one.trigger, start))
        sides = [[parties_at(doc, moved(s, start), parties) for s in side] for side in (one.source, one.target)]
        self.sought += sum(map(len, sides))
        self.missed += sum(not found for side in sides for found in side)
        source, target = ([i for found in side for i in found] for side in sides)
        return {"at": head_of(words).i, "type": one.type, "status": one.status, "source": source, "target": target}


def line(words: Words, roots: Iterable[int], acts: Sequence[dict[str, Any]], story: str) -> dict[str, Any]:
    """A sentence as a line: token numbers count from its first token."""
    mentions = [i - words.start for i in sorted(roots) if words.start <= i < words.end]
    number = {i: n for n, i in enumerate(mentions)}
    moved = [
        {**act, "at": act["at"] - words.start}
        | {
            side: sorted({number[i - words.start] for i in act[side] if i - words.start in number})
            for side in ("source", "target")
        }
        for act in acts
        if words.start <= act["at"] < words.end
    ]
    tree = Tree.of(list(words))
    return {
        "story": story, "text": words.text, "pieces": pieces_of(words), "mentions": mentions, "acts": moved,
        "kinds": tree.kinds, "heads": tree.heads,
        "ways": [[tree.path(token, m) for token in range(len(tree.kinds))] for m in mentions],
    }  # fmt: skip


def from_tables() -> Iterator[dict[str, Any]]:
    """The examples of the pattern tables with the acts that the rules read in them, counter-examples too."""
    rules = lexicon()
    told = sorted({eg for entry in rules.entries for eg in (*entry.eg, *entry.no)})
    texts = [read_example(eg).text if "{" in eg else eg for eg in told]
    for marked, text, doc in zip(told, texts, parse_many(texts), strict=True):
        article = read_article(text)
        parties = Parties.of_doc(doc, spoken_of(article, doc)[0])
        acts = [
            {
                "at": a.head.i, "type": a.type, "status": a.status or "happened",
                "source": [m.root for m in a.source], "target": [m.root for m in a.target],
            }
            for a in read_acts(doc, tuple(parties.roots.values()), rules)
            if a.type and a.source and a.target
        ]  # fmt: skip
        yield line(doc[:], parties.roots, acts, f"tables:{marked}")


def alike() -> dict[str, Any]:
    """Groups of names that can stand in for each other, as word pieces."""
    frame = yaml.safe_load((FOLDER.parent / "wire.yaml").read_text(encoding="utf-8"))
    return {"alike": [[tokenize(name, vocabulary()) for name in frame[kind]] for kind in ("states", "adjectives")]}


def main() -> int:
    """Writes the set and says what is in it."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("out", type=Path)
    parser.add_argument("--stories", type=Path, default=FOLDER)
    asked = parser.parse_args()
    maker = Lines()
    made = [one for story in all_stories(asked.stories) for one in maker.of_story(story)]
    print(f"{len(made)} sentences of stories; {maker.missed} of {maker.sought} parties not found")
    made += from_tables()
    asked.out.write_text("".join(json.dumps(one) + "\n" for one in [alike(), *made]), encoding="utf-8")
    print(f"{len(made)} sentences, {sum(len(one['acts']) for one in made)} acts in {asked.out}")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
