"""Measures the docket and the answers on crises whose key days were written by hand.

    python -m bench.docket FOLDER... [--facts] [--errors] [--json OUT]

With `--facts` the hand-coded facts of each dispatch stand in for what detente reads in it: the rules alone.

Folders without a `key-days.yaml` are passed over. The dispatches of a folder are read in order and added to one ledger
in memory; at each key day the dispute is weighed with what had been published by then and set against the file.

What is counted:

- answers right: the share of (side, day) whose answer is the one in the file; "or also" takes the second that the file
  allows for, too. "Constant" is what the best answer given everywhere would score on the same days. Where several
  readers were asked (`readers.py`): "as most readers", "as some reader" (any answer of any of them); "readers agree"
  is how often two of them do, "a reader as most" how often one answers what most of the others do.
- lanes: of the lines in the file, the share that the docket shows. A line is shown by an item of its lane that rests on
  one of its dispatches and fits it: the parties for measures, steps back and demands, for measures also the kind of
  act, for meetings the day, for what is disputed one of the parties. Each item shows one line at most. The words only
  choose between items that fit, so this flatters where one dispatch has several lines of one kind.
- "state": of the demands shown, the share with the right state. "Items": how many the docket has in the lane in all,
  the measure of what it shows beside the lines.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import yaml

from bench import fact_events, readers
from bench.stories import Reader, read_with_detente, share
from bench.story_facts import listed, load
from detente.dispute import Dispute, dispute
from detente.dispute.records import Evidence, Item, Rival
from detente.ledger import Ledger
from detente.ledger.words import acts

Line = dict[str, Any]

HOSTILE = frozenset({"SANCTION", "COERCE", "MOBILIZE", "ASSAULT"})
"""Kinds of measure that a docket may take for one another: the codebook itself accepts several of these borders."""

SLACK = timedelta(days=6)
"""How far from the day in the file a meeting may lie: key days give the last day of "in the week of"."""

SAME_STATE = {"accepted": {"accepted", "met"}, "met": {"met", "accepted", "partly"}}
"""States of a demand that are as good as the one in the file; any other must be the same."""


@dataclass
class Day:
    """What came of one key day. `answers`: side to (given, wanted, also allowed); `panel`: side to what readers
    answered, the coder first; `lanes`: lane to its lines.
    """

    as_of: date
    answers: dict[str, tuple[str, str, str | None]] = field(default_factory=dict)
    panel: dict[str, list[list[str]]] = field(default_factory=dict)
    lanes: dict[str, list[tuple[Line, Item | Rival | None]]] = field(default_factory=dict)
    items: Counter[str] = field(default_factory=Counter)


# --- fitting -------------------------------------------------------------------------------------------------------


def parties(value: str | Sequence[str] | None) -> frozenset[str]:
    """The codes in a field of the file."""
    return frozenset(listed(value))


def dispatches(evidence: Iterable[Evidence]) -> set[int]:
    """The numbers of the dispatches that words come from."""
    return {int(piece.story_id.split("-")[0]) for piece in evidence}


def rests_on(line: Line, shown: Item | Rival) -> bool:
    """Whether the item, or what ended it, is told by a dispatch that the line names."""
    items = shown.claims if isinstance(shown, Rival) else (shown,)
    told = {n for it in items for n in dispatches(it.evidence)}
    told |= {n for it in items for end in it.answers for n in dispatches(end.evidence)}
    return bool(told & set(line["dispatch"]))


def between(line: Line, item: Item) -> bool:
    """Whether the item has the line's doer, and the one it is done to where the item names one."""
    to = parties(line.get("on")) | parties(line.get("of"))
    return bool(parties(line["by"]) & set(item.by)) and (not item.to or not to or bool(to & set(item.to)))


def same_kind(line: Line, item: Item) -> bool:
    """Whether a measure is of the line's kind."""
    return item.type == line["type"] or {item.type, line["type"]} <= HOSTILE


def same_day(line: Line, item: Item) -> bool:
    """Whether a meeting lies where the line has it; an open day is no contradiction."""
    when = line.get("when")
    if when is None:
        return True
    first, last = item.first or item.last, item.last or item.first
    return (first is None or first - SLACK <= when) and (last is None or when <= last + SLACK)


def called_off(line: Line, item: Item) -> bool:
    """Whether the item has the one who called it off; where the file names nobody, anybody."""
    return line.get("by") is None or line["by"] in item.by


def at_odds(line: Line, rival: Rival) -> bool:
    """Whether one of those whom the line sets against one another has a part in the claims."""
    names = {code for claim in rival.claims for code in (*claim.by, *claim.to)}
    return bool(names & (parties(line["asserts"]) | parties(line["denies"])))


