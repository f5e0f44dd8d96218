"""The server: REST and the web pages over one ledger. It calls and never computes."""

from detente.server.app import create_app
from detente.server.settings import Limits, Settings
from detente.server.store import Store

__all__ = ["Limits", "Settings", "Store", "create_app"]
