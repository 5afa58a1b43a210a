"""What is wrong in rows whose cells can all be read, at the cell to look at."""

from dataclasses import replace

import pytest

from rules.records import Activity
from sync.workbook import Tab
from tests.sheets import sheet
from tests.sync.reading import context, found, logged, places, read

_UNIT = "图书馆.xlsx"


def codes(drawn: str, *, name: str = "3月") -> list[tuple[str, str | None]]:
    return places(sheet(drawn, name=name), context(_UNIT))


@pytest.mark.parametrize(
    ("drawn", "wanted"),
    [
        ("日期 | 活动\n3月5日(周五) | 护河", ("date-weekday-differs", "A2")),
        ("日期 | 活动\n2026-02-27 | 护河", ("date-off-month", "A2")),
        ("日期 | 活动\n3月30日至4月2日 | 护河", ("date-crosses-months", "A2")),
        ("日期 | 活动 | 时长\n'3.5 | 护河 | 9小时", ("duration-over-cap", "C2")),
        ("日期 | 活动 | 时长\n'3.5 | 护河 | 0", ("duration-zero", "C2")),
        ("日期 | 活动 | 时长\n'3.5 | 护河 | 8:30-11:30(2小时)", ("duration-parts-differ", "C2")),
        ("日期 | 活动 | 时长\n3月5日 8:30-11:30 | 护河 | 2小时", ("duration-clock-differs", "C2")),
        (
            "日期 | 活动 | 服务时间 | 时长\n'3.5 | 护河 | 8:30-11:30 | 2.5小时",
            ("duration-clock-differs", "D2"),
        ),
        ("日期 | 活动 | 人数\n'3.5 | 护河 | 0", ("count-zero", "C2")),
        ("日期 | 活动 | 人数\n'3.5 | 护河 | 男5人女6人共12人", ("count-parts-differ", "C2")),
        ("日期 | 活动 | 人数\n'3.5 | 护河 | 12000人", ("count-large", "C2")),
        ("日期 | 活动 | 参加人员\n'3.5 | 护河 | 张伟、李娜、张伟", ("names-repeated", "C2")),
        ("日期 | 活动 | 人数 | 名单\n'3.5 | 护河 | 1 | 张伟、李娜", ("names-over-headcount", "C2")),
        ("日期 | 活动 | 人数 | 人次\n'3.5 | 护河 | 12 | 8", ("person-times-below", "D2")),
        (
            "日期 | 活动 | 人数 | 时长 | 总时长\n'3.5 | 护河 | 12 | 2小时 | 30",
            ("total-hours-differ", "E2"),
        ),
        ("日期 | 活动\n'3.5 | 1.护河 2.护绿", ("title-several", "B2")),
        ("日期 | 活动 | 状态\n'3.5 | 护河 | 已取消", ("activity-cancelled", "C2")),
        ("姓名 | 日期 | 活动 | 时长\n张伟 | '3.5 | 护河 | 9小时", ("duration-over-cap", "D2")),
        ("姓名 | 年龄 | 日期 | 活动\n张伟 | 12岁 | '3.5 | 护河", ("minor-without-consent", "B2")),
        ("日期 | 活动 | 风险 | 保险单号\n'3.5 | 抗洪 | 高 |", ("insurance-missing", "C2")),
        (
            "日期 | 活动 | 专业岗位 | 岗前培训\n'3.5 | 义诊 | 护士 | 未训",
            ("training-missing", "C2"),
        ),
    ],
)
def test_row_to_be_looked_at_is_told_at_its_cell(drawn: str, wanted: tuple[str, str]) -> None:
    assert codes(drawn) == [wanted]


@pytest.mark.parametrize(
    "drawn",
    [
        "日期 | 活动\n3月5日(周四) | 护河",
        "日期 | 活动 | 时长\n3月5日至7日 | 护河 | 20小时",
        "日期 | 活动 | 时长\n3月5日 8:30-11:30 | 护河 | 2.8小时",
        "日期 | 活动 | 时长\n3月5日至7日 8:30-11:30 | 护河 | 9小时",
        "日期 | 活动 | 人数\n'3.5 | 护河 | 约12人",
        "日期 | 活动 | 人数\n'3.5 | 护河 | 签到16人,合影15人",
        "日期 | 活动 | 人数 | 名单\n'3.5 | 护河 | 12 | 张伟、李娜",
        "姓名 | 年龄 | 监护人同意 | 日期 | 活动\n张伟 | 12 | 是 | '3.5 | 护河",
        "姓名 | 年龄 | 日期 | 活动\n张伟 | 不详 | '3.5 | 护河",
        "日期 | 活动 | 风险\n'3.5 | 护河 | 低",
    ],
)
def test_row_that_is_likely_right_is_not_asked_about(drawn: str) -> None:
    assert codes(drawn) == []


