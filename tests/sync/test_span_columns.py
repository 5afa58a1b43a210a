"""Begin and end of a service in columns of their own: the days, or the length."""

from datetime import date, datetime, time

import pytest

from sync.reading import RawCell
from sync.workbook import Tab
from tests.sheets import sheet
from tests.sync.reading import activities, context, logged, places, read

_AROUND = context("图书馆.xlsx")


@pytest.mark.parametrize(
    ("header", "row", "minutes"),
    [
        ("开始时间 | 结束时间", "9:00 | 11:30", 150),
        ("活动开始时间 | 活动结束时间", "上午9点 | 下午2点半", 330),
        ("签到时间 | 签退时间", "9:00 | ", None),
        ("start | end", "9:00 | 11:30", 150),
        ("开始时间 | 结束时间 | 服务时长", "9:00 | 11:30 | 2小时", 120),
        ("开始时间 | 结束时间", "2026-03-05 9:00 | 2026-03-05 11:30", 150),
        ("开始时间 | 地点", "9:00 | 广场", None),
    ],
)
def test_clock_in_two_columns_is_the_length_where_no_column_says_it(
    header: str, row: str, minutes: int | None
) -> None:
    tab = sheet(f"日期 | 活动名称 | {header}\n3月5日 | 护河 | {row}")

    reading = read(tab, _AROUND)

    assert [(one.days, one.duration) for one in logged(reading)] == [("2026-03-05", minutes)]
    assert reading.findings == []


@pytest.mark.parametrize(
    ("header", "row", "days", "minutes"),
    [
        ("开始日期 | 结束日期", "3月5日 | 3月7日", "2026-03-05/2026-03-07", None),
        ("开始日期 | 结束日期", "3月5日 | 3月5日", "2026-03-05", None),
        ("开始日期 | 结束日期", "3月5日 |", "2026-03-05", None),
        ("起始日期 | 截止日期", "| 3月7日", "2026-03-07", None),
        ("活动开始日期 | 活动结束日期", "3.5 | 3.7", "2026-03-05/2026-03-07", None),
        ("开始时间 | 结束时间", "3月5日 9:00 | 3月5日 11:30", "2026-03-05", 150),
        ("开始时间 | 结束时间", "3月5日 9:00 | 3月7日 11:30", "2026-03-05/2026-03-07", None),
    ],
)
def test_days_in_two_columns_are_the_days_where_no_other_column_says_them(
    header: str, row: str, days: str, minutes: int | None
) -> None:
    tab = sheet(f"活动名称 | {header}\n护河 | {row}")

    assert [(one.days, one.duration) for one in activities(tab, _AROUND)] == [(days, minutes)]


def test_header_of_two_levels_heads_both_ends() -> None:
    drawing = """
        日期   | 活动名称 | 服务时间 |      | 人数
               |          | 开始     | 结束 |
        3月5日 | 护河     | 9:00     | 11:00 | 12
    """
    tab = sheet(drawing, merged=((0, 2, 0, 3),))

    assert [(one.duration, one.headcount) for one in activities(tab, _AROUND)] == [(120, 12)]


@pytest.mark.parametrize(
    ("begun", "ended", "expected"),
    [
        (time(9), time(11, 30), ("2026-03-05", 150)),
        (datetime(2026, 3, 5, 9), datetime(2026, 3, 5, 11, 30), ("2026-03-05", 150)),  # noqa: DTZ001 - as a cell holds it
        (date(2026, 3, 5), date(2026, 3, 5), ("2026-03-05", None)),
    ],
)
def test_cells_that_hold_times_and_days_are_joined_as_texts_are(
    begun: RawCell, ended: RawCell, expected: tuple[str, int | None]
) -> None:
    header: list[RawCell] = ["日期", "活动名称", "开始时间", "结束时间"]
    tab = Tab(name="3月", rows=[header, [date(2026, 3, 5), "护河", begun, ended], [*header]])

    assert [(one.days, one.duration) for one in activities(tab, _AROUND)] == [expected]


def test_day_that_cannot_be_is_told_where_the_span_begins() -> None:
    tab = sheet("活动名称 | 开始日期 | 结束日期\n护河 | 3月35日 | 3月36日")

    assert places(tab, _AROUND) == [("date-impossible", "B2")]
