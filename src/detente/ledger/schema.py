"""The tables of a ledger and how older ones are brought up to date.

`MIGRATIONS[n]` takes a ledger from version n to n + 1; version 0 is an empty file. A change of schema is a new
entry, never an edit of an old one.
"""

from __future__ import annotations

import duckdb

from detente.errors import LedgerError, LedgerVersion, NotALedger
from detente.ledger.rebuilding import rebuild
from detente.ledger.store import Database

APPLICATION = "detente ledger"

FIRST = """
CREATE TABLE ledger_version (application VARCHAR NOT NULL, version INTEGER NOT NULL, since TIMESTAMP NOT NULL);
CREATE TABLE stories (
  hash VARCHAR PRIMARY KEY, id VARCHAR NOT NULL, text VARCHAR NOT NULL, title VARCHAR, published DATE,
  published_from VARCHAR, outlet VARCHAR, url VARCHAR, language VARCHAR NOT NULL, added_at TIMESTAMP NOT NULL,
  sketch BIGINT[] NOT NULL);
CREATE TABLE readings (
  story VARCHAR PRIMARY KEY, version VARCHAR NOT NULL, learned TIMESTAMP NOT NULL, events INTEGER NOT NULL,
  layers VARCHAR NOT NULL);
CREATE TABLE events (
  id VARCHAR PRIMARY KEY, story VARCHAR NOT NULL, n INTEGER NOT NULL, type VARCHAR NOT NULL, mode VARCHAR,
  cameo VARCHAR NOT NULL, quad INTEGER NOT NULL, intensity DOUBLE NOT NULL, status VARCHAR NOT NULL,
  source VARCHAR[] NOT NULL, target VARCHAR[] NOT NULL, source_name VARCHAR, target_name VARCHAR,
  parties VARCHAR[] NOT NULL, "start" DATE, "end" DATE, "precision" VARCHAR, date_open VARCHAR,
  said_on DATE, reported DATE, learned TIMESTAMP NOT NULL,
  place VARCHAR, country VARCHAR, lat DOUBLE, lon DOUBLE, place_precision VARCHAR,
  according_to VARCHAR, stance VARCHAR, about VARCHAR, about_type VARCHAR, confidence DOUBLE NOT NULL,
  because VARCHAR NOT NULL, trigger_start INTEGER NOT NULL, trigger_end INTEGER NOT NULL, trigger_text VARCHAR NOT NULL,
  evidence_start INTEGER NOT NULL, evidence_end INTEGER NOT NULL, evidence_text VARCHAR NOT NULL,
  spans VARCHAR NOT NULL, acts VARCHAR[] NOT NULL, objects VARCHAR[] NOT NULL, block VARCHAR NOT NULL,
  json VARCHAR NOT NULL);
CREATE TABLE incidents (
  id VARCHAR PRIMARY KEY, block VARCHAR NOT NULL, type VARCHAR NOT NULL, cameo VARCHAR NOT NULL,
  status VARCHAR NOT NULL, source VARCHAR[] NOT NULL, target VARCHAR[] NOT NULL, "start" DATE, "end" DATE,
  "precision" VARCHAR, reported DATE, sources INTEGER NOT NULL, tellings INTEGER NOT NULL, best VARCHAR NOT NULL);
CREATE TABLE tellings (
  event VARCHAR PRIMARY KEY, incident VARCHAR NOT NULL, place INTEGER NOT NULL, joined VARCHAR, reason VARCHAR);
"""

# Merging by hand; what was learned later of a story; which tellings of an incident rest on one source.
SECOND = """
CREATE TABLE decisions (
  n INTEGER PRIMARY KEY, kind VARCHAR NOT NULL, events VARCHAR[] NOT NULL, apart VARCHAR[] NOT NULL, note VARCHAR,
  made TIMESTAMP NOT NULL, undone TIMESTAMP);
CREATE TABLE corrections (
  story VARCHAR NOT NULL, field VARCHAR NOT NULL, before VARCHAR, after VARCHAR NOT NULL, made TIMESTAMP NOT NULL);
ALTER TABLE tellings ADD COLUMN source VARCHAR;
ALTER TABLE events ALTER COLUMN intensity DROP NOT NULL;
ALTER TABLE events ADD COLUMN context VARCHAR[];
ALTER TABLE events ADD COLUMN head VARCHAR[];
ALTER TABLE events ADD COLUMN anew BOOLEAN;
ALTER TABLE events ADD COLUMN persons VARCHAR[];
"""

