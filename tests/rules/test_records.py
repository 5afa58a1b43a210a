from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rules.days import Days
from rules.months import Month
from rules.records import (
    Record,
    begins_of,
    first_day,
    last_day,
    months_of,
    register_of,
    title_key,
)
from tests.builders import activity, service_record

SINGLE = st.dates(date(1990, 1, 1), date(2100, 12, 31)).map(Days.on)


@pytest.mark.parametrize(
    ("record", "register"),
    [(activity(), "activity"), (service_record(), "service_record")],
)
def test_register_of_a_record_is_the_kind_of_its_table(record: Record, register: str) -> None:
    assert register_of(record) == register


@pytest.mark.parametrize(
    ("days", "first", "last"),
    [
        ("2026-03-05", "2026-03-05", "2026-03-05"),
        ("2026-03-30/2026-04-02", "2026-03-30", "2026-04-02"),
        ("2026-03-12;2026-03-05", "2026-03-05", "2026-03-12"),
    ],
)
def test_written_days_begin_and_end(days: str, first: str, last: str) -> None:
    assert (first_day(days), last_day(days)) == (first, last)


@pytest.mark.parametrize(
    ("days", "months"),
    [
        ("2026-03-05", ["2026-03"]),
        ("2026-01-30/2026-03-01", ["2026-01", "2026-02", "2026-03"]),
        ("2026-03-12;2026-01-05", ["2026-01", "2026-03"]),
    ],
)
def test_written_days_count_in_each_month_they_touch(days: str, months: list[str]) -> None:
    assert months_of(days) == tuple(Month.parse(month) for month in months)


@pytest.mark.parametrize(
    ("days", "begins"),
    [
        ("2026-03-05", ["2026-03-05"]),
        ("2026-01-30/2026-03-02", ["2026-01-30", "2026-02-01", "2026-03-01"]),
        ("2026-03-12;2026-01-05;2026-03-07", ["2026-01-05", "2026-03-07"]),
    ],
)
def test_written_days_begin_in_each_month_they_touch(days: str, begins: list[str]) -> None:
    found = {str(month): day.isoformat() for month, day in begins_of(days).items()}

    assert found == {day[:7]: day for day in begins}


@given(SINGLE)
def test_single_written_day_needs_no_parsing(day: Days) -> None:
    written = str(day)

    assert (months_of(written), first_day(written)) == (day.months, day.first.isoformat())
    assert begins_of(written) == day.begins


@pytest.mark.parametrize(
    ("title", "key"),
    [
        ("“清河护绿” 志愿服务", "清河护绿志愿服务"),
        ("Lei Feng Day: 义诊", "leifengday义诊"),
        ("第2次、义诊", "第2次义诊"),
        ("——", ""),
    ],
)
def test_title_key_leaves_out_spaces_signs_and_capitals(title: str, key: str) -> None:
    assert title_key(title) == key
