"""The ledger: one DuckDB file that keeps stories, what was read in them, and the incidents that they tell of."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, date, datetime
from pathlib import Path
from types import TracebackType
from typing import Any, Self

import duckdb

from detente.errors import InputError, LedgerError, MissingInput, UsageError
from detente.ingest.watching import FeedState, Visit
from detente.ledger import (
    adding,
    decisions,
    frames,
    labelling,
    queries,
    rebuilding,
    reviewing,
    reviews,
    schema,
    settling,
    watched,
)
from detente.ledger.records import (
    Added,
    Change,
    Correction,
    Decision,
    Incident,
    Party,
    Refusal,
    Review,
    Story,
    Table,
    Telling,
    Verdict,
    Verification,
    without_zone,
)
from detente.ledger.rows import check
from detente.ledger.store import Database
from detente.ledger.verifying import verify
from detente.model import Reading

BATCH = 500  # stories in one transaction of `add_many`: a kill costs at most these; merging is done once for each batch


class Ledger:
    """One ledger file. Use it as a context manager, or `close()` it.

    Errors: `MissingInput` (no such file), `NotALedger` (something else, or damaged), `LedgerLocked` (open for writing
    elsewhere), `LedgerVersion` (written by a newer detente).
    """

    def __init__(self, database: Database) -> None:
        self._db = database

    @classmethod
    def open(cls, path: str | os.PathLike[str], read_only: bool = False, wait: float = 0.0) -> Self:
        """Open a ledger that exists. Several may read at once; one that writes must be alone.

        `wait`: seconds to wait for another process that has it.
        """
        file = Path(path)
        if not file.exists():
            raise MissingInput("there is no such ledger: adding a story begins one", subject=str(file))
        database = Database(file, read_only=read_only, wait=wait)
        try:
            schema.ensure(database)
        except BaseException:
            database.close()
            raise
        return cls(database)

    @classmethod
    def create(cls, path: str | os.PathLike[str]) -> Self:
        """Begin a new ledger. It appears under its name whole: a kill on the way leaves no half of one."""
        file = Path(path)
        if file.exists():
            raise LedgerError("is there already: open it, or choose another name", subject=str(file))
        if not file.parent.is_dir():
            raise MissingInput("there is no such folder", subject=str(file.parent))
        fresh = file.with_name(f".{file.name}.{os.getpid()}.new")
        fresh.unlink(missing_ok=True)
        database = Database(fresh)
        schema.migrate(database, 0)
        database.close()
        fresh.replace(file)
        return cls.open(file)

    @classmethod
    def open_or_create(cls, path: str | os.PathLike[str], wait: float = 0.0) -> Self:
        """Open the ledger, or begin it where there is none. `wait` as for `open`."""
        return cls.open(path, wait=wait) if Path(path).exists() else cls.create(path)

    @classmethod
    def in_memory(cls) -> Self:
        """A ledger without a file, gone when it is closed: for weighing a few stories at once."""
        database = Database(Path(":memory:"))
        schema.migrate(database, 0)
        return cls(database)

    def add(self, reading: Reading, learned: datetime | None = None) -> Added:
        """Keep one reading, in one transaction. A story that is known already (same text) changes nothing.

        Except where something is known now that was unknown then, such as its day of publication: that is filled in,
        with a record in `corrections()`, and the events read with it take the place of those read without.

        `learned`: when the ledger took it in (default: now, UTC). A reading whose hash or offsets do not fit its text
        raises `MalformedRecord`.
        """
        check(reading)
        return self._keep([reading], moment(learned))

    def add_many(self, readings: Iterable[Reading], learned: datetime | None = None, *, at_once: int = BATCH) -> Added:
        """Keep many readings, a few hundred stories a transaction.

        Those that are malformed are refused by name and reason, and the rest goes on. `at_once`: stories in one
        transaction, which are held in memory together.
        """
        total = Added()
        for batch in batches(readings, at_once):
            sound: list[Reading] = []
            refused: list[Refusal] = []
            for reading in batch:
                try:
                    check(reading)
                    sound.append(reading)
                except InputError as error:
                    refused.append(Refusal(story=reading.article.id, reason=error.message))
            done = self._keep(sound, moment(learned))
            total = Added(
                added=total.added + done.added,
                known=total.known + done.known,
                corrected=total.corrected + done.corrected,
                refused=total.refused + tuple(refused),
                events=total.events + done.events,
            )
        return total

    def _keep(self, readings: Sequence[Reading], learned: datetime) -> Added:
        """Write what is new in one transaction, incidents included."""
        with self._writing() as (cursor, _), adding.unhurried():
            return adding.keep(cursor, readings, learned)

    def stories(self) -> list[Story]:
        """The stories kept, by day of publication."""
        names = list(Story.model_fields)
        rows = self._db.rows(f"SELECT {', '.join(names)} FROM stories ORDER BY published NULLS LAST, id, hash")
        return [Story(**dict(zip(names, row, strict=True))) for row in rows]

    def text(self, story: str) -> str:
        """The text of a story, by its hash, exactly as it was given."""
        found = self._db.rows("SELECT text FROM stories WHERE hash = ?", [story])
        if not found:
            raise MissingInput("the ledger has no such story", subject=story)
        return str(found[0][0])

    def reading(self, story: str) -> Reading:
        """What was read in a story, by its hash, exactly as the reader said it: what people said is in `reviews()`."""
        found = self.readings([story])
        if not found:
            raise MissingInput("the ledger has no such story", subject=story)
        return found[0][0]

    def readings(self, stories: Sequence[str]) -> list[tuple[Reading, datetime]]:
        """What was read in these stories, by their hashes and in the order of these, and when each was learned.

        Some hundred at a time take little longer than one. A story that the ledger has not is passed over.
        """
        with self._db.transaction(reading=True) as cursor:
            found = {r.article.hash: (r, learned) for r, learned in rebuilding.readings(cursor, list(stories))}
        return [found[story] for story in dict.fromkeys(stories) if story in found]

    def events(  # noqa: PLR0913 - each is one condition of a query
        self,
        *,
        source: str | None = None,
        target: str | None = None,
        between: tuple[str, str] | None = None,
        types: Iterable[str] = (),
        statuses: Iterable[str] = (),
        story: str | None = None,
        since: date | None = None,
        until: date | None = None,
        as_of: date | None = None,
        after: queries.After | None = None,
        limit: int | None = None,
    ) -> list[Telling]:
        """Tellings that meet every condition given, by report and place in the story.

        `between`: both parties have a part in the act or in what it is about. `since`, `until`: days on which it may
        have happened (undated acts are left out). `as_of`: reported by that day; stories without a day of publication
        are left out. `story`: a hash. `limit`: as many at most, of those that come `after` a place in their order
        (when reported, hash of the story, number in the story).
        """
        where, values = queries.conditions(
            source=source, target=target, between=between, types=tuple(types), statuses=tuple(statuses), story=story,
            since=since, until=until, as_of=as_of, after=after,
        )  # fmt: skip
        return queries.tellings(self._db, where, values, limit)

    def events_beside(self, a: str, b: str, as_of: date | None = None) -> list[Telling]:
        """Tellings of what either party did or suffered, or in which both have a part, from stories that tell of both.

        `as_of` and the order: as for `events`.
        """
        return queries.tellings(self._db, queries.BESIDE, [a, b, as_of])

    def incidents(
        self,
        between: tuple[str, str] | None = None,
        as_of: date | None = None,
        source: str | None = None,
        target: str | None = None,
        types: Iterable[str] = (),
    ) -> list[Incident]:
        """Incidents with all their tellings, by date, then by first report.

        They are put together anew from what had been reported by `as_of`, so that later knowledge has no part.
        """
        return self.merge(self.events(source=source, target=target, between=between, types=types, as_of=as_of))

    def merge(self, tellings: Sequence[Telling]) -> list[Incident]:
        """The incidents that these tellings of this ledger, and no others, tell of."""
        return settling.incidents(tellings, self._db)

    def same(self, events: Sequence[str], note: str | None = None, by: str | None = None) -> Decision:
        """Decide that these tellings (two or more ids) are one incident, now and after later adds.

        Telling ids are those of `events()`. `by`: who decides. `UsageError` for an id that the ledger has not.
        """
        names = self._known(events, 2)
        with self._writing() as (cursor, now):
            made = decisions.write(cursor, Decision(kind="merge", events=names, note=note, by=by, made=now))
            settling.settle(cursor, settling.blocks_of(cursor, names))
        return made

    def apart(self, event: str, note: str | None = None, by: str | None = None) -> Decision:
        """Decide that a telling is of another incident than those it stands with now."""
        names = self._known([event], 1)
        with self._writing() as (cursor, now):
            others = settling.companions(cursor, event)
            if not others:
                raise UsageError("stands alone in its incident: there is nothing to split", subject=event)
            split = Decision(kind="split", events=names, apart=others, note=note, by=by, made=now)
            made = decisions.write(cursor, split)
            settling.settle(cursor, settling.blocks_of(cursor, [*names, *others]))
        return made

    def undo(self, number: int) -> Decision:
        """Take a decision back. It stays on record; the incidents are as if it had not been made."""
        with self._writing() as (cursor, now):
            before = decisions.rulings(decisions.read(cursor))
            made = decisions.undo(cursor, number, now)
            touched = settling.blocks_of(cursor, [*made.events, *made.apart])
            settling.settle(cursor, decisions.linked(cursor, before, touched))
        return made

    def adopt(self, made: Iterable[Decision]) -> int:
        """Put decisions of another ledger on record, as they were made; how many were new.

        Those whose tellings this ledger does not have are passed over, and so is one that it has already.
        """
        with self._writing() as (cursor, _):
            have = {(d.kind, d.events, d.apart, d.made) for d in decisions.read(cursor)}
            new = [d for d in made if (d.kind, d.events, d.apart, d.made) not in have]
            new = [d for d in new if settling.are_kept(cursor, [*d.events, *d.apart])]
            for decision in new:
                decisions.write(cursor, decision)
            settling.settle(cursor, settling.blocks_of(cursor, [e for d in new for e in (*d.events, *d.apart)]))
        return len(new)

    def decisions(self) -> list[Decision]:
        """All decisions by hand, in the order in which they were made, undone ones included."""
        return decisions.read(self._db)

    def feeds(self) -> dict[str, FeedState]:
        """What is kept of each feed that was visited, by its address."""
        return watched.feeds(self._db)

    def entries(self) -> set[str]:
        """The keys of the entries of feeds that are done with."""
        return watched.entries(self._db)

    def visited(self, visits: Iterable[Visit], when: datetime | None = None) -> None:
        """Put visits to feeds on record (default: as of now), after their stories were added."""
        with self._writing() as (cursor, _):
            watched.write(cursor, visits, moment(when))

    def review(  # noqa: PLR0913 - what a person says, by name
        self,
        event: str,
        verdict: Verdict | str,
        *,
        by: str,
        actor: str | None = None,
        change: Change | None = None,
        party: Party | None = None,
        note: str | None = None,
    ) -> Review:
        """Keep what a person says of an event, or of the party at `actor` in it (`source.0`, `attribution.who` …).

        `verdict`: accept (as it stands), change (an event by `change`, a party by `party`) or reject. Events, incidents
        and dockets follow, also those as of a day in the past; what the reader said is kept. What is said of a party
        holds for all events of the story that name it at the same place. `UsageError` or `MalformedRecord` for what
        cannot be.
        """
        if verdict not in list(Verdict):
            raise UsageError(f"no verdict; there are {', '.join(Verdict)}", subject=str(verdict))
        with self._writing() as (cursor, now):
            return reviewing.make(
                cursor, event, Verdict(verdict), actor=actor, change=change, party=party, by=by, note=note, made=now
            )

    def undo_review(self, number: int) -> Review:
        """Take a review back. It stays on record; events and incidents are as if it had not been made."""
        with self._writing() as (cursor, now):
            return reviewing.undo(cursor, number, now)

    def reviews(self) -> list[Review]:
        """What people said of what the reader said, in the order in which they said it, undone reviews included."""
        return reviews.read(self._db)

    def labelled(self) -> list[dict[str, object]]:
        """Reviews and decisions in force as labelled data; for its fields see `detente.ledger.labelling.labelled`."""
        with self._db.transaction(reading=True) as cursor:
            return list(labelling.labelled(cursor))

    def corrections(self) -> list[Correction]:
        """What was learned later of stories kept, in the order in which it was learned."""
        names = list(Correction.model_fields)
        rows = self._db.rows(f"SELECT {', '.join(names)} FROM corrections ORDER BY made, story, field")
        return [Correction(**dict(zip(names, row, strict=True))) for row in rows]

    def rebuild(self) -> None:
        """Derive events and incidents anew by the rules of this detente; what people decided holds."""
        with self._writing() as (cursor, _), adding.unhurried():
            rebuilding.rebuild(cursor)

    @contextmanager
    def _writing(self) -> Iterator[tuple[duckdb.DuckDBPyConnection, datetime]]:
        """A cursor in a transaction that may write, and the moment."""
        if self._db.read_only:
            raise LedgerError("opened for reading only", subject=str(self.path))
        with self._db.transaction() as cursor:
            yield cursor, moment(None)

    def _known(self, events: Sequence[str], fewest: int) -> list[str]:
        """The ids, each once, if the ledger has them all."""
        names = list(dict.fromkeys(events))
        if len(names) < fewest:
            raise UsageError(f"{fewest} different events are needed", subject=", ".join(names) or None)
        have = {
            row[0] for row in self._db.rows("SELECT id FROM events WHERE id IN (SELECT unnest(?::VARCHAR[]))", [names])
        }
        for name in names:
            if name not in have:
                raise UsageError("the ledger has no such event", subject=name)
        return names

    def sql(self, query: str, parameters: Sequence[object] = ()) -> Table:
        """The answer to one SELECT over the ledger's tables. Anything that would write is refused (`UsageError`)."""
        with selecting(query), self._db.transaction(reading=True) as cursor:
            result = cursor.execute(query, list(parameters))
            columns = tuple(str(column[0]) for column in result.description or ())
            return Table(columns=columns, rows=tuple(result.fetchall()))

    def frame(self, query: str, kind: str = "arrow", parameters: Sequence[object] = ()) -> Any:
        """The answer to one SELECT, or a whole table by its name, as a data frame.

        `kind`: `arrow` (a `pyarrow.Table`), `pandas` or `polars`, from the extra `detente[frames]`; `UsageError` where
        the library is missing, and as for `sql`.
        """
        frames.needed(kind)
        if query.isidentifier():
            query = f'SELECT * FROM "{query}"'
        with selecting(query), self._db.transaction(reading=True) as cursor:
            return frames.frame(cursor, query, parameters, kind)

    def verify(self) -> Verification:
        """Whether every quoted span equals the story's text at its offsets, and the hash of every story holds."""
        return verify(self._db)

    @property
    def path(self) -> Path:
        """The file."""
        return self._db.path

    def close(self) -> None:
        """Let the file go. Nothing is pending: every add was committed."""
        self._db.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()


def moment(learned: datetime | None) -> datetime:
    """A time without its zone, in UTC, as the ledger keeps it."""
    return without_zone(learned or datetime.now(UTC))


def batches(readings: Iterable[Reading], most: int) -> Iterator[list[Reading]]:
    """The readings in lists of at most `most`."""
    batch: list[Reading] = []
    for reading in readings:
        batch.append(reading)
        if len(batch) == most:
            yield batch
            batch = []
    if batch:
        yield batch


@contextmanager
def selecting(query: str) -> Iterator[None]:
    """Let one SELECT pass and turn a wrong query into `UsageError`."""
    try:
        statements = duckdb.extract_statements(query)
        if len(statements) != 1 or statements[0].type != duckdb.StatementType.SELECT:
            raise UsageError("one SELECT at a time: the ledger is not changed by queries", subject=query[:80])
        yield
    except duckdb.ParserException as error:
        raise UsageError(str(error).splitlines()[0], subject=query[:80]) from error
    except LedgerError as error:
        if type(error) is LedgerError:  # neither locked nor damaged: the query is at fault
            raise UsageError(error.message, subject=query[:80]) from error
        raise
