"""What stands around a table tells its unit, its month, and what its columns mean."""

from dataclasses import replace

import pytest

from tests.builders import unit
from tests.sheets import sheet
from tests.sync.reading import activities, context, found, places, read, records, units_of

_ROW = "日期 | 活动\n2026-03-05 | 护河"


@pytest.mark.parametrize(
    "line",
    [
        "填报单位:图书馆",
        "填报单位：图书馆  填报时间：2026年3月",
        "填报单位: | 图书馆",
        "填报单位 | 图书馆",
        "单位名称：图 书馆".replace(" ", ""),
        "报送单位(盖章):图书馆",
        "填报单位:图书馆(盖章)",
        "部门: | | 图书馆",
    ],
)
def test_unit_of_the_line_above_the_table(line: str) -> None:
    tab = sheet(f"志愿服务台账\n{line}\n{_ROW}", name="文化馆")

    assert units_of(tab, context("清河社区.xlsx")) == [1]


def test_unit_of_the_cell_goes_before_the_line() -> None:
    tab = sheet("填报单位:图书馆\n单位 | 日期 | 活动\n文化馆 | 3.5 | 护河\n | 3.6 | 护绿")

    assert units_of(tab) == [2, 1]


@pytest.mark.parametrize(
    ("tab", "book", "unit_id"),
    [
        ("图书馆", "文化馆/清河社区.xlsx", 1),
        ("3月", "文化馆/清河社区.xlsx", 3),
        ("3月", "文化馆/台账.xlsx", 2),
        ("2026.3 图书馆", "台账.xlsx", 1),
        ("Sheet1", "市文化馆2026年台账.xlsx", 2),
        ("Sheet1", "u2.xlsx", 2),
        ("Sheet1", "图书馆/2026.3/台账.xlsx", 1),
    ],
)
def test_unit_of_tab_file_or_folder(tab: str, book: str, unit_id: int) -> None:
    assert units_of(sheet(_ROW, name=tab), context(book)) == [unit_id]


@pytest.mark.parametrize(
    ("book", "unit_id"),
    [
        ("西山县/公安局.xlsx", 1),
        ("台账/西山县/公安局/2026.xlsx", 1),
        ("西山县/图书馆.xlsx", None),
        ("东湖区/公安局.xlsx", None),
        ("公安局.xlsx", None),
    ],
)
def test_folder_may_hold_the_beginning_of_the_units_name(book: str, unit_id: int | None) -> None:
    listed = {1: unit("西山县公安局"), 2: unit("西山县图书馆"), 3: unit("桐江市图书馆")}
    city = {**listed, 4: unit("桐江市文明办"), 5: unit("东湖区司法局")}

    assert units_of(sheet(_ROW, name="Sheet1"), context(book, units=city)) == [unit_id]


def test_row_of_nobody_knows_which_unit_misses_it() -> None:
    reading = read(sheet("单位 | 日期 | 活动\n | 3.5 | 护河"))

    assert reading.findings == [found("unit-missing", "A2", row=2, rows="1")]
    assert reading.rows[0].unit_id is None


def test_name_in_two_units_names_is_no_units() -> None:
    assert units_of(sheet(_ROW), context("图书馆和文化馆.xlsx")) == [None]


def test_unknown_unit_of_the_line_is_not_replaced_by_the_files() -> None:
    reading = read(sheet(f"填报单位:图书官\n{_ROW}"), context("文化馆.xlsx"))

    assert [(one.code, one.where.cell) for one in reading.findings] == [("unit-unknown", "A1")]
    assert reading.rows[0].unit_id is None


@pytest.mark.parametrize(
    ("name", "title", "book"),
    [
        ("3月", "台账", "图书馆.xlsx"),
        ("三月份", "台账", "图书馆.xlsx"),
        ("2026.3", "台账", "图书馆.xlsx"),
        ("202603", "台账", "图书馆.xlsx"),
        ("Sheet1", "2026年3月志愿服务活动台账", "图书馆.xlsx"),
        ("Sheet1", "台账", "图书馆2026年3月.xlsx"),
        ("Sheet1", "台账", "2026.3/图书馆.xlsx"),
        ("3月", "台账", "2026年/图书馆.xlsx"),
    ],
)
def test_month_of_a_bare_day(name: str, title: str, book: str) -> None:
    tab = sheet(f"{title}\n日期 | 活动\n5日 | 护河", name=name)

    assert [one.days for one in activities(tab, context(book))] == ["2026-03-05"]


