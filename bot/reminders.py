"""Reminders: obligations whose time has come, planned into letters and posted."""

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import cached_property

from sqlalchemy import Connection

from bot.people import People, load_people
from bot.planning import Case, Plan, may_lapse, plan_nudges
from bot.posting import Desk, Posted, full_contacts, post_letters
from bot.quiet import Quiet, load_quiet
from config.logs import Log
from config.wording import Wording
from rules.months import Month
from rules.programme import Programme
from store.assessment import reassess
from store.books import load_freshness
from store.grounds import start_of
from store.journal import Move, load_moves
from store.nudges import Nudge, Turn, load_nudged, save_nudges
from store.obligations import Key, load_due_units, load_obligations, save_next_at
from store.opening import first_opened
from store.owed import OwedRow, build_owed
from store.programmes import last_cycle, load_state, save_state
from store.timing import Timetable

__all__ = ["Held", "Posted", "Reminding", "remind"]

log = Log(__name__)


@dataclass(frozen=True, slots=True)
class Held:
    """A unit that is not reminded now, and why; `looked_at` is the last look at its books."""

    unit: str
    reason: str
    looked_at: datetime | None = None


@dataclass(slots=True)
class Reminding:
    """What one tick planned, and what it held back."""

    posted: list[Posted] = field(default_factory=list)
    held: list[Held] = field(default_factory=list)


