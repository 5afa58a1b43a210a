from datetime import date
from fractions import Fraction

from rules.cases import Case
from rules.nodes import NodeTable
from rules.periods import parse_period
from rules.scores import score_unit
from rules.standings import Obligation, Standing, Verdict
from tests.builders import programme

_NODES = NodeTable(days={})
DUTIES = programme("[duties.U-01]\nweight = 60\ndeduction = 5\n[duties.U-08]\nweight = 10").duties


def case(standing: Standing, *, duty: str = "U-01", period: str = "2026-03") -> Case:
    written = parse_period(period, _NODES)
    one = Obligation(duty=duty, unit=1, period=written, owed=(), closes=None)
    return Case(one, Verdict(standing=standing, held=0, because=(), since=date(2026, 4, 1)))


def test_weight_is_shared_among_what_is_decided_and_late_ones_cost() -> None:
    months = [Standing.MET, Standing.MET_LATE, Standing.MISSED, Standing.EXEMPT, Standing.OPEN]
    cases = [case(one, period=f"2026-{n:02d}") for n, one in enumerate(months, start=1)]

    score = score_unit(DUTIES, cases, parse_period("2026-H1", _NODES), late_percent=50)

    # One and a half of three: half of 60, less 5 for the missed one.
    assert (score.points, score.possible) == (Fraction(25), 60)


def test_period_that_goes_on_is_not_scored_yet() -> None:
    cases = [case(Standing.MET), case(Standing.OVERDUE, duty="U-08", period="2026")]

    score = score_unit(DUTIES, cases, parse_period("2026-03", _NODES), late_percent=100)

    assert ([line.duty for line in score.lines], score.points) == (["U-01"], Fraction(60))


def test_unit_that_owed_nothing_has_no_score() -> None:
    score = score_unit(
        DUTIES, [case(Standing.EXEMPT)], parse_period("2026-03", _NODES), late_percent=100
    )

    assert (score.lines, score.possible) == ((), 0)
