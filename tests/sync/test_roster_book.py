"""The roster workbook as offices keep it: units, people, and what is wrong in it."""

from datetime import date, datetime

import pytest

from config.calendar import load_nodes
from rules.findings import CellRef
from rules.roster import Channel, Contact, Role, Roster, Unit
from sync.roster_book import RosterReading, read_roster
from sync.sources import Book, BookRef
from sync.workbook import Tab
from tests.builders import unit
from tests.sheets import sheet


def roster(*tabs: Tab) -> RosterReading:
    return read_roster(Book(BookRef("名册.xlsx", ""), "", tabs), load_nodes())


def units(drawing: str) -> tuple[Unit, ...]:
    """The units of a tab in which nothing is wrong."""
    reading = roster(sheet(drawing, name="单位"))
    assert reading.findings == []
    return reading.roster.units


def contacts(drawing: str) -> tuple[Contact, ...]:
    """The contacts of 图书馆 and 文化馆 in a tab in which nothing is wrong."""
    reading = with_contacts(drawing)
    assert reading.findings == []
    return reading.roster.contacts


def with_contacts(drawing: str) -> RosterReading:
    listed = sheet("单位名称 | 单位编号 | 别名\n图书馆 | U1 | 市图\n文化馆", name="单位")
    return roster(listed, sheet(drawing, name="联络人"))


def told(reading: RosterReading) -> list[tuple[str, CellRef, dict[str, str]]]:
    return [(one.code, one.where, dict(one.values)) for one in reading.findings]


def at(cell: str | None, row: int, sheet: str = "联络人") -> CellRef:
    return CellRef("名册.xlsx", sheet, row, cell)


def test_unit_with_all_columns() -> None:
    listed = units("""
        江城市志愿服务单位名册
        单位编号 | 单位名称 | 别名         | 上级单位 | 类别   | 在册人数 | 加入日期   | 停用日期
        U0       | 市文明办 |              |          | 市文明办 |        |            |
        1 | 图书馆 | 市图、江图;书馆 | 市文明办 | 文化 | 120 | 2025-09-01 | 2026年12月31日
    """)

    assert listed[1] == Unit(
        name="图书馆", code="1", aliases=("市图", "江图", "书馆"), parent="市文明办",
        category="文化", members=120, joined=date(2025, 9, 1), left=date(2026, 12, 31),
    )  # fmt: skip


def test_english_headers_are_read() -> None:
    reading = roster(
        sheet(
            "Unit No | Unit Name | Parent | Class | Members | Joined\n'007 | Library | | a | 9 |"
        ),
        sheet(
            "Unit | Name | Role | Language | Channel | Address\n"
            "Library | Ann | deputy | en | sms | '1"
        ),
    )

    assert reading.findings == []
    assert reading.roster == Roster(
        units=(Unit(name="Library", code="007", category="a", members=9),),
        contacts=(
            Contact(
                unit="Library", name="Ann", role=Role.DEPUTY, locale="en",
                channels=(Channel(kind="sms", address="1"),),
            ),
        ),
    )  # fmt: skip


def test_name_alone_makes_a_unit() -> None:
    assert units("单位名称\n图书馆\n...\n文化馆") == (unit("图书馆"), unit("文化馆"))


def test_unit_and_name_alone_make_a_contact() -> None:
    assert contacts("单位 | 姓名\n图书馆 | 王芳") == (Contact(unit="图书馆", name="王芳"),)


@pytest.mark.parametrize("written", ["图书馆", " 图 书馆 ", "u1", "市图"])
def test_contacts_unit_may_be_written_in_any_known_way(written: str) -> None:
    assert [one.unit for one in contacts(f"单位 | 姓名\n{written} | 王芳")] == ["图书馆"]


def test_lines_of_one_person_are_channels_in_their_order() -> None:
    [person] = contacts("""
        单位   | 姓名 | 角色   | 渠道     | 地址      | 志愿者编号
        图书馆 | 王芳 | 联络员 | Telegram | 123456789 | '0071
        图书馆 | 王芳 | 联络员 | email    | w@a.cn    |
        图书馆 | 王芳 |        | console  |           |
    """)

    assert person == Contact(
        unit="图书馆", name="王芳", volunteer_no="0071",
        channels=(
            Channel(kind="telegram", address="123456789"),
            Channel(kind="email", address="w@a.cn"),
            Channel(kind="console"),
        ),
    )  # fmt: skip


def test_one_person_may_have_two_roles() -> None:
    people = contacts("单位 | 姓名 | 角色\n图书馆 | 王芳 | 负责人\n图书馆 | 王芳 | 志愿者")

    assert [one.role for one in people] == [Role.LEADER, Role.VOLUNTEER]


