"""What was learned of addresses: which reach nobody any more, and which have moved."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, select, update

from store.bulk import upsert
from store.tables import binding, chat, letter

#: Its person has asked not to be written to.
LEFT = "left"
_KEY = ["programme_id", "channel", "address"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Chat:
    """An address of a channel."""

    channel: str
    address: str
    gone: str | None = None
    gone_at: datetime | None = None
    moved_to: str | None = None


def load_chats(conn: Connection, programme_id: str) -> Mapping[tuple[str, str], Chat]:
    """All addresses of which something was learned, by channel and address."""
    rows = conn.execute(select(chat).where(chat.c.programme_id == programme_id))
    return {
        (row.channel, row.address): Chat(
            channel=row.channel,
            address=row.address,
            gone=row.gone,
            gone_at=row.gone_at,
            moved_to=row.moved_to,
        )
        for row in rows
    }


def close_chat(
    conn: Connection, programme_id: str, channel: str, address: str, *, why: str, now: datetime
) -> None:
    """Remembers that nothing reaches an address any more."""
    values = {"gone": why, "gone_at": now}
    _save(conn, programme_id, channel, address, values)


def reopen_chat(
    conn: Connection, programme_id: str, channel: str, address: str, *, even_left: bool = False
) -> None:
    """The address reaches somebody again; one that its person left only where `even_left`."""
    mine = [
        chat.c.programme_id == programme_id,
        chat.c.channel == channel,
        chat.c.address == address,
        chat.c.gone.is_not(None),
    ]
    if not even_left:
        mine.append(chat.c.gone != LEFT)
    conn.execute(update(chat).where(*mine).values(gone=None, gone_at=None))


def move_chat(conn: Connection, programme_id: str, channel: str, address: str, to: str) -> None:
    """Remembers an address's new one; bindings and letters that wait go there."""
    _save(conn, programme_id, channel, address, {"moved_to": to})
    for table in (binding, letter):
        mine = (
            (table.c.programme_id == programme_id)
            & (table.c.channel == channel)
            & (table.c.address == address)
        )
        conn.execute(update(table).where(mine).values(address=to))


def _save(
    conn: Connection, programme_id: str, channel: str, address: str, values: Mapping[str, object]
) -> None:
    key = {"programme_id": programme_id, "channel": channel, "address": address}
    statement = upsert(conn, chat).values(**key, **values)
    conn.execute(statement.on_conflict_do_update(index_elements=_KEY, set_=dict(values)))
