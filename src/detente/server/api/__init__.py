"""REST, one module for each thing that is asked for."""

from fastapi import APIRouter

from detente.server.api import actors, disputes, events, exports, query, reading, reviews, stories

__all__ = ["routes"]

PARTS = (events, disputes, actors, stories, reading, reviews, query, exports)


def routes() -> APIRouter:
    """All of REST, without its prefix."""
    router = APIRouter()
    for part in PARTS:
        router.include_router(part.router)
    return router