def fits(lane: str, line: Line, shown: Item | Rival) -> bool:
    """Whether an item of the docket shows a line of the file."""
    if not rests_on(line, shown):
        return False
    if isinstance(shown, Rival):
        return at_odds(line, shown)
    if lane == "measures_in_force":
        return between(line, shown) and same_kind(line, shown)
    if lane in ("lifted", "demands"):
        return between(line, shown)
    return called_off(line, shown) if lane == "called_off" else same_day(line, shown)


def on_docket(found: Dispute) -> dict[str, tuple[Item, ...] | tuple[Rival, ...]]:
    """The docket by the lanes of the file, what others press for and meetings with them included.

    Force counts as a measure; a step back given counts as lifted, and so does a threat taken back.
    """
    docket, others = found.docket, found.pressure
    pressed = tuple(m for p in others for m in p.measures)
    lifted = tuple(m for m in (*pressed, *docket.threats) if m.state in ("lifted", "taken back"))
    met = {
        state: tuple(m for m in found.with_others if m.state == state) for state in ("scheduled", "held", "called off")
    }
    return {
        "measures_in_force": docket.measures + docket.force + tuple(m for m in pressed if m not in lifted),
        "lifted": docket.lifted + docket.given + lifted,
        "demands": docket.demands + tuple(d for p in others for d in p.demands),
        "scheduled": docket.scheduled + met["scheduled"],
        "held": docket.held + met["held"],
        "called_off": docket.called_off + met["called off"],
        "disputed": docket.disputed,
    }


def state_right(line: Line, item: Item) -> bool:
    """Whether a demand has the state that the file gives."""
    return item.state in SAME_STATE.get(line["state"], {line["state"]})


def by_likeness(line: Line, fitting: Sequence[int], items: Sequence[Item | Rival]) -> list[int]:
    """The numbers of the items that fit, those first whose words share most with the line's."""
    wanted = acts(line["what"])

    def shared(n: int) -> int:
        shown = items[n]
        said = shown.about if isinstance(shown, Rival) else f"{shown.words} {shown.about or ''} {shown.subject or ''}"
        return len(wanted & acts(said))

    return sorted(fitting, key=lambda n: -shared(n))


def shown_by(lane: str, lines: Sequence[Line], items: Sequence[Item | Rival]) -> list[Item | Rival | None]:
    """For each line the item that shows it, so that as many lines as possible have one of their own.

    Of several that fit, the one whose words are most like the line's.
    """
    holder: dict[int, int] = {}
    fitting = [
        by_likeness(line, [n for n, item in enumerate(items) if fits(lane, line, item)], items) for line in lines
    ]

    def place(k: int, tried: set[int]) -> bool:
        for n in (n for n in fitting[k] if n not in tried):
            tried.add(n)
            if n not in holder or place(holder[n], tried):
                holder[n] = k
                return True
        return False

    for k in range(len(lines)):
        place(k, set())
    mine = {k: items[n] for n, k in holder.items()}
    return [mine.get(k) for k in range(len(lines))]


# --- running -------------------------------------------------------------------------------------------------------


def run(folder: Path, read: Reader = read_with_detente) -> list[Day]:
    """All key days of one folder."""
    wanted = yaml.safe_load((folder / "key-days.yaml").read_text(encoding="utf-8"))
    asked = readers.panels(folder)
    with Ledger.in_memory() as ledger:
        ledger.add_many(read(story.id, story.text, story.published) for story in load(folder))
        return [weigh(ledger, wanted, entry, asked) for entry in wanted["days"]]


def weigh(ledger: Ledger, wanted: Line, entry: Line, asked: Mapping[tuple[str, str], list[list[str]]]) -> Day:
    """One key day set against the files. `asked`: what readers answered, by day and side."""
    pair, day = wanted["pair"], Day(entry["as_of"])
    found = dispute(ledger, pair[0], pair[1], as_of=day.as_of)
    for side, told in entry["answer"].items():
        given = answer_of(ledger, found, side, wanted.get("third"))
        day.answers[side] = (given, told["answer"], told.get("also"))
        coder = [told["answer"], *([told["also"]] if told.get("also") else [])]
        day.panel[side] = [coder, *asked.get((str(day.as_of), side), ())]
    for lane, items in on_docket(found).items():
        lines = entry.get(lane, [])
        day.lanes[lane] = list(zip(lines, shown_by(lane, lines, items), strict=True))
        day.items[lane] = len(items)
    return day


def answer_of(ledger: Ledger, found: Dispute, side: str, third: Line | None) -> str:
    """The answer for a side of the pair, or for the third party toward the one that the file names."""
    if third and side == third["side"]:
        found = dispute(ledger, side, third["toward"], as_of=found.as_of)
    return found.answer(side).answer


# --- figures -------------------------------------------------------------------------------------------------------


