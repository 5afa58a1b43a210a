"""One cycle of synchronisation: look, read what changed, write the differences."""

import time
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime

from sqlalchemy import Connection

from config.wording import Wording
from rules.months import Month
from rules.programme import Programme
from rules.roster import memberships_of
from store.books import BookState, doubt_books, load_books, save_book, touch_books
from store.findings import count_findings, keep_findings, replace_findings
from store.grounds import start_of
from store.logged_rows import load_units_of_book
from store.programmes import close_cycle, load_state, open_cycle, save_state
from store.records import Placed
from sync.apply import (
    Applying,
    BookReport,
    apply_book,
    apply_failure,
    save_unchanged_content,
)
from sync.batches import Begin, MadeOut, keep_up, make_out
from sync.cycle import Cycle, note_kept, rejudge, settle
from sync.feedback import show_feedback
from sync.filings import write_filings
from sync.garbage import uncollected
from sync.looking import Looked, look_around, with_all_changed
from sync.moves import follow_move, forget_books, vanished
from sync.names import UnitNames
from sync.reader import read_ahead
from sync.roster_book import is_roster
from sync.roster_sync import check_rosters, sync_roster
from sync.sources import Book, Source
from sync.workbook import WorkbookError

Progress = Callable[[int, int], None]


@dataclass(slots=True, kw_only=True)
class SyncReport:
    """What a cycle did: each book, what it cost, and what the office is asked."""

    books: list[BookReport] = field(default_factory=list)
    requests: dict[str, int] = field(default_factory=dict)
    seconds: float = 0.0
    roster_held: tuple[str, ...] = ()
    failing: int = 0
    """Books that could not be read and are tried again."""
    waiting: tuple[str, ...] = ()
    """Books whose feedback could not be shown and is tried again."""
    unfiled: tuple[str, ...] = ()
    """Activities filed in the chat that could not be written and are tried again."""
    first: Month | None = None
    """The first month of duty, where this was the very first cycle."""


def synchronise(
    begin: Begin,
    programme: Programme,
    source: Source,
    *,
    now: datetime,
    accept_roster: bool = False,
    forget: Collection[str] = (),
    feedback: Wording | None = None,
    filings: bool = True,
    progress: Progress | None = None,
) -> SyncReport:
    """One cycle; `begin` opens each transaction. A bad book never stops the others.

    `forget`: vanished books whose rows the office withdraws; `feedback`: the language of findings
    beside books, None shows none; `filings`: whether what was filed in the chat is written first.
    SourceError where the source cannot be looked at, RosterMissing, BookNotGone.
    """
    began = time.perf_counter()
    unfiled = write_filings(begin, programme, source, now=now) if filings else ()
    looked = look_around(begin, programme, source)
    with begin() as conn:
        cycle = _open(conn, programme, looked, now=now, accept=accept_roster)
        _forget(conn, cycle, forget)
    refs = [ref for ref in cycle.look.changed if not is_roster(ref.name)]
    read = 0
    for batch in read_ahead(source, refs):
        with uncollected():
            made_out = make_out(begin, cycle, batch)
            with begin() as conn:
                _apply(conn, cycle, made_out)
        read += len(batch)
        if progress is not None:
            progress(read, len(refs))
    with begin() as conn:
        _close(conn, cycle)
        report = _report(conn, cycle)
    if feedback is not None:
        left, look = set(cycle.left) - cycle.look.present, cycle.look
        waiting = show_feedback(begin, programme, source, look, feedback, now=now, left=left)
        report.waiting = tuple(waiting)
    report.requests = {"look": cycle.look.requests, "read": read, **source.requests()}
    report.unfiled, report.seconds = unfiled, time.perf_counter() - began
    return report


def _open(
    conn: Connection, programme: Programme, looked: Looked, *, now: datetime, accept: bool
) -> Cycle:
    state, books = load_state(conn, programme.id), load_books(conn, programme.id)
    look = looked.look
    number = open_cycle(conn, programme.id, now)
    roster = sync_roster(conn, programme, read=looked.roster, now=now, accept=accept)
    if looked.bettered or roster.changed:
        # Written before any book is read: a cycle that is cut short goes on in the next one.
        doubt_books(conn, programme.id)
        look = with_all_changed(look)
    units, start = roster.units, start_of(programme, state.start, now)
    today = now.astimezone(programme.timezone).date()
    first = state.start or Month.of(today).plus(-1)
    save_state(conn, programme.id, start=str(first), reader_mark=looked.mark)
    applying = Applying(
        programme=programme,
        names=UnitNames(units),
        now=now,
        today=today,
        cycle=number,
        memberships=memberships_of(units),
    )
    cycle = Cycle(
        applying=applying,
        look=look,
        books=books,
        units=units,
        start=start,
        bettered=looked.bettered,
        roster=roster,
    )
    note_kept(conn, cycle)
    _save_roster_book(conn, cycle)
    rejudge(conn, cycle, judged_by=state.rules_mark)
    return cycle


