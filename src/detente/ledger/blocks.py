"""The incidents of one block: put together from nothing, or brought up to date where tellings come.

Tellings are taken in an order of their own (best dated first), and each joins the incident that fits it best or opens
a new one. So a telling that comes later may have its turn before others that are kept already. Only those are looked
at again for which it may make a difference: the later ones of the incident that it joins, and those that may now fit
that incident better than their own. Where one of these moves, the same goes for what it leaves and what it joins. In
the end all stands as if all had been put together at once.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from heapq import heapify, heappop, heappush
from typing import NamedTuple

from detente.ledger.cluster import Choice, Cluster, Rank, choose, rank
from detente.ledger.families import families, ground
from detente.ledger.likeness import Traits

SPAN = 8  # days up to which each day of a telling's date is looked up
Order = tuple[object, ...]
Among = frozenset[str] | None
"""The incidents, by the tellings that opened them, that may be other ones now; None: any may."""


class Reach(NamedTuple):
    """Where tellings are of which an incident or a telling has to know.

    `days`: first and last day, as ordinals, with which the days of dated tellings may overlap; None: of no dated one.
    `reports`: the same for days of report. `story`: one whose tellings belong to it whatever their days.
    """

    block: str
    days: tuple[int, int] | None
    reports: tuple[int, int] | None
    story: str | None


class Lookup:
    """Names by the words and days of tellings, so that a long war stays quick.

    Where both sides are dated to a few days it is enough to look at the days: what has none in common never joins.
    """

    def __init__(self) -> None:
        self._all: dict[str, dict[str, None]] = {}
        self._open: dict[str, dict[str, None]] = {}

    def put(self, name: str, words: Sequence[str], days: Sequence[str], few_days: bool) -> None:
        """Put a name down under these keys. `few_days`: what it stands for is dated to a few days."""
        for key in (*words, *days):
            self._all.setdefault(key, {})[name] = None
            if not few_days:
                self._open.setdefault(key, {})[name] = None

    def find(self, words: Iterable[str], days: Iterable[str], few_days: bool) -> set[str]:
        """The names under one of the words or days. `few_days`: of what is dated to a few days, only by these days."""
        told = self._open if few_days else self._all
        return {n for word in words for n in told.get(word, ())} | {n for d in days for n in self._all.get(d, ())}


class Block:
    """The incidents of a block. `apart`: for a telling, those with which it must not stand, by decision.

    `kept`: incidents that are there already. They must be all that can have to do with what is added: what was asked
    for on the way is in `reaches`. `changed`: by their opening tellings, the incidents that are no longer as kept.
    """

    def __init__(self, apart: Mapping[str, frozenset[str]], kept: Iterable[Cluster] = ()) -> None:
        self.apart = apart
        self.clusters: dict[str, Cluster] = {}
        self.home: dict[str, str] = {}
        self.changed: set[str] = set()
        self.reaches: set[Reach] = set()
        self._like = Lookup()
        self._kept: dict[str, Traits] = {}
        self._kept_like = Lookup()
        self._turns: list[tuple[Order, Traits]] = []
        self._waiting: dict[str, Among] = {}
        for cluster in kept:
            self.clusters[cluster.opened.id] = cluster
            for member in cluster.members:
                self._kept[member.id] = member
                self._kept_like.put(member.id, *keys(member), near(member))
                self._settle_in(member, cluster)

    def add(self, tellings: Iterable[Traits]) -> None:
        """Take new tellings in."""
        self._turns = [(telling.order(), telling) for telling in tellings]
        heapify(self._turns)
        self._waiting = {telling.id: None for _, telling in self._turns}
        while self._turns:
            order, telling = heappop(self._turns)
            if telling.id in self._waiting:
                among = self._waiting.pop(telling.id)
                self._place(telling, self._choice(telling, among), order)

    # --- which incident -----------------------------------------------------------------------------------------------

    def _choice(self, telling: Traits, among: Among) -> Choice | None:
        """The incident that a telling joins. `among`: those that changed; the others are as they were for it before."""
        if among is not None:
            home = self.home[telling.id]
            before = self._rank_before(telling, home)
            found = choose(telling, self._open_to(telling, among | {home}))
            if before is None or (found and found.rank <= before):
                return found
        if telling.id in self._kept:
            self.reaches.add(of_candidates(telling))
        return choose(telling, self._open_to(telling, self._like.find(*keys(telling), near(telling))))

    def _rank_before(self, telling: Traits, home: str) -> Rank | None:
        """How well the telling's own incident fitted it so far; None if it opened one, for no other fitted."""
        if home == telling.id:
            return None
        to, _ = self.clusters[home].joined[telling.id]
        found = rank(telling, self._kept[to], self.clusters[home].opened)
        return found[0] if found else Rank(float("-inf"), 0, ())

    def _open_to(self, telling: Traits, names: Iterable[str]) -> Iterator[Cluster]:
        """Those of the incidents that the telling may join, as they are when its turn comes."""
        barred = self.apart.get(telling.id, frozenset())
        for name in names:
            cluster = self.clusters.get(name)
            if cluster is None or not may_meet(telling, cluster.opened):
                continue
            then = cluster.before(telling) if self._kept else cluster
            if then and not (barred and any(m.id in barred for m in then.members)):
                yield then

    # --- moving in and out --------------------------------------------------------------------------------------------

    def _place(self, telling: Traits, choice: Choice | None, order: Order) -> None:
        """Put the telling where it belongs, and have those looked at again for which that makes a difference."""
        home, target = self.home.get(telling.id), choice.cluster if choice else telling.id
        if home == target:
            self._keep_in(telling, choice)
            return
        if home is not None:
            self._leave(telling, home, order)
        if choice is None:
            self.clusters[telling.id] = Cluster.of(telling)
            self._touch(self.clusters[telling.id], telling, order)
        else:
            cluster = self.clusters[target]
            heard, days = cluster.heard(), (cluster.first, cluster.last)
            cluster.take(telling, choice.to, choice.why)
            self._touch(cluster, telling if days == (cluster.first, cluster.last) else None, order, heard)
        self._settle_in(telling, self.clusters[target])

    def _keep_in(self, telling: Traits, choice: Choice | None) -> None:
        """Leave the telling where it is, though it may join another telling there."""
        if choice and self.clusters[choice.cluster].joined[telling.id] != (choice.to, choice.why):
            self.clusters[choice.cluster].joined[telling.id] = (choice.to, choice.why)
            self.changed.add(choice.cluster)

    def _leave(self, telling: Traits, home: str, order: Order) -> None:
        """Take the telling out. An incident without the telling that opened it is none: all in it seek another."""
        cluster = self.clusters[home]
        if home == telling.id:
            self.changed.add(home)
            del self.clusters[home]
            for member in cluster.members[1:]:
                del self.home[member.id]
                self._look_again(member, None)
        else:
            heard = cluster.heard()
            cluster.leave(telling)
            self._touch(cluster, None, order, heard)

    def _settle_in(self, telling: Traits, cluster: Cluster) -> None:
        name = self.home[telling.id] = cluster.opened.id
        self._like.put(name, *keys(telling), near(cluster.opened))

    # --- who has to look again ----------------------------------------------------------------------------------------

    def _touch(self, cluster: Cluster, by: Traits | None, order: Order, heard: int | None = None) -> None:
        """Have those looked at again, of the ones whose turn comes later, that may see the incident otherwise now.

        `by`: the telling that came and changed nothing else about it; None: more has changed. `heard`: as it was.
        """
        name = cluster.opened.id
        self.changed.add(name)
        self.reaches.update(of_concerned(cluster, {heard, cluster.heard()}))
        for other in self._concerned(cluster, by) if self._kept else ():
            if other.order() > order:
                self._look_again(other, frozenset((name,)))

    def _concerned(self, cluster: Cluster, by: Traits | None) -> Iterator[Traits]:
        """The kept tellings that are in the incident, and those that may now find more in it that is like them."""
        yield from (m for m in cluster.members if m.id in self._kept)
        pairs = [keys(m) for m in (cluster.members if by is None else [by])]
        words, days = ([key for pair in pairs for key in pair[n]] for n in (0, 1))
        if near(cluster.opened):
            days = keys(cluster.opened)[1]
        for name in self._kept_like.find(words, days, near(cluster.opened)):
            if may_meet(self._kept[name], cluster.opened):
                yield self._kept[name]

    def _look_again(self, telling: Traits, among: Among) -> None:
        known = telling.id in self._waiting
        before = self._waiting.get(telling.id, frozenset())
        self._waiting[telling.id] = None if among is None or before is None else before | among
        if not known:
            heappush(self._turns, (telling.order(), telling))


