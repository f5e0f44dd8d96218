"""Many stories on one machine: batches are read in worker processes and handed on in the order in which they came.

Batches are cut as in one process (`api.batches`), so that neither the number of workers nor who is done first changes
what is read.
"""

from __future__ import annotations

import os
import signal
import threading
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import BrokenExecutor, Future, ProcessPoolExecutor
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from functools import partial
from itertools import chain, islice
from multiprocessing import get_context, parent_process
from types import TracebackType
from typing import TYPE_CHECKING

from detente.api import Reader, batches, read_batch
from detente.errors import InputError, ReaderDied
from detente.garbage import collect_seldom
from detente.threads import keep_to_one

if TYPE_CHECKING:
    from detente.model import Article, Reading

    Batch = Sequence[Article | InputError]
    Done = list[Reading | InputError]

AHEAD = 3
"""Batches that a worker has at once: one that it reads, and two so that it need not wait while the first in the order
takes long. More would only fill the memory."""
DEATHS = 8
"""Workers that die one after another, with nothing read between, before it is given up."""


def cores() -> int:
    """The cores that this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


FEW = 128
"""Stories up to which the process that keeps them reads them too: the models and a ledger's pages, both in one process,
take more memory than a machine may have for it."""


@contextmanager
def reader(workers: int, tell: Callable[[str], None], keeps: bool = False) -> Iterator[Reader]:
    """What `read_many` does, in so many processes: 0 for one per core, 1 for this one alone.

    `keeps`: this process writes a ledger; of more than `FEW` stories even one worker is a process of its own. `tell`
    gets a line where a worker died. A story that kills its worker when it is read alone gives `ReaderDied` in its
    place; where workers die one after another, that is raised.
    """
    count = workers or cores()
    if count == 1:
        yield partial(read_apart, tell=tell) if keeps else read_here
        return
    with Pool(count, tell) as pool:
        yield pool.read_many


def read_whole(batch: Batch) -> Done:
    """What a worker does: one batch, after which the parser forgets its words, so that memory stays what it was."""
    from detente.reading.parse import forgetting

    with forgetting():
        return list(read_batch(batch))


def read_here(articles: Iterable[Article | InputError]) -> Iterator[Reading | InputError]:
    """As `api.read_many`, for a process in which nobody else reads at the same time."""
    for batch in batches(articles):
        yield from read_whole(batch)


def read_apart(articles: Iterable[Article | InputError], tell: Callable[[str], None]) -> Iterator[Reading | InputError]:
    """As `api.read_many`, few stories here and many in one other process."""
    rest = iter(articles)
    first = list(islice(rest, FEW + 1))
    if len(first) <= FEW:
        yield from read_here(first)
        return
    with Pool(1, tell) as pool:
        yield from pool.read_many(chain(first, rest))


def prepare() -> None:
    """Make a new worker end with its parent, however that ends, and keep to one core."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)
    keep_to_one()
    collect_seldom()
    threading.Thread(target=_end_with_parent, daemon=True).start()


def _end_with_parent() -> None:
    parent = parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)


@dataclass
class Task:
    """A batch that a worker has. `killed`: the worker died while it read this one."""

    batch: Batch
    worker: Worker
    future: Future[Done]
    killed: bool = False


@dataclass
class Worker:
    """One process, started again where it dies. Each has its own executor: so it is known which batch it had."""

    number: int
    work: Callable[[Batch], Done]
    tell: Callable[[str], None]
    tasks: deque[Task] = field(default_factory=deque)

    def __post_init__(self) -> None:
        self._start()

    def _start(self) -> None:
        self.executor = ProcessPoolExecutor(1, mp_context=get_context("spawn"), initializer=prepare)
        self.process = self.executor.submit(os.getpid)

    def hand(self, batch: Batch) -> Task:
        """Have a batch read after those that the worker has."""
        task = Task(batch, self, self._submit(batch))
        self.tasks.append(task)
        return task

    def _submit(self, batch: Batch) -> Future[Done]:
        try:
            return self.executor.submit(self.work, batch)
        except BrokenExecutor:
            self.revive()
            return self.executor.submit(self.work, batch)

    def undone(self) -> int:
        """How many batches it has before it."""
        while self.tasks and self.tasks[0].future.done() and not broken(self.tasks[0].future):
            self.tasks.popleft()
        return len(self.tasks)

    def revive(self) -> None:
        """Start anew: the batch that was being read is marked, those behind it are handed over again."""
        if self.undone():
            reading = self.tasks.popleft()
            reading.killed = True
            self.tell(f"{self.name()} died: killed, or out of memory; {_what_follows(reading.batch)}")
        self.executor.shutdown()
        self._start()
        for task in self.tasks:
            task.future = self.executor.submit(self.work, task.batch)

    def name(self) -> str:
        """The worker for whoever reads the messages, with the number of its process where that is known."""
        pid = self.pid()
        return f"worker {self.number}" + (f" (process {pid})" if pid else "")

    def pid(self) -> int | None:
        """The number of its process; None where it has not begun."""
        return self.process.result() if self.process.done() and not self.process.exception() else None

    def end(self, now: bool) -> None:
        """End the process; `now`: without waiting for the batch that it reads."""
        pid = self.pid()
        if now and pid:
            with suppress(OSError):
                os.kill(pid, signal.SIGTERM)
        self.executor.shutdown(wait=not now, cancel_futures=True)


def _what_follows(batch: Batch) -> str:
    return f"its {len(batch)} stories are read again one by one" if len(batch) > 1 else "it had one story alone"


def broken(future: Future[Done]) -> bool:
    """Whether a future that is done has nothing because its process died."""
    return isinstance(future.exception(), BrokenExecutor)


class Pool:
    """Worker processes that read; `with` it, for they end with it. `work`: what each does with a batch."""

    def __init__(self, workers: int, tell: Callable[[str], None], work: Callable[[Batch], Done] = read_whole) -> None:
        self.workers = [Worker(number, work, tell) for number in range(1, workers + 1)]
        self.deaths = 0

    def __enter__(self) -> Pool:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        for worker in self.workers:
            worker.end(now=kind is not None)

    def read_many(self, articles: Iterable[Article | InputError]) -> Iterator[Reading | InputError]:
        """As `api.read_many`: one for each story, in order."""
        waiting: deque[Task] = deque()
        for batch in batches(articles):
            waiting.append(self._hand(batch))
            if len(waiting) >= AHEAD * len(self.workers):
                yield from self._result(waiting.popleft())
        while waiting:
            yield from self._result(waiting.popleft())

    def _hand(self, batch: Batch) -> Task:
        return min(self.workers, key=Worker.undone).hand(batch)

    def _result(self, task: Task) -> Done:
        """What became of a batch; where it killed its worker, of each story in it alone."""
        while not task.killed:
            try:
                done = task.future.result()
            except BrokenExecutor:
                if not task.killed:
                    task.worker.revive()
                continue
            self.deaths = 0
            return done
        self._died()
        if len(task.batch) == 1:
            return [died(task.batch[0])]
        alone = [self._hand([article]) for article in task.batch]
        return [found for one in alone for found in self._result(one)]

    def _died(self) -> None:
        self.deaths += 1
        if self.deaths >= DEATHS:
            raise ReaderDied(
                f"{DEATHS} workers died one after another; give fewer with --workers, or more memory. "
                "What was kept stays kept, and a second run goes on from there"
            )


def died(article: Article | InputError) -> InputError:
    """What a story gets that cannot be read without its reader being killed."""
    if isinstance(article, InputError):
        return article
    return ReaderDied("the process that read it was killed, or ran out of memory", subject=article.id)
