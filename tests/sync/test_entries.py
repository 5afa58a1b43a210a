"""Rows of registers: what they say, whose they are, and all that is wrong in them."""

from datetime import date

import pytest

from rules.records import Entry
from store.records import Placed
from tests.builders import unit
from tests.sheets import sheet
from tests.sync.entry_reading import entries, read_tab, said, wrong
from tests.sync.reading import context


def test_row_of_a_register_is_an_entry_with_all_its_fields() -> None:
    tab = sheet(
        "单位 | 月份 | 报告标题 | 报送日期\n图书馆 | 2026年3月 | 三月报告 | 4月3日", name="月度报告"
    )

    rows, findings = read_tab(tab)

    entry = Entry(
        register="monthly_report",
        unit_text="图书馆",
        days="2026-03-01/2026-03-31",
        title="三月报告",
        values=(
            ("month", "2026-03"),
            ("title", "三月报告"),
            ("date", "2026-04-03"),
            ("sent", None),
            ("file", None),
        ),
    )
    assert (rows, findings) == ([Placed("月度报告", 2, 1, entry)], [])


def test_unreadable_cells_are_all_told_and_the_others_are_read() -> None:
    tab = sheet(
        """
        单位   | 站点名称 | 类型 | 建站日期 | 场所     | 星级
        图书馆 | 阅读站   | 摊位 | 昨天     | 大厅左侧 | 很高
        """
    )

    assert said(tab) == [{"title": "阅读站"}]
    assert wrong(tab) == [
        ("choice-unknown", "C2"),
        ("date-vague", "D2"),
        ("flag-unreadable", "E2"),
        ("number-unreadable", "F2"),
    ]


def test_required_cell_that_is_blank_is_told_once_and_one_that_is_wrong_by_its_fault() -> None:
    tab = sheet(
        """
        单位   | 微心愿   | 发布日期 | 状态
        图书馆 | 一盏台灯 |          | 待认领
        图书馆 | 一副手套 | 昨天     | 已认领
        """
    )

    assert wrong(tab) == [("entry-missing", "C2"), ("date-vague", "C3")]


def test_unit_is_told_by_the_line_above_where_no_column_names_it() -> None:
    tab = sheet(
        """
        微心愿登记表
        填报单位:文化馆
        微心愿   | 发布日期
        一盏台灯 | 2026-03-05
        """
    )

    rows, findings = read_tab(tab, context("x.xlsx"))

    assert ([row.unit_id for row in rows], findings) == ([2], [])


def test_unknown_unit_is_told_at_its_cell() -> None:
    tab = sheet("单位 | 品牌名称 | 年度\n图书室 | 书香 | 2026")

    assert wrong(tab) == [("unit-unknown", "A2")]


def test_lines_of_a_form_without_anything_filled_in_are_no_entries() -> None:
    tab = sheet(
        """
        序号 | 单位   | 月份    | 报告标题 | 报送日期
        1    | 图书馆 | 2026-03 | 三月报告 | 2026-04-02
        2    | 文化馆 | 2026-03 |          |
        3    |        |         |          |
        合计 |        |         | 1        |
        备注:每月5日前报送
        """,
        name="月度报告",
    )

    assert [one.title for one in entries(tab)] == ["三月报告"]
    assert wrong(tab) == []


@pytest.mark.parametrize(
    "nothing", ["无", "本月无推荐", "暂无推荐对象", "3月未推荐", "本月未开展活动", "没有"]
)
def test_row_that_says_that_there_was_nothing_is_no_entry(nothing: str) -> None:
    tab = sheet(f"单位 | 推荐对象 | 推荐日期\n图书馆 | {nothing} | 2026-03-20", name="3月典型推荐")

    assert (entries(tab), wrong(tab)) == ([], [])


def test_row_whose_flag_says_that_there_is_none_is_no_entry() -> None:
    reports = sheet(
        """
        单位     | 月份 | 是否报送 | 报送时间
        图书馆   | 3月  | 是       |
        文化馆   | 3月  | 否       |
        清河社区 | 3月  |          |
        """,
        name="月度报告",
    )

    assert [one.unit_text for one in entries(reports)] == ["图书馆"]
    assert wrong(reports) == []


def test_problem_that_something_is_not_there_is_a_problem() -> None:
    tab = sheet("责任单位 | 问题 | 整改期限\n图书馆 | 无公示牌 | 2026-03-20", name="整改清单")

    assert [one.title for one in entries(tab)] == ["无公示牌"]


def test_cell_with_several_lead_units_makes_an_entry_of_each() -> None:
    tab = sheet("节点 | 牵头单位 | 主题\n2026年元宵节 | 图书馆、文化馆 | 送温暖")

    rows, findings = read_tab(tab)

    assert [(row.row, row.unit_id, row.record.unit_text) for row in rows] == [
        (2, 1, "图书馆"),
        (2, 2, "文化馆"),
    ]
    assert findings == []


def test_unit_whose_name_holds_a_comma_is_not_parted() -> None:
    tab = sheet("节点 | 牵头单位\n端午 | 图书馆、文化馆联合会")

    rows, _ = read_tab(tab, context(units={7: unit("图书馆、文化馆联合会")}))

    assert [row.unit_id for row in rows] == [7]


def test_merged_cells_speak_for_all_their_rows() -> None:
    tab = sheet(
        """
        节点 | 牵头单位 | 主题
        端午 | 图书馆   | 送粽子
             | 文化馆   | 包粽子
        """,
        merged=((1, 0, 2, 0),),
    )

    assert [one.value("node") for one in entries(tab)] == ["duanwu", "duanwu"]


