"""The commands and their words. What each does is in the module that it names; nothing heavy is loaded before that."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

ABOUT = "Reads news of international crises and keeps the ledger: who did what to whom, when, where, according to whom."
app = typer.Typer(
    name="detente",
    help=ABOUT,
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
    context_settings={"help_option_names": ["-h", "--help"]},
)


class Format(StrEnum):
    """How `read` shows stories."""

    TABLE = "table"
    JSON = "json"
    JSONL = "jsonl"
    HTML = "html"


class Shown(StrEnum):
    """How `dispute` shows a docket."""

    TABLE = "table"
    JSON = "json"
    HTML = "html"


class Listed(StrEnum):
    """How `incidents` lists them."""

    TEXT = "text"
    JSON = "json"


class Engine(StrEnum):
    """What `annotate` can be run by, across machines."""

    DAFT = "daft"


Workers = Annotated[
    int, typer.Option(metavar="N", min=0, help="Processes that read; 0 is one per core. The result is the same.")
]
Note = Annotated[str | None, typer.Option(metavar="WORDS", help="Why, for whoever reads the record.")]
Stories = Annotated[
    list[Path],
    typer.Argument(metavar="STORY...", help="Files of stories in any format, or patterns; - is standard input."),
]
Lines = Annotated[Path, typer.Argument(metavar="[FILE]", help="JSON lines; without it, standard input.")]
LedgerFile = Annotated[Path, typer.Argument(metavar="LEDGER", help="The ledger: one DuckDB file.")]
Published = Annotated[
    str | None, typer.Option(metavar="DAY", help="Day of publication (2015-12-02) of stories that do not name theirs.")
]
Recursive = Annotated[bool, typer.Option("--recursive", "-r", help="Also read the files in directories.")]
OneSide = Annotated[str, typer.Argument(metavar="CODE", help="One side, such as RUS or Russia.")]
OtherSide = Annotated[str, typer.Argument(metavar="CODE", help="The other side, such as TUR.")]
AsOf = Annotated[str | None, typer.Option(metavar="DAY", help="Only what had been reported by this day (2015-12-02).")]
STANDARD_INPUT = STANDARD_OUTPUT = Path("-")


def _version(wanted: bool) -> None:
    if wanted:
        from detente.version import __version__

        typer.echo(f"detente {__version__}")
        raise typer.Exit


@app.callback()
def detente(
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Print the version.")
    ] = False,
) -> None:
    """Nothing by itself: each command is below."""


@app.command()
def read(
    stories: Stories,
    published: Published = None,
    format: Format = Format.TABLE,  # noqa: A002 - the contract's name
    recursive: Recursive = False,
) -> None:
    """Read stories and show each one's ledger page, with the words it rests on."""
    from detente.cli.stories import read_stories

    raise typer.Exit(read_stories(stories, published, format.value, recursive))


@app.command()
def annotate(
    file: Lines = STANDARD_INPUT,
    out: Annotated[
        Path | None, typer.Argument(metavar="[OUT]", help="With --engine, where the Parquet files go.")
    ] = None,
    layers: Annotated[
        str, typer.Option(metavar="LAYERS", help="Which of events,times,places,attributions,actors.")
    ] = "events,times,places,attributions,actors",
    workers: Workers = 1,
    engine: Annotated[
        Engine | None, typer.Option(help="Read a file or a pattern of Parquet or JSON lines by a data engine.")
    ] = None,
) -> None:
    """JSON lines to JSON lines, in order, one out for each in: the machine's form of read."""
    from detente.cli.lines import annotate_frames, annotate_lines

    if (engine is None) != (out is None):
        raise typer.BadParameter("--engine and OUT need each other")
    if out is None:
        raise typer.Exit(annotate_lines(file, layers, workers))
    raise typer.Exit(annotate_frames(file, out, layers))


@app.command()
def relate(file: Lines = STANDARD_INPUT) -> None:
    """What one named party does to another: JSON lines to JSON lines, in order, one out for each in."""
    from detente.cli.lines import relate_lines

    raise typer.Exit(relate_lines(file))


@app.command()
def answer(file: Lines = STANDARD_INPUT) -> None:
    """How far each side gave way by the end of an account of a crisis: JSON lines in, one out for each."""
    from detente.cli.lines import answer_lines

    raise typer.Exit(answer_lines(file))


