"""The period of a question, on 12 April 2026, a Sunday."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.periods import PeriodFound, find_period
from rules.nodes import NodeTable
from tests.bot.tables import table, words

TODAY = date(2026, 4, 12)
_NODES = table("""
    leifeng 2026   | 2026-03-05
    qingming 2026  | 2026-04-05
    chunjie 2026   | 2026-02-17
    chunjie 2025   | 2025-01-29
    duanwu 2026    | 2026-06-19
    duanwu 2025    | 2025-05-31
    zhongqiu 2025  | 2025-10-06
    zhongqiu 2026  | 2026-09-25
    ivd 2025       | 2025-12-05
    ivd 2026       | 2026-12-05
""")
NODES = NodeTable(days={(key[:-5], int(key[-4:])): date.fromisoformat(day) for key, day in _NODES})


def found(text: str, today: date = TODAY) -> PeriodFound:
    return find_period(text, today=today, nodes=NODES)


def days(text: str, today: date = TODAY) -> str | None:
    span = found(text, today).span
    return f"{span.first} {span.last}" if span else None


@pytest.mark.parametrize(
    ("text", "expected"),
    table("""
        本月, 这个月, 当月, this month              | 2026-04-01 2026-04-30
        上月, 上个月, 上一个月, last month          | 2026-03-01 2026-03-31
        下月, 下个月, next month                    | 2026-05-01 2026-05-31
        三月, 3月, ３月, 三月份, 3 月份, 三月分     | 2026-03-01 2026-03-31
        2026年3月, 26年3月, 今年三月, 今年的3月     | 2026-03-01 2026-03-31
        二零二六年三月, 二〇二六年3月               | 2026-03-01 2026-03-31
        2026-03, 2026/3, 2026.03, 202603, 学雷锋月  | 2026-03-01 2026-03-31
        March, in March 2026, march of this year    | 2026-03-01 2026-03-31
        去年3月, march last year, last year's march | 2025-03-01 2025-03-31
        去年这个月                                  | 2025-04-01 2025-04-30
        上上个月                                    | 2026-02-01 2026-02-28
    """),
)
def test_month_is_read_however_it_is_written(text: str, expected: str) -> None:
    assert days(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    table("""
        四月           | 2026-04-01 2026-04-30
        五月, in may   | 2025-05-01 2025-05-31
        十二月         | 2025-12-01 2025-12-31
        第四季度, Q4   | 2025-10-01 2025-12-31
        下半年         | 2025-07-01 2025-12-31
        12.5, 12月5日  | 2025-12-05 2025-12-05
        端午           | 2025-05-31 2025-05-31
        11月到2月      | 2025-11-01 2026-02-28
    """),
)
def test_what_has_not_begun_is_last_years(text: str, expected: str) -> None:
    assert days(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    table("""
        本季度, 这个季度, 二季度, this quarter, quarter two       | 2026-04-01 2026-06-30
        上季度, 上个季度, 一季度, 第一季度, 1季度, 首季度, 第一季 | 2026-01-01 2026-03-31
        Q1, 2026Q1, Q1 2026, 2026年第一季度, last quarter         | 2026-01-01 2026-03-31
        first quarter, first quarter of 2026, jan-mar             | 2026-01-01 2026-03-31
        1-3月, 一到三月, 1月至3月, 2026年1-3月, 今年前三个月      | 2026-01-01 2026-03-31
        january to march, 2026-01..2026-03                        | 2026-01-01 2026-03-31
        前三季度, Q1到Q3, 一到三季度                              | 2026-01-01 2026-09-30
        一二季度, 1到2季度, 上半年, 今年上半年, first half, H1    | 2026-01-01 2026-06-30
        三四月, 三月和四月, 上月和本月, between march and april   | 2026-03-01 2026-04-30
        3月到2026年4月                                            | 2026-03-01 2026-04-30
        11月到2026年1月                                           | 2025-11-01 2026-01-31
        今年, 本年度, 全年, this year                             | 2026-01-01 2026-12-31
        去年, 2025年, 25年, 2025, last year, 去年全年             | 2025-01-01 2025-12-31
        前年                                                      | 2024-01-01 2024-12-31
        2024到2025年                                              | 2024-01-01 2025-12-31
        98年                                                      | 1998-01-01 1998-12-31
    """),
)
def test_longer_periods_are_whole(text: str, expected: str) -> None:
    assert days(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    table("""
        本周, 这周, 这个星期, this week         | 2026-04-06 2026-04-12
        上周, 上个礼拜, last week               | 2026-03-30 2026-04-05
        最近7天, 近一周, last 7 days, 过去七天  | 2026-04-06 2026-04-12
        过去30天, 近三十天, past 30 days        | 2026-03-14 2026-04-12
        最近三个月, 近3个月, last three months  | 2026-01-13 2026-04-12
        近半年, last half year                  | 2025-10-13 2026-04-12
        最近半个月                              | 2026-03-29 2026-04-12
        过去两年                                | 2024-04-13 2026-04-12
        今天, today                             | 2026-04-12 2026-04-12
        昨天, yesterday                         | 2026-04-11 2026-04-11
        前天, the day before yesterday          | 2026-04-10 2026-04-10
        上周五                                  | 2026-04-03 2026-04-03
        周三                                    | 2026-04-08 2026-04-08
        on friday                               | 2026-04-10 2026-04-10
        next friday                             | 2026-04-17 2026-04-17
        上周末, last weekend                    | 2026-04-04 2026-04-05
    """),
)
def test_near_days_count_from_today_and_weeks_from_monday(text: str, expected: str) -> None:
    assert days(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    table("""
        3月5日, 3月5号, 3.5, 3·5, 3/5, 三月五日, 3月5       | 2026-03-05 2026-03-05
        2026-03-05, 2026.3.5, 20260305, 2026年3.5           | 2026-03-05 2026-03-05
        3.5学雷锋日, “3.5”学雷锋日, 三月的3.5学雷锋日       | 2026-03-05 2026-03-05
        学雷锋活动日, Lei Feng day, march 5, 5th of march   | 2026-03-05 2026-03-05
        March 5th 2026                                      | 2026-03-05 2026-03-05
        3月1日到3月10日, 3.1-3.10, 3月1-10日, 三月上旬      | 2026-03-01 2026-03-10
        2026-03-01..2026-03-10, 2026-03-01 到 2026-03-10    | 2026-03-01 2026-03-10
        march 1 to march 10                                 | 2026-03-01 2026-03-10
        3月中旬                                             | 2026-03-11 2026-03-20
        3月下旬                                             | 2026-03-21 2026-03-31
        上半月                                              | 2026-04-01 2026-04-15
        下半月                                              | 2026-04-16 2026-04-30
        5号, 清明节                                         | 2026-04-05 2026-04-05
        20号                                                | 2026-03-20 2026-03-20
        春节期间                                            | 2026-02-17 2026-02-17
        2025年春节                                          | 2025-01-29 2025-01-29
        去年中秋, mid-autumn festival                       | 2025-10-06 2025-10-06
        国际志愿者日                                        | 2025-12-05 2025-12-05
        元旦                                                | 2026-01-01 2026-01-01
    """),
)
def test_days_and_nodes_are_read(text: str, expected: str) -> None:
    assert days(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    table("""
        年初至今, 今年以来, year to date, since January  | 2026-01-01 2026-04-12
        去年至今                                         | 2025-01-01 2026-04-12
        3月至今, 从3月到现在, 自三月起                   | 2026-03-01 2026-04-12
        month to date                                    | 2026-04-01 2026-04-12
        下个月以来                                       | 2026-05-01 2026-05-31
        3月5日到今天                                     | 2026-03-05 2026-04-12
    """),
)
def test_until_now_ends_today(text: str, expected: str) -> None:
    assert days(text) == expected


@pytest.mark.parametrize(
    "text", words("至今, 累计, 总共, 一共, 全部, 历史, 截至今天, all time, total, until now")
)
def test_all_time_has_no_span(text: str) -> None:
    period = found(f"{text} 时长")

    assert (period.span, period.all_time, period.rest) == (None, True, "时长")


def test_total_of_a_period_is_the_period() -> None:
    assert days("三月一共多少小时") == "2026-03-01 2026-03-31"


@pytest.mark.parametrize("text", ["", *words("多少小时, may i ask, 3.5小时, 二十五年, 12人")])
def test_no_period_is_this_month_assumed(text: str) -> None:
    period = found(text)

    assert (period.span and period.span.first, period.assumed) == (date(2026, 4, 1), True)


@pytest.mark.parametrize(
    ("text", "problem"),
    table("""
        13月, 0月, 十三月, 2026-13, 13月5日, 0-3月       | month-impossible
        13月1-3日, 13月上旬, 今年前13个月                | month-impossible
        2月30日, 4月31日, 2026-02-30, 2月29日, 32号      | day-impossible
        2.30, february 30, 2月1-30日, 2月30日和3月5日    | day-impossible
        2月30日到3月5日, 2月1日到2月30日                 | day-impossible
        五季度, Q5, 3-5季度, 前五季度                    | quarter-impossible
        2204年3月, 1026年                                | year-impossible
        1月和3月, 上月搞了几次；去年呢, march 2026年4月  | period-several
        最近几天, 三个月, 正月, last few days, 近500年   | period-vague
        3-5                                              | period-ambiguous
        2026-04-01到2026-03-01                           | period-backwards
        七夕                                             | node-unknown
    """),
)
def test_impossible_period_is_told_and_never_guessed(text: str, problem: str) -> None:
    period = found(f"{text}多少")

    assert (period.span, period.problem) == (None, problem)


@pytest.mark.parametrize(
    ("text", "readings"),
    [("3-5", ("3月5日", "3月到5月")), ("3-20", ("3月20日",)), ("1月和3月", ("1月", "3月"))],
)
def test_readings_are_offered_where_there_are_several(text: str, readings: tuple[str, ...]) -> None:
    assert found(text).readings == readings


def test_rest_is_the_text_without_the_period() -> None:
    period = found("张三三月多少小时")

    assert (period.text, period.rest) == ("三月", "张三 多少小时")


def test_leap_day_exists_in_a_leap_year() -> None:
    assert days("2月29日", date(2024, 4, 1)) == "2024-02-29 2024-02-29"


_PIECES = words("""
    三, 3, 13, 十, 二, 月, 日, 号, ., -, /, 到, 和, 至今, 上, 下, 个, 周, 年, 去年, 季度, 半, 旬,
    2026, Q, 节, 春节, 前, 最近, 天, last, march, 5, to, since, week, days, first, quarter, ~, 、,
    以来, 零, 百, 2月30日, 正月, between
""")


@given(
    st.lists(st.sampled_from(_PIECES)).map("".join) | st.text(),
    st.dates(date(2001, 1, 1), date(2098, 12, 31)),
)
def test_spans_are_ordered_whatever_is_written(text: str, today: date) -> None:
    period = found(text, today)

    assert period.span is None or period.span.first <= period.span.last
    assert (period.span is None) == (period.all_time or period.problem is not None)
