import pytest
from sqlalchemy import Connection

from bot.questions import Intent
from rules.findings import CellRef, Finding
from store.books import BookState, save_book, save_book_units
from store.findings import replace_findings
from tests.bot.city import (
    LIBRARY,
    PEOPLE,
    SCHOOL,
    UNITS,
    found,
    log,
    person,
    sync,
    words,
)
from tests.bot.hearing import hear
from tests.builders import activity, instant, service_record, unit


def test_coordinator_hears_hours_activities_and_standing_of_the_own_unit(city: Connection) -> None:
    answer = hear(city, "我们单位三月多少小时")

    assert (answer.intent, answer.scope, answer.refused) == (Intent.HOURS, "own_unit", None)
    assert answer.text.splitlines() == [
        (
            "图书馆 2026年3月:26.0 小时(已认定 0.0,待认定 26.0),1 次活动,13 人次。"
            "数据截至 04-12 09:20。"
        ),
        "2026-03 ✅ 已完成,活动 1 次,截止日 2026-04-07。",
    ]


def test_question_in_english_is_answered_in_english(city: Connection) -> None:
    answer = hear(city, "how many hours in March", locale="en")

    assert answer.text.splitlines()[0] == (
        "图书馆, 2026-03: 26.0 hours (0.0 confirmed, 26.0 pending), activities: 1, "
        "participations: 13. Data as of 04-12 09:20."
    )


@pytest.mark.parametrize(
    ("by", "text", "refused"),
    [
        ("馆员", "学校三月多少小时", "other-unit"),
        ("馆员", "学校达标了吗", "other-unit"),
        ("馆员", "东城区文明办三月多少小时", "other-unit"),
        ("馆员", "全市三月多少小时", "all-units"),
        ("馆员", "谁没报", "all-units"),
        ("主管", "全市三月多少小时", "all-units"),
        ("馆员", "三月排名", "all-units"),
        ("馆员", "列出学校三月的活动", "other-unit"),
        ("张伟", "三月排名", "volunteer"),
        ("张伟", "列出我们单位三月的活动", "volunteer"),
        ("馆员", "李娜四月多少小时", "person"),
        ("主管", "张伟三月多少小时", "person"),
        ("区联络员", "张伟三月多少小时", "person"),
        ("李娜", "张伟三月多少小时", "person"),
        ("张伟", "我们单位三月多少小时", "volunteer"),
        ("张伟", "图书馆三月多少小时", "volunteer"),
        ("张伟", "学校三月多少小时", "volunteer"),
        ("张伟", "谁没报", "volunteer"),
        ("市志愿者", "全市三月多少小时", "volunteer"),
    ],
)
def test_figures_of_others_are_refused_in_kind_words(
    city: Connection, by: str, text: str, refused: str
) -> None:
    answer = hear(city, text, by)

    assert (answer.refused, answer.text) == (refused, words("zh").say(f"ask.refused-{refused}"))
    assert answer.buttons == ()


def test_refused_question_still_says_what_was_understood(city: Connection) -> None:
    answer = hear(city, "学校三月多少小时")

    assert (answer.intent, answer.scope) == (Intent.HOURS, "unit:学校")
    assert answer.span is not None
    assert str(answer.span.first) == "2026-03-01"


@pytest.mark.parametrize(
    ("by", "text", "hours"),
    [
        ("张伟", "我三月多少小时", "4.0"),
        ("张伟", "三月多少小时", "4.0"),
        ("张伟", "张伟三月多少小时", "4.0"),
        ("张伟", "我四月多少小时", "0.0"),
        ("李娜", "我四月多少小时", "1.0"),
    ],
)
def test_volunteer_hears_the_own_hours(city: Connection, by: str, text: str, hours: str) -> None:
    answer = hear(city, text, by)

    assert (answer.scope, answer.refused) == ("self", None)
    assert f"{by}(本人)" in answer.text
    assert f":{hours} 小时" in answer.text


