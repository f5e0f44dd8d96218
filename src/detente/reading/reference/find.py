"""Every place that points back to a party: one walk over the text, each answer known to what comes after it."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import replace
from functools import partial
from itertools import islice

from spacy.tokens import Doc, Token

from detente.model import ActorRef, Mention, Span, SpeechAct
from detente.reading.lists import lists
from detente.reading.reference.nominals import ALONE, bare_number, nominal
from detente.reading.reference.pairs import joined, last_pair
from detente.reading.reference.pronouns import beside, each_other, third_person
from detente.reading.reference.scene import Candidate, Scene, bystander, candidate, owner, rank, sentence_numbers
from detente.reading.reference.speakers import Answer, covering, first_person, is_first_person, speaker
from detente.reading.reference.story import at_home, nations
from detente.reading.reference.words import Words, words
from detente.reading.text import ByPlace, children
from detente.world import World


def resolve(
    doc: Doc, mentions: tuple[Mention, ...], world: World, *, speech: tuple[SpeechAct, ...] = ()
) -> tuple[Mention, ...]:
    """The mentions with those added that a pronoun or a noun makes by pointing back, in the order of the text.

    A mention that names a body without saying whose ("the army", no code) is replaced where the story says whose.
    `speech`: who says what, for "I" and "we"; without it these stay open.
    """
    return Walk(doc, mentions, world, speech).run()


class Walk:
    """One pass over a text."""

    def __init__(self, doc: Doc, mentions: tuple[Mention, ...], world: World, speech: tuple[SpeechAct, ...]) -> None:
        self.doc = doc
        self.known: Words = words()
        self.speech = ByPlace(speech, lambda act: act.content)
        self.scene = Scene(doc, world, sentence_numbers(doc))
        self.scene.nations = nations(doc, mentions)
        self.scene.named = {m.root: m for m in mentions}
        self.found = ByPlace[Mention]((), _place)
        self.by_root = {m.root: m for m in mentions}
        self.named = ByPlace(sorted(mentions, key=lambda m: m.root), _place)
        self.lists = lists(doc, mentions)
        self.parties = sorted((m for m in mentions if m.refs), key=lambda m: m.root)
        self.roots = [m.root for m in self.parties]
        self.taken = {i for m in mentions for i in self._tokens(m)}
        self.offices: dict[str, ActorRef] = {}

    def run(self) -> tuple[Mention, ...]:
        """All mentions, old and new."""
        for token in self.doc:
            mention = self.by_root.get(token.i)
            new = self._pointing_back(token, mention)
            if new is not None:
                self._keep(new)
            elif mention is not None:
                self._keep(self._in_office(at_home(mention, self.scene, partial(self._ahead, token))))
            elif token.i not in self.taken and (other := bystander(token, self.scene.sentences, self.known)):
                self.scene.seen.append(self._of_nation(token, other))
        self._speakers_named_later()
        return tuple(sorted(self.found.records, key=lambda m: (m.start, m.end)))

    def _of_nation(self, noun: Token, other: Candidate) -> Candidate:
        """People who are no party, with their nation where an adjective names it: "four Brazilian engineers"."""
        told = (self.by_root.get(c.i) for c in noun.lefts if c.dep_ == "amod")
        nation = next((m for m in told if m is not None and m.kind == "adjective"), None)
        return replace(other, refs=nation.refs) if other.human and nation is not None else other

    def _speakers_named_later(self) -> None:
        """ "I" and "we" whose speaker is a pronoun after the words: ' "I agree," he said'."""
        for token in self.doc:
            if not is_first_person(token, self.known) or token.i in self.by_root:
                continue
            answer = first_person(token, self.scene, self.known, self._speaker(token))
            new = self._made(token, (token.i, token.i), answer, "pronoun")
            if new is not None:
                self.found.add(new)

    def _keep(self, mention: Mention) -> None:
        self.found.add(mention)
        self.by_root[mention.root] = mention
        if (person := owner(self.doc, mention, self.scene.sentences)) is not None:
            self.scene.seen.append(person)
        self.scene.add(mention)
        self._join(mention)

    def _in_office(self, mention: Mention) -> Mention:
        """Whoever is named behind an office that points back speaks for its state from there on: "its envoy, Tom Mboya,
        ... Mboya"."""
        who = mention.refs[0] if mention.kind == "person" and len(mention.refs) == 1 else None
        if who is None or who.code is not None or who.person is None:
            return mention
        name = self.doc[mention.root]
        office = self.by_root.get(name.head.i) if name.dep_ == "appos" and name.head.i < name.i else None
        if office is not None and office.kind == "nominal" and len(office.refs) == 1 and office.refs[0].code:
            held = office.refs[0]
            self.offices[who.person] = held.model_copy(update={"name": who.name, "person": who.person})
        known = self.offices.get(who.person)
        return mention.model_copy(update={"refs": (known,)}) if known is not None else mention

    def _join(self, mention: Mention) -> None:
        """ "Russia and Turkey" is also one party of two, once its last name is read."""
        parts = self._listed(mention) or self._conjoined(mention)
        if parts:
            refs = tuple(dict.fromkeys(r for m in parts for r in m.refs))
            human = all(m.kind in ("person", "office") for m in parts)
            place = self.scene.sentences[mention.root]
            pair = Candidate(mention.root, place, rank(self.doc[parts[0].root]), refs, "pair", human, True)
            self.scene.seen.append(pair)

    def _listed(self, mention: Mention) -> tuple[Mention, ...]:
        """The members of the list that ends with a mention, as they stand in the text."""
        listed = self.lists.get(mention.root, ())
        return tuple(self.by_root[m.root] for m in listed) if listed and listed[-1].root == mention.root else ()

    def _conjoined(self, mention: Mention) -> tuple[Mention, ...]:
        """Those whom the parse joins by "and", if a mention is the last of them."""
        root = self.doc[mention.root]
        if root.dep_ != "conj" or any(c.dep_ == "conj" for c in children(root)) or not mention.refs:
            return ()
        first = self.by_root.get(_first(root).i)
        return joined(self.doc, first, self.by_root) if first is not None and first.refs else ()

    def _pointing_back(self, token: Token, mention: Mention | None) -> Mention | None:
        """The mention that a token makes by pointing back, None where it makes none."""
        if mention is not None and any(r.code for r in mention.refs) and not _is_counterpart(mention):
            return None
        if token.pos_ == "PRON" or token.tag_ in ("PRP", "PRP$"):
            return self._made(token, (token.i, token.i), self._pronoun(token), "pronoun")
        if (small := self._small_word(token)) is not None:
            return small
        if not self._is_noun(token) or (mention is None and token.i in self.taken):
            return None
        return self._noun(token, mention)

    def _small_word(self, token: Token) -> Mention | None:
        """ "Each other", "the former", "the two": words that point back and are neither pronoun nor noun."""
        lower = token.lower_
        if lower in ("each", "one") and (both := each_other(token, self.scene)):
            return self._made(token, (token.i, token.i + 1), both, "pronoun")
        if lower in ("former", "latter") and _stands_alone(token):
            return self._made(token, (token.i, token.i), self._of_two(token), "pronoun")
        several = bare_number(token, self.scene)
        return self._made(token, (token.left_edge.i, token.i), several, "nominal") if several else None

    def _is_noun(self, token: Token) -> bool:
        """Whether a token is a noun, or one that only its capital makes a name: "the Council"."""
        if token.pos_ != "PROPN":
            return token.pos_ == "NOUN"
        word = token.lower_
        return word in self.known.table.organisations or word in self.known.sector_of or word == "ministry"

    def _noun(self, noun: Token, old: Mention | None) -> Mention | None:
        """The mention that a noun makes; `old`: what the names already say of it."""
        own = old.refs[0].code if old is not None and old.refs else None
        answer = nominal(noun, self.scene, self.known, own)
        if answer is None or old is None:
            return self._made(noun, (noun.left_edge.i, noun.i), answer, "nominal")
        start = min(old.start, self.doc[noun.left_edge.i].idx)
        return Mention(start=start, end=old.end, root=noun.i, refs=answer[0], kind="nominal", because=answer[1])

    def _made(self, token: Token, place: tuple[int, int], answer: Answer | None, kind: str) -> Mention | None:
        """The mention from the first to the last token of `place`; None without an answer."""
        if answer is None:
            return None
        refs, because = answer
        last = self.doc[place[1]]
        start, end = self.doc[place[0]].idx, last.idx + len(last)
        return Mention(start=start, end=end, root=token.i, refs=refs, kind=kind, because=because)

    def _pronoun(self, token: Token) -> Answer | None:
        """What a pronoun of any person means."""
        lower = token.lower_
        if lower in ("each", "one") and (both := each_other(token, self.scene)):
            return both
        if lower in ALONE:
            return bare_number(token, self.scene)
        if is_first_person(token, self.known):
            return first_person(token, self.scene, self.known, self._speaker(token))
        if lower not in self.known.pronouns and lower not in self.known.possessives:
            return None
        return beside(token, self.scene) or third_person(
            token, self.scene, self.known, self._ahead(token), self._shut(token)
        )

    def _speaker(self, token: Token) -> Mention | None:
        """Who says the words that hold this token; a source later in the text is known by name only."""
        act = self._said_in(token)
        if act is None or not act.source:
            return None
        source = Span(start=min(s.start for s in act.source), end=max(s.end for s in act.source))
        later = [m for m in self.named.near(source) if m.root > token.i]
        return speaker(act, [*self.found.near(source), *later])

    def _said_in(self, token: Token) -> SpeechAct | None:
        """The innermost attribution whose content holds a token."""
        return covering(token, self.speech.near(Span(start=token.idx, end=token.idx)))

    def _shut(self, token: Token) -> frozenset[str]:
        """The speaker of a quotation is not "he" in it."""
        act = self._said_in(token)
        if act is None or not any(q.start <= token.idx < q.end for q in act.quoted):
            return frozenset()
        said_by = self._speaker(token)
        return frozenset(r.person or r.name for r in said_by.refs) if said_by is not None else frozenset()

    def _ahead(self, token: Token) -> list[Candidate]:
        """Parties named later in the same sentence."""
        numbers = self.scene.sentences
        later = islice(self.parties, bisect_right(self.roots, token.i), bisect_left(self.roots, token.sent.end))
        return [candidate(self.doc, m, numbers, self.scene.genders) for m in later]

    def _of_two(self, token: Token) -> Answer | None:
        """The first or the second of two parties told together."""
        joint = next((c.refs for c in self.scene.parties(token.i, 1) if len(c.refs) == 2), ())
        pair = joint or last_pair(self.scene, token.i, persons=True)
        if not pair:
            return None
        return (pair[0] if token.lower_ == "former" else pair[1],), f"nominal {token.lower_}: of the pair last told"

    def _tokens(self, mention: Mention) -> Sequence[int]:
        span = self.doc.char_span(mention.start, mention.end, alignment_mode="expand")
        return range(span.start, span.end) if span is not None else ()


def _place(mention: Mention) -> tuple[Mention]:
    return (mention,)


def _stands_alone(token: Token) -> bool:
    """Whether "the former" is a noun of its own rather than what somebody used to be."""
    doc, i = token.doc, token.i
    before = doc[i - 1].lower_ if i else ""
    after = doc[i + 1] if i + 1 < len(doc) else None
    return before == "the" and (after is None or after.pos_ not in ("NOUN", "PROPN", "ADJ", "NUM"))


def _first(token: Token) -> Token:
    while token.dep_ == "conj" and token.head != token:
        token = token.head
    return token


def _is_counterpart(mention: Mention) -> bool:
    return any(r.role == "counterpart" for r in mention.refs)
