"""`detente watch`: visits feeds, and adds what is new in them to a ledger, once or round after round."""

from __future__ import annotations

import sys
import time
from collections.abc import Iterator, Mapping, Set
from pathlib import Path

from detente.api_ledger import Ledger
from detente.cli.ledgers import Adding
from detente.cli.run import Tally, say
from detente.errors import LedgerLocked, UsageError
from detente.ingest.fetch import Web, host_of
from detente.ingest.watching import FeedState, Visit, addresses_in, hosts_named, visit

EVERY = 15
"""Minutes between two rounds where none are given: more often than most feeds change, seldom enough for their hosts."""


def watch_feeds(path: Path, feeds: list[str], once: bool, every: float | None) -> int:
    """Watch; the exit status, of the only round with `once`. Without it, rounds go on until the command is ended."""
    if once and every is not None:
        raise UsageError("--once and --every exclude each other")
    addresses = [address for words in feeds for address in addresses_in(words)]
    web, hosts = Web(), hosts_named(feeds)
    if once:
        return _round(path, addresses, web, hosts)
    while True:
        begun = time.monotonic()
        try:
            _round(path, addresses, web, hosts)
        except LedgerLocked as error:  # what was fetched is fetched again in the next round
            say(error)
        time.sleep(max(0.0, begun + 60 * (every or EVERY) - time.monotonic()))


def _round(path: Path, addresses: list[str], web: Web, hosts: Set[str]) -> int:
    """Visit every feed, then add. The ledger is open only before and after, so that others may have it meanwhile."""
    with Ledger.open_or_create(path) as ledger:
        states, seen = ledger.feeds(), ledger.entries()
    visits = list(_visits(web, addresses, states, seen, hosts))
    tally = Tally()
    for found in visits:
        if found.trouble:
            tally.refuse(found.trouble)
    with Ledger.open(path) as ledger:
        adding = Adding(ledger)
        adding.run((story for found in visits for _, story in found.stories), lambda: None)
        ledger.visited(visits)
    print(f"{path}: {_seen(visits)}; {adding.summary()}", file=sys.stderr)
    return max(tally.status, adding.tally.status)


def _seen(visits: list[Visit]) -> str:
    """How many feeds were visited, and how many of them gave nothing new to read, for the one reason or the other."""
    feeds = [found for found in visits if not found.lists]
    failed = sum(found.trouble is not None for found in feeds)
    unchanged = f"{len(feeds)} feeds, {sum(found.unchanged for found in feeds)} of them unchanged"
    return unchanged + (f", {failed} in trouble" if failed else "")


def _visits(
    web: Web, addresses: list[str], states: Mapping[str, FeedState], seen: set[str], hosts: Set[str]
) -> Iterator[Visit]:
    """A visit to each feed, those that lists name included, each once. `hosts`: those that may be anywhere."""
    queue = list(dict.fromkeys(addresses))
    for address in queue:  # it grows on the way
        found = visit(web, states.get(address, FeedState(address)), seen, named=host_of(address) in hosts)
        seen.update(key for key, _ in found.stories)
        queue += [feed for feed in dict.fromkeys(found.lists) if feed not in queue]
        yield found
