"""Checks the examples of pattern tables, or shows what is read in one sentence.

python tools/check_patterns.py assault sanction     the examples that fail, each with its parse and what was read
python tools/check_patterns.py "{Peru} shelled {Chilean} posts."   what is read in a sentence, its parties in braces
"""

from __future__ import annotations

import sys

from spacy.tokens import Doc

from detente.language.patterns import lexicon
from detente.reading.checking import Case, cases, parsed, passes, rated


def shown(line: str, doc: Doc) -> str:
    """What was read between the parties of a marked sentence, and how it is parsed."""
    read = [
        f"    {act.type} {act.cameo} by {act.rule} at {act.head.text!r}, rated {value:.1f} {'+'.join(act.ops)}".rstrip()
        for value, act in rated(line, doc)[:4]
    ]
    parse = " ".join(f"{token.text}/{token.tag_}/{token.dep_}>{token.head.text}" for token in doc)
    return "\n".join([*(read or ["    no act"]), f"    {parse}"])


def check(table: str) -> int:
    """Print the examples of a type's tables that fail; return how many do."""
    every = cases(table)
    docs = parsed(case.line for case in every)
    wrong: list[Case] = [case for case in every if not passes(case, docs[case.line])]
    for case in wrong:
        print(f"{case.entry.rule}{'' if case.good else ' must not take'}: {case.line}")
        print(shown(case.line, docs[case.line]))
    print(f"{table}: {len(every)} examples, {len(wrong)} fail")
    return len(wrong)


def main(words: list[str]) -> int:
    """Check each table named, show each sentence given."""
    if not words:
        print(__doc__, file=sys.stderr)
        return 2
    failed = 0
    for word in words:
        if "{" in word:
            print(word, shown(word, parsed([word])[word]), sep="\n")
        else:
            failed += check(word)
    print(f"{len(lexicon().entries)} entries in all")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
