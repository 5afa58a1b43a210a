"""Cells of a row become values: days to come, what sheets store as values, totals of people."""

from datetime import date, datetime

import pytest

from sync.workbook import Tab, open_workbook
from tests.sheets import sheet
from tests.sync.reading import activities, context, found, logged, places, read


def test_future_date_is_found_and_kept() -> None:
    drawn = "单位 | 日期 | 活动\n图书馆 | 2026-04-13 | 护河\n图书馆 | 2026-04-12 | 护绿"
    tab = sheet(drawn, name="4月")

    reading = read(tab)

    assert reading.findings == [found("date-future", "B2", row=2, sheet="4月", text="2026-04-13")]
    assert [row.record.days for row in reading.rows] == ["2026-04-13", "2026-04-12"]


def test_run_that_has_begun_is_not_in_the_future() -> None:
    tab = sheet("单位 | 日期 | 活动\n图书馆 | 2026-04-11至2026-04-14 | 护河", name="4月")

    assert [one.days for one in activities(tab)] == ["2026-04-11/2026-04-14"]


def test_cells_that_the_sheet_stored_as_values_are_read() -> None:
    table: list[list[object]] = [
        ["单位", "日期", "活动", "人数", "照片"],
        ["图书馆", date(2026, 3, 5), 731.0, 12.0, True],
        ["图书馆", datetime(2026, 3, 6, 9, 30), True, "12", False],  # noqa: DTZ001 - a cell's time
    ]
    tab = Tab(name="3月", rows=table)  # type: ignore[arg-type] # cells of all kinds

    first, second = activities(tab)

    assert (first.days, first.title, first.headcount, first.photos) == ("2026-03-05", "731", 12, 1)
    assert (second.days, second.headcount, second.photos) == ("2026-03-06", 12, 0)


def test_number_that_may_have_lost_a_zero_is_asked_about() -> None:
    tab = sheet("单位 | 日期 | 活动\n图书馆 | 3.1 | 护河\n图书馆 | '3.1 | 护绿")

    assert places(tab) == [("date-ambiguous", "B2")]


def test_texts_of_a_csv_are_read() -> None:
    content = "日期,活动,人数,时长\n3月5日,护河,12人,1.5小时\n".encode("gb18030")

    [tab] = open_workbook(content, "图书馆3月.csv")

    [told] = activities(tab, context("图书馆3月.csv"))
    assert (told.days, told.headcount, told.duration) == ("2026-03-05", 12, 90)


def test_rows_shorter_than_the_header_are_read() -> None:
    tab = Tab(name="3月", rows=[["日期", "活动", "人数", "备注"], ["3月5日", "护河"], []])

    assert [one.title for one in activities(tab, context("图书馆.xlsx"))] == ["护河"]


def test_person_times_may_stand_in_the_head_count() -> None:
    [told] = activities(sheet("单位 | 日期 | 活动 | 人数\n图书馆 | 3.5 | 护河 | 30人次"))

    assert (told.headcount, told.person_times) == (None, 30)


def test_names_with_more_behind_them_say_how_many() -> None:
    [told] = activities(sheet("单位 | 日期 | 活动 | 参加人员\n图书馆 | 3.5 | 护河 | 张伟等12人"))

    assert (told.names, told.names_total) == ("张伟", 12)


@pytest.mark.parametrize(
    ("header", "cell", "minutes"),
    [
        ("总时长", "24", 1440),
        ("总时长", "'24", 1440),
        ("总时长(分钟)", "90", 90),
        ("总工时", "24小时", 1440),
        ("总工时", "共300小时", 18_000),
        ("总工时", "90分钟", 90),
        ("总时长", "3小时30分", 210),
    ],
)
def test_total_is_of_all_people(header: str, cell: str, minutes: int) -> None:
    [told] = activities(sheet(f"单位 | 日期 | 活动 | {header}\n图书馆 | 3.5 | 护河 | {cell}"))

    assert (told.total_minutes, told.duration) == (minutes, None)


@pytest.mark.parametrize("cell", ["9999999999", "-5", "若干", "半天"])
def test_total_that_nobody_can_know_is_a_fault(cell: str) -> None:
    tab = sheet(f"单位 | 日期 | 活动 | 总时长\n图书馆 | 3.5 | 护河 | {cell}")

    [(code, at)] = places(tab)

    assert (code.split("-")[0], at) == ("duration", "D2")


def test_blank_total_is_none() -> None:
    [told] = activities(sheet("单位 | 日期 | 活动 | 总时长\n图书馆 | 3.5 | 护河 | 无"))

    assert told.total_minutes is None


def test_error_of_a_formula_says_nothing_and_is_found_where_it_counts() -> None:
    tab = sheet("""
        日期       | 活动   | 人数    | 时长(小时) | 地点   | 备注
        #N/A       | 护河   | #VALUE! | #DIV/0!  | #REF!  | Err:508
        2026-03-06 | #NAME? | 12      | 2        | #3号楼 | #1
    """)

    reading = read(tab, context("图书馆.xlsx"))

    assert [(one.code, one.where.cell) for one in reading.findings] == [
        ("date-unreadable", "A2"),
        ("count-unreadable", "C2"),
        ("duration-unreadable", "D2"),
        ("title-missing", "B3"),
    ]
    said = [(one.place, one.remark) for one in logged(reading)]
    assert said == [(None, None), ("#3号楼", "#1")]