def summary(days: Sequence[Day]) -> dict[str, Any]:
    """All figures over several key days."""
    answers = [told for day in days for told in day.answers.values()]
    common = Counter(wanted for _, wanted, _ in answers).most_common(1)
    best, times = common[0] if common else ("", 0)
    return {
        "answers": len(answers),
        "answers right": share(sum(given == wanted for given, wanted, _ in answers), len(answers)),
        "right or also": share(sum(given in (wanted, also) for given, wanted, also in answers), len(answers)),
        "constant": [best, share(times, len(answers))],
        **of_readers(days),
        "lanes": {lane: lane_figures(lane, days) for lane in sorted({lane for day in days for lane in day.lanes})},
    }


def of_readers(days: Sequence[Day]) -> dict[str, Any]:
    """The answers set against those of several readers; nothing where only the coder answered."""
    told = [(day.answers[side][0], panel) for day in days for side, panel in day.panel.items() if len(panel) > 1]
    if not told:
        return {}
    panels = [panel for _, panel in told]
    return {
        "as most readers": share(sum(given == readers.most(panel) for given, panel in told), len(told)),
        "as some reader": share(sum(given in readers.admitted(panel) for given, panel in told), len(told)),
        "readers agree": readers.agreement(panels),
        "a reader as most": readers.with_most(panels),
    }


def lane_figures(lane: str, days: Sequence[Day]) -> dict[str, Any]:
    """The figures of one lane."""
    lines = [pair for day in days for pair in day.lanes[lane]]
    shown = [(line, item) for line, item in lines if item is not None]
    figures: dict[str, Any] = {"lines": len(lines), "recall": share(len(shown), len(lines))}
    figures["items"] = sum(day.items[lane] for day in days)
    if lane == "demands":
        right = sum(isinstance(item, Item) and state_right(line, item) for line, item in shown)
        figures["state"] = share(right, len(shown))
    return figures


def errors(days: Sequence[Day]) -> Iterator[str]:
    """What differs from the file, a line each."""
    for day in days:
        for side, (given, wanted, _) in day.answers.items():
            if given != wanted:
                yield f"  {day.as_of} {side}: {wanted}, answered: {given}"
        for lane, lines in day.lanes.items():
            yield from (f"  {day.as_of} {lane}: {problem}" for problem in lane_errors(lane, lines))


def lane_errors(lane: str, lines: Iterable[tuple[Line, Item | Rival | None]]) -> Iterator[str]:
    """The lines of one lane that are not shown, and demands with another state."""
    for line, item in lines:
        name = f"{'+'.join(sorted(parties(line.get('by'))))} {line['what']} {line['dispatch']}".strip()
        if item is None:
            yield f"missing: {name}"
        elif lane == "demands" and isinstance(item, Item) and not state_right(line, item):
            yield f"{name}: {line['state']}, shown as {item.state}"


def show(figures: dict[str, Any]) -> str:
    """The figures as text."""
    lines = [f"{name:16s} {value}" for name, value in figures.items() if name != "lanes"]
    lines += [f"  {lane:18s} {json.dumps(row)}" for lane, row in figures["lanes"].items()]
    return "\n".join(lines)


def main(argv: list[str] | None = None) -> int:
    """Exit status 0, or 1 where no folder has key days or a file is wrong."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n", maxsplit=1)[0])
    parser.add_argument("folders", nargs="+", type=Path, metavar="FOLDER")
    parser.add_argument("--json", type=Path, metavar="OUT", help="write the figures here")
    parser.add_argument("--errors", action="store_true", help="list the differences")
    parser.add_argument("--facts", action="store_true", help="weigh the hand-coded facts instead of what detente reads")
    args = parser.parse_args(argv)
    folders = [folder for folder in args.folders if (folder / "key-days.yaml").is_file()]
    if not folders:
        print("no folder with a key-days.yaml", file=sys.stderr)
        return 1
    try:
        found = {f.name: run(f, fact_events.reader(f) if args.facts else read_with_detente) for f in folders}
    except (ValueError, OSError) as problem:
        print(problem, file=sys.stderr)
        return 1
    report(found, args.errors, args.json)
    return 0


def report(found: dict[str, list[Day]], with_errors: bool, out: Path | None) -> None:
    """Print the figures of each folder and of all together, and keep them if asked to."""
    figures = {name: summary(days) for name, days in found.items()}
    figures["all"] = summary([day for days in found.values() for day in days])
    for name, row in figures.items():
        print(f"== {name}", show(row), sep="\n")
        if with_errors and name in found:
            print(*errors(found[name]), sep="\n")
    if out:
        out.write_text(json.dumps(figures, indent=2) + "\n", encoding="utf-8")


if __name__ == "__main__":
    sys.exit(main())
