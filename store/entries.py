"""Entries: rows of the registers that are data, as duties see them, and which of them count."""

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime

from sqlalchemy import ColumnElement, Connection, bindparam, or_, select, update

from rules.entry_checks import SeenEntry, count_entries
from rules.registers import Field, Kind, Register
from store.records import make_entry
from store.tables import entry

__all__ = ["SeenEntry", "load_entries", "load_events", "settle_entries", "unitless"]

_CHUNK = 400
_COLUMNS = (
    entry.c.id, entry.c.unit_id, entry.c.book, entry.c.sheet, entry.c.row, entry.c.seen_at,
    entry.c.counts, entry.c.register, entry.c.unit_text, entry.c.days, entry.c.title,
    entry.c.fields, entry.c.edited,
)  # fmt: skip
_BEFORE_RECORD = 7


def load_entries(
    conn: Connection,
    programme_id: str,
    registers: Collection[str],
    *,
    unit_ids: Collection[int | None] | None = None,
    seen_by: datetime,
) -> list[SeenEntry]:
    """Rows of these registers by id, of all units or some: first seen by then, standing then.

    None among the units stands for rows of no unit. Rows that are repeated or lack what they
    need are among them, and do not count.
    """
    columns = entry.c
    standing = (columns.seen_at <= seen_by) & or_(
        columns.withdrawn_at.is_(None), columns.withdrawn_at > seen_by
    )
    mine = columns.register.in_(sorted(registers)) & standing
    return _load(conn, programme_id, mine, unit_ids)


def load_events(
    conn: Connection, programme_id: str, registers: Sequence[Register], *, seen_by: datetime
) -> frozenset[str]:
    """The nodes that the office typed in, by their ids."""
    names = {one.name: _node_field(one) for one in registers if one.events}
    rows = load_entries(conn, programme_id, names, seen_by=seen_by) if names else []
    found = (one.entry.value(names[one.entry.register]) for one in rows if one.counts)
    return frozenset(str(node) for node in found if node is not None)


def settle_entries(
    conn: Connection,
    programme_id: str,
    registers: Sequence[Register],
    unit_ids: Collection[int],
) -> None:
    """Works out anew which entries count: those of the units, and those that have no unit."""
    by_name = {one.name: one for one in registers}
    stands = entry.c.withdrawn_at.is_(None)
    _settle(conn, programme_id, by_name, _load(conn, programme_id, stands, unit_ids))
    if names := unitless(registers):
        mine = stands & entry.c.register.in_(names)
        _settle(conn, programme_id, by_name, _load(conn, programme_id, mine, [None]))


def unitless(registers: Sequence[Register]) -> list[str]:
    """The registers whose rows need no unit."""
    needing = (one for one in registers for field in one.fields if _is_needed_unit(field))
    needed = {one.name for one in needing}
    return [one.name for one in registers if one.name not in needed]


def _is_needed_unit(field: Field) -> bool:
    return field.kind is Kind.UNIT and field.required


def _node_field(register: Register) -> str:
    return next((one.name for one in register.fields if one.kind is Kind.NODE), "")


def _load(
    conn: Connection,
    programme_id: str,
    condition: ColumnElement[bool],
    unit_ids: Collection[int | None] | None,
) -> list[SeenEntry]:
    statement = select(*_COLUMNS).where(entry.c.programme_id == programme_id, condition)
    found: list[SeenEntry] = []
    for mine in _chunks(unit_ids):
        rows = conn.execute(statement if mine is None else statement.where(mine))
        found.extend(
            SeenEntry._make((*row[:_BEFORE_RECORD], make_entry(*row[_BEFORE_RECORD:-1]), row[-1]))
            for row in rows
        )
    return sorted(found, key=lambda one: one.id)


def _chunks(unit_ids: Collection[int | None] | None) -> list[ColumnElement[bool] | None]:
    """Conditions that together choose the rows of these units."""
    if unit_ids is None:
        return [None]
    ordered = sorted(unit_id for unit_id in unit_ids if unit_id is not None)
    starts = range(0, len(ordered), _CHUNK)
    chosen: list[ColumnElement[bool] | None] = [
        entry.c.unit_id.in_(ordered[start : start + _CHUNK]) for start in starts
    ]
    return [*chosen, entry.c.unit_id.is_(None)] if None in unit_ids else chosen


def _settle(
    conn: Connection,
    programme_id: str,
    registers: Mapping[str, Register],
    rows: Sequence[SeenEntry],
) -> None:
    counting, _ = count_entries(rows, registers)
    values = [
        {"b_id": row.id, "b_counts": row.id in counting}
        for row in rows
        if row.counts is not (row.id in counting)
    ]
    if values:
        mine = (entry.c.programme_id == programme_id) & (entry.c.id == bindparam("b_id"))
        conn.execute(update(entry).where(mine).values(counts=bindparam("b_counts")), values)
