"""Rows of our own: what duties rest on that stands in no sheet, but in the database or calendar."""

from collections.abc import Collection, Iterable
from datetime import date

from sqlalchemy import Connection, Table, select

from rules.evidence import Evidence
from rules.months import Month
from rules.programme import Programme
from rules.roster import UNADDRESSED, city_offices
from store.entry_evidence import CALENDAR, CONTACT, NOBODY, EntryRows
from store.evidence import build_days
from store.roster import load_contacts, load_units
from store.tables import contact, unit
from store.types import as_stored


def load_own_rows(conn: Connection, programme: Programme, registers: Collection[str]) -> EntryRows:
    """The rows of those of our own registers that are asked for; their records are no records."""
    found: EntryRows = {}
    if CONTACT in registers:
        found[CONTACT] = _contacts(conn, programme)
    if CALENDAR in registers:
        found[CALENDAR] = {NOBODY: _years(programme)}
    return found


def _contacts(conn: Connection, programme: Programme) -> dict[int, list[Evidence]]:
    """One row for each unit, with how many of its people can be reached, and since when."""
    units = load_units(conn, programme.id)
    offices = city_offices(units.values())
    day_of = build_days(programme)
    seen = {number: day_of(at) for number, at in _seen(conn, unit, programme.id)}
    named = {number: day_of(at) for number, at in _seen(conn, contact, programme.id)}
    since: dict[int, list[date]] = {}
    for number, (unit_id, one) in load_contacts(conn, programme.id).items():
        if any(way.address or way.kind == UNADDRESSED for way in one.channels):
            since.setdefault(unit_id, []).append(named.get(number, seen[unit_id]))
    return {
        number: [
            Evidence(
                0,
                {Month.of(seen[number]): seen[number]},
                seen[number],
                facts={
                    "title": None,
                    "reachable": len(since.get(number, ())),
                    "office": one.name in offices,
                },
                edited={"reachable": min(since.get(number, [seen[number]]))},
            )
        ]
        for number, one in units.items()
        if not one.grouping
    }


def _seen(conn: Connection, table: Table, programme_id: str) -> Iterable[tuple[int, str]]:
    columns = table.c
    rows = conn.execute(
        select(columns.id, as_stored(columns.seen_at)).where(
            columns.programme_id == programme_id, columns.seen_at.is_not(None)
        )
    )
    return ((row[0], row[1]) for row in rows)


def _years(programme: Programme) -> list[Evidence]:
    """A row for each year whose next year's working days are known, held on its first day."""
    known = programme.calendar.workdays.published_years
    firsts = [date(year - 1, 1, 1) for year in sorted(known)]
    return [Evidence(0, {Month.of(day): day}, day) for day in firsts]
