"""Letters leased to the one who sends them, and those whose sender is gone."""

from collections.abc import Collection
from dataclasses import replace
from datetime import datetime, timedelta

from sqlalchemy import Connection, and_, or_, select, update

from rules.roster import UNADDRESSED
from store.letters import (
    CLAIMED,
    FAILED,
    PLANNED,
    SENDING,
    SENT,
    UNKNOWN,
    Letter,
    read_letter,
)
from store.tables import letter

#: Longer than a request and its pause before may take, so that only the dead lose a letter.
LEASE = timedelta(seconds=60)
#: How long an unknown letter rests before it may be sent once more.
REST = timedelta(minutes=10)


def claim_letters(
    conn: Connection,
    programme_id: str,
    owner: str,
    now: datetime,
    channels: Collection[str],
    *,
    most: int,
) -> list[Letter]:
    """The next planned letters whose time has come and that can go, leased to this owner."""
    columns = letter.c
    waiting = (
        select(letter)
        .where(
            columns.programme_id == programme_id,
            columns.state == PLANNED,
            columns.not_before <= now,
            columns.channel.in_(list(channels)),
            or_(columns.address != "", columns.channel == UNADDRESSED),
        )
        .order_by(columns.not_before, columns.key)
        .limit(most)
        .with_for_update(skip_locked=True)
    )
    claimed = [replace(read_letter(row), state=CLAIMED) for row in conn.execute(waiting)]
    mine = and_(columns.programme_id == programme_id, columns.key.in_([one.key for one in claimed]))
    leased = {"state": CLAIMED, "owner": owner, "lease_until": now + LEASE}
    conn.execute(update(letter).where(mine).values(**leased))
    return claimed


def change_letter(
    conn: Connection,
    programme_id: str,
    key: str,
    expected: str,
    *,
    held_by: str | None = None,
    **values: object,
) -> bool:
    """Changes a letter that is in the expected state, of that owner where named; whether it was."""
    mine = [letter.c.programme_id == programme_id, letter.c.key == key, letter.c.state == expected]
    if held_by is not None:
        mine.append(letter.c.owner == held_by)
    return conn.execute(update(letter).where(*mine).values(**values)).rowcount == 1


def load_stranded(conn: Connection, programme_id: str, now: datetime) -> list[Letter]:
    """Claimed and sending letters whose lease is over: their sender is gone."""
    columns = letter.c
    rows = conn.execute(
        select(letter).where(
            columns.programme_id == programme_id,
            columns.state.in_([CLAIMED, SENDING]),
            columns.lease_until < now,
        )
    )
    return [read_letter(row) for row in rows]


def load_resendable(conn: Connection, programme_id: str, now: datetime) -> list[Letter]:
    """Unknown letters that were started once and have rested long enough."""
    columns = letter.c
    rows = conn.execute(
        select(letter).where(
            columns.programme_id == programme_id,
            columns.state == UNKNOWN,
            columns.sends_started <= 1,
            columns.lease_until < now - REST,
        )
    )
    return [read_letter(row) for row in rows]


def settle_letter(
    conn: Connection, programme_id: str, key: str, *, arrived: bool, now: datetime
) -> bool:
    """What a person knows of a letter that is unknown or failed; False where it is neither.

    One that has not arrived goes again, at once and without a mark: its copies start anew.
    """
    columns = letter.c
    open_ended = (
        (columns.programme_id == programme_id)
        & (columns.key == key)
        & columns.state.in_([UNKNOWN, FAILED])
    )
    again = {"state": PLANNED, "not_before": now, "sends_started": 0}
    known = {"state": SENT, "sent_at": now} if arrived else again
    done = conn.execute(update(letter).where(open_ended).values(reason=None, **known))
    return done.rowcount == 1
