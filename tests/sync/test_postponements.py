"""Remarks that an activity was held on another day than the one that is written."""

import pytest

from tests.sheets import sheet
from tests.sync.reading import context, found, read

_ANYONE = context(units=None)


@pytest.mark.parametrize(
    ("date", "remark", "days"),
    [
        ("3月31日", "下雨改期至4月2日", "2026-04-02"),
        ("3月5日", "原定3月5日,因雨延期至3月12日举办", "2026-03-12"),
        ("3月5日", "因雨顺延到3月6日", "2026-03-06"),
        ("3月5日", "活动改为3月8日", "2026-03-08"),
        ("3月5日", "推迟至7日开展。", "2026-03-07"),
        ("3月5日", "延期,3月9日举行", "2026-03-09"),
        ("3月28日", "推迟至4月1日-2日", "2026-04-01/2026-04-02"),
        ("3月5日", "雨天改期到周六", "2026-03-05"),
    ],
)
def test_postponed_activity_counts_on_the_later_day(date: str, remark: str, days: str) -> None:
    reading = read(sheet(f"日期 | 活动名称 | 备注\n{date} | 植树 | {remark}"), _ANYONE)

    assert [row.record.days for row in reading.rows] == [days]
    assert reading.findings == [found("date-postponed", "C2", row=2, text=remark, days=days)]


def test_day_of_january_follows_december() -> None:
    tab = sheet("日期 | 活动名称 | 备注\n2025年12月31日 | 植树 | 改期至1月2日", name="2025")

    assert [row.record.days for row in read(tab, _ANYONE).rows] == ["2026-01-02"]


@pytest.mark.parametrize(
    "remark", ["改期至4月", "推迟到4月中旬", "改期至9月2日", "改期至4月2日和4月9日", "改期至2月2日"]
)
def test_day_that_nobody_can_know_is_asked_for(remark: str) -> None:
    reading = read(sheet(f"日期 | 活动名称 | 备注\n3月31日 | 植树 | {remark}"), _ANYONE)

    assert [row.record.days for row in reading.rows] == [None]
    assert reading.findings == [found("date-postponed-open", "C2", row=2, text=remark)]


@pytest.mark.parametrize(
    "remark",
    [
        "原定3月24日,改期至3月31日",
        "推迟到下午3点",
        "推迟半小时",
        "地点改为社区广场",
        "方案调整后效果好",
        "照常",
    ],
)
def test_remark_of_no_other_day_says_nothing(remark: str) -> None:
    reading = read(sheet(f"日期 | 活动名称 | 备注\n3月31日 | 植树 | {remark}"), _ANYONE)

    assert [row.record.days for row in reading.rows] == ["2026-03-31"]
    assert reading.findings == []
