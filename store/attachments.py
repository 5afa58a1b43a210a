"""Photos and files that came in: where their content lies, and what tells it from others."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, select

from store.bulk import upsert
from store.tables import attachment


@dataclass(frozen=True, slots=True, kw_only=True)
class Attachment:
    """A photo or file, kept in the workspace under its content's digest."""

    bot: int
    update_id: int
    sender: str
    album: str | None
    caption: str | None
    file_id: str
    unique_id: str
    digest: str
    size: int
    path: str


def save_attachment(conn: Connection, programme_id: str, one: Attachment, now: datetime) -> None:
    """Keeps an attachment of an update, once."""
    values = {name: getattr(one, name) for name in Attachment.__slots__}
    statement = upsert(conn, attachment).values(programme_id=programme_id, at=now, **values)
    conn.execute(statement.on_conflict_do_nothing())


def load_attachments(conn: Connection, programme_id: str, bot: int) -> list[Attachment]:
    """All that came in by this bot, in the order of their updates."""
    columns = attachment.c
    rows = conn.execute(
        select(attachment)
        .where(columns.programme_id == programme_id, columns.bot == bot)
        .order_by(columns.update_id)
    )
    names = Attachment.__slots__
    return [Attachment(**{name: getattr(row, name) for name in names}) for row in rows]


def digests_of_album(conn: Connection, programme_id: str, album: str) -> list[str]:
    """What tells the photos of an album apart, in the order they came."""
    columns = attachment.c
    mine = (columns.programme_id == programme_id) & (columns.album == album)
    return list(
        conn.execute(select(columns.digest).where(mine).order_by(columns.update_id)).scalars()
    )
