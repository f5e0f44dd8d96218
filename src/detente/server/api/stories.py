"""The stories that the ledger keeps."""

from __future__ import annotations

from fastapi import APIRouter, Request

from detente.ledger import Story

router = APIRouter(tags=["stories"])


@router.get("/stories")
def list_stories(request: Request) -> list[Story]:
    """The stories, by day of publication."""
    with request.app.state.store.reading() as ledger:
        stories: list[Story] = ledger.stories()
    return stories