def test_date_in_a_ledger_of_no_month_is_in_no_wrong_month() -> None:
    assert codes("日期 | 活动\n2025-11-27 | 护河", name="台账") == []


def test_several_days_hold_more_hours_than_one() -> None:
    tab = sheet("日期 | 活动 | 时长\n3月5日至7日 | 夏令营 | 30小时\n'3.8 | 护河 | 30小时")

    reading = read(tab, context(_UNIT))

    assert [(one.code, one.where.cell) for one in reading.findings] == [
        ("duration-impossible", "C3"),
        ("duration-over-days", "C2"),
    ]
    assert [one.duration for one in logged(reading)] == [1800, None]


def test_cancelled_row_is_no_activity_and_its_other_faults_are_not_told() -> None:
    reading = read(
        sheet("日期 | 活动 | 人数 | 备注\n待定 | 护河 | 见附件 | 因雨取消"), context(_UNIT)
    )

    assert reading.rows == []
    assert reading.findings == [
        found("activity-cancelled", "D2", row=2, book=_UNIT, text="因雨取消")
    ]


def test_title_that_says_nothing_makes_a_nil_report() -> None:
    drawn = """
        单位   | 日期   | 活动   | 人数
        图书馆 |        | 无     |
        图书馆 | '3.5   | 未开展 | 0
        图书馆 | '3.6   | 无     | 12
        图书馆 | '3.7   | 未开展 |
    """

    reading = read(sheet(drawn))

    nil = [
        (row.record.days, isinstance(row.record, Activity) and row.record.nil)
        for row in reading.rows
    ]
    assert nil == [
        ("2026-03-01/2026-03-31", True),
        ("2026-03-05", True),
        ("2026-03-06", False),
        ("2026-03-07", True),
    ]
    assert [(one.code, one.where.cell) for one in reading.findings] == [("title-missing", "C4")]


def test_nothing_for_a_title_is_a_report_where_the_month_is_known() -> None:
    drawn = "序号 | 日期 | 活动\n1 | | 无\n2 | | /\n3 | |"

    reports = [row.record.days for row in read(sheet(drawn), context(_UNIT)).rows]

    assert reports == ["2026-03-01/2026-03-31"]
    assert read(sheet(drawn, name="台账"), context(_UNIT)).rows == []


def test_activity_of_nobody_counts_and_is_asked_about() -> None:
    reading = read(sheet("日期 | 活动 | 人数\n'3.5 | 护河 | 0"), context(_UNIT))

    assert [row.record.title for row in reading.rows] == ["护河"]


_TOTALS = """
    日期 | 活动 | 人数 | 总时长
    '3.5 | 护河 | 12   | 24
    '3.6 | 护绿 | 28   | 56
    合计 |      | {}   | {}
"""


def test_total_that_differs_from_its_rows_is_told() -> None:
    tab = sheet(_TOTALS.format(41, 81))

    assert read(tab, context(_UNIT)).findings == [
        found("total-differs", "C4", row=4, book=_UNIT, stated="41", sum="40"),
        found("total-differs", "D4", row=4, book=_UNIT, stated="81", sum="80"),
    ]


@pytest.mark.parametrize(
    ("people", "hours"), [("40", "80"), ("", ""), ("40人", "80小时"), ("见上", "")]
)
def test_total_that_fits_or_says_no_figure_is_not(people: str, hours: str) -> None:
    assert codes(_TOTALS.format(people, hours)) == []


@pytest.mark.parametrize(
    "drawn",
    [
        "日期 | 活动 | 人数\n'3.5 | 护河 | 约12人\n'3.6 | 护绿 | 若干\n合计 | | 40",
        "日期 | 活动 | 人数\n'3.5 | 护河 | 12\n'3.6 | 因雨取消(已取消) | 28\n合计 | | 40",
        "日期 | 活动 | 人数\n'3.5 | 护河 | 12\n全年累计 | | 400",
    ],
)
def test_total_over_what_is_uncertain_is_not_compared(drawn: str) -> None:
    assert "total-differs" not in [code for code, _ in codes(drawn)]


def test_total_of_a_persons_hours_is_compared() -> None:
    rows = "张伟 | '3.5 | 护河 | 2\n李娜 | '3.5 | 护河 | 2\n合计 | | | 30"
    drawn = f"姓名 | 日期 | 活动 | 时长(小时)\n{rows}"

    assert codes(drawn) == [("total-differs", "D4")]


