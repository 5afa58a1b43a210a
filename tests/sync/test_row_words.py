"""Words that change what a row is: cancelled, nothing held, several activities in one."""

import pytest

from sync.reading import RawCell
from sync.row_words import count_items, is_cancelled, is_partial_total, says_nothing


@pytest.mark.parametrize(
    ("field", "raw"),
    [
        ("state", "已取消"),
        ("state", "活动延期"),
        ("state", "Cancelled"),
        ("remark", "因雨取消"),
        ("remark", "因疫情,活动已取消。"),
        ("remark", "本次活动推迟举办"),
        ("title", "清河护绿(已取消)"),
        ("title", "清河护绿【因雨延期】"),
        ("date", "原定3月5日,取消"),
    ],
)
def test_row_that_says_so_was_not_held(field: str, raw: RawCell) -> None:
    assert is_cancelled(field, raw)


@pytest.mark.parametrize(
    ("field", "raw"),
    [
        ("state", "已认定"),
        ("state", ""),
        ("remark", "原定3月5日,因雨延期至3月12日举办"),
        ("remark", "取消了签到环节,其余照常"),
        ("remark", "雨天改期到周六"),
        ("title", "取消一次性餐具宣传"),
        ("title", "护河"),
        ("date", "3月5日"),
        ("date", 3.5),
    ],
)
def test_row_that_was_held_after_all_is_none(field: str, raw: RawCell) -> None:
    assert not is_cancelled(field, raw)


@pytest.mark.parametrize(
    "title", ["无", "暂无", "未开展", "本月未开展", "3月未组织活动", "没有开展活动", "本月无活动"]
)
def test_title_may_say_that_there_was_nothing(title: str) -> None:
    assert says_nothing(title)


@pytest.mark.parametrize(
    "title", ["", "/", "无偿献血", "无障碍出行志愿服务", 5.0, "未成年人保护宣传"]
)
def test_title_of_an_activity_says_something(title: RawCell) -> None:
    assert not says_nothing(title)


@pytest.mark.parametrize(
    ("title", "items"),
    [
        ("1.清河护绿\n2.敬老慰问\n3.文明劝导", 3),
        ("1、护河;2、护绿", 2),
        ("①护河②护绿", 2),
        ("(1)护河(2)护绿", 2),
        ("清河护绿\n敬老慰问", 2),
        ("清河护绿", 1),
        ("1.清河护绿", 1),
        ("3.5学雷锋 12.4宪法宣传", 1),
        ("“弘扬雷锋精神\n传承人间大爱”主题活动", 1),
        ("清河街道东风社区\n志愿服务活动", 1),
        ("护河\n护绿", 1),
        (731.0, 1),
    ],
)
def test_activities_of_a_title_are_counted(title: RawCell, items: int) -> None:
    assert count_items(title) == items


@pytest.mark.parametrize(
    ("label", "partial"),
    [("小计", True), ("3月合计", True), ("合计", False), ("总计", False), ("全年累计", None)],
)
def test_total_is_of_a_part_of_all_or_of_more(label: str, *, partial: bool | None) -> None:
    assert is_partial_total(["", 3.0, label]) is partial
