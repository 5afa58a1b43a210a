"""Reminders: obligations whose time has come, planned into letters and posted."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy import Connection

from bot.addressees import Directory, build_directory
from bot.planning import Case, Plan, plan_nudges
from bot.posting import Desk, Posted, full_contacts, post_nudges
from config.wording import Wording
from rules.months import Month
from rules.programme import Programme, expand_obligation, owes
from rules.roster import Unit
from rules.standings import Obligation, Standing
from store.assessment import reassess, start_of
from store.books import load_freshness
from store.evidence import load_awaited
from store.nudges import Nudge, load_nudged, save_nudges
from store.obligations import load_due_units, load_obligations, save_next_at
from store.programmes import last_cycle, load_state, save_state
from store.roster import load_contacts, load_units
from store.timing import next_instant

__all__ = ["Held", "Posted", "Reminding", "remind"]

Key = tuple[str, int, str]


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


@dataclass(frozen=True, slots=True, kw_only=True)
class _Tick:
    """What a tick knows."""

    programme: Programme
    units: Mapping[int, Unit]
    directory: Directory
    desk: Desk
    now: datetime
    today: date
    start: Month


def remind(
    conn: Connection,
    programme: Programme,
    *,
    now: datetime,
    wording_of: Callable[[str | None], Wording],
    usable: Iterable[str],
) -> Reminding:
    """Plans and posts every letter that is due now; run twice it posts nothing more."""
    tick = _open_tick(conn, programme, now, wording_of, frozenset(usable))
    plans = _plan_all(conn, tick)
    held = {
        (key[1], plan.held): Held(tick.units[key[1]].name, plan.held, looked_at)
        for key, (plan, looked_at) in plans.items()
        if plan.held is not None
    }
    passed = [nudge for plan, _ in plans.values() for nudge in plan.passed]
    save_nudges(conn, programme.id, passed, letter_key=None, now=now)
    chosen: dict[int, list[Nudge]] = {}
    for plan, _ in plans.values():
        for nudge in plan.nudges:
            chosen.setdefault(nudge.contact_id, []).append(nudge)
    return Reminding(_post_all(conn, tick, chosen), list(held.values()))


def _open_tick(
    conn: Connection,
    programme: Programme,
    now: datetime,
    wording_of: Callable[[str | None], Wording],
    usable: frozenset[str],
) -> _Tick:
    """Gathers what is known; a month that has begun gets its obligations."""
    units = load_units(conn, programme.id)
    state = load_state(conn, programme.id)
    today = now.astimezone(programme.timezone).date()
    start = start_of(programme, state.start, now)
    if units and state.opened != Month.of(today):
        reassess(conn, programme, units, start=start, now=now)
        save_state(conn, programme.id, opened=str(Month.of(today)))
    directory = build_directory(units, load_contacts(conn, programme.id))
    desk = Desk(
        programme=programme,
        units=units,
        contacts=directory.contacts,
        wording_of=wording_of,
        usable=usable,
        now=now,
    )
    return _Tick(
        programme=programme,
        units=units,
        directory=directory,
        desk=desk,
        now=now,
        today=today,
        start=start,
    )


def _plan_all(conn: Connection, tick: _Tick) -> dict[Key, tuple[Plan, datetime | None]]:
    """The plan of every obligation whose time has come, and when its books were looked at."""
    programme = tick.programme
    due = load_due_units(conn, programme.id, tick.now)
    touched = {unit_id: tick.units[unit_id] for unit_id in due if unit_id in tick.units}
    reassess(conn, programme, touched, start=tick.start, now=tick.now)
    nudged = load_nudged(conn, programme.id, touched)
    looks = _looks(conn, programme, touched)
    awaited = load_awaited(conn, programme, touched, today=tick.today, seen_by=tick.now)
    full = full_contacts(conn, tick.desk)
    plans: dict[Key, tuple[Plan, datetime | None]] = {}
    for key, row in sorted(load_obligations(conn, programme.id, touched).items()):
        if row["next_at"] is None or row["next_at"] > tick.now:
            continue
        one = _obligation(tick, key)
        if one is None:
            # Owed no more, perhaps only for a while: looked at again tomorrow.
            save_next_at(conn, programme.id, key, tick.now + timedelta(days=1))
            continue
        coming = awaited.get((one.unit, one.month))
        case = _case(one, row, nudged.get(key, set()), looks[one.unit], coming)
        plan = plan_nudges(programme, tick.directory, case, now=tick.now, full=full)
        plans[key] = (plan, case.looked_at)
        after = next_instant(programme, one, row["ladder"], tick.now, awaited=coming)
        save_next_at(conn, programme.id, key, tick.now if plan.again else after)
    return plans


def _case(
    one: Obligation,
    row: Mapping[str, Any],
    nudged: set[tuple[str, int]],
    looked_at: datetime | None,
    awaited: date | None,
) -> Case:
    return Case(
        obligation=one,
        standing=Standing(row["standing"]),
        ladder=row["ladder"],
        nudged=nudged,
        looked_at=looked_at,
        awaited=awaited,
    )


def _post_all(conn: Connection, tick: _Tick, chosen: Mapping[int, list[Nudge]]) -> list[Posted]:
    """One letter for each contact; what a letter that just left cannot take waits for the next."""
    posted = []
    for contact_id, nudges in chosen.items():
        one = post_nudges(conn, tick.desk, contact_id, nudges)
        if one is not None:
            posted.append(one)
            continue
        for nudge in nudges:
            key = (nudge.duty, nudge.unit_id, nudge.period)
            save_next_at(conn, tick.programme.id, key, tick.now)
    return posted


def _looks(
    conn: Connection, programme: Programme, unit_ids: Iterable[int]
) -> dict[int, datetime | None]:
    """When each unit's books were last looked at; the whole source where it has none."""
    cycle = last_cycle(conn, programme.id)
    freshness = load_freshness(conn, programme.id)
    return {n: freshness.get(n, cycle.at if cycle else None) for n in unit_ids}


def _obligation(tick: _Tick, key: Key) -> Obligation | None:
    """The obligation as the programme has it now; None where it is owed no more."""
    duty, month = tick.programme.duty(key[0]), Month.parse(key[2])
    if duty is None or not owes(duty, tick.units[key[1]], month):
        return None
    return expand_obligation(tick.programme, duty, key[1], month, start=tick.start)
