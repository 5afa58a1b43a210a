"""What a cycle of synchronisation knows, and the settling of the units that it touched."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field

from sqlalchemy import Connection

from rules.months import Month
from rules.roster import Unit
from store.assessment import reassess
from store.books import BookState
from store.checking import recheck
from store.counting import settle_units
from store.entries import settle_entries
from sync.apply import Applying, BookReport
from sync.roster_sync import RosterOutcome
from sync.sources import Look


@dataclass(slots=True, kw_only=True)
class Cycle:
    """What a cycle knows once it has looked and has the roster."""

    applying: Applying
    look: Look
    books: dict[str, BookState]
    units: Mapping[int, Unit]
    start: Month
    bettered: bool
    """Whether every book is read once more, as the reader or a limit is another one."""
    roster: RosterOutcome
    done: dict[str, BookReport] = field(default_factory=dict)
    left: list[str] = field(default_factory=list)
    """Ids under which there is no book any more: it was moved, or is forgotten."""


def settle(conn: Connection, cycle: Cycle, touched: Collection[int]) -> None:
    """What the rows of these units count, what is wrong in them together, and their standings."""
    applying = cycle.applying
    settle_units(conn, applying.programme.id, touched)
    settle_entries(conn, applying.programme.id, applying.programme.registers, touched)
    recheck(conn, applying.programme, touched, start=cycle.start, now=applying.now)
    mine = {unit_id: cycle.units[unit_id] for unit_id in touched if unit_id in cycle.units}
    reassess(conn, applying.programme, mine, start=cycle.start, now=applying.now)
