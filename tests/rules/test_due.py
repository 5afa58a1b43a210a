from datetime import date

import pytest

from rules.due import DueRule, Grace, following_day
from rules.months import Month
from rules.nodes import NodeTable
from rules.periods import parse_period
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


MARCH = parse_period("2026-03", NodeTable(days={}))


@pytest.mark.parametrize(
    ("written", "due"),
    [
        ("due_day", date(2026, 4, 6)),  # Sunday the 5th
        ("end+0d", date(2026, 3, 31)),
        ("end+0wd", date(2026, 3, 31)),
        ("end+3wd", date(2026, 4, 3)),
        ("end+5d", date(2026, 4, 5)),
        ("start-14d", date(2026, 2, 15)),
        ("event+5wd", date(2026, 3, 6)),
        ("06-30", date(2026, 6, 30)),
        ("02-29", date(2026, 3, 2)),  # the last of February, a Saturday
    ],
)
def test_due_rule_names_a_day_of_the_period(written: str, due: date) -> None:
    rule = DueRule.parse(written)

    day = rule.day(MARCH, due_day=5, roll="next_working_day", workdays=WORKDAYS)

    assert day == due


def test_last_working_day_of_a_period_lies_within_it() -> None:
    may = parse_period("2026-05", NodeTable(days={}))  # the 31st is a Sunday

    day = DueRule.parse("end+0wd").day(may, due_day=5, roll="none", workdays=WORKDAYS)

    assert day == date(2026, 5, 29)


@pytest.mark.parametrize("written", ["", "soon", "due+3d", "end+3h", "13-01", "02-30", "5"])
def test_due_rule_that_cannot_be_is_refused(written: str) -> None:
    with pytest.raises(ValueError):  # noqa: PT011 - the text itself
        DueRule.parse(written)


@pytest.mark.parametrize(
    ("written", "end"),
    [("0wd", date(2026, 4, 3)), ("2wd", date(2026, 4, 7)), ("15d", date(2026, 4, 18))],
)
def test_grace_ends_so_many_days_after_the_due_day(written: str, end: date) -> None:
    assert Grace.parse(written).end(date(2026, 4, 3), WORKDAYS) == end


@pytest.mark.parametrize("written", ["", "2", "-1d", "2h"])
def test_grace_that_cannot_be_is_refused(written: str) -> None:
    with pytest.raises(ValueError):  # noqa: PT011 - the text itself
        Grace.parse(written)
