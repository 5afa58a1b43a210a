"""What the store knows of each book: what was read, when, and when it was last looked at."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, Table, delete, func, insert, select, update

from store.bulk import upsert
from store.tables import activity, book, book_unit, entry, finding, service_record


@dataclass(frozen=True, slots=True, kw_only=True)
class BookState:
    """A book between cycles; `stamp` is the source's own word for what was last read."""

    id: str
    stamp: str | None = None
    revision: str | None = None
    looked_at: datetime | None = None
    synced_at: datetime | None = None
    cycle: int | None = None
    state: str = "read"
    failures: int = 0
    title: str | None = None
    """What people call it; None where its id says so."""

    @property
    def name(self) -> str:
        """What people call it."""
        return self.title or self.id


def load_books(
    conn: Connection, programme_id: str, ids: Collection[str] | None = None
) -> dict[str, BookState]:
    """All books ever seen, or those of these ids, by id."""
    columns = [book.c[name] for name in BookState.__dataclass_fields__]
    statement = select(*columns).where(book.c.programme_id == programme_id)
    if ids is not None:
        statement = statement.where(book.c.id.in_(list(ids)))
    rows = conn.execute(statement.order_by(book.c.id))
    return {row["id"]: BookState(**row) for row in rows.mappings()}


def load_titles(conn: Connection, programme_id: str) -> dict[str, str]:
    """What people call the books whose ids are no names, by id."""
    mine = (book.c.programme_id == programme_id) & book.c.title.is_not(None)
    rows = conn.execute(select(book.c.id, book.c.title).where(mine))
    return {row.id: row.title for row in rows}


def save_book(conn: Connection, programme_id: str, state: BookState) -> None:
    """Remembers the book's state."""
    names = [*BookState.__dataclass_fields__]
    statement = upsert(conn, book)
    said = {name: statement.excluded[name] for name in names if name != "id"}
    conn.execute(
        statement.on_conflict_do_update(index_elements=["programme_id", "id"], set_=said),
        {"programme_id": programme_id} | {name: getattr(state, name) for name in names},
    )


def touch_books(
    conn: Connection, programme_id: str, ids: Collection[str], *, now: datetime, cycle: int
) -> None:
    """Books that were looked at and stand as they were read: fresh as of now."""
    values = {"looked_at": now, "synced_at": now, "cycle": cycle}
    mine = update(book).where(book.c.programme_id == programme_id, book.c.state == "read")
    everything = list(ids)
    for start in range(0, len(everything), _CHUNK):
        chunk = everything[start : start + _CHUNK]
        conn.execute(mine.where(book.c.id.in_(chunk)).values(**values))


def doubt_books(conn: Connection, programme_id: str, ids: Collection[str] | None = None) -> None:
    """These books, or all, may read differently now: they are read again, not fresh until then."""
    mine = update(book).where(book.c.programme_id == programme_id)
    everything = None if ids is None else sorted(ids)
    for start in range(0, 1 if everything is None else len(everything), _CHUNK):
        chunk = mine
        if everything is not None:
            chunk = mine.where(book.c.id.in_(everything[start : start + _CHUNK]))
        conn.execute(chunk.where(book.c.state == "read").values(state="doubted"))
        conn.execute(chunk.values(stamp=None))


def rename_book(conn: Connection, programme_id: str, old: str, new: str) -> None:
    """A book that was moved: its rows, findings and units go with it."""
    for table in (activity, service_record, finding, book_unit):
        mine = (table.c.programme_id == programme_id) & (table.c.book == old)
        conn.execute(update(table).where(mine).values(book=new))
    mine = (book.c.programme_id == programme_id) & (book.c.id == old)
    conn.execute(update(book).where(mine).values(id=new))


def forget_book(conn: Connection, programme_id: str, book_id: str) -> None:
    """A book the office has confirmed to be gone: no standing depends on it any more."""
    save_book_units(conn, programme_id, book_id, ())
    mine = (book.c.programme_id == programme_id) & (book.c.id == book_id)
    conn.execute(delete(book).where(mine))


