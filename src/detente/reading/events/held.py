"""Whose a thing or a crew is by what a participle behind it says: "a ship owned by Iran", "agents working for Peru"."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Token

from detente.language.words import act_words
from detente.reading.events.syntax import child, is_agent, lemma, pobjs, preps
from detente.reading.text import children


def clauses(noun: Token) -> Iterator[Token]:
    """The participles that hang on a noun, also those of "which is owned by Peru"."""
    return (c for c in children(noun) if c.dep_ in ("acl", "relcl") and c.tag_ in ("VBN", "VBD", "VBG"))


def shooters(noun: Token) -> Iterator[Token]:
    """Who fired, laid or dropped it: "a missile fired by Iran", "a shell fired from Syria"."""
    if lemma(noun) not in act_words().fired:
        return
    for verb in clauses(noun):
        pairs = list(preps(verb))
        yield from (p for c in children(verb) if is_agent(c) for p in pobjs(c))
        yield from (p for prep, p in pairs if prep == "by")
        yield from (p for prep, p in pairs if prep == "from")


def holders(noun: Token) -> Iterator[Token]:
    """Who owns, runs or uses it, whom it serves, whose flag it flies, whom it carries, to whom it is loyal."""
    for verb in clauses(noun):
        word = lemma(verb)
        if verb.tag_ != "VBG" and word in act_words().held:
            yield from (p for c in children(verb) if is_agent(c) for p in pobjs(c))
        if word in act_words().serving:
            yield from (p for prep, p in preps(verb) if prep in ("to", "for"))
        cargo = child(verb, "dobj") if verb.tag_ == "VBG" else None
        if cargo is not None and lemma(cargo) in act_words().carried.get(word, ()):
            yield cargo
    for behind in children(noun):
        if behind.i > noun.i and lemma(behind) in act_words().loyal:
            yield from (p for prep, p in preps(behind) if prep in ("to", "with"))  # "gunmen loyal to Hezbollah"
