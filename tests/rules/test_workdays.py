from datetime import date

import pytest

from rules.nodes import NodeTable
from rules.workdays import Workdays

#: The arrangement of 春节 2019, 4 to 10 February, with the weekends worked for it.
SPECIAL = {
    date(2019, 2, 2): True,
    date(2019, 2, 3): True,
    date(2019, 2, 4): False,
    date(2019, 2, 5): False,
    date(2019, 2, 6): False,
    date(2019, 2, 7): False,
    date(2019, 2, 8): False,
}
NODES = NodeTable(
    days={
        ("chuxi", 2024): date(2024, 2, 9),
        ("chunjie", 2024): date(2024, 2, 10),
        ("chuxi", 2034): date(2034, 2, 18),
        ("chunjie", 2034): date(2034, 2, 19),
        ("qingming", 2034): date(2034, 4, 5),
        ("duanwu", 2034): date(2034, 6, 20),
        ("zhongqiu", 2034): date(2034, 9, 27),
    }
)
WORKDAYS = Workdays(special=SPECIAL, published_years=frozenset({2019}), nodes=NODES)


@pytest.mark.parametrize(
    ("day", "works"),
    [
        (date(2019, 2, 1), True),  # Friday
        (date(2019, 2, 2), True),  # Saturday, worked
        (date(2019, 2, 5), False),  # Tuesday, 春节
        (date(2019, 2, 9), False),  # Saturday
        (date(2019, 5, 1), True),  # in a published year only the table tells
    ],
)
def test_published_year_follows_its_arrangement(*, day: date, works: bool) -> None:
    assert WORKDAYS.is_workday(day) is works


@pytest.mark.parametrize(
    "day",
    [
        date(2034, 2, 20),  # 初二
        date(2034, 2, 21),  # 初三
        date(2034, 4, 5),
        date(2034, 5, 1),
        date(2034, 5, 2),
        date(2034, 6, 20),
        date(2034, 9, 27),
        date(2034, 10, 2),
        date(2034, 10, 3),
        date(2035, 1, 1),
        date(2034, 10, 1),  # Sunday
    ],
)
def test_unpublished_year_rests_on_statutory_days(day: date) -> None:
    assert not WORKDAYS.is_workday(day)


@pytest.mark.parametrize(
    "day",
    [
        date(2034, 2, 22),  # 初四
        date(2034, 5, 3),
        date(2034, 10, 4),
        date(2024, 2, 9),  # 除夕 and 2 May are days off only since 2025
        date(2024, 5, 2),
    ],
)
def test_unpublished_year_works_monday_to_friday_otherwise(day: date) -> None:
    assert WORKDAYS.is_workday(day)


@pytest.mark.parametrize(("day", "works"), [(date(2031, 5, 1), False), (date(2031, 6, 24), True)])
def test_year_outside_the_nodes_rests_on_fixed_days_alone(*, day: date, works: bool) -> None:
    assert WORKDAYS.is_workday(day) is works


def test_published_tells_whether_the_arrangement_is_known() -> None:
    assert [WORKDAYS.published(year) for year in (2019, 2034)] == [True, False]


@pytest.mark.parametrize(
    ("day", "previous", "following"),
    [
        (date(2019, 2, 5), date(2019, 2, 3), date(2019, 2, 11)),
        (date(2019, 2, 2), date(2019, 2, 2), date(2019, 2, 2)),
        (date(2019, 2, 10), date(2019, 2, 3), date(2019, 2, 11)),
        (date(2034, 10, 1), date(2034, 9, 29), date(2034, 10, 4)),
    ],
)
def test_nearest_workdays(day: date, previous: date, following: date) -> None:
    assert (WORKDAYS.previous_workday(day), WORKDAYS.next_workday(day)) == (previous, following)


@pytest.mark.parametrize(
    ("day", "count", "then"),
    [
        (date(2019, 2, 1), 0, date(2019, 2, 1)),
        (date(2019, 2, 5), 0, date(2019, 2, 5)),  # the day itself, though of rest
        (date(2019, 2, 1), 1, date(2019, 2, 2)),
        (date(2019, 2, 1), 3, date(2019, 2, 11)),
        (date(2019, 2, 5), 1, date(2019, 2, 11)),
        (date(2019, 2, 11), -1, date(2019, 2, 3)),
        (date(2019, 2, 5), -2, date(2019, 2, 2)),
    ],
)
def test_add_workdays_counts_working_days_only(day: date, count: int, then: date) -> None:
    assert WORKDAYS.add_workdays(day, count) == then


def test_workdays_need_no_nodes() -> None:
    plain = Workdays(special={}, published_years=frozenset())

    assert plain.next_workday(date(2034, 10, 1)) == date(2034, 10, 4)
