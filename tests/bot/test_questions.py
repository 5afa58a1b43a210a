"""Messages understood, on 12 April 2026, a Sunday."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.questions import Intent, Question, Span
from tests.bot.asking import ask
from tests.bot.tables import table, words

MARCH = Span(first=date(2026, 3, 1), last=date(2026, 3, 31))


@pytest.mark.parametrize(
    "text",
    [
        "参加人数最多的活动",
        "三月人均多少小时",
        "三月时间最长的一次活动",
        "哪次活动人最多",
        "average hours",
    ],
)
def test_figure_that_nobody_reckons_is_asked_back(text: str) -> None:
    question = ask(text)

    assert (question.intent, question.problem) == (Intent.CLARIFY, "figure-unknown")


def test_question_of_a_unit_is_understood_whole() -> None:
    assert ask("我们单位三月多少小时") == Question(
        intent=Intent.HOURS,
        scope="own_unit",
        scope_stated=True,
        span=MARCH,
        text="我们单位三月多少小时",
    )


def test_hours_of_a_person_are_understood_by_the_form_of_the_name() -> None:
    question = ask("工时 张三 2026上半年")

    assert (question.intent, question.scope) == (Intent.HOURS, "person:张三")
    assert question.span == Span(first=date(2026, 1, 1), last=date(2026, 6, 30))


@pytest.mark.parametrize(
    ("text", "intent"),
    table("""
        多少小时, 时长, 工时, 服务时间多少, 几个小时, 三月多少次活动多少小时     | hours
        /hours, /时长, 我做了多少小时, 上各月多少小时, 三月分都少小时, 多少小是  | hours
        hours, how many hours, how many hours did we do in March, hours 上月     | hours
        how many huors in febuary, 我的hours, /hours@yueyue_bot March            | hours
        ＨＯＵＲＳ　３月, 我們三月多少小時, 请问我们队一共服务了多少个小时呀     | hours
        谢谢，三月多少小时, 你好，三月多少小时                                   | hours
        几次活动, 搞了几次, 多少活动, 多少场, 活动次数, 本月有哪些活动           | activity_count
        这周有活动吗, how many activities, how many events did we hold           | activity_count
        activity count, 三月搞了几次火动                                         | activity_count
        多少人次, 多少志愿者, 人数, 多少人参加, 有几个人参加, headcount          | volunteer_count
        how many volunteers, how many people joined in Q1                        | volunteer_count
        达标了吗, 完成了吗, 报了吗, 状态, 我们交了没, 报上去了吗, 上个月的报了没有 | compliance
        我们还差几次, 我们没报吗, 我们逾期了吗, 西湖没报吗, 三月情况, 多少单位达标 | compliance
        我们打标了吗, /status, status, did we report, have we submitted march    | compliance
        are we late, is riverside late, did riverside report, are we compliant   | compliance
        谁没报, 谁没有报, 未报, 哪些单位没报, 上个月谁还没交, 未报名单, 名单     | late_list
        催报, /late, 三月没达标的单位, 有没有单位没报, 全市多少单位没报          | late_list
        未報名單, late, who is late, who hasn't reported, overdue, 没有报的单位  | late_list
        which units haven't reported, how many units are late, 颍州区谁没报      | late_list
        哪些单位零报告, 谁零报告了, 三月谁报零, which units filed a nil report    | late_list
        我们单位零报告了吗, did we file a nil report                              | compliance
        什么时候截止, 最晚几号, 几号前要报, 要交到哪天, 还有几天, /deadline      | deadline
        补报截止什么时候, deadline, when is it due, when do we have to report    | deadline
        how many days left                                                       | deadline
        怎么登记, 怎么填, 如何报, 怎么补报, 不会填, 帮助, /help, /log, 小时怎么登计 | help_register
        零报告怎么报, 你能做什么, how do I log, how to register, help            | help_register
        what can you do                                                          | help_register
        表格在哪, 链接, 打开表格, 把表发我, 台账在哪, /sheet, sheet link         | sheet_link
        台账哪里要改, 表里哪些行要更正, 还有什么没改, 我们的台账要改什么         | sheet_link
        有几处待修改, which rows have to be mended, what needs fixing            | sheet_link
        where is the spreadsheet                                                 | sheet_link
        几星, 星级, 能申请几星, 我可以申请三星吗, /stars, how many stars         | stars
        别提醒, 静音, 不要再发了, 不用提醒我了, 免打扰, /mute, mute              | mute
        stop reminding me, don't remind me                                       | mute
        数据不对, 有误, 错了, 小时数不对, 少算了, 怎么没有我们的数据             | dispute
        我们明明报了, wrong, the numbers are wrong, /dispute                     | dispute
        你好, 在吗, 早上好, hi, good morning, /start                             | greeting
        谢谢, 收到, 好的, 知道了, thanks, ok, 👍                                 | thanks
        asdfgh, 哈哈哈哈, 今天天气真好, 吃饭了吗, 我要请假, 你是谁, 1234567      | unknown
        为什么要改, /, /xyz, 😀, 。。。, 昨天我们去看电影花了三小时真好看         | unknown
        who are you                                                              | unknown
    """),
)
def test_intent_is_understood_however_it_is_worded(text: str, intent: str) -> None:
    assert ask(text).intent == intent


def test_empty_message_is_unknown() -> None:
    assert ask(" ").intent == Intent.UNKNOWN


_DOUBTS = table("""
    13月多少小时          | month-impossible: 上月 多少小时, 本月 多少小时
    我们2月30日几次活动   | day-impossible: 我们 上月 几次活动, 我们 本月 几次活动
    hours in 2026-13      | month-impossible: how many hours last month, how many hours this month
    3-5多少小时           | period-ambiguous: 3月5日 多少小时, 3月到5月 多少小时
    1月和3月多少小时      | period-several: 1月 多少小时, 3月 多少小时
    城关镇和西湖三月工时  | unit-several: 城关镇志愿服务队 三月 多少小时, 西湖社区 三月 多少小时
    区图书馆和市图书馆时长| unit-several: 颍州区图书馆 多少小时, 市图书馆 多少小时
    北湖社区达标了吗      | unit-unknown: 八一社区 达标了吗, 西湖社区 达标了吗
    幸福派出所累计工时    | unit-unknown: 我们 累计 多少小时, 全市 累计 多少小时
    xyz社区工时           | unit-unknown: 我们 多少小时, 全市 多少小时
    王小明                | measure-missing: 王小明 多少小时, 王小明 几次活动, 王小明 几星
    三月                  | measure-missing: 三月 多少小时, 三月 几次活动, 三月 多少人次, 三月 达标了吗
    你好上个月            | measure-missing: 上个月 多少小时, 上个月 几次活动, 上个月 多少人次, 上个月 达标了吗
    how many all time     | measure-missing: how many hours all time, how many activities all time, how many volunteers all time, status all time
