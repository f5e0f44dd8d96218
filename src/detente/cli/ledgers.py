"""`detente add`, `dispute` and `verify`: the commands that have a ledger."""

from __future__ import annotations

import sys
import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, TextIO, TypeVar

from detente.api import Reader, read_many
from detente.api_ledger import Ledger
from detente.cli.output import put, put_json, show
from detente.cli.run import Tally, readers
from detente.cli.stories import articles_in
from detente.errors import InputError, UsageError, unwritable
from detente.ingest import files_under
from detente.ingest.files import same_file
from detente.ingest.published import as_date, as_published
from detente.ledger import copies
from detente.world.named import code_of

if TYPE_CHECKING:
    from collections.abc import Callable

    from rich.console import Console

    from detente.ledger import Added
    from detente.model import Article, Reading, Record

D = TypeVar("D", bound="Record")
PATIENCE = 5.0
"""Seconds to wait for a ledger that another has, such as a server that answers a request."""
RECENT = 300.0
"""Seconds over which the bar's rate is taken: workers hand their stories in by batches, all at once."""
KEEP, MOST, SHARE = 32, 500, 9
"""Readings kept in one transaction. Each settles anew what it touches, which in a large ledger is dear: so
reading goes on for SHARE times as long as keeping took the last time, but for no more than MOST readings."""


class Adding:
    """One run of `add`: the stories that are new are read and kept, a few at a time."""

    def __init__(self, ledger: Ledger, reader: Reader = read_many, tally: Tally | None = None) -> None:
        self.ledger = ledger
        self.reader = reader
        self.tally = tally or Tally()
        self.have = copies.by_story(ledger.sql(copies.OF_STORIES).rows, ledger.sql(copies.OF_COPIES).rows)
        self.read: set[str] = set()
        self.added = self.known = self.corrected = self.events = 0
        self.kept = self.took = 0.0

    def run(self, articles: Iterable[Article | InputError], step: Callable[[], None]) -> None:
        """Read and keep; `step` is called for each story that is done."""
        waiting: list[Reading] = []
        for found in self.reader(self._new(articles, step)):
            if isinstance(found, InputError):
                self.tally.refuse(found)
            else:
                waiting.append(found)
            if self._due(len(waiting)):
                self._keep(waiting)
                waiting = []
            step()
        self._keep(waiting)

    def _new(
        self, articles: Iterable[Article | InputError], step: Callable[[], None]
    ) -> Iterator[Article | InputError]:
        """Stories that the ledger has not, or of which it learns something: reading is the dear part."""
        for article in articles:
            if not isinstance(article, InputError) and self._known(article):
                self.known += 1
                step()
                continue
            yield article

    def _known(self, article: Article) -> bool:
        """Whether the ledger, or this run, has a copy of the story already and would take nothing from this one."""
        before = self.have.get(article.hash, ())
        self.have[article.hash] = now = copies.telling((*before, copies.copy_of(article)))
        return now == before

    @property
    def undated(self) -> int:
        """How many of the stories that were read have no day of publication, this copy nor another."""
        return sum(self.have[story][0].published is None for story in self.read)

    def _due(self, waiting: int) -> bool:
        rested = time.monotonic() - self.kept >= SHARE * self.took
        return waiting >= MOST or (waiting >= KEEP and rested)

    def _keep(self, readings: list[Reading]) -> None:
        begun = time.monotonic()
        done: Added = self.ledger.add_many(readings)
        self.kept = time.monotonic()
        self.took = self.kept - begun
        self.added += len(done.added)
        self.known += len(done.known)
        self.corrected += len(done.corrected)
        self.events += done.events
        self.read.update(reading.article.hash for reading in readings)
        for refusal in done.refused:
            self.tally.refuse(InputError(refusal.reason, subject=refusal.story))

    def summary(self, advice: str = "") -> str:
        """What was done, in one line. `advice`: what can be done where days are not known."""
        parts = [f"{_count(self.added, 'story', 'stories')} added with {_count(self.events, 'event', 'events')}"]
        parts += [f"{self.known} known already"] if self.known else []
        parts += [f"{self.corrected} completed"] if self.corrected else []
        parts += [self.tally.summary()] if self.tally.refused else []
        parts += [f"{self.undated} without a day of publication{advice}"] if self.undated else []
        return ", ".join(parts)


def _count(number: int, one: str, many: str) -> str:
    return f"{number} {one if number == 1 else many}"