def test_volunteer_does_not_hear_the_hours_of_a_namesake_with_another_number(
    city: Connection,
) -> None:
    namesake = service_record("张伟", days="2026-03-20", title="值班", volunteer_no="V02")
    unnumbered = service_record("张伟", days="2026-03-21", title="值班", duration=30)
    log(city, namesake, unnumbered, on="2026-03-22")

    answer = hear(city, "我三月多少小时", "张伟")

    assert ":4.5 小时" in answer.text


def test_coordinator_hears_a_volunteer_s_hours_in_the_own_unit_alone(city: Connection) -> None:
    texts = {by: hear(city, "王芳累计多少小时", by).text for by in ("馆员", "老师")}

    assert "王芳 全部时间:2.0 小时" in texts["馆员"]
    assert "王芳 全部时间:1.0 小时" in texts["老师"]


@pytest.mark.parametrize(
    ("by", "text", "hours"),
    [
        ("区联络员", "学校四月多少小时", "2.0"),
        ("区联络员", "东城区文明办三月多少小时", "26.0"),
        ("区联络员", "东城区三月多少小时", "26.0"),
        ("区联络员", "我们三月多少小时", "26.0"),
        ("区联络员", "全区三月多少小时", "26.0"),
        ("市联络员", "我们三月多少小时", "26.0"),
        ("市联络员", "全市三月多少小时", "26.0"),
        ("市联络员", "东城区文明办三月多少小时", "26.0"),
        ("市联络员", "图书馆三月多少小时", "26.0"),
        (None, "全市三月多少小时", "26.0"),
        (None, "三月多少小时", "26.0"),
        (None, "张伟三月多少小时", "4.0"),
    ],
)
def test_offices_hear_what_stands_below_them(
    city: Connection, by: str | None, text: str, hours: str
) -> None:
    answer = hear(city, text, by)

    assert (answer.refused, f":{hours} 小时" in answer.text) == (None, True)


@pytest.mark.parametrize(("by", "says_so"), [(None, True), ("市联络员", False)])
@pytest.mark.parametrize("text", ["全市三月多少小时", "三月谁没报", "全市三月达标了吗"])
def test_answer_at_the_shell_says_as_whom(
    *, city: Connection, by: str | None, text: str, says_so: bool
) -> None:
    assert ("按市文明办回答" in hear(city, text, by).text) is says_so


def test_period_that_was_assumed_is_said(city: Connection) -> None:
    answer = hear(city, "我们多少小时")

    assert "图书馆 2026年4月(没说时间,按本月算):0.0 小时" in answer.text


def test_late_list_names_who_is_late_and_counts_who_still_has_time(city: Connection) -> None:
    march, april = (hear(city, f"{month}谁没报", None).text for month in ("三月", "四月"))

    assert march.splitlines()[:2] == ["全市 2026年3月 未完成的有 1 项:", "· 学校 2026-03 缺报"]
    assert april.splitlines()[:2] == [
        "全市 2026年4月 没有逾期或缺报的单位。",
        "另有 1 个单位还没登记,截止日 2026-05-06 之前都不算迟。",
    ]


@pytest.mark.parametrize(
    ("text", "scope"),
    [
        ("三月谁没报", "own_unit"),
        ("我们三月谁没报", "own_unit"),
        ("东城区三月谁没报", "district:东城区文明办"),
    ],
)
def test_district_hears_its_own_late_list(city: Connection, text: str, scope: str) -> None:
    answer = hear(city, text, "区联络员")

    assert (answer.scope, answer.refused) == (scope, None)
    assert answer.text.splitlines()[:2] == [
        "东城区文明办 2026年3月 未完成的有 1 项:",
        "· 学校 2026-03 缺报",
    ]


def test_status_of_several_units_is_told_in_figures(city: Connection) -> None:
    assert "2026-03:已完成 1 · 缺报 1" in hear(city, "全市三月达标了吗", None).text


@pytest.mark.parametrize(
    ("on", "line"),
    [
        ("2026-04-01", "2026-03 的活动最晚 2026-04-07(周二)登记,还有 6 天。"),
        (
            "2026-04-12",
            "2026-03 的截止日是 2026-04-07(周二),已过 5 天;现在补登记为补报。",
        ),
    ],
)
@pytest.mark.parametrize("by", ["馆员", "张伟", None])
def test_deadline_is_told_to_everybody(
    city: Connection, by: str | None, on: str, line: str
) -> None:
    assert hear(city, "三月什么时候截止", by, on=on).text == line