def test_total_row_above_and_sub_totals_are_compared_too() -> None:
    drawn = """
        日期 | 活动 | 人数
        合计 |      | 40
        '3.5 | 护河 | 12
        小计 |      | 12
        '3.6 | 护绿 | 28
        小计 |      | 29
    """

    assert codes(drawn) == [("total-differs", "C6")]


def test_day_outside_the_membership_is_told() -> None:
    around = replace(context(), memberships={1: ("2026-03-02", None)})
    tab = sheet(
        "单位 | 日期 | 活动\n图书馆 | '3.1 | 护河\n图书馆 | '3.2 | 护绿\n清河社区 | '3.1 | 护河"
    )

    [finding] = read(tab, around).findings

    values = {"text": "2026-03-01", "joined": "2026-03-02", "left": "…"}
    assert finding == found("date-outside-membership", "B2", row=2, **values)


def test_nil_report_of_a_unit_that_had_not_joined_is_not_asked_about() -> None:
    around = replace(context(), memberships={1: ("2026-05-01", None)})

    assert places(sheet("单位 | 日期 | 活动\n图书馆 | | 无"), around) == []


_PHONE, _ID = "13800138000", "340102199003071234"


@pytest.mark.parametrize(
    ("drawn", "wanted"),
    [
        (f"日期 | 活动 | 备注\n'3.5 | 护河 | 联系{_PHONE}", ("private-phone", "C2")),
        (f"日期 | 活动\n'3.5 | 护河{_ID}", ("private-id", "B2")),
        (f"日期 | 活动 | 名单\n'3.5 | 护河 | 张伟{_PHONE}、李娜", ("private-phone", "C2")),
        (f"日期 | 活动 | 负责人\n'3.5 | 护河 | 张伟 {_PHONE}", ("private-phone", "C2")),
        (f"日期 | 活动 | 心得\n'3.5 | 护河 | '{_ID}", ("private-id", "C2")),
        (f"日期 | 活动 | 心得\n'3.5 | 护河 | {_PHONE}", ("private-phone", "C2")),
        (f"日期 | 活动 | 身份证号\n'3.5 | 护河 | '{_ID}", ("private-id", "C2")),
        (f"姓名 | 日期 | 活动 | 联系电话\n张伟 | '3.5 | 护河 | {_PHONE}", ("private-phone", "D2")),
        (
            "姓名 | 志愿者编号 | 日期 | 活动\n张伟 | '11010519491231002X | '3.5 | 护河",
            ("private-id", "B2"),
        ),
        (f"单位 | 日期 | 活动 | 备注\n图书馆 | | 无 | {_PHONE}", ("private-phone", "D2")),
    ],
)
def test_private_number_is_told_by_its_column_alone(drawn: str, wanted: tuple[str, str]) -> None:
    reading = read(sheet(drawn), context(_UNIT))

    assert [(one.code, one.where.cell) for one in reading.findings] == [wanted]
    held = f"{reading.findings} {reading.rows}"
    assert _PHONE not in held
    assert _ID not in held
    assert "11010519491231002X" not in held


@pytest.mark.parametrize(
    "drawn",
    [
        f"日期 | 活动 | 联系电话\n'3.5 | 护河 | {_PHONE}",
        "姓名 | 志愿者编号 | 日期 | 活动\n张伟 | '340102201503051234 | '3.5 | 护河",
        "序号 | 日期 | 活动\n13800138000 | '3.5 | 护河",
        "日期 | 活动 | 心得\n'3.5 | 护河 | 12345678901.5",
    ],
)
def test_number_that_may_stand_there_is_not_told(drawn: str) -> None:
    assert codes(drawn) == []


def test_other_findings_do_not_repeat_a_private_number() -> None:
    drawn = f"单位 | 日期 | 活动 | 参加人员\n图书官{_PHONE} | '3.5 | 护河 | 全体{_PHONE}"

    reading = read(sheet(drawn))

    assert "unit-unknown" in [one.code for one in reading.findings]
    assert _PHONE not in str(reading.findings)


def many(count: int) -> Tab:
    lines = [f"'3.5 | 护河{number} | 0" for number in range(count)]
    return sheet("\n".join(["日期 | 活动 | 人数", *lines]))


def test_many_alike_in_a_column_are_told_together() -> None:
    reading = read(many(13), context(_UNIT))

    assert [one.code for one in reading.findings] == [*["count-zero"] * 10, "findings-alike"]
    assert reading.findings[-1] == found(
        "findings-alike", "C11", row=11, book=_UNIT, count="3", of="count-zero"
    )
