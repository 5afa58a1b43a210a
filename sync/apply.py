"""One book's differences, written: rows, findings, state, and which units they touch."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime

from sqlalchemy import Connection

from config.registers import load_registers
from rules.findings import CellRef, Finding
from rules.programme import Programme
from rules.records import register_of
from store.books import BookState, save_book, save_book_units
from store.findings import replace_findings
from store.records import (
    Placed,
    add_records,
    edit_records,
    load_book,
    move_records,
    withdraw_records,
)
from sync.changes import Changes, plan_changes
from sync.judgements import Judgements
from sync.names import UnitNames
from sync.reader import BookReading, read_safely
from sync.sources import Book, BookRef
from sync.surroundings import BookContext
from sync.workbook import WorkbookError

#: A file that may still be copied is reported after so many cycles.
PATIENCE = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class BookReport:
    """What a cycle did with one book."""

    book: str
    revision: str | None
    changed: bool = False
    added: int = 0
    edited: int = 0
    withdrawn: int = 0
    findings: int = 0
    """All that stand in it, counted when the cycle ends."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Applying:
    """What every book of a cycle is applied with."""

    programme: Programme
    names: UnitNames
    now: datetime
    today: date
    cycle: int
    judgements: Judgements = field(default_factory=Judgements)
    memberships: Mapping[int, tuple[str | None, str | None]] = field(default_factory=dict)
    """The days units joined and left, of those that state one."""


def read_with(book: Book, applying: Applying) -> BookReading:
    """The rows of a book, its findings and its units; WorkbookError where nobody foresaw it."""
    context = BookContext(
        book=book.ref.id,
        name=book.ref.name,
        nodes=applying.programme.calendar.nodes,
        today=applying.today,
        today_text=applying.today.isoformat(),
        units=applying.names,
        confirmed=load_registers().confirmed,
        judgements=applying.judgements,
        limits=applying.programme.limits,
        registers=applying.programme.registers,
        memberships=applying.memberships,
    )
    return read_safely(book, context)


def apply_book(
    conn: Connection,
    book: Book,
    reading: BookReading,
    state: BookState | None,
    applying: Applying,
) -> tuple[BookReport, set[int]]:
    """Makes the store equal to the book; the report, and the units whose rows changed."""
    programme_id, now = applying.programme.id, applying.now
    rows, findings, units = reading
    stored = load_book(conn, programme_id, book.ref.id) if state is not None else []
    changes = plan_changes(stored, rows)
    before = {one.id: one.placed.unit_id for one in stored}
    _write(conn, programme_id, book.ref.id, changes, now)
    replace_findings(conn, programme_id, book.ref.id, findings, now)
    save_book(conn, programme_id, _read_state(book.ref, book.revision, applying))
    save_book_units(conn, programme_id, book.ref.id, units)
    report = BookReport(
        book=book.ref.id,
        revision=book.revision,
        changed=True,
        added=len(changes.added),
        edited=len(changes.edited),
        withdrawn=len(changes.withdrawn),
    )
    return report, _touched(changes, before)


def apply_failure(
    conn: Connection,
    ref: BookRef,
    error: WorkbookError,
    state: BookState | None,
    applying: Applying,
) -> BookReport:
    """A book that cannot be read: its rows stay as they were, and what is wrong is reported.

    One that may still be copied is tried again each cycle, and reported after some.
    """
    failures = (state.failures if state else 0) + 1
    known = state or BookState(id=ref.id)
    stamp = None if error.passing else ref.stamp
    failing = replace(known, stamp=stamp, state="failing", failures=failures, title=ref.title)
    save_book(conn, applying.programme.id, failing)
    if state is None:
        # Never read: it speaks for the unit that its name holds, whose letters wait for it.
        places = [part.rsplit(".", 1)[0] for part in reversed(ref.name.split("/"))]
        named = next((n for n in map(applying.names.find_within, places) if n), None)
        save_book_units(conn, applying.programme.id, ref.id, {named} if named else ())
    if not error.passing or failures >= PATIENCE:
        found = Finding(code=error.code, where=CellRef(ref.id), values=dict(error.values))
        replace_findings(conn, applying.programme.id, ref.id, [found], applying.now)
    return BookReport(book=ref.id, revision=known.revision)


def save_unchanged_content(conn: Connection, book: Book, applying: Applying) -> BookReport:
    """A file that was saved again with the same content."""
    save_book(conn, applying.programme.id, _read_state(book.ref, book.revision, applying))
    return BookReport(book=book.ref.id, revision=book.revision)


def _read_state(ref: BookRef, revision: str, applying: Applying) -> BookState:
    return BookState(
        id=ref.id,
        stamp=ref.stamp,
        title=ref.title,
        revision=revision,
        looked_at=applying.now,
        synced_at=applying.now,
        cycle=applying.cycle,
    )


def _write(conn: Connection, programme_id: str, book: str, changes: Changes, now: datetime) -> None:
    add_records(conn, programme_id, book, changes.added, now)
    edit_records(conn, programme_id, changes.edited, now)
    for register, moved in _by_register(changes.moved).items():
        move_records(conn, programme_id, register, ((n, p.sheet, p.row) for n, p in moved))
    for register, gone in _by_register(changes.withdrawn).items():
        withdraw_records(conn, programme_id, register, [number for number, _ in gone], now)


def _by_register(
    rows: Sequence[tuple[int, Placed]],
) -> dict[str, list[tuple[int, Placed]]]:
    grouped: dict[str, list[tuple[int, Placed]]] = {}
    for number, placed in rows:
        grouped.setdefault(register_of(placed.record), []).append((number, placed))
    return grouped


def _touched(changes: Changes, before: dict[int, int | None]) -> set[int]:
    # A row that only moved counts what it counted, but what is found of it names its place.
    changed = [*changes.edited, *changes.withdrawn, *changes.moved]
    units = {placed.unit_id for placed in changes.added}
    units |= {placed.unit_id for _, placed in changed} | {before[number] for number, _ in changed}
    return {unit_id for unit_id in units if unit_id is not None}
