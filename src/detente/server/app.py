"""The application: REST under /api/v1, the pages, and what both stand behind."""

from __future__ import annotations

from pathlib import Path

from fastapi import FastAPI
from starlette.staticfiles import StaticFiles

from detente.server import api, faults, pages, safety
from detente.server.api.common import Unchanged, unchanged
from detente.server.reader import Turns
from detente.server.settings import Settings
from detente.server.store import Store
from detente.server.weighed import Weighed
from detente.version import __version__

STATIC = Path(__file__).with_name("static")


def create_app(settings: Settings) -> FastAPI:
    """The server of one ledger.

    `app.state` has its `settings`, its `store`, what was `weighed`, and the turns at the `reader` and at queries
    (`asking`).
    """
    limits = settings.limits
    app = FastAPI(
        title="detente", version=__version__, docs_url=None, redoc_url=None, openapi_url="/api/v1/openapi.json",
        middleware=safety.wrap(settings),
    )  # fmt: skip
    app.state.settings = settings
    app.state.store = Store(settings.ledger, limits.wait_seconds)
    app.state.weighed = Weighed()
    app.state.reader = Turns(1, limits.waiting, limits.wait_seconds)
    app.state.asking = Turns(2, limits.waiting, limits.wait_seconds)
    faults.install(app)
    app.add_exception_handler(Unchanged, unchanged)
    app.include_router(api.routes(), prefix="/api/v1")
    app.include_router(pages.routes(), include_in_schema=False)
    app.mount("/static", StaticFiles(directory=STATIC, check_dir=False), name="static")
    return app