@pytest.mark.parametrize(
    ("written", "role"),
    [
        ("", Role.COORDINATOR),
        ("联络员", Role.COORDINATOR),
        ("副联络员", Role.DEPUTY),
        ("负责人", Role.LEADER),
        ("主管部门", Role.PARENT_OFFICE),
        ("志愿者", Role.VOLUNTEER),
        ("Parent Office", Role.PARENT_OFFICE),
    ],
)
def test_role_is_read(written: str, role: Role) -> None:
    [person] = contacts(f"单位 | 姓名 | 角色\n图书馆 | 王芳 | {written}")

    assert person.role == role


@pytest.mark.parametrize(
    ("written", "locale"),
    [("zh", "zh"), ("中文", "zh"), ("EN", "en"), ("英语", "en"), ("en-GB", "en"), ("", None)],
)
def test_language_is_read(written: str, locale: str | None) -> None:
    [person] = contacts(f"单位 | 姓名 | 语言\n图书馆 | 王芳 | {written}")

    assert person.locale == locale


def test_unknown_role_and_channel_are_found_and_the_person_is_kept() -> None:
    reading = with_contacts("单位 | 姓名 | 角色 | 渠道\n图书馆 | 王芳 | 队长 | 传呼")

    allowed = "telegram、email、wecom、dingtalk、feishu、slack、matrix、sms、console"
    assert told(reading) == [
        ("roster-role-unknown", at("C2", 2), {"text": "队长"}),
        ("roster-channel-unknown", at("D2", 2), {"text": "传呼", "allowed": allowed}),
    ]
    assert reading.roster.contacts == (Contact(unit="图书馆", name="王芳"),)


def test_finding_does_not_repeat_a_number_in_the_wrong_column() -> None:
    reading = with_contacts("单位 | 姓名 | 角色\n图书馆 | 王芳 | '13800138000")

    [(_, _, values)] = told(reading)
    assert values == {"text": "138********"}


def test_contact_of_an_unknown_unit_is_found_and_left_out() -> None:
    reading = with_contacts("单位 | 姓名\n博物馆 | 王芳\n文化馆 | 李明")

    assert told(reading) == [("roster-contact-unit-unknown", at("A2", 2), {"text": "博物馆"})]
    assert [one.name for one in reading.roster.contacts] == ["李明"]


def test_contact_without_unit_or_name_is_found() -> None:
    reading = with_contacts("单位 | 姓名\n图书馆 |\n | 王芳")

    assert told(reading) == [
        ("roster-contact-incomplete", at("B2", 2), {}),
        ("roster-contact-incomplete", at("A3", 3), {}),
    ]


def test_faults_of_units_are_found_at_their_cells() -> None:
    reading = roster(
        sheet(
            """
            单位名称 | 单位编号 | 在册人数 | 加入日期
            图书馆   | U1       | 约百人   | 三月
                     | U2       |          |
            图书馆   | U3       |          |
            文化馆   | U4       | '²       | 2月30日
            """,
            name="单位",
        )
    )

    assert told(reading) == [
        ("roster-number-unreadable", at("C2", 2, "单位"), {"text": "约百人"}),
        ("roster-date-unreadable", at("D2", 2, "单位"), {"text": "三月"}),
        ("roster-name-missing", at("A3", 3, "单位"), {}),
        ("roster-unit-repeated", at("A4", 4, "单位"), {"text": "图书馆"}),
        ("roster-number-unreadable", at("C5", 5, "单位"), {"text": "²"}),
        ("roster-date-unreadable", at("D5", 5, "单位"), {"text": "2月30日"}),
    ]
    assert reading.roster.units == (unit("图书馆", code="U1"), unit("文化馆", code="U4"))


def test_parent_that_is_not_listed_groups_its_units() -> None:
    reading = roster(
        sheet("单位名称 | 上级单位\n图书馆 | 城关镇\n文化馆 | 城关镇\n书社 | 图书馆", name="单位")
    )

    assert told(reading) == [("roster-parent-unlisted", at("B2", 2, "单位"), {"text": "城关镇"})]
    assert reading.roster.units[-1] == unit("城关镇", grouping=True)


def test_parent_may_be_written_by_number_or_alias() -> None:
    listed = units("""
        单位名称 | 单位编号 | 别名 | 上级单位
        市文明办 | U0       | 市办 |
        图书馆   | U1       |      | U0
        文化馆   | U2       |      | 市办
    """)

    assert [one.name for one in listed] == ["市文明办", "图书馆", "文化馆"]


