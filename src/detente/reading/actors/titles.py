"""What stands before a name or a noun: offices, countries, "former"."""

from __future__ import annotations

from dataclasses import dataclass, field

from spacy.tokens import Token

from detente.reading.actors.hits import Found, Hit, NounHit

POSSESSIVE = frozenset({"'s", "'", "’s", "’"})
# A phrase before a name is never longer than this many tokens ("the newly elected Turkish deputy prime minister").
REACH = 12


@dataclass(slots=True)
class Before:
    """What was found to the left: where it starts, nouns and names nearest first, "former" and honorifics."""

    start: int
    nouns: list[NounHit] = field(default_factory=list)
    hits: list[Hit] = field(default_factory=list)
    former: bool = False
    honorific: bool = False


def before_name(found: Found, start: int) -> Before:
    """The titles and countries before a person's name that begins at token `start`."""
    doc, left = found.doc, Before(start)
    i = start - 1
    while i >= 0 and start - i < REACH and not doc[i + 1].is_sent_start:
        step = before_step(found, left, i, start)
        if step is None:
            break
        i = step
    return left


def before_step(found: Found, left: Before, i: int, start: int) -> int | None:
    """One step to the left from token `i`: the next token to look at, or None where the title ends."""
    noun, hit = found.noun_at.get(i), found.hit_at.get(i)
    if noun is not None:
        return take_noun(left, noun)
    if hit is not None:
        return take_hit(found, left, hit, start)
    titles, word = found.lexicon.titles, found.doc[i].lower_
    if word in titles.honorifics or (word in titles.former and not did(found.doc[i])):
        left.honorific, left.former = left.honorific or word in titles.honorifics, left.former or word in titles.former
        left.start = i
        return i - 1
    return i - 1 if passes(found, left, i, start) else None


def did(word: Token) -> bool:
    """Whether a word tells what somebody did: "a coalition ousted Charles Taylor"."""
    return word.pos_ == "VERB" and any(c.dep_ == "nsubj" for c in word.lefts)


def take_noun(left: Before, noun: NounHit) -> int | None:
    """Takes an office or agent noun before the name."""
    if noun.noun.plural or (noun.noun.role is None and left.nouns):
        return None
    left.nouns.append(noun)
    left.start = noun.start
    return noun.start - 1


def passes(found: Found, left: Before, i: int, start: int) -> bool:
    """Whether the title may go on beyond token `i`, which says nothing itself."""
    token, titles = found.doc[i], found.lexicon.titles
    if token.text in POSSESSIVE:
        return i - 1 in found.hit_at and bool(left.nouns or i == start - 1)
    if token.text == "-":
        return i > 0 and found.doc[i - 1].lower_ in titles.former
    if left.nouns and token.lower_ in {"of", "the", "for"} and after_office(found, i):
        return True
    return token.lower_ in titles.fillers and token.pos_ != "VERB" and i >= left.start - 4


def after_office(found: Found, i: int) -> bool:
    """Whether tokens up to `i` are "office of" or "office of the"."""
    j = i if found.doc[i].lower_ in {"of", "for"} else i - 1
    return j > 0 and found.doc[j].lower_ in {"of", "for"} and j - 1 in found.noun_at


def take_hit(found: Found, left: Before, hit: Hit, start: int) -> int | None:
    """Takes a country before the name, where it belongs there: before an office, or an adjective by itself."""
    entry = hit.entry
    if hit.used or not hit.codes or entry.kind in {"person", "surname", "people", "other"}:
        return None
    owner = found.doc[hit.end].text in POSSESSIVE and hit.end == start - 1
    if entry.kind in {"name", "city"} and not (left.nouns or owner or office_of(found, hit)):
        return None
    token: Token = found.doc[hit.end - 1]
    if not left.nouns and not owner and entry.kind == "both" and token.dep_ not in {"compound", "amod", "nmod"}:
        return None
    left.hits.append(hit)
    left.start = hit.start
    following = office_of(found, hit)
    if following is not None and not left.nouns:
        left.nouns.append(following)
        left.start = following.start
        return following.start - 1
    return hit.start - 1


def office_of(found: Found, hit: Hit) -> NounHit | None:
    """The office in "President of Turkey" where `hit` is the country."""
    i = hit.start - 1
    if i > 0 and found.doc[i].lower_ == "the":
        i -= 1
    if i > 0 and found.doc[i].lower_ == "of":
        noun = found.noun_at.get(i - 1)
        return noun if noun is not None and noun.noun.role else None
    return None
