"""spaCy's rules from tags to parts of speech, with a memory.

The English pipeline spends a tenth of its time on matching some 180 rules ("VBZ" and "has": an auxiliary) at every
word. Nearly all look at one word alone, so what they make of a word in one role never changes: each is asked once. The
outcome is the same, attribute for attribute.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from typing import Any

import numpy as np
from spacy.language import Language
from spacy.matcher import Matcher
from spacy.pipeline import AttributeRuler
from spacy.tokens import Doc

RULES, NAME = "attribute_ruler", "detente_tag_rules"
SEEN: list[str | int] = ["TAG", "LOWER", "DEP"]
SET: list[str | int] = ["TAG", "DEP", "POS", "MORPH", "LEMMA"]
ROOM = 2**15  # words in a role that are remembered, about 10 MB: an archive has ever new ones

# Past tenses so rare that the tagger takes them for a present or a noun, which puts their days into the future.
PASTS = (
    "bade",
    "besought",
    "forsook",
    "forswore",
    "foresaw",
    "outdid",
    "overflew",
    "overrode",
    "oversaw",
    "remade",
    "retook",
    "rewrote",
    "strove",
)
MISTAKEN = ("VB", "VBP", "VBZ")
MADE_PAST = {"TAG": "VBD", "POS": "VERB", "MORPH": "Tense=Past|VerbForm=Fin"}


class TagRules:
    """The rules of `ruler`, those of one word remembered. No rule may look at anything but a word's tag, its small
    letters and its role, as those of the English pipeline do.
    """

    def __init__(self, ruler: AttributeRuler) -> None:
        self.ruler = ruler
        self.of_one = lru_cache(maxsize=ROOM)(self._of_one)
        self.of_several = AttributeRuler(ruler.vocab)
        rules: list[Any] = list(ruler.patterns)
        several = [rule for rule in rules if any(len(words) > 1 for words in rule["patterns"])]
        self.of_several.add_patterns(several)
        self.begins = Matcher(ruler.vocab)
        self.begins.add("several", [words[:1] for rule in several for words in rule["patterns"]])

    def _of_one(self, tag: int, lower: int, dep: int) -> tuple[list[int], bool]:
        """What the rules make of one word that stands alone, and whether a rule of several words may begin with it."""
        doc = Doc(self.ruler.vocab, words=[self.ruler.vocab.strings[lower]])
        put(doc, ["TAG", "DEP"], [(tag, dep)])
        begins = bool(self.begins(doc, allow_missing=True))
        return self.ruler(doc).to_array(SET)[0].tolist(), begins

    def __call__(self, doc: Doc) -> Doc:
        """The text with parts of speech set; rules of several words come last, as in the English pipeline."""
        if not len(doc):
            return doc
        made = [self.of_one(*word) for word in doc.to_array(SEEN).tolist()]
        put(doc, SET, [attributes for attributes, _ in made])
        return self.of_several(doc) if any(begins for _, begins in made) else doc


def put(doc: Doc, names: list[str | int], values: Sequence[Sequence[int]]) -> None:
    """Set attributes of a text's words, a row a word."""
    rows: Any = np.array(values, dtype="uint64")
    doc.from_array(names, rows)


@Language.factory(NAME)
def _made(nlp: Language, name: str) -> TagRules:
    """For spaCy's registry of components."""
    rules = nlp.get_pipe(RULES)
    assert isinstance(rules, AttributeRuler)
    for past in PASTS:
        rules.add([[{"LOWER": past, "TAG": {"IN": list(MISTAKEN)}}]], MADE_PAST)
    return TagRules(rules)


def remember(nlp: Language) -> Language:
    """`nlp` with its rules from tags to parts of speech remembered."""
    nlp.add_pipe(NAME, before=RULES)
    nlp.disable_pipe(RULES)
    return nlp
