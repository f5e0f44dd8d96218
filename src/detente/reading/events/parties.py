"""Which parties a noun phrase stands for.

"Turkish planes" is Turkey; "the capital of Chad" is Chad; "one of Moscow's warplanes" is Russia; "the king and his
ministers" are
whoever is named there. The owner comes before the adjective, the adjective before what follows the noun.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from spacy.tokens import Doc, Token

from detente.language.words import act_words
from detente.model import OPPOSED, Mention
from detente.reading.events.held import holders, shooters
from detente.reading.events.syntax import RELATIVE, climb_to_relcl, is_verb, lemma, preps, with_conjuncts
from detente.reading.lists import lists
from detente.reading.text import children

# Prepositions through which a noun belongs to somebody.
BELONGS = (
    "of",
    "from",
    "in",
    "inside",
    "across",
    "near",
    "within",
    "around",
    "between",
    "along",
    "among",
    "off",
    "including",
)
OWNER = ("poss", "nmod", "amod", "compound", "nummod", "det")


def messenger(root: Token) -> bool:
    """Whether a party is only whose envoys carry a word to another: "protested through the Norwegian embassy"."""
    noun = root.head if root.dep_ in OWNER else root
    if noun.dep_ == "pobj" and noun.head.lower_ == "of":
        noun = noun.head.head
    carried = noun.dep_ == "pobj" and noun.head.lower_ in ("through", "via")
    return carried and lemma(noun) in act_words().messengers


@dataclass(frozen=True)
class Parties:
    """The mentions of a story by the token that they lie on; `lists`: with those in one list with them.

    `opposed`: names behind "anti-", by their roots; `known`: those of phrases that were asked for before.
    """

    at: dict[int, Mention]
    roots: dict[int, Mention]
    lists: Mapping[int, tuple[Mention, ...]]
    opposed: Mapping[int, Mention] = field(default_factory=dict)
    known: dict[tuple[int, frozenset[str]], tuple[Mention, ...]] = field(default_factory=dict, repr=False)

    @classmethod
    def of_doc(cls, doc: Doc, mentions: tuple[Mention, ...]) -> Parties:
        """Index mentions by token; where two overlap, the longer one counts, and a name before a pronoun."""
        opposed = {m.root: m for m in mentions if m.kind == OPPOSED}
        mentions = tuple(m for m in mentions if m.kind != OPPOSED and not messenger(doc[m.root]))
        at: dict[int, Mention] = {}
        roots: dict[int, Mention] = {}
        for m in sorted(mentions, key=lambda m: (m.end - m.start, m.kind != "pronoun")):
            roots[m.root] = m
            span = doc.char_span(m.start, m.end, alignment_mode="expand")
            for token in span if span is not None else ():
                at[token.i] = m
        return cls(at, roots, lists(doc, list(roots.values())), opposed)

    def against(self, noun: Token) -> tuple[Mention, ...]:
        """Whom a noun is said to be against: "anti-French slogans"."""
        behind = (c.i for c in children(noun) if c.i < noun.i)
        return tuple(self.opposed[i] for i in behind if i in self.opposed)

    def direct(self, token: Token, skip: frozenset[str] = frozenset()) -> Mention | None:
        """The mention that `token` heads, or lies in as its head."""
        found = self.roots.get(token.i)
        if found is None:
            inside = self.at.get(token.i)
            found = inside if inside is not None and inside.kind != "adjective" else None
        return None if found is not None and skip and {r.code for r in found.refs} <= skip else found

    def is_people(self, noun: Token) -> bool:
        """Whether a noun names people and no act: "the opposition, backed by Peru"."""
        mention = self.roots.get(noun.i) if noun.pos_ == "NOUN" else None
        return (
            mention is not None
            and (mention.kind == "nominal" or lemma(noun) == "coalition")
            and not any(c.dep_ == "prep" for c in children(noun))
        )

    def owned(self, token: Token) -> bool:
        """Whether a party stands before the noun as its owner or adjective."""
        return any(self.direct(c) is not None or c.i in self.roots for c in children(token) if c.dep_ in OWNER)

    def of(self, token: Token, depth: int = 0, skip: frozenset[str] = frozenset()) -> tuple[Mention, ...]:
        """The parties of the noun phrase that `token` heads, coordinated ones included; `skip`: codes that do not
        count.
        """
        if depth:
            return self._of(token, depth, skip)
        asked = (token.i, skip)
        if asked not in self.known:
            self.known[asked] = self._of(token, depth, skip)
        return self.known[asked]

    def _of(self, token: Token, depth: int, skip: frozenset[str]) -> tuple[Mention, ...]:
        found: dict[int, Mention] = {}
        for t in with_conjuncts(token):
            for m in self._with_second_names(t, depth, skip):
                found.update((other.root, other) for other in self.lists.get(m.root, (m,)))
        return tuple(m for m in found.values() if not skip or not {r.code for r in m.refs} <= skip)

    def _with_second_names(self, token: Token, depth: int, skip: frozenset[str]) -> tuple[Mention, ...]:
        """The parties of one noun of a list, with those of its appositions that are more than another name for it."""
        found = self._one(token, depth, skip)
        for c in children(token):
            if c.dep_ == "appos" and not is_verb(c) and depth < 4 and (uncoded(found) or self.listed(c, token)):
                found += tuple(m for m in self.of(c, depth + 1, skip) if m not in found)
        return found

    def listed(self, c: Token, first: Token) -> bool:
        """Whether an apposition is really the second name of a list that `first` opens."""
        here, there = self.direct(first), self.direct(c)
        names = here is not None and there is not None and {here.kind, there.kind} <= {"name", "seat"}
        return names and any(k.dep_ == "conj" for k in children(c))

    def _one(self, token: Token, depth: int, skip: frozenset[str]) -> tuple[Mention, ...]:
        if token.tag_ in RELATIVE:
            return self._first(behind_whose(token), depth, skip)
        direct = self.direct(token, skip)
        if direct is None and self.apart(token):
            return self._below(token, depth, skip, through=("including",))  # "allies such as Oman"
        if direct is not None and uncoded((direct,)) and (whose := self._whose(token, depth, skip)):
            return whose  # "ECOWAS leaders", "the leaders of four states, Peru, Chile ...": whose leaders they are
        if direct is not None:
            return (*self._hyphened(token), direct)
        if depth > 4:
            return ()
        return (
            self._first(shooters(token), depth, skip)
            or self._owner(token, depth, skip)
            or self._first(holders(token), depth, skip)
            or self._below(token, depth, skip)
            or (self._first(by(token), depth, skip) if lemma(token) in act_words().documents else ())
        )

    def apart(self, noun: Token) -> bool:
        """Whether those of a state whom a noun names are not that state: "Peru's allies", "critics of the king"."""
        forms = {lemma(noun), noun.lower_.removesuffix("s")}  # what begins a sentence is often taken for a name
        if forms.isdisjoint(act_words().apart_from):
            return False
        of = (p for prep, p in preps(noun) if prep == "of")
        named = (self.direct(t) for t in (*(c for c in children(noun) if c.dep_ in OWNER), *of))
        return not any(r.sector == "IGO" for m in named if m is not None for r in m.refs)

    def called_after(self, name: Token) -> bool:
        """Whether a party is only whose allies, critics or rivals a noun names."""
        above = name.head
        noun = above if name.dep_ in OWNER else above.head if above.lower_ == "of" else None
        return noun is not None and self.apart(noun)

    def _first(self, tokens: Iterable[Token], depth: int, skip: frozenset[str]) -> tuple[Mention, ...]:
        """The parties of the first of these phrases that has any."""
        return next((found for t in tokens if (found := self.of(t, depth + 1, skip))), ())

    def _hyphened(self, token: Token) -> tuple[Mention, ...]:
        """The first party of "the Peru-Chile deal", where `token` is the second."""
        if token.i < 2 or token.nbor(-1).text not in ("-", "–", "/"):
            return ()
        first = self.direct(token.nbor(-2))
        return (first,) if first is not None and first is not self.direct(token) else ()

    def _whose(self, token: Token, depth: int, skip: frozenset[str]) -> tuple[Mention, ...]:
        """Whose people a noun stands for: its owner, or who is named behind "of"."""
        sent = lemma(token) in act_words().sent_by  # "envoys from Peru"
        behind = (p for prep, p in preps(token) if prep == "of" or (sent and prep == "from"))
        named = self._owner(token, depth, skip) or self._first(behind, depth, skip)
        return named or self._first(holders(token), depth, skip)  # "gunmen loyal to Hezbollah"

    def _owner(self, token: Token, depth: int, skip: frozenset[str]) -> tuple[Mention, ...]:
        owners = sorted((c for c in children(token) if c.dep_ in OWNER), key=lambda c: OWNER.index(c.dep_))
        return self._first(owners, depth, skip)

    def _below(
        self, token: Token, depth: int, skip: frozenset[str], through: Iterable[str] = BELONGS
    ) -> tuple[Mention, ...]:
        by_prep: dict[str, tuple[Mention, ...]] = {}
        for c in children(token):
            word = "including" if c.lower_ == "as" and any(k.lower_ == "such" for k in children(c)) else c.lower_
            if c.dep_ == "prep" and word in BELONGS and word not in by_prep:
                for p in children(c):
                    no_state = act_words().of_no_state(lemma(token), p.text)
                    if p.dep_ == "pobj" and not no_state and (found := self.of(p, depth + 1, skip)):
                        by_prep[word] = found
        return next((by_prep[p] for p in through if p in by_prep), ())


def by(paper: Token) -> Iterator[Token]:
    """Whose a paper is that says who made it: "a decree by Maduro", "a bill passed by parliament"."""
    return (
        p for t in (paper, *(c for c in children(paper) if c.dep_ == "acl")) for prep, p in preps(t) if prep == "by"
    )


def behind_whose(token: Token) -> Iterator[Token]:
    """The noun that "whose" stands for: "Norway, whose envoys had helped"."""
    verb = next((a for a in token.ancestors if is_verb(a)), None) if token.tag_ == "WP$" else None
    if verb is not None and (noun := climb_to_relcl(verb, token)) is not token:
        yield noun


def uncoded(mentions: tuple[Mention, ...]) -> bool:
    """Whether none of the mentions stands for a party that has a code."""
    return not any(r.code for m in mentions for r in m.refs)
