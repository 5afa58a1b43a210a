"""Rows of the registers in the store, each with its place in a book."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any, NamedTuple

from sqlalchemy import Connection, Table, bindparam, select, update

from rules.hours import count_activity
from rules.records import (
    ACTIVITY,
    SERVICE_RECORD,
    Activity,
    ServiceRecord,
    first_day,
    last_day,
    register_of,
)
from store.bulk import insert_rows, stored_instant
from store.ids import take_ids
from store.placed import Placed
from store.tables import activity, service_record

__all__ = [
    "TABLES",
    "Placed",
    "Stored",
    "add_records",
    "counts_alone",
    "edit_records",
    "load_book",
    "load_records",
    "move_records",
    "withdraw_records",
]

_CHUNK = 5000
TABLES: Mapping[str, Table] = {ACTIVITY: activity, SERVICE_RECORD: service_record}
_PLACE = ("programme_id", "id", "book", "sheet", "row", "unit_id", "first_day", "last_day")
_DERIVED = ("people", "minutes", "confirmed_minutes", "counts")
_COLUMNS = {
    ACTIVITY: (*_PLACE, *_DERIVED, *Activity._fields, "seen_at"),
    SERVICE_RECORD: (*_PLACE, "counts", "minutes", *ServiceRecord._fields, "seen_at"),
}
_EDITED = {name: columns[columns.index("sheet") : -1] for name, columns in _COLUMNS.items()}
_MAKERS: Mapping[str, type[Activity] | type[ServiceRecord]] = {
    ACTIVITY: Activity,
    SERVICE_RECORD: ServiceRecord,
}


class Stored(NamedTuple):
    """A placed record as it stands in the store."""

    id: int
    placed: Placed
    withdrawn: bool


def load_book(conn: Connection, programme_id: str, book: str) -> list[Stored]:
    """All rows ever read from the book, the withdrawn ones too, by id."""
    found: list[Stored] = []
    for register, table in TABLES.items():
        maker = _MAKERS[register]
        named = [table.c[name] for name in maker._fields]
        place = [table.c.id, table.c.sheet, table.c.row, table.c.unit_id, table.c.withdrawn_at]
        rows = conn.execute(
            select(*place, *named).where(table.c.programme_id == programme_id, table.c.book == book)
        )
        for number, sheet, row, unit_id, withdrawn, *values in rows:
            placed = Placed(sheet, row, unit_id, maker(*values))
            found.append(Stored(number, placed, withdrawn is not None))
    return sorted(found, key=lambda stored: stored.id)


def add_records(
    conn: Connection, programme_id: str, book: str, rows: Sequence[Placed], now: datetime
) -> None:
    """Stores new rows, first seen now; what each counts alone is worked out at once."""
    numbers = take_ids(conn, programme_id, "record", len(rows)) if rows else ()
    seen = stored_instant(conn, now)
    by_register: dict[str, list[tuple[object, ...]]] = {ACTIVITY: [], SERVICE_RECORD: []}
    for number, placed in zip(numbers, rows, strict=True):
        record = placed.record
        place = (programme_id, number, book, placed.sheet, placed.row, placed.unit_id)
        by_register[register_of(record)].append((*place, *_derived(placed), *record, seen))
    for register, tuples in by_register.items():
        insert_rows(conn, TABLES[register], _COLUMNS[register], tuples)


def move_records(
    conn: Connection, programme_id: str, register: str, moves: Iterable[tuple[int, str, int]]
) -> None:
    """Gives rows their new places: (id, sheet, row)."""
    table = TABLES[register]
    values = [{"b_id": n, "b_sheet": sheet, "b_row": row} for n, sheet, row in moves]
    if values:
        statement = update(table).where(
            table.c.programme_id == programme_id, table.c.id == bindparam("b_id")
        )
        places: dict[str, Any] = {"sheet": bindparam("b_sheet"), "row": bindparam("b_row")}
        conn.execute(statement.values(**places), values)


def edit_records(conn: Connection, programme_id: str, edits: Iterable[tuple[int, Placed]]) -> None:
    """Gives rows what their cells say now; a withdrawn row stands again."""
    by_register: dict[str, list[dict[str, object]]] = {ACTIVITY: [], SERVICE_RECORD: []}
    for number, placed in edits:
        register = register_of(placed.record)
        place = (placed.sheet, placed.row, placed.unit_id)
        now = zip(_EDITED[register], (*place, *_derived(placed), *placed.record), strict=True)
        by_register[register].append({"b_id": number} | {f"b_{name}": value for name, value in now})
    for register, rows in by_register.items():
        if rows:
            table = TABLES[register]
            mine = (table.c.programme_id == programme_id) & (table.c.id == bindparam("b_id"))
            values: dict[str, Any] = {name: bindparam(f"b_{name}") for name in _EDITED[register]}
            conn.execute(update(table).where(mine).values(**values, withdrawn_at=None), rows)


def withdraw_records(
    conn: Connection, programme_id: str, register: str, ids: Sequence[int], now: datetime
) -> None:
    """Marks rows that stand in no sheet any more; they stay, and count nowhere."""
    table = TABLES[register]
    mine = update(table).where(table.c.programme_id == programme_id, table.c.withdrawn_at.is_(None))
    for start in range(0, len(ids), _CHUNK):
        chunk = table.c.id.in_(ids[start : start + _CHUNK])
        conn.execute(mine.where(chunk).values(withdrawn_at=now))


def load_records(
    conn: Connection,
    programme_id: str,
    register: str,
    *,
    unit_id: int | None = None,
    days: tuple[str, str] | None = None,
) -> list[tuple[int, str, Placed, bool]]:
    """Rows that stand in sheets now: (id, book, placed, counts), in the order of the books."""
    table = TABLES[register]
    maker = _MAKERS[register]
    statement = select(
        table.c.id,
        table.c.book,
        table.c.sheet,
        table.c.row,
        table.c.unit_id,
        table.c.counts,
        *(table.c[name] for name in maker._fields),
    ).where(table.c.programme_id == programme_id, table.c.withdrawn_at.is_(None))
    if unit_id is not None:
        statement = statement.where(table.c.unit_id == unit_id)
    if days is not None:
        statement = statement.where(table.c.first_day <= days[1], table.c.last_day >= days[0])
    rows = conn.execute(statement.order_by(table.c.book, table.c.sheet, table.c.row, table.c.id))
    return [
        (number, book, Placed(sheet, row, unit, maker(*values)), counts)
        for number, book, sheet, row, unit, counts, *values in rows
    ]


def counts_alone(placed: Placed) -> bool:
    """Whether a row counts if no other row repeats it: unit, date and title known, no nil."""
    record = placed.record
    known = placed.unit_id is not None and record.days is not None
    if isinstance(record, ServiceRecord):
        return known
    return known and record.title is not None and not record.nil


def _derived(placed: Placed) -> tuple[Any, ...]:
    record = placed.record
    days = record.days
    span = (first_day(days), last_day(days)) if days else (None, None)
    counts = counts_alone(placed)
    if isinstance(record, ServiceRecord):
        return (*span, counts, record.duration or 0)
    count = count_activity(record)
    return (*span, count.people, count.minutes, count.confirmed, counts)
