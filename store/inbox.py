"""The inbox: updates as they came in, kept before they are acknowledged, each handled once.

received → answered (its effects and its replies are committed together) → done (replies sent).
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Row, delete, select, update

from store.bulk import upsert
from store.tables import inbox

RECEIVED, ANSWERED, DONE, FAILED = "received", "answered", "done", "failed"


@dataclass(frozen=True, slots=True, kw_only=True)
class Arrival:
    """An update as it came in, and what became of it."""

    bot: int
    update_id: int
    raw: str
    at: datetime
    chat: str | None = None
    message: int | None = None
    state: str = RECEIVED
    replies: Sequence[Any] = ()
    sent: Sequence[int] = ()


def save_arrival(conn: Connection, programme_id: str, one: Arrival) -> bool:
    """Keeps an update; False where it is kept already."""
    statement = upsert(conn, inbox).values(
        programme_id=programme_id,
        bot=one.bot,
        update_id=one.update_id,
        chat=one.chat,
        message=one.message,
        raw=one.raw,
        state=RECEIVED,
        replies=[],
        sent=[],
        at=one.at,
    )
    kept = statement.on_conflict_do_nothing().returning(inbox.c.update_id)
    return conn.execute(kept).first() is not None


def load_arrival(
    conn: Connection, programme_id: str, bot: int, update_id: int, *, lock: bool = False
) -> Arrival | None:
    """The update of that number; locked, nobody else handles it until this transaction ends."""
    columns = inbox.c
    statement = select(inbox).where(
        columns.programme_id == programme_id, columns.bot == bot, columns.update_id == update_id
    )
    row = conn.execute(statement.with_for_update() if lock else statement).first()
    return _arrival(row) if row else None


def load_unfinished(conn: Connection, programme_id: str, bot: int) -> list[Arrival]:
    """Updates that an earlier run left, in the order they came."""
    columns = inbox.c
    rows = conn.execute(
        select(inbox)
        .where(
            columns.programme_id == programme_id,
            columns.bot == bot,
            columns.state.in_([RECEIVED, ANSWERED]),
        )
        .order_by(columns.update_id)
    )
    return [_arrival(row) for row in rows]


def load_answer_to(
    conn: Connection, programme_id: str, bot: int, chat: str, message: int
) -> Sequence[int]:
    """Numbers of the messages that answered a message; none where it was not answered."""
    columns = inbox.c
    rows = conn.execute(
        select(columns.sent)
        .where(
            columns.programme_id == programme_id,
            columns.bot == bot,
            columns.chat == chat,
            columns.message == message,
            columns.state == DONE,
        )
        .order_by(columns.update_id.desc())
    )
    return next((row.sent for row in rows if row.sent), [])


def change_arrival(conn: Connection, programme_id: str, one: Arrival, **values: object) -> None:
    """Changes what is known of an update."""
    columns = inbox.c
    mine = (
        (columns.programme_id == programme_id)
        & (columns.bot == one.bot)
        & (columns.update_id == one.update_id)
    )
    conn.execute(update(inbox).where(mine).values(**values))


def drop_old_arrivals(conn: Connection, programme_id: str, before: datetime) -> None:
    """Forgets what people wrote once it was dealt with long ago."""
    columns = inbox.c
    old = (
        (columns.programme_id == programme_id)
        & (columns.at < before)
        & columns.state.in_([DONE, FAILED])
    )
    conn.execute(delete(inbox).where(old))


def _arrival(row: Row[Any]) -> Arrival:
    return Arrival(
        bot=row.bot,
        update_id=row.update_id,
        raw=row.raw,
        at=row.at,
        chat=row.chat,
        message=row.message,
        state=row.state,
        replies=row.replies,
        sent=row.sent,
    )
