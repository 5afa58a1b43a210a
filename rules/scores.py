"""Scores: weights times standings, as an office assesses its units (B6e)."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from rules.cases import Case
from rules.duties import Duty
from rules.periods import Period
from rules.standings import LATE, Because, Standing

#: Standings that are neither for nor against a unit.
_UNDECIDED = frozenset({Standing.OPEN, Standing.EXEMPT})
_WHOLE = 100


@dataclass(frozen=True, slots=True, kw_only=True)
class ScoreLine:
    """What one duty brings a unit: weight × share met − deduction × times late."""

    duty: str
    weight: int
    obligations: int
    """Those that are decided: neither open nor exempt."""
    met: int
    late: int
    """Met late; each counts as the programme says."""
    missed: int
    share: Fraction
    deducted: int
    points: Fraction
    because: tuple[Because, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Score:
    """A unit's points in a period, of so many that were possible, line by line."""

    points: Fraction
    possible: int
    lines: tuple[ScoreLine, ...]


def score_unit(
    duties: Iterable[Duty], cases: Sequence[Case], period: Period, *, late_percent: int
) -> Score:
    """The score of one unit: of obligations whose period ends within the one that is scored."""
    by_duty: dict[str, list[Case]] = {}
    for case in cases:
        one = case.obligation
        if one.period.last <= period.last and one.period.last >= period.first:
            by_duty.setdefault(one.duty, []).append(case)
    lines = tuple(
        _line(duty, by_duty[duty.id], late_percent)
        for duty in duties
        if (duty.weight or duty.deduction) and duty.id in by_duty
    )
    counted = tuple(line for line in lines if line.obligations)
    return Score(
        points=sum((line.points for line in counted), Fraction(0)),
        possible=sum(line.weight for line in counted),
        lines=counted,
    )


def _line(duty: Duty, cases: Sequence[Case], late_percent: int) -> ScoreLine:
    decided = [case for case in cases if case.verdict.standing not in _UNDECIDED]
    counted = _count(case.verdict.standing for case in decided)
    met, late = counted.get(Standing.MET, 0), counted.get(Standing.MET_LATE, 0)
    missed = sum(counted.get(standing, 0) for standing in LATE)
    share = Fraction(met * _WHOLE + late * late_percent, (len(decided) or 1) * _WHOLE)
    deducted = duty.deduction * missed
    reasons = dict.fromkeys(one for case in decided for one in case.verdict.because)
    return ScoreLine(
        duty=duty.id,
        weight=duty.weight,
        obligations=len(decided),
        met=met,
        late=late,
        missed=missed,
        share=share,
        deducted=deducted,
        points=duty.weight * share - deducted,
        because=tuple(reasons),
    )


def _count(standings: Iterable[Standing]) -> Mapping[Standing, int]:
    counted: dict[Standing, int] = {}
    for standing in standings:
        counted[standing] = counted.get(standing, 0) + 1
    return counted
