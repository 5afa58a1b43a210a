"""A row's people and hours, where they stand in a column for each group of people."""

import pytest

from rules.records import Activity
from tests.sheets import sheet
from tests.sync.reading import activities, context, found, places, read

_HEADER = """
    江城市2026年3月志愿服务活动统计表 | | | | | | |
    填报单位:图书馆 | | | 填报时间:2026年4月2日 | | | |
    序号 | 活动时间* | 活动名称(必填) | 志愿者服务人数及时长统计 |      |      |      | 备注
         |           |                | 大学生                   |      | 市民 |      |
         |           |                | 人数                     | 小时 | 人数 | 小时 |
"""
_MERGED = (
    (0, 0, 0, 7), (2, 0, 4, 0), (2, 1, 4, 1), (2, 2, 4, 2), (2, 7, 4, 7), (2, 3, 2, 6),
    (3, 3, 3, 4), (3, 5, 3, 6),
)  # fmt: skip


@pytest.mark.parametrize("merged", [_MERGED, ()])
def test_heads_and_hours_of_a_row_are_those_of_its_groups(
    merged: tuple[tuple[int, int, int, int], ...],
) -> None:
    tab = sheet(
        f"""{_HEADER}
        例:1 | 2026.3.1 | 示例 | 10 | 20 | 5  | 10 |
        1    | '3.5     | 护河 | 12 | 24 | 8  | 12 | 晴
        2    | '3.6     | 植树 |    |    | 8  | 12 |
        3    |          |      |    |    |    |    |
        合计 |          |      | 12 | 24 | 16 | 24 |
        注:请如实填写 | | | | | | |
        """,
        name="Sheet1",
        merged=merged,
    )

    unit = "图书馆"
    assert activities(tab) == [
        Activity(
            unit_text=unit, days="2026-03-05", title="护河", headcount=20, total_minutes=36 * 60,
            remark="晴",
        ),
        Activity(
            unit_text=unit, days="2026-03-06", title="植树", headcount=8, total_minutes=12 * 60
        ),
    ]  # fmt: skip


def test_group_that_cannot_be_read_is_told_at_its_cell_and_nothing_is_added_up() -> None:
    tab = sheet(f"{_HEADER}\n1 | '3.5 | 护河 | 12 | 24 | 见附件 | 12 |", name="2026.3")
    reading = read(tab)

    assert reading.findings == [
        found("count-unreadable", "F6", row=6, sheet="2026.3", text="见附件")
    ]
    assert [row.record for row in reading.rows] == [
        Activity(unit_text="图书馆", days="2026-03-05", title="护河", total_minutes=36 * 60)
    ]


def test_sum_is_spoken_of_at_the_first_group() -> None:
    tab = sheet(f"{_HEADER}\n1 | '3.5 | 护河 | 0 | 0 | 0 | 0 |", name="2026.3")

    assert {cell for _, cell in places(tab)} <= {"D6", "E6", "F6", "G6"}
    assert ("count-zero", "D6") in places(tab)


def test_hours_that_may_be_each_ones_or_of_all_are_asked_about_once() -> None:
    tab = sheet("""
        日期 | 活动名称 | 大学生 |      | 市民 |
             |          | 人数   | 时长 | 人数 | 时长
        '3.5 | 护河     | 12     | 2    | 8    | 2
        '3.6 | 植树     | 12     | 2    | 8    | 2
    """)
    reading = read(tab, context("图书馆.xlsx"))

    assert [(one.code, one.where.cell) for one in reading.findings] == [
        ("header-hours-unclear", "D2")
    ]
    assert [row.record for row in reading.rows] == [
        Activity(days="2026-03-05", title="护河", headcount=20),
        Activity(days="2026-03-06", title="植树", headcount=20),
    ]


def test_hours_of_each_are_multiplied_by_the_people_of_the_group() -> None:
    tab = sheet("""
        日期 | 活动名称 | 大学生 |          | 市民 |
             |          | 人数   | 人均时长 | 人数 | 人均时长
        '3.5 | 护河     | 12     | 2        | 8    | 1.5
    """)

    assert activities(tab, context("图书馆.xlsx")) == [
        Activity(days="2026-03-05", title="护河", headcount=20, total_minutes=36 * 60)
    ]


def test_people_served_are_no_heads() -> None:
    tab = sheet("""
        序号 | 活动名称 | 活动情况 |      | 参与人数 |      | 备注
             |          | 时间     | 地点 | 志愿者   | 群众 |
        1    | 护河     | '3.5     | 清河 | 12       | 300  | 晴
    """)

    assert activities(tab, context("图书馆.xlsx")) == [
        Activity(
            days="2026-03-05", title="护河", headcount=12, beneficiaries=300, place="清河",
            remark="晴",
        )
    ]  # fmt: skip
