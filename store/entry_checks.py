"""Checks of entries: gathers the rows of units across books, asks the rules."""

from collections.abc import Collection
from datetime import datetime

from sqlalchemy import Connection, select

from rules.entry_checks import check_nodes, check_repeated
from rules.findings import Finding
from rules.programme import Programme
from rules.registers import Kind
from store.entries import load_entries, load_events, unitless
from store.findings import replace_unit_findings
from store.tables import entry

#: Stands for a unit where findings are of rows that have none.
NO_UNIT = 0


def check_entries(
    conn: Connection, programme: Programme, unit_ids: Collection[int], now: datetime
) -> list[tuple[int, Finding]]:
    """What is wrong in the entries of these units together."""
    names = [one.name for one in programme.registers]
    return _check(conn, programme, names, unit_ids, now)


def recheck_unitless(conn: Connection, programme: Programme, now: datetime) -> None:
    """Makes the findings of rows without a unit equal to what these say now."""
    found = _check(conn, programme, unitless(programme.registers), [None], now)
    replace_unit_findings(conn, programme.id, [NO_UNIT], found, now)


def load_units_at_nodes(conn: Connection, programme: Programme) -> set[int]:
    """The units with a row about a node."""
    names = [
        one.name
        for one in programme.registers
        if any(field.kind is Kind.NODE for field in one.fields)
    ]
    mine = (entry.c.programme_id == programme.id) & entry.c.register.in_(names)
    units = select(entry.c.unit_id).where(mine, entry.c.unit_id.is_not(None)).distinct()
    return set(conn.execute(units).scalars()) - {None}


def _check(
    conn: Connection,
    programme: Programme,
    registers: Collection[str],
    unit_ids: Collection[int | None],
    now: datetime,
) -> list[tuple[int, Finding]]:
    rows = load_entries(conn, programme.id, registers, unit_ids=unit_ids, seen_by=now)
    if not rows:
        return []
    by_name = {one.name: one for one in programme.registers}
    events = load_events(conn, programme.id, programme.registers, seen_by=now)
    told = [
        *check_repeated(rows, by_name),
        *check_nodes(rows, by_name, programme.calendar.nodes, events),
    ]
    return [(row.unit_id or NO_UNIT, finding) for row, finding in told]
