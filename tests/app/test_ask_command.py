"""`ask` and `chat`: who hears what."""

import pytest

from tests.app.desk import Desk

DAY = ("--as-of", "2026-04-12")


@pytest.fixture
def city(small_city: Desk) -> Desk:
    """The small city, synced."""
    small_city.json("sync", "--as-of", "2026-04-08")
    return small_city


def test_coordinator_hears_hours_activities_period_unit_and_freshness(city: Desk) -> None:
    answer = city.json("ask", "我们单位三月多少小时", "--as", "李明", *DAY)

    assert (answer["intent"], answer["scope"], answer["refused"]) == ("hours", "own_unit", None)
    assert answer["period"] == {"from": "2026-03-01", "to": "2026-03-31"}
    assert answer["text"].splitlines()[0] == (
        "市图书馆 2026年3月:24.0 小时(已认定 0.0,待认定 24.0),1 次活动,12 人次。"
        "数据截至 04-08 09:30。"
    )


@pytest.mark.parametrize(
    ("speaker", "question", "reason"),
    [
        ("王芳", "市图书馆三月多少小时", "other-unit"),
        ("王芳", "全市三月多少小时", "all-units"),
        ("王芳", "谁没报", "all-units"),
        ("陈晨", "我们单位三月多少小时", "volunteer"),
        ("陈晨", "工时 张三 三月", "person"),
        ("赵刚", "工时 张三 二月", "person"),
        ("王芳", "工时 张三 二月", None),
        ("李明", "工时 张三 二月", "person"),
    ],
)
def test_figures_go_to_those_who_may_hear_them(
    city: Desk, speaker: str, question: str, reason: str | None
) -> None:
    ran = city.run("ask", question, "--as", speaker, "--json", *DAY)

    assert (ran.document["refused"], ran.status) == (reason, 1 if reason else 0)


def test_shell_speaks_as_the_office_and_says_so(city: Desk) -> None:
    answer = city.json("ask", "三月谁没报", *DAY)

    assert "城关镇服务队 2026-03 缺报" in answer["text"]
    assert answer["text"].endswith("(没有用 --as 指明身份,按市文明办回答。)")


def test_question_in_english_is_answered_in_english(city: Desk) -> None:
    answer = city.json("ask", "how many hours in March", "--as", "李明", *DAY)

    assert answer["text"].startswith("市图书馆, 2026-03: 24.0 hours")


def test_speaker_nobody_knows_is_one_sentence(city: Desk) -> None:
    ran = city.run("ask", "本月多少小时", "--as", "李大明", *DAY)

    assert (ran.status, ran.out) == (2, "")
    assert ran.err.strip() == (
        "名册里没有联络人「李大明」;请写姓名,重名时写 单位/姓名。相近的有:市图书馆/李明。"
    )


def test_request_for_another_unit_is_left_to_those_who_speak_for_it(small_city: Desk) -> None:
    small_city.json("sync", "--as-of", "2026-04-08")

    asked = small_city.run("ask", "替城关镇服务队申请免报", "--as", "李明", "--as-of", "2026-04-08")

    assert (asked.status, "本单位的联络员" in asked.out) == (1, True)
