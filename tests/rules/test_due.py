from datetime import date

import pytest

from rules.due import following_day
from rules.months import Month
from rules.workdays import Workdays

#: 春节 2019 and 国庆 with 中秋 2020, the weekdays off.
REST = [date(2019, 2, day) for day in (4, 5, 6, 7, 8)]
REST += [date(2020, 10, day) for day in (1, 2, 5, 6, 7, 8)]
WORKDAYS = Workdays(
    special=dict.fromkeys(REST, False) | {date(2019, 2, 3): True},
    published_years=frozenset({2018, 2019, 2020}),
)


@pytest.mark.parametrize(
    ("month", "day", "roll", "due"),
    [
        ("2019-03", 5, "next_working_day", date(2019, 4, 5)),
        ("2019-01", 5, "next_working_day", date(2019, 2, 11)),
        ("2019-01", 5, "previous_working_day", date(2019, 2, 3)),
        ("2019-01", 5, "none", date(2019, 2, 5)),
        ("2020-09", 1, "next_working_day", date(2020, 10, 9)),
        ("2018-12", 5, "next_working_day", date(2019, 1, 7)),  # over the year's end, off a Saturday
    ],
)
def test_due_day_lies_in_the_following_month(month: str, day: int, roll: str, due: date) -> None:
    last = Month.parse(month).last

    assert following_day(last, day=day, roll=roll, workdays=WORKDAYS) == due


def test_due_day_31_is_the_last_day_of_a_shorter_month() -> None:
    due = following_day(date(2020, 1, 31), day=31, roll="none", workdays=WORKDAYS)

    assert due == date(2020, 2, 29)


def test_due_day_refuses_an_unknown_roll() -> None:
    with pytest.raises(ValueError, match="sideways"):
        following_day(date(2020, 1, 31), day=5, roll="sideways", workdays=WORKDAYS)
