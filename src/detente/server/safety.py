"""What every request passes: headers that forbid what pages do not need, and limits on who asks, how much and how long.

Each class is an ASGI application around another. They are set up, outermost first, by `wrap`.
"""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from starlette.datastructures import MutableHeaders
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import RedirectResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from detente.errors import DetenteError, NotAllowed, TokenNeeded, TooLarge, TooSlow
from detente.server.access import cookie_name, has_token, same
from detente.server.faults import answer, fault

if TYPE_CHECKING:
    from detente.server.settings import Settings

POLICY = "; ".join(
    (
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self'",
        "img-src 'self'",
        "font-src 'self'",
        "connect-src 'self'",
        "form-action 'self'",
        "frame-ancestors 'none'",
        "base-uri 'none'",
    )
)
HEADERS = {
    "Content-Security-Policy": POLICY,
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",  # with "no-referrer" browsers send `Origin: null` with this server's own forms
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
}
SAFE_METHODS = frozenset({"GET", "HEAD", "OPTIONS"})
LOOPBACK = frozenset({"localhost", "127.0.0.1", "::1"})
PUBLIC = ("/static/", "/pages/")
"""What looks are made of: the same for every ledger, and needed by the page that asks for the token."""
OWN = frozenset({"same-origin", "none"})
"""What a browser says of a request that a page of this server, or the person, made."""


class Around:
    """An application around another, for requests of HTTP; what else there is goes through."""

    def __init__(self, app: ASGIApp, settings: Settings) -> None:
        self.app, self.settings = app, settings

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve."""
        await (self.serve if scope["type"] == "http" else self.app)(scope, receive, send)

    async def serve(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve one request."""
        raise NotImplementedError


class Headers(Around):
    """Sets the headers of every answer, and makes an answer of a fault."""

    async def serve(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve with headers."""
        begun = False

        async def sending(message: Message) -> None:
            nonlocal begun
            if message["type"] == "http.response.start":
                begun = True
                headers = MutableHeaders(scope=message)
                for name, value in HEADERS.items():
                    headers[name] = value
                headers.setdefault("Cache-Control", "private, no-cache")
            await send(message)

        try:
            await self.app(scope, receive, sending)
        except Exception as error:
            if begun:
                raise
            await answer(Request(scope), fault(error), 500)(scope, receive, sending)


class Doorkeeper(Around):
    """Turns away requests under another host's name, from another site, and without a token where one is needed.

    `http://HOST/?token=TOKEN` gives a browser its cookie.
    """

    async def serve(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve who may come in."""
        request = Request(scope)
        try:
            self.check_host(request)
            self.check_site(request)
            token = request.query_params.get("token")
            if token is not None and request.method == "GET":
                await self.cookie(request, token)(scope, receive, send)
                return
            public = request.url.path.startswith(PUBLIC)
            if not self.settings.local and not public and not has_token(request):
                raise TokenNeeded("send the token that the server printed: Authorization: Bearer TOKEN")
        except DetenteError as error:
            await answer(request, error)(scope, receive, send)
            return
        await self.app(scope, receive, send)

    def check_host(self, request: Request) -> None:
        """A server of this machine only answers to its own names: another's name may be made to lead here."""
        name = host_of(request)
        if self.settings.local and name not in LOOPBACK | {self.settings.host}:
            raise NotAllowed("this server does not answer to that name", subject=name)

    def check_site(self, request: Request) -> None:
        """Nothing is written, and nothing of the programs' side read, for a page of another site."""
        writes = request.method not in SAFE_METHODS
        origin = request.headers.get("origin")
        if writes and origin is not None and urlsplit(origin).netloc != request.headers.get("host"):
            raise NotAllowed("the request comes from a page of another site", subject=origin)
        guarded = writes or request.url.path.startswith("/api/")
        if guarded and request.headers.get("sec-fetch-site", "none") not in OWN:
            raise NotAllowed("the request comes from a page of another site")

    def cookie(self, request: Request, token: str) -> RedirectResponse:
        """To the same address without the token, which the browser keeps as a cookie that no script can read."""
        if not same(token, self.settings.token):
            raise TokenNeeded("that is not the token that the server printed")
        url = request.url.remove_query_params("token")
        path = "/" + url.path.lstrip("/")  # "//host" would lead to another host
        response = RedirectResponse(f"{path}?{url.query}" if url.query else path, 303)
        response.set_cookie(cookie_name(self.settings), self.settings.token, httponly=True, samesite="strict", path="/")
        return response


class Uploads(Around):
    """Ends requests whose body is too long, declared or not, or takes too long to arrive."""

    async def serve(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve what keeps to the limits."""
        limits = self.settings.limits
        body = Body(receive, limits.body, limits.body_seconds)
        declared = dict(scope["headers"]).get(b"content-length", b"0")
        if not declared.isdigit() or int(declared) > limits.body:
            body.broken = body.too_large()
        begun = False

        async def sending(message: Message) -> None:
            nonlocal begun
            begun = begun or body.broken is None
            if begun:
                await send(message)

        try:
            if body.broken is None:
                await self.app(scope, body.receive, sending)
        except Exception:
            if body.broken is None or begun:
                raise
        if body.broken is not None and not begun:
            await answer(Request(scope), body.broken)(scope, receive, send)


class Body:
    """The body of one request, counted and timed while it arrives. `broken`: why it was given up."""

    def __init__(self, receive: Receive, size: int, seconds: float) -> None:
        self._receive, self.size, self.seconds = receive, size, seconds
        self.arrived, self.complete = 0, False
        self.broken: DetenteError | None = None
        self.until = asyncio.get_running_loop().time() + seconds

    async def receive(self) -> Message:
        """The next piece, or an error; after the last one, whatever comes."""
        if self.complete:
            return await self._receive()
        try:
            async with asyncio.timeout_at(self.until):
                message = await self._receive()
        except TimeoutError:
            self.broken = TooSlow(f"the body took longer than {self.seconds:g} seconds to arrive")
            raise self.broken from None
        self.arrived += len(message.get("body", b""))
        self.complete = not message.get("more_body", False)
        if self.arrived > self.size:
            self.broken = self.too_large()
            raise self.broken
        return message

    def too_large(self) -> TooLarge:
        """The error for a long body."""
        return TooLarge(f"the body is larger than {self.size / 1_000_000:g} MB, the limit for one request")


def host_of(request: Request) -> str:
    """The name under which the server was asked, without its port."""
    return (urlsplit("//" + request.headers.get("host", "")).hostname or "").rstrip(".")


def wrap(settings: Settings) -> list[Middleware]:
    """What every request passes, outermost first."""
    return [Middleware(layer, settings=settings) for layer in (Headers, Doorkeeper, Uploads)]
