"""What columns below a group of words mean."""

import pytest

from sync.columns import load_headers
from sync.header_fields import Named, name_column, place_fields


@pytest.mark.parametrize(
    ("path", "field"),
    [
        ("活动时间", "date"),
        ("活动情况>时间", "date"),
        ("活动情况>地点", "place"),
        ("活动>时间", "date"),
        ("活动>名称", "title"),
        ("联系>电话", "phone"),
        ("活动>情况", "content"),
        ("参与人数>志愿者", "headcount"),
        ("参与人数>群众", "beneficiaries"),
        ("参与人数>大学生", "headcount"),
        ("参与志愿者人数>群众", "headcount"),
        ("服务对象>人数", "beneficiaries"),
        ("参加人数>合计", "headcount"),
        ("志愿者>姓名", "participants"),
        ("志愿者参与情况>人数", "headcount"),
        ("志愿者参与情况>时长", "duration"),
        ("服务时间>小时", "duration"),
        ("照片>张", "photo"),
        ("天气>上午", None),
    ],
)
def test_column_means_what_its_words_and_those_above_say(path: str, field: str | None) -> None:
    assert name_column(path.split(">"), load_headers("activity").field).field == field


def place(*paths: str) -> dict[int, Named]:
    knows = load_headers("activity").field
    return {c: name_column(path.split(">"), knows) for c, path in enumerate(paths)}


def test_heads_and_hours_of_groups_add_up() -> None:
    group = "人数及时长统计"
    placed = place_fields(
        place(
            f"{group}>大学生>人数", f"{group}>大学生>小时",
            f"{group}>市民>人数", f"{group}>市民>小时",
        )
    )  # fmt: skip

    assert placed.sums == {"headcount": ((0,), (2,)), "total_hours": ((1,), (3,))}
    assert placed.parts == {0: "headcount", 1: "total_hours", 2: "headcount", 3: "total_hours"}


def test_hours_of_each_are_taken_times_the_heads_of_their_group() -> None:
    placed = place_fields(place("大学生>人数", "大学生>人均时长", "市民>人数", "市民>人均时长"))

    assert placed.sums["total_hours"] == ((0, 1), (2, 3))


def test_hours_of_groups_without_a_word_are_undecided() -> None:
    placed = place_fields(place("大学生>人数", "大学生>时长", "市民>人数", "市民>时长"))

    assert (placed.undecided, placed.sums) == ([1, 3], {"headcount": ((0,), (2,))})


@pytest.mark.parametrize(
    ("paths", "column"),
    [
        (("参加人数>合计", "参加人数>党员", "参加人数>学生"), 0),
        (("其中>党员人数", "其中>学生人数", "参加人数"), 2),
        (("学生>人数", "市民>人数", "合计>人数"), 2),
    ],
)
def test_column_of_the_whole_goes_before_its_parts(paths: tuple[str, ...], column: int) -> None:
    placed = place_fields(place(*paths))

    assert (placed.fields, placed.sums, placed.repeated) == ({"headcount": column}, {}, [])


def test_hours_of_all_groups_together_are_the_total() -> None:
    placed = place_fields(place("学生>人数", "学生>时长", "合计>人数", "合计>时长"))

    assert placed.fields == {"headcount": 2, "total_hours": 3}


def test_columns_without_a_group_are_repeated() -> None:
    placed = place_fields(place("人数", "时长", "参加人数", "服务时长"))

    assert (placed.fields, placed.repeated) == ({"headcount": 0, "duration": 1}, [2, 3])
