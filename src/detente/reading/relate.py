"""What one named party does to another: every pair is answered."""

from __future__ import annotations

from collections.abc import Sequence

from spacy.tokens import Doc, Token

from detente import ontology
from detente.language.patterns import NOTHING, Lexicon, lexicon
from detente.model import ActorRef, Because, Mention, Related, Span, Status
from detente.reading.actors import find_mentions
from detente.reading.events.act import Act
from detente.reading.events.build import trigger
from detente.reading.events.clauses import surface
from detente.reading.events.compose import by_convention
from detente.reading.events.parties import Parties
from detente.reading.events.reader import Reader
from detente.reading.events.status import status_of
from detente.reading.events.syntax import is_verb
from detente.reading.events.tell import subordinate
from detente.reading.model.settle import RULE, open_case, settled
from detente.reading.text import text_of
from detente.world import World

SOURCE, TARGET = "SOURCE", "TARGET"
UNKNOWN = "OTH"  # sector of a party that no table knows: no state


def mention_of(doc: Doc, span: Span, code: str, known: Sequence[Mention] = ()) -> Mention | None:
    """The given span as a mention of the party called `code`."""
    words = doc.char_span(span.start, span.end, alignment_mode="expand")
    if words is None:
        return None
    root = words.root
    meant = next((m.refs[0] for m in known if m.root == root.i and m.refs and m.refs[0].code), None)
    sector = meant.sector if meant is not None else UNKNOWN
    ref = ActorRef(
        name=span.of(text_of(doc)), code=code, sector=sector, person=meant.person if meant is not None else None
    )
    return Mention(start=span.start, end=span.end, root=root.i, refs=(ref,), kind="name", because="given")


def codes(mentions: tuple[Mention, ...]) -> set[str]:
    """The codes that mentions stand for."""
    return {r.code for m in mentions for r in m.refs if r.code}


SUBJECT_FORMS = frozenset(
    (
        "he",
        "she",
        "it",
        "they",
        "his",
        "her",
        "its",
        "their",
        "who",
        "we",
        "our",
        "i",
        "my",
        "themselves",
        "itself",
        "himself",
    )
)
OBJECT_FORMS = frozenset(("him", "them", "us", "me"))


def pronouns(doc: Doc, named: tuple[Mention, ...]) -> tuple[Mention, ...]:
    """Pronouns, with only two parties to choose from: the subject of the clause above, or for an object form the other
    party.
    """
    parties = Parties.of_doc(doc, named)
    found = []
    for token in doc:
        if token.pos_ == "PRON" and token.lower_ in SUBJECT_FORMS | OBJECT_FORMS and token.i not in parties.at:
            stands_for = antecedent(token, parties, named)
            if stands_for is not None:
                end = token.idx + len(token.text)
                found.append(
                    Mention(
                        start=token.idx,
                        end=end,
                        root=token.i,
                        refs=stands_for.refs,
                        kind="pronoun",
                        because="nearest subject",
                    )
                )
    return tuple(found)


def antecedent(token: Token, parties: Parties, named: tuple[Mention, ...]) -> Mention | None:
    """Whom a pronoun stands for: the party that is subject further up; before it in the text, and for objects the
    other one.
    """
    at = token
    for _ in range(8):
        at = at.head
        if is_verb(at):
            subjects = [m for s in surface(at) if s.i < token.i for m in parties.of(s)]
            if subjects and token.lower_ in SUBJECT_FORMS:
                return subjects[0]
            if subjects:
                return next((m for m in named if m.refs != subjects[0].refs), None)
        if at.head.i == at.i:
            break
    before = [m for m in named if m.end <= token.idx]
    return before[-1] if before and token.lower_ in SUBJECT_FORMS else None


def candidates(doc: Doc, source: list[Span], target: list[Span], lexicon: Lexicon) -> list[tuple[float, Act]]:
    """Every act of the text with how well it answers what the source does to the target, best first."""
    known = find_mentions(doc, World.load())
    given = [mention_of(doc, s, SOURCE, known) for s in source] + [mention_of(doc, s, TARGET, known) for s in target]
    named = tuple(m for m in given if m is not None)
    mentions = (*named, *pronouns(doc, named))
    reader = Reader(Parties.of_doc(doc, mentions), lexicon)
    told = (a for token in doc if (a := reader.act(token)) is not None and a.type not in (None, NOTHING))
    acts = [by_convention(a, asked=True) for a in told]
    below = subordinate(acts)
    rated = [(rate(a, a.head.i in below), a) for a in acts]
    return sorted(rated, key=lambda pair: -pair[0])


def rate(act: Act, below: bool) -> float:
    """How well an act answers: both parties in the right roles first, then one, then the wrong way round."""
    s, t = codes(act.source), codes(act.target)
    value = 0.0
    if SOURCE in s and TARGET in t:
        value = 10.0
    elif SOURCE in t and TARGET in s:
        value = 6.0
    elif SOURCE in s:
        value = 4.0
    elif TARGET in t:
        value = 3.0
    elif TARGET in s or SOURCE in t:
        value = 2.0
    value -= 0.4 * (act.head.dep_ in ("relcl", "acl", "advcl"))  # the main clause before what hangs on it
    value -= 2.0 * (act.kind == "n" and not act.alone)  # a noun that names a state tells of no act
    return value - 1.5 * below + 0.05 * act.score - 0.001 * act.head.i


def relate_doc(doc: Doc, source: list[Span], target: list[Span]) -> Related:
    """What the source does to the target in a parsed text: by the rules, and the model too where they leave it open."""
    rated = candidates(doc, source, target, lexicon())
    evidence: dict[str, float] = {}
    for value, act in rated:
        evidence.setdefault(act.type or "CONSULT", value)
    if not open_case(evidence):
        return told(rated[0][1], round(min(0.95, max(0.1, rated[0][0] / 11)), 2))
    type_, likely = settled(text_of(doc), source, target, evidence)
    chosen = next((a for _, a in rated if a.type == type_), None)
    if chosen is None:
        return untold(type_, likely, source, target)
    return told(chosen, round(likely, 2), None if chosen is rated[0][1] else RULE)


def told(act: Act, confidence: float, rule: str | None = None) -> Related:
    """The answer that an act of the text gives; `rule` where another than its own chose it."""
    at, type_ = trigger(act), act.type or "CONSULT"
    return Related(
        type=type_,
        mode=act.mode,
        cameo=act.cameo,
        quad=ontology.quad(type_),
        status=status_of(act, None) or Status.HYPOTHETICAL,
        confidence=confidence,
        because=Because(start=at.start, end=at.end, rule=rule or act.rule),
    )


def untold(type_: str, likely: float, source: list[Span], target: list[Span]) -> Related:
    """The model's answer where no rule reads such an act: its ground is all that stands between the parties."""
    spans = [*source, *target]
    because = Because(start=min(s.start for s in spans), end=max(s.end for s in spans), rule=RULE)
    return Related(
        type=type_,
        cameo=ontology.PLAINEST[type_],
        quad=ontology.quad(type_),
        status=Status.HAPPENED,
        confidence=round(likely, 2),
        because=because,
    )


def relate(text: str, source: list[Span], target: list[Span]) -> Related:
    """What the source does to the target in a text. Offsets are characters of the text as given."""
    from detente.reading.parse import parse

    return relate_doc(parse(text), source, target)
