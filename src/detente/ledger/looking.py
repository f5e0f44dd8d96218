"""What a ledger tells. Nothing here changes it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from datetime import date, datetime
from typing import Any

import duckdb

from detente.errors import LedgerError, MissingInput, UsageError
from detente.ingest.watching import FeedState
from detente.ledger import decisions, frames, labelling, queries, rebuilding, reviews, settling, watched
from detente.ledger.opened import Opened
from detente.ledger.records import Correction, Decision, Incident, Review, Story, Table, Telling, Verification
from detente.ledger.verifying import verify
from detente.model import Reading


class Looking(Opened):
    """An open ledger that is asked."""

    def stories(self) -> list[Story]:
        """The stories kept, by day of publication."""
        return [queries.story(row) for row in self._db.rows(queries.STORIES.format(where="true"))]

    def text(self, story: str) -> str:
        """The text of a story, by its hash, as the ledger quotes it."""
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

    def decisions(self) -> list[Decision]:
        """All decisions by hand, in the order in which they were made, undone ones included."""
        return decisions.read(self._db)

    def feeds(self) -> dict[str, FeedState]:
        """What is kept of each feed that was visited, by its address."""
        return watched.feeds(self._db)

    def entries(self) -> set[str]:
        """The keys of the entries of feeds that are done with."""
        return watched.entries(self._db)

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
