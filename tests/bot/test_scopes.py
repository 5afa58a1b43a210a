"""Whom a message is about."""

import pytest

from bot.questions import Intent, UnitNames
from tests.bot.asking import ask
from tests.bot.tables import table


@pytest.mark.parametrize(
    ("text", "scope"),
    table("""
        我三月多少小时, 我的工时, my hours, how many hours did I do     | self
        我们三月多少小时, 我单位三月工时, 本单位时长, 我队时长          | own_unit
        咱们时长, 我们社区时长, our hours, my unit's hours, hours we did | own_unit
        全市三月时长, 所有单位时长, 全部单位时长, 各单位时长            | all_units
        三月全部时长, city-wide hours, hours of all units               | all_units
        城关镇三月多少小时, 我们城关镇志愿服务队三月多少小时            | unit:城关镇志愿服务队
        城管镇志愿服务队三月多少小时, 城关志愿服务队三月时长            | unit:城关镇志愿服务队
        城关镇志愿服务对三月时长                                        | unit:城关镇志愿服务队
        三月 颍州区图书馆 工时                                          | unit:颍州区图书馆
        八一社区三月工时                                                | unit:八一社区
        u012 工时                                                       | unit:西湖社区
        Hours of RIVERSIDE library in March                             | unit:Riverside Library
        王小明上个月多少小时, how many hours has 王小明 volunteered     | person:王小明
        张三三月多少小时                                                | person:张三
        周杰三月工时                                                    | person:周杰
        欧阳娜娜 三月 时长                                              | person:欧阳娜娜
        李雷同志今年工时多少                                            | person:李雷
        颍州区上月多少小时, 颍州多少小时                                | district:颍州区
    """),
)
def test_scope_is_whom_the_words_name(text: str, scope: str) -> None:
    question = ask(text)

    assert (question.scope, question.scope_stated) == (scope, True)


@pytest.mark.parametrize(
    ("text", "scope"),
    table("""
        三月多少小时, 几次活动, 达标了吗, 什么时候截止, 链接       | own_unit
        我想知道三月多少小时, 帮我查一下三月时长, show me the hours | own_unit
        谁没报                                                     | all_units
        几星                                                       | self
    """),
)
def test_scope_is_the_intents_default_where_none_is_stated(text: str, scope: str) -> None:
    question = ask(text)

    assert (question.scope, question.scope_stated) == (scope, False)


def test_part_of_several_names_asks_back() -> None:
    question = ask("图书馆三月多少小时")

    assert (question.problem, len(question.choices)) == ("unit-several", 3)


def test_near_equal_names_ask_back() -> None:
    first, second = UnitNames(name="东城街道志愿服务一队"), UnitNames(name="东城街道志愿服务二队")

    question = ask("东城街道志愿服务队三月时长", first, second)

    assert (question.intent, question.problem) == (Intent.CLARIFY, "unit-several")


def test_unit_that_differs_by_a_telling_sign_is_not_taken_for_another() -> None:
    question = ask("城北社区志愿服务队三月时长", UnitNames(name="城南社区志愿服务队"))

    assert (question.problem, question.choices) == (
        "unit-unknown",
        ("城南社区志愿服务队 三月 多少小时",),
    )


@pytest.mark.parametrize(
    ("text", "choices"),
    [
        ("西湖社区和八一社区三月多少小时", ["西湖社区", "八一社区"]),
        ("市图书馆、西湖三月几次活动", ["市图书馆", "西湖社区"]),
        ("西湖社区和八一三月多少小时", ["西湖社区", "八一社区"]),
        ("八一和西湖社区三月多少小时", ["西湖社区", "八一社区"]),
        ("颍州区和颍东区三月多少小时", ["颍州区", "颍东区"]),
    ],
)
def test_two_that_are_named_ask_back(text: str, choices: list[str]) -> None:
    question = ask(text)

    assert question.problem == "unit-several"
    assert [choice.split()[0] for choice in question.choices] == choices


@pytest.mark.parametrize("text", ["西湖社区三月和四月多少小时", "西湖社区和活动有多少小时"])
def test_one_that_is_named_is_not_two(text: str) -> None:
    assert ask(text).problem != "unit-several"


def test_alias_of_two_units_asks_back() -> None:
    first = UnitNames(name="东城一队", aliases=("东城",))
    second = UnitNames(name="东城二队", aliases=("东城",))

    question = ask("东城三月时长", first, second)

    assert question.choices == ("东城一队 三月 多少小时", "东城二队 三月 多少小时")
