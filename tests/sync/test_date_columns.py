"""Days whose year and month stand in columns of their own."""

import pytest

from tests.sheets import sheet
from tests.sync.reading import activities, context, places

_AROUND = context("图书馆.xlsx")


@pytest.mark.parametrize(
    ("header", "row", "days"),
    [
        ("年份 | 月份 | 日", "2026 | 3 | 5", "2026-03-05"),
        ("年 | 月 | 日", "2025年 | 十二月 | 5日", "2025-12-05"),
        ("月份 | 日期", "3月 | 5", "2026-03-05"),
        ("月份 | 日期", "3月份 | '5", "2026-03-05"),
        ("月份 | 日期", "3 | 5-7", "2026-03-05/2026-03-07"),
        ("月份 | 日期", "3 | 5、12", "2026-03-05;2026-03-12"),
        ("月份 | 日期", "3月 | 3月6日", "2026-03-06"),
        ("月份 | 活动日期", "3月 | 2026-04-02", "2026-04-02"),
        ("年份 | 活动日期", "2024 | 3月5日", "2024-03-05"),
        ("年份 | 月份 | 活动日期", "2024 | 3 | 2024-03-05", "2024-03-05"),
    ],
)
def test_day_has_the_month_and_year_beside_it(header: str, row: str, days: str) -> None:
    tab = sheet(f"{header} | 活动名称\n{row} | 护河", name="Sheet1")

    assert [one.days for one in activities(tab, _AROUND)] == [days]


def test_merged_year_and_month_hold_for_the_rows_they_cover() -> None:
    tab = sheet(
        """
        年份 | 月份 | 日 | 活动名称
        2026 | 3    | 5  | 护河
             |      | 6  | 植树
        """,
        name="Sheet1",
        merged=((1, 0, 2, 0), (1, 1, 2, 1)),
    )

    assert [one.days for one in activities(tab, _AROUND)] == ["2026-03-05", "2026-03-06"]


@pytest.mark.parametrize(
    ("drawing", "found"),
    [
        ("年份 | 月份 | 活动名称\n2026 | 3月 | 护河", [("date-month-only", "B2")]),
        ("月份 | 日 | 活动名称\n2 | 30 | 护河", [("date-impossible", "B2")]),
        ("月份 | 日期 | 活动名称\n3 | | 护河", [("date-missing", "B2")]),
        ("月份 | 日期 | 活动名称\n春 | 5日 | 护河", [("date-month-unknown", "B2")]),
    ],
)
def test_what_cannot_be_put_together_is_told_at_the_day(
    drawing: str, found: list[tuple[str, str]]
) -> None:
    assert places(sheet(drawing, name="Sheet1"), _AROUND) == found
