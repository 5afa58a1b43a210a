"""Assessment: gathers evidence, asks the rules, saves standing and transition; nobody else does."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

from sqlalchemy import Connection, and_, insert, select, update

from rules.ladders import parse_rung, rung_time
from rules.months import Month, months_between
from rules.programme import Duty, Programme, expand_obligation, owes
from rules.roster import Unit
from rules.standings import Evidence, Obligation, Standing, Verdict, assess_obligation
from store.evidence import load_evidence
from store.ids import take_ids
from store.tables import obligation, transition


@dataclass(frozen=True, slots=True)
class Assessed:
    """One obligation with its verdict."""

    obligation: Obligation
    verdict: Verdict


def start_of(programme: Programme, stored: Month | None, now: datetime) -> Month:
    """The first month that is duty: the programme's own, else the one before the first sync's."""
    today = now.astimezone(programme.timezone).date()
    return programme.start or stored or Month.of(today).plus(-1)


def reassess(
    conn: Connection,
    programme: Programme,
    units: Mapping[int, Unit],
    *,
    start: Month,
    now: datetime,
    fresh: bool = False,
) -> int:
    """Saves the standings of these units as of now; how many changed.

    `fresh`: the units have just been met for the first time, so history has no "before".
    """
    today = now.astimezone(programme.timezone).date()
    evidence = load_evidence(conn, programme, units, seen_by=now)
    stored = _load_stored(conn, programme.id, units)
    changes: list[_Change] = []
    for unit_id, unit in units.items():
        mine = evidence.get(unit_id, ())
        for duty in programme.duties:
            for one in assess_unit(programme, duty, unit_id, unit, mine, start=start, today=today):
                key = (duty.id, unit_id, str(one.obligation.month))
                changes += _change(programme, duty, one, stored.get(key), fresh=fresh, now=now)
    _save(conn, programme, changes, now)
    return sum(change.moved for change in changes)


def assess_unit(
    programme: Programme,
    duty: Duty,
    unit_id: int,
    unit: Unit,
    evidence: Collection[Evidence],
    *,
    start: Month,
    today: date,
) -> list[Assessed]:
    """All obligations of one unit that have opened: from `start` on, and history with evidence."""
    current = Month.of(today)
    touched = {month for e in evidence for month in e.months if month <= current}
    months = sorted(touched | set(months_between(start, current)))
    by_month: dict[Month, list[Evidence]] = {}
    for one in evidence:
        for month in one.months:
            by_month.setdefault(month, []).append(one)
    return [
        assess_month(programme, duty, unit_id, month, by_month.get(month, ()), start, today)
        for month in months
        if owes(duty, unit, month)
    ]


def assess_month(
    programme: Programme,
    duty: Duty,
    unit_id: int,
    month: Month,
    evidence: Iterable[Evidence],
    start: Month,
    today: date,
) -> Assessed:
    """One obligation of one unit with its verdict."""
    one = expand_obligation(programme, duty, unit_id, month, start=start)
    return Assessed(one, assess_obligation(one, evidence, today=today))


@dataclass(frozen=True, slots=True)
class _Change:
    assessed: Assessed
    values: Mapping[str, object]
    before: str | None
    new: bool

    @property
    def moved(self) -> bool:
        after = self.assessed.verdict.standing
        return self.before != after and (self.before is not None or after != Standing.OPEN)


def _change(
    programme: Programme,
    duty: Duty,
    assessed: Assessed,
    stored: Mapping[str, object] | None,
    *,
    fresh: bool,
    now: datetime,
) -> list[_Change]:
    verdict = assessed.verdict
    values: dict[str, object] = {
        "standing": verdict.standing.value,
        "held": verdict.held,
        "because": [[b.record, b.mark] for b in verdict.because],
    }
    if stored is None:
        one = assessed.obligation
        today = now.astimezone(programme.timezone).date()
        # A period already closed when it is first assessed opens no ladder (design §2).
        silent = one.history or today > one.closes
        rungs = [] if silent else [str(rung) for rung in duty.ladder]
        before = None if fresh else (Standing.MISSED if one.history else Standing.OPEN)
        next_at = next_instant(programme, one, rungs, now, awaited=verdict.awaited)
        values |= {"ladder": rungs, "next_at": next_at}
        return [_Change(assessed, values, before, new=True)]
    if all(stored[name] == value for name, value in values.items()):
        return []
    return [_Change(assessed, values, str(stored["standing"]), new=False)]


def next_instant(
    programme: Programme,
    one: Obligation,
    ladder: Iterable[str],
    now: datetime,
    *,
    awaited: date | None,
) -> datetime | None:
    """The next instant after now at which time alone moves the obligation, or a rung is due."""
    zone = programme.timezone
    days = [one.due + _DAY, one.closes + _DAY, *([awaited] if awaited else [])]
    rungs = rung_times(programme, one, ladder).values()
    instants = [_instant(programme, at) for at in (*map(_midnight, days), *rungs)]
    return None if one.history else min((at for at in instants if at > now), default=None)


def rung_times(programme: Programme, one: Obligation, ladder: Iterable[str]) -> dict[str, datetime]:
    """The local time of each rung of a ladder, by its name."""
    return {
        name: rung_time(
            parse_rung(name),
            start=one.month.first,
            end=one.month.last,
            due=one.due,
            hours=programme.hours,
            workdays=programme.calendar.workdays,
        )
        for name in ladder
    }


def _moves(
    programme: Programme, change: _Change, now: datetime
) -> list[tuple[str | None, str, datetime]]:
    """The steps from the standing before to the new one, each with its instant.

    What time alone did is dated at the instant it became true, not when it was noticed.
    """
    one, verdict = change.assessed.obligation, change.assessed.verdict
    due = _instant(programme, _midnight(one.due + _DAY))
    closed = _instant(programme, _midnight(one.closes + _DAY))
    match change.before, verdict.standing:
        case (Standing.OPEN, Standing.OVERDUE):
            return [(Standing.OPEN, Standing.OVERDUE, due)]
        case (Standing.OPEN, Standing.MISSED) if not one.history:
            return [
                (Standing.OPEN, Standing.OVERDUE, due),
                (Standing.OVERDUE, Standing.MISSED, closed),
            ]
        case (Standing.OVERDUE, Standing.MISSED):
            return [(Standing.OVERDUE, Standing.MISSED, closed)]
        case (before, after):
            return [(before, after, now)]


def _save(
    conn: Connection, programme: Programme, changes: Sequence[_Change], now: datetime
) -> None:
    _insert_new(conn, programme, [change for change in changes if change.new])
    for change in changes:
        if not change.new:
            key = _key(programme.id, change.assessed.obligation)
            mine = and_(*(obligation.c[name] == value for name, value in key.items()))
            conn.execute(update(obligation).where(mine).values(**change.values))
    rows = [
        {
            **_key(programme.id, change.assessed.obligation),
            "from_standing": before,
            "to_standing": after,
            "at": at,
            "because": change.values["because"],
        }
        for change in changes
        if change.moved
        for before, after, at in _moves(programme, change, now)
    ]
    if rows:
        numbers = take_ids(conn, programme.id, "transition", len(rows))
        numbered = [row | {"id": number} for number, row in zip(numbers, rows, strict=True)]
        conn.execute(insert(transition), numbered)


def _insert_new(conn: Connection, programme: Programme, changes: Sequence[_Change]) -> None:
    rows = [
        {
            **_key(programme.id, change.assessed.obligation),
            "due": change.assessed.obligation.due.isoformat(),
            "closes": change.assessed.obligation.closes.isoformat(),
            "history": change.assessed.obligation.history,
            **change.values,
        }
        for change in changes
    ]
    if rows:
        conn.execute(insert(obligation), rows)


def _load_stored(
    conn: Connection, programme_id: str, unit_ids: Collection[int]
) -> dict[tuple[str, int, str], Mapping[str, Any]]:
    ordered = sorted(unit_ids)
    found: dict[tuple[str, int, str], Mapping[str, Any]] = {}
    for start in range(0, len(ordered), _CHUNK):
        mine = obligation.c.unit_id.in_(ordered[start : start + _CHUNK])
        rows = conn.execute(
            select(obligation).where(obligation.c.programme_id == programme_id, mine)
        )
        found |= {(r["duty"], r["unit_id"], r["period"]): r for r in rows.mappings()}
    return found


def _key(programme_id: str, one: Obligation) -> dict[str, object]:
    return {
        "programme_id": programme_id,
        "duty": one.duty,
        "unit_id": one.unit,
        "period": str(one.month),
    }


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time.min)


def _instant(programme: Programme, local: datetime) -> datetime:
    return local.replace(tzinfo=programme.timezone).astimezone(UTC)


_DAY = timedelta(days=1)
_CHUNK = 400
