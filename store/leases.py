"""Letters leased to the one who sends them, and those whose sender is gone."""

from collections.abc import Collection
from dataclasses import replace
from datetime import datetime, timedelta
from functools import cache

from sqlalchemy import Connection, Update, and_, bindparam, or_, select, update

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
    mine = {"of_programme": programme_id, "of_key": key, "of_state": expected, "of_owner": held_by}
    statement = _change(tuple(values), owned=held_by is not None)
    changes = {f"to_{name}": value for name, value in values.items()}
    return conn.execute(statement, mine | changes).rowcount == 1


@cache
def _change(names: tuple[str, ...], *, owned: bool) -> Update:
    """The statement that changes these columns, made once: each letter is changed thrice."""
    columns = letter.c
    mine = [
        columns.programme_id == bindparam("of_programme"),
        columns.key == bindparam("of_key"),
        columns.state == bindparam("of_state"),
    ]
    if owned:
        mine.append(columns.owner == bindparam("of_owner"))
    return update(letter).where(*mine).values({name: bindparam(f"to_{name}") for name in names})


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
