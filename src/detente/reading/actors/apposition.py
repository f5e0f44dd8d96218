"""Two mentions side by side that are one party: "Mevlut Cavusoglu, the Turkish foreign minister,"."""

from __future__ import annotations

from itertools import pairwise

from spacy.tokens import Doc, Token

from detente.reading.actors.draft import Draft
from detente.reading.actors.hits import Found, NounHit


def appositions(found: Found, drafts: list[Draft]) -> None:
    """Makes "Mevlut Cavusoglu, the Turkish foreign minister," and its mirror one party on both mentions."""
    drafts.sort(key=lambda d: d.start)
    for one, two in pairwise(drafts):
        if beside(found.doc, one, two) and len(one.parties) == len(two.parties) == 1:
            join(found, one, two)
    following = {d.start: d for d in drafts}
    for draft in drafts:
        if draft.kind == "person" and not draft.parties[0].known:
            bare_office(found, draft)
            office_before(found, draft)
            party_tag(found, draft)
            nation_after(found, draft, following)
            whom_he_serves(found, draft, following)


def beside(doc: Doc, one: Draft, two: Draft) -> bool:
    """Whether only a comma and an article stand between two mentions, and the second ends its phrase."""
    if one.end >= len(doc) or doc[one.end].text != "," or not 1 <= two.start - one.end <= 2:
        return False
    if two.start - one.end == 2 and doc[one.end + 1].lower_ not in {"the", "a", "an", "then", "now", "former"}:
        return False
    end = after_post(doc, two)
    after = doc[end] if end < len(doc) else None
    return after is None or after.text in {",", ".", ";", ":", ")", "-", "--", "—"} or after.is_sent_start is True


def after_post(doc: Doc, office: Draft) -> int:
    """The token after an office and its post: "ambassador in London", "envoy to the talks"."""
    end = office.end
    if office.kind == "office" and end < len(doc) and doc[end].lower_ in {"in", "to", "at"}:
        while end < min(office.end + 7, len(doc)) and doc[end].text not in {",", ".", ";"} and doc[end].pos_ != "VERB":
            end += 1
    return end


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


def office_before(found: Found, draft: Draft) -> None:
    """ "A former attorney general, Ramsey Clark," says what the person is."""
    doc, i = found.doc, draft.start - 1
    noun = found.noun_at.get(i - 1) if i > 0 and doc[i].text == "," else None
    if noun is None or noun.used or noun.hits or noun.noun.plural or not noun.noun.role:
        return
    words = {t.lower_ for t in doc[max(0, noun.start - 2) : noun.start]}
    party = draft.parties[0]
    if not words & {"a", "an", "the"}:
        return
    if words & found.lexicon.titles.former:
        party.role = party.role or f"former {noun.noun.role}"
        return
    party.role, party.sector = party.role or noun.noun.role, party.sector or noun.noun.sector


def nation_after(found: Found, draft: Draft, following: dict[int, Draft]) -> None:
    """ "Ana Roe, a British nurse,", "Jon Doe, the oldest of Iceland's captains,", "Eva Holm, an aide to Norway's
    king,": the nation of an unknown person.
    """
    doc, party = found.doc, draft.parties[0]
    i = draft.end + 2
    if party.code or i >= len(doc) or doc[draft.end].text != "," or doc[draft.end + 1].lower_ not in {"a", "an", "the"}:
        return
    within = False
    while i < min(draft.end + 9, len(doc)) and goes_on(found, i):
        within = within or doc[i].lower_ in found.lexicon.titles.within
        codes, nation = named_at(found, i, following)
        if codes:
            fits = nation and not (within and bare(found, i, following))
            party.code = codes[0] if len(codes) == 1 and fits else None
            return
        i += 1


def whom_he_serves(found: Found, draft: Draft, following: dict[int, Draft]) -> None:
    """ "Ana Roe, who heads Norway's coast guard,", "Jon Doe of the Chilean navy": whom an unknown person serves; where
    that is a body of the state that the story is telling of ("the ministry's arms office"), no nation is said.
    """
    doc, party, titles = found.doc, draft.parties[0], found.lexicon.titles
    i = behind_opening(found, draft) if not party.code else None
    while i is not None and i < min(draft.end + 14, len(doc)) and (plain(doc[i]) or doc[i].tag_ == "POS"):
        codes, _ = named_at(found, i, following)
        if codes or doc[i].lemma_.lower() in titles.state_bodies:
            of_state = codes and not (doc[draft.end].lower_ == "of" and bare(found, i, following))
            party.code = codes[0] if len(codes) == 1 and of_state else None
            party.role, party.sector = party.role or "official", party.sector or "GOV"
            return
        i += 1


def behind_opening(found: Found, draft: Draft) -> int | None:
    """The place behind the words that say of a person whom he serves: ", who heads", ", speaking for", "of the"."""
    doc, start = found.doc, draft.end
    if start < len(doc) and doc[start].lower_ == "of":
        return start + 1
    if start + 1 >= len(doc) or doc[start].text != ",":
        return None
    told = [t.lemma_.lower() for t in doc[start + 1 : start + 6]]
    openings = (opening.split() for opening in found.lexicon.titles.serving)
    length = max((len(words) for words in openings if told[: len(words)] == words), default=0)
    return start + 1 + length if length else None


def named_at(found: Found, i: int, following: dict[int, Draft]) -> tuple[list[str | None], bool]:
    """The codes of what a token names, and whether it says of what nation something is."""
    other, hit = following.get(i), found.hit_at.get(i)
    known: list[str | None] = [p.code for p in other.parties] if other is not None else []
    if other is None and hit is not None:
        known += hit.codes
    return known, hit is None or hit.entry.kind in {"adjective", "both"} or other is not None


def bare(found: Found, i: int, following: dict[int, Draft]) -> bool:
    """Whether a name stands for a country itself, as in "an envoy to Norway", and not for somebody's in it."""
    hit, other = found.hit_at.get(i), following.get(i)
    if other is not None and other.kind in {"office", "agent", "person"}:
        return False
    after = found.doc[hit.end] if hit is not None and hit.end < len(found.doc) else None
    return hit is not None and hit.entry.kind != "adjective" and (after is None or after.tag_ != "POS")


def goes_on(found: Found, i: int) -> bool:
    """Whether a description goes on at a token."""
    token = found.doc[i]
    return plain(token) or token.tag_ == "POS" or token.lower_ in found.lexicon.titles.within


def party_tag(found: Found, draft: Draft) -> None:
    """ "Jane Roe, D-Ohio,", "John Doe (R-Texas)": the nation whose parties have these letters."""
    doc, i = found.doc, draft.end
    if draft.parties[0].code or i + 3 >= len(doc) or doc[i].text not in {",", "("} or doc[i + 2].text != "-":
        return
    nation = found.lexicon.titles.party_tags.get(doc[i + 1].text)
    if nation is not None and not doc[i + 1].whitespace_ and doc[i + 3].text[:1].isupper():
        draft.parties[0].code = nation


def plain(token: Token) -> bool:
    """Whether a description may go on past this token: words before its noun, and "of"."""
    return (
        token.lower_ == "of"
        or token.tag_ == "VBN"
        or token.pos_ in {"ADJ", "NOUN", "ADV", "NUM", "DET", "PROPN"}
        or token.text == "-"
    )
