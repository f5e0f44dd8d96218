"""Who may do what: the token, the browser's cookie that stands for it, and the mark of this server's own forms."""

from __future__ import annotations

import hashlib
import hmac
from typing import TYPE_CHECKING

from starlette.requests import Request

from detente.errors import NotAllowed, TokenNeeded

if TYPE_CHECKING:
    from detente.server.settings import Settings

FIELD, HEADER = "csrf", "x-csrf-token"
FORMS = ("application/x-www-form-urlencoded", "multipart/form-data")


def same(given: str | None, expected: str) -> bool:
    """Whether two secrets are one, in a time that does not tell how far they agree."""
    return given is not None and hmac.compare_digest(given.encode(), expected.encode())


def bearer(request: Request) -> str | None:
    """The token in the header `Authorization: Bearer TOKEN`."""
    kind, _, token = request.headers.get("authorization", "").partition(" ")
    return token.strip() if kind.lower() == "bearer" else None


def cookie_name(settings: Settings) -> str:
    """The cookie's name. Browsers keep cookies by host and not by port: two servers of one machine are told apart."""
    return f"detente-{settings.port}"


def has_token(request: Request) -> bool:
    """Whether the caller knows the token, by header or by cookie: it may write, and so may its pages show forms."""
    settings = settings_of(request)
    given = bearer(request), request.cookies.get(cookie_name(settings))
    return any(same(token, settings.token) for token in given)


def mark(request: Request) -> str:
    """What a form that writes must hold in the field `csrf` (or a script send as X-CSRF-Token); empty for who may not.

    A page of another site can make a browser send the cookie, but it cannot read this.
    """
    return mark_of(settings_of(request)) if has_token(request) else ""


def mark_of(settings: Settings) -> str:
    """The mark that goes with a token."""
    return hmac.new(settings.token.encode(), b"csrf", hashlib.sha256).hexdigest()


async def writer(request: Request) -> None:
    """A dependency of everything that writes: `TokenNeeded` without the token, `NotAllowed` without the form's mark."""
    settings = settings_of(request)
    if same(bearer(request), settings.token):
        return
    if not same(request.cookies.get(cookie_name(settings)), settings.token):
        raise TokenNeeded("to write, send the token that the server printed: Authorization: Bearer TOKEN")
    if not same(await given_mark(request), mark_of(settings)):
        raise NotAllowed("the form is not one of this server, or it is older than the server: load the page again")


async def given_mark(request: Request) -> str | None:
    """The mark that came with a request."""
    found = request.headers.get(HEADER)
    if found is None and request.headers.get("content-type", "").partition(";")[0].strip().lower() in FORMS:
        value = (await request.form()).get(FIELD)
        found = value if isinstance(value, str) else None
    return found


def settings_of(request: Request) -> Settings:
    """The settings of the server that got this request."""
    settings: Settings = request.app.state.settings
    return settings
