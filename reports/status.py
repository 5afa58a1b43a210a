"""Status: the standing of every unit for the months asked for, at an instant."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from sqlalchemy import Connection

from rules.cases import Case, judge_unit
from rules.duties import LEAD, Duty
from rules.months import Month
from rules.periods import Period, periods_between
from rules.programme import Programme
from rules.roster import Unit, districts_by_name
from rules.standings import Because, Standing
from store.entry_evidence import load_kept
from store.evidence import first_month
from store.grounds import gather_ground, start_of
from store.programmes import load_state
from store.roster import load_units

_ONE_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class StatusRow:
    """One unit's standing in one month; `due` is a local date as ISO text."""

    unit: str
    unit_code: str | None
    district: str
    duty: str
    subject: str | None
    """What of the unit owes, where it is not the unit itself."""
    period: str
    standing: Standing
    due: str
    held: int
    because: tuple[Because, ...]


def gather_status(
    conn: Connection,
    programme: Programme,
    months: Sequence[Month],
    *,
    now: datetime,
    unit_id: int | None = None,
    duty_id: str | None = None,
) -> list[StatusRow]:
    """Rows in the roster's order, period by period; nothing is owed before the first record.

    Periods of any length that touch a month asked for; a duty that is not in force by itself is
    judged where it is asked for by its id.
    """
    units = load_units(conn, programme.id)
    districts = districts_by_name(units.values())
    wanted = units if unit_id is None else {unit_id: units[unit_id]}
    today = now.astimezone(programme.timezone).date()
    start = start_of(programme, load_state(conn, programme.id).start, now)
    earliest = min(start, first_month(conn, programme.id) or start).first
    first, last = min(months).first, max(months).last
    duties = _duties(conn, programme, duty_id)
    ground = gather_ground(
        conn,
        programme,
        wanted,
        duties=duties,
        start=start,
        now=now,
        since=_since(programme, duties, first),
        until=max(last, today),
    )
    span = max(earliest, first), min(start.first - _ONE_DAY, last)
    known = {duty.id: _history(programme, duty, *span) for duty in duties}
    rows: list[StatusRow] = []
    for number, unit in wanted.items():
        cases = judge_unit(ground, number, unit, known=known)
        rows += [
            _row(unit, districts.get(unit.name, unit.name), case)
            for case in sorted(cases, key=lambda one: one.obligation.period)
            if first <= case.obligation.period.last and case.obligation.period.first <= last
            if duty_id in (None, case.obligation.duty)
        ]
    return rows


def _duties(conn: Connection, programme: Programme, duty_id: str | None) -> tuple[Duty, ...]:
    """The duties in force; of one that is asked for also what its standings rest on."""
    if duty_id is None:
        return programme.in_force(load_kept(conn, programme.id))
    asked = programme.duty(duty_id)
    needed = {duty_id, *(part.of for part in asked.parts)} if asked else {duty_id}
    return tuple(duty for duty in programme.duties if duty.id in needed)


def _since(programme: Programme, duties: Sequence[Duty], first: date) -> date:
    """The first day of the earliest period that touches a day."""
    nodes = programme.calendar.nodes
    touching = (
        period.first
        for duty in duties
        if duty.period != "event"
        for period in periods_between(duty.period, first, first, nodes, duty.nodes)
    )
    return min(first, *touching, first)


def _history(programme: Programme, duty: Duty, first: date, last: date) -> list[Period]:
    """The periods before the start that are shown though nobody held anything in them."""
    if not duty.of_units or duty.subject == LEAD or first > last:
        return []
    nodes = programme.calendar.nodes
    every = periods_between(duty.period, first, last, nodes, duty.nodes)
    return [period for period in every if period.last <= last]


def count_standings(rows: Sequence[StatusRow]) -> dict[str, int]:
    """How many rows have each standing; standings that nobody has are left out."""
    counted = Counter(row.standing.value for row in rows)
    return {standing.value: counted[standing.value] for standing in Standing if counted[standing]}


def _row(unit: Unit, district: str, one: Case) -> StatusRow:
    return StatusRow(
        unit=unit.name,
        unit_code=unit.code,
        district=district,
        duty=one.obligation.duty,
        subject=one.obligation.label,
        period=one.obligation.period.text,
        standing=one.verdict.standing,
        due=one.obligation.owed[one.verdict.unmet].due.isoformat(),
        held=one.verdict.held,
        because=one.verdict.because,
    )
