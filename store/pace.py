"""The pace of sending: slots by absolute times, shared by all processes that use a token.

Each name (a token's messages, its letters, a chat) has the instant its next message would be on
time: the generic cell rate algorithm. A message takes a slot of all its names at once.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import Connection, select

from store.bulk import upsert
from store.database import hold
from store.tables import pace


@dataclass(frozen=True, slots=True)
class Rate:
    """One message each interval; one that comes late lets those after it be early by `slack`."""

    name: str
    interval: timedelta
    slack: timedelta = timedelta()


def take_slot(
    conn: Connection,
    programme_id: str,
    rates: Collection[Rate],
    now: datetime,
    *,
    most: timedelta | None = None,
) -> datetime:
    """When a message may go at all its rates; the slot is taken, unless it is over `most` away."""
    hold(conn, f"pace:{programme_id}")
    stored = _load(conn, programme_id, [rate.name for rate in rates])
    times = {rate: stored.get(rate.name, now) for rate in rates}
    slot = max([now, *(times[rate] - rate.slack for rate in rates)])
    if most is not None and slot - now > most:
        return slot
    # Each rate gives its own next slot: one that waits for its chat holds nobody else up.
    after = {rate.name: max(times[rate], now) + rate.interval for rate in rates}
    _save(conn, programme_id, after)
    return slot


def hold_back(conn: Connection, programme_id: str, rate: Rate, until: datetime) -> None:
    """Nothing goes at this rate before then, as the channel has asked."""
    hold(conn, f"pace:{programme_id}")
    stored = _load(conn, programme_id, [rate.name]).get(rate.name, until)
    _save(conn, programme_id, {rate.name: max(stored, until + rate.slack)})


def _load(conn: Connection, programme_id: str, names: Collection[str]) -> Mapping[str, datetime]:
    mine = (pace.c.programme_id == programme_id) & pace.c.name.in_(list(names))
    return {row.name: row.next_at for row in conn.execute(select(pace).where(mine))}


def _save(conn: Connection, programme_id: str, times: Mapping[str, datetime]) -> None:
    rows = [
        {"programme_id": programme_id, "name": name, "next_at": at} for name, at in times.items()
    ]
    statement = upsert(conn, pace)
    changed = {"next_at": statement.excluded.next_at}
    key = ["programme_id", "name"]
    conn.execute(statement.on_conflict_do_update(index_elements=key, set_=changed), rows)
