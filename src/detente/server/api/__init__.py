"""REST, one module for each thing that is asked for."""

from fastapi import APIRouter

from detente.server.api import stories

__all__ = ["routes"]


def routes() -> APIRouter:
    """All of REST, without its prefix."""
    router = APIRouter()
    router.include_router(stories.router)
    return router
