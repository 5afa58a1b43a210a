"""Rows become records, and everything wrong in a row is told at once, each at its cell."""

from dataclasses import replace

import pytest

from rules.records import Activity, ServiceRecord
from store.records import Placed
from sync.reading import RawCell
from sync.rows import read_tab
from sync.workbook import Tab
from tests.sheets import sheet
from tests.sync.reading import activities, context, found, places, read, records


def test_row_becomes_a_record_at_its_place() -> None:
    reading = read(
        sheet("""
            单位   | 日期       | 活动 | 人数 | 分钟 | 参加人员   | 照片 | 地点 | 备注
            图书馆 | 2026-03-05 | 护河 | 12   | 90   | 张伟、李娜 | 3张  | 清河 | 晴
        """)
    )

    record = Activity(
        unit_text="图书馆", days="2026-03-05", title="护河", headcount=12, duration=90,
        names="张伟|李娜", photos=3, place="清河", remark="晴",
    )  # fmt: skip
    assert reading.findings == []
    assert reading.rows == [Placed("3月", 2, 1, record)]


def test_every_fault_of_a_row_is_found_at_once() -> None:
    reading = read(
        sheet("""
            单位   | 日期     | 活动 | 人数   | 时长
            图书官 | 2月30日  |      | 见附件 | 半天
        """)
    )

    assert [(one.code, one.where.cell, one.where.row) for one in reading.findings] == [
        ("date-impossible", "B2", 2),
        ("count-unreadable", "D2", 2),
        ("duration-unreadable", "E2", 2),
        ("title-missing", "C2", 2),
        ("unit-unknown", "A2", 2),
    ]
    assert reading.rows == [Placed("3月", 2, None, Activity(unit_text="图书官"))]


def test_fault_far_right_has_its_address() -> None:
    header: list[RawCell] = ["日期", "活动", *[f"附{n}" for n in range(25)], "人数"]
    tab = Tab(name="3月", rows=[header, *[[]] * 10, ["2026-03-05", "护河", *[""] * 25, "见附件"]])

    assert places(tab, context("图书馆.xlsx")) == [("count-unreadable", "AB12")]


def test_unknown_unit_is_told_with_the_names_most_like_it() -> None:
    reading = read(
        sheet("""
            单位     | 日期 | 活动
            清河社区居委 | 3.5  | 护河
        """)
    )

    [finding] = reading.findings
    assert replace(finding, values={}) == found("unit-unknown", "A2", row=2)
    assert finding.values["text"] == "清河社区居委"
    assert finding.values["near"].split("、")[0] == "清河社区"


def test_faulty_row_is_stored_all_the_same() -> None:
    reading = read(
        sheet("""
            单位   | 日期     | 活动
            图书馆 | 三月上旬 | 护河
        """)
    )

    assert reading.rows == [Placed("3月", 2, 1, Activity(unit_text="图书馆", title="护河"))]


def test_missing_date_and_title_are_found_at_their_cells() -> None:
    tab = sheet("""
        单位   | 日期 | 活动 | 人数
        图书馆 |      | 护河 | 12
        图书馆 | 3.5  | /    | 12
    """)

    assert places(tab) == [("date-missing", "B2"), ("title-missing", "C3")]


def test_table_without_a_title_column_misses_it_at_the_row() -> None:
    tab = sheet("""
        单位   | 日期 | 人数
        图书馆 | 3.5  | 12
    """)

    assert places(tab) == [("title-missing", None)]


def test_ditto_is_what_stands_above() -> None:
    told = activities(
        sheet("""
            单位   | 日期 | 活动 | 地点 | 人数 | 参加人员
            图书馆 | 3.5  | 护河 | 清河 | 12   | 张伟
            同上   | 〃   | 同上 | 同上 | 同上 | 同上
            \"     | 3.6  | 同前 | 同上 | 15   | 同上
        """)
    )

    first = told[0]
    assert told == [first, first, first._replace(days="2026-03-06", headcount=15)]


def test_ditto_below_nothing_is_a_fault() -> None:
    tab = sheet("""
        单位   | 日期 | 活动 | 人数 | 地点
        图书馆 | 同上 | 同上 | 同上 | 同上
    """)

    assert places(tab) == [
        ("date-unreadable", "B2"),
        ("title-missing", "C2"),
        ("count-unreadable", "D2"),
    ]