def save_book_units(
    conn: Connection, programme_id: str, book_id: str, unit_ids: Iterable[int]
) -> None:
    """Which units' standing depends on this book."""
    mine = (book_unit.c.programme_id == programme_id) & (book_unit.c.book == book_id)
    wanted = set(unit_ids)
    stored = set(conn.execute(select(book_unit.c.unit_id).where(mine)).scalars())
    if gone := stored - wanted:
        conn.execute(delete(book_unit).where(mine, book_unit.c.unit_id.in_(gone)))
    if fresh := sorted(wanted - stored):
        place = {"programme_id": programme_id, "book": book_id}
        conn.execute(insert(book_unit), [place | {"unit_id": unit_id} for unit_id in fresh])


def load_book_units(conn: Connection, programme_id: str) -> dict[str, set[int]]:
    """Which units' standing depends on each book."""
    mine = book_unit.c.programme_id == programme_id
    units: dict[str, set[int]] = {}
    for name, unit_id in conn.execute(select(book_unit.c.book, book_unit.c.unit_id).where(mine)):
        units.setdefault(name, set()).add(unit_id)
    return units


def load_freshness(conn: Connection, programme_id: str) -> Mapping[int, datetime | None]:
    """When the books of each unit were last looked at, the oldest of them; units with a book."""
    rows = conn.execute(
        select(book_unit.c.unit_id, book.c.looked_at)
        .join(
            book,
            (book.c.programme_id == book_unit.c.programme_id) & (book.c.id == book_unit.c.book),
        )
        .where(book_unit.c.programme_id == programme_id)
    )
    oldest: dict[int, datetime | None] = {}
    for unit_id, looked_at in rows:
        before = oldest.get(unit_id, looked_at)
        oldest[unit_id] = None if before is None or looked_at is None else min(before, looked_at)
    return oldest


def load_unit_books(
    conn: Connection, programme_id: str, unit_ids: Collection[int]
) -> dict[int, str]:
    """The book of each unit by its name, for people to open: the one it shares with the fewest."""
    books = load_books_of_units(conn, programme_id, unit_ids)
    titles = load_titles(conn, programme_id)
    return {n: name_to_open(book_id, titles.get(book_id)) for n, book_id in books.items()}


def load_books_of_units(
    conn: Connection, programme_id: str, unit_ids: Collection[int]
) -> dict[int, str]:
    """The id of each unit's book for its activities: the one that it shares with the fewest.

    A book that only keeps registers of the unit, as the office's does, is none.
    """
    mine = book_unit.c.programme_id == programme_id
    shared = select(book_unit.c.book, func.count().label("units")).where(mine)
    counted = shared.group_by(book_unit.c.book).subquery()
    ordered = sorted(unit_ids)
    found: dict[int, str] = {}
    for start in range(0, len(ordered), _CHUNK):
        chunk = ordered[start : start + _CHUNK]
        others = _books_of_registers(conn, programme_id, chunk)
        rows = conn.execute(
            select(book_unit.c.unit_id, book_unit.c.book)
            .join(counted, counted.c.book == book_unit.c.book)
            .where(mine, book_unit.c.unit_id.in_(chunk))
            .order_by(counted.c.units, book_unit.c.book)
        )
        for unit_id, book_id in rows:
            if (unit_id, book_id) not in others:
                found.setdefault(unit_id, book_id)
    return found


def _books_of_registers(
    conn: Connection, programme_id: str, unit_ids: Collection[int]
) -> set[tuple[int, str]]:
    """Units with the books that hold entries of theirs and nothing of their logs."""
    kept = _units_with_books(conn, programme_id, entry, unit_ids)
    for log in (activity, service_record) if kept else ():
        kept -= _units_with_books(conn, programme_id, log, {unit_id for unit_id, _ in kept})
    return kept


def _units_with_books(
    conn: Connection, programme_id: str, table: Table, unit_ids: Collection[int]
) -> set[tuple[int, str]]:
    columns = table.c
    standing = (columns.programme_id == programme_id) & columns.withdrawn_at.is_(None)
    rows = conn.execute(
        select(columns.unit_id, columns.book)
        .where(standing, columns.unit_id.in_(sorted(unit_ids)))
        .distinct()
    )
    return {(row.unit_id, row.book) for row in rows}


def name_to_open(book_id: str, title: str | None) -> str:
    """A book as people open it: its path, or its title with its link."""
    return f"{title} {_LINK}{book_id}" if title else book_id


_LINK = "https://docs.google.com/spreadsheets/d/"
_CHUNK = 500
