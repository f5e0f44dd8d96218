"""Reads news of international crises by machine and keeps the ledger.

import detente

reading = detente.read(text, published="2015-12-02")
for event in reading.events: ...

with detente.Ledger.open_or_create("crisis.duckdb") as ledger:
    ledger.add(reading)
    print(ledger.dispute("RUS", "TUR"))
"""

from typing import TYPE_CHECKING

from detente.api import annotate, answer, read, relate
from detente.version import __version__

if TYPE_CHECKING:
    from detente.api_ledger import Ledger

__all__ = ["Ledger", "__version__", "annotate", "answer", "read", "relate"]


def __getattr__(name: str) -> object:
    """`Ledger` on first use: the database behind it takes longer to load than all the rest."""
    if name == "Ledger":
        from detente.api_ledger import Ledger

        return Ledger
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
