"""Words compared by the act that they name, and stories compared by their wording.

The ledger does not parse: it compares by word forms (`data/words.yaml`), which is enough to see that "shot down" and
"the downing" are one act.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Mapping
from functools import lru_cache

from detente.errors import DataError
from detente.model import Record
from detente.ontology.loading import load_table

WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
MONTHS = "January|February|March|April|May|June|July|August|September|October|November|December"
NUMBER = re.compile(r"(?<![\w.,:/-])(\d{1,3}(?:,\d{3})+|\d{1,6})(?![\w:/-]|[.,]\d)")
LENGTH = re.compile(r"\b[\w-]+ (?:years?|months?|weeks?|days?|hours?|minutes?)\b")
ANY_DIGIT = re.compile(r"\d")
DAY = re.compile(rf"\b(?:{MONTHS})\.? \d{{1,2}}\b|\b\d{{1,2}} (?:{MONTHS})\b")
RUN = 4  # words in a run that is sampled; shorter runs are shared by chance
SAMPLE = 256  # runs kept for a story: all of a short one; of a long one enough to know a share to about 1/16
ENOUGH = 30  # runs of a story from which a shortened copy is known; shorter texts share a sentence by chance
COMPARABLE = 10  # runs that must be there to compare; in a story eighty times as long fewer are sampled
DOUBLED = re.compile(r"([bdgklmnprt])\1$")


class PhrasePair(Record):
    """An example in the data: whether two phrases name the same act."""

    a: str
    b: str
    same: bool


class Words(Record):
    """The schema of `data/words.yaml`."""

    forms: Mapping[str, tuple[str, ...]]
    light: frozenset[str]
    kin: Mapping[str, tuple[str, ...]]
    generic: frozenset[str]
    phrases: Mapping[str, str]
    speech: frozenset[str]
    anew: frozenset[str]
    numbers: Mapping[str, int]
    examples: tuple[PhrasePair, ...]

    def base_of(self) -> dict[str, str]:
        """Every listed form with its base; a form under two bases is an error."""
        found: dict[str, str] = {}
        for base, forms in self.forms.items():
            for form in (base, *forms):
                if found.setdefault(form, base) != base:
                    raise DataError(f"stands under both {found[form]} and {base}", subject=f"words.yaml: {form}")
        return found


@lru_cache(maxsize=1)
def words() -> Words:
    """The table of words, loaded once; `DataError` if it breaks its schema."""
    return load_table("detente.ledger", "words.yaml", Words)


@lru_cache(maxsize=1)
def bases() -> Mapping[str, str]:
    """Form to base, by written form and by stem."""
    listed = words().base_of()
    return {stripped(form): base for form, base in listed.items()} | listed


def stripped(word: str) -> str:
    """The word without the commonest English endings. Crude on purpose: it only has to be the same for both words."""
    for ending, instead in (("ies", "y"), ("ied", "y"), ("ing", ""), ("ed", ""), ("es", ""), ("s", "")):
        if word.endswith(ending) and len(word) - len(ending) >= 3 and not word.endswith("ss"):
            word = word[: -len(ending)] + instead
            break
    return DOUBLED.sub(r"\1", word).removesuffix("e")


@lru_cache(maxsize=50_000)
def base(word: str) -> str:
    """What a word is compared by: its listed base, or itself without endings."""
    word = word.lower()
    known = bases()
    return known.get(word) or known.get(stripped(word)) or stripped(word)


@lru_cache(maxsize=1)
def light() -> frozenset[str]:
    """The words that carry no act of their own, as written and by base."""
    listed = words().light
    return listed | {stripped(word) for word in listed}


def acts(text: str) -> frozenset[str]:
    """The bases of the words in a phrase that carry meaning."""
    empty = light()
    found = (base(w) for w in WORD.findall(text) if w.lower() not in empty)
    return frozenset(b for b in found if b not in empty)


@lru_cache(maxsize=1)
def kin() -> Mapping[str, str]:
    """Base to the base under which reports of one act are compared."""
    found: dict[str, str] = {}
    for head, others in words().kin.items():
        for other in others:
            if found.setdefault(base(other), base(head)) != base(head):
                raise DataError(f"stands under both {found[base(other)]} and {head}", subject=f"words.yaml: {other}")
    return found


@lru_cache(maxsize=1)
def generic() -> frozenset[str]:
    """The bases of the words that sentences share by chance."""
    return frozenset(base(word) for word in words().generic)


def likened(text: str) -> frozenset[str]:
    """The bases of the words in a phrase by which reports of one act are compared, and its numbers."""
    text = LENGTH.sub(" ", text)
    whole = phrase().sub(lambda m: words().phrases[m[0]], text.lower())
    compared = (likeness_of(w) for w in WORD.findall(whole) if len(w) > 1)
    found = frozenset(b for b in compared if b)
    return found | digits(text) if ANY_DIGIT.search(text) else found


def written(text: str) -> dict[str, str]:
    """The bases in `likened`, each in the word or words, in lower case, in which the text first has it."""
    lower = text.lower()
    told = [(words().phrases[m[0]], m[0]) for m in phrase().finditer(lower)]
    told += [(word, word) for word in WORD.findall(phrase().sub(" ", lower))]
    return {base: as_told for word, as_told in reversed(told) if (base := likeness_of(word))}


@lru_cache(maxsize=1)
def phrase() -> re.Pattern[str]:
    """The phrases that are one act."""
    return re.compile(rf"\b(?:{'|'.join(sorted(words().phrases, key=len, reverse=True))})\b")


@lru_cache(maxsize=1)
def speech() -> frozenset[str]:
    """The bases that say little of what an act is about."""
    return frozenset(base(word) for word in words().speech | words().anew)


@lru_cache(maxsize=50_000)
def likeness_of(word: str) -> str | None:
    """What a word in lower case is compared by when reports of one act are; None if it says nothing."""
    spelled = words().numbers.get(word)
    if spelled:
        return f"#{spelled}"
    known = base(word)
    if word in light() or known in light() or known in generic():
        return None
    return kin().get(known, known)


def digits(text: str) -> frozenset[str]:
    """The numbers written in digits, behind a `#`. Years, days of months and what is below three do not count."""
    found = {int(m[1].replace(",", "")) for m in NUMBER.finditer(DAY.sub(" ", text))}
    return frozenset(f"#{n}" for n in found if n > 2 and not 1900 <= n < 2100)


def says_another(text: str) -> bool:
    """Whether a phrase has a word such as "again" or "another"."""
    return not words().anew.isdisjoint(WORD.findall(text.lower()))


def overlap(a: frozenset[str], b: frozenset[str]) -> float:
    """The share of the smaller set that the two have in common; 0 if either is empty."""
    return 0.0 if a.isdisjoint(b) else len(a & b) / min(len(a), len(b))


def sketch(text: str) -> tuple[int, ...]:
    """A sample of the story's runs of words (the smallest hashes), by which near-duplicates are known."""
    tokens = [w.lower() for w in WORD.findall(text)]
    runs = {" ".join(tokens[i : i + RUN]) for i in range(max(1, len(tokens) - RUN + 1))}
    return tuple(sorted(hashed(runs))[:SAMPLE])


def hashed(runs: Iterable[str]) -> set[int]:
    """63-bit hashes, the same on every machine."""
    return {
        int.from_bytes(hashlib.blake2b(r.encode("utf-8", "replace"), digest_size=8).digest(), "big") >> 1 for r in runs
    }


def alike(a: Iterable[int], b: Iterable[int]) -> float:
    """The estimated share, 0 to 1, of the shorter story's runs that the longer one has too.

    Both samples are the smallest hashes of their stories, so that below the point to which both reach they can be
    compared run by run (Broder's bottom-k sketch). Where too little is there to compare, it is the share of all runs.
    """
    first, second = frozenset(a), frozenset(b)
    whole = min(len(first), len(second)) >= ENOUGH
    reach = min((max(s) for s in (first, second) if len(s) >= SAMPLE), default=None)
    if reach is not None:
        first, second = (frozenset(h for h in s if h <= reach) for s in (first, second))
    common, fewest = len(first & second), min(len(first), len(second))
    most = fewest if whole and fewest >= COMPARABLE else len(first | second)
    return common / most if most else 0.0
