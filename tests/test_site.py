"""The site of the documents: built without a warning, without any other host; its reference is what the code says."""

from __future__ import annotations

import importlib
import os
import re
import subprocess
import sys
from html.parser import HTMLParser
from pathlib import Path
from types import SimpleNamespace

import pytest

pytest.importorskip("mkdocs", reason='the extra "docs" is not installed')
pytest.importorskip("material", reason='the extra "docs" is not installed')
pytest.importorskip("fastapi", reason='the extra "server" is not installed')

from mkdocs.structure.files import File, Files

ROOT = Path(__file__).parents[1]
FETCHED = {
    **dict.fromkeys(("script", "img", "iframe", "source", "video", "audio", "embed"), "src"),
    **dict.fromkeys(("link", "image", "use"), "href"),
    "object": "data",
    "form": "action",
}
"""What a browser fetches for a page by itself, or sends a form to."""
ELSEWHERE = re.compile(r"^\s*(?:[a-z][a-z0-9+.-]*:)?//", re.I)
IN_STYLE = re.compile(r"(?:url\(\s*|@import\s+)['\"]?((?:[a-z]+:)?//[^'\")\s]+)", re.I)


@pytest.fixture
def tool(monkeypatch):
    """A tool by its name."""
    monkeypatch.syspath_prepend(ROOT)
    return lambda name: importlib.import_module(f"tools.{name}")


class Fetched(HTMLParser):
    """What a page fetches from other hosts."""

    def __init__(self):
        super().__init__()
        self.elsewhere: list[str] = []

    def handle_starttag(self, tag, attrs):
        given = dict(attrs)
        named = [given.get(FETCHED.get(tag, "")), given.get("poster"), *(given.get("srcset") or "").split(",")]
        self.elsewhere += [address for address in named if address and ELSEWHERE.match(address)]
        self.elsewhere += IN_STYLE.findall(given.get("style") or "")


def fetched_elsewhere(html: str) -> list[str]:
    page = Fetched()
    page.feed(html)
    styles = re.findall(r"<style[^>]*>(.*?)</style>", html, re.S)
    return page.elsewhere + IN_STYLE.findall("".join(styles))


@pytest.fixture(scope="session")
def built(tmp_path_factory):
    """The built site. With --strict the build ends with an error where there is any warning."""
    folder = tmp_path_factory.mktemp("site")
    done = subprocess.run(
        [sys.executable, "-m", "mkdocs", "build", "--strict", "--site-dir", str(folder)],
        cwd=ROOT, env=os.environ | {"NO_MKDOCS_2_WARNING": "1"}, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    assert "WARNING" not in done.stderr
    return folder


def test_the_site_has_every_page(built):
    made = {page.relative_to(built).with_suffix(".md").as_posix() for page in built.rglob("*.html")}
    written = {page.relative_to(ROOT / "docs").as_posix() for page in (ROOT / "docs").rglob("*.md")}
    assert written | {"ARCHITECTURE.md", "CHANGELOG.md", "CONTRIBUTING.md"} == made - {"404.md"}
    assert '"openapi": "3.1' in (built / "openapi.json").read_text(encoding="utf-8")


def test_nothing_is_fetched_from_another_host(built):
    pages = {page.name: fetched_elsewhere(page.read_text(encoding="utf-8")) for page in built.rglob("*.html")}
    styles = {style.name: IN_STYLE.findall(style.read_text(encoding="utf-8")) for style in built.rglob("*.css")}
    assert len(pages) > 20
    assert styles
    assert {name: found for name, found in (pages | styles).items() if found} == {}


@pytest.mark.parametrize(
    "html",
    [
        '<script src="https://a.example/x.js"></script>',
        '<link rel="stylesheet" href="//a.example/x.css">',
        '<img src="x.png" srcset="x.png 1x,https://a.example/2.png 2x">',
        "<style>@import 'https://a.example/x.css';</style>",
        "<p style=\"background: url('http://a.example/x.png')\">",
    ],
)
def test_what_would_be_fetched_is_seen(html):
    assert fetched_elsewhere(html)
    assert not fetched_elsewhere(re.sub(r"(?:https?:)?//a.example/", "", html))


def test_a_browser_asks_no_other_host(built, chromium):
    asked: list[str] = []
    page = chromium.new_page()
    page.on("request", lambda request: asked.append(request.url))
    for name in ("index.html", "interop.html"):
        page.goto((built / name).as_uri(), wait_until="load")
        page.wait_for_timeout(200)
    page.close()
    assert len(asked) > 5
    assert [address for address in asked if not address.startswith(("file:", "data:", "blob:"))] == []


@pytest.fixture
def shown(tool):
    """A page as the site shows it, where these other files are there."""

    def of(markdown: str, name: str, there: tuple[str, ...] = ()) -> str:
        files = Files([File(path, None, "site", False) for path in there])
        page = SimpleNamespace(file=SimpleNamespace(src_uri=name))
        return tool("site_pages").on_page_markdown(markdown, page=page, config=None, files=files)

    return of


def test_a_picture_is_shown_only_if_it_was_taken(shown):
    page = "one\n\n<!-- site: ![Page](screenshots/dispute.png) -->\n\ntwo\n"
    assert shown(page, "index.md") == "one\n\n\n\ntwo\n"
    assert shown(page, "index.md", ("screenshots/dispute.png",)) == "one\n\n![Page](screenshots/dispute.png)\n\ntwo\n"


def test_links_between_the_root_and_docs_are_bent(shown):
    assert shown("[a](../CHANGELOG.md#x)", "howto.md") == "[a](CHANGELOG.md#x)"
    assert shown("[a](docs/model.md)", "ARCHITECTURE.md") == "[a](model.md)"


def test_marks_of_tables_go(shown):
    assert shown("a\n\n<!-- table: x -->\n| b |\n|---|\n<!-- end -->\n\nc\n", "a.md") == "a\n\n| b |\n|---|\n\nc\n"


def test_a_stroke_in_code_in_a_table_stands_alone(shown):
    assert shown("| `a\\|b` | c \\| d |\n\nHere `\\|` stays.\n", "a.md") == "| `a|b` | c \\| d |\n\nHere `\\|` stays.\n"


def test_the_reference_is_what_the_code_says(tool):
    """If this fails: `python -m tools.reference_tables`."""
    assert tool("reference_tables").main(["--check"]) == 0


def test_a_stale_reference_is_told(tool, tmp_path, monkeypatch, capsys):
    tables = tool("reference_tables")
    monkeypatch.setattr(tables, "DOCS", tmp_path)
    assert tables.main([]) == 0
    assert tables.main(["--check"]) == 0
    page = tmp_path / "reference-errors.md"
    page.write_text(page.read_text(encoding="utf-8").replace("`busy`", "`idle`"), encoding="utf-8")
    assert tables.main(["--check"]) == 1
    assert "reference-errors.md" in capsys.readouterr().err
