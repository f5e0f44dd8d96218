"""Human beings by name: in the tables, introduced by a title, or seen by the name finder; and their short names."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Doc, Span, Token

from detente.reading.actors.cast import HEADS, WHERE, Cast, identify, of_person, single
from detente.reading.actors.context import titlecased
from detente.reading.actors.draft import Draft, Party
from detente.reading.actors.hits import Found, Hit
from detente.reading.actors.names import CALENDAR
from detente.reading.actors.titles import POSSESSIVE, Before, before_name
from detente.world import Person
from detente.world.people import PARTICLES, fold


def find_people(found: Found, taken: set[int] | None = None) -> list[Draft]:
    """Every mention of a person by name, in the order of the text. `taken`: tokens that are another's name."""
    codes = frozenset(c for h in found.hits for c in h.codes)
    cast = Cast(found, codes=codes, taken=set(taken or ()))
    drafts = [d for span in full_spans(cast) if (d := full_mention(cast, *span)) is not None]
    drafts += short_mentions(cast)
    return sorted(drafts, key=lambda d: d.start)


def full_spans(cast: Cast) -> Iterator[tuple[int, int, Hit | None]]:
    """Token spans of names in full, in order: from the tables, from titles, from the name finder."""
    spans: dict[int, tuple[int, Hit | None]] = {
        h.start: (h.end, h) for h in cast.found.hits if h.entry.kind == "person"
    }
    for start in after_titles(cast):
        add_run(cast, spans, start)
    for ent in cast.found.doc.ents:
        if ent.label_ == "PERSON":
            add_entity(cast, spans, ent)
    for start, (end, hit) in sorted(spans.items()):
        if not any(i in cast.taken for i in range(start, end)):
            cast.taken.update(range(start, end))
            yield start, end, hit


def after_titles(cast: Cast) -> Iterator[int]:
    """The tokens directly after an office or an honorific, where a name may begin."""
    doc = cast.found.doc
    for noun in cast.found.nouns:
        if noun.noun.role and not noun.noun.plural and noun.end < len(doc):
            yield noun.end
    for token in doc[:-1]:
        if token.lower_ in cast.found.lexicon.titles.honorifics and token.is_title:
            yield token.i + 1


def add_run(cast: Cast, spans: dict[int, tuple[int, Hit | None]], start: int) -> None:
    """Adds the capitalised name that begins at `start`, directly after a title."""
    hit = cast.found.hit_at.get(start)
    if hit is not None and hit.entry.kind == "person":
        return
    end = run_end(cast, start)
    if end > start:
        spans.setdefault(start, (end, None))


def run_end(cast: Cast, start: int) -> int:
    """Where the run of name tokens from `start` ends; `start` itself where there is none."""
    doc, i = cast.found.doc, start
    while i < len(doc) and i - start < 6 and (i == start or not doc[i].is_sent_start):
        if is_group(cast, i) or not (is_name_token(cast, doc[i], first=i == start) or joins_name(doc, i, start)):
            break
        i += 1
    while i > start and (doc[i - 1].text == "-" or doc[i - 1].lower_ in PARTICLES):
        i -= 1
    return i


def is_name_token(cast: Cast, token: Token, *, first: bool) -> bool:
    """Whether a token can be part of a person's name: a proper noun that names no party and is no title."""
    hit, noun = cast.found.hit_at.get(token.i), cast.found.noun_at.get(token.i)
    if hit is not None and hit.entry.kind not in {"surname", "person"}:
        return not first and token.ent_type_ == "PERSON" and token.pos_ == "PROPN"
    if noun is not None and not (
        noun.end - noun.start == 1 and token.ent_type_ == "PERSON" and token.is_title and not first
    ):
        return False
    if token.lower_ in CALENDAR and (first or token.lower_ != "may"):
        return False
    name_like = (
        token.is_title or (token.text[:1].isupper() and token.text[1:2].islower()) or token.i in cast.found.capitals
    )
    return name_like and (token.pos_ == "PROPN" or token.ent_type_ == "PERSON") and len(token.text) > 1


def joins_name(doc: Doc, i: int, start: int) -> bool:
    """Hyphens, particles and initials inside a name: "al-Moualem", "van der Stoel", "George W. Bush"."""
    token = doc[i]
    if i + 1 >= len(doc):
        return False
    if token.text == "-":
        return i > start and not token.whitespace_ and not doc[i - 1].whitespace_ and doc[i + 1].is_alpha
    following = doc[i + 1].text[:1].isupper() or doc[i + 1].text == "-" or doc[i + 1].lower_ in PARTICLES
    if token.lower_ in PARTICLES:
        return following and (i > start or doc[i + 1].text == "-" or token.lower_ not in {"la", "le"})
    if i > start and doc[i - 1].text == "-" and token.is_lower and not doc[i - 1].whitespace_:
        return True
    return len(token.text) <= 2 and token.text[:1].isupper() and following and token.text != "I"


