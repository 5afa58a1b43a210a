"""Lengths of each day, beside a date that says how many days there were."""

import pytest

from tests.sheets import sheet
from tests.sync.reading import context, found, logged, places, read

_ANYONE = context(units=None)


@pytest.mark.parametrize(
    ("date", "length", "minutes"),
    [
        ("3月5日-7日", "每天8小时", 1440),
        ("3月5日-7日", "8小时/天", 1440),
        ("3月5日、12日", "每日2小时", 240),
        ("3月5日-6日", "每人每天2小时", 240),
        ("3月5日-6日", "每天9:00-11:00", 240),
        ("3月5日-6日", "日均2小时", 240),
        ("3月5日-6日", "平均每天2小时", 240),
        ("3月5日", "每天8小时", 480),
        ("3月5日-7日", "8小时", 480),
    ],
)
def test_length_of_each_day_is_times_the_days(date: str, length: str, minutes: int) -> None:
    reading = read(sheet(f"日期 | 活动名称 | 时长\n{date} | 植树 | {length}"), _ANYONE)

    assert [one.duration for one in logged(reading)] == [minutes]
    assert reading.findings == []


@pytest.mark.parametrize("length", ["每天", "每天8小时左右或全天", "每天半天"])
def test_length_that_nobody_can_know_is_a_finding(length: str) -> None:
    reading = read(sheet(f"日期 | 活动名称 | 时长\n3月5日-7日 | 植树 | {length}"), _ANYONE)

    assert [one.duration for one in logged(reading)] == [None]
    assert [one.code for one in reading.findings] == ["duration-unreadable"]


def test_length_of_each_day_without_a_date_is_a_finding() -> None:
    tab = sheet("日期 | 活动名称 | 时长\n待定 | 植树 | 每天8小时")

    assert places(tab, _ANYONE) == [("date-vague", "A2"), ("duration-unreadable", "C2")]


def test_too_long_a_run_is_told_of_its_days() -> None:
    reading = read(sheet("日期 | 活动名称 | 时长\n3月5日-7日 | 植树 | 每天10小时"), _ANYONE)

    facts = {"hours": "30", "cap": "8", "days": "3"}
    assert reading.findings == [found("duration-over-days", "C2", row=2, **facts)]
