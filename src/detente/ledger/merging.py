"""Several tellings of one incident become one, and every merge says why.

The result depends on the set of tellings only, never on the order in which stories were added: tellings are taken
in an order of their own (best dated first), and each joins the incident that fits it best or opens a new one. An
incident's date is what all its dated tellings agree on, so that a vague telling ("last week") can never tie two
different days together.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date

from detente.ledger.blocks import Block
from detente.ledger.cluster import Cluster
from detente.ledger.decisions import Rulings
from detente.ledger.likeness import Traits

UNRULED = Rulings()


def ordinal(day: date | None, otherwise: int) -> int:
    """A day as a number."""
    return day.toordinal() if day else otherwise


def clusters(tellings: Iterable[Traits], rulings: Rulings = UNRULED) -> list[Cluster]:
    """The incidents that these tellings tell of, block by block, in a fixed order; decisions by hand above all."""
    blocks: dict[str, list[Traits]] = {}
    for telling in tellings:
        blocks.setdefault(telling.block, []).append(telling)
    return by_hand([c for name in sorted(blocks) for c in within(blocks[name], rulings.apart)], rulings)


def within(tellings: Iterable[Traits], apart: Mapping[str, frozenset[str]]) -> list[Cluster]:
    """The incidents of one block, in the order in which they were opened."""
    block = Block(apart)
    block.add(tellings)
    return list(block.clusters.values())


def by_hand(found: list[Cluster], rulings: Rulings) -> list[Cluster]:
    """The incidents with those made one that a decision ties together."""
    for group in sorted(rulings.groups, key=sorted):
        touched = [c for c in found if any(m.id in group for m in c.members)]
        if len(touched) > 1:
            untouched = [c for c in found if c not in touched]
            found = untouched + united(touched, group, rulings)
    return found


def united(touched: list[Cluster], group: frozenset[str], rulings: Rulings) -> list[Cluster]:
    """One incident out of several. Whoever is apart from one of its members by decision stays behind."""
    touched = sorted(touched, key=lambda c: c.opened.order())
    tied = [m for c in touched for m in c.members if m.id in group]
    others = [m for c in touched for m in c.members if m.id not in group]
    kept: list[Traits] = list(tied)
    behind: list[Traits] = []
    for other in others:
        barred = rulings.apart.get(other.id, frozenset())
        (behind if any(m.id in barred for m in kept) else kept).append(other)
    reasons = {telling: why for c in touched for telling, why in c.joined.items()}
    return [rejoined(kept, reasons, rulings.why(group))] + (
        [rejoined(behind, reasons, "stayed together")] if behind else []
    )


def rejoined(members: list[Traits], reasons: Mapping[str, tuple[str, str]], otherwise: str) -> Cluster:
    """An incident of these members. Each keeps its reason while the telling that it joined is among them."""
    first, *rest = sorted(members, key=Traits.order)
    made, ids = Cluster.of(first), {m.id: m for m in members}
    for member in rest:
        to, why = reasons.get(member.id, (first.id, otherwise))
        made.take(member, *((to, why) if to in ids else (first.id, otherwise)))
    return made
