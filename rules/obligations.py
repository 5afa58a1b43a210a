"""Obligations: what a duty asks of a subject for a period, with its days."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from datetime import date, timedelta
from itertools import pairwise

from rules.conditions import hold
from rules.decisions import NO_DECISIONS, Closing, Decisions, closed_by
from rules.duties import LEAD, Duty, Link, Part
from rules.evidence import Evidence, Subject, begins_in
from rules.ladders import Anchors, rung_time
from rules.months import Month
from rules.nodes import NodeTable
from rules.owing import exempt_mark, minimum_of, months_there, owed_months
from rules.periods import Period, event_period, node_period, periods_between
from rules.programme import Programme
from rules.roster import Unit
from rules.standings import Obligation, Owed

_ONE_DAY = timedelta(days=1)


def expand_obligation(
    programme: Programme,
    duty: Duty,
    unit: Unit,
    subject: Subject,
    period: Period,
    *,
    start: Month,
    decisions: Decisions = NO_DECISIONS,
) -> Obligation:
    """The obligation of that subject for that period; what ended before `start` is history."""
    months = months_there(subject.unit, owed_months(duty, unit, period), decisions)
    owed = tuple(
        Owed(part, minimum_of(duty, part, unit, period, months), due, deadline)
        for part, due, deadline in _due_days(programme, duty, subject, period)
    )
    closing = decisions.closing(period)
    # What counts from an event is not over before it is shown: only evidence ends it.
    closes = None if subject.event is not None else _closes(programme, owed, closing)
    return Obligation(
        duty=duty.id,
        unit=subject.unit,
        subject=subject.key,
        label=subject.label,
        period=period,
        owed=owed,
        closes=closes,
        event=subject.event,
        closed_at=closing.at if closing and closes is not None else None,
        # What was due before the programme began was never asked of anybody.
        history=min(period.last, max(one.deadline for one in owed)) < start.first,
        exempt=exempt_mark(duty, subject.unit, period, months, decisions),
    )


def _closes(programme: Programme, owed: tuple[Owed, ...], closing: Closing | None) -> date | None:
    """The last day before it closes: by itself some working days after it was due."""
    due, deadline = max(one.due for one in owed), max(one.deadline for one in owed)
    by_itself = programme.calendar.workdays.add_workdays(due, programme.close_workdays)
    return closed_by(closing, max(by_itself, deadline), deadline)


def _due_days(
    programme: Programme, duty: Duty, subject: Subject, period: Period
) -> Iterator[tuple[Part, date, date]]:
    """Each part with the day it is due and the last day that is in time."""
    stated = _written_day(subject.row, duty.due_field) if subject.row and duty.due_field else None
    for part in duty.parts:
        due = stated or programme.due_of(part.due or duty.due, period)
        yield part, due, programme.deadline(due, duty.grace)


def list_periods(
    programme: Programme,
    duty: Duty,
    evidence: Collection[Evidence],
    known: Collection[Period],
    *,
    since: date,
    until: date,
    leads: Iterable[Evidence] = (),
) -> list[Period]:
    """The periods of a duty of units that have opened by a day: from one on, and history.

    `evidence` and `known` name the periods of history that are judged: those with a row in them.
    `leads` are the rows that make the unit a lead unit.
    """
    nodes = programme.calendar.nodes
    if duty.subject == LEAD:
        found = _lead_periods(programme, leads)
        return [one for one in found if one.last >= since and opens(programme, duty, one) <= until]
    ahead = until + timedelta(days=_lead_days(duty))
    opened = {
        period
        for period in periods_between(duty.period, since, ahead, nodes, duty.nodes)
        if opens(programme, duty, period) <= until
    }
    return sorted(opened.union(known, _history(duty, evidence, since, nodes)))


def list_openings(
    programme: Programme, duties: Iterable[Duty], *, since: date, after: date, until: date
) -> dict[date, date]:
    """The days after one and up to another on which a period of a duty of units opens.

    Each with the first day of the earliest such period; of periods that end before `since` none.
    """
    nodes, found = programme.calendar.nodes, dict[date, date]()
    for duty in duties:
        if not duty.of_units:
            continue
        # Whichever unit leads a node, its time may have come.
        kind = "node" if duty.subject == LEAD else duty.period
        ahead = until + timedelta(days=_lead_days(duty))
        for period in periods_between(kind, since, ahead, nodes, duty.nodes):
            day = opens(programme, duty, period)
            if after < day <= until:
                found[day] = min(found.get(day, period.first), period.first)
    return found


def _history(
    duty: Duty, evidence: Collection[Evidence], since: date, nodes: NodeTable
) -> set[Period]:
    """The periods before a day that a row falls into."""
    months = {month for one in evidence for month in one.begins if month.first < since}
    past = {
        period
        for month in months
        for period in periods_between(duty.period, month.first, month.last, nodes, duty.nodes)
        if period.last < since
    }
    if duty.period != "node":
        return past
    part = duty.parts[0]
    return {p for p in past if any(begins_in(one, p, part) for one in evidence)}


def opens(programme: Programme, duty: Duty, period: Period) -> date:
    """The local day on which an obligation of that period begins to matter: its first rung's."""
    early = [rung for rung in duty.ladder if rung.offset < 0 and rung.anchor != "end"]
    if period.is_month or not early:
        return period.first
    due = programme.due_of(duty.due, period)
    anchors = Anchors(start=period.first, end=period.last, due=due, event=period.first)
    times = [
        rung_time(rung, anchors, hours=programme.hours, workdays=programme.calendar.workdays)
        for rung in early
    ]
    return min(period.first, *(at.date() for at in times))


