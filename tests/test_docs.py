"""The documents: what they show is what is printed, what they link to is there, what they tell to type exists."""

from __future__ import annotations

import importlib.util
import re
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
PAGES = [*sorted(ROOT.glob("*.md")), *sorted(ROOT.glob("docs/*.md"))]
LINK = re.compile(r"\[[^\]]*\]\((?!https?:|#|mailto:)([^)#\s]+)(?:#[^)]*)?\)")
ONLY_ON_THE_SITE = re.compile(r"^<!-- site: .*? -->$", re.M | re.S)
QUOTED_PATH = re.compile(r"`((?:src|docs|bench|tools|tests|examples|requirements)/[\w./-]*\w/?)`")


def load_tool(name):
    spec = importlib.util.spec_from_file_location(name, ROOT / "tools" / f"{name}.py")
    assert spec is not None
    assert spec.loader is not None
    tool = sys.modules[spec.name] = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(tool)
    return tool


run_docs = load_tool("run_docs")
sys.path.insert(0, str(ROOT))

from tools import figure_tables  # noqa: E402
from tools.pages import filled, marked  # noqa: E402


@pytest.mark.parametrize("page", run_docs.documents(), ids=lambda page: page.name)
def test_a_document_shows_what_is_printed(page):
    """If this fails for a good reason: `python tools/run_docs.py --write`, and look at what has changed."""
    found = run_docs.compare(page)
    assert found
    assert [now for _, now in found] == [step.shown for step, _ in found]


def test_what_is_printed_is_put_in_place(tmp_path):
    page = tmp_path / "page.md"
    page.write_text(
        "A\n```console\n$ echo one\nold\nolder\n$ echo two\n```\n\n```python\nprint(3)\n```\n\n```text\n```\nB\n",
        encoding="utf-8",
    )
    found = run_docs.compare(page)
    assert [now for _, now in found] == ["one\n", "two\n", "3\n"]
    run_docs.write(page, found)
    assert page.read_text(encoding="utf-8") == (
        "A\n```console\n$ echo one\none\n$ echo two\ntwo\n```\n\n```python\nprint(3)\n```\n\n```text\n3\n```\nB\n"
    )


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_links_and_paths_lead_somewhere(page):
    text = ONLY_ON_THE_SITE.sub("", page.read_text(encoding="utf-8"))
    assert [link for link in LINK.findall(text) if not (page.parent / link).exists()] == []
    assert [path for path in QUOTED_PATH.findall(text) if not (ROOT / path).exists()] == []


def blocks_to_type(page):
    """The lines of the blocks that are not run, such as `make test`."""
    for block in re.findall(r"^```sh\n(.*?)^```", page.read_text(encoding="utf-8"), re.M | re.S):
        yield from (line.split("#")[0].strip() for line in block.splitlines() if line.strip())


def exists(line):
    """Whether a command to type has its target, module or tool; others are not looked at."""
    words = line.split()
    if words[0] == "make":
        return re.search(rf"^{re.escape(words[1])}:", (ROOT / "Makefile").read_text(encoding="utf-8"), re.M) is not None
    if words[:2] == ["python", "-m"]:
        return (
            importlib.util.find_spec(words[2].split(".")[0]) is not None
            or (ROOT / f"{words[2].replace('.', '/')}.py").exists()
        )
    return words[0] != "python" or (ROOT / words[1]).exists()


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_what_is_told_to_type_exists(page):
    assert [line for line in blocks_to_type(page) if not exists(line)] == []


@pytest.mark.parametrize("page", figure_tables.PAGES, ids=lambda page: page.name)
def test_figures_are_those_kept(page):
    """If this fails after measuring anew: `python -m tools.figure_tables`."""
    text = page.read_text(encoding="utf-8")
    assert marked(figure_tables.KIND).search(text)
    assert filled(text, figure_tables.KIND, figure_tables.TABLES) == text


def test_every_table_of_figures_is_on_a_page():
    text = "".join(page.read_text(encoding="utf-8") for page in figure_tables.PAGES)
    assert {found[2] for found in marked(figure_tables.KIND).finditer(text)} == set(figure_tables.TABLES)


def test_the_readme_names_every_command_that_a_reader_of_stories_needs():
    from detente.cli.app import app

    names = {command.name or command.callback.__name__ for command in app.registered_commands}
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    assert sorted(name for name in names if f"detente {name}" not in text) == []
