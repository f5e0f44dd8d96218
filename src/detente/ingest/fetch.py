"""Fetching from the web, politely: one request at a time, a pause for each host, as robots.txt and the server ask."""

from __future__ import annotations

import ipaddress
import socket
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from email.message import Message
from email.utils import parsedate_to_datetime
from typing import TYPE_CHECKING
from urllib.parse import urljoin, urlsplit

from detente.errors import TooLarge, Unreachable
from detente.ingest.robots import Rules, rules_of
from detente.version import __version__

if TYPE_CHECKING:
    from urllib3 import BaseHTTPResponse

NAME = "detente"
AGENT = f"{NAME}/{__version__} (reads news feeds for a ledger of events; heeds robots.txt)"
ROBOTS_LIMIT = 512_000
"""Bytes of a robots.txt that are read: what RFC 9309 asks for, and some."""
ROBOTS_AGE = 24 * 3600
LONGEST_REST = timedelta(days=1)
"""How long a host is left alone at most, whatever it asks for: one whose clock or word is wrong is asked again."""
REDIRECTS = 5
MOVED = (301, 302, 303, 307, 308)
PASSING = (429, 500, 502, 503, 504)
"""What servers say when another try may help."""
CHUNK = 65_536


@dataclass(frozen=True)
class Manners:
    """In seconds: `pause` between two requests to one host, `wait` for a byte, `longest` for one document, `backoff`
    before the second try (twice as long before each further one), `patience` with a server that asks to be left alone:
    where that is longer, the host is left for another time. `tries`: for one document."""

    pause: float = 1.0
    wait: float = 20.0
    longest: float = 60.0
    backoff: float = 2.0
    patience: float = 60.0
    tries: int = 3


@dataclass(frozen=True)
class Fetched:
    """A document. `url`: where it was found in the end; `status`: 200, or 304 for one that is as it was."""

    url: str
    status: int
    body: bytes
    content_type: str
    charset: str | None
    etag: str | None
    modified: str | None


@dataclass
class _Host:
    """What is known of a host: when it was last asked, until when it wants to be left alone, what it allows."""

    asked: float = float("-inf")
    rest_until: datetime | None = None
    robots: Rules | None = None
    robots_from: float = float("-inf")