def test_nil_reports_are_listed_alone_where_asked_for(city: Connection) -> None:
    log(city, activity(days="2026-03-31", nil=True), on="2026-04-02", unit_id=SCHOOL)

    texts = [hear(city, f"{month}哪些单位零报告", "市联络员").text for month in ("三月", "二月")]

    assert texts[0].splitlines()[:2] == [
        "全市 2026年3月 报「未开展活动」(零报告)的有 1 个:",
        "· 学校 2026-03 零报告",
    ]
    assert texts[1].startswith("全市 2026年2月 没有单位报「未开展活动」(零报告)。")


def test_workbook_of_the_own_unit_is_named(city: Connection) -> None:
    save_book(city, "city", BookState(id="东城/图书馆.xlsx"))
    save_book_units(city, "city", "东城/图书馆.xlsx", [LIBRARY])

    texts = [hear(city, "表格在哪", by).text for by in ("馆员", "老师")]

    assert "图书馆 的台账:东城/图书馆.xlsx" in texts[0]
    assert texts[0].endswith("没有等着改的行。")
    assert texts[1].startswith("学校 还没有读到台账")


@pytest.mark.parametrize(
    ("by", "workbooks"), [("馆员", "图书馆 的台账:{book}"), ("市联络员", "全市 读到 1 本台账。")]
)
def test_who_asks_what_to_mend_hears_how_many_rows_and_where_it_stands(
    city: Connection, by: str, workbooks: str
) -> None:
    book = f"{LIBRARY}-2026-03-10.xlsx"
    log(city, activity(days=None, title="护河"), on="2026-03-10")
    unreadable = Finding(
        code="date-unreadable", where=CellRef(book, "活动", 2, "A2"), values={"text": "x"}
    )
    replace_findings(city, "city", book, [unreadable], instant("2026-03-10"))
    save_book_units(city, "city", book, [LIBRARY])

    answer = hear(city, "全市台账哪里要改" if by == "市联络员" else "台账哪里要改", by)

    assert answer.intent is Intent.SHEET_LINK
    first, second = answer.text.splitlines()
    assert first.startswith(workbooks.format(book=book))
    assert second == f"有 1 行待改(见 反馈_{book}),改好即算。"


@pytest.mark.parametrize(
    ("text", "intent"),
    [
        ("怎么登记", Intent.HELP_REGISTER),
        ("/help", Intent.HELP_REGISTER),
        ("你好", Intent.GREETING),
        ("谢谢", Intent.THANKS),
        ("吃什么", Intent.UNKNOWN),
        ("asdf qwer", Intent.UNKNOWN),
    ],
)
@pytest.mark.parametrize("by", ["馆员", "张伟", None])
def test_talk_is_answered_to_everybody(
    city: Connection, by: str | None, text: str, intent: Intent
) -> None:
    answer = hear(city, text, by)

    code = f"ask.{intent.value.replace('_', '-')}"
    assert (answer.intent, answer.refused, answer.text) == (intent, None, words("zh").say(code))


@pytest.mark.parametrize("locale", ["zh", "en"])
@pytest.mark.parametrize(
    ("by", "text"),
    [
        ("馆员", "我们单位三月多少小时"),
        ("馆员", "我们几次活动"),
        ("馆员", "达标了吗"),
        ("馆员", "王芳三月多少小时"),
        ("张伟", "我三月多少小时"),
        ("区联络员", "学校三月多少小时"),
        ("区联络员", "学校三月多少人次"),
        ("市联络员", "谁没报"),
        ("市联络员", "哪些单位零报告"),
        ("市联络员", "三月排名"),
        ("市联络员", "三月活动最少的单位"),
        ("区联络员", "三月人次排名"),
        ("馆员", "列出三月的活动"),
        (None, "全市三月达标了吗"),
    ],
)
def test_buttons_ask_the_same_of_other_periods(
    city: Connection, by: str | None, text: str, locale: str
) -> None:
    first = hear(city, text, by, locale=locale)

    pressed = [hear(city, button, by, locale=locale) for button in first.buttons[:3]]

    assert len(pressed) == 3
    assert {(one.intent, one.scope, one.refused) for one in pressed} == {
        (first.intent, first.scope, None)
    }
    assert len({one.span for one in pressed}) == 3


