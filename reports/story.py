"""Story: how one standing came about: rows, time, letters, answers and decisions; reads only."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple

from sqlalchemy import Connection

from reports.cases import gather_cases
from rules.answers import Answer
from rules.cases import Case
from rules.decisions import Exemption, Pause
from rules.duties import Duty
from rules.periods import Period
from rules.programme import Programme
from rules.standings import SETTLED, Standing
from store.answers import load_answers
from store.decisions import EXEMPT, PAUSE, Decision, list_decisions
from store.journal import Move, load_moves
from store.obligations import Key, load_obligations
from store.owed import OwedRow, build_owed
from store.places import Place, load_places
from store.roster import load_units
from store.timing import Timetable, after
from store.told import Told, load_told_of

#: So many coming steps are told.
_STEPS = 5


class Step(NamedTuple):
    """What comes next, and when: a rung by its name, or a standing that time brings."""

    at: datetime
    what: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Story:
    """Everything that bears on one obligation, as of an instant."""

    case: Case
    places: Mapping[int, Place]
    journal: Sequence[Move]
    told: Sequence[Told]
    answers: Sequence[Answer]
    decisions: Sequence[Decision]
    steps: Sequence[Step]
    ladder: tuple[str, ...] | None
    """The rungs in force since it opened; None where it has not been judged in the store yet."""


def gather_stories(
    conn: Connection,
    programme: Programme,
    unit_id: int,
    duty: Duty,
    period: Period,
    *,
    now: datetime,
) -> list[Story]:
    """The story of a unit's duty for that period; one for each row that owes it.

    Of a month in which nothing of its own is owed, the events and longer periods that touch it.
    """
    units = {unit_id: load_units(conn, programme.id)[unit_id]}
    span = (period.first, period.last)
    [found] = gather_cases(conn, programme, units, span, now=now, duty_id=duty.id)
    cases = [case for case in found.cases if case.obligation.period.text == period.text]
    if not cases and period.is_month:
        cases = list(found.cases)
    rows = load_obligations(conn, programme.id, [unit_id]) if cases else {}
    return [_story(conn, programme, duty, case, rows, now=now) for case in cases]


def _story(
    conn: Connection,
    programme: Programme,
    duty: Duty,
    case: Case,
    rows: Mapping[Key, Mapping[str, object]],
    *,
    now: datetime,
) -> Story:
    key = case.obligation.key
    moves = load_moves(conn, programme.id, [key]).get(key, [])
    row = rows.get(key)
    owed = build_owed(row, programme.calendar.nodes) if row else None
    answers = [
        one
        for one in load_answers(conn, programme.id, [key[1]], at=now).get(key[1], [])
        if _is_about(one, key)
    ]
    journal = [move for move in moves if move.at <= now]
    reasons = (*case.verdict.because, *(one for move in journal for one in move.because))
    ids = {one.record for one in reasons if one.record is not None}
    return Story(
        case=case,
        places=load_places(conn, programme.id, duty.registers, key[1], ids),
        journal=journal,
        told=load_told_of(conn, programme.id, key, by=now),
        answers=answers,
        decisions=list(_bearing(list_decisions(conn, programme.id, at=now, unit_id=key[1]), case)),
        steps=_steps(programme, case, owed, answers, now),
        ladder=owed.ladder if owed else None,
    )


def _is_about(one: Answer, key: Key) -> bool:
    duty, _, subject, period = key
    return one.duty is None or (one.duty, one.subject, one.period) == (duty, subject, period)


def _bearing(decisions: Sequence[Decision], case: Case) -> Iterator[Decision]:
    """The decisions that bear on an obligation."""
    one = case.obligation
    for made in decisions:
        if made.kind == EXEMPT:
            exemption = Exemption(made.duty or "", made.first, made.last or made.first)
            bears = exemption.covers(one.duty, one.period)
        elif made.kind == PAUSE:
            pause = Pause(made.first, made.last)
            bears = any(pause.touches(month) for month in one.period.months)
        else:
            bears = made.period == one.period.text
        if bears:
            yield made


def _steps(
    programme: Programme,
    case: Case,
    owed: OwedRow | None,
    answers: Sequence[Answer],
    now: datetime,
) -> list[Step]:
    """What time brings if nothing is shown; nothing where it is done, or history."""
    one, verdict = case.obligation, case.verdict
    if one.history or verdict.standing in SETTLED:
        return []
    zone, hours = programme.timezone, programme.hours
    rungs = Timetable(programme, now).rungs(owed.anchors, owed.ladder) if owed else []
    steps = [Step(at.replace(tzinfo=zone), name) for at, name, _ in rungs]
    for answer in answers:
        ends = answer.ends(hours, programme.calendar.workdays)
        if ends is not None and answer.resumption is not None:
            steps.append(Step(ends.replace(tzinfo=zone), str(answer.resumption)))
    deadline = one.owed[verdict.unmet].deadline
    steps.append(Step(after(programme, deadline), Standing.OVERDUE.value))
    if one.closes is not None:
        steps.append(Step(after(programme, one.closes), Standing.MISSED.value))
    return sorted(step for step in steps if step.at > now)[:_STEPS]
