"""Bytes to text. Nothing but the encoding is undone: the characters are the story's own, in order."""

from __future__ import annotations

import codecs

from detente.errors import NotAStory, TooLarge, UndecodableText

LIMIT = 5_000_000
"""Bytes that one story may have: some 800,000 words, ten times the longest report that a news agency puts out."""

BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
MAGIC = (
    (b"%PDF-", "a PDF file"),
    (b"PK\x03\x04", "a zip archive or an office document"),
    (b"\x1f\x8b", "a gzip archive"),
    (b"BZh", "a bzip2 archive"),
    (b"\xfd7zXZ", "an xz archive"),
    (b"\x89PNG", "a picture"),
    (b"\xff\xd8\xff", "a picture"),
    (b"GIF8", "a picture"),
    (b"\x7fELF", "a program"),
    (b"SQLite format 3", "a database"),
    (b"{\\rtf", "an RTF document"),
)
CONTROL = bytes(set(range(32)) - set(b"\t\n\v\f\r\x1b"))


def check_size(size: int, subject: str | None = None, limit: int = LIMIT) -> None:
    """TooLarge where `size` bytes are more than one story may have."""
    if size > limit:
        raise TooLarge(f"is larger than {limit / 1_000_000:g} MB, the limit for one story", subject=subject)


def decode(data: bytes) -> str:
    """The text of `data`: UTF-8 (a byte order mark is left off), UTF-16, UTF-32, else a Western or other old encoding.

    Raises NotAStory for an empty or binary file, TooLarge, and UndecodableText where no encoding gives readable text.
    """
    check_size(len(data))
    if not data.strip():
        raise NotAStory("is empty")
    for magic, name in MAGIC:
        if data.startswith(magic):
            raise NotAStory(f"is {name}, not the text that it was taken for")
    for bom, encoding in BOMS:
        if data.startswith(bom):
            return _strict(data[len(bom) :], encoding)
    return _without_bom(data)


def encoding_of(head: bytes) -> tuple[str, bool]:
    """The encoding of a file of rows by its first bytes, and whether all of it may be trusted to be in it.

    UTF-8 is never trusted: a row further on may break it, and is then the only one that is refused.
    """
    for bom, encoding in BOMS:
        if head.startswith(bom):
            return ("utf-8-sig" if encoding == "utf-8" else encoding.removesuffix("-le").removesuffix("-be")), True
    wide = _utf16_without_bom(head[: len(head) // 2 * 2])
    if wide:
        return wide, True
    try:
        codecs.getincrementaldecoder("utf-8")().decode(head)
    except UnicodeDecodeError:
        return _encoding_of_rows(head), False
    return "utf-8", False


def _encoding_of_rows(head: bytes) -> str:
    """The encoding of rows of which some are not UTF-8."""
    if _damaged_utf8(head):
        return "utf-8"
    return "cp1252" if _mostly_ascii(head) else _guess(head[: head.rfind(b"\n") + 1]) or "utf-8"


def _without_bom(data: bytes) -> str:
    wide = _utf16_without_bom(data)
    if wide:
        return _strict(data, wide)
    if b"\x00" in data or len(data.translate(None, CONTROL)) < 0.98 * len(data):
        raise NotAStory("is a binary file, not text")
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as wrong:
        return _old_encoding(data, wrong)


def _strict(data: bytes, encoding: str) -> str:
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError as wrong:
        raise UndecodableText(f"is marked as {encoding.upper()} but breaks at byte {wrong.start}") from wrong
    if "\x00" in text:
        raise NotAStory("holds NUL characters, so it is a binary file, not text")
    return text


def _utf16_without_bom(data: bytes) -> str | None:
    """UTF-16 of a text in Latin letters has a zero in nearly every second byte, and none between them."""
    head = data[:4000]
    even, odd = head[0::2].count(0), head[1::2].count(0)
    half = len(head) // 2
    if len(data) % 2 or half < 2:
        return None
    if odd > 0.7 * half and even < 0.05 * half:
        return "utf-16-le"
    return "utf-16-be" if even > 0.7 * half and odd < 0.05 * half else None


def _old_encoding(data: bytes, wrong: UnicodeDecodeError) -> str:
    """Text from before UTF-8, unless it is UTF-8 that was damaged."""
    if _damaged_utf8(data):
        raise UndecodableText(f"is UTF-8 that is broken at byte {wrong.start}; save the file again as UTF-8")
    return _western(data) if _mostly_ascii(data) else _guessed(data)


def _mostly_ascii(data: bytes) -> bool:
    """Whether there are but some accents and typographic quotes in it, too few to tell one old encoding by."""
    return sum(byte >= 0x80 for byte in data) <= 0.15 * len(data)


def _damaged_utf8(data: bytes) -> bool:
    """Whether most of the bytes beyond ASCII do form UTF-8 characters.

    Of a text full of them nearly all must: half of those of a Chinese encoding may form some by chance.
    """
    kept = data.decode("utf-8", errors="ignore")
    good = sum(len(char.encode()) for char in kept if ord(char) >= 0x80)
    high = sum(byte >= 0x80 for byte in data)
    return good > (0.5 if _mostly_ascii(data) else 0.9) * high


def _western(data: bytes) -> str:
    try:
        return data.decode("cp1252")
    except UnicodeDecodeError:
        return data.decode("latin-1")


def _guessed(data: bytes) -> str:
    try:
        return data.decode(_guess(data) or "ascii")
    except (UnicodeDecodeError, LookupError) as wrong:
        raise UndecodableText("is in no encoding that is known here; save it as UTF-8") from wrong


def _guess(data: bytes) -> str | None:
    """The likeliest encoding of text that is no UTF-8, None where none gives readable text."""
    from charset_normalizer import from_bytes

    best = from_bytes(data[:200_000]).best()
    return best.encoding if best else None
