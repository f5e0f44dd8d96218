"""Where an event happened: the place that the sentence hangs on the act, and nothing else."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from spacy.tokens import Doc, Token

from detente.model import Place, Span
from detente.reading.places import cues
from detente.reading.places.cues import Cues

# How surely the parse ties a place to the act, best first; the first kind that is met wins.
OF_THE_ACT, OF_THE_CLAUSE, OF_ITS_PARTS = 3, 2, 1
# Of several places tied alike the narrower one is told: "in Aleppo, Syria".
NARROW = {"site": 4, "city": 4, "border": 3, "water": 3, "region": 2, "country": 1}
DEEPEST = 12  # steps up the parse before a place is given up


@dataclass(frozen=True, slots=True)
class Tie:
    """A place, how it hangs on the act (see the constants)."""

    place: Place
    strength: int


class Binder:
    """Ties the places of one sentence to one act."""

    def __init__(self, doc: Doc, trigger: Token, words: Cues) -> None:
        self.doc, self.trigger, self.cues = doc, trigger, words
        self.clause = _clause(trigger)

    def tie(self, place: Place) -> Tie | None:
        """How `place` hangs on the act, None where it belongs to something else."""
        span = self.doc.char_span(place.start, place.end, alignment_mode="expand")
        if span is None or not len(span):
            return None
        token = _outermost(span.root)
        strength = self._attached(token)
        return Tie(place, strength) if strength else None

    def _attached(self, token: Token) -> int:
        """Follow the parse from the name up to the act."""
        head = token.head
        if token.dep_ in ("compound", "poss", "nmod", "amod") and self._is_act(head):
            return OF_THE_ACT  # "the Istanbul meeting", "Geneva's talks"
        if token.dep_ in ("dobj", "nsubjpass") and self._is_act(head):
            return self._as_object(head)
        if token.dep_ == "pobj" and head.dep_ in ("prep", "agent", "pcomp"):
            return self._by_preposition(_first_preposition(head))
        return 0

    def _as_object(self, verb: Token) -> int:
        """The place is what the act is done to: visited, entered, shelled. Verbs of speaking have none."""
        spoken = verb.lemma_ in self.cues.saying | self.cues.verbal
        return 0 if spoken else OF_THE_ACT

    def _by_preposition(self, preposition: Token) -> int:
        head, word = preposition.head, preposition.lower_
        going = self._goes(head)
        if word not in self.cues.event_prepositions and not (going and word in self.cues.motion_prepositions):
            return 0
        if self._is_act(head):
            return OF_THE_ACT if head == self.trigger or head.lemma_ not in self.cues.saying else 0
        if head == self.clause:
            return OF_THE_CLAUSE if head.lemma_ not in self.cues.saying else 0
        return self._through(head)

    def _through(self, noun: Token) -> int:
        """Up from a noun: a gathering at which the act is done, or somebody or something that the act is done to."""
        first = noun
        if self._scene(noun):
            return OF_ITS_PARTS
        for _ in range(DEEPEST):
            if noun.pos_ in ("VERB", "AUX"):
                break
            if noun == self.trigger:
                return OF_ITS_PARTS
            if noun.lemma_.lower() not in self.cues.gatherings and noun != first:
                return 0
            noun = _up(noun)
        if noun not in (self.trigger, self.clause):
            return 0
        if first.lemma_.lower() in self.cues.gatherings:
            return OF_ITS_PARTS
        acted = first.dep_ in ("dobj", "nsubjpass", "conj") and first.head == noun
        spoken = noun.lemma_ in self.cues.saying | self.cues.verbal
        return OF_ITS_PARTS if acted and not spoken and first.lemma_.lower() not in self.cues.topics else 0

    def _scene(self, noun: Token) -> bool:
        """Whether the act is done in or at the thing whose place is told: "outside an embassy in Tehran"."""
        preposition = noun.head
        if noun.dep_ != "pobj" or preposition.lower_ not in self.cues.event_prepositions:
            return False
        above = preposition.head
        return self._is_act(above) or (above == self.clause and above.lemma_ not in self.cues.saying)

    def _goes(self, head: Token) -> bool:
        """Whether the act is one of going, so that its goal is where it happens."""
        return head.lemma_.lower() in self.cues.motion and (self._is_act(head) or head == self.clause)

    def _is_act(self, token: Token) -> bool:
        """The trigger itself, or a verb that only carries it ("held talks", "agreed to meet", "was killed")."""
        if token == self.trigger:
            return True
        return self.trigger.dep_ == "dobj" and self.trigger.head == token and self.trigger.pos_ in ("NOUN", "PROPN")


def place_event(
    doc: Doc, trigger: Span, evidence: Span, places: Iterable[Place], *, target_codes: tuple[str, ...] = ()
) -> Place | None:
    """Where the act of `trigger` happened, or None where the sentence does not say.

    Only a place inside `evidence` that the parse hangs on the act counts: by a preposition of place, as the goal of
    going, as what is struck or visited, or through a gathering at which the act is done. The dateline and where
    somebody speaks of the act never do. `target_codes`: a country that is the act's target is not also its place.
    """
    words = doc.char_span(trigger.start, trigger.end, alignment_mode="expand")
    if words is None or not len(words):
        return None
    binder = Binder(doc, words.root, cues.load().cues)
    near = [p for p in places if evidence.covers(p)]
    ties = [t for t in map(binder.tie, near) if t and not _is_target(t.place, target_codes)]
    best = max(
        ties, key=lambda t: (t.strength, NARROW.get(t.place.precision, 0), -_apart(t.place, trigger)), default=None
    )
    return best.place if best else None


def _is_target(place: Place, codes: tuple[str, ...]) -> bool:
    return place.precision == "country" and place.country in codes


def _apart(place: Place, trigger: Span) -> int:
    """Characters between the place and the act."""
    return max(place.start - trigger.end, trigger.start - place.end, 0)


def _clause(token: Token) -> Token:
    """The verb that the act's clause hangs on: the trigger, or the verb over a noun."""
    for _ in range(DEEPEST):
        if token.pos_ in ("VERB", "AUX") or token.head == token:
            break
        token = token.head
    return token


def _outermost(token: Token) -> Token:
    """The head of a row or apposition that the name stands in: "Aleppo, Homs and Hama", "the port of Odessa"."""
    for _ in range(DEEPEST):
        listed = token.dep_ in ("conj", "appos") and token.head.pos_ in ("PROPN", "NOUN")
        named_by_kind = token.dep_ == "pobj" and token.head.lower_ == "of" and token.head.dep_ == "prep"
        if listed:
            token = token.head
        elif named_by_kind and token.head.head.pos_ == "NOUN":
            token = token.head.head
        else:
            break
    return token


def _first_preposition(token: Token) -> Token:
    """The first of prepositions in a row: "from near Aleppo"."""
    while token.dep_ == "prep" and token.head.dep_ == "prep" and token.head.pos_ == "ADP":
        token = token.head
    return token


def _up(token: Token) -> Token:
    """The next noun or verb above, prepositions passed over."""
    token = token.head
    while token.pos_ == "ADP" and token.head != token:
        token = token.head
    return token
