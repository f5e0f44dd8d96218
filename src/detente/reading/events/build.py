"""Acts to events: parties, status, attribution, evidence. Dates and places are laid on by the pipeline."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import groupby

from spacy.tokens import Token

from detente import ontology
from detente.language.patterns import Lexicon
from detente.language.words import act_words
from detente.model import About, Actor, Attribution, Event, Mention, Span, Status
from detente.reading.events.act import SAID, Act
from detente.reading.events.compose import made_of
from detente.reading.events.credible import MODEL
from detente.reading.events.dealings import codes
from detente.reading.events.status import status_of, tellings
from detente.reading.events.syntax import has_aux, lemma
from detente.reading.text import children, sentence_bounds, sentence_of, text_of

Attribute = Callable[[Span, Span], Attribution | None]
# The sentence of an act, and who asserts what it tells.
Told = tuple[Span, Attribution | None]
# How far apart, in tokens, the words of one trigger may lie.
TRIGGER_REACH = 8
# How likely an event is a fact, by the kind of its word, where no model was asked.
UNASKED = {"v": 0.85, "a": 0.8, "n": 0.7}


def sentence(token: Token) -> Span:
    """The sentence of a token, without the white space around it."""
    sent = sentence_of(token)
    text = text_of(token.doc)[sent.start_char : sent.end_char]
    start = sent.start_char + len(text) - len(text.lstrip())
    return Span(start=start, end=start + len(text.strip()))


def word(token: Token) -> Span:
    """The token's own place."""
    return Span(start=token.idx, end=token.idx + len(token.text))


def trigger(act: Act) -> Span:
    """The words that set the act off: its head and the heads below it that lie near."""
    first, end = sentence_bounds(act.head)
    heads = [a.head for a in act.chain() if abs(a.head.i - act.head.i) <= TRIGGER_REACH and first <= a.head.i < end]
    opens, last = min(heads, key=lambda t: t.i), max(heads, key=lambda t: t.i)
    after = next((c for c in children(last) if c.dep_ == "prt" and c.i == last.i + 1), last)
    return Span(start=opens.idx, end=after.idx + len(after.text))


def actors(mentions: Sequence[Mention], leave_out: frozenset[str] = frozenset()) -> tuple[Actor, ...]:
    """The coded parties of mentions, each code once, less the codes to leave out."""
    seen: set[str] = set(leave_out)
    found: list[Actor] = []
    for actor in (a for m in mentions for a in m.actors()):
        if actor.code is not None and actor.code not in seen:
            seen.add(actor.code)
            found.append(actor)
    return tuple(found)


def about(act: Act) -> About | None:
    """What the act is about, where it takes another act or names one."""
    if act.about is None or (act.about is act.head and act.inner is None):
        return None
    at = act.about.subtree
    words = [t for t in at if not t.is_space]
    inner = act.inner
    source = actors(inner.source) if inner else ()
    return About(
        start=words[0].idx,
        end=words[-1].idx + len(words[-1].text),
        what=(inner.head if inner else act.about).lemma_.lower(),
        type=inner.type if inner else None,
        cameo=inner.cameo if inner and inner.type else None,
        source=source,
        target=actors(inner.target, frozenset(a.code or "" for a in source)) if inner else (),
    )


def obliged(act: Act, attribution: Attribution | None, table: Lexicon) -> Act | None:
    """ "Iran must halt enrichment", said by somebody, is that person's demand of Iran; said by nobody, it is no act."""
    if "oblige" not in act.ops:
        return act
    who = attribution.who if attribution else None
    if who is None or who.code is None:
        return None
    speaker = Mention(start=who.start, end=who.end, root=act.head.i, refs=(who.ref(),), kind="name", because="speaker")
    type_, cameo = made_of(table.compose, "demand", act)
    return act.with_(
        type=type_, cameo=cameo, source=(speaker,), target=act.source, inner=act, about=act.head, ops=("demand",)
    )


def held_out(act: Act, attribution: Attribution | None, table: Lexicon) -> Act:
    """ "Chile might shut its ports, its minister said": what its doer says it may do is a threat or an offer."""
    who = attribution.who if attribution and attribution.stance != "denies" else None
    if act.ops[:1] != ("may",) or act.inner is None or who is None or has_aux(act.head, "have"):
        return act
    type_, cameo = made_of(table.compose, "will", act.inner)
    doers = codes((*act.source, *act.target)) if act.mutual else codes(act.source)
    if who.code is None or who.code not in doers or type_ not in ("THREATEN", "AGREE"):
        return act
    status = Status.OFFERED.value if type_ == "AGREE" else None
    return act.with_(type=type_, cameo=cameo, status=status, ops=("will", *act.inner.ops))


