"""How an account tells its outcome: cues over the parse, each a sign for one side with the words that it rests on."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from spacy.tokens import Doc, Span, Token

from detente.language.outcome import OutcomeCues, outcome_cues
from detente.language.patterns import Pattern
from detente.model import Mention
from detente.reading.events.match import AdjectiveMatcher, Fill, Matcher
from detente.reading.events.match_nouns import NounMatcher
from detente.reading.events.mood import moods
from detente.reading.events.parties import Parties
from detente.reading.events.syntax import has_aux, is_verb, lemma

OWN_CLAUSE = ("advcl", "relcl", "conj", "parataxis")  # what stands above such a clause with a tense makes no wish of it
PURPOSE = ("for", "about", "without", "against", "toward", "towards")  # "terms for lifting": nothing is lifted yet
CLIMB = 6  # words above a cue that are asked whether it is only wished for: deeper than clauses of news are nested


@dataclass(frozen=True, slots=True)
class Sign:
    """What one cue shows of one side. `rule`: the cue; `head`: index of its token; `promised`: to come, or undertaken.

    `start`, `end`: the words of its clause, characters of the text. `sentence`: which of the account's sentences.
    """

    side: str
    sign: str
    rule: str
    head: int
    sentence: int
    start: int
    end: int
    promised: bool = False


def signs(doc: Doc, mentions: tuple[Mention, ...]) -> list[Sign]:
    """Every sign in the account, in its order. `mentions`: where the parties are named."""
    cues = outcome_cues()
    parties = Parties.of_doc(doc, mentions)
    found = []
    for number, sentence in enumerate(doc.sents):
        for head in sentence:
            for sign in shown(head, parties, cues):
                found.append(replace(sign, sentence=number, start=sentence.start_char, end=sentence.end_char))
    return found


def shown(head: Token, parties: Parties, cues: OutcomeCues) -> Iterator[Sign]:
    """The signs that one word sets off: of the cues that fit, the one that asks for most and finds most."""
    fills = list(fitting(head, cues))
    told = manner(head, cues) if fills else None
    if told is None:
        return
    best = max(fills, key=lambda fill: fill.found)
    done: set[str] = set()
    for role, sign in cues.signs[best.pattern.rule].items():
        tokens = best.of(role)
        if role == "S" and not tokens and best.pattern.rule in cues.own:
            tokens = best.nouns
        for side in sides(tokens, parties) - done:
            done.add(side)
            yield Sign(side, sign, best.pattern.rule, head.i, 0, 0, 0, told == "promised")


def fitting(head: Token, cues: OutcomeCues) -> Iterator[Fill]:
    """Every cue that fits at a word, with what fills its places."""
    word = lemma(head)
    verbal = is_verb(head)
    if verbal:
        yield from fits(Matcher(head), cues.verbs.get(word, ()))
    elif head.pos_ in ("NOUN", "PROPN"):
        two = [f"{lemma(c)}_{word}" for c in head.children if c.dep_ in ("compound", "amod")]
        yield from fits(NounMatcher(head), (p for name in (*two, word) for p in cues.nouns.get(name, ())))
    if head.pos_ in ("ADJ", "VERB", "ADV"):
        yield from fits(AdjectiveMatcher(head), cues.adjectives.get(word, ()))


def fits(matcher: Matcher | NounMatcher, patterns: Iterable[Pattern]) -> Iterator[Fill]:
    """The patterns that fit."""
    for pattern in patterns:
        fill = matcher.fit(pattern)
        if fill is not None:
            yield fill


def sides(tokens: list[Token], parties: Parties) -> set[str]:
    """The codes of the parties that these phrases stand for."""
    return {ref.code for t in tokens for m in parties.of(t) for ref in m.refs if ref.code}


def manner(head: Token, cues: OutcomeCues) -> str | None:
    """How it is told: "done", "promised", or None where it is denied, only possible, or only wished for."""
    mood = set(moods(head))
    if mood & {"not", "may", "oblige", "will not", "may not"}:
        return None
    told = "promised" if "will" in mood else "done"
    at = head
    for _ in range(CLIMB):
        if marked(at, cues):
            return None
        if at.head.i == at.i or (at.dep_ in OWN_CLAUSE and finite(at)):
            break
        above = step(at, cues)
        if above is None:
            return None
        told = "promised" if above == "promised" else told
        at = at.head
    return told


def marked(word: Token, cues: OutcomeCues) -> bool:
    """Whether a clause opens with "if", "until" and the like, or a noun stands behind "possible" and the like."""
    return any(c.dep_ in ("mark", "amod") and c.lower_ in cues.table.unreal for c in word.children)


def step(at: Token, cues: OutcomeCues) -> str | None:
    """What the word above makes of the one below it: "done", "promised", or None where it makes a wish of it."""
    above = at.head
    if lemma(above) in cues.table.unreal or any(c.dep_ == "neg" for c in above.children):
        return None
    if at.dep_ == "pcomp" and above.lower_ in PURPOSE:
        return None
    if not infinitive(at):
        return "done"
    firm = at.dep_ != "advcl" and lemma(above) in cues.table.firm
    return "promised" if firm else None


def finite(verb: Token) -> bool:
    """Whether the word is a verb with a tense: what stands above it does not make it a wish."""
    return verb.tag_ in ("VBD", "VBZ", "VBP") or (is_verb(verb) and has_aux(verb, "have", "be"))


def infinitive(verb: Token) -> bool:
    """Whether the word is a verb after "to"."""
    return is_verb(verb) and any(c.dep_ == "aux" and c.lower_ == "to" for c in verb.children)


def endings(doc: Doc) -> set[int]:
    """The numbers of the sentences that tell the end: that say so, and those to which such a one points back."""
    table = outcome_cues().table.endings
    found = set()
    for number, sentence in enumerate(doc.sents):
        if ends(sentence):
            found.add(number)
            if number and sentence[0].lower_ in table.pointing:
                found.add(number - 1)
    return found


def ends(sentence: Span) -> bool:
    """Whether a sentence says that the quarrel ended."""
    table = outcome_cues().table.endings
    return any(lemma(t) in table.nouns and ended(t) for t in sentence)


def ended(noun: Token) -> bool:
    """Whether the quarrel that a word names is said to have ended."""
    table = outcome_cues().table.endings
    above = noun.head
    if is_verb(above) and lemma(above) in table.verbs and noun.dep_ in ("nsubj", "nsubjpass", "dobj"):
        return not any(c.dep_ == "neg" for c in above.children)
    if noun.dep_ == "pobj" and above.lower_ == "of" and lemma(above.head) in table.marks:
        return True
    marks = (t for c in above.children if c.dep_ == "prep" for t in c.children)
    return is_verb(above) and noun.dep_ == "nsubj" and any(lemma(t) in table.marks for t in marks)
