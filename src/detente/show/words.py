"""How parties, days and acts are written for a reader. One place, so that terminal and page say the same."""

from __future__ import annotations

import re
from datetime import date

from detente.model import Actor, ActorRef, Attribution, Event, Place, Reading, When

MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "June", "July", "Aug", "Sept", "Oct", "Nov", "Dec")
STEERING = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")
"""Control signs but tabs and ends of lines, and those of Unicode that turn the way of writing."""
OPEN_ELLIPSIS, CLOSE_ELLIPSIS = "… ", " …"


def plural(count: int, one: str, many: str | None = None) -> str:
    """ "1 story", "2 stories"."""
    return f"{count:,} {one if count == 1 else many or one + 's'}"


def day(value: date) -> str:
    """ "2 Dec 2015"."""
    return f"{value.day} {MONTHS[value.month - 1]} {value.year}"


def days(start: date, end: date) -> str:
    """A stretch of days, with what both ends share said once: "3–4 Dec 2015"."""
    if start == end:
        return day(start)
    if (start.year, start.month) == (end.year, end.month):
        return f"{start.day}–{day(end)}"
    if start.year == end.year:
        return f"{start.day} {MONTHS[start.month - 1]} – {day(end)}"
    return f"{day(start)} – {day(end)}"


def when(value: When | None) -> str | None:
    """When an event was or is to be; None where it is not known."""
    if value is None:
        return None
    start, end = value.start, value.end
    if start is None or end is None:
        known = start or end
        return f"{value.precision} {day(known)}" if known else None
    if value.precision == "month":
        return f"{MONTHS[start.month - 1]} {start.year}"
    return str(start.year) if value.precision == "year" else days(start, end)


def party(actor: ActorRef) -> str:
    """A party as the story names it, with the code that it stands for where the name does not say."""
    return f"{actor.name} ({actor.code})" if actor.code and actor.code != actor.name else actor.name


def parties(actors: tuple[Actor, ...] | tuple[ActorRef, ...]) -> str:
    """Several parties, each once."""
    return ", ".join(dict.fromkeys(map(party, actors))) or "nobody named"


def place(value: Place | None) -> str | None:
    """The place with its country; None where it is not known."""
    if value is None:
        return None
    return f"{value.name} ({value.country})" if value.country and value.precision != "country" else value.name


def according_to(value: Attribution | None) -> str | None:
    """Who says so and how; None where the story itself does."""
    if value is None:
        return None
    who = party(value.who) if value.who else "somebody not named"
    return who if value.stance == "asserts" else f"{who} ({value.stance})"


def plain(words: str) -> str:
    """Words on one line, harmless."""
    return harmless(" ".join(words.split()))


def harmless(words: str) -> str:
    """The words with a mark, one for one, for each sign that would steer a terminal or turn the way of writing."""
    return STEERING.sub("\N{REPLACEMENT CHARACTER}", words)


def around(event: Event, reading: Reading, most: int = 320) -> tuple[str, str, str]:
    """The words that an event rests on: before its trigger, the trigger, after it; long evidence is cut at words."""
    start, end = event.evidence.start, event.evidence.end
    a, b = max(event.trigger.start, start), min(event.trigger.end, end)
    if not start <= a < b <= end:
        return "", plain(reading.words(event.trigger.start, event.trigger.end)), ""
    before, core, after = reading.words(start, a), reading.words(a, b), reading.words(b, end)
    room = most - len(core)
    room = room if len(before) + len(after) <= room else max(60, room) // 2
    return _tail(before, room), plain(core) + _gap(core), _head(after, room)


def _gap(core: str) -> str:
    return " " if core[-1:].isspace() else ""


def _tail(words: str, room: int) -> str:
    """The last `room` characters, from the beginning of a word."""
    out = _spaced(words)
    return out if len(out) <= room else OPEN_ELLIPSIS + out[-room:].partition(" ")[2]


def _head(words: str, room: int) -> str:
    """The first `room` characters, to the end of a word."""
    out = _spaced(words)
    return out if len(out) <= room else out[:room].rpartition(" ")[0] + CLOSE_ELLIPSIS


def _spaced(words: str) -> str:
    """Words on one line, with the space kept that joins them to their neighbour."""
    inner = plain(words)
    left = " " if words[:1].isspace() and inner else ""
    right = " " if words[-1:].isspace() else ""
    return left + inner + right
