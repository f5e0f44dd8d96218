"""The pages: made on the server, each an address that can be shared, readable without scripts."""

from fastapi import APIRouter

from detente.server.pages import (
    actor,
    data,
    dispute,
    event,
    glossary,
    incident,
    network,
    operations,
    overview,
    places,
    read,
    search,
    story,
    style,
    timeline,
)
from detente.server.pages.render import error_page

__all__ = ["error_page", "routes"]

PAGES = (
    glossary,
    overview,
    dispute,
    story,
    incident,
    event,
    actor,
    places,
    network,
    timeline,
    search,
    data,
    operations,
    read,
    style,
)


def routes() -> APIRouter:
    """All pages."""
    router = APIRouter()
    for part in PAGES:
        router.include_router(part.router)
    return router
