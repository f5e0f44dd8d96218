"""The web pages."""

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response

from detente.errors import DetenteError


def routes() -> APIRouter:
    """The pages."""
    return APIRouter()


def error_page(request: Request, error: DetenteError, status: int) -> Response:
    """An error, for a person."""
    return PlainTextResponse(str(error), status)
