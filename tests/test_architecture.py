"""What holds for the project as a whole: imports point one way, the public surface is small, data has its sources."""

from __future__ import annotations

import fnmatch
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

import detente

ROOT = Path(__file__).parents[1]
SOURCE = ROOT / "src" / "detente"
DATA = sorted(path for kind in ("yaml", "csv", "tsv", "gz", "json", "npz") for path in SOURCE.rglob(f"*.{kind}"))


def test_imports_point_one_way():
    command = shutil.which("lint-imports", path=str(Path(sys.executable).parent)) or shutil.which("lint-imports")
    if command is None:
        pytest.skip("import-linter is not installed")
    done = subprocess.run([command, "--no-cache"], cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.mark.parametrize("room", ["model", "ontology", "world", "language", "ingest", "reading", "ledger", "dispute"])
def test_no_room_knows_how_it_is_shown(room):
    for file in (SOURCE / room).rglob("*.py"):
        words = file.read_text(encoding="utf-8")
        assert not re.search(r"^\s*(?:from|import) (?:detente\.(?:show|cli|api)|rich|typer|jinja2)\b", words, re.M), (
            file
        )


def test_the_public_surface():
    assert sorted(detente.__all__) == ["Ledger", "__version__", "annotate", "answer", "read", "relate"]
    assert all(getattr(detente, name) is not None for name in detente.__all__)


def test_importing_detente_loads_nothing_heavy():
    code = "import sys, detente; print(*[m for m in ('spacy', 'duckdb', 'jinja2', 'rich') if m in sys.modules])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == ""


def test_there_is_data():
    assert len(DATA) > 20


@pytest.mark.parametrize("file", DATA, ids=[str(path.relative_to(SOURCE)) for path in DATA])
def test_every_data_file_has_its_source(file):
    """Named in backticks, by its name or a pattern, in a SOURCES file beside it or in a folder above."""
    assert any(names(sources, file) for folder in file.parents for sources in folder.glob("SOURCES*.md")), file


def names(sources: Path, file: Path) -> bool:
    path = file.relative_to(sources.parent).as_posix()
    quoted = re.findall(r"`([^`\s]+)`", sources.read_text(encoding="utf-8"))
    return any(fnmatch.fnmatch(path, name) or fnmatch.fnmatch(file.name, name) for name in quoted if "." in name)


def own_files():
    """Every file of the project; in a copy without its history, those of its folders."""
    git = shutil.which("git")
    known = subprocess.run([git, "ls-files", "-z"], cwd=ROOT, capture_output=True, check=False) if git else None
    if known is None or known.returncode:
        rooms = ("src", "tests", "bench", "tools", "docs", "examples")
        return [path for room in rooms for path in (ROOT / room).rglob("*.*")]
    return [ROOT / name for name in known.stdout.decode().split("\0") if name]


def test_no_path_of_one_machine():
    places = re.compile(rb"(?<![\w.])/(?:work|tmp|home|root|Users)/\w")
    files = [file for file in own_files() if file.is_file() and file.suffix not in (".gz", ".npz", ".pyc")]
    assert len(files) > 100
    assert [str(file) for file in files if places.search(file.read_bytes())] == []


def test_files_are_short():
    """Files of code have about 400 lines at most; what is longer has more than one thing in it."""
    files = [file for room in ("src", "bench", "tools") for file in (ROOT / room).rglob("*.py")]
    lengths = {str(file.relative_to(ROOT)): len(file.read_text(encoding="utf-8").splitlines()) for file in files}
    assert {name: length for name, length in lengths.items() if length > 440} == {}