def add_stories(  # noqa: PLR0913, PLR0917 - the words of the command
    path: Path, stories: list[Path], published: str | None, recursive: bool, workers: int, report: Path | None
) -> int:
    """Read and keep; the exit status. Progress and the summary go to standard error.

    `workers`: processes that read, 0 for one per core. `report`: a file for what is refused, as JSON lines.
    """
    as_published(published)
    files = list(files_under(stories, recursive=recursive))
    if report and any(same_file(report, file) for file in (path, *files)):
        raise UsageError(
            "is the ledger or one of the stories, which would be lost: name another file", subject=str(report)
        )
    with (
        _report(report) as lines,
        Ledger.open_or_create(path, wait=PATIENCE) as ledger,
        readers(workers, keeps=True) as reader,
        _progress(files) as step,
    ):
        adding = Adding(ledger, reader, Tally(lines))
        adding.run(articles_in(files, published, recursive=False), step)
    print(f"{path}: {adding.summary(', which --published gives')}", file=sys.stderr)
    return adding.tally.status


@contextmanager
def _report(path: Path | None) -> Iterator[TextIO | None]:
    """The file for what is refused; UsageError or OutputError where it cannot be written."""
    if path is None:
        yield None
        return
    try:
        file = path.open("w", encoding="utf-8")
    except OSError as wrong:
        raise unwritable(wrong, path) from wrong
    with file:
        yield file


@contextmanager
def _progress(files: list[Path]) -> Iterator[Callable[[], None]]:
    """A bar with stories a second and the time left on a terminal, nothing elsewhere.

    A file of many stories that do not stand a line each moves it further than was foreseen.
    """
    if not sys.stderr.isatty():
        yield lambda: None
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, ProgressColumn, Task, TextColumn
    from rich.progress import TimeRemainingColumn as Left
    from rich.text import Text

    class Speed(ProgressColumn):
        def render(self, task: Task) -> Text:
            return Text(f"{task.speed:.1f}/s" if task.speed else "")

    total = sum(map(_stories_likely, files))
    columns = (TextColumn("reading"), BarColumn(), MofNCompleteColumn(), Speed(), Left())
    console = Console(stderr=True)
    with Progress(*columns, console=console, transient=True, speed_estimate_period=RECENT) as bar:
        task = bar.add_task("", total=total)

        def step() -> None:
            bar.advance(task)
            bar.update(task, total=max(total, bar.tasks[0].completed))

        yield step


def _stories_likely(path: Path) -> int:
    """How many stories a file holds: the lines of JSON lines are counted, which is quick; any other counts as one."""
    if path.suffix not in (".jsonl", ".ndjson"):
        return 1
    try:
        with path.open("rb") as file:
            return sum(block.count(b"\n") for block in iter(lambda: file.read(1 << 20), b""))
    except OSError:  # it is refused by name when its turn comes
        return 1


def show_dispute(path: Path, pair: tuple[str, str], as_of: str | None, style: str) -> int:
    """The docket of a pair; the exit status."""
    from detente.show import page_of_dispute
    from detente.show.docket import print_dispute

    with Ledger.open(path, read_only=True) as ledger:
        dispute = ledger.dispute(code_of(pair[0]), code_of(pair[1]), as_of=as_date(as_of))
    return _put(dispute, style, page_of_dispute, print_dispute)


def show_alone(path: Path, party: str, as_of: str | None, style: str) -> int:
    """One party and all others; the exit status."""
    from detente.show import page_of_alone
    from detente.show.docket import print_alone

    with Ledger.open(path, read_only=True) as ledger:
        alone = ledger.alone(code_of(party), as_of=as_date(as_of))
    return _put(alone, style, page_of_alone, print_alone)


def _put(found: D, style: str, page: Callable[[D], str], lines: Callable[[D, Console], None]) -> int:
    """What was found, in the style asked for; the exit status."""
    if style == "json":
        put_json(found.as_json(), pretty=True)
    elif style == "html":
        put(page(found))
    else:
        show(lambda console: lines(found, console))
    return 0


def verify_ledger(path: Path) -> int:
    """What was checked, and each fault; the exit status."""
    with Ledger.open(path, read_only=True) as ledger:
        found = ledger.verify()
    for fault in found.faults:
        where = f"{fault.story}{f', event {fault.telling}' if fault.telling else ''}"
        print(f"detente: {path}: story {where}: {fault.what}", file=sys.stderr)
    checked = f"{_count(found.stories, 'story', 'stories')}, {_count(found.events, 'event', 'events')}"
    put(f"{path}: {checked}, {_count(found.spans, 'quoted span', 'quoted spans')}: ")
    put("all hold\n" if found.sound else f"{_count(len(found.faults), 'fault', 'faults')}\n")
    return 0 if found.sound else 1
