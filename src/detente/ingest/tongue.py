"""Which language a story is in: one that is not read yet is refused by name, never read as if it were English."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import Protocol

from detente.errors import NotAStory, UnreadLanguage
from detente.ingest.cues import story_cues

LANGUAGES = {"en": "english"}
"""ISO 639-1 code of each language that is read, and its folder under `detente/language`. Another is added here."""

# Languages that news comes in and that the identifier tells apart well. Few, because rare ones attract short English.
KNOWN = {
    "af": "Afrikaans", "ca": "Catalan", "cs": "Czech", "da": "Danish", "de": "German", "en": "English", "es": "Spanish",
    "et": "Estonian", "fi": "Finnish", "fr": "French", "hr": "Croatian", "hu": "Hungarian", "id": "Indonesian",
    "it": "Italian", "lt": "Lithuanian", "lv": "Latvian", "nl": "Dutch", "no": "Norwegian", "pl": "Polish",
    "pt": "Portuguese", "ro": "Romanian", "sk": "Slovak", "sl": "Slovenian", "sq": "Albanian", "sv": "Swedish",
    "sw": "Swahili", "tr": "Turkish", "vi": "Vietnamese",
}  # fmt: skip
SCRIPTS = {
    "CYRILLIC": "the Cyrillic script", "ARABIC": "the Arabic script", "HEBREW": "Hebrew", "GREEK": "Greek",
    "CJK": "Chinese", "HIRAGANA": "Japanese", "KATAKANA": "Japanese", "HANGUL": "Korean", "THAI": "Thai",
    "DEVANAGARI": "the Devanagari script", "BENGALI": "Bengali", "GEORGIAN": "Georgian", "ARMENIAN": "Armenian",
    "ETHIOPIC": "the Ethiopic script", "MYANMAR": "Burmese", "KHMER": "Khmer",
}  # fmt: skip
WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?")
SAMPLE = 6000
"""Characters that are looked at: a language shows in a page."""
ENOUGH = 60
"""Letters below which no language is told from words alone: names of people and places fill so short a text."""
FEW_FUNCTION_WORDS = 0.10
"""Share of common words below which the identifier is asked. English prose has 0.25 to 0.45, others under 0.08."""
SURE = 0.90
"""Probability asked of the identifier, which is calibrated: below it the text is taken for English."""


class _Identifier(Protocol):
    def classify(self, text: str) -> tuple[str, float]: ...


@lru_cache(maxsize=1)
def _identifier() -> _Identifier:
    from py3langid import langid

    identifier = langid.LanguageIdentifier.from_model_file(langid.MODEL_FILE, norm_probs=True)
    identifier.set_languages(sorted(KNOWN))
    found: _Identifier = identifier
    return found


def check_language(text: str, given: str | None = None, subject: str | None = None) -> str:
    """The code of the language that `text` is in. UnreadLanguage where it is not read. What is `given` is believed."""
    if given:
        code = given.strip().lower().replace("_", "-").split("-")[0]
        if code in LANGUAGES:
            return code
        raise UnreadLanguage(_refusal(KNOWN.get(code, f"language {given!r}")), subject=subject)
    name = _other_script(text[:SAMPLE]) or _other_language(text[:SAMPLE])
    if name:
        raise UnreadLanguage(_refusal(name), subject=subject)
    return "en"


def _refusal(name: str) -> str:
    read = ", ".join(KNOWN[code] for code in LANGUAGES)
    return f"is in {name}, which is not read yet (read: {read})"


def _other_script(text: str) -> str | None:
    """The script of most letters, where it is not the Latin one."""
    letters = [char for char in text if char.isalpha()]
    foreign = [char for char in letters if char > "\u024f"]
    if len(foreign) * 2 <= len(letters):
        return None
    names = [unicodedata.name(char, "?").split()[0] for char in foreign]
    top = max(set(names), key=names.count)
    if "HIRAGANA" in names and top == "CJK":  # Japanese of newspapers has more Chinese characters than its own
        top = "HIRAGANA"
    return None if top == "LATIN" else SCRIPTS.get(top, f"the {top.title()} script")


def _other_language(text: str) -> str | None:
    """The name of another language in Latin letters, where the text is long enough and the answer sure."""
    words = [word.lower() for word in WORD.findall(text)]
    if sum(map(len, words)) < ENOUGH or _english_share(words) >= FEW_FUNCTION_WORDS:
        return None
    code, sure = _identifier().classify(text)
    return KNOWN[code] if code not in LANGUAGES and sure >= SURE else None


def _english_share(words: list[str]) -> float:
    common = story_cues().function_words
    return sum(word in common for word in words) / len(words)


A_WORD = re.compile(r"[\"“‘'(\[]*(?:[^\W\d_][\w'’-]*|(?:[^\W\d_]\.){2,}[\w'’-]*)[\"”'’)\],;:]*")
LAST_WORD = re.compile(r"[\"“‘'(\[]*(?:[^\W\d_]+['’-])*[^\W\d_]{2,}[.!?…]+[\"”'’)\]]*")
# "2,000", "$3bn", "5.5%", and the signs that join words. A comma behind a number makes it a cell of a table.
BETWEEN_WORDS = re.compile(r"[$€£¥(+-]*\d[\d.,:/-]*(?:%|[^\W\d_]{1,3}|-[^\W\d_]+)?(?<![,:.])|[&–—-]")
LAST_NUMBER = re.compile(r"[$€£¥]?\d[\d.,:/-]*(?:%|[^\W\d_]{1,2})?[.!?…]+[\"”'’)\]]*")


def check_sentence(text: str, subject: str | None = None) -> None:
    """NotAStory where nothing in `text` looks like a sentence: three words in a row, or two that end with a point.

    One number or sign may stand between two words: "Oman expelled 2,000 Omanis."
    """
    if not _has_sentence(text):
        raise NotAStory("has no sentence in it", subject=subject)


def _has_sentence(text: str) -> bool:
    """Whether enough words follow each other: "Oman left.", "Oman sent 200 men", not "Table 3." nor "12, 13"."""
    run, bridged = 0, False
    for word in text.split():
        if (run and LAST_WORD.fullmatch(word)) or (run > 1 and LAST_NUMBER.fullmatch(word)):
            return True
        if A_WORD.fullmatch(word):
            run, bridged = run + 1, False
        elif bridged or not BETWEEN_WORDS.fullmatch(word):
            run, bridged = 0, False
        else:
            bridged = run > 0
        if run == 3:
            return True
    return False
