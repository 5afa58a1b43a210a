"""Days and weeks as they are written in Chinese and in figures, each with its reading."""

import re
from collections.abc import Callable
from datetime import timedelta

from bot.readings import (
    TO,
    Calendar,
    Reading,
    Rule,
    Yearly,
    dated,
    day_of_year,
    days_of_year,
    month_of_year,
    node_of_year,
    recent,
    rule,
    year_said,
)
from bot.spans import Span, day_span, month_span, months_span, recent_days, recent_months, week_span
from bot.spelling import SMALL_NUMBER, read_number
from rules.months import Month

#: What follows a figure that is an amount, not a date.
NO_AMOUNT = (
    r"(?!\s*(?:\d|[.:%]\d|%|个|小时|时|人|万|分|元|次|场|名|项|件|倍|天|年|月|h\b|hours?|hrs?))"
)
SHIFTS = {"上上": -2, "上": -1, "前": -1, "下": 1, "下下": 2}
_WEEKDAYS = {sign: day for day, sign in enumerate("一二三四五六日")} | {
    "天": 6, "末": 6, "1": 0, "2": 1, "3": 2, "4": 3, "5": 4, "6": 5,
}  # fmt: skip
_DAYS = {"今": 0, "昨": -1, "前": -2, "大前": -3, "明": 1, "后": 2}
_NODES = (
    (r"除夕|大年三十|年三十", "chuxi"),
    (r"春节|过年|大年初一", "chunjie"),
    (r"元宵|正月十五", "yuanxiao"),
    (r"学?雷锋(?:志愿服务|纪念|活动)?(?:日|节)", "leifeng"),
    (r"清明", "qingming"),
    (r"端午", "duanwu"),
    (r"高考", "gaokao"),
    (r"七夕", "qixi"),
    (r"中秋", "zhongqiu"),
    (r"重阳", "chongyang"),
    (r"(?:国际)?志愿者日", "ivd"),
)
_FESTIVALS = {
    "元旦": (1, 1), "妇女节": (3, 8), "植树节": (3, 12), "劳动节": (5, 1), "五一节": (5, 1),
    (
        "青年节"
    ): (5, 4), (
        "儿童节"
    ): (6, 1), (
        "建党节"
    ): (7, 1), (
        "建军节"
    ): (8, 1), (
        "教师节"
    ): (9, 10), (
        "国庆"
    ): (10, 1),
}  # fmt: skip


def _number(text: str) -> int:
    return read_number(text) or 0


def _read_written_day(match: re.Match[str], _: Calendar) -> Reading:
    year = year_said(int(match[1]))
    return dated(year, day_of_year(int(match[2]), int(match[3])))


def _read_first_months(match: re.Match[str], _: Calendar) -> Reading:
    count = _number(match[1])
    if not 1 <= count <= 12:  # noqa: PLR2004 - twelve months
        return "month-impossible"
    return Yearly(make=lambda year: months_span(Month(year, 1), count))


def _read_recent(match: re.Match[str], calendar: Calendar) -> Reading:
    amount, unit, today = match[1], match[2], calendar.today
    if amount in ("几", "数"):
        return "period-vague"
    if amount == "半":
        return recent_days(today, 15) if unit == "月" else recent_months(today, 6)
    return _read_amount(_number(amount), unit, calendar)


def _read_amount(count: int, unit: str, calendar: Calendar) -> Reading:
    days = {"天": 1, "日": 1, "周": 7, "星期": 7, "礼拜": 7}.get(unit, 0)
    months = {"月": 1, "季": 3, "季度": 3, "年": 12}.get(unit, 0)
    return recent(days=count * days, months=count * months, today=calendar.today)


def _read_day_run(match: re.Match[str], _: Calendar) -> Reading:
    return days_of_year(_number(match[1]), _number(match[2]), _number(match[3]))


def _read_day(match: re.Match[str], _: Calendar) -> Reading:
    return day_of_year(_number(match[1]), _number(match[2]))


def _read_pointed_day(match: re.Match[str], _: Calendar) -> Reading | None:
    month, day = int(match[1]), int(match[2])
    return day_of_year(month, day) if 1 <= month <= 12 and 1 <= day <= 31 else None  # noqa: PLR2004 - else a figure


def _read_third(match: re.Match[str], _: Calendar) -> Reading:
    first, last = {"上": (1, 10), "中": (11, 20), "下": (21, 0)}[match[2]]
    month = month_of_year(_number(match[1]))
    if isinstance(month, str) or last:
        return days_of_year(_number(match[1]), first, last)
    return Yearly(make=lambda year: _from_day(month.make(year), first))


def _from_day(month: Span | str, day: int) -> Span | str:
    return (
        month
        if isinstance(month, str)
        else Span(first=month.first.replace(day=day), last=month.last)
    )


