"""Promises and snoozes, on 12 April 2026, a Sunday."""

from datetime import date

import pytest

from bot.questions import Intent, understand
from tests.bot.asking import NODES, ask
from tests.bot.tables import table, words


@pytest.mark.parametrize(
    ("text", "delay"),
    table("""
        今天补, 马上补报, 24小时内补报, 稍后补, 本周已安排             | promise 1
        明天补                                                         | promise 2
        /promise 3, 3日内补报, 三天内补上, /promise 3天, 3天内完成     | promise 3
        我知道了，3日内补报, 过两天补, 后天补                          | promise 3
        I will report within 3 days                                    | promise 3
        周五前补, we'll submit by Friday, 周五前报                     | promise 6
        一周内补报                                                     | promise 7
        下周补报                                                       | promise 8
        下周一补报                                                     | promise 2
        4月20日前补, 20号前补报                                        | promise 9
        月底前补上                                                     | promise 19
        5号前补报                                                      | promise 24
        明天提醒, remind me tomorrow, 晚点再说, 今天别提醒了, 下周再说 | snooze 1
        过两天再说, 后天提醒我, /snooze 2天, snooze 2 days             | snooze 2
        /snooze 3, 三天后提醒我, remind me in 3 days                   | snooze 3
        下周别提醒了                                                   | snooze 8
        别提醒，明天再说                                               | snooze 1
        周五再提醒我, /snooze 到周五                                   | snooze 5
    """),
)
def test_promises_and_snoozes_count_days_from_today(text: str, delay: str) -> None:
    question = ask(text)

    assert f"{question.intent} {question.days}" == delay


def test_promise_runs_into_the_next_year() -> None:
    question = understand("5号前补报", today=date(2026, 12, 30), nodes=NODES, units=())

    assert question.days == 7


@pytest.mark.parametrize(
    "text",
    words("/promise, /promise abc, /promise 0, 尽快补报, 13月40日前补, 3月5日前补, 9000天内补报"),
)
def test_promise_without_days_asks_how_many(text: str) -> None:
    question = ask(text)

    assert (question.intent, question.problem) == (Intent.CLARIFY, "days-missing")
    assert question.choices == ("/promise 1", "/promise 3", "/promise 7")