@dataclass
class Web:
    """A client that remembers its hosts. `sleep`: how it waits."""

    manners: Manners = field(default_factory=Manners)
    sleep: Callable[[float], None] = time.sleep

    def __post_init__(self) -> None:
        import urllib3

        self._hosts: dict[str, _Host] = {}
        timeout = urllib3.Timeout(connect=self.manners.wait, read=self.manners.wait)
        self._pool = urllib3.PoolManager(timeout=timeout, retries=False)

    def get(
        self, url: str, limit: int, *, etag: str | None = None, modified: str | None = None, trusted: str | None = None
    ) -> Fetched:
        """What is at `url`, `limit` bytes at most.

        `etag`, `modified`: of the last visit; the server then need not send again what has not changed. `trusted`: a
        host (with its port) that may be on this machine or its network, by default that of `url`; no other may,
        wherever a list, a page or a redirect points. Raises Unreachable or TooLarge.
        """
        known = {"If-None-Match": etag, "If-Modified-Since": modified}
        headers = {name: value for name, value in known.items() if value}
        try:
            return self._follow(url, limit, headers, host_of(url) if trusted is None else trusted, robots=True)
        except ValueError as wrong:  # what urllib says of an address that is none
            raise Unreachable(f"is no address: {wrong}") from wrong

    def rest(self, url: str) -> datetime | None:
        """Until when the host of `url` wants to be left alone, in UTC; None where it said nothing."""
        return self._host(url).rest_until

    def leave_alone(self, url: str, until: datetime | None) -> None:
        """Ask nothing of the host of `url` before then, LONGEST_REST from now at most."""
        self._host(url).rest_until = until and min(until, datetime.now(UTC) + LONGEST_REST)

    def _host(self, url: str) -> _Host:
        return self._hosts.setdefault(host_of(url), _Host())

    def _follow(self, url: str, limit: int, headers: dict[str, str], trusted: str, *, robots: bool) -> Fetched:
        for _ in range(REDIRECTS + 1):
            _check_address(url, trusted)
            if robots:
                self._ask_leave(url, trusted)
            found = self._tried(url, limit, headers)
            if isinstance(found, Fetched):
                return found
            url = urljoin(url, found)
        raise Unreachable(f"redirects more than {REDIRECTS} times")

    def _ask_leave(self, url: str, trusted: str) -> None:
        """Unreachable where the host's robots.txt says that programs may not have `url`."""
        host = self._host(url)
        if host.robots is None or time.monotonic() - host.robots_from > ROBOTS_AGE:
            host.robots, host.robots_from = self._robots(url, trusted), time.monotonic()
        if not host.robots.allow(url):
            raise Unreachable("may not be fetched by programs: its host says so in robots.txt")

    def _robots(self, url: str, trusted: str) -> Rules:
        """The rules of a host. One that has none allows everything; one that cannot say is not asked for anything."""
        try:
            found = self._follow(urljoin(url, "/robots.txt"), ROBOTS_LIMIT, {}, trusted, robots=False)
        except TooLarge:
            return Rules()
        except Unreachable as error:
            if error.passing:
                raise
            return Rules()
        return rules_of(found.body.decode("utf-8", "replace"), NAME)

    def _tried(self, url: str, limit: int, headers: dict[str, str]) -> Fetched | str:
        """The document, or where it has moved to; a few tries."""
        for more in reversed(range(self.manners.tries)):
            try:
                return self._once(url, limit, headers)
            except Unreachable as error:
                if not error.passing or not more:
                    raise
                self._before_next_try(url, error, self.manners.tries - more - 1)
        raise AssertionError("there is at least one try")

    def _before_next_try(self, url: str, error: Unreachable, failed: int) -> None:
        """Wait as long as the server asks, or ever longer. The error where that is too long."""
        rest = self._host(url).rest_until
        asked = (rest - datetime.now(UTC)).total_seconds() if rest else 0.0
        if asked > self.manners.patience:
            raise error
        self.sleep(max(asked, self.manners.backoff * 2**failed))

    def _once(self, url: str, limit: int, headers: dict[str, str]) -> Fetched | str:
        from urllib3.exceptions import DecodeError, HTTPError

        self._await_turn(url)
        try:
            asked = {"User-Agent": AGENT, "Accept-Encoding": "gzip", **headers}
            response = self._pool.request("GET", url, headers=asked, preload_content=False, redirect=False)
        except (HTTPError, OSError) as wrong:
            passing = not isinstance(wrong, ValueError)  # or the address is at fault
            raise Unreachable(f"cannot be fetched: {_why(wrong)}", passing=passing) from wrong
        try:
            return self._answer(url, response, limit)
        except (HTTPError, OSError, ValueError) as wrong:
            raise Unreachable(f"breaks off: {_why(wrong)}", passing=not isinstance(wrong, DecodeError)) from wrong
        finally:
            response.close()

    def _await_turn(self, url: str) -> None:
        host = self._host(url)
        if host.rest_until and datetime.now(UTC) < host.rest_until:
            raise Unreachable(
                f"its host asks to be left alone until {host.rest_until:%Y-%m-%d %H:%M} UTC", passing=True
            )
        asked = min(host.robots.pause, self.manners.patience) if host.robots else 0.0
        rest = host.asked + max(self.manners.pause, asked) - time.monotonic()
        if rest > 0:
            self.sleep(rest)
        host.asked = time.monotonic()

    def _answer(self, url: str, response: BaseHTTPResponse, limit: int) -> Fetched | str:
        target = response.headers.get("Location")
        if response.status in MOVED and target:
            return target
        if response.status in PASSING:
            self.leave_alone(url, _retry_after(response.headers.get("Retry-After")))
            raise Unreachable(f"its server answers {response.status}", passing=True)
        if response.status not in (200, 304):
            raise Unreachable(f"its server answers {response.status}")
        body = b"" if response.status == 304 else self._body(response, limit)
        kind = Message()
        kind["Content-Type"] = response.headers.get("Content-Type", "")
        named = (response.headers.get(name) for name in ("ETag", "Last-Modified"))
        return Fetched(url, response.status, body, kind["Content-Type"], kind.get_content_charset(), *named)

    def _body(self, response: BaseHTTPResponse, limit: int) -> bytes:
        """The document, unpacked. TooLarge or Unreachable for one without end, or one that trickles."""
        end = time.monotonic() + self.manners.longest
        found = bytearray()
        while part := response.read1(CHUNK, decode_content=True):
            found += part
            if len(found) > limit:
                raise TooLarge(f"is larger than {limit / 1_000_000:g} MB")
            if time.monotonic() > end:
                raise Unreachable(f"takes longer than {self.manners.longest:g} seconds", passing=True)
        return bytes(found)


def host_of(url: str) -> str:
    """The host of an address, with its port where it has one; nothing where it is no address."""
    try:
        return urlsplit(url).netloc.lower()
    except ValueError:
        return ""


def _why(wrong: Exception) -> str:
    """The reason without the library's own objects in it."""
    return str(wrong).rpartition(">: ")[2].rpartition("): ")[2] or type(wrong).__name__


def _retry_after(words: str | None) -> datetime | None:
    """The moment that a server names, in seconds or as a date, in UTC; None where it names none."""
    if not words:
        return None
    try:
        if words.strip().isdigit():
            return datetime.fromtimestamp(time.time() + min(int(words), LONGEST_REST.total_seconds()), UTC)
        return parsedate_to_datetime(words).astimezone(UTC)
    except (ValueError, TypeError, OverflowError):
        return None


def _check_address(url: str, trusted: str) -> None:
    """Unreachable for what is no address on the web, or one on this machine or its network that nobody asked for.

    ValueError where it is no address at all.
    """
    parts = urlsplit(url)
    host, port = parts.hostname, parts.port
    if parts.scheme.lower() not in ("http", "https") or not host:
        raise Unreachable("is no address on the web")
    if parts.netloc.lower() == trusted:
        return
    try:
        found = socket.getaddrinfo(host, port or 80, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError) as wrong:
        raise Unreachable(f"its host is not found: {host}", passing=True) from wrong
    if not all(ipaddress.ip_address(str(address[4][0]).partition("%")[0]).is_global for address in found):
        raise Unreachable(f"points to a private network, where nobody asked to look: {host}")