def test_rows_that_are_no_activities_are_passed_over() -> None:
    told = activities(
        sheet("""
            序号 | 单位     | 日期     | 活动名称 | 人数 | 状态
                 | 合计     |          |          | 40   |
            示例 | 某单位   | 3月1日   | 护河     | 10   |
            1    | 图书馆   | 3.5      | 护河     | 12   |
            2    |          |          |          |      |
            3    | 图书馆   |          |          |      | 待认定
            4    | /        | /        | /        | /    |
            序号 | 单位     | 日期     | 活动名称 | 人数 | 状态
            5    | 图书馆   | 3.6      | 例行巡河 | 28   |
            小计 |          |          |          | 40   |
            备注:以上数据截至3月底
        """)
    )

    assert [(one.title, one.headcount) for one in told] == [("护河", 12), ("例行巡河", 28)]


@pytest.mark.parametrize(
    "drawn",
    [
        "图书馆 |              | 本月未开展活动 | | 因装修",
        "图书馆 | 本月未开展活动 |              | | 因装修",
        "图书馆 |              |              | 零报告 | 因装修",
    ],
)
def test_nil_report_speaks_of_its_tabs_month(drawn: str) -> None:
    [told] = activities(sheet(f"单位 | 日期 | 活动 | 人数 | 备注\n{drawn}"))

    assert (told.nil, told.days, told.headcount) == (True, "2026-03-01/2026-03-31", None)


def test_nil_report_speaks_of_its_own_day_where_it_names_one() -> None:
    [told] = activities(sheet("单位 | 日期 | 活动\n图书馆 | 2026-02-28 | 本月未开展活动"))

    assert (told.nil, told.days) == (True, "2026-02-28")


def test_nil_report_of_nobody_knows_which_month_misses_its_month() -> None:
    tab = sheet("单位 | 日期 | 活动\n图书馆 | | 本月未开展活动", name="Sheet1")

    assert places(tab) == [("nil-month-missing", "B2")]


def test_column_of_a_known_field_twice_is_noted_and_the_first_is_read() -> None:
    reading = read(sheet("单位 | 日期 | 活动 | 活动名称\n图书馆 | 3.5 | 护河 | 护绿"))

    assert reading.findings == [found("header-repeated", "D1", row=1, text="活动名称")]
    assert [row.record.title for row in reading.rows] == ["护河"]


def test_unknown_columns_are_passed_over() -> None:
    [told] = activities(sheet("单位 | 天气 | 日期 | 活动\n图书馆 | 晴 | 3.5 | 护河"))

    assert told == Activity(unit_text="图书馆", days="2026-03-05", title="护河")


def test_uncalculated_formula_is_found_at_its_cell() -> None:
    tab = replace(sheet("单位 | 日期 | 活动\n图书馆 | 3.5 | 护河"), uncalculated=("AB12",))

    assert read(tab).findings == [found("formula-uncalculated", "AB12", row=12)]


def test_date_and_title_that_await_their_formulas_are_not_missing_too() -> None:
    tab = sheet("单位 | 日期 | 活动\n图书馆 | | 护河\n图书馆 | 3.5 |\n图书馆 | | 护绿")

    assert places(replace(tab, uncalculated=("B2", "C3"))) == [
        ("date-missing", "B4"),
        ("formula-uncalculated", "B2"),
        ("formula-uncalculated", "C3"),
    ]


def test_service_records_are_people() -> None:
    told = records(
        sheet("""
            志愿者姓名 | 志愿者编号 | 单位   | 日期 | 活动 | 时长  | 状态
            张伟       | '00071     | 图书馆 | 3.5  | 护河 | 2小时 | 已认定
            李娜       |            | 图书馆 | 3.5  |      | 1.5   | 待审核
        """)
    )

    assert told == [
        ServiceRecord("图书馆", "2026-03-05", "护河", "张伟", "00071", 120, confirmed=True),
        ServiceRecord("图书馆", "2026-03-05", None, "李娜", None, 90),
    ]


def test_tab_that_is_no_log_is_none() -> None:
    assert read_tab(sheet("填写说明\n每月5日前填报"), context()) is None


def test_without_a_roster_no_unit_is_looked_for() -> None:
    reading = read(sheet("单位 | 日期 | 活动\n图书官 | 3.5 | 护河"), context(units=None))

    assert (reading.findings, reading.rows[0].unit_id) == ([], None)
