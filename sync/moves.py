"""Books that were moved or renamed, and books the office says are gone."""

import shlex
from collections.abc import Collection, Iterable, Mapping, Sequence
from pathlib import PurePosixPath

from sqlalchemy import Connection

from config.wording import show_name
from rules.findings import CellRef, Finding
from rules.records import register_of
from store.books import BookState, forget_book, load_books, rename_book
from store.records import Placed, load_book, withdraw_records
from sync.apply import Applying
from sync.roster_book import is_roster
from sync.sources import Book


class BookNotGone(Exception):
    """Only a book that has vanished can be forgotten; `code` and `values` make the sentence."""

    code = "book-not-gone"

    def __init__(self, book: str, gone: Collection[str]) -> None:
        self.values = {"book": book, "gone": "、".join(map(show_name, sorted(gone))) or "—"}
        super().__init__(f"{book} has not vanished")


class RosterKept(Exception):
    """The roster cannot be forgotten; `code` and `values` make the sentence for people."""

    code = "roster-kept"

    def __init__(self, book: str) -> None:
        self.values = {"book": book}
        super().__init__(f"{book} is the roster")


def vanished(book_id: str, name: str, present: Iterable[str]) -> Finding:
    """What is told of a book that is not there any more; the only roster is never given up.

    `name` and `present` are what people call it, and the books that are there.
    """
    if is_roster(name) and not any(map(is_roster, present)):
        return Finding(code="roster-vanished", where=CellRef(book_id))
    values = {"typed": shlex.quote(book_id)}
    return Finding(code="book-vanished", where=CellRef(book_id), values=values)


def follow_move(
    conn: Connection,
    programme_id: str,
    book: Book,
    rows: Sequence[Placed],
    gone: Mapping[str, BookState],
) -> BookState | None:
    """The state of the vanished book that this one was, under its new id; None where none.

    It is the one with the same content, or the only one with the same file name if it is of the
    same units or half of its rows are here: every unit may call its book 台账.xlsx.
    """
    same = [old for old, state in gone.items() if state.revision == book.revision]
    name = PurePosixPath(book.ref.name).name
    named = [old for old, state in gone.items() if PurePosixPath(state.name).name == name]
    if not same and len(named) == 1 and _is_kept(conn, programme_id, named[0], rows):
        same = named
    if not same:
        return None
    rename_book(conn, programme_id, same[0], book.ref.id)
    return gone[same[0]]


def _is_kept(conn: Connection, programme_id: str, old: str, rows: Sequence[Placed]) -> bool:
    """Whether the rows are of the old book's units, or half of what stood there is among them."""
    here = {row.record for row in rows}
    before = [one.placed for one in load_book(conn, programme_id, old) if not one.withdrawn]
    if {one.unit_id for one in before} == {row.unit_id for row in rows} != {None}:
        return True
    return sum(one.record in here for one in before) * 2 >= len(before)


def forget_books(
    conn: Connection, applying: Applying, wanted: Collection[str], gone: Collection[str]
) -> set[int]:
    """Withdraws all rows of vanished books on the office's word; the units that this touches."""
    touched: set[int] = set()
    programme_id = applying.programme.id
    books = load_books(conn, programme_id)
    remaining = [state.name for book_id, state in books.items() if book_id not in gone]
    for book_id in wanted:
        if book_id not in gone:
            raise BookNotGone(book_id, gone)
        if is_roster(books[book_id].name) and not any(map(is_roster, remaining)):
            raise RosterKept(books[book_id].name)
        by_register: dict[str, list[int]] = {}
        for stored in load_book(conn, programme_id, book_id):
            if not stored.withdrawn:
                by_register.setdefault(register_of(stored.placed.record), []).append(stored.id)
                if stored.placed.unit_id is not None:
                    touched.add(stored.placed.unit_id)
        for register, ids in by_register.items():
            withdraw_records(conn, programme_id, register, ids, applying.now)
        forget_book(conn, programme_id, book_id)
    return touched
