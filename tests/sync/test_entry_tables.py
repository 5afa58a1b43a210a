"""Which register a table belongs to; a log is never taken for one, nor the other way round."""

import pytest

from rules.registers import Field, Register
from tests.sheets import sheet
from tests.sync.entry_reading import REGISTERS, kinds, read_tab, wrong
from tests.sync.reading import context

_OF_REGISTERS = [
    ("monthly_report", "Sheet1", "单位|月份|报告标题|报送日期\n图书馆|2026-03|三月报告|2026-04-02"),
    ("monthly_report", "月度报告", "单位|月份|标题|日期\n图书馆|3月|三月报告|2026-04-02"),
    ("exemplar", "Sheet1", "单位|推荐类别|姓名/名称|事迹|推荐日期\n图书馆|个人|张伟|助老|'3.20"),
    ("node_plan", "Sheet1", "单位|节点|方案名称|报送日期\n图书馆|端午|端午方案|2026-03-20"),
    ("node_summary", "节点小结", "单位|节点|标题|小结|日期\n图书馆|元宵|一|小结|2026-03-08"),
    ("node_lead", "Sheet1", "节点|牵头单位|主题\n端午|图书馆|送粽子"),
    ("station", "Sheet1", "单位|站点名称|类型|标识|名册\n图书馆|阅读站|站|有|有"),
    ("training", "培训", "单位|主题|培训时间|人数|学时\n图书馆|救护|2026-03-05|30|4"),
    ("station_log", "Sheet1", "单位|站点名称|日期|值班人员\n图书馆|阅读站|2026-03-05|张伟"),
    ("inspection", "Sheet1", "所属单位|站点|检查日期|得分|问题\n图书馆|阅读站|2026-03-05|90|无"),
    (
        "rectification",
        "Sheet1",
        "责任单位|整改事项|发现日期|整改期限\n图书馆|缺牌|2026-03-05|3月20日",
    ),
    ("contest_entry", "Sheet1", "单位|作品名称|征集名称|作者\n图书馆|灯|随手拍|张伟"),
    ("contest", "Sheet1", "征集名称|截止日期\n随手拍|2026-06-30"),
    ("document", "四项制度", "单位|制度类别|制度名称|印发日期\n图书馆|招募|办法|2026-01-05"),
    ("request", "Sheet1", "单位|申请类型|申请编号|申请日期\n图书馆|更正|7|2026-03-05"),
    ("community", "Sheet1", "县区|社区|是否建成广场\n图书馆|清河社区|是"),
    ("media", "Sheet1", "媒体名称|节点|稿件标题|刊发日期\n图书馆|端午|粽香|2026-03-05"),
]
_LOGS = [
    ("3月", "日期 | 活动名称 | 人数 | 时长"),
    ("月度报告", "单位 | 日期 | 活动名称 | 人数 | 时长(小时) | 参加人员"),
    ("培训", "单位 | 日期 | 活动名称 | 人数 | 时长 | 备注"),
    ("微心愿", "日期 | 活动名称 | 服务对象 | 地点 | 人数"),
    ("结对帮扶", "日期 | 活动名称 | 服务对象 | 人数 | 时长"),
    ("端午节点", "单位 | 活动主题 | 活动时间 | 地点 | 参加人数 | 照片"),
    ("服务站", "日期 | 站点名称 | 活动名称 | 人数 | 时长"),
    ("志愿服务台账", "序号 | 活动日期 | 活动内容 | 类别 | 人数 | 负责人 | 联系电话"),
    ("重大活动", "单位 | 活动日期 | 活动名称"),
    ("典型推荐", "志愿者姓名 | 日期 | 活动 | 时长 | 状态"),
]


_CELLS = {
    "日期": "2026-03-05",
    "活动日期": "2026-03-05",
    "活动时间": "2026-03-05",
    "人数": "12",
    "参加人数": "12",
    "时长": "2小时",
    "时长(小时)": "2",
    "志愿者姓名": "张伟",
}
_BY_KIND = {
    "unit": "图书馆",
    "date": "2026-03-05",
    "month": "2026-03",
    "year": "2026",
    "count": "3",
    "number": "3",
    "flag": "是",
    "node": "端午",
    "code": "A01",
}


@pytest.mark.parametrize(("register", "name", "drawing"), _OF_REGISTERS)
def test_table_of_a_register_is_known_by_its_headers_and_name(
    register: str, name: str, drawing: str
) -> None:
    tab = sheet(drawing, name=name)

    assert kinds(tab) == [register]
    assert wrong(tab) == []


@pytest.mark.parametrize(("name", "header"), _LOGS)
def test_log_is_a_log_whatever_its_tab_is_called(name: str, header: str) -> None:
    row = " | ".join(_CELLS.get(text.strip(), "护河") for text in header.split("|"))

    assert kinds(sheet(f"{header}\n{row}", name=name)) == ["log"]


@pytest.mark.parametrize("one", REGISTERS, ids=lambda one: one.name)
def test_first_spelling_of_every_header_makes_a_table_of_its_register(one: Register) -> None:
    header = " | ".join(field.headers[0] for field in one.fields)
    row = " | ".join(map(_filled, one.fields))

    tab = sheet(f"{header}\n{row}", name=one.zh)

    assert kinds(tab) == [one.name]
    assert wrong(tab) == []


def _filled(field: Field) -> str:
    words = next((words[0] for words in field.words.values()), "某事")
    return _BY_KIND.get(field.kind, words)


def test_title_line_names_the_register_as_a_tab_does() -> None:
    tab = sheet("2026年三月书面报告\n单位 | 标题 | 日期\n图书馆 | 三月报告 | 2026-04-02")

    assert kinds(tab, context(month="2026-03")) == ["monthly_report"]


def test_register_and_log_below_each_other_are_both_read() -> None:
    tab = sheet(
        """
        日期       | 活动名称 | 人数
        2026-03-05 | 护河     | 12
        ...
        微心愿登记表
        单位   | 微心愿   | 发布日期
        图书馆 | 一盏台灯 | 2026-03-06
        ...
        日期       | 活动名称 | 人数
        2026-03-07 | 护绿     | 9
        """
    )

    rows, findings = read_tab(tab, context("图书馆.xlsx"))

    assert sorted((row.row, row.record.title) for row in rows) == [
        (2, "护河"),
        (6, "一盏台灯"),
        (9, "护绿"),
    ]
    assert findings == []


def test_header_that_comes_again_on_a_further_page_makes_no_row() -> None:
    tab = sheet(
        """
        填报单位:文化馆
        微心愿   | 发布日期
        一盏台灯 | 2026-03-05
        微心愿   | 发布日期
        一副手套 | 2026-03-06
        """
    )

    rows, findings = read_tab(tab, context("x.xlsx"))

    assert [(row.row, row.unit_id, row.record.title) for row in rows] == [
        (3, 2, "一盏台灯"),
        (5, 2, "一副手套"),
    ]
    assert findings == []


def test_tables_far_down_a_tab_are_found() -> None:
    plain = "\n".join(f"2026-03-05 | 护河{n} | 12" for n in range(40))
    tab = sheet(f"日期 | 活动名称 | 人数\n{plain}\n单位 | 品牌名称 | 年度\n图书馆 | 书香 | 2026")

    assert kinds(tab, context("图书馆.xlsx"))[-2:] == ["log", "brand"]


def test_table_that_is_neither_stays_unread() -> None:
    tab = sheet("姓名 | 房间 | 电话\n张伟 | 301 | 无")

    assert kinds(tab) == []
    assert wrong(tab) == [("book-without-log", None)]
