"""Which register a table belongs to; a log is never taken for one, nor the other way round."""

from dataclasses import replace

import pytest

from rules.registers import Field, Register
from tests.sheets import sheet
from tests.sync.entry_reading import REGISTERS, kinds, read_tab, said, wrong
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
    ("exemplar", "3月典型", "类型|姓名/名称|所在单位|主要事迹\n个人|张伟|图书馆|助老"),
    ("node_lead", "Sheet1", "节点|时间|主题|牵头单位\n端午节|2026年6月19日|包粽子|图书馆"),
    ("node_plan", "活动方案", "单位|方案|报送时间\n图书馆|端午节活动方案|2026-03-20"),
    ("document", "四项制度", "单位|制度名称|是否建立\n图书馆|招募注册制度|是"),
    ("node_lead", "Sheet1", "时间节点|主题活动|牵头单位|配合单位\n清明节|祭祀|图书馆|各社区"),
    ("wish", "心愿墙", "心愿内容|心愿人|社区|发布时间|完成情况\n一盏灯|某人|图书馆|3月2日|已完成"),
    ("brand", "Sheet1", "单位名称|品牌名称|品牌简介|创建时间\n图书馆|书香|阅读|2024年5月"),
    ("training", "培训", "单位|培训班名称|时间|授课人\n图书馆|骨干班|3月5日-6日|王芳"),
    ("media", "媒体报道", "日期|媒体|标题|链接\n2026-03-05|图书馆|学雷锋|http://a"),
    (
        "member_registration",
        "a",
        "姓名|单位|单位所在社区报到|居住地社区报到\n张伟|图书馆|清河|东湖",
    ),
    ("community", "Sheet1", "县区|社区名称|是否建有志愿服务广场\n图书馆|清河社区|已建"),
    (
        "inspection",
        "督查",
        "单位|检查时间|检查站点|检查情况|整改情况\n图书馆|3月5日|书屋|好|已整改",
    ),
    ("rectification", "整改清单", "问题|责任单位|整改措施|整改期限\n缺牌|图书馆|补做|2026-03-20"),
    ("request", "Sheet1", "单位|志愿者编号|申请事项|申请时间\n图书馆|V7|开具证明|2026-03-05"),
    ("contest_entry", "随手拍作品征集", "作品名称|作者|单位|类别\n灯|张伟|图书馆|摄影"),
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
    ("端午", "单位 | 节点 | 活动主题 | 活动时间 | 地点"),
    ("月度报告", "单位 | 活动次数 | 活动名称 | 活动日期"),
    ("品牌活动", "项目名称 | 开展时间 | 服务对象 | 参与人数 | 品牌名称"),
    ("服务站", "站点名称 | 活动名称 | 活动时间 | 参加人数"),
    ("微心愿认领", "活动名称 | 牵头单位 | 活动时间 | 参加人数 | 微心愿"),
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


def test_header_is_known_by_what_people_put_before_and_behind_it() -> None:
    tab = sheet(
        """
        志愿服务站“六个一”检查表
        单位   | 站点名称(全称) | 有固定场所 | 有统一标识 | 是否有公示牌 | 志愿者名册 | 建站时间
        图书馆 | 阅读站         | √          | 有         | ×            | 35人       | 2020.5.4
        """
    )

    assert said(tab) == [
        {
            "title": "阅读站",
            "opened": "2020-05-04",
            "place_ok": True,
            "sign": True,
            "board": False,
            "roster": True,
        }
    ]


def test_columns_that_any_table_may_have_make_no_log_of_a_register() -> None:
    tab = sheet(
        """
        序号 | 服务站名称 | 所属单位 | 地址   | 负责人 | 联系电话      | 建站时间 | 服务时间  | 备注
        1    | 阅读站     | 图书馆   | 清河路 | 张伟   | '13912345678 | 2020.5.4 | 9:00-17:00 |
        合计 | 1          |          |        |        |               |          |            |
        """,
        name="服务站点",
    )

    assert [(one["title"], one["hours"]) for one in said(tab)] == [("阅读站", "9:00-17:00")]
    assert wrong(tab) == []


def test_header_of_two_levels_is_read_by_both() -> None:
    tab = sheet(
        """
        单位   | 站点名称 | 六个一 |        |      | 评定日期
               |          | 标识   | 公示牌 | 台账 |
        图书馆 | 阅读站   | 有     | 无     | 有   | 2026-03-05
        """,
        merged=((0, 2, 0, 4), (0, 0, 1, 0), (0, 1, 1, 1), (0, 5, 1, 5)),
    )

    [one] = said(tab)

    assert (one["sign"], one["board"], one["ledger"], one["rated_on"]) == (
        True,
        False,
        True,
        "2026-03-05",
    )


def test_list_beside_a_table_is_none_of_it() -> None:
    tab = sheet(
        """
        单位   | 推荐对象 | 推荐类别 |  |  | 类别选项
        图书馆 | 张伟     | 个人     |  |  | 个人
               |          |          |  |  | 集体
               |          |          |  |  | 项目
        """,
        name="3月典型推荐",
    )

    assert [one["title"] for one in said(tab)] == ["张伟"]
    assert wrong(tab) == []


def test_table_that_is_called_a_register_and_lacks_its_column_is_told() -> None:
    tab = sheet("结对单位 | 户主 | 走访时间\n图书馆 | 王大爷 | 3.6", name="结对走访")

    rows, findings = read_tab(tab)

    assert rows == []
    assert [(one.code, one.where.row, one.values) for one in findings] == [
        ("register-column-missing", 1, {"register": "结对走访", "headers": "户编号"})
    ]


def test_two_words_for_one_field_are_no_repeated_header() -> None:
    tab = sheet(
        """
        培训班名称 | 时间       | 培训内容 | 参训人数 | 参训人数
        骨干班     | 2026-03-05 | 急救     | 45       | 40
        """,
        name="培训",
    )

    assert [one["title"] for one in said(tab, context("图书馆.xlsx"))] == ["骨干班"]
    assert wrong(tab, context("图书馆.xlsx")) == [("header-repeated", "E1")]


def test_formula_without_a_result_is_told_once_with_its_table() -> None:
    drawn = sheet(
        """
        日期       | 活动名称 | 人数
        2026-03-05 | 护河     |
        ...
        单位   | 微心愿   | 发布日期
        图书馆 | 一盏台灯 |
        """
    )
    tab = replace(drawn, uncalculated=("C2", "C5"))

    assert sorted(wrong(tab, context("图书馆.xlsx"))) == [
        ("formula-uncalculated", "C2"),
        ("formula-uncalculated", "C5"),
    ]


def test_title_line_names_the_register_as_a_tab_does() -> None:
    tab = sheet("2026年三月书面报告\n单位 | 标题 | 日期\n图书馆 | 三月报告 | 2026-04-02")

    assert kinds(tab, context(month="2026-03")) == ["monthly_report"]


def test_name_of_the_book_names_the_register_of_its_tabs_of_months() -> None:
    tab = sheet("单位 | 标题 | 日期\n图书馆 | 三月报告 | 2026-04-02", name="3月")

    assert kinds(tab, context("各单位/月度报告.xlsx")) == ["monthly_report"]


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
