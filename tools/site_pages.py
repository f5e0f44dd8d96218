"""What the site has beside the pages of docs/; `mkdocs.yml` names this file as its hook.

- The documents of the root (CONTRIBUTING.md …) are pages too. Links between them and docs/ stay as GitHub needs them,
  and are bent here.
- `<!-- site: MARKDOWN -->` is shown on the site only, and only if what it links to is there: pictures of the pages,
  which the browser tests leave in out/screenshots, and the description of REST, which needs the extra `server`.
- Other comments mark tables that tools write. They go, since a table right behind one would be taken for HTML.
- `\\|` within code within a table is what GitHub asks for; here the stroke stands alone.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.structure.files import Files
    from mkdocs.structure.pages import Page

ROOT = Path(__file__).parents[1]
SHOTS = ROOT / "out" / "screenshots"
OF_ROOT = ("ARCHITECTURE.md", "CHANGELOG.md", "CONTRIBUTING.md")
ONLY_HERE = re.compile(r"^<!-- site: (.*?) -->$", re.M | re.S)
COMMENT = re.compile(r"^<!--.*?-->\n", re.M | re.S)
ROW = re.compile(r"^\|.*", re.M)
CODE = re.compile(r"`[^`]+`")
SHOT = re.compile(r"\(screenshots/([\w-]+\.png)\)")
TARGET = re.compile(r"\]\(([^)\s]+)\)")


def on_files(files: Files, *, config: MkDocsConfig) -> Files:
    """The files of docs/ and those that are made here."""
    from mkdocs.structure.files import File

    for name in OF_ROOT:
        files.append(File.generated(config, name, content=(ROOT / name).read_text(encoding="utf-8")))
    for shot in pictures():
        files.append(File.generated(config, f"screenshots/{shot.name}", abs_src_path=str(shot)))
    for description in rest():
        files.append(File.generated(config, "openapi.json", content=description))
    return files


def pictures() -> list[Path]:
    """The pictures that pages of docs/ name and that were taken."""
    text = "".join(page.read_text(encoding="utf-8") for page in (ROOT / "docs").glob("*.md"))
    return [SHOTS / name for name in sorted(set(SHOT.findall(text))) if (SHOTS / name).exists()]


def rest() -> Iterator[str]:
    """The description of REST as OpenAPI, where the server is installed."""
    try:
        from detente.server import Settings, create_app
    except ImportError:
        return
    yield json.dumps(create_app(Settings(ledger=Path("none.duckdb"))).openapi(), indent=1)


def on_page_markdown(markdown: str, *, page: Page, config: MkDocsConfig, files: Files) -> str:
    """A page as the site shows it."""

    def shown(found: re.Match[str]) -> str:
        there = all(files.get_file_from_path(path) for path in TARGET.findall(found[1]))
        return found[1] if there else ""

    markdown = COMMENT.sub("", ONLY_HERE.sub(shown, markdown))
    markdown = ROW.sub(lambda row: CODE.sub(lambda code: code[0].replace("\\|", "|"), row[0]), markdown)
    if page.file.src_uri in OF_ROOT:
        return markdown.replace("](docs/", "](")
    return re.sub(rf"\]\(\.\./({'|'.join(map(re.escape, OF_ROOT))})", r"](\1", markdown)