def add_entity(cast: Cast, spans: dict[int, tuple[int, Hit | None]], ent: Span) -> None:
    """Adds what the name finder takes for a person: two name tokens or more, titles and countries cut off."""
    start = ent.start
    while start < ent.end and (
        start in cast.found.noun_at
        or is_group(cast, start)
        or is_country(cast, start)
        or not ent.doc[start].text[:1].isupper()
        or opens_sentence(ent.doc[start])
    ):
        start += 1
    if start == ent.end or any(s <= start < e for s, (e, _) in spans.items()):
        return
    end = min(run_end(cast, start), ent.end + 3)
    if titlecased(cast.found, start) and any(i in cast.found.hit_at for i in range(start, end)):
        return
    if end - start >= 2 and not any(
        cast.found.doc[i].is_punct and cast.found.doc[i].text != "-" for i in range(start, end)
    ):
        spans.setdefault(start, (end, None))


def opens_sentence(token: Token) -> bool:
    """Whether a capital is the sentence's and not a name's: "Meeting Erdogan, ..." """
    verbal = token.tag_ in ("VBG", "VBN", "IN", "RB", "CC", "VBD") or (token.lower_.endswith("ing") and len(token) > 5)
    return bool(token.is_sent_start) and verbal


def no_name(token: Token) -> bool:
    """Whether a capitalised word before a surname is no part of the name: a day, a month, the sentence's first word."""
    return token.lower_ in CALENDAR or opens_sentence(token)


def is_country(cast: Cast, i: int) -> bool:
    """Whether a party's name stands at token `i` that is no given name of a person there ("Jordan Smith")."""
    hit = cast.found.hit_at.get(i)
    return hit is not None and hit.entry.kind in {"adjective", "people", "both", "seat", "city"}


def is_group(cast: Cast, i: int) -> bool:
    """Whether a group's name of several tokens covers token `i`: "Al-Shabaab", taken for a man by the name finder."""
    hit = cast.found.hit_at.get(i)
    return hit is not None and hit.entry.group and hit.end - hit.start > 1


def words(doc: Doc, start: int, end: int) -> str:
    """The text of tokens, spaces made single."""
    return " ".join(doc[start:end].text.split())


def full_mention(cast: Cast, start: int, end: int, hit: Hit | None) -> Draft | None:
    """The mention for a name in full, or for one that a title introduces."""
    found = cast.found
    left = before_name(found, start)
    name = words(found.doc, start, end)
    for i in range(start, end):
        if i in found.hit_at:
            found.hit_at[i].used = True
    if hit is None and end - start == 1 and not (left.nouns or left.honorific):
        return None
    nation = nation_behind(found, end, hit)
    if nation is not None:
        left.hits = [nation]
    party, because = identify(cast, name, left, hit)
    use(left)
    first, last = left.start, end if nation is None else nation.end
    return Draft(first, last, end - 1, [party], "person", because)


def nation_behind(found: Found, end: int, person: Hit | None) -> Hit | None:
    """The state that "of" puts behind a name: "President Ana Roe of Peru". `person`: the name where tables have it."""
    of = found.doc[end] if end < len(found.doc) else None
    if of is None or of.lower_ != "of" or end + 1 >= len(found.doc):
        return None
    article = found.doc[end + 1].lower_ == "the"
    nation = found.hit_at.get(end + 1 + article)
    if nation is None or nation.used or nation.place or len(nation.codes) != 1 or not is_whole(found, nation, of):
        return None
    codes = {p.code for p in person.entry.people} if person is not None else set(nation.codes)
    return nation if nation.codes[0] in codes & found.world.states.keys() else None


def is_whole(found: Found, nation: Hit, of: Token) -> bool:
    """Whether a state's name is all that "of" puts behind a name: not "of Peru's ministry", "of China bias"."""
    last = found.doc[nation.end - 1]
    owns = nation.end < len(found.doc) and found.doc[nation.end].text in POSSESSIVE
    return nation.entry.kind in {"name", "both"} and last.dep_ == "pobj" and last.head.i == of.i and not owns


def use(left: Before) -> None:
    """Marks what was taken into the mention of a person."""
    for noun in left.nouns:
        noun.used = True
    for hit in left.hits:
        hit.used = True


def short_mentions(cast: Cast) -> Iterator[Draft]:
    """Short names: of people introduced in the story, and of those whom everybody knows on that day."""
    for token in cast.found.doc:
        if token.i in cast.taken or not token.text[:1].isupper() or not may_be_short(cast, token):
            continue
        hit = cast.found.hit_at.get(token.i)
        end = hit.end if hit is not None else token.i + 1
        party = short_party(cast, token, hit, end)
        if party is not None:
            if hit is not None:
                hit.used = True
            cast.taken.update(range(token.i, end))
            first = with_particle(cast.found.doc, token.i)
            yield Draft(first, end, end - 1, [party], "person", f"short name of {party.name}")


