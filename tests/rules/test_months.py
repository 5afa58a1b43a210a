from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rules.months import Month, days_between, months_between, months_of_days

MONTHS = st.builds(Month, st.integers(2000, 2100), st.integers(1, 12))


@pytest.mark.parametrize("written", ["2026-03", "2026-12", "1999-01"])
def test_month_is_written_as_it_was_read(written: str) -> None:
    assert str(Month.parse(f" {written} ")) == written


@pytest.mark.parametrize(
    "written",
    ["", "2026", "2026-3", "26-03", "2026-00", "2026-13", "2026/03", "2026-03-05", "三月"],
)
def test_month_refuses_what_is_no_month(written: str) -> None:
    with pytest.raises(ValueError, match=f"^{written}$"):
        Month.parse(written)


@pytest.mark.parametrize("written", ["0000-01", "9999-12"])
def test_month_refuses_years_whose_neighbours_no_calendar_has(written: str) -> None:
    with pytest.raises(ValueError, match=written):
        Month.parse(written)


@pytest.mark.parametrize(
    ("day", "month"),
    [(date(2026, 1, 31), Month(2026, 1)), (date(2026, 2, 1), Month(2026, 2))],
)
def test_month_of_a_day_changes_at_midnight_of_the_first(day: date, month: Month) -> None:
    assert Month.of(day) == month


@pytest.mark.parametrize(
    ("month", "last"),
    [
        ("2026-02", date(2026, 2, 28)),
        ("2024-02", date(2024, 2, 29)),
        ("2100-02", date(2100, 2, 28)),
        ("2026-12", date(2026, 12, 31)),
    ],
)
def test_month_runs_from_its_first_to_its_last_day(month: str, last: date) -> None:
    one = Month.parse(month)

    assert (one.first, one.last) == (last.replace(day=1), last)


@pytest.mark.parametrize(
    ("month", "months", "then"),
    [
        ("2026-03", 0, "2026-03"),
        ("2026-12", 1, "2027-01"),
        ("2026-01", -1, "2025-12"),
        ("2026-05", 24, "2028-05"),
        ("2026-05", -17, "2024-12"),
    ],
)
def test_month_plus_counts_over_the_years(month: str, months: int, then: str) -> None:
    assert str(Month.parse(month).plus(months)) == then


def test_months_stand_in_the_order_of_time() -> None:
    months = [Month(2026, 2), Month(2025, 12), Month(2026, 1)]

    assert sorted(months) == [Month(2025, 12), Month(2026, 1), Month(2026, 2)]


@pytest.mark.parametrize(
    ("first", "last", "months"),
    [
        ("2026-03", "2026-03", ["2026-03"]),
        ("2025-11", "2026-02", ["2025-11", "2025-12", "2026-01", "2026-02"]),
        ("2026-03", "2026-02", []),
        ("2026-03", "2024-01", []),
    ],
)
def test_months_between_hold_both_ends(first: str, last: str, months: list[str]) -> None:
    between = months_between(Month.parse(first), Month.parse(last))

    assert [str(month) for month in between] == months


@given(first=MONTHS, count=st.integers(0, 60))
def test_months_between_follow_one_another(first: Month, count: int) -> None:
    between = months_between(first, first.plus(count))

    assert between == tuple(first.plus(offset) for offset in range(count + 1))


@given(first=MONTHS, months=st.integers(-600, 600))
def test_month_plus_and_back_is_the_month_itself(first: Month, months: int) -> None:
    assert first.plus(months).plus(-months) == first


def test_months_of_days_are_those_the_run_touches() -> None:
    months = months_of_days(date(2025, 12, 31), date(2026, 2, 1))

    assert months == (Month(2025, 12), Month(2026, 1), Month(2026, 2))


@pytest.mark.parametrize(
    ("first", "last", "days"),
    [
        (date(2024, 2, 28), date(2024, 3, 1), [28, 29, 1]),
        (date(2026, 3, 5), date(2026, 3, 5), [5]),
        (date(2026, 3, 5), date(2026, 3, 4), []),
    ],
)
def test_days_between_hold_both_ends(first: date, last: date, days: list[int]) -> None:
    assert [day.day for day in days_between(first, last)] == days
