"""What is in the store, written and read in short: rows of books, units, the journal."""

from collections.abc import Mapping
from datetime import timedelta, timezone

from sqlalchemy import Column, Connection, Table, select

from rules.months import Month
from rules.records import Record
from rules.roster import Contact, Role, Roster, Unit
from store.assessment import reassess
from store.counting import settle_units
from store.records import Placed, add_records, load_book
from store.roster import save_roster
from store.tables import metadata, obligation, transition
from tests.builders import instant, programme, unit

CITY = "city"
LIBRARY = {1: unit("图书馆")}
BOOK = "图书馆.xlsx"
_BEIJING = timezone(timedelta(hours=8))


def contact(name: str = "王芳", *, unit: str = "图书馆", role: Role = Role.COORDINATOR) -> Contact:
    return Contact(unit=unit, name=name, role=role)


def placed(record: Record, *, unit_id: int | None = 1, sheet: str = "三月", row: int = 2) -> Placed:
    return Placed(sheet, row, unit_id, record)


def add(
    conn: Connection, *rows: Placed, on: str = "2026-03-06", book: str = BOOK, city: str = CITY
) -> list[int]:
    """Stores rows as first seen on that day; their ids."""
    known = {one.id for one in load_book(conn, city, book)}
    add_records(conn, city, book, rows, instant(on))
    return [one.id for one in load_book(conn, city, book) if one.id not in known]


def log(
    conn: Connection, *records: Record, on: str = "2026-03-06", book: str = BOOK, city: str = CITY
) -> list[int]:
    """Stores rows of unit 1 below each other and settles what they count; their ids."""
    rows = [placed(record, row=row) for row, record in enumerate(records, start=2)]
    ids = add(conn, *rows, on=on, book=book, city=city)
    settle_units(conn, city, {1})
    return ids


def look(
    conn: Connection,
    on: str,
    *,
    units: Mapping[int, Unit] = LIBRARY,
    start: str = "2026-03",
    city: str = CITY,
    fresh: bool = False,
) -> int:
    """Reassesses the units as of that day; how many standings changed."""
    rules = programme(f'[programme]\nid = "{city}"')
    first = Month.parse(start)
    return reassess(conn, rules, units, start=first, now=instant(on), fresh=fresh).moved


def list_units(conn: Connection, *units: Unit, on: str = "2026-03-01", city: str = CITY) -> bool:
    return save_roster(conn, city, Roster(units=units), instant(on))


def standings(conn: Connection) -> dict[str, str]:
    """The standing of each period that is stored, of whatever unit."""
    rows = conn.execute(select(obligation.c.period, obligation.c.standing))
    return dict(sorted((period, standing) for period, standing in rows))


def journal(conn: Connection, period: str = "2026-03") -> list[tuple[str | None, str, str]]:
    """The transitions of a period, oldest first: from, to, local time."""
    steps = select(transition).where(transition.c.period == period).order_by(transition.c.id)
    return [
        (step.from_standing, step.to_standing, f"{step.at.astimezone(_BEIJING):%Y-%m-%dT%H:%M}")
        for step in conn.execute(steps)
    ]


def only(conn: Connection, column: Column[object], **where: object) -> list[object]:
    """The values of one column in the order of the ids, where other columns are as named."""
    table = column.table
    wanted = (table.c[name] == value for name, value in where.items())
    order = list(table.primary_key.columns)
    return list(conn.execute(select(column).where(*wanted).order_by(*order)).scalars())


def everything_of(conn: Connection, city: str) -> dict[str, list[tuple[object, ...]]]:
    """All rows of a programme, by table."""
    return {table.name: _rows_of(conn, table, city) for table in metadata.sorted_tables}


def _rows_of(conn: Connection, table: Table, city: str) -> list[tuple[object, ...]]:
    keys = list(table.primary_key.columns)
    rows = conn.execute(select(table).where(keys[0] == city).order_by(*keys))
    return [tuple(row) for row in rows]
