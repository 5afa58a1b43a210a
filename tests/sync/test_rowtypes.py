"""What a row of a table is, before its cells are read."""

import pytest

from sync.rowtypes import classify_row, is_marked
from tests.sheets import rows


@pytest.mark.parametrize(
    ("drawn", "kind"),
    [
        ("图书馆 | 3.5 | 护河 | 12", "data"),
        ("1 | 护河", "data"),
        ("3月5日 | |", "data"),
        ("2026-03-05 | |", "data"),
        ("无偿献血活动 | 3.5", "data"),
        ("未成年人关爱活动 | 3.5", "data"),
        ("例行巡河 | 3.5", "data"),
        ("合计 | | | 30", "total"),
        ("本月合计 | 30", "total"),
        ("1 | 小计 | 30", "total"),
        ("Total | 30", "total"),
        ("备注:以上数据截至月底", "note"),
        ("说明：每月填报", "note"),
        ("填表说明", "note"),
        ("Note: see below", "note"),
        ("示例 | 2026-03-05 | 护河", "example"),
        ("示例行 | 2026-03-05 | 护河", "example"),
        ("(例) | 2026-03-05 | 护河", "example"),
        ("例如: | 护河", "example"),
        ("Example | 2026-03-05", "example"),
        ("本月未开展活动", "nil_report"),
        ("图书馆 | | 3月份没有开展志愿服务活动", "nil_report"),
        ("图书馆 | | 零报告", "nil_report"),
        ("library | | no activities held", "nil_report"),
        ("日期 | 活动名称 | 人数 | 时长", "header"),
        ("志愿者 | 服务日期 | 服务项目", "header"),
        ("填报单位:图书馆 | 填报时间:3月", "meta"),
        ("填报单位: | 图书馆", "meta"),
        ("审核人:", "meta"),
        ("第一季度 | |", "title"),
        (" | - | / | 无", "blank"),
        ("7 | | |", "blank"),
        ("12、 | | |", "blank"),
        (" | | |", "blank"),
    ],
)
def test_row_is_of_a_kind(drawn: str, kind: str) -> None:
    [row] = rows(drawn)

    assert classify_row(row) == kind


def test_row_of_nothing_is_blank() -> None:
    assert classify_row([None, "", "  "]) == "blank"


@pytest.mark.parametrize("cell", ["合计", "注:见附件", "示例", "单位:", "本月未开展活动"])
def test_telling_cell_is_marked(cell: str) -> None:
    assert is_marked(cell)


@pytest.mark.parametrize("cell", ["护河", "例行巡河", "无偿献血", 12, 3.5, None, True])
def test_plain_cell_is_not_marked(cell: object) -> None:
    assert not is_marked(cell)  # type: ignore[arg-type] # whatever a cell may hold
