"""Two mentions side by side that are one party: "Mevlut Cavusoglu, the Turkish foreign minister,"."""

from __future__ import annotations

from itertools import pairwise

from spacy.tokens import Doc

from detente.reading.actors.draft import Draft
from detente.reading.actors.hits import Found, NounHit


def appositions(found: Found, drafts: list[Draft]) -> None:
    """Makes "Mevlut Cavusoglu, the Turkish foreign minister," and its mirror one party on both mentions."""
    drafts.sort(key=lambda d: d.start)
    for one, two in pairwise(drafts):
        if beside(found.doc, one, two) and len(one.parties) == len(two.parties) == 1:
            join(found, one, two)
    for draft in drafts:
        if draft.kind == "person" and not draft.parties[0].known:
            bare_office(found, draft)


def beside(doc: Doc, one: Draft, two: Draft) -> bool:
    """Whether only a comma and an article stand between two mentions, and the second ends its phrase."""
    if one.end >= len(doc) or doc[one.end].text != "," or not 1 <= two.start - one.end <= 2:
        return False
    if two.start - one.end == 2 and doc[one.end + 1].lower_ not in {"the", "a", "an", "then", "now", "former"}:
        return False
    after = doc[two.end] if two.end < len(doc) else None
    return after is None or after.text in {",", ".", ";", ":", ")", "-", "--", "—"} or after.is_sent_start is True


def join(found: Found, one: Draft, two: Draft) -> None:
    """Joins a person and an office that stand in apposition, where their countries agree."""
    person, office = (one, two) if one.kind == "person" else (two, one)
    if (
        person.kind != "person"
        or office.kind not in {"office", "agent"}
        or found.doc[office.root].tag_ in {"NNS", "NNPS"}
    ):
        return
    who, what = person.parties[0], office.parties[0]
    if what.person and what.person == who.person:
        office.parties[0] = who
    if (who.code and what.code and who.code != what.code) or (what.role is None and office.kind == "office"):
        return
    if not who.known:
        who.code, who.role, who.sector = who.code or what.code, who.role or what.role, who.sector or what.sector
    office.parties = [who]


def bare_office(found: Found, draft: Draft) -> None:
    """ "John Smith, a rebel commander,": an office without a country still says what the person is."""
    doc, i = found.doc, draft.end
    if i + 2 >= len(doc) or doc[i].text != "," or doc[i + 1].lower_ not in {"a", "an", "the"}:
        return
    noun: NounHit | None = next(
        (found.noun_at[k] for k in range(i + 2, min(i + 5, len(doc))) if k in found.noun_at), None
    )
    if noun is not None and noun.noun.role and not noun.noun.plural and not noun.used and not noun.hits:
        party = draft.parties[0]
        party.role, party.sector = party.role or noun.noun.role, party.sector or noun.noun.sector
