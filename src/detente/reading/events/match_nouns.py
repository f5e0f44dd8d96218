"""Which pattern of a noun fits, and what fills its parts."""

from __future__ import annotations

from spacy.tokens import Token

from detente.language.pattern import Part
from detente.language.patterns import NOTHING, Pattern
from detente.language.words import act_words
from detente.reading.events.clauses import direct_objects, surface
from detente.reading.events.match import Fill, complements, hanging, is_time
from detente.reading.events.sinking import sunk
from detente.reading.events.syntax import child, is_agent, is_passive, is_verb, lemma, preps
from detente.reading.text import children

# Along what two fight.
BORDERS = frozenset(("border", "frontier", "line", "boundary"))


class NounMatcher:
    """Tries the patterns of a noun: who does it is found by itself, whom it is done to by its prepositions."""

    def __init__(self, head: Token) -> None:
        self.head = head
        self.pairs = list(preps(head)) + [("to", p) for p in visited(head)]
        # "sanctions imposed on Delhi": the participle says whom they are for.
        self.pairs += hanging(c for c in children(head) if c.dep_ == "acl" and c.tag_ == "VBN")
        # "fighting along the border between A and B"
        self.pairs += [(q, p) for q, p in hanging(p for _, p in self.pairs if lemma(p) in BORDERS) if q == "between"]
        # "a protest by farmers against the ministry": the parse hangs "against" on the farmers.
        self.pairs += hanging(p for prep, p in self.pairs if prep == "by")
        self.pairs += [
            (prep, p) for prep, p in hanging(p for _, p in self.pairs) if prep == "by" and (prep, p) not in self.pairs
        ]
        if head.dep_ in ("nsubj", "nsubjpass") and lemma(head.head) in act_words().occurring:
            at = [(prep, p) for prep, p in preps(head.head) if prep != "by"]
            # "clashes broke out between the two": it says so of the clashes; "broke out at dawn between the two"
            self.pairs += at + [(q, p) for q, p in hanging(p for _, p in at if is_time(p)) if q == "between"]

    def fit(self, pattern: Pattern) -> Fill | None:
        """The fill of a noun's pattern. A noun fits also where nothing is said of the parties."""
        fill = Fill(pattern)
        for part in pattern.shape.parts:
            if not self._part(part, fill) and part.needed and part.nouns:
                return None
        self._between(fill)
        self._default_source(fill)
        fill.found += 2 * ("_" in pattern.shape.head)
        fill.found += 3 * (pattern.type == NOTHING and bool(fill.nouns))  # "demand for coffee" is that and nothing else
        fill.found += sum(bool(v) for v in fill.roles.values()) + 0.1 * pattern.shape.weight
        return fill

    def _part(self, part: Part, fill: Fill) -> bool:
        if part.role == "E":
            fill.add("E", list(complements(self.head, [self.head])))
            fill.add("E", [p for prep, p in self.pairs if prep in part.preps])
            fill.found -= 0.5 * (not fill.of("E"))
            return bool(fill.of("E"))
        if part.place == "subj":
            return True
        hits = [p for prep, p in self.pairs + hanging(fill.nouns) if prep in part.preps]
        if part.nouns:
            hits = [p for p in hits if lemma(p) in part.nouns]
            fill.nouns += hits
        elif part.role:
            hits = hits or [p for prep, p in sunk(self.pairs) if prep in part.preps and prep != "to"]
            fill.add(part.role, hits[:1])
        return bool(hits)

    def _between(self, fill: Fill) -> None:
        within = [p for prep, p in self.pairs if prep in ("in", "to", "of") and fill.pattern.type == "RETREAT"]
        two = [p for prep, p in self.pairs + hanging(within) if prep == "between"]
        if two and all(t in within for t in fill.of("T")):
            fill.roles["T"] = []  # "a pause in the fighting between A and B": of those two, not of the fighting
            fill.add("S", two)
            fill.found += 1

    def _default_source(self, fill: Fill) -> None:
        if fill.of("S"):
            return
        takes_of = any("of" in p.preps and p.role == "T" for p in fill.pattern.shape.parts)
        by = [p for prep, p in self.pairs if prep == "by"]
        owner = [c for c in children(self.head) if c.dep_ == "poss"]
        before = [c for c in children(self.head) if c.dep_ in ("amod", "compound", "nmod")]
        if takes_of and not fill.of("T"):
            hit = [c for c in before if c.dep_ != "amod" and not (named_doer(c) and is_means(self.head))]
            fill.add("T", hit)
            before = [c for c in before if c not in hit]
        takes_from = any("from" in p.preps and p.role == "T" for p in fill.pattern.shape.parts)
        by = by or traveller(self.head) or answered(self.head)
        if owner and not any(is_agent(c) for c in children(self.head)):
            by = traveller(self.head)  # "Oslo's plea for the release of two Norwegians by Iran"
        source = by or owner or before + ([] if takes_of else [p for prep, p in self.pairs if prep == "of"])
        fill.add("S", source or ([] if takes_from else [p for prep, p in self.pairs if prep == "from"]))


def named_doer(word: Token) -> bool:
    """Whether a word before a noun is a name, and none of a place: "a Taliban ambush"."""
    return word.pos_ == "PROPN" and word.ent_type_ not in ("GPE", "LOC", "FAC")


def is_means(noun: Token) -> bool:
    """Whether a noun says how somebody came to harm: "was killed in a Taliban ambush" is by the Taliban."""
    verb = noun.head.head
    means = noun.dep_ == "pobj" and noun.head.lower_ in ("in", "by", "during") and is_verb(verb)
    return means and (is_passive(verb) or not list(direct_objects(verb)))


def visited(noun: Token) -> list[Token]:
    """Where somebody is "on a visit": "Riga, where he is on a visit"."""
    if noun.dep_ != "pobj" or noun.head.lower_ not in ("on", "for") or not is_verb(noun.head.head):
        return []
    return [p for prep, p in preps(noun.head.head) if prep == "in" and p == noun.head.head.head]


def traveller(noun: Token) -> list[Token]:
    """Who is "on a visit": the subject of the verb, or the noun, that the phrase hangs on."""
    if noun.dep_ != "pobj" or noun.head.lower_ != "on":
        return []
    above = noun.head.head
    if above.pos_ in ("NOUN", "PROPN") and noun.head.i and noun.head.nbor(-1).text == ",":
        return [above]  # "the envoy, on a visit to Chad, said"
    if (beside := named_beside(noun)) is not None:
        return [beside]
    return list(surface(above)) if is_verb(above) else []


def named_beside(noun: Token) -> Token | None:
    """Who stands before an aside, whatever that hangs on in the parse: "after Putin, on a visit to Oslo, had left"."""
    opens, end = noun.head.i, noun.right_edge.i + 1
    doc = noun.doc
    if opens < 2 or end >= len(doc) or doc[opens - 1].text != "," or doc[end].text != ",":
        return None
    return doc[opens - 2] if doc[opens - 2].ent_type_ == "PERSON" else None


def answered(noun: Token) -> list[Token]:
    """Whose answer it was: "Peru's response was a raid on Chile"."""
    subject = child(noun.head, "nsubj") if noun.dep_ == "attr" else None
    return [subject] if subject is not None and lemma(subject) in act_words().answers else []
