"""Entries: rows of the registers that are data, as duties see them, and which of them count."""

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, Connection, bindparam, or_, select, update

from rules.hours import first_of_each
from rules.records import Entry
from rules.registers import Kind, Register, is_complete, key_of
from store.records import make_entry
from store.tables import entry
from store.types import as_stored

_CHUNK = 400
_RECORD = (entry.c.register, entry.c.unit_text, entry.c.days, entry.c.title, entry.c.fields)


class SeenEntry(NamedTuple):
    """An entry with its id, its unit, where it stands and when it was first seen (UTC)."""

    id: int
    unit_id: int | None
    book: str
    sheet: str
    row: int
    seen_at: datetime
    counts: bool
    entry: Entry


def load_entries(
    conn: Connection,
    programme_id: str,
    registers: Collection[str],
    *,
    unit_ids: Collection[int] | None = None,
    seen_by: datetime,
) -> list[SeenEntry]:
    """Rows of these registers by id, of all units or some: first seen by then, standing then.

    Rows that are repeated or lack what they need are among them, and do not count.
    """
    columns = entry.c
    place = (columns.id, columns.unit_id, columns.book, columns.sheet, columns.row)
    statement = select(*place, columns.seen_at, columns.counts, *_RECORD).where(
        columns.programme_id == programme_id,
        columns.register.in_(sorted(registers)),
        columns.seen_at <= seen_by,
        or_(columns.withdrawn_at.is_(None), columns.withdrawn_at > seen_by),
    )
    found: list[SeenEntry] = []
    for mine in _chunks(unit_ids):
        rows = conn.execute(statement.where(mine))
        found.extend(SeenEntry(*row[:7], make_entry(*row[7:])) for row in rows)
    return sorted(found, key=lambda one: one.id)


def settle_entries(
    conn: Connection,
    programme_id: str,
    registers: Sequence[Register],
    unit_ids: Collection[int],
) -> None:
    """Works out anew which entries count: those of the units, and those that have no unit."""
    by_name = {one.name: one for one in registers}
    unitless = [one.name for one in registers if not _needs_unit(one)]
    for mine in _chunks(unit_ids):
        _settle(conn, programme_id, by_name, mine)
    if unitless:
        mine = entry.c.register.in_(unitless) & entry.c.unit_id.is_(None)
        _settle(conn, programme_id, by_name, mine)


def _needs_unit(register: Register) -> bool:
    return any(one.kind is Kind.UNIT and one.required for one in register.fields)


def _chunks(unit_ids: Collection[int] | None) -> list[ColumnElement[bool]]:
    if unit_ids is None:
        return [entry.c.id.is_not(None)]
    ordered = sorted(unit_ids)
    starts = range(0, len(ordered), _CHUNK)
    return [entry.c.unit_id.in_(ordered[start : start + _CHUNK]) for start in starts]


def _settle(
    conn: Connection,
    programme_id: str,
    registers: Mapping[str, Register],
    mine: ColumnElement[bool],
) -> None:
    columns = entry.c
    rows = conn.execute(
        select(
            columns.id, columns.unit_id, as_stored(columns.seen_at), columns.counts, *_RECORD
        ).where(columns.programme_id == programme_id, columns.withdrawn_at.is_(None), mine)
    ).all()
    complete = [row for row in rows if _is_complete(row, registers)]
    keyed = ((row[0], _key(row, registers), row[2]) for row in complete)
    repeated = first_of_each(one for one in keyed if one[1] is not None)
    counting = {row[0] for row in complete} - repeated
    wanted = ((row[0], row[0] in counting, row[3]) for row in rows)
    _mark(conn, programme_id, [(n, counts) for n, counts, stood in wanted if counts != stood])


def _is_complete(row: Sequence[Any], registers: Mapping[str, Register]) -> bool:
    register = registers.get(row[4])
    return register is not None and is_complete(register, row[1], make_entry(*row[4:]))


def _key(row: Sequence[Any], registers: Mapping[str, Register]) -> tuple[object, ...] | None:
    register = registers[row[4]]
    key = key_of(register, row[1], make_entry(*row[4:]))
    return key and (register.name, *key)


def _mark(conn: Connection, programme_id: str, changes: Sequence[tuple[int, bool]]) -> None:
    if changes:
        mine = (entry.c.programme_id == programme_id) & (entry.c.id == bindparam("b_id"))
        values = [{"b_id": number, "b_counts": counts} for number, counts in changes]
        conn.execute(update(entry).where(mine).values(counts=bindparam("b_counts")), values)
