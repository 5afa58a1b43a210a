"""Rows of the registers in the store, each with its place in a book."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import datetime
from itertools import chain, islice
from typing import Any, NamedTuple, cast

from sqlalchemy import Connection, Table, bindparam, select, update

from rules.hours import count_activity
from rules.records import (
    ACTIVITY,
    SERVICE_RECORD,
    Activity,
    Entry,
    Record,
    ServiceRecord,
    first_day,
    last_day,
)
from store.bulk import insert_columns, stored_instant, stored_json
from store.edits import stamp_edits
from store.ids import take_ids
from store.placed import Block, Placed, PlacedRows
from store.tables import activity, entry, service_record

__all__ = [
    "Placed",
    "Stored",
    "add_records",
    "edit_records",
    "load_book",
    "load_records",
    "make_entry",
    "move_records",
    "table_of",
    "withdraw_records",
]

_CHUNK = 5000
_TABLES: Mapping[str, Table] = {ACTIVITY: activity, SERVICE_RECORD: service_record}
_TABLE_OF: Mapping[type[Record], Table] = {
    Activity: activity,
    ServiceRecord: service_record,
    Entry: entry,
}
_ENTRY = ("register", "unit_text", "days", "title", "fields")
_PLACE = ("programme_id", "id", "book", "sheet", "row", "unit_id", "first_day", "last_day")
_DERIVED = ("people", "minutes", "confirmed_minutes", "counts")
_COLUMNS = {
    activity: (*_PLACE, *_DERIVED, *Activity._fields, "seen_at"),
    service_record: (*_PLACE, "counts", "minutes", *ServiceRecord._fields, "seen_at"),
    entry: (*_PLACE, "counts", *_ENTRY, "seen_at"),
}
_EDITED = {table: columns[columns.index("sheet") : -1] for table, columns in _COLUMNS.items()}


def make_entry(*values: Any) -> Entry:  # noqa: ANN401 - columns of a row, as they come
    """An entry of its columns, as `_ENTRY` names them."""
    register, unit_text, days, title, fields = values
    return Entry(register, unit_text, days, title, tuple(fields.items()))


#: What is stored of a row's record, and what makes the record of it again.
_READERS: Mapping[Table, tuple[Sequence[str], Callable[..., Record]]] = {
    activity: (Activity._fields, Activity),
    service_record: (ServiceRecord._fields, ServiceRecord),
    entry: (_ENTRY, make_entry),
}


class Stored(NamedTuple):
    """A placed record as it stands in the store."""

    id: int
    placed: Placed
    withdrawn: bool


def load_book(conn: Connection, programme_id: str, book: str) -> list[Stored]:
    """All rows ever read from the book, the withdrawn ones too, by id."""
    found: list[Stored] = []
    for table, (fields, maker) in _READERS.items():
        named = [table.c[name] for name in fields]
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
    numbers = iter(take_ids(conn, programme_id, "record", len(rows)) if rows else ())
    seen = stored_instant(conn, now)
    by_table: defaultdict[Table, list[list[Sequence[object]]]] = defaultdict(list)
    for block in PlacedRows.of(rows).blocks:
        count = len(block.rows)
        columns: list[Sequence[object]] = [
            *([programme_id] * count, list(islice(numbers, count)), [book] * count),
            *([block.sheet] * count, block.rows, block.unit_ids),
            *_derived(block.unit_ids, list(block.records())),
            *_stored_fields(block),
            [seen] * count,
        ]
        by_table[_TABLE_OF[block.maker]].append(columns)
    for table, blocks in by_table.items():
        whole = [list(chain.from_iterable(parts)) for parts in zip(*blocks, strict=True)]
        insert_columns(conn, table, _COLUMNS[table], whole)


def move_records(
    conn: Connection, programme_id: str, register: str, moves: Iterable[tuple[int, str, int]]
) -> None:
    """Gives rows their new places: (id, sheet, row)."""
    table = table_of(register)
    values = [{"b_id": n, "b_sheet": sheet, "b_row": row} for n, sheet, row in moves]
    if values:
        statement = update(table).where(
            table.c.programme_id == programme_id, table.c.id == bindparam("b_id")
        )
        places: dict[str, Any] = {"sheet": bindparam("b_sheet"), "row": bindparam("b_row")}
        conn.execute(statement.values(**places), values)


def edit_records(
    conn: Connection, programme_id: str, edits: Iterable[tuple[int, Placed]], now: datetime
) -> None:
    """Gives rows what their cells say now; a withdrawn row stands again."""
    by_table: defaultdict[Table, list[dict[str, object]]] = defaultdict(list)
    said: defaultdict[Table, dict[int, Mapping[str, object]]] = defaultdict(dict)
    for number, placed in edits:
        record: tuple[object, ...] = placed.record
        if isinstance(placed.record, Entry):
            record = (*record[:-1], dict(placed.record.values))
        table, place = _TABLE_OF[type(placed.record)], (placed.sheet, placed.row, placed.unit_id)
        derived = (column[0] for column in _derived([placed.unit_id], [placed.record]))
        values = zip(_EDITED[table], (*place, *derived, *record), strict=True)
        by_table[table].append({"b_id": number} | {f"b_{name}": value for name, value in values})
        said[table][number] = _cells(placed.record)
    for table, rows in by_table.items():
        if "edited" in table.c:
            # Rows of such tables may owe something themselves: it matters since when they say what.
            edited = stamp_edits(conn, programme_id, table, said[table], now)
            for row in rows:
                row["b_edited"] = edited.get(int(str(row["b_id"])))
        mine = (table.c.programme_id == programme_id) & (table.c.id == bindparam("b_id"))
        names = [name for name in (*_EDITED[table], "edited") if f"b_{name}" in rows[0]]
        columns: dict[str, Any] = {name: bindparam(f"b_{name}") for name in names}
        conn.execute(update(table).where(mine).values(**columns, withdrawn_at=None), rows)


def _cells(record: Record) -> Mapping[str, object]:
    """What the cells of a row say, by field."""
    return dict(record.values) if isinstance(record, Entry) else record._asdict()


def withdraw_records(
    conn: Connection, programme_id: str, register: str, ids: Sequence[int], now: datetime
) -> None:
    """Marks rows that stand in no sheet any more; they stay, and count nowhere."""
    table = table_of(register)
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
    table = table_of(register)
    fields, maker = _READERS[table]
    statement = select(
        table.c.id,
        table.c.book,
        table.c.sheet,
        table.c.row,
        table.c.unit_id,
        table.c.counts,
        *(table.c[name] for name in fields),
    ).where(table.c.programme_id == programme_id, table.c.withdrawn_at.is_(None))
    if table is entry:
        statement = statement.where(entry.c.register == register)
    if unit_id is not None:
        statement = statement.where(table.c.unit_id == unit_id)
    if days is not None:
        statement = statement.where(table.c.first_day <= days[1], table.c.last_day >= days[0])
    rows = conn.execute(statement.order_by(table.c.book, table.c.sheet, table.c.row, table.c.id))
    return [
        (number, book, Placed(sheet, row, unit, maker(*values)), counts)
        for number, book, sheet, row, unit, counts, *values in rows
    ]


def table_of(register: str) -> Table:
    """The table that holds the rows of a register."""
    return _TABLES.get(register, entry)


def _stored_fields(block: Block) -> Sequence[Sequence[object]]:
    if block.maker is not Entry:
        return block.fields
    *told, values = block.fields
    return [*told, [stored_json(dict(one)) for one in values]]


def _derived(
    unit_ids: Sequence[int | None], records: Sequence[Record]
) -> Sequence[Sequence[object]]:
    """What follows from rows of one kind alone, in the order of the table's columns."""
    days = [one.days for one in records]
    firsts = [one and first_day(one) for one in days]
    lasts = [one and last_day(one) for one in days]
    counts = list(map(_counts_alone, unit_ids, records))
    if isinstance(records[0], Entry):
        return firsts, lasts, counts
    if isinstance(records[0], ServiceRecord):
        logged = cast("Sequence[ServiceRecord]", records)
        return firsts, lasts, counts, [one.duration or 0 for one in logged]
    counted = map(count_activity, cast("Sequence[Activity]", records))
    return firsts, lasts, *zip(*counted, strict=True), counts


def _counts_alone(unit_id: int | None, record: Record) -> bool:
    """Whether a row counts if no other row repeats it: unit, date and title known, no nil.

    What an entry needs, its register says: `store/entries.py` settles that.
    """
    if isinstance(record, Entry):
        return False
    known = unit_id is not None and record.days is not None
    if isinstance(record, ServiceRecord):
        return known
    return known and record.title is not None and not record.nil
