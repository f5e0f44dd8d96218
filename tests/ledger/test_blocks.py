"""A block brought up to date, in whatever order and in whatever batches, is the block put together at once."""

import random

import pytest

from detente.ledger.blocks import Block
from detente.ledger.likeness import ALWAYS, NEVER, Place, Traits

WORDS = ["shoot", "border", "jet", "troop", "island", "fruit", "ship", "pilot", "bridge", "camp", "convoy", "reef"]
PLACES = [None, None, Place("Izmir", "TUR", 38.4, 27.1, "city"), Place("Latakia", "SYR", 35.5, 35.8, "city")]
STATUSES = ["happened", "happened", "denied", "planned"]
FEW = 3  # tellings compared, instead of twenty, so that incidents of more than that come up


class Teller:
    """Makes tellings that have much or little to do with each other, by the seed."""

    def __init__(self, seed):
        self.chance = random.Random(seed)
        self.words = WORDS[: self.chance.randint(3, len(WORDS))]
        self.span = self.chance.choice([6, 40, 200])

    def days(self):
        """First and last day: exact, wide, open at one end, or unknown."""
        at = 1000 + self.chance.randint(0, self.span)
        kinds = [(at, at), (at, at), (at, at + 6), (at, at + 30), (at, at + 90), (NEVER, at), (at, ALWAYS)]
        return self.chance.choice([*kinds, None, None, None])

    def some(self, most):
        return frozenset(self.chance.sample(self.words, self.chance.randint(0, most)))

    def telling(self, n):
        chance, days = self.chance, self.days()
        first, last = days or (NEVER, ALWAYS)
        reported = chance.choice([None, *(1000 + chance.randint(0, self.span + 120) for _ in range(5))])
        at = chance.randint(0, 50)
        return Traits(
            f"t{n:03}", f"s{chance.randint(0, 12)}", "A>B|force", "ASSAULT", chance.choice(["190", "195", "180"]),
            chance.choice(STATUSES), first, last, days is not None, reported, self.some(2), self.some(2),
            self.some(2), frozenset(), False, chance.random() < 0.1, frozenset(), chance.choice(PLACES), (at, at + 4),
            (at - 10, at + 20), chance.choice([0.5, 0.9, 1.0]), "rule", "",
        )  # fmt: skip


def picture(block):
    found = block.clusters.values()
    return sorted((c.opened.id, c.first, c.last, [m.id for m in c.members], dict(c.joined)) for c in found)


@pytest.mark.parametrize("seed", range(200))
def test_the_order_of_coming_changes_nothing(seed, monkeypatch):
    monkeypatch.setattr("detente.ledger.cluster.COMPARED", FEW)
    teller = Teller(seed)
    chance = teller.chance
    tellings = [teller.telling(n) for n in range(chance.randint(2, 50))]
    one, other, third = (t.id for t in chance.choices(tellings, k=3))
    apart = {one: frozenset((other, third)), other: frozenset((one,)), third: frozenset((one,))}
    at_once = Block(apart)
    at_once.add(tellings)
    chance.shuffle(tellings)
    block = Block(apart)
    while tellings:
        size = chance.choice([1, 1, 2, 7, 30])
        block = Block(apart, block.clusters.values())
        before = picture(block)
        block.add(tellings[:size])
        tellings = tellings[size:]
        assert [c for c in picture(block) if c[0] not in block.changed] == [
            c for c in before if c[0] not in block.changed
        ]
    assert picture(block) == picture(at_once)
