"""Several tables in one tab: each row is read by the header and the lines above it."""

import pytest

from rules.records import Activity, ServiceRecord
from tests.sheets import sheet
from tests.sync.reading import activities, context, found, places, read, records, units_of

_AROUND = context("图书馆.xlsx")


def test_table_further_down_is_read_by_its_own_header() -> None:
    tab = sheet("""
        2026年3月台账
        填报单位:图书馆
        日期 | 活动名称 | 人数
        '3.5 | 护河     | 2
        合计 |          | 2
        ...
        服务记录
        序号 | 姓名 | 日期 | 活动名称 | 时长
        1    | 张伟 | '3.5 | 护河     | 2小时
        2    | 李娜 | '3.5 | 护河     | 2小时
    """)

    unit, day = "图书馆", "2026-03-05"
    assert records(tab) == [
        Activity(unit_text=unit, days=day, title="护河", headcount=2),
        ServiceRecord(unit_text=unit, days=day, title="护河", volunteer="张伟", duration=120),
        ServiceRecord(unit_text=unit, days=day, title="护河", volunteer="李娜", duration=120),
    ]


def test_fault_in_a_table_further_down_has_its_own_cell() -> None:
    tab = sheet("""
        日期 | 活动名称 | 人数
        '3.5 | 护河     | 2
        ...
        活动名称 | 日期 | 参加人数 | 备注
        植树     | '3.6 | 见附件   |
    """)

    assert places(tab, _AROUND) == [("count-unreadable", "C5")]


def test_units_below_each_other_have_their_own_lines() -> None:
    tab = sheet("""
        填报单位:图书馆
        日期 | 活动名称 | 人数
        '3.5 | 护河     | 2
        填报单位:文化馆 | |
        日期 | 活动名称 | 人数
        '3.6 | 讲座     | 3
    """)

    assert units_of(tab) == [1, 2]


def test_header_and_title_repeated_on_a_page_are_passed_over() -> None:
    tab = sheet("""
        2026年3月志愿服务台账
        填报单位:图书馆
        日期 | 活动名称 | 人数
        '3.5 | 护河     | 2
        2026年3月志愿服务台账(续)
        填报单位:图书馆
        日期 | 活动名称 | 人数
        '3.6 | 植树     | 3
        合计 |          | 5
    """)

    assert [one.title for one in activities(tab)] == ["护河", "植树"]


def test_months_below_each_other_are_those_of_their_rows() -> None:
    tab = sheet(
        """
        2026年台账
        日期 | 活动名称 | 人数
        一月份 | |
        5日  | 护河     | 2
        2月  | |
        6日  | 植树     | 2
        2026年3月志愿服务活动 | |
        日期 | 活动名称 | 人数
        7日  | 讲座     | 2
        """,
        name="台账",
    )

    days = [one.days for one in activities(tab, _AROUND)]
    assert days == ["2026-01-05", "2026-02-06", "2026-03-07"]


def test_what_a_header_lacks_is_told_once() -> None:
    tab = sheet(
        """
        日期 | 活动名称 | 人数 | 参加人数
        一月 | | |
        5日  | 护河     | 2 | 2
        日期 | 活动名称 | 人数 | 参加人数
        6日  | 植树     | 2 | 2
        """,
        name="2026年",
    )

    assert read(tab, _AROUND).findings == [
        found("header-repeated", "D1", row=1, sheet="2026年", book="图书馆.xlsx", text="参加人数")
    ]


def test_activity_that_is_called_like_a_header_is_a_row() -> None:
    tab = sheet("""
        单位   | 日期 | 活动名称 | 人数 | 备注
        图书馆 | '3.5 | 主题活动 | 2    | 说明
    """)

    assert [one.title for one in activities(tab)] == ["主题活动"]


def test_months_printed_in_a_column_of_their_own_begin_no_table() -> None:
    tab = sheet(
        """
        月份 | 活动日期 | 活动名称 | 人数
        1月  |          |          |
        2月  | '2.5     | 护河     | 3
        """,
        name="2026年",
    )

    assert [one.days for one in activities(tab, _AROUND)] == ["2026-02-05"]


@pytest.mark.parametrize(
    "sums", ["单位 | 活动次数 | 人数\n图书馆 | 1 | 2", "月份 | 活动场次 | 参加人数\n3月 | 1 | 2"]
)
def test_table_of_sums_is_no_log(sums: str) -> None:
    tab = sheet(f"日期 | 活动名称 | 人数\n'3.5 | 护河 | 2\n...\n{sums}")

    assert [one.title for one in activities(tab, _AROUND)] == ["护河"]


def test_table_below_rows_that_end_before_the_date_is_found() -> None:
    tab = sheet("""
        活动名称 | 人数 | 日期
        护河     | 2    | '3.5
        活动名称 | 日期 | 人数
        植树     | '3.6 | 3
    """)
    tab.rows.insert(2, ["合计"])

    read_days = [(one.title, one.days, one.headcount) for one in activities(tab, _AROUND)]

    assert read_days == [("护河", "2026-03-05", 2), ("植树", "2026-03-06", 3)]


def test_numbers_of_rows_tell_sums_and_are_nobodys_numbers() -> None:
    tab = sheet("""
        序号        | 日期       | 活动名称 | 人数
        13800138000 | 2026-03-05 | 护河     | 2
        合计        | 2026-03-31 | 全月     | 2
    """)

    assert [one.title for one in activities(tab, _AROUND)] == ["护河"]
