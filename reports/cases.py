"""Cases of a span of days: every obligation of units with its verdict, as of an instant."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from sqlalchemy import Connection

from rules.cases import Case, judge_unit
from rules.duties import LEAD, Duty
from rules.periods import Period, periods_between
from rules.programme import Programme
from rules.roster import Unit
from store.entry_evidence import load_kept
from store.evidence import first_month
from store.grounds import gather_ground, start_of
from store.programmes import load_state

_ONE_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class UnitCases:
    """A unit with its obligations, period by period."""

    unit_id: int
    unit: Unit
    cases: tuple[Case, ...]


def gather_cases(
    conn: Connection,
    programme: Programme,
    units: Mapping[int, Unit],
    span: tuple[date, date],
    *,
    now: datetime,
    duty_id: str | None = None,
) -> Iterator[UnitCases]:
    """The obligations of these units whose periods touch the span of days, as of now.

    Nothing is owed before the first record. A duty that is not in force by itself is judged where
    it is asked for by its id.
    """
    first, last = span
    today = now.astimezone(programme.timezone).date()
    start = start_of(programme, load_state(conn, programme.id).start, now)
    earliest = min(start, first_month(conn, programme.id) or start).first
    duties = _duties(conn, programme, duty_id)
    ground = gather_ground(
        conn,
        programme,
        units,
        duties=duties,
        start=start,
        now=now,
        since=_since(programme, duties, first),
        until=max(last, today),
    )
    past = max(earliest, first), min(start.first - _ONE_DAY, last)
    known = {duty.id: _history(programme, duty, *past) for duty in duties}
    for unit_id, unit in units.items():
        cases = judge_unit(ground, unit_id, unit, known=known)
        yield UnitCases(
            unit_id=unit_id,
            unit=unit,
            cases=tuple(
                case
                for case in sorted(cases, key=lambda one: one.obligation.period)
                if first <= case.obligation.period.last and case.obligation.period.first <= last
                if duty_id in (None, case.obligation.duty)
            ),
        )


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
