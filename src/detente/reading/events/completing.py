"""The acts of a story in their order, each with its other party as far as the story tells."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from spacy.tokens import Doc

from detente.language.patterns import NOTHING, Lexicon
from detente.language.words import act_words
from detente.reading.events.act import Act, Weighed
from detente.reading.events.allied import with_allies
from detente.reading.events.answered import ANSWERED_WITHIN, FROM_STORY
from detente.reading.events.athome import concerns_nobody
from detente.reading.events.counterpart import (
    ALL_SIDES,
    Counterparts,
    attributive,
    by_oneself,
    whole,
)
from detente.reading.events.dealings import Dealings, codes
from detente.reading.events.followup import followed_up
from detente.reading.events.leftout import all_of, likeliest, likelihoods
from detente.reading.events.likewise import as_before
from detente.reading.events.mood import auxiliaries, moods
from detente.reading.events.provoked import provoking
from detente.reading.events.scene import Candidate, Scene
from detente.reading.events.shared import between_those_told_of
from detente.reading.events.strangers import with_strangers
from detente.reading.events.syntax import lemma, preps

# By which terms are put to another.
PUT = frozenset(("REQUEST", "THREATEN"))


def complete(acts: Sequence[Act], doc: Doc, dealings: Dealings, lexicon: Lexicon) -> tuple[Act, ...]:
    """The acts in their order, each with its other party as far as the story tells."""
    counterparts, scene = Counterparts(dealings, lexicon), Scene(doc, dealings)
    told = as_claimed(sorted(acts, key=lambda a: a.head.i))
    told = [a for a in told if not stipulated(a, told, scene)]
    whole: list[Act] = []
    for act in told:
        whole.append(as_before(act, whole, scene, lexicon) or with_counterpart(act, counterparts, scene))
    return said_once([act for act in whole if act.type != NOTHING], scene)


def stipulated(act: Act, acts: Sequence[Act], scene: Scene) -> bool:
    """Whether an act is one of the terms just put to its doer: "sent Chile a list of demands. Chile is to expel ...".

    "Is to" tells as well what somebody means to do himself, so the demand must stand in the sentence before.
    """
    if act.kind != "v" or "to" not in auxiliaries(act.head) or moods(act.head)[:1] not in (("will",), ("oblige",)):
        return False
    before = (a for a in acts if a.head.i < act.head.i and scene.apart(a, act) == 1 and puts_terms(a))
    return any(codes(act.source) and codes(act.source) <= codes(a.target) for a in before)


def puts_terms(act: Act) -> bool:
    """Whether somebody hands another his terms: "gave Peru an ultimatum", "sent Chile a list of demands"."""
    nouns = [act.head.doc[i] for i in act.used if act.head.doc[i].pos_ == "NOUN"]
    things = [*nouns, *(p for n in nouns for prep, p in preps(n) if prep == "of")]
    return act.type in PUT and any(lemma(t) in act_words().terms for t in things)


def said_once(acts: Sequence[Act], scene: Scene) -> tuple[Act, ...]:
    """The acts less verdicts that only say one just given again: "It is a lie. It is nonsense," of the same charge."""
    given: list[Act] = []
    kept: list[Act] = []
    for act in acts:
        same = act.verdict and any(same_verdict(act, v) and scene.apart(v, act) <= ANSWERED_WITHIN for v in given)
        given += [act] if act.verdict else []
        kept += [] if same else [act]
    return tuple(kept)


def same_verdict(act: Act, other: Act) -> bool:
    """Whether two verdicts are of one sort, by and on the same."""
    return (act.type, codes(act.source), codes(act.target)) == (other.type, codes(other.source), codes(other.target))


def as_claimed(acts: Sequence[Act]) -> list[Act]:
    """The acts with attacks that nobody is named for given to whoever claims one, and claims with their victims."""
    claims = [a for a in acts if a.claims and codes(a.source)]
    if len({codes(a.source) for a in claims}) != 1:
        return list(acts)
    unclaimed = [a for a in acts if a.type == "ASSAULT" and not a.claims and not codes(a.source) and codes(a.target)]
    return [claimed(act, claims[0], unclaimed) for act in acts]


def claimed(act: Act, claim: Act, unclaimed: Sequence[Act]) -> Act:
    """An attack with its doer, if it is one of those unclaimed, or a claim with those whom the first of them hit."""
    if act in unclaimed:
        return act.with_(source=claim.source, rule=f"{act.rule} {FROM_STORY}")
    if act.claims and not codes(act.target) and unclaimed:
        return act.with_(target=unclaimed[0].target, rule=f"{act.rule} {FROM_STORY}")
    return act


def with_counterpart(act: Act, counterparts: Counterparts, scene: Scene) -> Act:
    """The act with the party that it answers, else with the one that rules and weights find likeliest."""
    if act.verdict and not act.ops:  # a refusal is told as a verdict is, but its other party is any refusal's
        return counterparts.judged(act, scene)
    act = by_oneself(counterparts.charged(counterparts.defended(act)), counterparts.lexicon)
    if accuser := counterparts.denied_to(act, scene):
        return act.with_(target=accuser, inner=None, rule=f"{act.rule} {FROM_STORY}")
    if taken := counterparts.taken_back(act) or counterparts.taken_by(act, scene):
        return taken
    answered = counterparts.answered(act, scene) or counterparts.likewise(act)
    if whom := answered or counterparts.done_there(act, scene):
        return act.with_(target=whom, rule=f"{act.rule} {FROM_STORY}")
    followed = None if counterparts.named_other(act) else followed_up(act, scene)
    followed = followed or provoking(act, scene) or between_those_told_of(act, scene, counterparts.lexicon)
    alone = with_strangers(act, counterparts.named) or concerns_nobody(act, counterparts.near(act))
    if followed is not None or alone:
        return followed or act
    return settled(act, counterparts.to_everybody(act) or counterparts.complete(act), scene)


def settled(act: Act, ruled: Act, scene: Scene) -> Act:
    """The act with the party that is likeliest to be meant; `ruled`: with the one that the rules take."""
    asked = None if ruled.rule.endswith(ALL_SIDES) else question(act, ruled, scene)
    if asked is None:
        return ruled
    shares = likelihoods(asked.candidates)
    found = likeliest(asked.candidates, shares)
    together = ruled.rule.endswith(FROM_STORY) and len(asked.ruled) > 1 and found.codes < asked.ruled
    if found.codes == asked.ruled or (together and all_of(asked.candidates, shares, asked.ruled)):
        # where the known party deals with several together, one of them stands for all
        return all_who_act(ruled.with_(weighed=weighed(asked, shares, asked.ruled)), asked, scene)
    if not found.codes:
        return act
    taken = act.with_(rule=f"{act.rule} {FROM_STORY}", weighed=weighed(asked, shares, found.codes))
    return all_who_act(taken.with_(**{asked.side: found.mentions}), asked, scene)


def all_who_act(act: Act, asked: Question, scene: Scene) -> Act:
    """The act with all those with whom the party that was taken acts in common."""
    taken = codes(act.source if asked.doer else act.target)
    allies = with_allies(act, taken, scene, asked.doer)
    return act.with_(**{asked.side: allies}) if allies else act


@dataclass(frozen=True)
class Question:
    """Who is meant where an act's sentence names but one party. `doer`: the source is sought, else the target."""

    act: Act
    doer: bool
    ruled: frozenset[str]
    candidates: tuple[Candidate, ...]

    @property
    def side(self) -> str:
        """The field of the act that is left open."""
        return "source" if self.doer else "target"


def question(act: Act, ruled: Act, scene: Scene) -> Question | None:
    """What an act leaves open; None where nothing is, or where that it names nobody else is what it says."""
    doer = not codes(act.source)
    if bool(codes(act.target)) != doer or act.says or act.both or act.type is None or whole(act):
        return None
    if attributive(act.head) or any(m.root == act.head.i for m in (*act.source, *act.target)):
        return None  # "the banned party"; "border guards": the word names a party, and no act of theirs
    by_rules = codes(ruled.source if doer else ruled.target)
    return Question(act, doer, by_rules, tuple(scene.candidates(act, doer, by_rules)))


def weighed(asked: Question, shares: Sequence[float], taken: frozenset[str]) -> Weighed:
    """How likely the party is that was taken, beside nobody and the others."""
    of = {c.codes: share for c, share in zip(asked.candidates, shares, strict=True)}
    others = sorted((share for codes_, share in of.items() if codes_), reverse=True)
    each = sum(share for codes_, share in of.items() if codes_ and codes_ <= taken)
    return Weighed(
        share=of.get(taken, each),
        nobody=of.get(frozenset(), 0.0),
        other=others[1] if len(others) > 1 else 0.0,
        ruled=taken == asked.ruled,
        doer=asked.doer,
    )
