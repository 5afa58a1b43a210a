"""Many rows at once: the driver's own executemany (SQLite) and COPY (PostgreSQL).

Core's own executemany costs two and a half times as much, the ORM sixty (see bench/).
"""

from collections.abc import Sequence
from datetime import UTC, datetime

from sqlalchemy import Connection, Table
from sqlalchemy.dialects import postgresql, sqlite


def insert_rows(
    conn: Connection, table: Table, columns: Sequence[str], rows: Sequence[tuple[object, ...]]
) -> None:
    """Inserts tuples in the order of `columns`; values as the database stores them."""
    if not rows:
        return
    names = ", ".join(f'"{name}"' for name in columns)
    if conn.dialect.name == "sqlite":
        marks = ", ".join("?" * len(columns))
        statement = f'INSERT INTO "{table.name}" ({names}) VALUES ({marks})'  # noqa: S608 - our own names
        conn.exec_driver_sql(statement, list(rows))
        return
    driver = conn.connection.driver_connection
    assert driver is not None  # noqa: S101 - an open connection has one
    with (
        driver.cursor() as cursor,
        cursor.copy(f'COPY "{table.name}" ({names}) FROM STDIN') as copy,
    ):
        for row in rows:
            copy.write_row(row)


def stored_instant(conn: Connection, instant: datetime) -> object:
    """An instant as `insert_rows` hands it to the driver: text on SQLite."""
    utc = instant.astimezone(UTC)
    if conn.dialect.name == "sqlite":
        return utc.strftime("%Y-%m-%d %H:%M:%S.%f")
    return utc


def upsert(conn: Connection, table: Table) -> sqlite.Insert | postgresql.Insert:
    """An insert of this database's kind, which knows `on_conflict_do_…`."""
    return sqlite.insert(table) if conn.dialect.name == "sqlite" else postgresql.insert(table)