@app.command()
def add(  # noqa: PLR0913, PLR0917 - each is a word of the command
    ledger: LedgerFile,
    stories: Stories,
    published: Published = None,
    recursive: Recursive = False,
    workers: Workers = 1,
    report: Annotated[
        Path | None, typer.Option(metavar="FILE", help="Write what is refused, and why, as JSON lines.")
    ] = None,
) -> None:
    """Read stories and keep them in a ledger; can be broken off and run again.

    A known story changes nothing, unless something that was unknown is given now, such as its day of publication. Where
    copies of one text contradict each other the one with the earliest day counts, whatever order they come in.
    """
    from detente.cli.ledgers import add_stories

    raise typer.Exit(add_stories(ledger, stories, published, recursive, workers, report))


@app.command()
def watch(
    ledger: LedgerFile,
    feeds: Annotated[list[str], typer.Argument(metavar="FEED|OPML...", help="Addresses of feeds, or lists of them.")],
    once: Annotated[bool, typer.Option("--once", help="One round, then end.")] = False,
    every: Annotated[
        float | None, typer.Option(metavar="MINUTES", min=1, help="From the beginning of a round to the next (15).")
    ] = None,
) -> None:
    """Visit feeds and add what is new in them to a ledger, round after round until it is ended."""
    from detente.cli.watch import watch_feeds

    raise typer.Exit(watch_feeds(ledger, feeds, once, every))


@app.command()
def dispute(
    ledger: LedgerFile,
    a: OneSide,
    b: Annotated[str | None, typer.Argument(metavar="[CODE]", help="The other side; without it, all others.")] = None,
    as_of: AsOf = None,
    format: Shown = Shown.TABLE,  # noqa: A002 - the contract's name
) -> None:
    """The docket of a pair and the answer to "backing down?" for each side, each line with its evidence.

    Of one party: who asks what of it and does what to it, whether it gave way, the same the other way round, and whom
    it meets.
    """
    from detente.cli.ledgers import show_alone, show_dispute

    shown = show_dispute(ledger, (a, b), as_of, format.value) if b else show_alone(ledger, a, as_of, format.value)
    raise typer.Exit(shown)


@app.command()
def tension(  # noqa: PLR0913, PLR0917 - each is a word of the command
    ledger: LedgerFile,
    a: OneSide,
    b: OtherSide,
    scale: Annotated[
        str | None, typer.Option(metavar="SCALE", help="Intensity scale: goldstein, icews or plover-type.")
    ] = None,
    as_of: AsOf = None,
    svg: Annotated[Path | None, typer.Option(metavar="FILE", help="Also draw it into this SVG file.")] = None,
    json: Annotated[bool, typer.Option("--json", help="The figures as JSON instead of the plot.")] = False,
) -> None:
    """The tension between two sides over time, on a named scale, with its changes and their evidence."""
    from detente.cli.tension import show_tension

    raise typer.Exit(show_tension(ledger, (a, b), scale, as_of, svg, json))


@app.command()
def incidents(
    ledger: LedgerFile,
    sides: Annotated[
        list[str] | None, typer.Argument(metavar="[CODE CODE]", help="Two sides; without them, all.")
    ] = None,
    as_of: AsOf = None,
    format: Listed = Listed.TEXT,  # noqa: A002 - the contract's name
) -> None:
    """The incidents, each with the tellings that were taken for it (by their ids) and why."""
    from detente.cli.incidents import show_incidents

    raise typer.Exit(show_incidents(ledger, sides or [], as_of, format.value))


@app.command()
def merge(
    ledger: LedgerFile,
    events: Annotated[list[str], typer.Argument(metavar="EVENT EVENT...", help="Ids, as `incidents` shows them.")],
    note: Note = None,
) -> None:
    """Decide that these events are one incident. It holds for stories added later, and `undo` takes it back."""
    from detente.cli.incidents import merge_events

    raise typer.Exit(merge_events(ledger, events, note))


@app.command()
def split(
    ledger: LedgerFile,
    event: Annotated[str, typer.Argument(metavar="EVENT", help="Its id, as `incidents` shows it.")],
    note: Note = None,
) -> None:
    """Decide that an event is of another incident than those it stands with. `undo` takes it back."""
    from detente.cli.incidents import split_event

    raise typer.Exit(split_event(ledger, event, note))


@app.command()
def undo(
    ledger: LedgerFile,
    number: Annotated[int | None, typer.Argument(metavar="[NUMBER]", help="Without it, all are listed.")] = None,
) -> None:
    """Take back a decision that was made with merge or split."""
    from detente.cli.incidents import undo_decision

    raise typer.Exit(undo_decision(ledger, number))


