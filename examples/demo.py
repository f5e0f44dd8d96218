"""What `make demo` runs: one story's page, then a ledger of the whole crisis and what it says on three days.

Every step is a command that can be typed by hand; it is printed before it runs. The pages are written to out/.
"""

from __future__ import annotations

import json
import subprocess
import sys
from datetime import date
from pathlib import Path

import detente
from detente.show import page_of_dispute, page_of_reading

ROOT = Path(__file__).parents[1]
STORIES = ROOT / "examples" / "russia-turkey-2015"
OUT = ROOT / "out"
FIRST = "08-paris-refusal"
PAIR = ("RUS", "TUR")
DAYS = ("2015-12-02", "2016-02-01", "2016-08-10")


def published(story: Path) -> str:
    """The day on which the example was published. The dispatches name a day without its year, as wire stories do."""
    return str(json.loads(story.with_suffix(".facts.json").read_text(encoding="utf-8"))["published"])


def detente_command(*words: str | Path) -> None:
    """Print a command, then run it; a command that fails ends the demonstration."""
    shown = [str(word.relative_to(ROOT)) if isinstance(word, Path) else word for word in words]
    print(f"\n$ detente {' '.join(shown)}\n", flush=True)
    subprocess.run([sys.executable, "-m", "detente.cli", *shown], cwd=ROOT, check=True)


def main() -> None:
    """Run all steps."""
    OUT.mkdir(exist_ok=True)
    stories = sorted(STORIES.glob("*.txt"))
    first = STORIES / f"{FIRST}.txt"
    detente_command("read", first, "--published", published(first))
    (OUT / "story.html").write_text(page_of_reading(detente.read(first, published=published(first))), encoding="utf-8")

    lines = OUT / "stories.jsonl"
    records = [{"id": s.stem, "text": s.read_text(encoding="utf-8"), "published": published(s)} for s in stories]
    lines.write_text("".join(json.dumps(record, ensure_ascii=False) + "\n" for record in records), encoding="utf-8")
    ledger = OUT / "russia-turkey.duckdb"
    ledger.unlink(missing_ok=True)
    detente_command("add", ledger, lines)
    detente_command("verify", ledger)
    for day in DAYS:
        detente_command("dispute", ledger, *PAIR, "--as-of", day)
    write_page(ledger)
    print(f"\nPages to open: {(OUT / 'story.html').relative_to(ROOT)}, {(OUT / 'demo.html').relative_to(ROOT)}")


def write_page(ledger: Path) -> None:
    """The docket on the three days as one page, with the stories that its evidence leads to."""
    with detente.Ledger.open(ledger, read_only=True) as kept:
        disputes = [kept.dispute(*PAIR, as_of=date.fromisoformat(day)) for day in DAYS]
        page = page_of_dispute(disputes, readings=[kept.reading(story.hash) for story in kept.stories()])
    (OUT / "demo.html").write_text(page, encoding="utf-8")


if __name__ == "__main__":
    main()
