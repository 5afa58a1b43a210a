"""Rehearsals: a copy put back to an earlier instant, and what came in since, instant by instant."""

from collections.abc import Iterable
from datetime import date, datetime
from typing import NamedTuple

from sqlalchemy import Connection, String, Table, and_, cast, delete, func, or_, select, update

from rules.roster import UNADDRESSED
from store.letters import PLANNED, SENT
from store.programmes import close_cycle, open_cycle, save_state
from store.roster import load_contacts
from store.tables import (
    activity,
    answer,
    book,
    contact,
    decision,
    entry,
    letter,
    nudge,
    obligation,
    transition,
)

_NO_LADDER = "[]"


def rewind(conn: Connection, programme_id: str, instant: datetime, day: date) -> None:
    """Takes back what was judged, planned and sent since an instant of that local day.

    What sheets and people said stays: it is looked at as of the day that it came.
    """
    _rewind_letters(conn, programme_id, instant)
    columns = obligation.c
    mine = columns.programme_id == programme_id
    # Periods that begin later open again, with the ladders of now; so do those that were closed
    # when they were first judged, and were not by that day.
    later = columns.first > day.isoformat()
    silent = and_(columns.history.is_(False), cast(columns.ladder, String) == _NO_LADDER)
    unclosed = or_(columns.closes.is_(None), columns.closes >= day.isoformat())
    conn.execute(delete(obligation).where(mine, or_(later, and_(silent, unclosed))))
    conn.execute(update(obligation).where(mine, columns.history.is_(False)).values(next_at=instant))
    conn.execute(
        delete(transition).where(
            transition.c.programme_id == programme_id, transition.c.at >= instant
        )
    )
    save_state(conn, programme_id, opened=None)


def _rewind_letters(conn: Connection, programme_id: str, instant: datetime) -> None:
    columns = letter.c
    mine = columns.programme_id == programme_id
    conn.execute(delete(letter).where(mine, columns.posted_at >= instant))
    sent_later = and_(columns.state == SENT, columns.sent_at >= instant)
    fresh = {"state": PLANNED, "sends_started": 0, "sent_at": None, "owner": None}
    conn.execute(update(letter).where(mine, sent_later).values(**fresh, lease_until=None))
    kept = select(columns.key).where(mine)
    gone = and_(nudge.c.letter_key.is_not(None), nudge.c.letter_key.not_in(kept))
    conn.execute(
        delete(nudge).where(nudge.c.programme_id == programme_id, or_(nudge.c.at >= instant, gone))
    )


def reach_everybody(conn: Connection, programme_id: str) -> frozenset[str]:
    """Gives each contact without an address one, as after binding; the channels there are."""
    kinds = {UNADDRESSED}
    for number, (_, person) in load_contacts(conn, programme_id).items():
        kinds.update(channel.kind for channel in person.channels)
        if all(channel.address or channel.kind == UNADDRESSED for channel in person.channels):
            continue
        # A number, as chats have it, and nobody else's.
        filled = [
            {"kind": channel.kind, "address": channel.address or str(number)}
            for channel in person.channels
        ]
        mine = and_(contact.c.programme_id == programme_id, contact.c.id == number)
        conn.execute(update(contact).where(mine).values(channels=filled))
    return frozenset(kinds)


def look_at_everything(conn: Connection, programme_id: str, now: datetime) -> None:
    """Every book counts as looked at then, without anything new in it."""
    number = open_cycle(conn, programme_id, now)
    close_cycle(conn, programme_id, number, now)
    conn.execute(update(book).where(book.c.programme_id == programme_id).values(looked_at=now))


class Arrival(NamedTuple):
    """What came at one instant: whose rows, and whose ladders were answered or decided on."""

    units: frozenset[int | None]
    """None stands for everybody."""
    spoken: frozenset[int]


def load_arrivals(
    conn: Connection, programme_id: str, *, after: datetime, until: datetime
) -> dict[datetime, Arrival]:
    """What came or went after one instant and by another, in order."""
    rows = _instants(conn, programme_id, (activity, entry), ("seen_at", "withdrawn_at"))
    said = _instants(conn, programme_id, (answer, decision), ("at", "withdrawn_at"))
    return {
        instant: Arrival(
            frozenset(rows.get(instant, set()) - {None} | said.get(instant, set())),
            frozenset(unit_id for unit_id in said.get(instant, ()) if unit_id is not None),
        )
        for instant in sorted({*rows, *said})
        if after < instant <= until
    }


def _instants(
    conn: Connection, programme_id: str, tables: Iterable[Table], columns: Iterable[str]
) -> dict[datetime, set[int | None]]:
    """The units of the rows of these tables, by the instants in these columns."""
    found: dict[datetime, set[int | None]] = {}
    for column in (table.c[name] for table in tables for name in columns):
        table = column.table
        mine = (table.c.programme_id == programme_id) & column.is_not(None)
        for instant, unit_id in conn.execute(
            select(column, table.c.unit_id).where(mine).distinct()
        ):
            found.setdefault(instant, set()).add(unit_id)
    return found


def next_wake(conn: Connection, programme_id: str, now: datetime) -> datetime | None:
    """The next instant after now at which an obligation or a letter is due."""
    of_duties = select(func.min(obligation.c.next_at)).where(
        obligation.c.programme_id == programme_id, obligation.c.next_at > now
    )
    of_letters = select(func.min(letter.c.not_before)).where(
        letter.c.programme_id == programme_id,
        letter.c.state == PLANNED,
        letter.c.not_before > now,
    )
    instants = (conn.execute(one).scalar() for one in (of_duties, of_letters))
    return min((one for one in instants if one is not None), default=None)


def is_behind(conn: Connection, programme_id: str, now: datetime) -> bool:
    """Whether an obligation is due that could not be dealt with now."""
    mine = and_(obligation.c.programme_id == programme_id, obligation.c.next_at <= now)
    return conn.execute(select(obligation.c.duty).where(mine).limit(1)).first() is not None
