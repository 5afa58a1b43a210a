"""Copies: everything of one programme in a database of its own, to be thrown away."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import cast

from sqlalchemy import Connection, Engine, event, insert, select

from store.database import StoreError, bring_to_head, build_engine, reading, writing
from store.tables import metadata

_ROWS = 5_000


@contextmanager
def copied(engine: Engine, programme_id: str) -> Iterator[Engine]:
    """A SQLite database that holds what the engine's holds of the programme now; gone at the end.

    A copy of a SQLite database holds its other programmes too.
    """
    with TemporaryDirectory(prefix="yueyue-", ignore_cleanup_errors=True) as folder:
        copy = build_engine(f"sqlite:///{Path(folder) / 'copy.db'}")
        event.listen(copy, "connect", _hurry)
        try:
            if engine.dialect.name == "sqlite":
                _back_up(engine, copy)
            else:
                bring_to_head(copy)
                _copy_rows(engine, copy, programme_id)
            yield copy
        finally:
            copy.dispose()


def _hurry(connection: sqlite3.Connection, record: object) -> None:
    """What is thrown away need not outlive the machine."""
    del record
    connection.execute("PRAGMA synchronous=OFF")
    connection.execute("PRAGMA journal_mode=MEMORY")


def _back_up(engine: Engine, copy: Engine) -> None:
    try:
        with reading(engine) as conn, copy.connect() as target:
            _driver(conn).backup(_driver(target))
    except sqlite3.Error as error:
        raise StoreError(str(error)) from error
    # The file is another one now: connections begin anew.
    copy.dispose()


def _driver(conn: Connection) -> sqlite3.Connection:
    return cast("sqlite3.Connection", conn.connection.driver_connection)


def _copy_rows(engine: Engine, copy: Engine, programme_id: str) -> None:
    """Table by table, as all of them stood at one moment."""
    still = engine.execution_options(isolation_level="REPEATABLE READ")
    with reading(still) as conn, writing(copy) as target:
        for table in metadata.sorted_tables:
            first = next(iter(table.primary_key.columns))
            mine = select(table).where(first == programme_id)
            rows = conn.execution_options(yield_per=_ROWS).execute(mine)
            for part in rows.mappings().partitions():
                target.execute(insert(table), [dict(row) for row in part])
