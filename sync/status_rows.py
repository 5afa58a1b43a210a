"""What a book's own tab says of its units: their standings of this month and the one before."""

from collections import defaultdict
from collections.abc import Mapping
from datetime import datetime

from sqlalchemy import Connection

from config.wording import Wording
from reports.status import StatusRow, gather_status
from rules.months import Month
from rules.programme import Programme
from store.books import load_book_units
from store.roster import load_units

#: More units than anybody looks through in a book that many share.
_MOST = 300
_COLUMNS = ("unit", "period", "duty", "standing", "held", "due")

Rows = tuple[tuple[str, ...], ...]


def load_status_rows(
    conn: Connection, programme: Programme, wording: Wording, *, now: datetime
) -> Mapping[str, Rows]:
    """By book the rows of a table, its header first; books of no unit are absent."""
    month = Month.of(now.astimezone(programme.timezone).date())
    by_unit: dict[str, list[StatusRow]] = defaultdict(list)
    for row in gather_status(conn, programme, [month.plus(-1), month], now=now):
        by_unit[row.unit].append(row)
    names = {number: unit.name for number, unit in load_units(conn, programme.id).items()}
    header = tuple(wording.say(f"status.{column}") for column in _COLUMNS)
    found: dict[str, Rows] = {}
    for book, unit_ids in load_book_units(conn, programme.id).items():
        units = sorted(names[number] for number in unit_ids if number in names)
        rows = [row for unit in units for row in by_unit[unit]][:_MOST]
        if rows:
            found[book] = (header, *(_texts(row, wording) for row in rows))
    return found


def _texts(row: StatusRow, wording: Wording) -> tuple[str, ...]:
    standing = wording.say(f"standing.{row.standing.value}")
    return row.unit, row.period, row.duty, standing, str(row.held), row.due
