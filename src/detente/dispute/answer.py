"""The answer to "is this side backing down?", by the rules of `answers.yaml`: never by tone, and every reason shown."""

from __future__ import annotations

from collections.abc import Sequence

from detente.dispute.acts import Act, item
from detente.dispute.facts import Facts
from detente.dispute.records import Answer, Item, Line
from detente.dispute.rules import AnswerRule, answers
from detente.world.states import states

SHOWN = 12  # items of a line: the latest. The docket has all of them, and the line says how many there are


def answer(side: str, other: str, facts: Facts) -> Answer:
    """The first rule that holds, with its lines for and against and what would change it."""
    number, rule = next((n, r) for n, r in enumerate(answers().answers, start=1) if holds(r, facts))
    return Answer(
        side=side,
        answer=rule.answer,
        yielded=yielded(rule.answer, facts),
        rule=f"answers.yaml, rule {number}: {rule.answer}",
        pro=lines(rule.for_, facts),
        con=lines(rule.against, facts),
        would_change=tuple(
            c.text.format(side=name(side), other=name(other)) for c in rule.change if c.if_ is None or facts.get(c.if_)
        ),
    )


def name(code: str) -> str:
    """The name of a side that is a state; else its code."""
    state = states().get(code)
    return state.name if state else code


def holds(rule: AnswerRule, facts: Facts) -> bool:
    """Whether the facts meet the rule."""
    return (
        all(facts.get(f) for f in rule.needs)
        and (not rule.any_ or any(facts.get(f) for f in rule.any_))
        and not any(facts.get(f) for f in rule.unless)
    )


def lines(names: Sequence[str], facts: Facts) -> tuple[Line, ...]:
    """The facts that are there, in words."""
    explained = answers().facts
    return tuple(
        Line(fact=name, text=explained[name].format(n=len(facts[name])), items=tuple(map(shown, facts[name][-SHOWN:])))
        for name in names
        if facts.get(name)
    )


def shown(counted: Act | Item) -> Item:
    """What a fact counts, as a line of the docket."""
    return item(counted, counted.incident.status) if isinstance(counted, Act) else counted


def yielded(said: str, facts: Facts) -> float:
    """How far the side gave way, 0 to 1: the answer's place, and what each further sign adds."""
    rules = answers().yielded
    value = rules.base[said]
    for sign in rules.signs:
        amount = sign.each * len(facts.get(sign.fact, ()))
        value += max(-sign.most, min(sign.most, amount))
    return round(max(0.0, min(1.0, value)), 3)
