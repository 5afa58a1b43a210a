"""Totals rows against the rows that they speak of."""

import pytest

from rules.sums import Column, check_sum


def column(figures: dict[int, int], *uncertain: int, **totals: int) -> Column:
    """Figures by row; a total `t5=40` stands in row 5."""
    at = {int(name[1:]): stated for name, stated in totals.items()}
    return Column(figures=figures, totals=at, uncertain=frozenset(uncertain))


def summed(column: Column, at: int, *, partial: bool = False) -> int | None:
    return check_sum(column, at, ends=column.totals, partial=partial)


def test_total_of_all_rows_above_is_right() -> None:
    assert summed(column({1: 12, 2: 28}, t3=40), 3) is None


def test_total_that_is_no_sum_is_told_with_what_the_rows_come_to() -> None:
    assert summed(column({1: 12, 2: 28}, t3=41), 3) == 40


def test_total_above_its_rows_is_compared_with_those_below() -> None:
    above = column({1: 12, 2: 28}, t0=41)

    assert summed(above, 0) == 40


def test_partial_total_above_its_rows_ends_at_the_next_one() -> None:
    above = column({1: 12, 3: 28}, t0=11, t2=28)

    assert summed(above, 0, partial=True) == 12


def test_partial_total_speaks_of_the_rows_since_the_last_one() -> None:
    two = column({1: 12, 3: 28}, t2=12, t4=29)

    assert summed(two, 2, partial=True) is None
    assert summed(two, 4, partial=True) == 28


@pytest.mark.parametrize("stated", [28, 40])
def test_total_below_a_partial_one_may_mean_either(stated: int) -> None:
    assert summed(column({1: 12, 3: 28}, t2=12, t4=stated), 4) is None


def test_sum_with_a_cell_that_nobody_can_read_is_not_certain() -> None:
    assert summed(column({1: 12}, 2, t3=41), 3) is None


def test_cell_beyond_the_total_does_not_matter() -> None:
    assert summed(column({1: 12, 2: 28}, 9, t3=41), 3) == 40


def test_total_of_nothing_is_not_compared() -> None:
    assert summed(column({}, t3=41), 3) is None
