"""Papers that speak for who issued them: "the EU adopted a statement. The statement urges Minsk to talk"."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Token

from detente.language.words import act_words
from detente.model import ActorRef
from detente.reading.reference.scene import SUBJECTS, Scene
from detente.reading.reference.words import Words
from detente.reading.text import children

# How many sentences back a paper may have been told of with who issued it.
WITHIN = 6


def paper(noun: Token, scene: Scene, known: Words) -> tuple[tuple[ActorRef, ...], str] | None:
    """Who issued "the resolution" or "the draft" that is the subject of a verb, as the story told before."""
    papers = known.table.papers
    if noun.dep_ != "nsubj" or noun.lemma_.lower() not in papers:
        return None
    for same in before(noun, scene):
        word = same.lemma_.lower()
        if word in papers and (word == noun.lemma_.lower() or noun.lemma_.lower() in known.table.drafts):
            refs = issuer(same, scene)
            if refs:
                return refs, f"nominal {noun.lower_}: who issued it"
    return None


def before(noun: Token, scene: Scene) -> Iterator[Token]:
    """The nouns before one, nearest first, as far back as a paper may have been told of."""
    doc, here = noun.doc, scene.sentences[noun.i]
    for i in range(noun.i - 1, -1, -1):
        if here - scene.sentences[i] > WITHIN:
            return
        if doc[i].pos_ in ("NOUN", "PROPN"):
            yield doc[i]


def issuer(paper: Token, scene: Scene) -> tuple[ActorRef, ...]:
    """Whose a paper is: the name before it, else the subject of the verb that says that it was issued."""
    first = paper.left_edge.i
    near = [c for c in reversed(scene.seen) if c.refs and scene.sentences[paper.i] == c.sentence]
    owners = (c for c in near if first <= c.root < paper.i)
    verb = issuing(paper)
    subjects = (c for c in near if verb is not None and top(scene.doc[c.root]) in subjects_of(verb))
    found = next(owners, None) or next(subjects, None)
    return found.refs if found is not None else ()


def issuing(paper: Token) -> Token | None:
    """The verb that a paper was issued by, or that tells what was said in it: "adopted a motion", "said in a note"."""
    if paper.dep_ == "dobj" and paper.head.lemma_ in act_words().tabling:
        return paper.head
    inside = paper.dep_ == "pobj" and paper.head.lower_ == "in" and paper.head.head.pos_ == "VERB"
    return paper.head.head if inside else None


def subjects_of(verb: Token) -> set[Token]:
    """The subjects of a verb."""
    return {c for c in children(verb) if c.dep_ in SUBJECTS}


def top(token: Token) -> Token:
    """The first of those who are told together: "Mexico" of "Mexico and Norway"."""
    while token.dep_ in ("conj", "appos"):
        token = token.head
    return token
