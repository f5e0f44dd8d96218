"""What a host lets programs fetch: robots.txt as RFC 9309 has it, with stars, which Python's own reader has not."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import quote, unquote, urlsplit

MOST = 10_000
"""Rules of one group that are looked at."""


@dataclass(frozen=True)
class Rules:
    """The rules for one program: patterns of paths and whether they may be fetched. `pause`: seconds between two."""

    lines: tuple[tuple[str, bool], ...] = ()
    pause: float = 0.0

    def allow(self, url: str) -> bool:
        """Whether `url` may be fetched: of the patterns that fit, the longest counts, of equals the one that allows."""
        parts = urlsplit(url)
        path = _plain(parts.path or "/") + (f"?{_plain(parts.query)}" if parts.query else "")
        fitting = [(len(pattern), allowed) for pattern, allowed in self.lines if _fits(pattern, path)]
        return max(fitting, default=(0, True))[1]


def rules_of(text: str, name: str) -> Rules:
    """The rules of a robots.txt for the program `name`, else for all; of several groups for it, all together."""
    groups: dict[str, list[tuple[str, str]]] = {}
    names: list[str] = []
    open_for_names = True
    for line in text.splitlines():
        key, _, value = line.partition("#")[0].partition(":")
        key, value = key.strip().lower(), value.strip()
        if key == "user-agent":
            names = [*(names if open_for_names else ()), value.lower()]
            open_for_names = True
            groups.setdefault(value.lower(), [])
        elif key in ("allow", "disallow", "crawl-delay"):
            open_for_names = False
            for agent in names:
                groups[agent].append((key, value))
    return _rules(groups.get(name.lower(), groups.get("*", [])))


def _rules(found: list[tuple[str, str]]) -> Rules:
    lines = [(_plain(value), key == "allow") for key, value in found if value and key != "crawl-delay"]
    pauses = [value for key, value in found if key == "crawl-delay"]
    return Rules(tuple(lines[:MOST]), max(map(_seconds, pauses), default=0.0))


def _seconds(words: str) -> float:
    """Seconds in words, none where they are no number."""
    return float(words) if words.replace(".", "", 1).isdecimal() and len(words) < 10 else 0.0


def _plain(path: str) -> str:
    """A path in one spelling, whichever of its characters were written with a percent sign."""
    return quote(unquote(path), safe="/*$?=&")


def _fits(pattern: str, path: str) -> bool:
    """Whether `path` begins as the pattern says. A star stands for anything, a dollar sign for the end."""
    ends = pattern.endswith("$")
    first, *others = pattern.removesuffix("$").split("*")
    if not path.startswith(first):
        return False
    at = len(first)
    for part in others[:-1]:
        found = path.find(part, at)
        if found < 0:
            return False
        at = found + len(part)
    if not others:
        return not ends or at == len(path)
    last = others[-1]
    return path.endswith(last) and len(path) - len(last) >= at if ends else path.find(last, at) >= 0
