"""Many rows at once: the driver's own executemany (SQLite) and COPY (PostgreSQL).

Core's own executemany costs two and a half times as much, the ORM sixty (see bench/).
"""

import json
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from typing import cast

from sqlalchemy import Boolean, Connection, Table
from sqlalchemy.dialects import sqlite


def insert_rows(
    conn: Connection, table: Table, columns: Sequence[str], rows: Sequence[tuple[object, ...]]
) -> None:
    """Inserts tuples in the order of `columns`; values as the database stores them."""
    insert_columns(conn, table, columns, list(zip(*rows, strict=True)))


def insert_columns(
    conn: Connection, table: Table, names: Sequence[str], columns: Sequence[Sequence[object]]
) -> None:
    """Inserts the rows that these columns are of; values as the database stores them."""
    if not columns or not columns[0]:
        return
    if conn.dialect.name == "sqlite":
        _insert_filled(conn, table, names, columns)
        return
    driver = conn.connection.driver_connection
    assert driver is not None  # noqa: S101 - an open connection has one
    with (
        driver.cursor() as cursor,
        cursor.copy(f'COPY "{table.name}" ({_quoted(names)}) FROM STDIN') as copy,
    ):
        for row in zip(*columns, strict=True):
            copy.write_row(row)


def _insert_filled(
    conn: Connection, table: Table, names: Sequence[str], columns: Sequence[Sequence[object]]
) -> None:
    """SQLite's driver takes eight times as long over None and truth as over a number.

    So columns that no row fills are left out, and truth goes in as the number it is stored as.
    """
    filled: dict[str, Iterable[object]] = {}
    for name, values in zip(names, columns, strict=True):
        if values.count(None) < len(values):
            truth = isinstance(table.c[name].type, Boolean) and None not in values
            filled[name] = map(int, cast("Sequence[int]", values)) if truth else values
    marks = ", ".join("?" * len(filled))
    statement = f'INSERT INTO "{table.name}" ({_quoted(filled)}) VALUES ({marks})'  # noqa: S608 - our own names
    conn.exec_driver_sql(statement, list(zip(*filled.values(), strict=True)))


def _quoted(names: Iterable[str]) -> str:
    return ", ".join(f'"{name}"' for name in names)


def stored_instant(conn: Connection, instant: datetime) -> object:
    """An instant as `insert_rows` hands it to the driver: text on SQLite."""
    utc = instant.astimezone(UTC)
    if conn.dialect.name == "sqlite":
        return utc.strftime("%Y-%m-%d %H:%M:%S.%f")
    return utc


def stored_json(value: object) -> str:
    """A value of a JSON column as `insert_rows` hands it to either driver."""
    return json.dumps(value)


def upsert(conn: Connection, table: Table) -> sqlite.Insert:
    """An insert of this database's kind, which knows `on_conflict_do_…`."""
    if conn.dialect.name == "sqlite":
        return sqlite.insert(table)
    from sqlalchemy.dialects import postgresql  # noqa: PLC0415 - costs start-up time

    return cast("sqlite.Insert", postgresql.insert(table))  # the two are used alike
