"""All mentions of parties in a story: people, then phrases, then the names that stand alone."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from spacy.tokens import Doc, Token

from detente.model.actor import OPPOSED, Mention
from detente.reading.actors.apposition import appositions
from detente.reading.actors.context import name_kind, seat_kind, set_aside, top
from detente.reading.actors.draft import Draft, Party
from detente.reading.actors.hits import Found, Hit, scan
from detente.reading.actors.lexicon import Lexicon
from detente.reading.actors.names import Names, names
from detente.reading.actors.peoples import of_one_state
from detente.reading.actors.persons import find_people
from detente.reading.actors.phrases import find_phrases, lone_names
from detente.reading.actors.titles import POSSESSIVE
from detente.reading.actors.vessels import find_vessels
from detente.world import World


def find_mentions(doc: Doc, world: World, day: date | None = None) -> tuple[Mention, ...]:
    """Every mention of a party by name in a story, in the order of the text."""
    return tuple(m for m in find_parties(doc, world, day) if m.kind != OPPOSED)


def find_parties(doc: Doc, world: World, day: date | None = None) -> tuple[Mention, ...]:
    """Every mention of a party by name, and the names behind "anti-", in the order of the text.

    `doc`: the whole story, parsed. `day`: the day of the story, by which offices are read; None: unknown. Besides the
    kinds of `Mention` there are `place-name` (a state, seat or body that is only where something is: "in Russia") and
    `seat-place` (a capital or seat that somebody goes to or attacks: "a visit to Ankara"), `opposed` (whom
    something is against: "anti-Turkish slogans"; it takes no part in the sentence otherwise). Pronouns and phrases such
    as "the minister" are the reference step's.
    """
    lookups: Names = names(world)
    found = scan(doc, lookups, day)
    set_aside(found, lookups.lexicon.words)
    ships, names_of_ships = find_vessels(found)
    people = find_people(found, names_of_ships)
    drafts = [*ships, *people, *find_phrases(found, people)]
    appositions(found, drafts)
    drafts += alone(found, lookups.lexicon)
    of_one_state(found, drafts)
    drafts += (draft for hit in found.hits if hit.opposed and (draft := opposed(found, hit)) is not None)
    return tuple(d.mention(doc) for d in outermost(drafts))


def opposed(found: Found, hit: Hit) -> Draft | None:
    """The mention of whom something is against: "Turkish" in "anti-Turkish slogans"."""
    parties = [Party(called(found, hit, code), code, hit.entry.sector) for code in hit.codes]
    because = f"behind anti- {', '.join(hit.codes)}"
    return Draft(hit.start, hit.end, hit.end - 1, parties, OPPOSED, because) if parties else None


def outermost(drafts: list[Draft]) -> list[Draft]:
    """The mentions in order, without any that lies inside another with the same root or inside a person's phrase."""
    kept: list[Draft] = []
    for draft in sorted(drafts, key=lambda d: (d.start, -d.end)):
        if kept and draft.end <= kept[-1].end:
            continue
        kept.append(draft)
    return kept


def alone(found: Found, lexicon: Lexicon) -> Iterator[Draft]:
    """Mentions for the names that no phrase took; names joined by a hyphen are one mention."""
    pending: list[Hit] = []
    hits = list(lone_names(found))
    for i, hit in enumerate(hits):
        pending.append(hit)
        if i + 1 < len(hits) and hits[i + 1].joined and hits[i + 1].start == hit.end + 1:
            continue
        draft = one_name(found, lexicon, pending)
        if draft is not None:
            yield draft
        pending = []


def one_name(found: Found, lexicon: Lexicon, hits: list[Hit]) -> Draft | None:
    """The mention of one name, or of several that a hyphen joins; None where it is no party here."""
    last = hits[-1]
    kind = joined_kind(last) if len(hits) > 1 else lone_kind(found, lexicon, last)
    if kind is None:
        return None
    parties = [Party(called(found, hit, code), code, hit.entry.sector) for hit in hits for code in hit.codes]
    if len(last.codes) > 1:
        parties = [Party(found.name_of(code), code) for code in last.codes]
    root = syntactic_root(found, last)
    return Draft(
        hits[0].start, last.end, root, parties, kind, f"{last.entry.kind} {', '.join(p.code or '' for p in parties)}"
    )


def called(found: Found, hit: Hit, code: str) -> str:
    """The name of the party: the entry's, or for a name that several parties share the one it means here."""
    return hit.entry.name if hit.entry.codes == hit.codes and hit.entry.name else found.name_of(code)


def syntactic_root(found: Found, hit: Hit) -> int:
    """The token that heads a name: the one whose head lies outside it."""
    for token in found.doc[hit.start : hit.end]:
        if not hit.start <= token.head.i < hit.end and not token.is_punct and token.lower_ != "the":
            return int(token.i)
    return hit.end - 1


def joined_kind(hit: Hit) -> str:
    """ "Russian-Turkish relations", "the Russia-Turkey talks": adjectives both, unless a border is between them."""
    return "place-name" if hit.place else "adjective"


def lone_kind(found: Found, lexicon: Lexicon, hit: Hit) -> str | None:
    """How a name that stands alone refers."""
    kind, token = hit.entry.kind, found.doc[hit.end - 1]
    if hit.place:
        return "place-name"
    if kind in {"city", "seat"}:
        place = seat_kind(found, lexicon.words, hit)
        return place if place or kind == "city" else "place-name"
    if kind == "people":
        return "name"
    if kind == "adjective":
        return adjective_kind(found, token, hit)
    if modifies(token) and not possessive(found, hit) and hit.start not in found.capitals:
        return "adjective"
    return name_kind(found, lexicon.words, hit)


def modifies(token: Token) -> bool:
    """Whether a name stands before the noun that it belongs to, as in "US airspace"."""
    return token.dep_ in {"compound", "amod", "nmod"} and token.head.i > token.i


def possessive(found: Found, hit: Hit) -> bool:
    """Whether "'s" follows."""
    return hit.end < len(found.doc) and found.doc[hit.end].text in POSSESSIVE


def adjective_kind(found: Found, token: Token, hit: Hit) -> str | None:
    """An adjective before a noun describes it; "the French" and "an Iraqi" are people; "in French" is a language."""
    following = found.doc[hit.end] if hit.end < len(found.doc) else None
    if top(token).i != token.i or (
        following is not None and following.pos_ in {"NOUN", "PROPN", "ADJ"} and not following.is_sent_start
    ):
        return "adjective"
    article = hit.start > 0 and found.doc[hit.start - 1].lower_ in {
        "the",
        "a",
        "an",
        "two",
        "three",
        "several",
        "many",
        "some",
    }
    if (
        token.dep_ in {"pobj", "dobj"}
        and not article
        and hit.entry.group is False
        and token.tag_ not in {"NNS", "NNPS"}
    ):
        return "name" if token.pos_ == "PROPN" and token.dep_ != "pobj" else None
    return (
        "name"
        if article or token.dep_ in {"nsubj", "nsubjpass", "conj", "pobj", "dobj", "poss", "appos", "attr", "agent"}
        else "adjective"
    )
