"""Bytes to Article: what arrives is decoded, checked, and its parts known for what they are."""

from detente.ingest.files import files_under, read_article, stories_in
from detente.ingest.records import article_of, articles_of, id_of, record_of
from detente.ingest.story import Known, article_from_text

__all__ = [
    "Known",
    "article_from_text",
    "article_of",
    "articles_of",
    "files_under",
    "id_of",
    "read_article",
    "record_of",
    "stories_in",
]