def _read_half_month(match: re.Match[str], calendar: Calendar) -> Reading:
    month = month_span(Month.of(calendar.today))
    if match[1] == "上":
        return Span(first=month.first, last=month.first.replace(day=15))
    return Span(first=month.first.replace(day=16), last=month.last)


def _read_weekday(match: re.Match[str], calendar: Calendar) -> Reading:
    week = week_span(calendar.today, SHIFTS.get(match[1], 0))
    if match[2] == "末":
        return Span(first=week.last - timedelta(days=1), last=week.last)
    return day_span(week.first + timedelta(days=_WEEKDAYS[match[2]]))


def _read_bare_weekday(match: re.Match[str], calendar: Calendar) -> Reading:
    back = (calendar.today.weekday() - _WEEKDAYS[match[1]]) % 7
    return day_span(calendar.today - timedelta(days=back))


def _read_week(match: re.Match[str], calendar: Calendar) -> Reading:
    return week_span(calendar.today, SHIFTS.get(match[1], 0))


def _read_near_day(match: re.Match[str], calendar: Calendar) -> Reading:
    return day_span(calendar.today + timedelta(days=_DAYS[match[1]]))


def _read_day_of_month(match: re.Match[str], calendar: Calendar) -> Reading:
    month, day = Month.of(calendar.today), _number(match[1])
    if not 1 <= day <= 31:  # noqa: PLR2004 - no month is longer
        return "day-impossible"
    if day > calendar.today.day:
        month = month.plus(-1)
    reading = day_of_year(month.month, day, month.year)
    return reading if isinstance(reading, str) else reading.resolve(calendar.today)


def _read_festival(match: re.Match[str], _: Calendar) -> Reading:
    return day_of_year(*_FESTIVALS[match[1]])


def _read_node(node: str) -> Callable[[re.Match[str], Calendar], Reading]:
    return lambda _, calendar: node_of_year(node, calendar)


_N = SMALL_NUMBER
_WEEK = r"(?:周|星期|礼拜)"

#: Tried in this order, before the months.
DAY_RULES: tuple[Rule, ...] = (
    rule(rf"(?<=[年度])的?前({_N})个?月", _read_first_months),
    rule(
        (
            r"(?<!\d)(?<!\d\.)(\d{4})\s*[-/.]\s*(\d{1,2})\s*[-/.]\s*(\d{1,2})(?:[日号]"
            r"|t[\d:+.]+)?(?!\d)"
        ),
        _read_written_day,
    ),
    rule(r"(?<!\d)((?:19|20)\d\d)(\d\d)(\d\d)(?!\d)", _read_written_day),
    rule(
        (
            rf"(?:最近|近|过去|前(?!\s*{_N}\s*个?季)|这|之前|往前)的?\s*({_N}|[半几数])\s*个?\s*(天|日|周|星期"
            "|礼拜|月|季度?|年)(?!级)"
        ),
        _read_recent,
    ),
    rule(rf"({_N})\s*月(?:份)?\s*({_N})[日号]?{TO}({_N})[日号]", _read_day_run),
    rule(rf"({_N})\s*月(?:份)?(?:的)?\s*({_N})\s*[日号]", _read_day),
    rule(rf"(?<!\d)(\d{{1,2}})\s*月\s*(\d{{1,2}}){NO_AMOUNT}", _read_day),
    rule(rf"({_N})月(三?十[一二三四五六七八九]?|二十[一-九]?){NO_AMOUNT}", _read_day),
    rule(rf"(?<![\d.:/])(\d{{1,2}})[.·/](\d{{1,2}})[日号]?{NO_AMOUNT}", _read_pointed_day),
    *(
        rule(rf"(?:{names})(?:佳节|节)?(?:期间|当天|那天|前后|假期)?", _read_node(node))
        for names, node in _NODES
    ),
    rule(rf"({'|'.join(_FESTIVALS)})节?(?:期间|当天|那天|前后|假期)?", _read_festival),
    rule(rf"({_N})\s*月(?:份)?的?([上中下])旬", _read_third),
    rule(rf"(上|这|本|下|上上)(?:个|一)?{_WEEK}([一二三四五六日天末1-6])(?!个)", _read_weekday),
    rule(rf"(上上|上|本|这|下下|下|当)\s*(?:个|一)?{_WEEK}", _read_week),
    rule(
        r"(?:星期|礼拜|周)([一二三四五六日])(?=[前后内多几有没报补交做搞我们共的,，。?\s]|$)",
        _read_bare_weekday,
    ),
    rule(r"(上|下)半个?月", _read_half_month),
    rule(r"(今|昨|大前|前|明|后)(?:天|日|儿|晚|早)", _read_near_day),
    rule(rf"(?<![\d.月])({_N})[日号](?!内|之内|以内|楼|院|线|[\d码])", _read_day_of_month),
)
