"""Batches: books made out in full before the transaction that stores them is begun."""

from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager
from dataclasses import replace
from typing import NamedTuple

from sqlalchemy import Connection

from store.books import load_books
from sync.aliases import recall_names
from sync.apply import Applying, read_with
from sync.cycle import Cycle
from sync.reader import BookReading
from sync.sources import Book, BookRef
from sync.workbook import WorkbookError

Begin = Callable[[], AbstractContextManager[Connection]]


class MadeOut(NamedTuple):
    """A book with its rows and findings, or what is wrong with it."""

    ref: BookRef
    book: Book | WorkbookError
    reading: BookReading | None = None
    """None where its content is what was read before."""


def make_out(
    begin: Begin, cycle: Cycle, batch: Sequence[tuple[BookRef, Book | WorkbookError]]
) -> list[MadeOut]:
    """The batch, made out with the unit names that the office has explained by now."""
    programme_id = cycle.applying.programme.id
    with begin() as conn:
        _recall(conn, cycle)
        states = load_books(conn, programme_id, [ref.id for ref, _ in batch])
    known = {n: s.revision for n, s in states.items() if s.state == "read"}
    return [
        MadeOut(ref, book)
        if isinstance(book, WorkbookError) or known.get(ref.id) == book.revision
        else _made_out(ref, book, cycle.applying)
        for ref, book in batch
    ]


def keep_up(conn: Connection, cycle: Cycle, batch: Sequence[MadeOut]) -> list[MadeOut]:
    """The batch, made out anew where the office has explained a name since; it waits from now."""
    before = cycle.applying.names
    _recall(conn, cycle)
    if cycle.applying.names is before:
        return [*batch]
    return [
        one if isinstance(one.book, WorkbookError) else _made_out(one.ref, one.book, cycle.applying)
        for one in batch
    ]


def _recall(conn: Connection, cycle: Cycle) -> None:
    applying = cycle.applying
    names = recall_names(conn, applying.programme.id, applying.names)
    if names is not applying.names:
        cycle.applying = replace(applying, names=names)


def _made_out(ref: BookRef, book: Book, applying: Applying) -> MadeOut:
    try:
        return MadeOut(ref, book, read_with(book, applying))
    except WorkbookError as error:
        return MadeOut(ref, error)
