"""Where a header of several rows begins and ends, and which words stand above a column."""

import pytest

from sync.columns import load_headers
from sync.header_levels import HeaderRows, find_levels, is_unit_word
from tests.sheets import rows

_DATA = "图书馆 | 3.5 | 护河 | 12 | 24 | 8 | 12"


def levels(
    drawing: str, index: int, merged: tuple[tuple[int, int, int, int], ...] = ()
) -> HeaderRows:
    return find_levels(rows(drawing), index, merged, load_headers("activity").field)


@pytest.mark.parametrize(
    "merged",
    [(), ((1, 0, 3, 0), (1, 1, 3, 1), (1, 2, 3, 2), (1, 3, 1, 6), (2, 3, 2, 4), (2, 5, 2, 6))],
)
def test_header_of_three_levels_with_and_without_merged_cells(
    merged: tuple[tuple[int, int, int, int], ...],
) -> None:
    found = levels(
        f"""
        江城市2026年3月志愿服务活动统计表 | | | | | |
        单位 | 日期 | 活动名称 | 志愿者服务人数及时长统计 |      |      |
             |      |          | 大学生                   |      | 市民 |
             |      |          | 人数                     | 小时 | 人数 | 小时
        {_DATA}
        """,
        1,
        merged,
    )

    group = "志愿者服务人数及时长统计"
    assert found == HeaderRows(
        first=1,
        last=3,
        paths={
            0: ("单位",),
            1: ("日期",),
            2: ("活动名称",),
            3: (group, "大学生", "人数"),
            4: (group, "大学生", "小时"),
            5: (group, "市民", "人数"),
            6: (group, "市民", "小时"),
        },
    )


def test_row_of_units_belongs_to_the_header() -> None:
    found = levels("日期 | 活动 | 人数 | 时长\n | | (人) | (分钟)\n3.5 | 护河 | 12 | 90", 0)

    assert (found.last, found.paths[3]) == (1, ("时长", "(分钟)"))


def test_cell_merged_across_names_one_column() -> None:
    found = levels("日期 | 活动 | 照片 | | | 备注\n3.5 | 护河 | 3 | | | 晴", 0, ((0, 2, 0, 4),))

    assert found.paths == {0: ("日期",), 1: ("活动",), 2: ("照片",), 5: ("备注",)}


@pytest.mark.parametrize(
    "line",
    [
        "江城市志愿服务活动统计表 | | |",
        "填报单位 | 图书馆 | |",
        "单位:图书馆 | | 时间:4月2日 |",
        "2026年3月 | | |",
        " | 三月份志愿服务活动 | |",
    ],
)
def test_line_above_the_header_is_no_level(line: str) -> None:
    assert levels(f"{line}\n日期 | 活动 | 人数 | 时长\n3.5 | 护河 | 12 | 2", 1).first == 1


@pytest.mark.parametrize(
    "row",
    [
        "3.5 | 护河 | 12 | 晴 | 好",
        "示例 | 护河 | | 晴 | 好",
        "合计 | | | 晴 | 好",
        "本月未开展活动 | | | |",
        " | | | 本次天气晴朗,大家都觉得收获很大很开心,下次再来 | 好",
    ],
)
def test_row_below_the_header_is_no_level(row: str) -> None:
    assert levels(f"日期 | 活动 | 人数 | 备注 |\n{row}", 0).last == 0


@pytest.mark.parametrize(
    ("drawing", "columns"),
    [
        ("日期 | 活动 | | | 单位\n3.5 | 护河 | | | 图书馆", [0, 1]),
        ("单位 | | | 日期 | 活动\n图书馆 | | | 3.5 | 护河", [3, 4]),
        ("日期 | 活动 | | 备注\n3.5 | 护河 | | 晴", [0, 1, 3]),
        ("日期 | 活动 | | | 备注\n3.5 | 护河 | 手写 | | 晴", [0, 1, 4]),
    ],
)
def test_list_that_stands_apart_is_no_part_of_the_table(drawing: str, columns: list[int]) -> None:
    assert sorted(levels(drawing, 0).paths) == columns


@pytest.mark.parametrize(
    ("text", "is_unit"), [("(小时)", True), ("单位:人", True), ("人", True), ("人数", False)]
)
def test_unit_of_measure_is_told_from_other_words(text: str, *, is_unit: bool) -> None:
    assert is_unit_word(text) is is_unit
