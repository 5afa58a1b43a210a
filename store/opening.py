"""Opening: which periods have begun to matter since the day whose obligations all stand."""

from datetime import date

from sqlalchemy import Connection

from rules.months import Month
from rules.obligations import list_openings
from rules.programme import Programme
from store.entry_evidence import load_kept


def first_opened(
    conn: Connection, programme: Programme, start: Month, today: date, *, opened: date | None
) -> date | None:
    """The first day of the earliest period that has opened since that day; None where none has."""
    if opened is None:
        return start.first
    duties = programme.in_force(load_kept(conn, programme.id))
    found = list_openings(programme, duties, since=start.first, after=opened, until=today)
    return min(found.values(), default=None)
