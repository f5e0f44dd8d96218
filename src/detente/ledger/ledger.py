"""The ledger: one DuckDB file that keeps stories, what was read in them, and the incidents that they tell of."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime

from detente.errors import InputError, UsageError
from detente.ingest.watching import Visit
from detente.ledger import adding, decisions, rebuilding, reviewing, settling, watched
from detente.ledger.looking import Looking
from detente.ledger.opened import moment
from detente.ledger.records import Added, Change, Decision, Party, Refusal, Review, Verdict
from detente.ledger.rows import check
from detente.model import Reading

BATCH = 500  # stories in one transaction of `add_many`: a kill costs at most these; merging is done once for each batch


class Ledger(Looking):
    """One ledger file. Use it as a context manager, or `close()` it.

    Errors: `MissingInput` (no such file), `NotALedger` (something else, or damaged), `LedgerLocked` (open for writing
    elsewhere), `LedgerVersion` (written by a newer detente).
    """

    def add(self, reading: Reading, learned: datetime | None = None) -> Added:
        """Keep one reading, in one transaction. A story that is known already (same text) changes nothing.

        Except where something is known now that was unknown then, such as its day of publication: that is filled in,
        with a record in `corrections()`, and the events read with it take the place of those read without. Of copies
        that contradict each other the one with the earliest day counts, in whatever order they come; a day that only a
        dateline says counts after any other.

        `learned`: when the ledger took it in (default: now, UTC; where the clock was set back, the last moment that is
        on record, so that what is learned later is never put before). A reading whose hash or offsets do not fit its
        text raises `MalformedRecord`.
        """
        check(reading)
        return self._keep([reading], learned)

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
            done = self._keep(sound, learned)
            total = Added(
                added=total.added + done.added,
                known=total.known + done.known,
                corrected=total.corrected + done.corrected,
                refused=total.refused + tuple(refused),
                events=total.events + done.events,
            )
        return total

    def _keep(self, readings: Sequence[Reading], learned: datetime | None) -> Added:
        """Write what is new in one transaction, incidents included."""
        with self._writing() as (cursor, now), adding.unhurried():
            return adding.keep(cursor, readings, moment(learned) if learned else now)

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

    def rebuild(self) -> None:
        """Derive events and incidents anew by the rules of this detente; what people decided holds."""
        with self._writing() as (cursor, _), adding.unhurried():
            rebuilding.rebuild(cursor)

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
