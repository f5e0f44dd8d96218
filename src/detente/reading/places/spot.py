"""Which words of a story name a place: names that the gazetteer knows, weighed by the parse and the words around them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from spacy.tokens import Doc, Token

from detente.reading.places.cues import Cues
from detente.world.gazetteer import Entry, Gazetteer, fold

LONGEST = 7  # tokens in a name; hyphens count
JOINING = frozenset({"of", "the", "and", "de", "al", "el", "la", "le", "les", "du", "di", "do", "da", "dos", "das", "del", "-",
                     "’s", "'s", "sur", "am", "an", "upon", "ez", "ash", "ad", "az", "en", "ul", "e", "y", "'", "in", "d", "."})  # fmt: skip
PLACE_LABELS = frozenset({"GPE", "LOC", "FAC"})
# Inhabitants from which a name is believed to be a place without other support from the words around it. Set on the own
# test sentences: smaller places are named with a preposition, a state or more than once where they matter.
KNOWN_FROM = 100_000
# The same for a name that is also a common English word ("Nice", "Split").
WORD_FROM = 10_000


@dataclass
class Spot:
    """Words that name a place: first and last token (exclusive), what they may stand for, and what was read around them.

    `qualifier`: the region or country named right after it ("Paris, Texas"); `kind`: the word for its kind where one
    stands beside it ("province", "city"); `chosen`: what it stands for, once decided.
    """

    start: int
    end: int
    key: str
    entries: tuple[Entry, ...]
    qualifier: Entry | None = None
    qualifies: bool = False
    kind: str = ""
    fixed: bool = False
    chosen: Entry | None = None
    tokens: list[Token] = field(default_factory=list)


class Spotter:
    """Finds the spots of one story."""

    def __init__(self, doc: Doc, gazetteer: Gazetteer, cues: Cues) -> None:
        self.doc, self.gazetteer, self.cues = doc, gazetteer, cues
        self.surnames = _surnames(doc)

    def spots(self) -> list[Spot]:
        """Names of places in the order of the text, none overlapping."""
        found = list(self._candidates())
        self._qualify(found)
        sure = {s.key for s in found if self.believed(s)}
        return [s for s in found if s.fixed or self.believed(s) or (s.key in sure and self._possible(s))]

    def _candidates(self) -> Iterator[Spot]:
        i, doc = 0, self.doc
        while i < len(doc):
            spot = self._short(i) or self._longest(i) if _opens(doc[i]) else None
            if spot:
                yield spot
            i = spot.end if spot else i + 1

    def _longest(self, i: int) -> Spot | None:
        doc, end = self.doc, i + 1
        ends = [end]
        while end < min(i + LONGEST, len(doc)) and _continues(doc[end]):
            end += 1
            ends.append(end)
        for end in reversed(ends):
            if end - i > 1 and not _closes(doc[end - 1]):
                continue
            key = fold(doc.text[doc[i].idx : doc[end - 1].idx + len(doc[end - 1])])
            entries = self.gazetteer.lookup_folded(key) if len(key) > 1 else ()
            if entries:
                return Spot(i, end, key, entries)
        return None

    def _short(self, i: int) -> Spot | None:
        """An abbreviated state after a comma, or with its dot: "La.", "W. Va.", "TX"."""
        doc = self.doc
        after_comma = i > 1 and doc[i - 1].text == ","
        for end in (i + 3, i + 2, i + 1):
            text = doc[i : min(end, len(doc))].text
            entry = self.gazetteer.abbreviations.get(fold(text)) if " " not in text or text[-1] == "." else None
            if entry and ("." in text or after_comma) and (after_comma or text.count(".") > 1):
                return Spot(i, min(end, len(doc)), fold(entry.name), (entry,), fixed=True)
        if after_comma and len(doc[i]) == 2 and doc[i].is_upper:
            state = next((e for e in self.gazetteer.abbreviations.values() if e.admin1 == doc[i].text), None)
            return Spot(i, i + 1, fold(state.name), (state,), fixed=True) if state else None
        return None

    def _qualify(self, spots: list[Spot]) -> None:
        """Note what is named right after a name and holds it: "Paris, Texas", "Alexandria, La.", "Tripoli (Libya)"."""
        for spot, after in zip(spots, spots[1:], strict=False):
            between = self.doc[spot.end : after.start].text
            if between not in (",", "(", "") or (between == "" and not after.fixed):
                continue
            holder = next((e for e in after.entries if any(holds(e, x) for x in spot.entries)), None)
            if holder and not spot.qualifies:
                spot.qualifier, spot.fixed, after.qualifies = holder, True, True
                spot.entries = tuple(e for e in spot.entries if holds(holder, e))
                after.entries, after.fixed = (holder,), True

    def believed(self, spot: Spot) -> bool:
        """Whether these words are taken for a place by themselves."""
        if spot.fixed:
            return True
        if not self._possible(spot):
            return False
        label, doc = self._label(spot), self.doc
        own = spot.entries[0].own
        located = self._located(spot)
        single = spot.end - spot.start == 1
        size = spot.entries[0].population
        if single and fold(doc[spot.start].text) in self.cues.never:
            return label in PLACE_LABELS and located and size >= WORD_FROM
        if label in PLACE_LABELS:
            return True
        if label == "PERSON":
            return (own and single) or (located and self._whole_entity(spot) and size >= WORD_FROM)
        if label == "":
            return own or not single or located or size >= KNOWN_FROM or self._served(spot)
        return own or located or self._served(spot) or (size >= KNOWN_FROM and self._whole_entity(spot))

    def _possible(self, spot: Spot) -> bool:
        """Nothing in the words around speaks against a place: a street, a firm, a person, a people."""
        doc, cues = self.doc, self.cues
        before = doc[spot.start - 1] if spot.start else None
        after = doc[spot.end] if spot.end < len(doc) else None
        single = spot.end - spot.start == 1
        if single and spot.key in self.gazetteer.people and not spot.entries[0].own:
            return False
        if single and doc[spot.start].text in self.surnames and self._label(spot) not in PLACE_LABELS:
            return False
        if before is not None and _stuck(before) and fold(before.text) in cues.titles and not self._kind_noun(before):
            return False
        if before is not None and before.ent_type_ == "PERSON" and doc[spot.start].ent_iob_ == "I":
            return False
        return after is None or not self._spoilt(spot, after)

    def _spoilt(self, spot: Spot, after: Token) -> bool:
        """Whether the word after makes it the name of something else."""
        word, cues = after.lower_.rstrip("."), self.cues
        if not after.text[:1].isupper() and not after.text[:1].isdigit():
            return after.text == "-" and not after.whitespace_ and not self._hyphen_of_direction(after)
        if word in cues.streets or word in cues.institutions or word in cues.after_person:
            return True
        if self._label(spot) == "PERSON" and after.ent_iob_ == "I":
            return True
        inside = after.ent_iob_ == "I" and after.ent_type_ in ("ORG", "FAC", "PRODUCT", "WORK_OF_ART", "EVENT", "LAW")
        return inside and word not in cues.services and after.is_alpha

    def _hyphen_of_direction(self, hyphen: Token) -> bool:
        """ "Damascus-based", "Russia-backed" still name the place; "Winston-Foo" does not."""
        return hyphen.i + 1 < len(self.doc) and self.doc[hyphen.i + 1].text[:1].islower()

    def _kind_noun(self, token: Token) -> bool:
        return token.lower_ in self.cues.kind_of

    def _label(self, spot: Spot) -> str:
        """The entity label over the name, a place's first."""
        labels = {t.ent_type_ for t in self.doc[spot.start : spot.end]}
        return next((x for x in ("GPE", "LOC", "FAC", "PERSON", "ORG", "NORP") if x in labels), max(labels))

    def _whole_entity(self, spot: Spot) -> bool:
        """Whether the entity over the name ends with it and begins with it."""
        doc = self.doc
        begins = doc[spot.start].ent_iob_ != "I" or doc[spot.start - 1].lower_ == "the"
        return begins and (spot.end >= len(doc) or doc[spot.end].ent_iob_ != "I")

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
    return token.text[:1].isupper() or (token.text[:1].isalpha() and "-" in token.text and token.text[-1].isalpha())


def _continues(token: Token) -> bool:
    return token.text[:1].isupper() or token.lower_ in JOINING


def _closes(token: Token) -> bool:
    return token.text[:1].isupper() or (token.is_alpha and token.lower_ not in JOINING)


def _stuck(token: Token) -> bool:
    """Whether the word stands right before, without a mark between."""
    return not token.is_punct or token.text.endswith(".")
