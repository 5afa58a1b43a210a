"""Disputes: the rows behind a figure."""

from sqlalchemy import Connection

from tests.bot.city import log
from tests.bot.hearing import hear
from tests.builders import activity


def test_dispute_shows_the_rows_that_were_counted(city: Connection) -> None:
    answer = hear(city, "三月数据不对")

    assert answer.text.splitlines()[1:3] == [
        "图书馆 2026年3月 计入的有 2 行:",
        "· 2026-03-05 值班:1 人次,2.0 小时(3-2026-03-06.xlsx「活动」第3行)",
    ]


def test_dispute_shows_the_rows_that_were_not_counted(city: Connection) -> None:
    again = activity(days="2026-03-05", title="读书会", headcount=12, duration=120)
    log(city, again, on="2026-03-07")

    lines = hear(city, "三月数据不对").text.splitlines()

    assert [line for line in lines if "没有计入" in line or "03-07" in line] == [
        "没有计入的有 1 行(与别的行重复,或是零报告,或缺人数和时长):",
        "· 2026-03-05 读书会:12 人次,24.0 小时(3-2026-03-07.xlsx「活动」第2行)",
    ]


def test_volunteer_sees_the_rows_of_the_own_hours_alone(city: Connection) -> None:
    answer = hear(city, "我三月的小时数不对", "张伟")

    assert (answer.scope, answer.refused) == ("self", None)
    assert "值班" in answer.text
    assert "读书会" in answer.text
    assert hear(city, "图书馆数据不对", "张伟").refused == "volunteer"


def test_button_below_figures_shows_their_rows(city: Connection) -> None:
    doubted = hear(city, "我们三月多少小时").buttons[-1]

    assert doubted == "我们 2026年3月 数据不对"
    assert "计入的有 2 行" in hear(city, doubted).text


def test_button_below_figures_lists_their_activities(city: Connection) -> None:
    listed = hear(city, "我们一季度多少小时").buttons[-2]

    assert "2026-01-01 至 2026-03-31 有 1 次活动" in hear(city, listed).text


def test_dispute_in_english_shows_the_rows_too(city: Connection) -> None:
    doubted = hear(city, "our hours in March", locale="en").buttons[-1]

    assert "these rows were counted, 2:" in hear(city, doubted, locale="en").text
