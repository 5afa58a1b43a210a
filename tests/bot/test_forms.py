import pytest

from bot.forms import Form, find_form
from bot.intents import Intent
from bot.spelling import fold
from tests.bot.asking import ask
from tests.bot.tables import table


@pytest.mark.parametrize(
    ("text", "form"),
    table("""
        哪些单位最多, 三月排名, 小时排行榜, 前十名, 前5个单位                     | most
        top ten units, ranking, which units have the most hours                   | most
        活动最少的单位, 倒数第一, units with the fewest activities                | least
        列出三月的活动, 三月有哪些活动, 活动明细, list the activities of march     | list
        哪些单位零报告, 三月谁报零, nil reports                                   | nil
        多少小时, 前三天多少小时, 前两个月几次活动, at most ten hours             | total
        谁的时长最长, 谁服务最多, who has the most hours, 未报名单                 | total
        最多几个人, 最多一次多少小时, 明细                                        | total
    """),
)
def test_form_is_told_by_its_words(text: str, form: str) -> None:
    assert find_form(fold(text)).form == Form(form)


@pytest.mark.parametrize(
    ("text", "places"), [("前三名", 3), ("top 5", 5), ("top ten", 10), ("排名", 10), ("前99名", 40)]
)
def test_ranking_has_as_many_places_as_asked(text: str, places: int) -> None:
    assert find_form(text).places == places


@pytest.mark.parametrize(
    ("text", "intent"),
    [
        ("三月排名", Intent.HOURS),
        ("哪些单位最多", Intent.HOURS),
        ("三月活动最多的前十名", Intent.ACTIVITY_COUNT),
        ("三月人次排名", Intent.VOLUNTEER_COUNT),
        ("列出三月的活动", Intent.ACTIVITY_COUNT),
        ("三月没达标的单位排名倒数", Intent.LATE_LIST),
    ],
)
def test_what_is_ranked_is_hours_unless_said(text: str, intent: Intent) -> None:
    question = ask(text)

    assert question.intent is intent
    assert question.span is not None
