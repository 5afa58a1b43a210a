"""The programme's own row, and the cycles of its synchronisation."""

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import Connection, func, insert, select, update

from rules.months import Month
from store.bulk import upsert
from store.ids import take_ids
from store.tables import cycle, programme


@dataclass(frozen=True, slots=True, kw_only=True)
class ProgrammeState:
    """What the database remembers of a programme between cycles."""

    start: Month | None = None
    roster_mark: str | None = None
    reader_mark: str | None = None
    rules_mark: str | None = None
    opened: date | None = None
    """The local day whose obligations all stand."""


@dataclass(frozen=True, slots=True)
class Cycle:
    """One synchronisation: its number, and the instant it stands for."""

    id: int
    at: datetime


def load_state(conn: Connection, programme_id: str) -> ProgrammeState:
    """What is remembered; all None before the first sync."""
    row = conn.execute(select(programme).where(programme.c.id == programme_id)).first()
    if row is None:
        return ProgrammeState()
    return ProgrammeState(
        start=Month.parse(row.start) if row.start else None,
        roster_mark=row.roster_mark,
        reader_mark=row.reader_mark,
        rules_mark=row.rules_mark,
        opened=date.fromisoformat(row.opened) if row.opened else None,
    )


def save_state(conn: Connection, programme_id: str, **changes: str | None) -> None:
    """Remembers the named columns; makes the programme's row where it is missing."""
    statement = upsert(conn, programme).values(id=programme_id, **changes)
    conn.execute(statement.on_conflict_do_update(index_elements=["id"], set_=changes))


def open_cycle(conn: Connection, programme_id: str, now: datetime) -> int:
    """The number of a new cycle that stands for this instant."""
    [number] = take_ids(conn, programme_id, "cycle", 1)
    conn.execute(insert(cycle).values(programme_id=programme_id, id=number, at=now))
    return number


def close_cycle(conn: Connection, programme_id: str, number: int, now: datetime) -> None:
    """Marks a cycle as carried through to its end."""
    mine = (cycle.c.programme_id == programme_id) & (cycle.c.id == number)
    conn.execute(update(cycle).where(mine).values(finished_at=now))


def last_cycle(conn: Connection, programme_id: str) -> Cycle | None:
    """The newest cycle that was carried through; None before the first."""
    newest = select(func.max(cycle.c.id)).where(
        cycle.c.programme_id == programme_id, cycle.c.finished_at.is_not(None)
    )
    row = conn.execute(
        select(cycle.c.id, cycle.c.at).where(
            cycle.c.programme_id == programme_id, cycle.c.id == newest.scalar_subquery()
        )
    ).first()
    return Cycle(row.id, row.at) if row else None
