"""The roster's part of a cycle: read first, and not believed at once where much is missing."""

import shlex
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime

from sqlalchemy import Connection

from rules.findings import CellRef, Finding
from rules.programme import Programme
from rules.roster import Roster, Unit
from store.roster import load_units, save_roster
from sync.aliases import remember_former_names
from sync.roster_book import is_roster, read_roster
from sync.sources import Book, BookRef, Look
from sync.workbook import WorkbookError

#: The roster as it was read, or why it could not be.
RosterRead = tuple[BookRef, Book | WorkbookError]

#: More than this share of the units gone at once waits for the office's word.
_BELIEVED = 0.1
#: So many of them are named.
_NAMED = 5


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
    units: Mapping[int, Unit]
    """The units in force after it, by id."""
    findings: list[Finding] = field(default_factory=list)

    def add(self, code: str, **values: str) -> None:
        """Notes a finding about the roster as a whole."""
        where = CellRef(self.ref.id if self.ref else "")
        self.findings.append(Finding(code=code, where=where, values=values))


def sync_roster(
    conn: Connection,
    programme: Programme,
    *,
    read: RosterRead | None,
    now: datetime,
    accept: bool,
) -> RosterOutcome:
    """Brings units and contacts up to the roster; RosterMissing where there is none.

    `read` is None where no roster changed.
    """
    units = load_units(conn, programme.id)
    stored = units.values()
    outcome = RosterOutcome(first=not stored, units=units)
    roster = _take(read, programme, outcome)
    if outcome.first and (roster is None or not roster.units):
        raise _missing(outcome)
    if roster is None:
        return outcome
    gone = _disappeared(stored, roster)
    if not roster.units:
        outcome.add("roster-empty", file=outcome.ref.name if outcome.ref else "")
    elif len(gone) > len(_listed(stored)) * _BELIEVED and not accept:
        outcome.held = gone
        count, of = str(len(gone)), str(len(_listed(stored)))
        outcome.add("roster-shrunk", count=count, of=of, units="、".join(gone[:_NAMED]))
    else:
        outcome.changed = save_roster(conn, programme.id, roster, now)
        outcome.units = load_units(conn, programme.id)
        for old, unit in remember_former_names(conn, programme.id, units, outcome.units, now):
            facts = {"old": old, "unit": unit.name, "number": unit.code or ""}
            outcome.add("roster-unit-renamed", **facts, typed=shlex.quote(old))
    return outcome


def roster_ref(look: Look) -> BookRef | None:
    """The roster that is believed, if it changed."""
    believed = _rosters(look)[:1]
    return next((ref for ref in look.changed if ref.id in believed), None)


def check_rosters(look: Look) -> list[Finding]:
    """Rosters beside the one that is believed, the first by its path."""
    rosters = _rosters(look)
    return [
        Finding(
            code="roster-repeated",
            where=CellRef(book_id),
            values={"used": look.name_of(rosters[0])},
        )
        for book_id in rosters[1:]
    ]


def _rosters(look: Look) -> list[str]:
    return sorted(book_id for book_id in look.present if is_roster(look.name_of(book_id)))


def _take(read: RosterRead | None, programme: Programme, outcome: RosterOutcome) -> Roster | None:
    """What the changed roster says; None where none changed or it could not be read."""
    if read is None:
        return None
    outcome.ref, book = read
    if isinstance(book, WorkbookError):
        outcome.error = book
        return None
    outcome.book = book
    reading = read_roster(book, programme.calendar.nodes)
    outcome.findings = reading.findings
    return reading.roster


def _missing(outcome: RosterOutcome) -> RosterMissing:
    if outcome.ref is None:
        return RosterMissing()
    if outcome.error is not None:
        return RosterMissing(outcome.error.code, **outcome.error.values)
    return RosterMissing("roster-empty", file=outcome.ref.name)


def _listed(units: Iterable[Unit]) -> list[Unit]:
    return [unit for unit in units if not unit.grouping]


def _disappeared(stored: Iterable[Unit], roster: Roster) -> tuple[str, ...]:
    names = {unit.name for unit in roster.units}
    codes = {unit.code for unit in roster.units if unit.code}
    return tuple(
        unit.name for unit in _listed(stored) if unit.name not in names and unit.code not in codes
    )