def _save_roster_book(conn: Connection, cycle: Cycle) -> None:
    """The roster is a book too; one that is held is looked at again until the office decides."""
    roster, programme_id = cycle.roster, cycle.applying.programme.id
    if roster.ref is None:
        return
    state = cycle.books.get(roster.ref.id)
    if roster.error is not None:
        report = apply_failure(conn, roster.ref, roster.error, state, cycle.applying)
    elif roster.book is not None:
        replace_findings(conn, programme_id, roster.ref.id, roster.findings, cycle.applying.now)
        report = save_unchanged_content(conn, roster.book, cycle.applying)
        report = replace(report, changed=roster.changed)
        if roster.held:
            ref, revision = roster.ref, roster.book.revision
            held = BookState(id=ref.id, title=ref.title, revision=revision, state="failing")
            save_book(conn, programme_id, held)
    cycle.done[roster.ref.id] = report


def _forget(conn: Connection, cycle: Cycle, wanted: Collection[str]) -> None:
    """Books that the office says are gone for good."""
    touched = forget_books(conn, cycle.applying, wanted, _gone(cycle))
    for book_id in wanted:
        del cycle.books[book_id]
    cycle.left += wanted
    if wanted:
        settle(conn, cycle, touched)


def _gone(cycle: Cycle) -> set[str]:
    """Books that were there and are not any more."""
    return cycle.books.keys() - cycle.look.present - cycle.look.unlooked


def _moved(conn: Connection, cycle: Cycle, book: Book, rows: Sequence[Placed]) -> BookState | None:
    """A new book that is an old one in another place keeps its rows."""
    gone = {book_id: cycle.books[book_id] for book_id in _gone(cycle)}
    state = follow_move(conn, cycle.applying.programme.id, book, rows, gone)
    if state is not None:
        del cycle.books[state.id]
        cycle.left.append(state.id)
    return state


def _apply(conn: Connection, cycle: Cycle, batch: Sequence[MadeOut]) -> None:
    """A few books in one transaction, and then the units that they touch."""
    batch = keep_up(conn, cycle, batch)
    applying, touched = cycle.applying, set[int]()
    # Read here and not at the start: another process may have stored a book meanwhile.
    states = load_books(conn, applying.programme.id, [ref.id for ref, *_ in batch])
    for ref, book, reading in batch:
        state = states.get(ref.id)
        if isinstance(book, WorkbookError):
            cycle.done[ref.id] = apply_failure(conn, ref, book, state, applying)
        elif state and state.state == "read" and state.revision == book.revision:
            cycle.done[ref.id] = save_unchanged_content(conn, book, applying)
        elif reading is not None:
            # Doubted (another roster or reader), failing or vanished: the same may read otherwise.
            before = state or _moved(conn, cycle, book, reading[0])
            elsewhere = before is not state or (cycle.bettered and state is not None)
            cycle.done[ref.id], units = apply_book(conn, book, reading, before, applying)
            touched |= units
            if elsewhere:
                # What was found of its rows names another book, or was never looked for.
                touched |= load_units_of_book(conn, applying.programme.id, ref.id)
        # Else doubted by another process since it was made out: the next cycle reads it.
    settle(conn, cycle, touched)


def _close(conn: Connection, cycle: Cycle) -> None:
    applying, look = cycle.applying, cycle.look
    programme_id, now = applying.programme.id, applying.now
    untouched = look.present - cycle.done.keys()
    touch_books(conn, programme_id, untouched, now=now, cycle=applying.cycle)
    # Another process may have stored, moved or forgotten books meanwhile.
    stored = load_books(conn, programme_id)
    names = [ref.name for ref in look.books.values()]
    for book_id in (cycle.books.keys() & stored.keys()) - look.present - look.unlooked:
        gone = replace(stored[book_id], state="vanished", stamp=None)
        save_book(conn, programme_id, gone)
        told = vanished(book_id, gone.name, names)
        replace_findings(conn, programme_id, book_id, [told], now)
    odd = {one.where.book: one for one in (*look.findings, *check_rosters(look))}
    for book_id, finding in odd.items():
        replace_findings(conn, programme_id, book_id, [finding], now)
    keep_findings(conn, programme_id, look.present | stored.keys() | odd.keys())
    if look.whole:  # else a unit without a book may have one that nobody saw
        close_cycle(conn, programme_id, applying.cycle, now)


def _report(conn: Connection, cycle: Cycle) -> SyncReport:
    applying = cycle.applying
    counts = count_findings(conn, applying.programme.id, today=applying.today)
    report = SyncReport(roster_held=cycle.roster.held)
    report.first = cycle.start if cycle.roster.first else None
    for book_id, state in load_books(conn, cycle.applying.programme.id).items():
        report.failing += state.state == "failing" and book_id in cycle.look.present
        done = cycle.done.get(book_id, BookReport(book=book_id, revision=state.revision))
        report.books.append(replace(done, findings=counts.get(book_id, 0)))
    return report
