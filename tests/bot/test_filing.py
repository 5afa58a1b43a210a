"""Activities filed in the chat: shown, confirmed, counted at once, and filed once."""

import pytest
from sqlalchemy import Connection

from bot.conversation import Answer
from store.filings import load_waiting
from tests.bot.city import RULES
from tests.bot.hearing import hear

REPORT = "4.5 河道清扫 12人 每人2小时"


def pressed(conn: Connection, answer: Answer, label: str, by: str | None = "馆员") -> Answer:
    """What is heard when the button with that label is pressed."""
    buttons = (button for reply in answer.replies for button in reply.buttons)
    return hear(conn, next(b.action.argument for b in buttons if b.label == label), by)


def hours(conn: Connection) -> str:
    return hear(conn, "我们本月多少小时").text.splitlines()[0].partition(":")[2]


def test_report_is_shown_as_the_row_that_it_becomes(city: Connection) -> None:
    answer = hear(city, REPORT)

    [head, *lines] = answer.text.splitlines()
    assert head.startswith("将登记到 图书馆 的台账(编号 F")
    assert lines == [
        "· 日期:2026-04-05",
        "· 活动:河道清扫",
        "· 人数:12",
        "· 每人时长:2 小时",
    ]
    assert [button.label for button in answer.replies[0].buttons] == ["确认", "改", "取消"]
    assert (load_waiting(city, RULES.id), answer.intent) == ([], "clarify")


def test_confirmed_report_counts_at_once_and_meets_the_month(city: Connection) -> None:
    before = hours(city)

    answer = pressed(city, hear(city, REPORT), "确认")

    assert answer.text.startswith("已登记 图书馆「河道清扫」")
    assert (before[:4], hours(city)[:5]) == ("0.0 ", "24.0 ")
    assert "2026-04 ✅ 已完成" in hear(city, "我们本月达标了吗").text


def test_second_press_files_nothing_more(city: Connection) -> None:
    shown = hear(city, REPORT)
    pressed(city, shown, "确认")

    again = pressed(city, shown, "确认")

    assert "没有重复登记" in again.text
    assert len(load_waiting(city, RULES.id)) == 1


@pytest.mark.parametrize("word", ["确认", "confirm", "确定"])
def test_word_alone_confirms_the_draft_that_is_shown(city: Connection, word: str) -> None:
    hear(city, REPORT)

    hear(city, word)

    assert len(load_waiting(city, RULES.id)) == 1


def test_cancelled_report_is_not_filed(city: Connection) -> None:
    shown = hear(city, REPORT)

    answer = pressed(city, shown, "取消")

    assert answer.text.startswith("已取消")
    assert "已取消" in pressed(city, shown, "确认").text
    assert load_waiting(city, RULES.id) == []


def test_one_more_thing_said_changes_the_draft(city: Connection) -> None:
    first = hear(city, REPORT)
    assert "直接发要改的那一项" in pressed(city, first, "改").text

    changed = hear(city, "人数 15")

    assert "· 人数:15" in changed.text
    assert "· 活动:河道清扫" in changed.text
    assert "被新的替换" in pressed(city, first, "确认").text
    pressed(city, changed, "确认")
    assert [one.fields["headcount"] for one in load_waiting(city, RULES.id)] == [15]


def test_what_is_missing_is_asked_for_before_it_can_be_confirmed(city: Connection) -> None:
    answer = hear(city, "/log 河道清扫 12人 每人2小时")

    assert "还缺:日期" in answer.text
    assert [button.label for button in answer.replies[0].buttons] == ["改", "取消"]
    assert "还缺:日期" in hear(city, "确认").text
    assert hear(city, "昨天").replies[0].buttons[0].label == "确认"


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("4.20 河道清扫 12人", "日期在今天之后"),
        ("明天 河道清扫 12人 2小时", "日期在今天之后"),
        ("2月30日 清扫 12人 1小时", "日期没有看懂"),
        ("三月 清扫 12人 1小时", "日期没有看懂"),
    ],
)
def test_day_ahead_or_unreadable_is_asked_for(city: Connection, text: str, said: str) -> None:
    answer = hear(city, text)

    assert said in answer.text
    assert "· 日期:(还没有)" in answer.text


@pytest.mark.parametrize("by", ["张伟", "主管"])
def test_who_does_not_speak_for_a_unit_cannot_file(city: Connection, by: str) -> None:
    assert hear(city, REPORT, by).refused == "speaker"


def test_draft_of_another_cannot_be_confirmed(city: Connection) -> None:
    shown = hear(city, REPORT)

    answer = pressed(city, shown, "确认", "老师")

    assert "没有找到这条草稿" in answer.text
    assert load_waiting(city, RULES.id) == []


def test_office_names_the_unit_it_files_for(city: Connection) -> None:
    assert "请在最前面写上单位名称" in hear(city, REPORT, None).text

    pressed(city, hear(city, f"学校 {REPORT}", None), "确认", None)

    assert "2026-04 ✅ 已完成" in hear(city, "学校本月达标了吗", None).text


def test_report_in_english_is_shown_in_english(city: Connection) -> None:
    answer = hear(city, "log River cleanup 4.5, 12 people, 2 hours each", locale="en")

    assert "· activity: River cleanup" in answer.text
    assert [b.label for b in answer.replies[0].buttons] == ["confirm", "change", "cancel"]
