"""Disputes weighed for pages and REST, each once as long as the ledger stays as it is."""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Callable, Hashable
from datetime import date
from typing import TYPE_CHECKING, TypeVar, cast

from detente.dispute import Told, alone, course, weigh

if TYPE_CHECKING:
    from starlette.requests import Request

    from detente.api_ledger import Ledger
    from detente.dispute import Alone, Course, Dispute

MOST = 400  # answers kept: a pair's crisis replayed day by day and an overview fit in
T = TypeVar("T")


class Weighed:
    """Answers by what was asked; they are forgotten when the ledger's state has another name."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._state = ""
        self._kept: OrderedDict[Hashable, object] = OrderedDict()

    def get(self, state: str, key: Hashable, make: Callable[[], T]) -> T:
        """The answer to `key` for this state of the ledger."""
        with self._lock:
            if state != self._state:
                self._state, self._kept = state, OrderedDict()
            if key in self._kept:
                self._kept.move_to_end(key)
                return cast(T, self._kept[key])
        made = make()
        self._keep(state, key, made)
        return made

    def has(self, state: str, key: Hashable) -> bool:
        """Whether an answer is at hand."""
        with self._lock:
            return state == self._state and key in self._kept

    def _keep(self, state: str, key: Hashable, made: object) -> None:
        with self._lock:
            if state == self._state:
                self._kept[key] = made
                if len(self._kept) > MOST:
                    self._kept.popitem(last=False)


class Weigher:
    """Weighs disputes of an open ledger for one request; what the ledger tells of a pair is fetched once."""

    def __init__(self, request: Request, ledger: Ledger) -> None:
        self.kept: Weighed = request.app.state.weighed
        self.state: str = request.app.state.store.version()
        self.ledger = ledger
        self._told: dict[tuple[str, str, date | None], Told] = {}

    def told(self, a: str, b: str, as_of: date | None) -> Told:
        """What the ledger tells of a pair as of a day."""
        return self._told.setdefault((a, b, as_of), Told(self.ledger, a, b, as_of))

    def dispute(self, a: str, b: str, as_of: date | None = None) -> Dispute:
        """The dispute of a pair: see `Ledger.dispute`."""
        return self.kept.get(self.state, ("dispute", a, b, as_of), lambda: weigh(self.told(a, b, as_of)))

    def course(self, a: str, b: str, scale: str, as_of: date | None = None) -> Course:
        """The tension of a pair: see `detente.dispute.tension`."""
        key = ("course", a, b, scale, as_of)
        return self.kept.get(self.state, key, lambda: course(self.told(a, b, as_of), scale))

    def alone(self, party: str, as_of: date | None = None) -> Alone:
        """One party and all others: see `detente.dispute.alone`."""
        return self.kept.get(self.state, ("alone", party, as_of), lambda: alone(self.ledger, party, as_of))

    def at_hand(self, a: str, b: str) -> bool:
        """Whether the dispute was weighed before."""
        return self.kept.has(self.state, ("dispute", a, b, None))