@app.command()
def export(  # noqa: PLR0913, PLR0917 - each is a word of the command
    ledger: LedgerFile,
    to: Annotated[str, typer.Option(metavar="FORMAT", help="gdelt-1, icews, csv …; a wrong name lists them all.")],
    out: Annotated[Path, typer.Option(metavar="FILE", help="Without it, standard output.")] = STANDARD_OUTPUT,
    source: Annotated[str | None, typer.Option(metavar="CODE", help="Only what this party did, such as RUS.")] = None,
    target: Annotated[str | None, typer.Option(metavar="CODE", help="Only what was done to this party.")] = None,
    between: Annotated[
        tuple[str, str] | None, typer.Option(metavar="CODE CODE", help="Only where both have a part.")
    ] = None,
    type: Annotated[  # noqa: A002 - the word of the command
        list[str] | None, typer.Option(metavar="TYPE", help="Only acts of this PLOVER type; may be given again.")
    ] = None,
    since: Annotated[str | None, typer.Option(metavar="DAY", help="Only what may have happened on or after.")] = None,
    until: Annotated[str | None, typer.Option(metavar="DAY", help="Only what may have happened on or before.")] = None,
    as_of: AsOf = None,
) -> None:
    """Write the ledger's events in a format of event data, and say what the format cannot hold."""
    from detente.cli.interop import export_events

    export_events(ledger, to, out, (source, target), between, type or [], (since, until, as_of))


@app.command("import")
def import_(
    ledger: LedgerFile,
    file: Annotated[Path, typer.Argument(metavar="FILE", help="Event data; may be packed (.gz, .zip).")],
    from_: Annotated[
        str | None, typer.Option("--from", metavar="FORMAT", help="Without it, guessed from the columns.")
    ] = None,
) -> None:
    """Read event data of others into a ledger; can be broken off and run again. A row known already changes nothing."""
    from detente.cli.interop import import_events

    raise typer.Exit(import_events(ledger, file, from_))


@app.command()
def review(  # noqa: PLR0913, PLR0917 - the words of the command
    ledger: LedgerFile,
    event: Annotated[
        str | None, typer.Argument(metavar="[EVENT]", help="Its id; without it, what is on record is listed.")
    ] = None,
    verdict: Annotated[
        str | None, typer.Argument(metavar="[VERDICT]", help="accept, change or reject what the reader said.")
    ] = None,
    actor: Annotated[
        str | None, typer.Option(metavar="PLACE", help="Of a party in the event: source.0, target.1, attribution.who.")
    ] = None,
    given: Annotated[
        list[str] | None,
        typer.Option("--set", metavar="FIELD=VALUE", help="A change: type=COERCE, source=RUS+SYR, date=2015-11-24."),
    ] = None,
    by: Annotated[str | None, typer.Option(metavar="NAME", help="Who says so; without it, your user name.")] = None,
    note: Note = None,
    undo: Annotated[int | None, typer.Option(metavar="NUMBER", help="Take a review back.")] = None,
    export: Annotated[bool, typer.Option("--export", help="All in force as labelled data, JSON lines.")] = False,
) -> None:
    """Correct what the reader said of an event or a party. Dockets follow; nothing that the reader said is lost."""
    from detente.cli.reviews import export_labels, list_reviews, review_event, undo_review

    if export:
        raise typer.Exit(export_labels(ledger))
    if undo is not None:
        raise typer.Exit(undo_review(ledger, undo))
    if event is None:
        raise typer.Exit(list_reviews(ledger))
    raise typer.Exit(review_event(ledger, event, verdict, actor, given or [], by, note))


@app.command()
def verify(ledger: LedgerFile) -> None:
    """Check that every quoted span equals the story's text at its offsets and that the hash of every story holds."""
    from detente.cli.ledgers import verify_ledger

    raise typer.Exit(verify_ledger(ledger))


@app.command()
def serve(
    ledger: LedgerFile,
    host: Annotated[
        str, typer.Option(metavar="ADDRESS", help="Where to listen. Beyond this machine the token is needed to read.")
    ] = "127.0.0.1",
    port: Annotated[int, typer.Option(metavar="PORT", min=0, max=65535, help="0 takes any that is free.")] = 8731,
    token_file: Annotated[
        Path | None, typer.Option(metavar="FILE", help="A file with the token that writing needs; else one is made.")
    ] = None,
) -> None:
    """REST (described at /docs) and the web pages over a ledger, on this machine. Needs the extra `server`."""
    from detente.cli.serving import serve_ledger

    raise typer.Exit(serve_ledger(ledger, host, port, token_file))
