"""The docket of a pair for a reader: the answer for each side, then the lanes, each line with the words it rests on."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING

from detente.show import words
from detente.show.spans import paragraphs
from detente.show.table import about

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from rich.console import Console, RenderableType

    from detente.dispute import Alone, Answer, Answered, Dispute, Evidence, Item, Line, Pressure
    from detente.model import Reading

WITH_OTHERS = "Meetings with others"
FROM_OTHERS = "Pressure from others"
PRESSURES = (
    ("on_it", "What others ask of it and do to it"),
    ("by_it", "What it asks of others and does to them"),
)
"""What stands between one party and all others, and the headings."""
STEPS = (("given", "Where it gave way"), ("meetings", WITH_OTHERS))
"""What one party did besides, and the headings."""
LANES = (
    ("measures", "Measures in force"),
    ("demands", "Demands and their answers"),
    ("scheduled", "Scheduled"),
    ("called_off", "Called off or refused"),
    ("lapsed", "Planned, and no report that it took place"),
    ("held", "Meetings held"),
    ("given", "Gave way"),
    ("lifted", "Measures lifted"),
    ("threats", "Threats"),
    ("force", "Force and other single deeds"),
)
"""The docket's lanes in the order in which they are shown, and their headings."""
SHOWN_DEEDS = 4
"""Deeds under a reason; the rest are counted."""
NO_DEEDS = ("nothing given",)
"""Reasons that say what is not there: the acts that they count show nothing of it."""
LEAD = 80  # characters before a lone verb
BREAK = re.compile(r"[.;:()\"\u201c\u201d]|\s-\s|^-\s")
"""Where a sentence begins anew; not at a comma, for an aside may stand between a verb and what it is said of."""


def side(code: str) -> str:
    """A side's name, its code where it has none here."""
    from detente.world.states import states

    state = states().get(code)
    return state.name if state else code


def sides(codes: Iterable[str]) -> str:
    """Several sides, each once."""
    return ", ".join(dict.fromkeys(map(side, codes))) or "somebody not named"


def heading(shown: Dispute | Alone) -> str:
    """ "Russia and Turkey"; "Turkey and all others"."""
    from detente.dispute import Alone

    if isinstance(shown, Alone):
        return f"{side(shown.party)} and all others"
    return f"{side(shown.sides[0])} and {side(shown.sides[1])}"


def standing(dispute: Dispute | Alone) -> str:
    """As of which day, and on how many stories it rests."""
    day = f"as of {words.day(dispute.until)}" if dispute.until else "no story with a day"
    stories = f"{dispute.stories} {'story' if dispute.stories == 1 else 'stories'}"
    undated = f"{dispute.undated_stories} left out, no day of publication known" if dispute.undated_stories else None
    return " · ".join(part for part in (day, stories, undated) if part)


def tension_now(dispute: Dispute) -> str | None:
    """The tension on the last day, in words."""
    if not dispute.tension:
        return None
    last = dispute.tension[-1]
    how = f"sum of {dispute.scale} intensities, halved every two weeks"
    return f"tension {last.level:.1f} on {words.day(last.day)} ({how})"


def who(item: Item) -> str:
    """Who to whom; both sides where it is an act of both."""
    if set(item.by) == set(item.to):
        return " and ".join(map(side, item.by))
    return f"{sides(item.by)} → {sides(item.to)}" if item.to else sides(item.by)


def days_of(item: Item) -> str:
    """When it was done or is to be; where that is open, since when it is known."""
    if item.first and item.last:
        return words.days(item.first, item.last)
    if item.first or item.last:
        return f"{'from' if item.first else 'by'} {words.day(item.first or item.last)}"  # type: ignore[arg-type]
    return f"known {words.day(item.known)}" if item.known else "day not known"


def quotes(evidence: Sequence[Evidence]) -> list[str]:
    """The words, each once."""
    return list(dict.fromkeys(words.plain(e.words) for e in evidence))


def deed(item: Item) -> str:
    """What was done in the story's words; a lone verb with what stands before it: "all charter flights are halted"."""
    core = words.plain(item.words)
    sentence = words.plain(item.evidence[0].words) if item.evidence else core
    if " " in core or core not in sentence:
        return core
    before = BREAK.split(sentence[: sentence.index(core)])[-1].lstrip()
    return (before if len(before) <= LEAD else f"… {before[-LEAD:].partition(' ')[2]}") + core


