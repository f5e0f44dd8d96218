"""Event data of others, in and out: one file a format, each with what it cannot hold.

`load` takes a file into a ledger, so that imported data gets dockets, tension and answers too; `export` writes one.
"""

from detente.interop.exporting import export
from detente.interop.formats import FORMATS
from detente.interop.kept import Wanted
from detente.interop.loading import Loaded, load
from detente.interop.records import FACETS, Format, Loss, Written

__all__ = ["FACETS", "FORMATS", "Format", "Loaded", "Loss", "Wanted", "Written", "export", "load"]