def test_month_that_has_not_begun_is_last_years() -> None:
    tab = sheet("日期 | 活动\n5日 | 护河", name="12月")

    assert [one.days for one in activities(tab, context("图书馆.xlsx"))] == ["2025-12-05"]


def test_month_that_was_asked_for_is_the_last_resort() -> None:
    tab = sheet("日期 | 活动\n5日 | 护河", name="Sheet1")
    around = context("图书馆.xlsx", month="2025-11")

    assert [one.days for one in activities(tab, around)] == ["2025-11-05"]


def test_year_of_the_file_is_that_of_its_days() -> None:
    tab = sheet("日期 | 活动\n'3.5 | 护河", name="台账")

    assert [one.days for one in activities(tab, context("图书馆2024年.xlsx"))] == ["2024-03-05"]


def test_merged_cells_hold_for_the_rows_they_cover() -> None:
    tab = sheet(
        """
        单位   | 日期 | 活动 | 人数
        图书馆 | 3.5  | 护河 | 12
               |      | 护绿 | 15
               |      |      |
        文化馆 | 3.7  | 讲座 | 9
        """,
        merged=((1, 0, 3, 0), (1, 1, 2, 1), (1, 3, 2, 3)),
    )

    told = activities(tab)

    assert [(one.unit_text, one.days, one.headcount) for one in told] == [
        ("图书馆", "2026-03-05", 12),
        ("图书馆", "2026-03-05", None if told[1].headcount is None else 15),
        ("文化馆", "2026-03-07", 9),
    ]


def test_merged_title_rows_fill_nothing() -> None:
    drawing = "台账 |\n日期 | 活动\n3.5 | 护河\n | 护绿"

    tab = sheet(drawing, merged=((0, 0, 1, 0), (5, 0, 9, 0)))

    assert places(tab, context("图书馆.xlsx")) == []


@pytest.mark.parametrize(
    ("drawing", "days", "duration"),
    [
        ("活动 | 服务时间\n护河 | 2026-03-05\n护绿 | 2026-03-06", "2026-03-05", None),
        ("日期 | 活动 | 服务时间\n'3.5 | 护河 | 2小时\n'3.6 | 护绿 | 90分钟", "2026-03-05", 120),
        ("日期 | 活动 | 服务时间\n'3.5 | 护河 | 2\n'3.6 | 护绿 | 3", "2026-03-05", 120),
        ("日期 | 活动 | 时间段\n'3.5 | 护河 | 9:00-11:00", "2026-03-05", 120),
    ],
)
def test_values_decide_what_a_service_time_is(
    drawing: str, days: str, duration: int | None
) -> None:
    told = activities(sheet(drawing), context("图书馆.xlsx"))

    assert (told[0].days, told[0].duration) == (days, duration)


def test_service_time_of_people_is_decided_too() -> None:
    [told] = records(
        sheet("志愿者姓名 | 日期 | 活动 | 服务时间\n张伟 | '3.5 | 护河 | 2.5小时"),
        context("图书馆.xlsx"),
    )

    assert told.duration == 150


def test_service_time_beside_date_and_duration_is_not_asked_about() -> None:
    tab = sheet("日期 | 活动 | 时长 | 服务时间\n'3.5 | 护河 | 3小时 | 13:30-16:30")

    [told] = activities(tab, context("图书馆.xlsx"))

    assert told.duration == 180


def test_service_time_that_nothing_decides_is_asked_about() -> None:
    tab = sheet("日期 | 活动 | 服务时间\n'3.5 | 护河 | 见附件\n'3.6 | 护绿 | 待定")

    reading = read(tab, context("图书馆.xlsx"))

    wanted = found("header-undecided", "C1", row=1, book="图书馆.xlsx", text="服务时间")
    assert reading.findings == [wanted]


def test_empty_service_time_is_not_asked_about() -> None:
    tab = sheet("日期 | 活动 | 服务时间\n'3.5 | 护河 |")

    assert places(tab, context("图书馆.xlsx")) == []


def test_hidden_tab_is_read_like_any_other() -> None:
    tab = replace(sheet(_ROW), hidden=True)

    assert units_of(tab, context("图书馆.xlsx")) == [1]


def test_number_beside_the_stated_unit_is_not_kept() -> None:
    tab = sheet("填报单位: | 图书馆13800138000\n日期 | 活动\n'3.5 | 护河")

    [row] = read(tab).rows

    assert row.record.unit_text == "图书馆138********"
