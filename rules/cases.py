"""Cases: every obligation of a unit with the rows that answer to it, and the verdict on it."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import NamedTuple

from rules.decisions import NO_DECISIONS, Decisions
from rules.duties import LEAD, NODE_LEAD, Duty, Link, Measure, Part, Scope
from rules.evidence import Evidence, Subject, by_month, held_in, speaks_of
from rules.months import Month
from rules.obligations import expand_obligation, links, list_periods, list_subjects
from rules.owing import owes
from rules.periods import Period, month_period, periods_between
from rules.programme import Programme
from rules.records import ACTIVITY
from rules.roster import Tree, Unit
from rules.standings import LATE, Because, Obligation, Standing, Verdict, assess_obligation

#: Rows by register and unit id.
Rows = Mapping[str, Mapping[int, Sequence[Evidence]]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Ground:
    """What units are judged on."""

    programme: Programme
    duties: tuple[Duty, ...]
    rows: Rows
    start: Month
    today: date
    tree: Tree = field(default_factory=Tree)
    since: date | None = None
    """Only periods that begin on this day or later; all where None."""
    decisions: Decisions = NO_DECISIONS
    _months: dict[tuple[str, int], dict[Month, list[Evidence]]] = field(default_factory=dict)

    def of_unit(self, register: str, unit_id: int) -> Sequence[Evidence]:
        """The rows of a register that a unit has itself."""
        return self.rows.get(register, {}).get(unit_id, ())

    def of_months(self, register: str, unit_id: int) -> Mapping[Month, list[Evidence]]:
        """The same by the months that they touch."""
        key = (register, unit_id)
        found = self._months.get(key)
        if found is None:
            found = self._months[key] = by_month(self.of_unit(register, unit_id))
        return found


class Case(NamedTuple):
    """An obligation with its verdict."""

    obligation: Obligation
    verdict: Verdict


def judge_unit(
    ground: Ground, unit_id: int, unit: Unit, *, known: Mapping[str, Collection[Period]]
) -> list[Case]:
    """All obligations of one unit that have opened, of every duty in force.

    `known`: by duty the periods of history that were judged before, and are judged still.
    """
    found: dict[str, list[Case]] = {}
    for duty in ground.duties:
        if duty.parts[0].measure is Measure.STANDING_OF:
            base = found.get(duty.parts[0].of or "", ())
            found[duty.id] = _judge_runs(ground, duty, unit_id, unit, base)
        elif duty.of_units:
            found[duty.id] = _judge_periods(ground, duty, unit_id, unit, known.get(duty.id, ()))
        else:
            found[duty.id] = _judge_rows(ground, duty, unit_id, unit)
    return [case for cases in found.values() for case in cases]


def _judge_periods(
    ground: Ground, duty: Duty, unit_id: int, unit: Unit, known: Collection[Period]
) -> list[Case]:
    first = ground.start.first if ground.since is None else max(ground.start.first, ground.since)
    periods = list_periods(
        ground.programme,
        duty,
        ground.of_unit(duty.parts[0].register, unit_id),
        known,
        since=first,
        until=ground.today,
        leads=ground.of_unit(NODE_LEAD, unit_id) if duty.subject == LEAD else (),
    )
    subject = Subject(unit_id)
    return [
        _judge(ground, duty, unit, subject, period)
        for period in periods
        if ground.since is None or period.first >= ground.since
        if _owes(ground, duty, unit_id, unit, period)
    ]


def _judge_rows(ground: Ground, duty: Duty, unit_id: int, unit: Unit) -> list[Case]:
    rows = ground.of_unit(duty.subject, unit_id)
    if not rows or not _owes(ground, duty, unit_id, unit, month_period(Month.of(ground.today))):
        return []
    first = ground.start.first if ground.since is None else max(ground.start.first, ground.since)
    found = []
    for subject, period in list_subjects(duty, unit_id, rows, _linked(ground, duty, unit_id, rows)):
        if period is not None:
            periods: Iterable[Period] = (period,) if first <= period.first <= ground.today else ()
        else:
            nodes = ground.programme.calendar.nodes
            every = periods_between(duty.period, first, ground.today, nodes, duty.nodes)
            begun = (
                min(subject.row.begins.values()) if subject.row and subject.row.begins else first
            )
            periods = (p for p in every if p.last >= begun and p.first >= first)
        found += [_judge(ground, duty, unit, subject, one) for one in periods]
    return found


def _judge(ground: Ground, duty: Duty, unit: Unit, subject: Subject, period: Period) -> Case:
    one = _expand(ground, duty, unit, subject, period)
    held = [
        held_in(owed.part, subject, period, _candidates(ground, owed.part, subject.unit, period))
        for owed in one.owed
    ]
    return Case(one, assess_obligation(one, held, today=ground.today))


def _expand(ground: Ground, duty: Duty, unit: Unit, subject: Subject, period: Period) -> Obligation:
    return expand_obligation(
        ground.programme,
        duty,
        unit,
        subject,
        period,
        start=ground.start,
        decisions=ground.decisions,
    )


def _candidates(ground: Ground, part: Part, unit_id: int, period: Period) -> Iterable[Evidence]:
    """The rows that may answer: those of the months that the period touches, where it has any."""
    if part.link is Link.SELF:
        return ()
    by_node = period.node is not None and part.register != ACTIVITY
    if part.also or part.earlier or by_node or period.is_event:
        return _in_scope(ground, part, unit_id)
    if part.scope is Scope.UNIT and period.is_month:
        return ground.of_months(part.register, unit_id).get(Month.of(period.first), ())
    units = _units_in_scope(ground, part, unit_id)
    found: dict[int, Evidence] = {}
    for each in units:
        months = ground.of_months(part.register, each)
        for month in period.months:
            found |= {one.record: one for one in months.get(month, ())}
    return found.values()


def _in_scope(ground: Ground, part: Part, unit_id: int) -> list[Evidence]:
    registers = (part.register, *part.also)
    return [
        one
        for each in _units_in_scope(ground, part, unit_id)
        for register in registers
        for one in ground.of_unit(register, each)
    ]


def _units_in_scope(ground: Ground, part: Part, unit_id: int) -> Iterable[int]:
    if part.scope is Scope.UNIT:
        return (unit_id,)
    if part.scope is Scope.TREE:
        return (unit_id, *ground.tree.below.get(unit_id, ()))
    return {each for one in (part.register, *part.also) for each in ground.rows.get(one, {})}


def _linked(
    ground: Ground, duty: Duty, unit_id: int, rows: Sequence[Evidence]
) -> dict[str, list[date]]:
    """The days of the rows that speak of each subject, where each of them begins a new wait."""
    if not duty.rolls:
        return {}
    found: dict[str, list[date]] = {}
    for part in filter(links, duty.parts):
        answers = _in_scope(ground, part, unit_id)
        for row in rows:
            name = str(row.facts.get("title") or "")
            days = found.setdefault(f"#{row.record}", [])
            days += [_first(one) for one in answers if speaks_of(one, name, part.link)]
    return {key: [day for day in days if day <= ground.today] for key, days in found.items()}


def _first(one: Evidence) -> date:
    return min(one.begins.values(), default=one.seen)


def _owes(ground: Ground, duty: Duty, unit_id: int, unit: Unit, period: Period) -> bool:
    tree = ground.tree
    return owes(duty, unit, period, tier1=unit_id in tree.tier1, office=unit_id in tree.offices)


def _judge_runs(
    ground: Ground, duty: Duty, unit_id: int, unit: Unit, base: Iterable[Case]
) -> list[Case]:
    """U-09: so many months in a row of another duty late; late itself until one of them is met."""
    months = [case for case in base if not case.obligation.history]
    length = duty.parts[0].minimum
    found = []
    for end in range(length, len(months) + 1):
        run = months[end - length : end]
        standings = {case.verdict.standing for case in run}
        if not standings <= {*LATE, Standing.MET_LATE} or not standings & LATE:
            continue
        last = run[-1]
        if not _owes(ground, duty, unit_id, unit, last.obligation.period):
            continue
        since = max(case.verdict.since for case in run)
        subject = Subject(unit_id, event=since)
        one = _expand(ground, duty, unit, subject, last.obligation.period)
        ended = Standing.MET_LATE if Standing.MET_LATE in standings else Standing.OVERDUE
        because = (Because(None, f"{last.obligation.duty}×{length}"),)
        if one.exempt:
            ended, because = Standing.EXEMPT, (Because(None, one.exempt),)
        found.append(Case(one, Verdict(standing=ended, held=0, because=because, since=since)))
    return found
