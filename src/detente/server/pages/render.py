"""How a page is made: the templates, addresses within this server, and what every page has around it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import lru_cache
from typing import TYPE_CHECKING
from urllib.parse import quote, urlencode

from starlette.requests import Request
from starlette.responses import HTMLResponse

from detente.server.access import mark
from detente.show.words import plural
from detente.version import __version__

if TYPE_CHECKING:
    from jinja2 import Environment

    from detente.errors import DetenteError

NAVIGATION = (
    ("disputes", "Disputes", ()),
    ("timeline", "Timeline", ("timeline",)),
    ("network", "Network", ("network",)),
    ("places", "Places", ("places",)),
    ("actors", "Actors", ("actors",)),
    ("search", "Stories", ("search",)),
    ("data", "Data", ("data",)),
    ("read", "Read", ("read",)),
)
"""Name, words and path of what the header leads to."""
WRONG: dict[int | str, str] = {
    401: "The server's token is needed",
    403: "That is not allowed",
    404: "There is nothing here",
    413: "That is too large",
    422: "That cannot be done",
    "ledger-locked": "The ledger is being written",
    "busy": "Too many are at the ledger",
}


def address(request: Request, *parts: object, **query: object) -> str:
    """An address of this server: its path, each part quoted, and the query without what is empty.

    >>> address(request, "disputes", "RUS", "TUR", as_of="2015-12-02")
    '/disputes/RUS/TUR?as_of=2015-12-02'
    """
    path = "/".join(quote(str(part), safe=":") for part in parts)
    asked = urlencode({name.rstrip("_"): value for name, value in query.items() if value not in (None, "", ())}, True)
    return f"{request.scope.get('root_path', '')}/{path}" + (f"?{asked}" if asked else "")


def page(request: Request, template: str, **context: object) -> HTMLResponse:
    """A page from its template in `templates/site`, inside the frame that all have."""
    made = templates().get_template(f"site/{template}.html.j2").render(frame(request) | context)
    return HTMLResponse(made, headers={"Vary": "HX-Request"})


def page_with_status(status: int, request: Request, template: str, **context: object) -> HTMLResponse:
    """A page that says that something went wrong."""
    made = page(request, template, **context)
    made.status_code = status
    return made


def frame(request: Request) -> dict[str, object]:
    """What every template may use: addresses, the header, and the mark of forms that write."""

    def url(*parts: object, **query: object) -> str:
        return address(request, *parts, **query)

    def with_query(**changed: object) -> str:
        """This page, with some of its query changed."""
        asked = {**dict(request.query_params), **changed}
        return address(request, *request.url.path.strip("/").split("/"), **asked)

    return {
        "url": url,
        "with_query": with_query,
        "navigation": NAVIGATION,
        "here_at": request.url.path.strip("/").split("/")[0] or "disputes",
        "asked": request.query_params,
        "mark": mark(request),
        "ledger_name": request.app.state.store.path.name,
        "version": __version__,
    }


def error_page(request: Request, error: DetenteError, status: int, again: int | None = None) -> HTMLResponse:
    """What went wrong, in words, with the way on. `again`: seconds after which the page asks for itself once more."""
    heading = WRONG.get(error.code) or WRONG.get(status, "Something went wrong")
    return page_with_status(status, request, "error", error=error, heading=heading, again=again)


@lru_cache(maxsize=1)
def templates() -> Environment:
    """The site's templates above those of `show`, with what they draw by."""
    from detente.server.pages import words
    from detente.show.html import environment

    env = environment("detente.server")
    env.filters |= words.FILTERS
    env.globals |= {"quad": _quad(), "plural": plural, "dated": words.dated, "nobody": words.NOBODY}
    env.globals |= {"quads": words.QUADS, "means": _means(), "cameo": _cameo}
    return env


def _means() -> Mapping[str, str]:
    from detente.ontology import meanings

    return meanings().types


def _cameo(code: str) -> str:
    """What a CAMEO code stands for; empty for one that the table does not have."""
    from detente.ontology import cameo_codes

    found = cameo_codes().get(code)
    return found.name if found else ""


def _quad() -> Callable[[str], int]:
    from detente.ontology import quad

    return quad