""")  # noqa: E501 - a case is a line


@pytest.mark.parametrize(("text", "expected"), _DOUBTS)
def test_doubt_asks_back(text: str, expected: str) -> None:
    problem, _, choices = expected.partition(": ")

    question = ask(text)

    assert (question.intent, question.problem, question.span) == (Intent.CLARIFY, problem, None)
    assert sorted(question.choices) == sorted(words(choices))


@pytest.mark.parametrize(
    "text", words("三月, 图书馆工时, 1月和3月工时, 13月工时, 王小明, 北湖社区工时, march, 全市")
)
def test_choices_are_understood_when_sent(text: str) -> None:
    answers = [ask(choice) for choice in ask(text).choices]

    assert answers
    assert not [answer.text for answer in answers if answer.problem]


@pytest.mark.parametrize(
    ("text", "span", "all_time", "assumed"),
    [
        ("上月多少小时", MARCH, False, False),
        ("累计多少小时", None, True, False),
        ("多少小时", Span(first=date(2026, 4, 1), last=date(2026, 4, 30)), False, True),
        ("我三月几星", MARCH, False, False),
        ("几星", None, False, False),
        ("三月怎么登记", None, False, False),
    ],
)
def test_period_goes_with_intents_that_have_one(
    *, text: str, span: Span | None, all_time: bool, assumed: bool
) -> None:
    question = ask(text)

    assert (question.span, question.all_time, question.assumed_period) == (span, all_time, assumed)


def test_log_line_is_not_taken_for_a_question() -> None:
    assert ask("3.5 清扫 12人 24小时").intent == Intent.CLARIFY


_PIECES = words("""
    我, 我们, 全市, 城关镇, 城关, 图书馆, 张三, 王小明, 三月, 13月, 3-5, 去年, 多少, 小时, 几次,
    活动, 人次, 达标, 了, 吗, 没, 报, 谁, 截止, 怎么, 补, 日内, 3, 前, 周五, 提醒, 明天, 别, /,
    /promise, /snooze, hours, late, who, did, we, remind, me, in, days, report, 社区, 和, 全部,
    数据, 不对, 10000, 0, 一百, 下周, 月底, 4月31日, for
""")


@given(
    st.lists(st.sampled_from(_PIECES)).map("".join)
    | st.lists(st.sampled_from(_PIECES)).map(" ".join)
    | st.text()
)
def test_any_text_is_understood_or_asked_back(text: str) -> None:
    question = ask(text)

    assert question.span is None or question.span.first <= question.span.last
    assert question.days is None or question.days >= 1
    assert (question.intent is Intent.CLARIFY) == bool(question.choices)
