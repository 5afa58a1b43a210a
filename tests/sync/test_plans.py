"""Tables of what is going to be held are no activities, today nor on their day."""

import pytest

from tests.sheets import sheet
from tests.sync.reading import activities, context, places, read

_AROUND = context("图书馆.xlsx")
_ROWS = "日期 | 活动名称 | 人数 | 时长\n3月12日 | 读书会 | 12 | 2小时"


@pytest.mark.parametrize(
    "title", ["四月活动计划", "下月志愿服务安排", "拟开展活动", "plan for April"]
)
def test_table_that_is_called_a_plan_is_told_and_not_read(title: str) -> None:
    reading = read(sheet(f"{title}\n{_ROWS}"), _AROUND)

    assert list(reading.rows) == []
    assert [(one.code, one.where.row, one.values) for one in reading.findings] == [
        ("table-planned", 2, {"text": title})
    ]


@pytest.mark.parametrize(
    ("first", "second", "plan"),
    [
        ("三月活动情况", "四月活动计划", 5),
        ("三月活动情况", "下月计划", 5),
        ("下月计划", "已开展活动", 2),
    ],
)
def test_log_and_plan_below_each_other_are_told_apart(first: str, second: str, plan: int) -> None:
    reading = read(sheet(f"{first}\n{_ROWS}\n{second}\n{_ROWS}"), _AROUND)

    assert [one.row for one in reading.rows] == [3 if plan > 3 else 6]
    assert [(one.code, one.where.row) for one in reading.findings] == [("table-planned", plan)]


def test_tab_that_is_called_a_plan_is_one() -> None:
    assert list(read(sheet(_ROWS, name="4月计划"), _AROUND).rows) == []


@pytest.mark.parametrize(
    "title",
    [
        "活动计划完成情况",
        "年度活动计划落实台账",
        "三月活动安排记录",
        "三月活动",
        "planned and held",
    ],
)
def test_title_that_tells_of_what_was_held_makes_no_plan(title: str) -> None:
    assert len(activities(sheet(f"{title}\n{_ROWS}"), _AROUND)) == 1


def test_plan_in_which_people_and_photos_are_filled_in_is_the_log_that_it_became() -> None:
    tab = sheet("三月活动计划\n日期 | 活动名称 | 参加人员 | 照片\n3月5日 | 护河 | 张三、李四 | 有")

    assert [one.title for one in activities(tab, _AROUND)] == ["护河"]


def test_empty_plan_says_nothing() -> None:
    assert places(sheet("下月计划\n日期 | 活动名称 | 人数"), _AROUND) == []