def list_subjects(
    duty: Duty, unit_id: int, rows: Iterable[Evidence], linked: Mapping[str, Sequence[date]]
) -> list[tuple[Subject, Period | None]]:
    """The rows of a register that owe a duty, each with its period where an event begins it.

    `linked`: the days of the rows that speak of a subject, by its key, for waits that begin anew
    with each of them.
    """
    found: list[tuple[Subject, Period | None]] = []
    asks_nil = any(condition.field == "nil" for condition in duty.subject_where)
    for row in rows:
        if (row.nil and not asks_nil) or not hold(duty.subject_where, row.facts):
            continue
        event = _event(duty, row)
        if event is None:
            continue
        label = str(row.facts.get("title") or "") or None
        subject = Subject(unit_id, f"#{row.record}", label, row, event)
        if duty.period != "event":
            found.append((subject._replace(event=None), None))
            continue
        days = _waits(duty, event, linked.get(subject.key, ())) if duty.rolls else [event]
        found += [(subject._replace(event=day), event_period(day)) for day in days]
    return found


def _waits(duty: Duty, event: date, linked: Iterable[date]) -> list[date]:
    """The days from which a wait was too long, and the last one, whose end is open."""
    days = sorted({event, *(day for day in linked if day > event)})
    longest = timedelta(days=duty.due.amount)
    return [*(one for one, after in pairwise(days) if after - one > longest), days[-1]]


def _event(duty: Duty, row: Evidence) -> date | None:
    """The day that a row counts from; None where no field that tells it is filled."""
    if not duty.event:
        return min(row.begins.values(), default=row.seen)
    days = (row.seen if name == "seen" else _written_day(row, name) for name in duty.event)
    return next((day for day in days if day is not None), None)


def _written_day(row: Evidence, field: str) -> date | None:
    """The first day that a field of a row names; None where it names none."""
    try:
        return date.fromisoformat(str(row.facts.get(field) or "")[:_ISO])
    except ValueError:
        return None


def _lead_periods(programme: Programme, leads: Iterable[Evidence]) -> list[Period]:
    """The windows of the nodes that a unit was assigned to lead."""
    nodes, found = programme.calendar.nodes, set()
    for row in leads:
        node, year = row.facts.get("node"), row.facts.get("year")
        named = int(str(year)) if str(year or "").isdecimal() else row.seen.year
        period = node_period(str(node), named, nodes)
        if period is not None:
            found.add(period)
    return sorted(found)


def _lead_days(duty: Duty) -> int:
    """So many days before a period begins its first rung may stand."""
    days = [-rung.offset for rung in duty.ladder if rung.offset < 0 and rung.anchor != "end"]
    return max(days, default=0) + _SLACK if days else 0


def links(part: Part) -> bool:
    """Whether a part asks for rows that speak of a subject."""
    return part.link in {Link.TITLE, Link.MENTION}


_SLACK = 20  # working days and rest days around a rung
_ISO = len("2026-03-05")
