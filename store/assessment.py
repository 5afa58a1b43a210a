"""Assessment: gathers evidence, asks the rules, saves standing and transition; nobody else does."""

from collections import defaultdict
from collections.abc import Collection, Mapping
from datetime import date, datetime
from typing import Any, NamedTuple

from sqlalchemy import Connection
from sqlalchemy.exc import DBAPIError

from rules.cases import Case, Ground, judge_unit
from rules.duties import Duty
from rules.months import Month
from rules.periods import Period, parse_period
from rules.programme import Programme
from rules.roster import Unit
from rules.standings import Obligation, Standing, Verdict
from store.database import hold
from store.entry_evidence import load_kept
from store.grounds import gather_ground
from store.obligations import (
    Change,
    Key,
    hurry_unit,
    load_obligations,
    release,
    save_changes,
)


class Reassessed(NamedTuple):
    """How many standings changed, and the units that could not be judged, each with its fault."""

    moved: int
    failed: Mapping[int, Exception]


def reassess(
    conn: Connection,
    programme: Programme,
    units: Mapping[int, Unit],
    *,
    start: Month,
    now: datetime,
    since: date | None = None,
    fresh: bool = False,
) -> Reassessed:
    """Saves the standings of these units as of now.

    A unit that cannot be judged keeps what it has, stops no other, and is due for another look.
    `since`: what began earlier stands as it is, as where only time passed.
    `fresh`: the units have just been met for the first time, so history has no "before".
    """
    hold(conn, programme.id)
    try:
        with conn.begin_nested():
            return Reassessed(
                _judge_units(
                    conn, programme, units, start=start, now=now, since=since, fresh=fresh
                ),
                {},
            )
    except DBAPIError:
        raise
    except Exception as error:  # noqa: BLE001 - the top of each unit's handling: the caller tells
        if len(units) == 1:
            [unit_id] = units
            hurry_unit(conn, programme.id, unit_id, now)
            return Reassessed(0, {unit_id: error})
    listed = list(units.items())
    halves = listed[: len(listed) // 2], listed[len(listed) // 2 :]
    one, other = (
        reassess(conn, programme, dict(half), start=start, now=now, since=since, fresh=fresh)
        for half in halves
    )
    return Reassessed(one.moved + other.moved, {**one.failed, **other.failed})


def _judge_units(
    conn: Connection,
    programme: Programme,
    units: Mapping[int, Unit],
    *,
    start: Month,
    now: datetime,
    since: date | None,
    fresh: bool,
) -> int:
    """Writes what differs from what is stored; how many standings changed."""
    duties = programme.in_force(load_kept(conn, programme.id))
    ground = gather_ground(conn, programme, units, duties=duties, start=start, now=now, since=since)
    stored = load_obligations(conn, programme.id, units, since=ground.since)
    known = _history(programme, duties, stored)
    changes: list[Change] = []
    owed: set[Key] = set()
    by_id = {duty.id: duty for duty in duties}
    for unit_id, unit in units.items():
        for case in judge_unit(ground, unit_id, unit, known=known.get(unit_id, {})):
            key = case.obligation.key
            owed.add(key)
            changes += _change(ground, by_id[key[0]], case, stored.get(key), fresh=fresh, now=now)
    save_changes(conn, programme, changes, now)
    release(conn, programme.id, [k for k, row in stored.items() if row["owed"] and k not in owed])
    return sum(change.moved for change in changes)


def _history(
    programme: Programme, duties: Collection[Duty], stored: Mapping[Key, Mapping[str, Any]]
) -> dict[int, dict[str, set[Period]]]:
    """By unit and duty the periods of history that had evidence once, and are judged still."""
    found: dict[int, dict[str, set[Period]]] = {}
    of_units = {duty.id for duty in duties if duty.of_units}
    for (duty, unit_id, _, written), row in stored.items():
        if row["history"] and duty in of_units:
            period = parse_period(written, programme.calendar.nodes)
            found.setdefault(unit_id, defaultdict(set))[duty].add(period)
    return found


def _change(
    ground: Ground,
    duty: Duty,
    case: Case,
    stored: Mapping[str, Any] | None,
    *,
    fresh: bool,
    now: datetime,
) -> list[Change]:
    one, verdict = case
    values = _values(one, verdict)
    # The next tick looks at whatever is new or changed, and then knows when to look again.
    look = {"next_at": None if one.history else now}
    if stored is None:
        # A period already closed when it is first assessed opens no ladder (design §2).
        closed = one.closes is not None and ground.today > one.closes
        silent = one.history or closed
        ladder = {"ladder": [] if silent else [str(rung) for rung in duty.ladder]}
        before = None if fresh else (Standing.MISSED if one.history else Standing.OPEN)
        return [Change(one, verdict, values | ladder | look, before, new=True)]
    before, next_at = Standing(stored["standing"]), stored["next_at"]
    if all(stored[name] == value for name, value in values.items()):
        return []
    return [Change(one, verdict, values | look, before, new=False, next_at=next_at)]


def _values(one: Obligation, verdict: Verdict) -> dict[str, object]:
    due = one.owed[verdict.unmet]
    shown = one.owed[verdict.unmet - 1].due.isoformat() if verdict.unmet else None
    return {
        "label": one.label,
        "first": one.period.first.isoformat(),
        "event": one.event.isoformat() if one.event else None,
        "due": due.due.isoformat(),
        "deadline": due.deadline.isoformat(),
        "quiet_until": shown if shown != due.due.isoformat() else None,
        "awaited": verdict.awaited.isoformat() if verdict.awaited else None,
        "closes": one.closes.isoformat() if one.closes else None,
        "history": one.history,
        "owed": True,
        "standing": verdict.standing.value,
        "held": verdict.held,
        "because": [[b.record, b.mark] for b in verdict.because],
    }
