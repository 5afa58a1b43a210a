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
from store.entries import load_events, settle_entries
from store.entry_checks import load_units_at_nodes, recheck_unitless
from store.entry_evidence import load_kept
from store.grounds import units_resting_on
from store.programmes import save_state
from sync.apply import Applying, BookReport
from sync.roster_sync import RosterOutcome
from sync.rules_mark import mark_rules
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
    events: frozenset[str] = frozenset()
    """The nodes that the office had typed in when they were last looked at."""
    kept: frozenset[str] = frozenset()
    """The registers that the sheets had kept when they were last looked at."""
    left: list[str] = field(default_factory=list)
    """Ids under which there is no book any more: it was moved, or is forgotten."""


def note_kept(conn: Connection, cycle: Cycle) -> None:
    """Remembers what the sheets keep so far, so that what a book adds is noticed."""
    programme = cycle.applying.programme
    cycle.events = load_events(conn, programme.id, programme.registers, seen_by=cycle.applying.now)
    cycle.kept = load_kept(conn, programme.id)


def settle(conn: Connection, cycle: Cycle, touched: Collection[int]) -> None:
    """What the rows of these units count, what is wrong in them together, and their standings."""
    applying, programme = cycle.applying, cycle.applying.programme
    settle_units(conn, programme.id, touched)
    settle_entries(conn, programme.id, programme.registers, touched)
    events = load_events(conn, programme.id, programme.registers, seen_by=applying.now)
    if events != cycle.events:
        # What they write of nodes was unknown before, or is now.
        cycle.events = events
        touched = {*touched, *load_units_at_nodes(conn, programme)}
    kept = load_kept(conn, programme.id)
    if kept != cycle.kept:
        # A duty may be in force now that was not: the next tick judges every unit by it.
        cycle.kept = kept
        save_state(conn, programme.id, opened=None)
    recheck(conn, programme, touched, start=cycle.start, now=applying.now)
    recheck_unitless(conn, programme, applying.now)
    resting = units_resting_on(conn, programme, touched) if touched else touched
    mine = {unit_id: cycle.units[unit_id] for unit_id in resting if unit_id in cycle.units}
    reassess(conn, programme, mine, start=cycle.start, now=applying.now)


def rejudge(conn: Connection, cycle: Cycle, *, judged_by: str | None) -> None:
    """Every standing anew where the roster or a rule changed, though no row did.

    `judged_by`: the mark of the rules in the cycle before.
    """
    programme, roster = cycle.applying.programme, cycle.roster
    mark = mark_rules(programme)
    if roster.changed or mark != judged_by:
        save_state(conn, programme.id, rules_mark=mark, opened=None)
        now, fresh = cycle.applying.now, roster.first
        reassess(conn, programme, cycle.units, start=cycle.start, now=now, fresh=fresh)
