"""Assessment: gathers evidence, asks the rules, saves standing and transition; nobody else does."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, NamedTuple

from sqlalchemy import Connection
from sqlalchemy.exc import DBAPIError

from rules.months import Month, months_between
from rules.programme import Duty, Programme, expand_obligation, owes
from rules.roster import Unit
from rules.standings import Evidence, Obligation, Standing, Verdict, assess_obligation
from store.database import hold
from store.evidence import load_evidence
from store.obligations import Change, hurry_unit, load_obligations, save_changes
from store.timing import midnight


@dataclass(frozen=True, slots=True)
class Assessed:
    """One obligation with its verdict."""

    obligation: Obligation
    verdict: Verdict


def start_of(programme: Programme, stored: Month | None, now: datetime) -> Month:
    """The first month that is duty: the programme's own, else the one before the first sync's."""
    today = now.astimezone(programme.timezone).date()
    return programme.start or stored or Month.of(today).plus(-1)


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
    since: Month | None = None,
    fresh: bool = False,
) -> Reassessed:
    """Saves the standings of these units as of now.

    A unit that cannot be judged keeps what it has, stops no other, and is due for another look.
    `since`: earlier months stand as they are, as where only time passed.
    `fresh`: the units have just been met for the first time, so history has no "before".
    """
    hold(conn, programme.id)
    try:
        with conn.begin_nested():
            changes = _judge_units(
                conn, programme, units, start=start, now=now, since=since, fresh=fresh
            )
            save_changes(conn, programme, changes, now)
            return Reassessed(sum(change.moved for change in changes), {})
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
    since: Month | None,
    fresh: bool,
) -> list[Change]:
    """What differs from what is stored."""
    today = now.astimezone(programme.timezone).date()
    window = None if since is None else (since, Month.of(today))
    evidence = load_evidence(conn, programme, units, seen_by=now, months=window)
    stored = load_obligations(conn, programme.id, units, since=since)
    history = _history(stored)
    changes: list[Change] = []
    for unit_id, unit in units.items():
        mine, known = evidence.get(unit_id, ()), history.get(unit_id, ())
        for duty in programme.duties:
            assessed = assess_unit(
                programme,
                duty,
                unit_id,
                unit,
                mine,
                start=start,
                today=today,
                known=known,
                since=since,
            )
            for one in assessed:
                key = (duty.id, unit_id, str(one.obligation.month))
                changes += _change(programme, duty, one, stored.get(key), fresh=fresh, now=now)
    return changes


def assess_unit(
    programme: Programme,
    duty: Duty,
    unit_id: int,
    unit: Unit,
    evidence: Collection[Evidence],
    *,
    start: Month,
    today: date,
    known: Collection[Month] = (),
    since: Month | None = None,
) -> list[Assessed]:
    """All obligations of one unit that have opened: from `start` on, and history with evidence.

    `known`: months of history that had evidence once, and are judged still.
    `since`: no month before it.
    """
    current = Month.of(today)
    first = start if since is None else max(start, since)
    touched = {month for e in evidence for month in e.begins if month <= current}
    opened = {*touched, *known, *months_between(first, current)}
    months = sorted(month for month in opened if since is None or month >= since)
    by_month: dict[Month, list[Evidence]] = {}
    for one in evidence:
        for month in one.begins:
            by_month.setdefault(month, []).append(one)
    return [
        assess_month(
            programme, duty, unit_id, month, by_month.get(month, ()), start=start, today=today
        )
        for month in months
        if owes(duty, unit, month)
    ]


def assess_month(
    programme: Programme,
    duty: Duty,
    unit_id: int,
    month: Month,
    evidence: Iterable[Evidence],
    *,
    start: Month,
    today: date,
) -> Assessed:
    """One obligation of one unit with its verdict."""
    one = expand_obligation(programme, duty, unit_id, month, start=start)
    return Assessed(one, assess_obligation(one, evidence, today=today))


def _history(stored: Mapping[tuple[str, int, str], Mapping[str, object]]) -> dict[int, set[Month]]:
    months: dict[int, set[Month]] = {}
    for (_, unit_id, period), row in stored.items():
        if row["history"]:
            months.setdefault(unit_id, set()).add(Month.parse(period))
    return months


def _change(
    programme: Programme,
    duty: Duty,
    assessed: Assessed,
    stored: Mapping[str, Any] | None,
    *,
    fresh: bool,
    now: datetime,
) -> list[Change]:
    one, verdict = assessed.obligation, assessed.verdict
    values: dict[str, object] = {
        "due": one.due.isoformat(),
        "closes": one.closes.isoformat(),
        "history": one.history,
        "standing": verdict.standing.value,
        "held": verdict.held,
        "because": [[b.record, b.mark] for b in verdict.because],
    }
    # The next tick looks at whatever is new or changed, and then knows when to look again.
    look = {"next_at": None if one.history else now}
    if stored is None:
        # A period already closed when it is first assessed opens no ladder (design §2).
        today = now.astimezone(programme.timezone).date()
        silent = one.history or today > one.closes
        ladder = {"ladder": [] if silent else [str(rung) for rung in duty.ladder]}
        before = None if fresh else (Standing.MISSED if one.history else Standing.OPEN)
        return [Change(one, verdict, values | ladder | look, before, new=True)]
    before, next_at = Standing(stored["standing"]), stored["next_at"]
    if all(stored[name] == value for name, value in values.items()):
        if one.history or verdict.awaited is None:
            return []
        # A row dated ahead: time alone moves the obligation when its day begins.
        coming = midnight(programme, verdict.awaited)
        if next_at is not None and next_at <= coming:
            return []
        look = {"next_at": coming}
    return [Change(one, verdict, values | look, before, new=False, next_at=next_at)]
