"""The locks in requirements/: they hold what pyproject.toml asks for, with hashes, and name no machine or registry."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).parents[1]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
EXTRAS = PROJECT["optional-dependencies"]
ASKED = {
    "base.txt": PROJECT["dependencies"],
    "test.txt": [*PROJECT["dependencies"], *(r for name in ("web", "frames", "test", "lint") for r in EXTRAS[name])],
}
ENTRY = re.compile(
    r"^(?P<name>[a-zA-Z0-9._-]+)==(?P<version>\S+) \\\n(?P<hashes>(?: {4}--hash=sha256:\S+(?: \\)?\n)+)", re.M
)


def locked(file: str) -> dict[str, str]:
    """The version of every package that a lock names."""
    text = (ROOT / "requirements" / file).read_text(encoding="utf-8")
    return {canonicalize_name(found["name"]): found["version"] for found in ENTRY.finditer(text)}


@pytest.mark.parametrize("file", sorted(ASKED))
def test_a_lock_holds_what_the_project_asks_for(file):
    have = locked(file)
    asked = [Requirement(line) for line in ASKED[file]]
    assert [str(r) for r in asked if have.get(canonicalize_name(r.name), "0") not in r.specifier] == []


@pytest.mark.parametrize("file", ["base.txt", "test.txt", "lock.txt"])
def test_every_line_of_a_lock_is_a_version_with_its_hashes(file):
    text = (ROOT / "requirements" / file).read_text(encoding="utf-8")
    rest = [line for line in ENTRY.sub("", text).splitlines() if line.strip() and not line.lstrip().startswith("#")]
    assert rest == []


@pytest.mark.parametrize("file", sorted(path.name for path in (ROOT / "requirements").iterdir()))
def test_no_lock_names_a_registry(file):
    assert not re.search(
        r"://|--(?:extra-)?index|--find-links|--trusted-host", (ROOT / "requirements" / file).read_text()
    )


def test_both_locks_agree():
    base, test = locked("base.txt"), locked("test.txt")
    assert {name: test.get(name) for name in base} == base
