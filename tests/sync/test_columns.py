"""Which column is which field, in whatever way people head their tables."""

import pytest

from rules.records import ACTIVITY, SERVICE_RECORD
from sync.columns import Columns, find_columns, load_headers
from sync.header_texts import fold_header
from tests.sheets import rows


def columns(drawing: str) -> Columns:
    found = find_columns(rows(drawing))
    assert found is not None
    return found


@pytest.mark.parametrize(
    ("written", "field"),
    [
        ("活动日期", "date"),
        (" 活 动\n日期 ", "date"),
        ("*活动时间", "date"),
        ("活动时间(必填)", "date"),
        ("活动时间【选填】", "date"),
        ("1、您的姓名", "participants"),
        ("三、活动名称", "title"),
        ("12. 人数", "headcount"),
        ("服务时长(小时)", "duration"),
        ("服务时长/分钟", "duration"),
        ("分钟", "duration"),
        ("编号(志愿者)", "volunteer_no"),
        ("Activity Name", "title"),
        ("ＤＡＴＥ", "date"),
        ("人数:", "headcount"),
        *(
            (raw, "participants")
            for raw in ("Q1:您的姓名", "①姓名", "请输入您的姓名", "第1题 姓名")
        ),
        *((raw, "date") for raw in ("本次活动时间", "活动时间、地点", "服务时间(年月日)")),
        *((raw, "duration") for raw in ("服务时间(小时)", "活动时间/分钟", "时长(单位:小时)")),
        *((raw, "headcount") for raw in ("参加活动志愿者人数", "志愿者(名)", "参与情况-人数")),
        *((raw, "total_hours") for raw in ("服务时长(合计)", "志愿服务总时长", "累计工时")),
        *((raw, "undecided") for raw in ("服务时间", "*志愿服务时间", "活动时间段", "时段")),
        *((raw, "leader") for raw in ("负责人及联系方式", "活动负责人/电话")),
        *((raw, "unit") for raw in ("志愿服务团队名称", "您所在的单位", "责任单位")),
        ("提交者(自动)", "recorder"),
        ("活动照片(不少于3张)", "photo"),
        *(
            (raw, None)
            for raw in ("填报时间", "报名人数", "党员人数", "参加活动", "性别", "*", "x" * 99)
        ),
        ("天气", None),
        (3.5, None),
        (None, None),
    ],
)
def test_header_means_a_field(written: str | float | None, field: str | None) -> None:
    assert load_headers(ACTIVITY).field(written) == field


def test_every_header_of_the_register_means_its_own_field() -> None:
    for register in (ACTIVITY, SERVICE_RECORD, "roster_unit", "roster_contact"):
        headers = load_headers(register)

        assert {word: headers.field(word) for word in headers.by_text} == headers.by_text


def test_folded_header_keeps_what_is_no_decoration() -> None:
    assert fold_header("２.活动 名称★（必填）") == "活动名称"


def test_header_is_found_below_title_rows() -> None:
    found = columns("""
        江城市志愿服务活动台账
        填报单位:图书馆 | | 2026年3月
        ...
        日期 | 活动名称 | 人数
        3.5  | 护河     | 12
    """)

    assert found.fields == {"date": 0, "title": 1, "headcount": 2}
    assert (found.header_row, found.first_row) == (3, 4)


def test_row_with_most_fields_is_the_header() -> None:
    found = columns("""
        时间 | 主题
        日期 | 活动名称 | 人数
    """)

    assert (found.header_row, found.fields) == (1, {"date": 0, "title": 1, "headcount": 2})


@pytest.mark.parametrize(
    "drawing",
    [
        "单位编号 | 单位名称 | 在册人数",
        "活动名称\n护河",
        "本月天气 | 备注",
        "...",
        "",
        "\n".join(["标题"] * 30 + ["日期 | 活动名称"]),
    ],
)
def test_table_without_date_and_title_is_no_log(drawing: str) -> None:
    assert find_columns(rows(drawing)) is None


def test_header_of_two_levels_names_the_columns_below() -> None:
    found = columns("""
        单位 | 日期 | 活动名称 | 志愿者参与情况 |      | 备注
             |      |          | 人数           | 时长 |
        图书馆 | 3.5 | 护河    | 12             | 2    |
    """)

    assert found.fields == {
        "unit": 0, "date": 1, "title": 2, "headcount": 3, "duration": 4, "remark": 5,
    }  # fmt: skip
    assert (found.header_row, found.first_row) == (0, 2)


def test_header_of_two_levels_keeps_what_only_the_upper_names() -> None:
    found = columns("""
        2026年活动台账
        单位   | 活动情况 |          | 志愿者 |
               | 日期     | 活动名称 | 人数   | 时长
        图书馆 | 3.5      | 护河     | 12     | 2
    """)

    assert found.fields == {"unit": 0, "date": 1, "title": 2, "headcount": 3, "duration": 4}
    assert (found.header_row, found.first_row) == (1, 3)


def test_first_row_of_data_does_not_continue_the_header() -> None:
    found = columns("""
        日期 | 活动名称 | 备注 |
        3.5  | 说明     |      | 人数
    """)

    assert (found.fields, found.first_row) == ({"date": 0, "title": 1, "remark": 2}, 1)


def test_line_above_the_header_names_no_column() -> None:
    found = columns("""
                 |      |          | 填表人: | 张伟
        日期     | 活动 | 地点     |         |
        3.5      | 护河 | 清河     |         |
    """)

    assert found.fields == {"date": 0, "title": 1, "place": 2}


def test_unknown_and_repeated_columns_are_told_apart() -> None:
    found = columns("日期 | 活动名称 | 天气 | 活动时间 | 人数")

    assert (found.unknown, found.repeated) == ((2,), (3,))
    assert found.fields == {"date": 0, "title": 1, "headcount": 4}


@pytest.mark.parametrize(
    ("header", "register"),
    [
        ("志愿者姓名 | 志愿者编号 | 单位 | 日期 | 活动 | 时长 | 状态", SERVICE_RECORD),
        ("姓名 | 日期 | 活动", SERVICE_RECORD),
        ("志愿者编号 | 日期 | 活动", SERVICE_RECORD),
        ("姓名 | 日期 | 活动 | 人数", ACTIVITY),
        ("姓名 | 日期 | 活动 | 人次", ACTIVITY),
        ("日期 | 活动 | 参加人员", ACTIVITY),
        ("name | date | activity | hours", SERVICE_RECORD),
    ],
)
def test_register_is_told_by_the_headers(header: str, register: str) -> None:
    assert columns(header).register == register