# Feeds that are watched: what their servers know of the last visit, and which of their entries are done with.
WATCHED = """
CREATE TABLE feeds (
  url VARCHAR PRIMARY KEY, etag VARCHAR, modified VARCHAR, visited TIMESTAMP NOT NULL, rest_until TIMESTAMP,
  trouble VARCHAR);
CREATE TABLE entries (
  "key" VARCHAR PRIMARY KEY, feed VARCHAR NOT NULL, story VARCHAR, trouble VARCHAR, seen TIMESTAMP NOT NULL);
"""

# What people say of what the reader said; and the reader's own word on events that stand corrected.
REVIEWS = """
CREATE TABLE reviews (
  n INTEGER PRIMARY KEY, event VARCHAR, actor VARCHAR, story VARCHAR NOT NULL, verdict VARCHAR NOT NULL,
  said VARCHAR NOT NULL, change VARCHAR, party VARCHAR, "by" VARCHAR NOT NULL, note VARCHAR, made TIMESTAMP NOT NULL,
  undone TIMESTAMP);
CREATE TABLE originals (
  event VARCHAR PRIMARY KEY, story VARCHAR NOT NULL, n INTEGER NOT NULL, json VARCHAR NOT NULL, spans VARCHAR NOT NULL);
ALTER TABLE decisions ADD COLUMN "by" VARCHAR;
"""

# Copies of one text that say different things of it, so that what is taken from them does not go by their order.
COPIES = """
CREATE TABLE copies (
  story VARCHAR NOT NULL, id VARCHAR NOT NULL, title VARCHAR, published DATE, published_from VARCHAR, outlet VARCHAR,
  url VARCHAR);
"""

MIGRATIONS: tuple[str, ...] = (FIRST, SECOND, WATCHED, REVIEWS, COPIES)
VERSION = len(MIGRATIONS)


def version_of(db: Database) -> int:
    """The version of the ledger; `NotALedger` if the file is another DuckDB file."""
    try:  # asking for the table's name first takes DuckDB longer than the rest of opening a ledger
        found = db.rows("SELECT application, max(version) FROM ledger_version GROUP BY application")
    except LedgerError as error:
        if not isinstance(error.__cause__, duckdb.CatalogException | duckdb.BinderException):
            raise
        found = []
    if len(found) != 1 or found[0][0] != APPLICATION:
        raise NotALedger("a DuckDB file, but not a ledger of detente", subject=str(db.path))
    return int(found[0][1])


def migrate(db: Database, version: int) -> None:
    """Bring a ledger of `version` up to `VERSION`, wholly or not at all, and derive anew what follows from readings."""
    with db.transaction() as cursor:
        for number in range(version, VERSION):
            for statement in MIGRATIONS[number].split(";"):
                if statement.strip():
                    cursor.execute(statement)
            cursor.execute("INSERT INTO ledger_version VALUES (?, ?, now()::TIMESTAMP)", [APPLICATION, number + 1])
        if version:
            rebuild(cursor)


def ensure(db: Database) -> None:
    """Check the version of an opened ledger and migrate it where that is needed and allowed."""
    version = version_of(db)
    if version > VERSION:
        raise LedgerVersion(
            f"version {version}, written by a newer detente (this one knows {VERSION}): update detente",
            subject=str(db.path),
        )
    if version < VERSION and db.read_only:
        raise LedgerVersion("an older ledger: open it once for writing to bring it up to date", subject=str(db.path))
    if version < VERSION:
        migrate(db, version)
