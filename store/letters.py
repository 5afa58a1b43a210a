"""The outbox: letters from planned to sent, each claimed before it is sent.

planned → claimed (lease) → sending (committed before the request) → sent, failed or unknown.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Connection, Row, and_, bindparam, func, or_, select, update

from store.bulk import upsert
from store.nudges import move_nudges
from store.tables import letter

PLANNED, CLAIMED, SENDING = "planned", "claimed", "sending"
SENT, FAILED, UNKNOWN, EXPIRED = "sent", "failed", "unknown", "expired"
WAITING = (PLANNED, CLAIMED, SENDING)
STATES = (*WAITING, SENT, FAILED, UNKNOWN, EXPIRED)
_CHUNK = 400


@dataclass(frozen=True, slots=True, kw_only=True)
class Letter:
    """What one contact gets on one day."""

    key: str
    contact_id: int
    channel: str
    address: str
    day: str
    state: str
    text: str
    not_before: datetime
    reason: str | None = None
    sends_started: int = 0


def letter_key(contact_id: int, day: str, sequence: int = 1) -> str:
    """contact:local date:sequence."""
    return f"{contact_id}:{day}:{sequence}"


def save_letters(
    conn: Connection, programme_id: str, letters: Collection[Letter], now: datetime
) -> frozenset[str]:
    """Plans letters, or finds them planned already; the keys of those that have not left."""
    rows = [
        {
            "programme_id": programme_id,
            "key": one.key,
            "contact_id": one.contact_id,
            "channel": one.channel,
            "address": one.address,
            "day": one.day,
            "state": PLANNED,
            "text": one.text,
            "reason": one.reason,
            "not_before": one.not_before,
            "sends_started": 0,
            "posted_at": now,
        }
        for one in letters
    ]
    if rows:
        conn.execute(upsert(conn, letter).on_conflict_do_nothing(), rows)
    keys = sorted(one.key for one in letters)
    planned: set[str] = set()
    for start in range(0, len(keys), _CHUNK):
        mine = select(letter.c.key).where(
            letter.c.programme_id == programme_id,
            letter.c.key.in_(keys[start : start + _CHUNK]),
            letter.c.state == PLANNED,
        )
        # Locked: nobody claims them before they have their words.
        planned.update(conn.execute(mine.with_for_update()).scalars())
    return frozenset(planned)


def absorb_older(conn: Connection, programme_id: str, letters: Collection[Letter]) -> None:
    """Each takes over what its contact's letters of earlier days say that never went."""
    columns = letter.c
    keys = {one.contact_id: one.key for one in letters}
    days = {one.day for one in letters}
    contacts = sorted(keys)
    for start in range(0, len(contacts), _CHUNK):
        older = (
            update(letter)
            .where(
                columns.programme_id == programme_id,
                columns.contact_id.in_(contacts[start : start + _CHUNK]),
                columns.day < max(days),
                columns.state == PLANNED,
                columns.sends_started == 0,
            )
            .values(state=EXPIRED, reason="bundled")
        )
        for key, contact_id in conn.execute(older.returning(columns.key, columns.contact_id)).all():
            move_nudges(conn, programme_id, key, keys[contact_id])


def word_letters(conn: Connection, programme_id: str, texts: Mapping[str, str]) -> None:
    """The words of planned letters, by their keys."""
    statement = (
        update(letter)
        .where(
            letter.c.programme_id == programme_id,
            letter.c.key == bindparam("of_key"),
            letter.c.state == PLANNED,
        )
        .values(text=bindparam("words"))
    )
    if texts:
        rows = [{"of_key": key, "words": text} for key, text in texts.items()]
        conn.execute(statement, rows)


def load_letters(
    conn: Connection, programme_id: str, states: Sequence[str] | None = None
) -> list[Letter]:
    """Letters in these states, or all, the oldest first."""
    statement = select(letter).where(letter.c.programme_id == programme_id)
    if states is not None:
        statement = statement.where(letter.c.state.in_(states))
    rows = conn.execute(statement.order_by(letter.c.not_before, letter.c.key))
    return [read_letter(row) for row in rows]


def load_written_to(
    conn: Connection, programme_id: str, day: str, midnight: datetime
) -> frozenset[int]:
    """Contacts whose letter of that local day has left, or who were sent an older one on it."""
    columns = letter.c
    of_day = and_(columns.day == day, columns.state != PLANNED)
    on_day = and_(columns.sent_at >= midnight, columns.sent_at < midnight + timedelta(days=1))
    mine = and_(columns.programme_id == programme_id, or_(of_day, on_day))
    return frozenset(conn.execute(select(columns.contact_id).where(mine)).scalars())


def count_due(conn: Connection, programme_id: str, now: datetime, channels: Collection[str]) -> int:
    """How many planned letters could go by these channels now."""
    columns = letter.c
    due = (
        (columns.programme_id == programme_id)
        & (columns.state == PLANNED)
        & (columns.not_before <= now)
        & columns.channel.in_(list(channels))
        & (columns.address != "")
    )
    return conn.execute(select(func.count()).select_from(letter).where(due)).scalar_one()


def any_open(conn: Connection, programme_id: str) -> bool:
    """Whether a letter waits, is on its way, or has an unknown fate."""
    states = (*WAITING, UNKNOWN)
    mine = (letter.c.programme_id == programme_id) & letter.c.state.in_(states)
    return conn.execute(select(letter.c.key).where(mine).limit(1)).first() is not None


def count_letters(conn: Connection, programme_id: str) -> dict[str, int]:
    """How many letters are in each state."""
    rows = conn.execute(
        select(letter.c.state, func.count())
        .where(letter.c.programme_id == programme_id)
        .group_by(letter.c.state)
    )
    return {row[0]: row[1] for row in rows}


def read_letter(row: Row[Any]) -> Letter:
    """A row of the table as a letter."""
    return Letter(
        key=row.key,
        contact_id=row.contact_id,
        channel=row.channel,
        address=row.address,
        day=row.day,
        state=row.state,
        text=row.text,
        not_before=row.not_before,
        reason=row.reason,
        sends_started=row.sends_started,
    )
