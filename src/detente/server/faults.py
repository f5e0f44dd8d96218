"""Whatever goes wrong in the one shape of errors, with the status of HTTP that fits it."""

from __future__ import annotations

import logging
from http import HTTPStatus
from typing import TYPE_CHECKING

from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from detente import errors
from detente.errors import DetenteError

if TYPE_CHECKING:
    from fastapi import FastAPI

log = logging.getLogger("detente.server")

STATUS: tuple[tuple[type[DetenteError], int], ...] = (
    (errors.MissingInput, 404),
    (errors.TooLarge, 413),
    (errors.InputError, 422),
    (errors.UsageError, 422),
    (errors.LedgerLocked, 503),
    (errors.Busy, 503),
    (errors.TokenNeeded, 401),
    (errors.NotAllowed, 403),
    (errors.NotServed, 404),
    (errors.TooSlow, 408),
)
"""The status for an error: the first line that it is of; 500 for what stands in none."""
RETRY_AFTER = 5
"""Seconds after which to ask again, where the ledger is being written or too many ask."""
RETRY = {503: {"Retry-After": str(RETRY_AFTER)}, 401: {"WWW-Authenticate": "Bearer"}, 408: {"Connection": "close"}}


class Fault(DetenteError):
    """A fault in detente itself, as a caller sees it; what it was stands in the server's log."""

    code = "fault"


def status_of(error: DetenteError) -> int:
    """The status of HTTP for an error."""
    return next((status for kind, status in STATUS if isinstance(error, kind)), 500)


def answer(request: Request, error: DetenteError, status: int | None = None) -> Response:
    """The error as a page to a browser that looks at pages, as JSON to everybody else."""
    status = status or status_of(error)
    if wants_page(request):
        from detente.server import pages  # the pages stand on this module

        again = RETRY_AFTER if status == 503 and request.method == "GET" else None
        response: Response = pages.error_page(request, error, status, again)
    else:
        response = JSONResponse(error.as_json(), status)
    response.headers.update(RETRY.get(status, {}))
    return response


def wants_page(request: Request) -> bool:
    """Whether a person looks at this in a browser."""
    return not request.url.path.startswith("/api/") and "text/html" in request.headers.get("accept", "")


def told(error: HTTPException) -> DetenteError:
    """The error for one of the framework's."""
    if isinstance(error.__cause__, DetenteError):
        return error.__cause__
    if error.status_code in (404, 405):
        return errors.NotServed(HTTPStatus(error.status_code).phrase.lower())
    return errors.InputError(str(error.detail))


def invalid(error: RequestValidationError) -> DetenteError:
    """The first thing that is wrong with what was sent, named by its place."""
    first = error.errors()[0]
    place = ".".join(str(part) for part in first["loc"])
    return errors.MalformedRecord(str(first["msg"]), subject=place)


def fault(error: Exception) -> Fault:
    """What a caller is told of a fault; the log has the rest."""
    log.error("a fault in detente itself", exc_info=error)
    return Fault(f"a fault in detente itself ({type(error).__name__}): the server's log says where")


def install(app: FastAPI) -> None:
    """Let the application answer with the one shape."""

    def own(request: Request, error: Exception) -> Response:
        assert isinstance(error, DetenteError)
        return answer(request, error)

    def framework(request: Request, error: Exception) -> Response:
        assert isinstance(error, HTTPException)
        told_as = told(error)
        status = None if told_as is error.__cause__ else error.status_code
        response = answer(request, told_as, status)
        response.headers.update(error.headers or {})
        return response

    def validation(request: Request, error: Exception) -> Response:
        assert isinstance(error, RequestValidationError)
        return answer(request, invalid(error))

    app.add_exception_handler(DetenteError, own)
    app.add_exception_handler(HTTPException, framework)
    app.add_exception_handler(RequestValidationError, validation)
