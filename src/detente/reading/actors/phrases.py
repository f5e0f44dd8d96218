"""Noun phrases for parties: "Turkish border guards", "the president of Iraq", "US-led coalition", "rebels"."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Token

from detente.language.words import act_words
from detente.reading.actors.context import MODIFIERS, top
from detente.reading.actors.draft import Draft, Party
from detente.reading.actors.hits import Found, Hit, NounHit
from detente.reading.actors.titles import POSSESSIVE

# Between a country and its noun stand at most this many tokens ("Turkish and Iraqi anti-terror border police").
REACH = 8
BETWEEN = frozenset({"ADJ", "NOUN", "PROPN", "NUM", "CCONJ"})


def find_phrases(found: Found, people: list[Draft]) -> list[Draft]:
    """The mentions headed by an agent noun or an office, with or without a country."""
    persons = {i: d for d in people for i in range(d.start, d.end)}
    drafts: list[Draft] = []
    for noun in found.nouns:
        if not noun.used and heads_phrase(found, noun):
            draft = phrase(found, persons, noun)
            if draft is not None:
                drafts.append(draft)
    return drafts


def heads_phrase(found: Found, noun: NounHit) -> bool:
    """Whether the noun heads its phrase: "the army", not "the army base". Plurals count though parsed as modifiers."""
    token = found.doc[noun.head]
    if token.dep_ in {"compound", "amod", "nmod", "npadvmod", "advmod"} and token.head.i > noun.end - 1:
        following = found.doc[noun.end] if noun.end < len(found.doc) else None
        return noun.noun.plural and following is not None and following.text != "-" and token.tag_ in {"NNS", "NNPS"}
    return not (
        noun.end < len(found.doc) and found.doc[noun.end].text == "-" and not found.doc[noun.end - 1].whitespace_
    )


def phrase(found: Found, persons: dict[int, Draft], noun: NounHit) -> Draft | None:
    """The mention that a noun heads, None where it names no party."""
    start = leftwards(found, persons, noun)
    end = rightwards(found, persons, noun)
    owner = next((persons[i] for i in range(start, end) if i in persons), None)
    codes = tuple(dict.fromkeys(c for h in noun.hits for c in h.codes))
    if not codes and owner is not None:
        codes = tuple(p.code for p in owner.parties if p.code)
    if (
        not codes
        and noun.noun.code
        and not noun.noun.plural
        and not owned(found, noun)
        and only_of(found, noun.noun.code)
    ):
        codes = (noun.noun.code,)
    if (not codes and not noun.noun.alone) or not_its_own(found, noun, codes):
        return None
    start = without_article(found, start)
    if noun.noun.role is None or codes:
        return build(found, noun, (start, end), codes)
    return build(found, noun, (start, end), codes) if noun.noun.alone else None


def not_its_own(found: Found, noun: NounHit, codes: tuple[str, ...]) -> bool:
    """Whether those of a state whom the noun names are not that state: "Peru's allies" ("NATO allies" are NATO)."""
    apart = found.doc[noun.head].lemma_.lower() in act_words().apart_from
    return apart and any(code in found.world.states for code in codes)


def owned(found: Found, noun: NounHit) -> bool:
    """Whether a possessive says whose the office is: "the alliance's secretary-general"."""
    return any(c.dep_ == "poss" for c in found.doc[noun.head].lefts)


def only_of(found: Found, code: str) -> bool:
    """Whether an office without a country may be taken for the one that has it: no other body is in the story."""
    if code in found.world.states:
        return True
    named = {c for h in found.hits if h.entry.sector == "IGO" for c in h.codes}
    return code in named or not named


def without_article(found: Found, start: int) -> int:
    """Leaves an article or possessive pronoun out of the mention."""
    while found.doc[start].pos_ in {"DET", "PRON", "CCONJ", "PUNCT", "PART"} and start + 1 < len(found.doc):
        start += 1
    return start


def leftwards(found: Found, persons: dict[int, Draft], noun: NounHit) -> int:
    """Collects the countries before the noun; returns where the phrase starts."""
    doc, first, i = found.doc, noun.start, noun.start - 1
    pending = noun.start
    while i >= 0 and first - i <= REACH and not doc[i + 1].is_sent_start:
        hit = found.hit_at.get(i)
        if i in persons and owns(found, persons[i], noun):
            return persons[i].start
        if hit is not None:
            if not take(found, noun, hit):
                break
            i, pending = hit.start - 1, hit.start
            continue
        if not passes(found, i, noun):
            break
        pending = i if doc[i].pos_ in {"ADJ", "NOUN", "PROPN", "NUM"} else pending
        i -= 1
    specific(noun)
    return pending if noun.hits or pending == noun.start else adjectives(found, noun)


def adjectives(found: Found, noun: NounHit) -> int:
    """Where a phrase without a country starts: its adjectives directly before the noun."""
    start = noun.start
    while start and found.doc[start - 1].dep_ in MODIFIERS and found.doc[start - 1].pos_ in {"ADJ", "NOUN", "PROPN"}:
        if found.doc[start].is_sent_start or start - 1 in found.hit_at:
            break
        start -= 1
    return start


def owns(found: Found, person: Draft, noun: NounHit) -> bool:
    """Whether a person directly before the noun is its owner: "Assad's forces", "the Obama administration"."""
    after = found.doc[person.end] if person.end < len(found.doc) else None
    if after is not None and after.text in POSSESSIVE:
        return True
    return (
        person.end == noun.start
        and found.doc[person.root].dep_ in MODIFIERS
        and found.doc[person.root].head.i >= noun.head
    )


def passes(found: Found, i: int, noun: NounHit) -> bool:
    """Whether the search for a country may go on past token `i`."""
    token, hits = found.doc[i], found.hit_at
    if i in found.noun_at:
        inner = found.noun_at[i]
        return inner.noun.role is None and not inner.used and top(token).i >= noun.head
    if token.text in {"-", ","} or token.text in POSSESSIVE:
        return links(found, i)
    if token.pos_ == "VERB":
        return token.tag_ in {"VBN", "VBG"} and token.dep_ in MODIFIERS
    if token.pos_ == "CCONJ":
        return i - 1 in hits and i + 1 in hits and hits[i + 1] in noun.hits
    return (token.pos_ in BETWEEN and (token.dep_ in MODIFIERS or token.dep_ == "conj")) or token.is_quote


def links(found: Found, i: int) -> bool:
    """Whether a hyphen, comma or "'s" at token `i` holds a phrase together."""
    token, before = found.doc[i], found.hit_at.get(i - 1)
    if token.text == "-":
        return not token.whitespace_
    if token.text == ",":
        if before is None or before.entry.kind != "adjective" or i + 1 not in found.hit_at:
            return False
        return (
            before.start == 0 or found.doc[before.start - 1].pos_ != "AUX"
        )  # "they were Russian, Turkish officers said"
    return before is not None or (i > 0 and found.doc[i - 1].pos_ == "PROPN")


def take(found: Found, noun: NounHit, hit: Hit) -> bool:
    """Takes a country into the phrase, where the sentence allows it. False: the phrase does not reach that far."""
    if hit.used or hit.acts:
        return hit.entry.kind != "other"
    kind, token = hit.entry.kind, found.doc[hit.end - 1]
    if kind in {"people", "person", "surname", "other"} or hit.place:
        return False
    possessive = hit.end < len(found.doc) and found.doc[hit.end].text in POSSESSIVE
    if not (kind == "adjective" or possessive or hit.leads or hit.joined or attached(found, token, noun, hit)):
        return False
    noun.hits.append(hit)
    hit.used = True
    return True


def attached(found: Found, token: Token, noun: NounHit, hit: Hit) -> bool:
    """Whether a name without an ending ("US troops") belongs to the noun by the parse, or stands right before it."""
    head = top(token)
    if head.i >= noun.start:
        return True
    return (
        hit.end == noun.start
        and hit.entry.kind != "city"
        and (token.dep_ not in {"pobj", "dobj", "dative", "iobj", "nsubj", "attr"} or both_subjects(found, token, noun))
    )


def both_subjects(found: Found, token: Token, noun: NounHit) -> bool:
    """ "ECOWAS leaders, having met, ...": the name is parsed as subject, but the noun after it has no verb."""
    head = found.doc[noun.head]
    return token.dep_ == "nsubj" and noun.noun.plural and head.pos_ == "NOUN" and token.head.i > noun.head


def specific(noun: NounHit) -> None:
    """Of stacked names the party is the group if there is one ("Lebanese Hezbollah fighters"), else the first."""
    if len(noun.hits) < 2:
        return
    noun.hits.reverse()
    kept = [noun.hits[0]]
    for before, hit in zip(noun.hits, noun.hits[1:], strict=False):
        if (hit.start - before.end >= 1 and not hit.entry.group) or hit.joined:
            kept.append(hit)
        elif hit.entry.group:
            kept = [*kept[:-1], hit]
    noun.hits = kept


def rightwards(found: Found, persons: dict[int, Draft], noun: NounHit) -> int:
    """Takes "of Turkey" after the noun and learns from "for the Turkish army"; returns where the phrase ends."""
    doc, end = found.doc, noun.end
    if noun.hits or end >= len(doc) or doc[end].lower_ not in {"of", "for", "from", "in"}:
        return end
    link = doc[end].lower_
    if link == "in":
        host(found, noun)
        return end
    if noun.noun.words == "side" and doc[noun.head].head.lower_ == "in":
        return end
    if (link == "for" and not noun.noun.role) or (
        link == "from" and noun.noun.sector not in {"MIL", "COP", "REB", "CVL"}
    ):
        return end
    i = end + 1
    while i < min(end + 5, len(doc)) and i not in found.hit_at and doc[i].pos_ in {"DET", "ADJ", "NOUN", "PROPN"}:
        i += 1
    hit = found.hit_at.get(i)
    if hit is None or hit.used or hit.entry.kind in {"person", "surname", "other"} or doc[i].is_sent_start:
        return end
    return list_end(found, noun, hit, end)


def host(found: Found, noun: NounHit) -> None:
    """ "Police in Cairo", "officials in Moscow": those who are at home there lend themselves the country."""
    doc, i = found.doc, noun.end + 1
    while i < len(doc) and doc[i].lower_ in {
        "the",
        "central",
        "downtown",
        "western",
        "eastern",
        "northern",
        "southern",
    }:
        i += 1
    hit = found.hit_at.get(i)
    words = found.lexicon.words
    at_seat = noun.noun.words in words.at_seat and not owned(found, noun)
    if hit is None or hit.used or not (noun.noun.words in words.at_home or (at_seat and hit.entry.kind == "city")):
        return
    if act_words().of_no_state(doc[noun.head].lemma_, doc[hit.end - 1].text):
        return
    if hit.entry.kind in {"name", "city"} and len(hit.codes) == 1 and hit.codes[0] in found.world.states:
        noun.hits.append(hit)


def list_end(found: Found, noun: NounHit, hit: Hit, end: int) -> int:
    """The end of "leaders of Russia and Turkey"; adjectives only lend their country."""
    doc = found.doc
    noun.hits.append(hit)
    if hit.entry.kind == "adjective" or top(doc[hit.end - 1]).i >= hit.end:
        return through(found, noun, hit, end)
    hit.used, end = True, hit.end
    while end + 1 < len(doc) and doc[end].lower_ in {"and", ","}:
        i = end + 1
        while i < len(doc) and doc[i].lower_ in {"and", "the"}:
            i += 1
        following = found.hit_at.get(i)
        listed = (
            following is not None and following.entry.kind in {"name", "both"} and doc[following.end - 1].dep_ == "conj"
        )
        if following is None or not listed or (not noun.noun.plural and noun.noun.role):
            break
        following.used, end = True, following.end
        noun.hits.append(following)
    return end


def through(found: Found, noun: NounHit, hit: Hit, end: int) -> int:
    """ "a spokesman for the Turkish army": the phrase takes the army in, and its sector."""
    i = hit.end
    while i < len(found.doc) and found.doc[i].pos_ in {"ADJ", "NOUN", "PROPN"} and i not in found.noun_at:
        i += 1
    noun.via = found.noun_at.get(i)
    if noun.via is None or noun.via.used:
        return end
    noun.via.used = True
    return noun.via.end


def build(found: Found, noun: NounHit, span: tuple[int, int], codes: tuple[str, ...]) -> Draft:
    """The mention of a phrase with these codes."""
    start, end = span
    text = " ".join(found.doc[start:end].text.split())
    kind = "office" if noun.noun.role and codes else "agent"
    former = any(found.doc[i].lower_ in found.lexicon.titles.former for i in range(max(0, start - 2), noun.start))
    parties = [party(found, noun, text, code, former=former) for code in codes]
    parties = parties or [Party(text, None, noun.noun.sector, noun.noun.role)]
    for item in noun.hits:
        item.used = True
    names = ", ".join(codes)
    return Draft(start, end, noun.head, parties, kind, f"{noun.noun.words} {names}".strip())


def party(found: Found, noun: NounHit, text: str, code: str, *, former: bool) -> Party:
    """One party of a phrase; an office that one person holds on the day of the story is that person."""
    role, sector = noun.noun.role, sector_of(found, noun, code)
    if role and former:
        return Party(text, code, None, f"former {role}")
    holders = found.world.people_at(code, role, found.day) if role and found.day and not noun.noun.plural else ()
    if len(holders) == 1:
        return Party(holders[0].name, code, sector, role, holders[0].name, known=True)
    return Party(text, code, sector, role)


def sector_of(found: Found, noun: NounHit, code: str) -> str:
    """The sector of a phrase: its noun's, unless the body, group or organisation before it says more."""
    sector = (noun.via or noun).noun.sector
    lent = noun.hits[0].entry.sector if noun.hits else None
    if lent in {"MIL", "SPY", "COP", "REB"} and sector in {"GOV", "CVL"}:
        return lent
    group = found.world.groups.get(code)
    if group is not None and sector in {"GOV", "MIL"}:
        return group.sector or sector
    international = code in found.world.organisations and code not in found.world.states
    return "IGO" if international and sector == "GOV" else sector


def lone_names(found: Found) -> Iterator[Hit]:
    """The names that no phrase and no person took."""
    return (
        hit for hit in found.hits if not hit.used and hit.codes and hit.entry.kind not in {"person", "surname", "other"}
    )
