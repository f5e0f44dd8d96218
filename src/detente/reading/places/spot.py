"""Which words of a story name a place: names in the gazetteer, weighed by the parse and the words around them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import pairwise

from spacy.tokens import Doc, Token

from detente.reading.places.cues import Cues
from detente.reading.text import text_of
from detente.world.gazetteer import Entry, Gazetteer, fold

LONGEST = 7  # tokens in a name; hyphens count
ARTICLES = frozenset({"al", "el", "an", "ar", "as", "ash", "at", "ad", "az", "ain", "ein"})  # "al-Bab"
DOTTED = re.compile(r"(?:[A-Z][a-z]*\. ?)+")
PLACE_LABELS = frozenset({"GPE", "LOC", "FAC"})
# Inhabitants from which a name is believed to be a place without other support from the words around it. Set on the own
# test sentences: smaller places are named with a preposition, a state or more than once where they matter.
KNOWN_FROM = 100_000
# The same against a label of another kind, which a small model often sets at the start of a sentence.
BIG_FROM = 300_000
# The same where it stands in a row with another place.
LISTED_FROM = 5_000
# The same for a name that is also a common English word ("Nice", "Split").
WORD_FROM = 10_000


@dataclass
class Spot:
    """Words that name a place: first and last token (exclusive), what they may stand for, what is around them.

    `qualifier`: the region or country named right after it ("Paris, Texas"); `kind`: what words beside it make of it:
    "site", "region" (the name is a region's too), "area" or "water" (around the town), else ""; `elsewhere`: it lies in
    a region where the gazetteer has no such place; `chosen`: what it stands for, once decided.
    """

    start: int
    end: int
    key: str
    entries: tuple[Entry, ...]
    qualifier: Entry | None = None
    qualifies: bool = False
    kind: str = ""
    fixed: bool = False
    elsewhere: bool = False
    chosen: Entry | None = None


class Spotter:
    """Finds the spots of one story."""

    def __init__(self, doc: Doc, gazetteer: Gazetteer, cues: Cues) -> None:
        self.doc, self.gazetteer, self.cues = doc, gazetteer, cues
        self.text = text_of(doc)
        self.surnames = _surnames(doc)

    def spots(self) -> list[Spot]:
        """Names of places in the order of the text, none overlapping."""
        found = list(self._candidates())
        self._qualify(found)
        believed = [self.believed(s) for s in found]
        sure = {s.key for s, b in zip(found, believed, strict=True) if b}
        kept = [b or (s.key in sure and self._possible(s)) for s, b in zip(found, believed, strict=True)]
        self._spread(found, kept)
        return [s for s, k in zip(found, kept, strict=True) if k and not s.elsewhere]

    def _spread(self, spots: list[Spot], kept: list[bool]) -> None:
        """What stands in a row with a place is one: "Lyon" in "Paris and Lyon"."""
        order = range(1, len(spots))
        for k, other in [(k, k - 1) for k in order] + [(k - 1, k) for k in reversed(order)]:
            if kept[other] and not kept[k] and self._in_a_row(spots[min(k, other)], spots[max(k, other)]):
                kept[k] = spots[k].entries[0].population >= LISTED_FROM and self._possible(spots[k])

    def _in_a_row(self, first: Spot, second: Spot) -> bool:
        between = self._words(first.end, second.start).lower()
        return between in (",", "and", "or", ", and", ", or", "&") and not self.cues.never & {first.key, second.key}

    def _candidates(self) -> Iterator[Spot]:
        i, doc = 0, self.doc
        while i < len(doc):
            spot = self._short(i) or self._longest(i) if _opens(doc[i]) else None
            if spot:
                yield self._extended(spot)
            i = spot.end if spot else i + 1

    def _words(self, start: int, end: int) -> str:
        """The text of some tokens."""
        last = self.doc[end - 1]
        return self.text[self.doc[start].idx : last.idx + len(last)] if start < end else ""

    def _extended(self, spot: Spot) -> Spot:
        """The name with the word for its kind: "Kunduz province", "Incirlik air base"; and what it is by such words."""
        words = [t.lower_ for t in self.doc[spot.end : spot.end + 3]]
        length = next((n for n in (3, 2, 1) if " ".join(words[:n]) in self.cues.site_words), 0)
        if length and spot.entries[0].kind in ("city", "site"):
            return replace(spot, end=min(spot.end + length, len(self.doc)), kind="site")
        if words and words[0] in self.cues.region_words and not self._names_another(spot.end + 1):
            return replace(_as_region(spot), end=spot.end + 1)
        return _as_region(spot) if self._area_of(spot) else replace(spot, kind=self._around(spot))

    def _area_of(self, spot: Spot) -> bool:
        """Whether the name is that of an area: "the province of Latakia"."""
        i = spot.start - 2
        return i >= 0 and self.doc[i + 1].lower_ == "of" and self.doc[i].lower_ in self.cues.region_words

    def _around(self, spot: Spot) -> str:
        """What lies around the place and is meant instead of it: "the Galwan valley", "rural Damascus"; "" for none."""
        after = self.doc[spot.end].lower_ if spot.end < len(self.doc) else ""
        before = self.doc[spot.start - 1].lower_ if spot.start else ""
        if before in self.cues.area_adjectives or after in self.cues.area_words:
            return "area"
        return "water" if after in self.cues.water_words else ""

    def _names_another(self, i: int) -> bool:
        """Whether a noun follows that the word for a kind belongs to: "district court", "state television"."""
        return i < len(self.doc) and self.doc[i].pos_ in ("NOUN", "PROPN")

    def _longest(self, i: int) -> Spot | None:
        doc, end = self.doc, i + 1
        ends = [end]
        while end < min(i + LONGEST, len(doc)) and self._continues(doc[end]):
            end += 1
            ends.append(end)
        for end in reversed(ends):
            if end - i > 1 and not self._closes(doc[end - 1]):
                continue
            key = fold(self.text[doc[i].idx : doc[end - 1].idx + len(doc[end - 1])])
            entries = self.gazetteer.lookup_folded(key) if len(key) > 1 else ()
            if entries:
                return Spot(i, end, key, entries)
        return None

    def _continues(self, token: Token) -> bool:
        return token.text[:1].isupper() or token.lower_ in self.cues.joining or _hyphened(token)

    def _closes(self, token: Token) -> bool:
        return token.text[:1].isupper() or (token.is_alpha and token.lower_ not in self.cues.joining)

    def _short(self, i: int) -> Spot | None:
        """An abbreviated state after a comma, or with its dots: "La.", "W. Va.", "TX"."""
        after_comma = i > 1 and self.doc[i - 1].text == ","
        for end in (i + 3, i + 2, i + 1):
            text = self._words(i, min(end, len(self.doc)))
            entry = self.gazetteer.abbreviations.get(fold(text)) if DOTTED.fullmatch(text) else None
            if entry and (after_comma or text.count(".") > 1):
                return Spot(i, min(end, len(self.doc)), fold(entry.name), (entry,), fixed=True)
        state = self.gazetteer.state_by_code(self.doc[i].text) if after_comma else None
        return Spot(i, i + 1, fold(state.name), (state,), fixed=True) if state else None

    def _qualify(self, spots: list[Spot]) -> None:
        """Note what is named right after a name and holds it: "Paris, Texas", "Alexandria, La.", "Tripoli (Libya)"."""
        for spot, after in pairwise(spots):
            between = self._words(spot.end, after.start)
            if between in ("'s", "’s") and self._holding(spot, after):
                self._bind(after, spot)
            elif spot.qualifies or (between == "" and not after.fixed) or between not in (",", "(", "", "in"):
                continue
            elif self._holding(after, spot):
                if not self._lists(spot, after):
                    self._bind(spot, after)
            else:
                spot.elsewhere = _unlisted(spot, after)

    def _holding(self, outer: Spot, inner: Spot) -> Entry | None:
        """What the outer name stands for, if something of the inner name lies in it."""
        return next((e for e in outer.entries if any(holds(e, x) for x in inner.entries)), None)

    def _bind(self, inner: Spot, outer: Spot) -> None:
        """Settle that `inner` lies in `outer`, and believe both."""
        holder = self._holding(outer, inner)
        assert holder is not None
        inner.qualifier, inner.fixed, outer.qualifies = holder, True, True
        inner.entries = tuple(e for e in inner.entries if holds(holder, e))
        outer.entries, outer.fixed = (holder,), True

    def _lists(self, spot: Spot, after: Spot) -> bool:
        """Whether two states or countries only follow each other: "Virginia, Minnesota and Ohio"."""
        wide = all(s.entries[0].kind == "country" or s.entries[0].level == 1 for s in (spot, after))
        follows = self.doc[after.end].lower_ if after.end < len(self.doc) else ""
        before = self.doc[spot.start - 1].lower_ if spot.start else ""
        return wide and (follows in ("and", "or") or before in (",", "and"))

    def believed(self, spot: Spot) -> bool:
        """Whether these words are taken for a place by themselves."""
        if spot.fixed or not self._possible(spot):
            return spot.fixed
        label, located, best = self._label(spot), self._located(spot), spot.entries[0]
        if spot.end - spot.start == 1 and spot.key in self.cues.never and best.kind != "country":
            return label in PLACE_LABELS and located and best.population >= WORD_FROM
        if label == "PERSON":
            return self._whole_entity(spot) and (_known(best, BIG_FROM) or (located and best.population >= WORD_FROM))
        if label == "":
            return _known(best, KNOWN_FROM) or (not best.alternate and self._supported(spot, located))
        served = located or self._served(spot)
        return label in PLACE_LABELS or served or (self._whole_entity(spot) and _known(best, BIG_FROM))

    def _supported(self, spot: Spot, located: bool) -> bool:
        """Whether anything about an unlabelled name of a small place speaks for it."""
        return located or spot.end - spot.start > 1 or self._served(spot)

    def _possible(self, spot: Spot) -> bool:
        """Nothing in the words around speaks against a place: a street, a firm, a person, a people."""
        before = self.doc[spot.start - 1] if spot.start else None
        after = self.doc[spot.end] if spot.end < len(self.doc) else None
        if spot.end - spot.start == 1 and (self._of_people(spot) or self._everyday(spot)):
            return False
        if before is not None and (self._titled(before) or self._first_name(spot, before)):
            return False
        return after is None or not (after.lower_ in self.cues.pacts or self._spoilt(spot, after))

    def _everyday(self, spot: Spot) -> bool:
        """Whether an everyday word only opens its sentence: "Hail fell on the road"."""
        return spot.key in self.cues.everyday and self.doc[spot.start].is_sent_start is True

    def _of_people(self, spot: Spot) -> bool:
        """A word for a people, or the surname of somebody in the story."""
        if spot.key in self.gazetteer.people and not spot.entries[0].own:
            return True
        return self.doc[spot.start].text in self.surnames and self._label(spot) not in PLACE_LABELS

    def _titled(self, before: Token) -> bool:
        """Whether the word before is a person's title."""
        return _stuck(before) and fold(before.text) in self.cues.titles and before.lower_ not in self.cues.kind_of

    def _first_name(self, spot: Spot, before: Token) -> bool:
        """Whether the word before is a given name or another part of a longer name that is no place's."""
        if before.ent_type_ == "PERSON" and self.doc[spot.start].ent_iob_ == "I":
            return True
        if before.pos_ != "PROPN" or not before.is_title or not before.is_alpha:
            return False
        inside = before.dep_ == "compound" and spot.start <= before.head.i < spot.end
        return inside and not self._leads(before)

    def _leads(self, before: Token) -> bool:
        """Whether a place's name may follow this capitalised word."""
        words = self.cues.directions | self.cues.kind_of | self.cues.services
        return before.ent_type_ in ("GPE", "LOC", "NORP", "FAC") or before.lower_ in words

    def _spoilt(self, spot: Spot, after: Token) -> bool:
        """Whether the word after makes it the name of something else."""
        word, cues = after.lower_.rstrip("."), self.cues
        if spot.key.startswith("st ") and after.text in ("'s", "’s"):
            return True  # a church or school of that saint
        if not after.text[:1].isupper() and not after.text[:1].isdigit():
            return after.text == "-" and not after.whitespace_ and not self._hyphen_of_direction(after)
        if word in cues.streets or word in cues.institutions or word in cues.after_person:
            return True
        if self._label(spot) == "PERSON" and after.ent_iob_ == "I":
            return True
        if after.ent_iob_ == "I" and after.ent_type_ in PLACE_LABELS and after.pos_ == "PROPN":
            return word not in cues.services | cues.region_words | cues.directions
        inside = after.ent_iob_ == "I" and after.ent_type_ in ("ORG", "FAC", "PRODUCT", "WORK_OF_ART", "EVENT", "LAW")
        return inside and word not in cues.services and after.is_alpha

    def _hyphen_of_direction(self, hyphen: Token) -> bool:
        """ "Damascus-based", "Russia-backed" still name the place; "Winston-Foo" does not."""
        return hyphen.i + 1 < len(self.doc) and self.doc[hyphen.i + 1].text[:1].islower()

    def _label(self, spot: Spot) -> str:
        """The entity label over the name, a place's first."""
        labels = {t.ent_type_ for t in self.doc[spot.start : spot.end]}
        return next((x for x in ("GPE", "LOC", "FAC", "PERSON", "ORG", "NORP") if x in labels), max(labels))

    def _whole_entity(self, spot: Spot) -> bool:
        """Whether the entity over the name ends with it and begins with it."""
        doc = self.doc
        begins = doc[spot.start].ent_iob_ != "I" or doc[spot.start - 1].lower_ in ("the", "and", ",")
        return begins and (
            spot.end >= len(doc) or doc[spot.end].ent_iob_ != "I" or doc[spot.end].lower_ in ("and", ",")
        )

    def _located(self, spot: Spot) -> bool:
        """Whether a preposition of place, or a word for its kind, leads up to the name."""
        i = spot.start - 1
        while i >= 0 and (self.doc[i].lower_ in self.cues.directions or self.doc[i].lower_ in ("the", "'s")):
            i -= 1
        if i >= 1 and self.doc[i].lower_ == "of" and self.doc[i - 1].lower_ in self.cues.kind_of | self.cues.directions:
            return True
        return i >= 0 and self.doc[i].lower_ in self.cues.locative

    def _served(self, spot: Spot) -> bool:
        """Whether a service or people of the place are named by it: "Boone police"."""
        return spot.end < len(self.doc) and self.doc[spot.end].lower_ in self.cues.services


def _as_region(spot: Spot) -> Spot:
    """The name as a region's; where none is listed by it, whatever it stands for."""
    areas = tuple(e for e in spot.entries if e.kind == "region")
    return replace(spot, kind="region", entries=areas or spot.entries)


def _unlisted(spot: Spot, after: Spot) -> bool:
    """Whether a small place is said to lie where none of its name is known: "Holton, Suffolk" is not Holton, Kansas."""
    best, wide = spot.entries[0], after.entries[0]
    return best.kind == "city" and best.population < KNOWN_FROM and wide.kind in ("region", "country") and wide.own


def _known(entry: Entry, people: int) -> bool:
    """Whether a name is known well enough: hand-written, or a place of so many people."""
    return entry.own or entry.population >= people


def holds(region: Entry, inner: Entry) -> bool:
    """Whether `inner` lies in `region` as far as the codes say; a second-level region by distance."""
    if region is inner or region.kind not in ("region", "country") or inner.kind in ("country", "continent"):
        return False
    if region.kind == "country":
        return inner.country == region.country
    if inner.country != region.country or (inner.level == 1 and inner.kind == "region"):
        return False
    if region.level == 1 and region.admin1:
        return inner.admin1 == region.admin1 or not inner.admin1
    # Half the width of a large county or a hand-written region, in degrees.
    return abs(region.lat - inner.lat) < 1.2 and abs(region.lon - inner.lon) < 1.5


def _surnames(doc: Doc) -> frozenset[str]:
    """Last words of full names of persons in the story."""
    people = (e for e in doc.ents if e.label_ == "PERSON" and len(e) > 1)
    return frozenset(t.text for e in people for t in [_last_name(e)] if t.text[:1].isupper())


def _last_name(tokens: Iterable[Token]) -> Token:
    words = [t for t in tokens if t.is_alpha]
    return words[-1] if words else next(iter(tokens))


def _opens(token: Token) -> bool:
    if token.text[:1].isupper():
        return True
    return token.lower_ in ARTICLES and token.i + 2 < len(token.doc) and token.nbor().text == "-"


def _hyphened(token: Token) -> bool:
    """A small word between hyphens: "au" in "Port-au-Prince"."""
    return token.i > 0 and token.nbor(-1).text == "-" and not token.nbor(-1).whitespace_ and not token.whitespace_


def _stuck(token: Token) -> bool:
    """Whether the word stands right before, without a mark between."""
    return not token.is_punct or token.text.endswith(".")