@pytest.mark.parametrize("text", ["三月", "多少", "13月多少小时", "2月30日多少小时"])
def test_what_is_unclear_is_asked_back_with_buttons_that_are_understood(
    city: Connection, text: str
) -> None:
    back = hear(city, text)

    pressed = [hear(city, button).intent for button in back.buttons]

    assert (back.intent, bool(pressed)) == (Intent.CLARIFY, True)
    assert {Intent.CLARIFY, Intent.UNKNOWN}.isdisjoint(pressed)


@pytest.mark.parametrize("name", ["图书社区", "美术馆", "敬老院", "蓝天服务队"])
@pytest.mark.parametrize("by", ["馆员", "市联络员", None])
def test_unit_that_nobody_lists_is_asked_back(city: Connection, by: str | None, name: str) -> None:
    answer = hear(city, f"{name}三月多少小时", by)

    assert (answer.intent, answer.text) == (Intent.CLARIFY, words("zh").say("ask.unit-unknown"))


def test_person_who_speaks_for_two_units_hears_both(conn: Connection) -> None:
    people = (person("王芳", address="7"), person("王芳", "学校", address="7"))
    found(conn, *people, units=UNITS)
    log(conn, activity(headcount=2, duration=60), on="2026-03-06", unit_id=SCHOOL)

    texts = [hear(conn, f"{name}三月多少小时", "王芳").text for name in ("图书馆", "学校")]

    assert [text.split("小时")[0] for text in texts] == [
        "图书馆 2026年3月:0.0 ",
        "学校 2026年3月:2.0 ",
    ]


def test_answer_before_the_first_sync_says_that_nothing_was_read(conn: Connection) -> None:
    found(conn, *PEOPLE)

    assert words("zh").say("word.never") in hear(conn, "我们三月多少小时").text


def test_month_before_the_first_record_owes_nothing(city: Connection) -> None:
    answer = hear(city, "我们去年三月达标了吗")

    assert answer.text.splitlines()[0] == "图书馆 2025年3月 没有需要完成的月份。"


def test_district_of_one_unit_is_told_in_figures(conn: Connection) -> None:
    found(conn, *PEOPLE)

    answer = hear(conn, "东城区三月达标了吗", "区联络员")

    assert answer.text.splitlines()[:2] == ["东城区文明办 2026年3月:", "2026-03:缺报 1"]


@pytest.mark.parametrize("text", ["全市三月多少小时", "各单位三月多少小时", "全市三月达标了吗"])
def test_district_office_that_asks_for_all_hears_of_its_own_and_is_told_so(
    city: Connection, text: str
) -> None:
    answer = hear(city, text, "区联络员")

    assert (answer.scope, answer.refused) == ("district:东城区文明办", None)
    assert answer.text.startswith("东城区文明办 2026年3月:")
    assert answer.text.endswith("(全市的情况只告诉市文明办;这里说的是您这个片区。)")


def test_ranking_names_the_units_with_the_highest_figures(city: Connection) -> None:
    log(
        city, activity(days="2026-03-08", headcount=5, duration=60), on="2026-03-09", unit_id=SCHOOL
    )

    lines = {
        text: hear(city, text, "市联络员").text.splitlines()
        for text in ("三月排名", "三月活动最多的单位")
    }

    assert lines["三月排名"][:3] == [
        "全市 2026年3月 服务小时最多的单位:",
        "1. 图书馆 26.0 小时",
        "2. 学校 5.0 小时",
    ]
    assert lines["三月活动最多的单位"][1:3] == ["1. 图书馆 1 次", "1. 学校 1 次"]


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("三月小时最少的单位", ["1. 学校 0.0 小时", "2. 图书馆 26.0 小时"]),
        ("三月小时排名前一名", ["1. 图书馆 26.0 小时"]),
        ("三月人次最少的前一个单位", ["1. 学校 0 人次", "……另有 1 个。"]),
    ],
)
def test_ranking_from_below_names_units_without_any_too(
    city: Connection, text: str, lines: list[str]
) -> None:
    assert hear(city, text, None).text.splitlines()[1 : 1 + len(lines)] == lines


