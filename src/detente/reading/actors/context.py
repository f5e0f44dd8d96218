"""What a state's, city's or building's name is in its sentence: party, place, description, part of another name."""

from __future__ import annotations

from calendar import month_abbr, month_name
from dataclasses import replace
from functools import lru_cache

from spacy.tokens import Token

from detente.reading.actors.hits import Found, Hit
from detente.reading.actors.lexicon import Words
from detente.reading.actors.titles import POSSESSIVE

MODIFIERS = frozenset({"amod", "compound", "nmod", "poss", "nummod", "npadvmod"})
MONTHS = frozenset(name.lower() for name in (*month_name[1:], *month_abbr[1:], "Sept"))


def top(token: Token) -> Token:
    """The head of the noun phrase that a modifier belongs to, climbing to the right only."""
    for _ in range(10):
        if token.dep_ == "conj" and token.head.dep_ in MODIFIERS and token.head.i < token.i:
            holder = token.head
            if holder.head.i > token.i:
                token = holder.head
                continue
        if token.dep_ not in MODIFIERS or token.head.i <= token.i:
            break
        token = token.head
    return token


def preposition(token: Token) -> Token | None:
    """The preposition that governs a noun, looking through lists ("in Russia and Turkey")."""
    for _ in range(6):
        if token.dep_ == "pobj":
            return token.head
        if token.dep_ not in {"conj", "appos"}:
            return None
        token = token.head
    return None


def set_aside(found: Found, words: Words) -> None:
    """Marks as used every name that stands for no party: parts of longer names, descriptions, people's given names."""
    for hit in found.hits:
        if hit.entry.kind == "other" or (not hit.codes and hit.entry.kind not in {"person", "surname"}):
            hit.used = True
        elif hit.entry.kind not in {"person", "surname"} and not hit.used:
            hyphens(found, words, hit)
            hit.place = at_border(found, words, hit)
            hit.used = (
                hit.used
                or part_of_name(found, words, hit)
                or describes(found, words, hit)
                or human(found, hit)
                or within_country(found, hit)
                or one_member(found, words, hit)
            )


def hyphens(found: Found, words: Words, hit: Hit) -> None:
    """ "Iranian-backed" describes, "US-led" leads, "Russian-Turkish" joins, "anti-Russian" describes."""
    doc = found.doc
    before, after = hit.start - 1, hit.end
    if before > 0 and tight(doc[before]) and not doc[before - 1].whitespace_:
        if doc[before - 1].lower_ in words.prefixes:
            hit.used, hit.opposed = True, doc[before - 1].lower_ == "anti"
        elif before - 1 in found.hit_at and found.hit_at[before - 1].entry.kind != "other":
            hit.joined = True
    if after + 1 < len(doc) and tight(doc[after]) and not doc[after - 1].whitespace_:
        following = doc[after + 1]
        firm = following.lower_ in words.run and top(doc[hit.end - 1]).lower_ in words.run_things
        hit.leads, hit.acts = firm or following.lower_ in words.led, following.lower_ in words.acting
        described = following.is_lower or following.lower_ in words.backed
        hit.used = hit.used or (described and not (hit.leads or hit.acts) and after + 1 not in found.hit_at)


def tight(token: Token) -> bool:
    """Whether the token is a hyphen or stroke with no space after it."""
    return token.text in {"-", "/"} and not token.whitespace_


def part_of_name(found: Found, words: Words, hit: Hit) -> bool:
    """ "Korean War", "China Airlines", "Bank of China", and a border or a war in lower case."""
    doc, end = found.doc, hit.end
    if hit.start and follows_part(found, words.before, hit.start):
        return True
    if end >= len(doc) or doc[end].is_sent_start:
        return False
    if (
        doc[end].lower_ in words.after
        and doc[end].is_title
        and doc[end].pos_ in {"PROPN", "NOUN"}
        and end not in found.noun_at
    ):
        return not titlecased(found, end)
    head = top(doc[end - 1])
    follows = head.i >= end and doc[end].text not in POSSESSIVE
    return follows and head.lower_ in words.after_lower


def at_border(found: Found, words: Words, hit: Hit) -> bool:
    """Whether the name only says where: "the Kuwaiti border", "the capital of Botswana"."""
    head = top(found.doc[hit.end - 1])
    if head.i >= hit.end and head.lower_ in words.places_after:
        return True
    return hit.start > 1 and follows_part(found, words.places_before, hit.start)


def titlecased(found: Found, i: int) -> bool:
    """Whether the sentence capitalises nearly every word, as headlines do."""
    words = [t for t in found.doc[i].sent if t.is_alpha and len(t.text) > 3]
    return len(words) > 3 and sum(t.text[:1].isupper() for t in words) > 0.85 * len(words)


def follows_part(found: Found, phrases: frozenset[str], i: int) -> bool:
    """Whether one of the phrases that begin a longer name stands before token `i`."""
    near = {found.doc[i - 1].lower_, found.doc[i - 2].lower_ if i > 1 else ""}
    return any(ends_with(found, i, phrase) for last in near for phrase in by_last_word(phrases).get(last, ()))