def near(telling: Traits) -> bool:
    """Whether a telling is dated to a few days, each of which is looked up."""
    return telling.dated and telling.last - telling.first < SPAN


def keys(telling: Traits) -> tuple[list[str], list[str]]:
    """What two tellings must share at least one of to be compared at all: words, or days."""
    real = ground(telling.status)
    words = [f"{real} {word}" for word in telling.acts | telling.objects | telling.context]
    days = [f"{real} {day}" for day in range(telling.first, telling.last + 1)] if near(telling) else []
    return words, days


def may_meet(telling: Traits, opened: Traits) -> bool:
    """Whether a telling may ever stand in an incident that another opened, whatever days they come to agree on."""
    if ground(telling.status) != ground(opened.status):
        return False
    if telling.dated:
        return opened.dated and telling.first <= opened.last and opened.first <= telling.last
    if telling.story == opened.story:
        return True
    if telling.reported is None or opened.reported is None:
        return False
    most = families().limits
    if not opened.dated:
        return abs(telling.reported - opened.reported) <= most.undated_to_undated
    return opened.first - most.undated_to_dated <= telling.reported <= opened.last + most.undated_to_dated


def of_candidates(telling: Traits) -> Reach:
    """Where the incidents are that a telling may join."""
    if telling.dated:
        return Reach(telling.block, (telling.first, telling.last), None, None)
    if telling.reported is None:
        return Reach(telling.block, None, None, telling.story)
    day, most = telling.reported, families().limits
    return Reach(telling.block, around(day, most.undated_to_dated), around(day, most.undated_to_undated), None)


def of_concerned(cluster: Cluster, heard: set[int | None]) -> Iterator[Reach]:
    """Where the tellings are for which it may make a difference that an incident changes.

    `heard`: the days from which undated reports of it are counted, before and now.
    """
    opened, limits = cluster.opened, families().limits
    most = limits.undated_to_dated if opened.dated else limits.undated_to_undated
    days = (opened.first, opened.last) if opened.dated else None
    if opened.reported is None:
        yield Reach(opened.block, days, None, opened.story)
        return
    for day in {opened.reported, *heard}:
        if day is not None:
            yield Reach(opened.block, days, around(day, most if day in heard else 0), None)


def around(day: int, most: int) -> tuple[int, int]:
    """The days so far from one."""
    return day - most, day + most
