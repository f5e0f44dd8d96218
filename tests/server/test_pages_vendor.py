"""What is vendored is what was looked at: each file has the SHA-256 that SOURCES.md names, and a licence beside it."""

from __future__ import annotations

import importlib.util
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
spec = importlib.util.spec_from_file_location("vendor_tool", ROOT / "tools" / "vendor.py")
assert spec is not None
assert spec.loader is not None
vendor = sys.modules["vendor_tool"] = importlib.util.module_from_spec(spec)
spec.loader.exec_module(vendor)
FOLDERS = sorted({package.folder for package in vendor.PACKAGES})


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: folder.parent.name)
def test_every_file_is_the_one_that_is_named(folder):
    assert vendor.changed(folder) == []


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: folder.parent.name)
def test_the_list_is_what_the_tool_writes(folder):
    assert (folder / "SOURCES.md").read_text(encoding="utf-8") == vendor.sources(folder)


def test_every_package_has_its_licence_and_none_is_gpl():
    for package in vendor.PACKAGES:
        assert any(name.endswith(".LICENSE") for name in package.files.values()), package.name
        assert "GPL" not in package.licence
        assert package.integrity.startswith("sha512-")


def test_a_changed_file_is_seen(tmp_path):
    folder = tmp_path / "vendor"
    folder.mkdir()
    for file in vendor.SERVED.iterdir():
        (folder / file.name).write_bytes(file.read_bytes())
    assert vendor.changed(folder) == []
    with (folder / "htmx.min.js").open("ab") as file:
        file.write(b"//")
    (folder / "more.js").write_text("")
    assert vendor.changed(folder) == ["htmx.min.js", "more.js"]


def test_a_package_that_is_another_one_is_refused(tmp_path, monkeypatch):
    """As if the registry gave something else under the same version."""
    archive = tmp_path / "htmx.tgz"
    archive.write_bytes(b"something else")
    done = type("Done", (), {"stdout": "htmx.tgz\n"})()
    monkeypatch.setattr(vendor.subprocess, "run", lambda *_, **__: done)
    with pytest.raises(SystemExit, match="not what was looked at"):
        vendor.fetched(vendor.PACKAGES[0], tmp_path)
