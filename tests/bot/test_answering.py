"""Answers to reminders: who may give them, what they hush, and with what the ladder goes on."""

import pytest
from sqlalchemy import Connection, update

from bot.actors import identify
from bot.conversation import Answer, ask
from bot.intents import Intent
from rules.answers import AnswerKind
from store.answers import load_answers
from store.leases import change_letter
from store.letters import load_letters
from store.roster import load_contacts, load_units
from store.tables import obligation
from tests.bot.city import (
    DISTRICT,
    LIBRARY,
    PEOPLE,
    RULES,
    SCHOOL,
    UNITS,
    found,
    log,
    person,
    tick,
    told,
    words,
)
from tests.builders import activity, instant

#: Tuesday 7 April is due, and the coordinator was told that day.
DUE = "2026-04-07"


@pytest.fixture
def city(conn: Connection) -> Connection:
    """The library owes March; its coordinator and deputy were written to on the due day."""
    found(conn, *PEOPLE, person("老师", "学校"), units=UNITS)
    log(conn, activity(days="2026-03-05"), on="2026-03-06", unit_id=SCHOOL)
    remind(conn, DUE)
    return conn


def remind(conn: Connection, on: str) -> dict[str, list[str]]:
    """What is posted and leaves at that time about March: the rungs by the person's name."""
    posted = told(tick(conn, on))
    for one in load_letters(conn, "city", ["planned"]):
        change_letter(conn, "city", one.key, "planned", state="sent", sent_at=instant(on))
    march = {name: [one for one in what if "2026-03" in one] for name, what in posted.items()}
    return {name: [one.split()[-1] for one in what] for name, what in march.items() if what}


def hear(conn: Connection, text: str, by: str | None = "馆员", *, on: str = DUE) -> Answer:
    actor = identify(by, load_units(conn, "city"), load_contacts(conn, "city"))
    return ask(conn, RULES, actor, text, now=instant(on), wording=words("zh"))


def kept(conn: Connection, unit_id: int = LIBRARY, *, on: str = DUE) -> list[AnswerKind]:
    answers = load_answers(conn, "city", [unit_id], at=instant(on))
    return [one.kind for one in answers.get(unit_id, [])]


def test_promise_is_confirmed_with_what_and_until_when(city: Connection) -> None:
    answer = hear(city, "/promise 3", on="2026-04-07T10:00")

    assert (answer.intent, answer.refused) == (Intent.PROMISE, None)
    assert answer.text == (
        "记下了:图书馆 2026-03「每月至少一次活动」,最晚 2026-04-09 补报。"
        "2026-04-10 09:30 之前不再提醒;到时仍没有登记,会接着催办并请上一级关注。"
    )


def test_promise_keeps_everybody_quiet_and_broken_goes_one_rung_higher(city: Connection) -> None:
    hear(city, "我知道了,3日内补报", on="2026-04-07T10:00")

    quiet = [remind(city, day) for day in ("2026-04-08", "2026-04-09", "2026-04-10T09:29")]
    broken = remind(city, "2026-04-10")

    assert quiet == [{}, {}, {}]
    assert broken == {
        "馆员": ["L2@promise+1d"],
        "副馆员": ["L2@promise+1d"],
        "馆长": ["L2@promise+1d"],
        "主管": ["L2@promise+1d"],
        "区联络员": ["L2@promise+1d"],
        "市联络员": ["L3@due+3wd"],
    }


def test_kept_promise_is_never_mentioned_again(city: Connection) -> None:
    hear(city, "/promise 3", on="2026-04-07T10:00")
    log(city, activity(days="2026-03-28"), on="2026-04-09")

    assert remind(city, "2026-04-10") == {}


def test_letter_that_waits_is_not_sent_after_a_promise(conn: Connection) -> None:
    found(conn, *PEOPLE)
    tick(conn, "2026-04-06T18:00")
    hear(conn, "/promise 2", on="2026-04-06T18:30")
    [waiting] = load_letters(conn, "city", ["planned"])

    later = told(tick(conn, "2026-04-07"))

    assert waiting.day == "2026-04-07"
    assert later == {}