def test_ranking_leaves_out_units_that_left_before_the_period(conn: Connection) -> None:
    gone, new = unit("旧队", left="2026-02-10"), unit("新队", joined="2026-05-01")
    found(conn, *PEOPLE, units=(*UNITS, gone, new))
    sync(conn, "2026-04-12")

    ranked = [hear(conn, f"{month}小时最少的单位", None).text for month in ("一月", "三月")]

    assert [("旧队" in text, "新队" in text) for text in ranked] == [(True, False), (False, False)]


def test_ranking_of_a_district_is_that_of_its_units(city: Connection) -> None:
    answer = hear(city, "三月排名", "区联络员")

    assert (answer.intent, answer.scope) == (Intent.HOURS, "district:东城区文明办")
    assert answer.text.splitlines()[1] == "1. 图书馆 26.0 小时"


def test_period_without_any_activity_ranks_nobody(city: Connection) -> None:
    text = hear(city, "去年排名", "市联络员").text

    assert text.splitlines()[0] == "全市 2025年 还没有计入的活动,排不出名次。"


def test_activities_are_listed_with_day_title_people_and_hours(city: Connection) -> None:
    own, all_of_them = hear(city, "列出三月的活动"), hear(city, "全市今年有哪些活动", None)

    assert (own.intent, own.scope) == (Intent.ACTIVITY_COUNT, "own_unit")
    assert own.text.splitlines()[:2] == [
        "图书馆 2026年3月 有 1 次活动:",
        "· 2026-03-05 读书会:12 人次,24.0 小时",
    ]
    assert all_of_them.text.splitlines()[1:3] == [
        "· 2026-03-05 图书馆 读书会:12 人次,24.0 小时",
        "· 2026-04-02 学校 清河护绿:2 人次,2.0 小时",
    ]


def test_long_list_of_activities_is_cut_and_counts_the_rest(city: Connection) -> None:
    days = [f"2026-03-{day:02d}" for day in range(6, 31)]
    log(city, *(activity(days=day, title="长" * 60) for day in days), on="2026-03-31")

    lines = hear(city, "列出三月的活动").text.splitlines()

    assert len(lines) == 23
    assert lines[2] == f"· 2026-03-06 {'长' * 40}…:0 人次,0.0 小时"
    assert lines[21] == "……另有 6 个。"


def test_volunteer_who_asks_for_a_list_hears_the_own_figures(city: Connection) -> None:
    assert "参加 2 次" in hear(city, "列出我三月的活动", "张伟").text


def test_list_of_a_month_without_activities_says_so(city: Connection) -> None:
    first = hear(city, "列出四月的活动").text.splitlines()[0]

    assert first == "图书馆 2026年4月 还没有计入的活动。"


@pytest.mark.parametrize("text", ["三月", "多少", "13月多少小时", "蓝天服务队三月多少小时"])
def test_buttons_are_in_the_language_of_the_person_whatever_was_typed(
    city: Connection, text: str
) -> None:
    back = hear(city, text, locale="en")

    pressed = [hear(city, button, locale="en") for button in back.buttons]

    assert back.intent is Intent.CLARIFY
    assert {button.split()[0] for button in back.buttons} <= {"how", "status", "my", "our"}
    assert {Intent.CLARIFY, Intent.UNKNOWN}.isdisjoint({one.intent for one in pressed})
    months = {one.span.first.month for one in pressed if one.span and text == "三月"}
    assert months <= {3}


def test_buttons_of_a_ranking_rank_and_those_of_a_list_list(city: Connection) -> None:
    ranking, listed = hear(city, "三月排名", None), hear(city, "列出三月的活动")

    ranked = [hear(city, button, None).text.splitlines()[0] for button in ranking.buttons]
    lists = [hear(city, button).text.splitlines()[1] for button in listed.buttons]

    assert [line.endswith("服务小时最多的单位:") for line in ranked] == [True] * 3
    assert lists[0] == "· 2026-03-05 读书会:12 人次,24.0 小时"
