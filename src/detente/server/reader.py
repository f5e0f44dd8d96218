"""The reader behind the server: it takes the whole of a processor, so stories are read one request at a time."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TypeVar

import anyio
import anyio.to_thread

from detente.errors import Busy, TooLarge

T = TypeVar("T")


def check_length(texts: Sequence[str | bytes], each: int, together: int) -> None:
    """Refuse stories that would keep the reader for minutes: `TooLarge` beyond so many characters."""
    if max(map(len, texts), default=0) > each:
        raise TooLarge(f"the story has more than {each:,} characters, the limit for one that is read here")
    if sum(map(len, texts)) > together:
        raise TooLarge(f"the stories have more than {together:,} characters together, the limit for one request")


class Turns:
    """Threads of their own for dear work, so that what is quick is answered meanwhile.

    `at_once`: how many run together; `waiting`: how many may wait for their turn; `seconds`: how long.
    """

    def __init__(self, at_once: int, waiting: int, seconds: float) -> None:
        self._turns = anyio.CapacityLimiter(at_once)
        self._threads = anyio.CapacityLimiter(at_once)
        self.waiting, self.seconds = waiting, seconds

    async def run(self, work: Callable[[], T]) -> T:
        """What `work` gives, made in a thread; `Busy` where too many wait, or the wait is too long."""
        if self._turns.statistics().tasks_waiting >= self.waiting:
            raise Busy("too many are waiting: try again in a while")
        try:
            with anyio.fail_after(self.seconds):
                await self._turns.acquire()
        except TimeoutError:
            raise Busy(f"no turn came within {self.seconds:g} seconds: try again in a while") from None
        try:
            return await anyio.to_thread.run_sync(work, limiter=self._threads)
        finally:
            self._turns.release()