def lane_of(dispute: Dispute, name: str) -> tuple[Item, ...]:
    """The items of one lane, without the demands that are shown as pressure from others already."""
    items: tuple[Item, ...] = getattr(dispute.docket, name)
    elsewhere = {d.incident for p in dispute.pressure for d in p.demands} if name == "demands" else set()
    return tuple(i for i in items if i.incident not in elsewhere)


def turns(answers: Iterable[Answered]) -> list[Answered]:
    """The answers that change something: of several alike in a row the first."""
    return [next(alike) for _, alike in groupby(answers, key=lambda answered: answered.how)]


def pressed(pressure: Pressure) -> str:
    """Who presses whom, and how that side answers it."""
    return f"{side(pressure.by)} on {side(pressure.side)}: {side(pressure.side)} {pressure.answer}"


# --- the terminal ----------------------------------------------------------------------------------------------------


def print_dispute(dispute: Dispute, console: Console) -> None:
    """The docket on 80 columns or more."""
    from rich.text import Text

    console.print(Text(heading(dispute), style="bold"))
    console.print(Text(standing(dispute), style="dim"))
    tension = tension_now(dispute)
    if tension:
        from detente.show.plot import sparkline

        console.print(Text(f"{sparkline(dispute.tension, dispute.until)} {tension}".strip(), style="dim"))
    console.print(Text("\nBacking down?", style="bold"))
    for answer in dispute.answers:
        _print_answer(answer, console)
    _print_pressures(FROM_OTHERS, dispute.pressure, console)
    for name, title in LANES:
        _print_lane(title, lane_of(dispute, name), console)
    _print_lane(WITH_OTHERS, dispute.with_others, console)
    _print_disputed(dispute, console)
    console.print()


def print_alone(alone: Alone, console: Console) -> None:
    """One party and all others: who presses whom, where the party gave way, whom it meets."""
    from rich.text import Text

    console.print(Text(heading(alone), style="bold"))
    console.print(Text(standing(alone), style="dim"))
    for name, title in PRESSURES:
        _print_pressures(title, getattr(alone, name), console)
    for name, title in STEPS:
        _print_lane(title, getattr(alone, name), console)
    console.print()


def _print_answer(answer: Answer, console: Console) -> None:
    from rich.text import Text

    console.print(
        Text.assemble(
            "\n  ", (side(answer.side), "bold"), ": ", (answer.answer, "bold"), f" (yielded {answer.yielded:.2f})"
        )
    )
    for mark, lines in (("for", answer.pro), ("against", answer.con)):
        for line in lines:
            console.print(_indented(Text(f"{mark}: {line.text}"), 4))
            for deed in _line_quotes(line):
                console.print(_indented(Text(deed, style="dim"), 6))
    for change in answer.would_change:
        console.print(_indented(Text(f"would change it: {change}"), 4))


def _line_quotes(line: Line) -> list[str]:
    """The deeds behind a reason in the stories' words, a few of them, and how many more there are."""
    shown = () if line.fact in NO_DEEDS else line.items
    found = list(dict.fromkeys(f"“{deed(item)}”, {days_of(item)}" for item in shown))
    more = len(found) - SHOWN_DEEDS
    return [*found[:SHOWN_DEEDS], *([f"and {more} more"] if more > 0 else [])]


def _print_pressures(title: str, found: Sequence[Pressure], console: Console) -> None:
    from rich.text import Text

    if found:
        console.print(Text(f"\n{title}", style="bold"))
    for pressure in found:
        console.print(_indented(Text(f"{pressed(pressure)}"), 2))
        for item in (*pressure.demands, *pressure.measures)[:SHOWN_DEEDS]:
            for quote in quotes(item.evidence)[:1]:
                console.print(_indented(Text.assemble((f"“{quote}”", "dim"), f" {item.state}"), 6))
            _print_turns(item, console)


def _print_turns(item: Item, console: Console) -> None:
    from rich.text import Text

    for answered in turns(item.answers):
        said = "; ".join(quotes(answered.evidence)[:1])
        console.print(_indented(Text(f"{answered.how}: “{said}”" if said else answered.how), 6))


def _print_lane(title: str, items: Sequence[Item], console: Console) -> None:
    from rich.text import Text

    if not items:
        return
    console.print(Text(f"\n{title}", style="bold"))
    said: set[str] = set()
    for item in items:
        console.print(_row(item))
        for quote in quotes(item.evidence)[:1]:
            console.print(_indented(Text(f"“… {deed(item)} …”" if quote in said else f"“{quote}”", style="dim"), 6))
            said.add(quote)
        _print_turns(item, console)


