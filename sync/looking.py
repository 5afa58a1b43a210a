"""The opening of a cycle: what the source shows, and the roster read, before anything is written.

A source may take its time over it, and nobody is kept from the database meanwhile.
"""

from dataclasses import dataclass, replace
from hashlib import blake2b

from rules.programme import Programme
from store.books import load_books
from store.feedback import load_shown
from store.programmes import load_state
from sync.batches import Begin
from sync.roster_sync import RosterRead, roster_ref
from sync.sources import Look, Source
from sync.workbook import WorkbookError

#: Raised when a better reader should look at every book once more.
READER_MARK = "5"


@dataclass(frozen=True, slots=True, kw_only=True)
class Looked:
    """What was seen at the opening of a cycle."""

    look: Look
    mark: str
    """What the books are read with."""
    bettered: bool
    """Whether every book is read once more, as the reader or a limit is another one."""
    roster: RosterRead | None
    """The roster, where it changed."""


def look_around(begin: Begin, programme: Programme, source: Source) -> Looked:
    """One look at the source, and the roster where it changed; SourceError."""
    with begin() as conn:
        state, books = load_state(conn, programme.id), load_books(conn, programme.id)
        shown = {b: one.stamp for b, one in load_shown(conn, programme.id).items() if one.stamp}
    mark = _mark(programme)
    look = source.changed({book_id: book.stamp for book_id, book in books.items()}, shown)
    if state.reader_mark != mark:
        look = with_all_changed(look)
    return Looked(
        look=look,
        mark=mark,
        bettered=state.reader_mark != mark,
        roster=_read_roster(source, look),
    )


def with_all_changed(look: Look) -> Look:
    """The same look for which every book has to be read."""
    return replace(look, changed=tuple(sorted(look.books.values(), key=lambda ref: ref.id)))


def _read_roster(source: Source, look: Look) -> RosterRead | None:
    ref = roster_ref(look)
    if ref is None:
        return None
    try:
        return ref, source.read(ref)
    except WorkbookError as error:
        return ref, error


def _mark(programme: Programme) -> str:
    """What the books are read with: the reader, the registers, and limits that findings rest on."""
    used = repr((programme.limits, programme.backfill, programme.registers))
    return f"{READER_MARK}:{blake2b(used.encode(), digest_size=8).hexdigest()}"