@dataclass(kw_only=True)
class _Tick:
    """What a tick knows; the roster is read when it is first asked for."""

    conn: Connection
    programme: Programme
    wording_of: Callable[[str | None], Wording]
    usable: frozenset[str]
    now: datetime
    timetable: Timetable
    today: date
    start: Month
    given: People | None
    failed: dict[int, Exception] = field(default_factory=dict)
    """Units that could not be handled, with the fault; the next tick tries them again."""

    @cached_property
    def people(self) -> People:
        """The roster in force."""
        return self.given or load_people(self.conn, self.programme.id)

    @cached_property
    def desk(self) -> Desk:
        """What letters are written with."""
        return Desk(
            programme=self.programme,
            units=self.people.units,
            contacts=self.people.contacts,
            wording_of=self.wording_of,
            usable=self.usable,
            now=self.now,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class _Known:
    """What is known of the units whose time has come."""

    nudged: Mapping[Key, set[tuple[Turn, int]]]
    looks: Mapping[int, datetime | None]
    full: frozenset[int]
    quiet: Quiet
    moves: Mapping[Key, list[Move]]


def remind(
    conn: Connection,
    programme: Programme,
    *,
    now: datetime,
    wording_of: Callable[[str | None], Wording],
    usable: Iterable[str],
    people: People | None = None,
) -> Reminding:
    """Plans and posts every letter that is due now; run twice it posts nothing more.

    A unit that cannot be judged, planned for or written about stops no other.
    `people`: the roster in force, from somebody who knows it.
    """
    state = load_state(conn, programme.id)
    tick = _Tick(
        conn=conn,
        programme=programme,
        wording_of=wording_of,
        usable=frozenset(usable),
        now=now,
        timetable=Timetable(programme, now),
        today=now.astimezone(programme.timezone).date(),
        start=start_of(programme, state.start, now),
        given=people,
    )
    _open_periods(conn, tick, state.opened)
    due = load_due_units(conn, programme.id, now)
    return _remind_about(conn, tick, due) if due or tick.failed else Reminding()


def _remind_about(conn: Connection, tick: _Tick, due: Mapping[int, date]) -> Reminding:
    programme, now, units = tick.programme, tick.now, tick.people.units
    plans = _plan_all(conn, tick, due)
    held = {
        (key[1], plan.held): Held(units[key[1]].name, plan.held, looked_at)
        for key, (plan, looked_at) in plans.items()
        if plan.held is not None
    }
    unsaid = [nudge for plan, _ in plans.values() for nudge in plan.unsaid]
    save_nudges(conn, programme.id, {None: unsaid}, now=now)
    chosen: dict[int, list[Nudge]] = {}
    for plan, _ in plans.values():
        for nudge in plan.nudges:
            chosen.setdefault(nudge.contact_id, []).append(nudge)
    posted = _post_all(conn, tick, chosen)
    for unit_id, fault in tick.failed.items():
        log.failure("unit_unforeseen", fault, unit_id=unit_id)
    faulty = [Held(units[unit_id].name, "faulty") for unit_id in tick.failed]
    return Reminding(posted, [*held.values(), *faulty])


def _open_periods(conn: Connection, tick: _Tick, opened: date | None) -> None:
    """Once a day: a period that has begun gets its obligations."""
    programme, start, now, today = tick.programme, tick.start, tick.now, tick.today
    if opened == today or not tick.people.units:
        return
    since = first_opened(conn, programme, start, today, opened=opened)
    if since is not None:
        units = tick.people.units
        tick.failed |= reassess(conn, programme, units, start=start, now=now, since=since).failed
    if not tick.failed:
        save_state(conn, programme.id, opened=today.isoformat())


def _plan_all(
    conn: Connection, tick: _Tick, due: Mapping[int, date]
) -> dict[Key, tuple[Plan, datetime | None]]:
    """The plan of every obligation whose time has come, and when its books were looked at."""
    programme, failed, units = tick.programme, tick.failed, tick.people.units
    touched = {n: units[n] for n in due if n in units and n not in failed}
    since = min(due.values(), default=tick.today)
    judging = reassess(conn, programme, touched, start=tick.start, now=tick.now, since=since)
    failed |= judging.failed
    judged = touched.keys() - failed.keys()
    owed = _load_owed(conn, tick, judged, since)
    known = _gather(conn, tick, owed)
    plans: dict[Key, tuple[Plan, datetime | None]] = {}
    next_at: dict[Key, datetime | None] = {}
    for key, one in sorted(owed.items()):
        try:
            plan, next_at[key] = _plan_one(tick, known, one)
        except Exception as error:  # noqa: BLE001 - the top of each unit's handling: `remind` tells
            failed[key[1]] = error
            continue
        plans[key] = (plan, known.looks[key[1]])
    save_next_at(conn, programme.id, next_at)
    return plans


def _load_owed(
    conn: Connection, tick: _Tick, unit_ids: Collection[int], since: date
) -> dict[Key, OwedRow]:
    """The obligations of these units whose time has come; a unit with a broken one is left out."""
    rows = load_obligations(conn, tick.programme.id, unit_ids, since=since, due_by=tick.now)
    nodes, found = tick.programme.calendar.nodes, dict[Key, OwedRow]()
    for key, row in rows.items():
        try:
            found[key] = build_owed(row, nodes)
        except Exception as error:  # noqa: BLE001 - the top of each unit's handling: `remind` tells
            tick.failed[key[1]] = error
    return found


def _gather(conn: Connection, tick: _Tick, owed: Mapping[Key, OwedRow]) -> _Known:
    programme, unit_ids = tick.programme, {key[1] for key in owed}
    lapsing = [key for key, one in owed.items() if may_lapse(tick.timetable, one)]
    return _Known(
        nudged=load_nudged(conn, programme.id, unit_ids, tick.now),
        looks=_looks(conn, programme, unit_ids),
        full=full_contacts(conn, tick.desk),
        quiet=load_quiet(conn, programme, unit_ids, now=tick.now),
        moves=load_moves(conn, programme.id, lapsing),
    )


def _plan_one(tick: _Tick, known: _Known, owed: OwedRow) -> tuple[Plan, datetime | None]:
    """The plan of one obligation, and when to look at it again."""
    case = Case(
        owed=owed,
        nudged=known.nudged.get(owed.key, set()),
        looked_at=known.looks[owed.unit_id],
        quiet=known.quiet,
        moves=known.moves.get(owed.key, ()),
    )
    plan = plan_nudges(tick.timetable, tick.people.directory, case, full=known.full)
    if plan.again:
        return plan, tick.now
    instants = (owed.next_instant(tick.timetable), known.quiet.next_end(owed.key))
    return plan, min((at for at in instants if at is not None), default=None)


def _post_all(conn: Connection, tick: _Tick, chosen: Mapping[int, list[Nudge]]) -> list[Posted]:
    """One letter for each contact; what a letter that just left cannot take waits for the next."""
    posting = post_letters(conn, tick.desk, chosen)
    waiting = [nudge for contact_id in posting.left for nudge in chosen[contact_id]]
    keys = {nudge.obligation: tick.now for nudge in waiting}
    save_next_at(conn, tick.programme.id, keys)
    for contact_id, fault in posting.failed.items():
        tick.failed.update({nudge.unit_id: fault for nudge in chosen[contact_id]})
    return posting.posted


def _looks(
    conn: Connection, programme: Programme, unit_ids: Iterable[int]
) -> dict[int, datetime | None]:
    """When each unit's books were last looked at; the whole source where it has none."""
    cycle = last_cycle(conn, programme.id)
    freshness = load_freshness(conn, programme.id)
    return {n: freshness.get(n, cycle.at if cycle else None) for n in unit_ids}
