"""Filings: an activity reported in the chat is shown, confirmed, counted at once, and written.

draft → filed (the activity counts from now on) → written (its row stands in a sheet); or cancelled.
"""

import secrets
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Row, insert, select, update

from rules.findings import CellRef
from rules.programme import Programme
from rules.records import Activity
from store.assessment import reassess
from store.books import BookState, load_books, save_book
from store.counting import settle_units
from store.grounds import start_of
from store.ids import take_ids
from store.placed import Placed
from store.programmes import load_state
from store.records import add_records
from store.roster import load_units
from store.tables import activity, filing

DRAFT, FILED, WRITTEN, CANCELLED = "draft", "filed", "written", "cancelled"
#: The book of activities that no sheet holds yet; no book of a source is called so.
CHAT_BOOK = "chat:"
#: Signs that are not taken for one another when a number is read out.
_SIGNS = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"
_LENGTH = 7


@dataclass(frozen=True, slots=True, kw_only=True)
class StoredFiling:
    """A filing as it stands; `fields` are named as an activity's."""

    key: str
    contact_id: int | None
    unit_id: int
    state: str
    fields: Mapping[str, Any]
    photos: tuple[str, ...]


def save_draft(
    conn: Connection,
    programme_id: str,
    *,
    contact_id: int | None,
    unit_id: int,
    fields: Mapping[str, Any],
    photos: Sequence[str],
    now: datetime,
) -> StoredFiling:
    """A new draft in place of the contact's earlier one."""
    mine = filing.c.programme_id == programme_id
    own = mine & (filing.c.contact_id.is_not_distinct_from(contact_id))
    conn.execute(update(filing).where(own, filing.c.state == DRAFT).values(state=CANCELLED))
    draft = StoredFiling(
        key="F" + "".join(secrets.choice(_SIGNS) for _ in range(_LENGTH)),
        contact_id=contact_id,
        unit_id=unit_id,
        state=DRAFT,
        fields=fields,
        photos=tuple(photos),
    )
    values = {name: getattr(draft, name) for name in StoredFiling.__slots__}
    stored = {**values, "fields": dict(fields), "photos": list(photos)}
    conn.execute(insert(filing).values(programme_id=programme_id, at=now, **stored))
    return draft


def add_photos(
    conn: Connection, programme_id: str, draft: StoredFiling, photos: Sequence[str]
) -> None:
    """Adds photos to a draft that stands as it was shown."""
    together = list(dict.fromkeys((*draft.photos, *photos)))
    fields = {**draft.fields, "photos": len(together)}
    _advance(conn, programme_id, draft.key, DRAFT, photos=together, fields=fields)


def load_filing(
    conn: Connection, programme_id: str, contact_id: int | None, key: str | None = None
) -> StoredFiling | None:
    """The contact's filing of that key, or its open draft; None where there is none."""
    columns = filing.c
    wanted = columns.state == DRAFT if key is None else columns.key == key
    row = conn.execute(
        select(filing).where(
            columns.programme_id == programme_id,
            columns.contact_id.is_not_distinct_from(contact_id),
            wanted,
        )
    ).first()
    return _stored(row) if row else None


def cancel_draft(conn: Connection, programme_id: str, key: str) -> bool:
    """Forgets a draft; False where it is none any more."""
    return _advance(conn, programme_id, key, DRAFT, state=CANCELLED)


def file_draft(conn: Connection, programme: Programme, key: str, now: datetime) -> bool:
    """Makes a draft an activity that counts from now on; False where that is done already."""
    if not _advance(conn, programme.id, key, DRAFT, state=FILED, filed_at=now):
        return False
    row = conn.execute(
        select(filing).where(filing.c.programme_id == programme.id, filing.c.key == key)
    ).one()
    place = take_ids(conn, programme.id, "filing", 1)[0]
    units = load_units(conn, programme.id)
    record = Activity(unit_text=units[row.unit_id].name, **row.fields)
    add_records(conn, programme.id, CHAT_BOOK, [Placed("", place, row.unit_id, record)], now)
    mine = (activity.c.programme_id == programme.id) & (activity.c.book == CHAT_BOOK)
    number = conn.execute(select(activity.c.id).where(mine, activity.c.row == place)).scalar_one()
    _advance(conn, programme.id, key, FILED, activity_id=number)
    settle_units(conn, programme.id, {row.unit_id})
    start = start_of(programme, load_state(conn, programme.id).start, now)
    reassess(conn, programme, {row.unit_id: units[row.unit_id]}, start=start, now=now)
    return True


def load_waiting(conn: Connection, programme_id: str) -> list[StoredFiling]:
    """Filings that stand in no sheet yet, the oldest first."""
    mine = (filing.c.programme_id == programme_id) & (filing.c.state == FILED)
    rows = conn.execute(select(filing).where(mine).order_by(filing.c.filed_at, filing.c.key))
    return [_stored(row) for row in rows]


def count_waiting(conn: Connection, programme_id: str) -> int:
    """How many activities stand in no sheet yet."""
    return len(load_waiting(conn, programme_id))


def mark_written(
    conn: Connection, programme_id: str, key: str, where: CellRef, now: datetime
) -> None:
    """The row stands there: the activity is that row's from now on, once and the same."""
    place = {"book": where.book, "sheet": where.sheet, "row": where.row}
    if not _advance(conn, programme_id, key, FILED, state=WRITTEN, written_at=now, **place):
        return
    if not load_books(conn, programme_id, [where.book]):
        # Known, so that reading it pairs its rows with what is stored of it.
        save_book(conn, programme_id, BookState(id=where.book, state="doubted"))
    number = select(filing.c.activity_id).where(
        filing.c.programme_id == programme_id, filing.c.key == key
    )
    mine = (activity.c.programme_id == programme_id) & (activity.c.id == number.scalar_subquery())
    conn.execute(update(activity).where(mine, activity.c.book == CHAT_BOOK).values(**place))


def _advance(conn: Connection, programme_id: str, key: str, before: str, **values: object) -> bool:
    """Changes a filing that is in the state `before`; False where it is not."""
    mine = (filing.c.programme_id == programme_id) & (filing.c.key == key)
    changed = update(filing).where(mine, filing.c.state == before).values(**values)
    return conn.execute(changed).rowcount > 0


def _stored(row: Row[Any]) -> StoredFiling:
    return StoredFiling(
        key=row.key,
        contact_id=row.contact_id,
        unit_id=row.unit_id,
        state=row.state,
        fields=row.fields,
        photos=tuple(row.photos),
    )
