"""Scores of units for a period, with the evidence behind each point."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection

from reports.cases import gather_cases
from rules.duties import Duty
from rules.periods import Period
from rules.programme import Programme
from rules.roster import Unit
from rules.scores import Score, score_unit
from store.roster import load_units


@dataclass(frozen=True, slots=True, kw_only=True)
class UnitScore:
    """A unit and what it scored."""

    unit: Unit
    score: Score


def gather_scores(
    conn: Connection,
    programme: Programme,
    period: Period,
    *,
    now: datetime,
    unit_id: int | None = None,
) -> list[UnitScore]:
    """The scores of the units that owed anything with a weight, the highest share first."""
    units = load_units(conn, programme.id)
    wanted = units if unit_id is None else {unit_id: units[unit_id]}
    span = period.first, period.last
    found = [
        UnitScore(
            unit=one.unit,
            score=score_unit(
                programme.duties, one.cases, period, late_percent=programme.late_percent
            ),
        )
        for one in gather_cases(conn, programme, wanted, span, now=now)
    ]
    counted = [one for one in found if one.score.lines]
    return sorted(counted, key=lambda one: -one.score.points / (one.score.possible or 1))


def weighted(duties: Iterable[Duty]) -> list[Duty]:
    """The duties that bring or cost points, as the formula names them."""
    return [duty for duty in duties if duty.weight or duty.deduction]