def test_snooze_that_ends_with_a_higher_rung_is_told_the_higher(city: Connection) -> None:
    answer = hear(city, "明天提醒", on="2026-04-07T10:00")

    next_day = remind(city, "2026-04-08")

    assert answer.text.startswith(
        "好的:图书馆 2026-03「每月至少一次活动」,2026-04-08 09:30 再提醒您"
    )
    assert next_day["馆员"] == next_day["馆长"] == ["L2@due+1wd"]


def test_others_are_told_while_one_person_snoozes(city: Connection) -> None:
    hear(city, "/snooze 2", on="2026-04-07T10:00")

    next_day, day_after = remind(city, "2026-04-08"), remind(city, "2026-04-09")

    assert ("馆员" in next_day, next_day["馆长"]) == (False, ["L2@due+1wd"])
    assert day_after == {"馆员": ["L1@snooze+1d"]}


def test_mute_holds_for_the_person_until_another_answer(city: Connection) -> None:
    answer = hear(city, "别再提醒我了", on="2026-04-07T10:00")
    muted = remind(city, "2026-04-08")
    hear(city, "明天提醒", on="2026-04-08T10:00")

    again = remind(city, "2026-04-09")

    assert "到 2026-05-06 为止不再发给您" in answer.text
    assert ("馆员" in muted, "馆长" in muted) == (False, True)
    assert again == {"馆员": ["L1@snooze+1d"]}


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("不归我管", AnswerKind.NOT_US),
        ("这不是我们的", AnswerKind.NOT_US),
        ("申请免报", AnswerKind.EXEMPTION_REQUEST),
        ("这个月能不能免报", AnswerKind.EXEMPTION_REQUEST),
        ("we ask for an exemption", AnswerKind.EXEMPTION_REQUEST),
        ("数据不对", AnswerKind.DISPUTE),
    ],
)
def test_request_is_kept_for_the_office_and_the_ladder_goes_on(
    city: Connection, text: str, kind: AnswerKind
) -> None:
    answer = hear(city, text, on="2026-04-07T10:00")

    assert (answer.intent, answer.refused) == (Intent.DISPUTE, None)
    assert answer.text.startswith("记下了,已转给文明办")
    assert kept(city, on="2026-04-07T10:00") == [kind]
    assert remind(city, "2026-04-08")["馆长"] == ["L2@due+1wd"]


@pytest.mark.parametrize("text", ["/promise 3", "/snooze 1", "/mute", "不归我管"])
@pytest.mark.parametrize("by", ["志愿者", "主管"])
def test_who_does_not_speak_for_the_unit_cannot_answer_for_it(
    city: Connection, text: str, by: str
) -> None:
    answer = hear(city, text, by)

    assert (answer.refused, kept(city)) == ("speaker", [])
    assert answer.text == words("zh").say("ask.refused-speaker")


@pytest.mark.parametrize("text", ["/promise 3", "别再提醒我了"])
def test_office_at_its_shell_is_asked_who_answers(city: Connection, text: str) -> None:
    answer = hear(city, text, None)

    assert (answer.text, kept(city)) == (words("zh").say("answer.shell"), [])


def test_who_owes_nothing_has_nothing_to_promise(city: Connection) -> None:
    city.execute(update(obligation).values(standing="met"))

    answer = hear(city, "/promise 3", "老师")

    assert answer.text == "学校 现在没有要补报的,不会有提醒。"
    assert kept(city, SCHOOL) == []


def test_answer_is_for_own_units_alone(city: Connection) -> None:
    hear(city, "/promise 3", "区联络员")

    assert (kept(city, DISTRICT), kept(city)) == ([], [])


def test_promise_before_any_reminder_is_about_what_is_open(conn: Connection) -> None:
    found(conn, *PEOPLE)

    answer = hear(conn, "/promise 20", on="2026-03-03")
    silent = remind(conn, "2026-03-13")
    broken = remind(conn, "2026-03-23")

    assert answer.text.startswith("记下了:图书馆 2026-03「每月至少一次活动」,最晚 2026-03-22")
    assert (silent, broken) == ({}, {"馆员": ["L0@promise+1d"]})
