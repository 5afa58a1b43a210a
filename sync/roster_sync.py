"""The roster's part of a cycle: read first, and not believed at once where much is missing."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime

from sqlalchemy import Connection

from rules.findings import CellRef, Finding
from rules.programme import Programme
from rules.roster import Roster, Unit
from store.roster import load_units, save_roster
from sync.roster_book import is_roster, read_roster
from sync.sources import Book, BookRef, Look, Source
from sync.workbook import WorkbookError

#: More than this share of the units gone at once waits for the office's word.
_BELIEVED = 0.1


class RosterMissing(Exception):
    """There is no roster to begin with; `code` and `values` make the sentence for people."""

    def __init__(self, code: str = "roster-missing", **values: str) -> None:
        self.code, self.values = code, values
        super().__init__(code)


@dataclass(slots=True, kw_only=True)
class RosterOutcome:
    """What became of the roster in this cycle."""

    changed: bool = False
    first: bool = False
    held: tuple[str, ...] = ()
    """Units that disappeared, too many to be believed without the office's word."""
    book: Book | None = None
    error: WorkbookError | None = None
    ref: BookRef | None = None
    findings: list[Finding] = field(default_factory=list)


def sync_roster(
    conn: Connection,
    programme: Programme,
    source: Source,
    look: Look,
    *,
    now: datetime,
    accept: bool,
) -> RosterOutcome:
    """Brings units and contacts up to the roster workbook; RosterMissing where there is none."""
    outcome = RosterOutcome()
    stored = load_units(conn, programme.id)
    outcome.first = not stored
    outcome.ref = _roster_ref(look)
    if outcome.ref is None:
        if not stored:
            raise RosterMissing
        return outcome
    try:
        outcome.book = source.read(outcome.ref)
    except WorkbookError as error:
        if not stored:
            raise RosterMissing(error.code, **error.values) from error
        outcome.error = error
        return outcome
    reading = read_roster(outcome.book, programme.calendar.nodes)
    outcome.findings = [*reading.findings, *_repeated(look)]
    if not reading.roster.units:
        if not stored:
            raise RosterMissing("roster-empty", file=outcome.ref.id)
        where = CellRef(outcome.ref.id)
        outcome.findings.append(
            Finding(code="roster-empty", where=where, values={"file": where.book})
        )
        return outcome
    gone = _disappeared(stored.values(), reading.roster)
    listed = sum(not unit.grouping for unit in stored.values())
    if len(gone) > listed * _BELIEVED and not accept:
        outcome.held = gone
        values = {"count": str(len(gone)), "of": str(listed), "units": "、".join(gone[:5])}
        shrunk = Finding(code="roster-shrunk", where=CellRef(outcome.ref.id), values=values)
        outcome.findings.append(shrunk)
        return outcome
    outcome.changed = save_roster(conn, programme.id, reading.roster, now)
    return outcome


def _roster_ref(look: Look) -> BookRef | None:
    """The changed roster, if it is the one believed: the first by its path."""
    rosters = sorted(book_id for book_id in look.present if is_roster(book_id))
    return next((ref for ref in look.changed if rosters and ref.id == rosters[0]), None)


def _repeated(look: Look) -> list[Finding]:
    rosters = sorted(book_id for book_id in look.present if is_roster(book_id))
    return [
        Finding(code="roster-repeated", where=CellRef(book_id), values={"used": rosters[0]})
        for book_id in rosters[1:]
    ]


def _disappeared(stored: Iterable[Unit], roster: Roster) -> tuple[str, ...]:
    names = {unit.name for unit in roster.units}
    codes = {unit.code for unit in roster.units if unit.code}
    return tuple(
        unit.name
        for unit in stored
        if not unit.grouping and unit.name not in names and unit.code not in codes
    )