@lru_cache(maxsize=4)
def by_last_word(phrases: frozenset[str]) -> dict[str, tuple[str, ...]]:
    """Phrases by their last word."""
    found: dict[str, tuple[str, ...]] = {}
    for phrase in phrases:
        last = phrase.split()[-1]
        found[last] = (*found.get(last, ()), phrase)
    return found


def ends_with(found: Found, i: int, phrase: str) -> bool:
    """Whether the tokens before `i` are this phrase, in any case, an article aside."""
    if i > 0 and found.doc[i - 1].lower_ == "the" and " " in phrase:
        i -= 1
    parts = phrase.split()
    if i < len(parts) or found.doc[i - 1].lower_ != parts[-1]:
        return False
    if [t.lower_ for t in found.doc[i - len(parts) : i]] != parts:
        return False
    return len(parts) > 1 or found.doc[i - 1].is_title


def describes(found: Found, words: Words, hit: Hit) -> bool:
    """ "NATO member Turkey", "Russian ally Syria", "Lebanese Hezbollah": the second is the party."""
    doc, end = found.doc, hit.end
    if end >= len(doc) or hit.joined:
        return False
    if (body := named_body(found, hit)) is not None:
        body.codes = hit.codes
        body.entry = replace(body.entry, sector="GOV") if body.entry.sector == "IGO" else body.entry
        return True
    gap = end + 1 if doc[end].lower_ in words.relation_nouns else end
    if gap == end and doc[end].text in POSSESSIVE and end + 1 < len(doc):
        if doc[end + 1].lower_ not in words.relation_nouns:
            return own_body(found, hit, found.hit_at.get(end + 1))
        gap = end + 2
    following = found.hit_at.get(gap)
    if (
        following is None
        or following.used
        or following.entry.kind not in {"name", "both", "people", "seat"}
        or not following.codes
    ):
        return False
    if gap > end:
        return True
    return own_body(found, hit, following) or (
        hit.entry.kind == "adjective" and (following.entry.kind == "name" or following.entry.group)
    )


def one_member(found: Found, words: Words, hit: Hit) -> bool:
    """ "Its NATO ally", "an EU member state", "several NATO allies": some of its members are not the organisation."""
    doc, end = found.doc, hit.end
    if end >= len(doc) or hit.entry.sector != "IGO":
        return False
    if doc[end].lower_ in words.relation_nouns:
        return not doc[end].nbor(1).tag_.startswith("NNS") if end + 1 < len(doc) else True
    some = hit.start > 0 and (doc[hit.start - 1].lower_ in words.some or doc[hit.start - 1].pos_ == "NUM")
    return some and doc[end].lemma_.lower() in words.relation_nouns


def within_country(found: Found, hit: Hit) -> bool:
    """ "Georgia, USA", "Georgia, U.S.": a part of the country named after the comma."""
    doc, end = found.doc, hit.end
    other = found.hit_at.get(end + 1)
    if hit.codes != ("GEO",) or other is None or doc[end].text != ",":
        return False
    return other.codes == ("USA",)


def named_body(found: Found, hit: Hit) -> Hit | None:
    """The body behind a state's adjective or name, of those whose name several have: "Libyan House of Representatives",
    "Iran's Supreme National Security Council", "Bolivia's Congress".
    """
    doc, i = found.doc, hit.end
    owner = hit.entry.kind == "name" and doc[i].text in POSSESSIVE
    if not (owner or hit.entry.kind == "adjective") or any(code not in found.world.states for code in hit.codes):
        return None
    i += owner
    while i < len(doc) and i not in found.hit_at and doc[i].is_title and doc[i].pos_ in {"ADJ", "PROPN"}:
        i += 1
    following = found.hit_at.get(i)
    return following if following is not None and shares_name(found, hit, following) else None


def shares_name(found: Found, hit: Hit, body: Hit) -> bool:
    """Whether a body has a name that others' have too and is here another's: no "CIA", no "UN Security Council"."""
    if body.used or body.codes == hit.codes:
        return False
    if all(code in found.world.states for code in body.codes):
        return body.entry.sector is not None and (body.end - body.start > 1 or body.entry.sector == "LEG")
    return " ".join(t.lower_ for t in found.doc[body.start : body.end]) in found.lexicon.words.shared_bodies


def own_body(found: Found, hit: Hit, following: Hit | None) -> bool:
    """ "Iran's Revolutionary Guards", "Western Sahara's Polisario Front": a body after its state."""
    if following is None or following.used or not following.codes or following.entry.kind not in {"name", "both"}:
        return False
    return found.world.state_of(following.codes[0]) in hit.codes and following.entry.name != hit.entry.name


def human(found: Found, hit: Hit) -> bool:
    """A state's or city's name inside a person's: "Michael Jordan", "Chad Smith", "George Washington"."""
    if hit.entry.kind not in {"name", "city"} or hit.end - hit.start > 1:
        return False
    doc, token = found.doc, found.doc[hit.start]
    if token.ent_type_ != "PERSON":
        return False
    before = doc[hit.start - 1] if hit.start else None
    after = doc[hit.end] if hit.end < len(doc) else None
    return any(
        t is not None
        and t.ent_type_ == "PERSON"
        and t.pos_ == "PROPN"
        and t.i not in found.noun_at
        and not named(found, t)
        for t in (before, after)
    )