def with_particle(doc: Doc, i: int) -> int:
    """Where the name begins whose capital is token `i`: "al-Abadi" at "al", which a hyphen ties to it."""
    tied = i > 1 and doc[i - 1].text == "-" and not (doc[i - 1].whitespace_ or doc[i - 2].whitespace_)
    return i - 2 if tied and doc[i - 2].lower_ in PARTICLES else i


def may_be_short(cast: Cast, token: Token) -> bool:
    """Whether a short name may begin at the token: a place's name only where the story has introduced such a person."""
    hit = cast.found.hit_at.get(token.i)
    if hit is None:
        return fold(token.text) in cast.short
    if hit.entry.kind == "surname":
        return hit.start == token.i
    return hit.entry.kind in {"name", "city"} and fold(token.text) in cast.short and by_person(token)


def by_person(token: Token) -> bool:
    """Whether the name finder takes the token for a person."""
    return token.ent_type_ == "PERSON"


def short_party(cast: Cast, token: Token, hit: Hit | None, end: int) -> Party | None:
    """The party that a short name stands for, None where that is not sure."""
    name = words(cast.found.doc, token.i, end)
    neighbour = inside_longer_name(cast, token.i, end)
    introduced = cast.short.get(fold(name))
    if introduced is not None and not neighbour and (token.pos_ == "PROPN" or surely_name(cast, token)):
        return introduced
    if hit is None or neighbour or (token.i in cast.found.capitals and len(name) < 4):
        return None
    known = cast.found.day or cast.found.year
    if name.lower() in cast.found.lexicon.titles.plain_words and not (known and by_person(token)):
        return None
    if token.ent_type_ in {"GPE", "LOC", "FAC"} and token.dep_ == "pobj" and token.head.lower_ in WHERE:
        return None
    person = single(cast, cast.found.world.people.of_surname(name, cast.found.day))
    if person is None or not (trusted if token.pos_ == "PROPN" else misread)(cast, person, name):
        return None
    party = cast.full.get(fold(person.name)) or of_person(person, cast.found.day, None, former=False)
    cast.introduce_known(person, party)
    cast.short.setdefault(fold(name), party)
    return party


def surely_name(cast: Cast, token: Token) -> bool:
    """Whether an introduced name that the parser takes for no proper noun is one nevertheless."""
    return not token.is_stop and token.lower_ not in cast.found.lexicon.titles.plain_words


def trusted(cast: Cast, person: Person, name: str) -> bool:
    """Whether a surname alone may stand for this person.

    On a known day: a head or foreign minister, or anybody whose country is in the story. Without a day only the former,
    and a name of four letters or less needs the country too.
    """
    head = any(term.office in HEADS for term in person.terms)
    here = person.code in cast.codes
    if cast.found.day is not None:
        return head or here
    return head and (here or len(name) > 4)


def misread(cast: Cast, person: Person, name: str) -> bool:
    """Whether a word that the parser takes for no name is the surname of somebody from a country in the story.

    Unknown names that open a sentence are often read as common nouns: "Simitis refused".
    """
    titles = cast.found.lexicon.titles
    common = name.lower() in titles.everyday or name.lower() in titles.plain_words
    return cast.found.day is not None and person.code in cast.codes and len(name) > 4 and not common


def is_plain_name(cast: Cast, i: int) -> bool:
    """Whether the name of a state or city stands at token `i`."""
    hit = cast.found.hit_at.get(i)
    return hit is not None and hit.entry.kind in {"name", "city"}


def inside_longer_name(cast: Cast, start: int, end: int) -> bool:
    """Whether another name token stands directly before or after: then it is somebody or something else's name."""
    doc = cast.found.doc
    start = with_particle(doc, start)
    before = doc[start - 1] if start and not doc[start].is_sent_start else None
    after = doc[end] if end < len(doc) and not doc[end].is_sent_start else None
    if before is not None and before.text == "-" and not before.whitespace_:
        return True
    if before is not None and doc[start].ent_iob_ == "I" and is_plain_name(cast, start - 1):
        return True  # "Chad Smith" is neither Chad nor the Smith whom everybody knows
    if (
        before is not None
        and not no_name(before)
        and before.pos_ == "PROPN"
        and before.is_title
        and start - 1 not in cast.found.hit_at | cast.found.noun_at
    ):
        return before.dep_ in {"compound", "nmod", "amod"} or before.ent_type_ == "PERSON"
    if after is None or titlecased(cast.found, start):
        return False
    return (
        after.pos_ == "PROPN" and after.is_title and after.text not in POSSESSIVE and after.i not in cast.found.noun_at
    )
