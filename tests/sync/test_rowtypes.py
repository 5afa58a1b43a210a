"""What a row of a table is, before its cells are read."""

import pytest

from sync.rowtypes import classify_row, is_marked, read_rowtype
from tests.sheets import rows
from tests.sync.cell_contexts import around


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
        ("(1) | | |", "blank"),
        ("一、 | | |", "blank"),
        (" | | |", "blank"),
    ],
)
def test_row_is_of_a_kind(drawn: str, kind: str) -> None:
    [row] = rows(drawn)

    assert classify_row(row) == kind


@pytest.mark.parametrize(
    ("kind", "drawn"),
    [
        *(
            ("data", drawn)
            for drawn in (
                "活动时间:3月5日 | 护河 | 12",
                "累计献血万毫升表彰 | 3.5 | 12",
                "无活动能力老人慰问 | 3.5 | 12",
                "注意事项宣讲 | 3.5 | 12",
                "1 | 3月5日 | 护河 | 若干 | 半天",
                "2 | 3月12日 | 共建文明城市 | 12",
                "3 | 3月19日 | 护河 | 12 | 备注:下雨",
                "图书馆 | 3月5日 | 护河 | 未开展",
            )
        ),
        *(
            ("total", drawn)
            for drawn in (
                "合 计 | | 36",
                "总计:共3场活动 | | 36",
                "合计人数 | | 36",
                "图书馆小计 | | 36",
                "第一季度合计 | | 36",
                "合计: | | 36人 | 72小时",
                "本月共开展活动3次 | 36人",
                " | | 合计 | 36",
            )
        ),
        *(
            ("note", drawn)
            for drawn in (
                "*注:请勿改动表头 | |",
                "※请勿修改表头 | |",
                "温馨提示:请如实填写 | |",
                "请于每月5日前报送 | |",
                "1.请如实填写 | |",
                "*为必填项 | |",
            )
        ),
        *(
            ("example", drawn)
            for drawn in (
                "1(示例) | 3月5日 | 护河",
                "填写示例 | 3月5日 | 护河",
                "[示例] | 3月5日 | 护河",
                "示例1 | 3月5日 | 护河",
                "1 | (示例)护河 | 3月5日",
                "1 | 示例:护河 | 3月5日",
            )
        ),
        *(
            ("nil_report", drawn)
            for drawn in (
                "1 | | 未开展 |",
                "图书馆 | 本月零报告",
                "图书馆 | 本月无 |",
                "图书馆 | 本月因天气原因未开展活动",
                "图书馆 | 暂无志愿服务活动",
                "图书馆 | 本月活动未开展",
            )
        ),
        *(
            ("header", drawn)
            for drawn in (
                "日期 | 活动名称",
                "*活动名称 | 活动时间(必填) | 3、人数",
                "单位 | 志愿服务人数及时长统计 | | 备注",
            )
        ),
        *(
            ("subheader", drawn)
            for drawn in (
                " | | 人数 | 小时 | 人数 | 小时",
                " | | 大学生 | | 社会人士",
                " | | (人) | (小时)",
            )
        ),
        *(
            ("meta", drawn)
            for drawn in (
                "负责人(签字): | | 填表日期: 年 月 日",
                "报送单位(盖章) | |",
                "填报单位 | 图书馆 |",
                "审核: | 制表: |",
                "审核人签字: | |",
            )
        ),
        *(
            ("title", drawn)
            for drawn in ("2026年3月志愿服务活动台账 | |", "附件1 | |", "活动统计表")
        ),
    ],
)
def test_row_is_told_by_all_its_cells(kind: str, drawn: str) -> None:
    assert read_rowtype(drawn, around()).value == kind


def test_row_of_nothing_is_blank() -> None:
    assert classify_row([None, "", "  "]) == "blank"


@pytest.mark.parametrize("cell", ["合计", "注:见附件", "示例", "单位:", "本月未开展活动"])
def test_telling_cell_is_marked(cell: str) -> None:
    assert is_marked(cell)


@pytest.mark.parametrize("cell", ["护河", "例行巡河", "无偿献血", 12, 3.5, None, True])
def test_plain_cell_is_not_marked(cell: object) -> None:
    assert not is_marked(cell)  # type: ignore[arg-type] # whatever a cell may hold