def named(found: Found, token: Token) -> bool:
    """Whether a party's name other than a person's stands at the token."""
    hit = found.hit_at.get(token.i)
    return hit is not None and hit.entry.kind not in {"person", "surname"}


def name_kind(found: Found, words: Words, hit: Hit) -> str | None:
    """`name`, or `place-name` where a state or organisation is only where something is."""
    token = found.doc[hit.end - 1]
    if after_city(found, hit):
        return "place-name"
    if token.dep_ == "poss":
        return "name"
    governor = preposition(token)
    if governor is None and hit.start and found.doc[hit.start - 1].pos_ == "ADP":
        governor = found.doc[hit.start - 1]
    if governor is not None and (
        governor.lower_ in words.locative - {"at"} or governor.head.lower_ in words.places_after
    ):
        return "place-name"
    return "name"


def after_city(found: Found, hit: Hit) -> bool:
    """ "Istanbul, Turkey": a place before the comma that is no party."""
    doc, i = found.doc, hit.start
    if (
        i < 2
        or doc[i - 1].text != ","
        or doc[i - 2].pos_ != "PROPN"
        or doc[i - 2].ent_type_ not in {"GPE", "LOC", "FAC"}
    ):
        return False
    other = found.hit_at.get(i - 2)
    if other is not None and not other.used and (other.entry.kind != "city" or other.codes != hit.codes):
        return False
    return hit.end >= len(doc) or doc[hit.end].lower_ not in {"and", "or"}


def seat_kind(found: Found, words: Words, hit: Hit) -> str | None:
    """`seat` where a capital or building stands for its government, `seat-place` where somebody goes, None: a place."""
    token, city = found.doc[hit.end - 1], hit.entry.kind == "city"
    if city and (dateline(found, hit) or before_country(found, hit) or is_where(found, hit)):
        return None
    governor = preposition(token)
    if (
        governor is None
        and hit.start
        and found.doc[hit.start - 1].pos_ == "ADP"
        and token.dep_ not in {"nsubj", "poss"}
    ):
        governor = found.doc[hit.start - 1]
    if token.dep_ == "poss" and top(token).i != token.i:
        return "seat"
    if governor is not None:
        return governed(words, governor)
    if token.dep_ in {"compound", "nmod", "amod"} and token.head.i > token.i:
        return None if city else "seat"
    if token.dep_ in {"dobj", "nsubjpass"} and token.head.lemma_ in words.reaching_verbs:
        return "seat-place"
    return "seat"


def governed(words: Words, preposition: Token) -> str | None:
    """What a capital is after a preposition."""
    word, head = preposition.lower_, preposition.head
    if word in words.locative or word in {"of", "over", "into", "through", "via", "above"}:
        return None
    if word == "to":
        going = head.lemma_ in words.going_verbs if head.pos_ in {"VERB", "AUX"} else head.lemma_ in words.going_nouns
        return "seat-place" if going else "seat"
    if word == "from":
        return "seat" if head.lemma_ in words.giving_nouns else None
    if word in {"on", "for"} and head.lemma_ in words.going_verbs | words.going_nouns | {
        "advance",
        "attack",
        "raid",
        "strike",
    }:
        return "seat-place"
    return "seat"


def dateline(found: Found, hit: Hit) -> bool:
    """ "MOSCOW, Dec 2 (Reuters) -", "Ankara (AP)": a city that opens a paragraph to say where the story was written."""
    doc, end = found.doc, hit.end
    if (hit.start and not doc[hit.start].is_sent_start) or end >= len(doc):
        return False
    if doc[end].text in {"(", "-", "--", "—", "–", ":"}:
        return not (doc[end].text == "-" and not doc[end - 1].whitespace_)
    following = doc[end + 1].lower_.rstrip(".") if end + 1 < len(doc) else ""
    return doc[end].text == "," and following in MONTHS


def before_country(found: Found, hit: Hit) -> bool:
    """ "Moscow, Russia", "Athens, Georgia": the city is named as a place."""
    doc, end = found.doc, hit.end
    if end + 1 >= len(doc) or doc[end].text != "," or doc[end + 1].pos_ != "PROPN" or doc[end + 1].ent_type_ != "GPE":
        return False
    other = found.hit_at.get(end + 1)
    return other is None or (other.entry.kind in {"name", "both"} and other.codes == hit.codes)


def is_where(found: Found, hit: Hit) -> bool:
    """ "the capital, Baghdad", "the city of Moscow", "downtown Cairo", "west Beirut"."""
    doc, i = found.doc, hit.start
    previous = doc[i - 1].lower_ if i else ""
    if previous in {
        "capital",
        "city",
        "downtown",
        "central",
        "greater",
        "west",
        "east",
        "north",
        "south",
        "northern",
        "southern",
        "western",
        "eastern",
    }:
        return True
    return i > 1 and previous in {",", "of"} and doc[i - 2].lower_ in {"capital", "city", "town", "port"}