def said_in_meeting(act: Act, lexicon: Lexicon) -> bool:
    """ "Phoned him to congratulate him": what somebody meets or calls another to say is said."""
    above = act.head.head
    verbs = lexicon.verbs.get(lemma(above), ()) if act.head.dep_ in ("advcl", "xcomp") else ()
    to_say = any(c.dep_ == "aux" and c.lower_ == "to" for c in children(act.head))  # not "will leave if he denies it"
    said = act.type in SAID or (act.type == "AGREE" and act.inner is None)  # "to assure him", not "to agree on a truce"
    return to_say and said and any(p.type == "CONSULT" for p in verbs)


def event_of(act: Act, told: Told, lexicon: Lexicon) -> Event | None:
    """The event of an act between coded parties, or None where it is not told as one."""
    evidence, attribution = told
    if attribution is not None and attribution.stance == "denies" and act.kind == "n":
        attribution = None  # who rejects a demand does not say that it was not made
    whole = obliged(held_out(act, attribution, lexicon), attribution, lexicon)
    if whole is None or whole.type is None:
        return None
    status = status_of(whole, attribution)
    if status is Status.HYPOTHETICAL and said_in_meeting(whole, lexicon):
        status = Status.HAPPENED
    source = actors(whole.source)
    target = actors(whole.target, frozenset(a.code or "" for a in source))
    if status in (None, Status.HYPOTHETICAL) or not source or not target:
        return None
    return Event(
        type=whole.type,
        mode=whole.mode,
        contexts=whole.contexts,
        cameo=whole.cameo,
        quad=ontology.quad(whole.type),
        intensity=ontology.intensity(whole.cameo),
        status=status or Status.HAPPENED,
        source=source,
        target=target,
        attribution=attribution,
        trigger=trigger(act),
        evidence=evidence,
        about=about(whole),
        confidence=UNASKED[whole.kind],
        because=because(whole),
    )


def because(act: Act) -> str:
    """The rule or model that made it: "rule ASSAULT/shell", "model minilm-events"."""
    name = act.rule.replace("/", " ", 1) if act.rule.startswith(MODEL) else f"rule {act.rule}"
    return f"{name} under {'+'.join(act.ops)}" if act.ops else name


def build(acts: Sequence[Act], attribute: Attribute, lexicon: Lexicon) -> list[tuple[Act, Event]]:
    """The acts of a story that are events, likely or not (`credible.py`), each told once a sentence."""
    known: dict[int, Told] = {}

    def told_of(head: Token) -> Told:
        if head.i not in known:
            evidence = sentence(head)
            known[head.i] = evidence, attribute(word(head), evidence)
        return known[head.i]

    told = [t for act in acts if not named_again(act, acts) for t in tellings(act, told_of(act.head)[1])]
    return without_repeats([(a, e) for a in told if (e := event_of(a, told_of(a.head), lexicon)) is not None])


def named_again(act: Act, acts: Sequence[Act]) -> bool:
    """Whether a noun names what the verb above it tells: "were killed in a raid", of the same two; or only says what it
    answers: "in reply to a charge".
    """
    if act.type == "CONSULT" and act.kind == "n" and act.head.head.lower_ == "in":
        return lemma(act.head) in act_words().in_answer
    if act.kind != "n" or act.ops or act.head.dep_ != "pobj" or act.head.head.lower_ not in ("in", "during", "by"):
        return False
    verb, mine = act.head.head.head, (codes(act.source), codes(act.target))
    return any(a.head == verb and a.type == act.type and (codes(a.source), codes(a.target)) == mine for a in acts)


def key(event: Event) -> tuple[object, ...]:
    """What makes two events of one sentence the same telling: parties and words."""
    return (event.evidence.start, event.type, tuple(a.code for a in event.source), tuple(a.code for a in event.target))


def without_repeats(told: Sequence[tuple[Act, Event]]) -> list[tuple[Act, Event]]:
    """Events whose words overlap and whose parties and type are the same are one telling: the longer trigger stays."""
    kept: list[tuple[Act, Event]] = []
    longest = sorted(told, key=lambda one: (repr(key(one[1])), one[1].trigger.start - one[1].trigger.end))
    for _, same in groupby(longest, key=lambda one: key(one[1])):
        taken: list[tuple[Act, Event]] = []
        for act, event in same:
            if not any(event.trigger.overlaps(other.trigger) for _, other in taken):
                taken.append((act, event))
        kept += taken
    return kept