@pytest.mark.parametrize(
    "stored",
    [date(2025, 9, 1), datetime(2025, 9, 1), "2025.9.1", "2025年9月1日", 45901.0],  # noqa: DTZ001 - as cells hold it
)
def test_day_of_joining_is_read_in_any_form(stored: date | str | float) -> None:
    tab = Tab(name="单位", rows=[["单位名称", "加入日期"], ["图书馆", stored]])

    reading = roster(tab)

    assert (told(reading), [one.joined for one in reading.roster.units]) == (
        [], [date(2025, 9, 1)],
    )  # fmt: skip


def test_one_tab_may_hold_units_with_their_contact() -> None:
    reading = roster(sheet("单位名称 | 姓名 | 上级单位\n图书馆 | 王芳 |", name="单位"))

    assert [one.name for one in reading.roster.units] == ["图书馆"]


def test_tab_without_units_is_passed_over() -> None:
    assert roster(sheet("填写说明\n每年一月更新"), sheet("")) == RosterReading(Roster())


def test_name_that_differs_in_spaces_alone_is_the_same_unit() -> None:
    reading = roster(sheet("单位名称\n图书馆\n图 书 馆\nＡ队\na队", name="单位"))

    assert [one.name for one in reading.roster.units] == ["图书馆", "Ａ队"]
    assert told(reading) == [
        ("roster-name-alike", at("A3", 3, "单位"), {"text": "图 书 馆", "other": "图书馆"}),
        ("roster-name-alike", at("A5", 5, "单位"), {"text": "a队", "other": "Ａ队"}),
    ]


def test_number_that_differs_in_spaces_alone_is_shared() -> None:
    reading = roster(sheet("单位名称 | 编号\n图书馆 | U 1\n文化馆 | u1", name="单位"))

    shared = {"text": "u1", "units": "图书馆、文化馆"}
    assert told(reading) == [
        ("roster-name-shared", at("A2", 2, "单位"), shared),
        ("roster-name-shared", at("A3", 3, "单位"), shared),
    ]


def test_alias_that_is_anothers_name_is_told() -> None:
    reading = roster(sheet("单位名称 | 别名\n图书馆\n文化馆 | 图 书馆", name="单位"))

    taken = {"text": "图 书馆", "unit": "图书馆", "bearer": "文化馆"}
    assert told(reading) == [("roster-alias-taken", at("A3", 3, "单位"), taken)]


def test_parent_that_differs_in_spaces_alone_is_listed() -> None:
    listed = units("单位名称 | 上级单位\n市文明办\n图书馆 | 市 文明办")

    assert listed[1] == unit("图书馆", parent="市文明办")


@pytest.mark.parametrize(
    ("drawing", "circle", "cell"),
    [
        ("图书馆 | 图书馆", "图书馆 → 图书馆", "B2"),
        ("图书馆 | U1 | U1", "图书馆 → 图书馆", "B2"),
        ("甲队 | 甲馆\n甲馆 | 甲局\n甲局 | 甲馆", "甲馆 → 甲局 → 甲馆", "B3"),
    ],
)
def test_parents_that_go_round_are_told_and_left_out(drawing: str, circle: str, cell: str) -> None:
    reading = roster(sheet("单位名称 | 上级单位 | 编号\n" + drawing, name="单位"))

    row = int(cell[1:])
    assert told(reading) == [("roster-parent-cyclic", at(cell, row, "单位"), {"units": circle})]
    kept = [one.parent for one in reading.roster.units]
    assert kept == (["甲馆", None, None] if "甲" in drawing else [None])


def test_unknown_language_is_found_and_the_person_is_kept() -> None:
    reading = with_contacts("单位 | 姓名 | 语言\n图书馆 | 王芳 | 法语\n图书馆 | 李强 | English")

    assert told(reading) == [("roster-locale-unknown", at("C2", 2), {"text": "法语"})]
    assert [one.locale for one in reading.roster.contacts] == [None, "en"]


def test_private_number_as_a_volunteers_number_is_told_and_not_kept() -> None:
    reading = with_contacts(
        "单位 | 姓名 | 角色 | 志愿者编号\n图书馆 | 张三 | 志愿者 | '110101-19900307-7758"
    )

    assert told(reading) == [("private-id", at("D2", 2), {"column": "志愿者编号"})]
    assert reading.roster.contacts[0].volunteer_no is None


def test_private_number_in_any_column_is_masked_in_what_is_told() -> None:
    reading = with_contacts("单位 | 姓名 | 角色 | 语言\n图书馆 | 张三 | 联络员 | '13800138000")

    assert told(reading) == [("roster-locale-unknown", at("D2", 2), {"text": "138********"})]
