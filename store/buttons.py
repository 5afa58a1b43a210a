"""Buttons as they were shown: what each does, and who alone may press it."""

import secrets
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, delete, insert, select

from store.tables import button


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownButton:
    """A button of a reply; `owner` is the address it was shown to."""

    id: str
    channel: str
    owner: str
    action: str
    argument: str


def show_button(
    conn: Connection,
    programme_id: str,
    *,
    channel: str,
    owner: str,
    action: str,
    argument: str,
    now: datetime,
) -> str:
    """Keeps a button; its number, which nobody can guess."""
    number = secrets.token_urlsafe(12)
    conn.execute(
        insert(button).values(
            programme_id=programme_id,
            id=number,
            channel=channel,
            owner=owner,
            action=action,
            argument=argument,
            at=now,
        )
    )
    return number


def load_button(conn: Connection, programme_id: str, number: str) -> ShownButton | None:
    """The button of that number; None where it is none of ours, or too old."""
    columns = button.c
    row = conn.execute(
        select(button).where(columns.programme_id == programme_id, columns.id == number)
    ).first()
    if row is None:
        return None
    return ShownButton(
        id=row.id,
        channel=row.channel,
        owner=row.owner,
        action=row.action,
        argument=row.argument,
    )


def drop_old_buttons(conn: Connection, programme_id: str, before: datetime) -> None:
    """Forgets buttons that were shown long ago."""
    mine = (button.c.programme_id == programme_id) & (button.c.at < before)
    conn.execute(delete(button).where(mine))