def _row(item: Item) -> RenderableType:
    from rich.table import Table
    from rich.text import Text

    table = Table.grid(padding=(0, 1, 0, 0), expand=True)
    table.add_column(width=1)
    table.add_column(ratio=5, overflow="fold")
    table.add_column(ratio=3, overflow="fold")
    table.add_column(ratio=4, overflow="fold")
    table.add_row("", Text(who(item)), Text(f"{item.type} {item.state}"), Text(_when_and_sources(item)))
    return table


def _when_and_sources(item: Item) -> str:
    return days_of(item) + (f" · {item.sources} sources" if item.sources > 1 else "")


def _print_disputed(dispute: Dispute, console: Console) -> None:
    from rich.text import Text

    if dispute.docket.disputed:
        console.print(Text("\nDisputed", style="bold"))
    for rival in dispute.docket.disputed:
        console.print(_indented(Text(f"{rival.about}: {rival.reason}"), 2))
        for claim in rival.claims:
            for quote in quotes(claim.evidence)[:1]:
                console.print(_indented(Text.assemble(f"{who(claim)}, {claim.state}: ", (f"“{quote}”", "dim")), 6))


def _indented(text: RenderableType, columns: int) -> RenderableType:
    from rich.padding import Padding

    return Padding(text, (0, 0, 0, columns))


# --- the page --------------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Chart:
    """The tension as an SVG path in a box of `WIDTH` by `HEIGHT`; `zero`: where no tension lies in it."""

    path: str
    zero: float
    first: str
    last: str


WIDTH, HEIGHT = 640, 96


def chart(dispute: Dispute) -> Chart | None:
    """The tension over time as steps from day to day; None where there are not two days to draw between."""
    points = dispute.tension
    if len({point.day for point in points}) < 2:
        return None
    first, last = points[0].day, points[-1].day
    low, high = min(0.0, *(p.level for p in points)), max(1.0, *(p.level for p in points))
    x = [(p.day - first).days / (last - first).days * WIDTH for p in points]
    y = [_height(p.level, low, high) for p in points]
    path = f"M{x[0]:.1f} {y[0]:.1f} " + " ".join(f"L{a:.1f} {b:.1f}" for a, b in zip(x[1:], y[1:], strict=True))
    return Chart(path, _height(0.0, low, high), words.day(first), words.day(last))


def _height(level: float, low: float, high: float) -> float:
    """Where a level lies in the box, with a line's width left above and below."""
    return 2 + (HEIGHT - 4) * (high - level) / (high - low)


def dispute_context(disputes: Dispute | Sequence[Dispute], readings: Sequence[Reading]) -> dict[str, object]:
    """What the template of a pair's page draws."""
    from detente.dispute import Dispute

    shown = [disputes] if isinstance(disputes, Dispute) else list(disputes)
    return docket_context(readings) | {
        "title": heading(shown[0]),
        "disputes": [
            {"dispute": d, "standing": standing(d), "tension": tension_now(d), "chart": chart(d)} for d in shown
        ],
        "lanes": LANES,
        "lane_of": lane_of,
        "no_deeds": NO_DEEDS,
        "with_others": WITH_OTHERS,
        "from_others": FROM_OTHERS,
        "width": WIDTH,
        "height": HEIGHT,
    }


def alone_context(alone: Alone, readings: Sequence[Reading]) -> dict[str, object]:
    """What the template of one party's page draws."""
    return docket_context(readings) | {
        "title": heading(alone),
        "standing": standing(alone),
        "pressures_shown": [(title, getattr(alone, name)) for name, title in PRESSURES],
        "lanes_shown": [(title, getattr(alone, name)) for name, title in STEPS],
        "party": side(alone.party),
    }


def docket_context(readings: Sequence[Reading]) -> dict[str, object]:
    """What both draw lines of a docket by, and the stories at their end, to which the lines lead."""
    from detente.ontology import quad

    return {
        "stories": [{"reading": r, "about": about(r), "paragraphs": paragraphs(r)} for r in readings],
        "story_at": {r.article.hash: n for n, r in enumerate(readings, 1)}
        | {r.article.id: n for n, r in enumerate(readings, 1)},
        "side": side,
        "pressed": pressed,
        "quad": quad,
        "who": who,
        "deed": deed,
        "days_of": days_of,
    }
