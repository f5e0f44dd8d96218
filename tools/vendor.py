"""Fetches what the pages use of other projects from npm, checks it, and writes it with its licence where it belongs.

python tools/vendor.py            fetches anew and writes the files and SOURCES.md (needs npm and its registry)
python tools/vendor.py --check    exit status 1 where a file is not the one that SOURCES.md names; needs no network

A package is named with its version and the registry's integrity, so that nothing else than what was looked at comes in.
"""

from __future__ import annotations

import base64
import hashlib
import re
import subprocess
import sys
import tarfile
import tempfile
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parents[1]
SERVED = ROOT / "src" / "detente" / "server" / "static" / "vendor"
TESTED = ROOT / "tests" / "server" / "vendor"
LINE = re.compile(r"^\| `([^`]+)` \|.*\| `([0-9a-f]{64})` \|$", re.M)


@dataclass(frozen=True)
class Package:
    """One package of npm. `files`: path in the package to the name here; `use`: what it is for."""

    name: str
    version: str
    integrity: str
    licence: str
    use: str
    folder: Path
    files: dict[str, str]


PACKAGES = (
    Package(
        "htmx.org",
        "2.0.11",
        "sha512-Thx/WtpeOQqSrqBCw/A1cwGJGg4UrVa3+sW0GmrM3p4gJgO89ecH4qtbnyzDDWFvBTqjnIMCgELTNt636dtamA==",
        "0BSD",
        "swaps a part of a page without loading the rest",
        SERVED,
        {"dist/htmx.min.js": "htmx.min.js", "LICENSE": "htmx.LICENSE"},
    ),
    Package(
        "world-atlas",
        "2.0.2",
        "sha512-IXfV0qwlKXpckz1FhwXVwKRjiIhOnWttOskm5CtxMsjgE/MXAYRHWJqgXOpM8IkcPBoXnyTU5lFHcYa5ChG0LQ==",
        "ISC; the shapes are Natural Earth's, in the public domain",
        "the outlines of countries for the map",
        SERVED,
        {"countries-110m.json": "countries-110m.json", "LICENSE": "world-atlas.LICENSE"},
    ),
    Package(
        "axe-core",
        "4.14.1",
        "sha512-FHfa+lmNjQZfJz1q8wKqIDwC6DExcHt/pkjNQb09a3NPjCKg2rhu5qb2S4r76ASyFNNtuFooJpZe37OgudVGtQ==",
        "MPL-2.0",
        "looks for what makes a page hard to use; in tests only",
        TESTED,
        {"axe.min.js": "axe.min.js", "LICENSE": "axe-core.LICENSE"},
    ),
)


def fetched(package: Package, into: Path) -> tarfile.TarFile:
    """The package as npm gives it, if its integrity is the one that is named here."""
    wanted = f"{package.name}@{package.version}"
    done = subprocess.run(
        ["npm", "pack", wanted, "--silent", "--pack-destination", str(into)], capture_output=True, text=True, check=True
    )
    archive = into / done.stdout.split()[-1]
    found = "sha512-" + base64.b64encode(hashlib.sha512(archive.read_bytes()).digest()).decode()
    if found != package.integrity:
        raise SystemExit(f"{wanted}: is {found}, not what was looked at: {package.integrity}")
    return tarfile.open(archive)


def unpack(package: Package) -> None:
    """Write the files that are used."""
    package.folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder, fetched(package, Path(folder)) as archive:
        for inside, here in package.files.items():
            member = archive.extractfile(f"package/{inside}")
            if member is None:
                raise SystemExit(f"{package.name}: has no file {inside}")
            (package.folder / here).write_bytes(member.read())


def sources(folder: Path) -> str:
    """The SOURCES file of a folder: what each file is, where it comes from, and its SHA-256."""
    head = (
        "# Sources\n\nFiles of other projects, as npm has them; written by `tools/vendor.py`, which names the versions "
        "and checks their integrity.\n\n| file | package | licence | use | SHA-256 |\n|---|---|---|---|---|\n"
    )
    rows = (
        f"| `{here}` | {p.name} {p.version} | {p.licence} | {p.use} | `{digest(folder / here)}` |\n"
        for p in PACKAGES
        if p.folder == folder
        for here in p.files.values()
    )
    return head + "".join(rows)


def digest(file: Path) -> str:
    """The SHA-256 of a file in hexadecimal; empty where there is none."""
    return hashlib.sha256(file.read_bytes()).hexdigest() if file.is_file() else ""


def changed(folder: Path) -> list[str]:
    """The files that are not the ones named in the folder's SOURCES."""
    named = LINE.findall((folder / "SOURCES.md").read_text(encoding="utf-8"))
    there = {f.name for f in folder.iterdir()} - {"SOURCES.md"}
    return sorted({name for name, sha in named if digest(folder / name) != sha} | there ^ {name for name, _ in named})


def main() -> int:
    """Fetch, or check."""
    folders = sorted({p.folder for p in PACKAGES})
    if "--check" in sys.argv:
        wrong = [str((f / name).relative_to(ROOT)) for f in folders for name in changed(f)]
        print("\n".join(wrong), end="\n" if wrong else "")
        return int(bool(wrong))
    for package in PACKAGES:
        unpack(package)
    for folder in folders:
        (folder / "SOURCES.md").write_text(sources(folder), encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
