"""How much memory DuckDB may take of a ledger that is written to."""

from __future__ import annotations

from detente.ledger import store
from detente.ledger.store import Database

UNITS = {"KiB": 2**10, "MiB": 2**20, "GiB": 2**30, "TiB": 2**40}


def allowed(database: Database) -> float:
    """The limit as DuckDB tells it, in bytes."""
    number, unit = database.rows("SELECT current_setting('memory_limit')")[0][0].split()
    return float(number) * UNITS[unit]


def test_a_writer_s_memory_is_bounded_and_grows_with_its_file(tmp_path, monkeypatch):
    monkeypatch.setattr(store, "SHARE", 1)
    monkeypatch.setattr(store, "ROOM", 32_000_000)
    path = tmp_path / "some.duckdb"
    database = Database(path)
    first = allowed(database)
    assert 32_000_000 < first < 40_000_000
    with database.transaction() as cursor:
        cursor.execute("CREATE TABLE words AS SELECT md5(i::VARCHAR) AS word FROM range(600000) t(i)")
    database.write_out()
    with database.transaction() as cursor:
        cursor.execute("SELECT 1")
    assert allowed(database) > first + path.stat().st_size / 2
    database.close()


def test_a_reader_s_is_not(tmp_path):
    path = tmp_path / "some.duckdb"
    Database(path).close()
    database = Database(path, read_only=True)
    assert allowed(database) > 2 * store.ROOM
    database.close()
