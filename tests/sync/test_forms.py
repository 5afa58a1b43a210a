"""Forms: labels with their values beside them, one activity on a sheet or one in each column."""

import re

from rules.records import Activity
from tests.sheets import sheet
from tests.sync.reading import activities, context, places, read

_AROUND = context("图书馆.xlsx")
_FORM = """
    志愿服务活动登记表
    活动名称 | 护河     | 活动时间 | 2026年3月5日
    活动地点 | 清河     | 参加人数 | {heads}
    服务时长 | 2小时    | 负责人   | 张伟
    活动内容 | 清理河道 |          |
"""


def test_form_is_one_activity() -> None:
    tab = sheet(_FORM.format(heads="12"))
    record = Activity(
        days="2026-03-05", title="护河", headcount=12, duration=120, place="清河",
        content="清理河道", leader="张伟",
    )  # fmt: skip

    assert activities(tab, _AROUND) == [record]
    assert [row.row for row in read(tab, _AROUND).rows] == [2]


def test_fault_of_a_form_has_the_cell_of_its_value() -> None:
    assert places(sheet(_FORM.format(heads="见附件")), _AROUND) == [("count-unreadable", "D3")]


def test_empty_form_is_no_activity() -> None:
    tab = sheet("活动名称 | | 活动时间 |\n活动地点 | | 参加人数 |")

    assert activities(tab, _AROUND) == []


def test_labels_below_each_other_have_an_activity_in_each_column() -> None:
    tab = sheet("""
        活动名称 | 护河         | 植树
        活动时间 | 2026年3月5日 | 2026年3月6日
        参加人数 | 12           | 13
        服务时长 | 2小时        | 1小时
    """)

    assert activities(tab, _AROUND) == [
        Activity(days="2026-03-05", title="护河", headcount=12, duration=120),
        Activity(days="2026-03-06", title="植树", headcount=13, duration=60),
    ]


def test_forms_below_each_other_are_an_activity_each() -> None:
    second = _FORM.format(heads="几个").replace("护河", "植树").replace("3月5日", "3月6日")
    empty = re.sub("护河|2026年3月5日|清河|2小时|张伟|清理河道", "", _FORM.format(heads=""))
    tab = sheet(_FORM.format(heads="12") + second + "..\n" + empty)

    reading = read(tab, _AROUND)

    assert [(one.row, one.record.title, one.record.days) for one in reading.rows] == [
        (2, "护河", "2026-03-05"),
        (7, "植树", "2026-03-06"),
    ]
    assert [(one.code, one.where.cell) for one in reading.findings] == [("count-range", "D8")]


def test_forms_that_differ_are_told_and_not_read() -> None:
    other = _FORM.format(heads="13").replace("服务时长 | 2小时    |", "备注 | |")
    reading = read(sheet(_FORM.format(heads="12") + other), _AROUND)

    assert [(one.code, one.where.sheet) for one in reading.findings] == [
        ("book-without-log", "3月")
    ]
    assert reading.rows == []


def test_table_whose_titles_are_words_of_headers_is_no_form() -> None:
    tab = sheet("日期 | 活动名称 | 备注 | 人数\n'3.5 | 主题活动 | 说明 | 2\n'3.6 | 项目 | | 3")

    assert len(read(tab, _AROUND).rows) == 2