def test_ditto_takes_what_stands_above() -> None:
    tab = sheet("单位 | 品牌名称 | 年度\n图书馆 | 书香 | 2026\n图书馆 | 灯火 | 同上")

    assert [one.value("year") for one in entries(tab)] == [2026, 2026]


def test_person_written_for_a_household_is_not_kept() -> None:
    tab = sheet("结对单位 | 户编号 | 结对日期\n图书馆 | 王大爷 | 2026-01-06")

    rows, findings = read_tab(tab)

    assert [one.code for one in findings] == ["code-unlike"]
    assert "王大爷" not in repr((rows, findings))


def test_private_numbers_are_masked_and_told() -> None:
    tab = sheet(
        """
        单位   | 需求内容          | 提出日期   | 联系电话
        图书馆 | 请致电13812345678 | 2026-03-05 | '13912345678
        """
    )

    [row] = said(tab)

    assert row["title"] == "请致电138********"
    assert wrong(tab) == [("private-phone", "B2"), ("private-phone", "D2")]


def test_telephone_of_a_stations_contact_may_stand_in_its_column() -> None:
    tab = sheet("单位 | 站点名称 | 星级 | 联系电话\n图书馆 | 阅读站 | 3 | '13912345678")

    assert wrong(tab) == []
    assert "139" not in repr(entries(tab))


def test_month_of_the_tab_stands_where_no_column_says_it() -> None:
    tab = sheet("单位 | 报告标题 | 报送日期\n图书馆 | 工作报告 | 2026-04-02", name="3月月度报告")

    assert [one.days for one in entries(tab)] == ["2026-03-01/2026-03-31"]


def test_month_of_a_recommendation_is_that_of_its_day_where_nothing_else_says_it() -> None:
    tab = sheet(
        "单位 | 推荐对象 | 推荐日期\n图书馆 | 张伟 | 2026-02-20\n图书馆 | 王芳 |", name="典型推荐"
    )

    assert [one.days for one in entries(tab)] == ["2026-02-01/2026-02-28", None]
    assert wrong(tab) == [("entry-missing", None)]


def test_day_of_an_answer_is_not_bound_to_the_sheets_month() -> None:
    tab = sheet(
        """
        单位   | 站点名称 | 检查日期 | 得分 | 整改期限
        图书馆 | 阅读站   | 3月5日   | 90   | 6月30日
        """,
        name="3月站点检查",
    )

    [one] = said(tab)

    assert (one["date"], one["due"]) == ("2026-03-05", "2026-06-30")
    assert wrong(tab) == []


def test_day_that_has_not_come_is_told_but_for_a_deadline() -> None:
    plan = sheet("单位 | 节点 | 方案名称 | 报送日期\n图书馆 | 端午 | 方案 | 2026-05-20")
    contest = sheet("征集名称 | 截止日期\n随手拍 | 2026-06-30")

    assert wrong(plan) == [("date-future", "D2")]
    assert wrong(contest) == []


def test_title_tells_the_node_or_kind_that_no_column_says() -> None:
    plan = sheet(
        "单位 | 方案名称 | 报送日期\n图书馆 | 清明节祭扫方案 | 2026-03-20", name="节点方案"
    )
    systems = sheet("单位 | 制度名称 | 是否建立\n图书馆 | 评价激励办法 | 是", name="四项制度")

    assert [one.value("node") for one in entries(plan)] == ["qingming"]
    assert said(systems) == [{"kind": "incentives", "title": "评价激励办法", "kept": True}]


def test_title_that_names_no_node_leaves_it_missing() -> None:
    tab = sheet("单位 | 方案名称 | 报送日期\n图书馆 | 工作方案 | 2026-03-20", name="节点方案")

    assert wrong(tab) == [("entry-missing", None)]


def test_plan_of_december_is_for_the_spring_festival_to_come() -> None:
    tab = sheet(
        """
        单位   | 节点         | 方案名称 | 报送日期
        图书馆 | 春节         | 慰问     | 2025-12-20
        图书馆 | 2025年端午节 | 送粽子   | 2025-12-21
        """
    )

    assert [one.value("year") for one in entries(tab)] == [2026, 2025]


def test_event_of_the_office_is_a_node_by_its_title() -> None:
    event = sheet("节点名称 | 开始日期 | 结束日期\n第十届 艺术节 | 2026-09-01 | 2026-09-10")
    lead = sheet("节点 | 牵头单位\n2026年第十届艺术节 | 图书馆")

    [made], [named] = entries(event), entries(lead)

    assert made.value("node") == named.value("node") == "第十届艺术节"
    assert (named.value("year"), made.days) == (2026, "2026-09-01")


def test_entry_without_units_belongs_to_nobody_wherever_it_lies() -> None:
    tab = sheet("征集名称 | 截止日期\n随手拍 | 2026-06-30")

    rows, findings = read_tab(tab, context("某处.xlsx"))

    assert ([row.unit_id for row in rows], findings) == ([None], [])


def test_year_that_nobody_wrote_is_this_one() -> None:
    tab = sheet("单位 | 品牌名称\n图书馆 | 书香")

    [one] = entries(tab, context(today=date(2026, 4, 12).isoformat()))

    assert (one.value("year"), one.days) == (2026, "2026-01-01/2026-12-31")
