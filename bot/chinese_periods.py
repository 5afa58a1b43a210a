"""How times are written in Chinese and in figures, each with its reading."""

import re
from datetime import timedelta

from bot.readings import (
    Calendar,
    Reading,
    Rule,
    Year,
    Yearly,
    dated,
    day_of_year,
    days_of_year,
    half_of_year,
    month_of_year,
    node_of_year,
    quarter_of_year,
    run,
    year_said,
)
from bot.spans import (
    Span,
    day_span,
    month_span,
    months_span,
    quarter_span,
    recent_days,
    recent_months,
    week_span,
    year_span,
)
from bot.spelling import NUMBER, read_number
from rules.months import Month

_SMALL = r"(?:\d{1,3}|[一二三]?十[一二三四五六七八九]?|[零〇一二三四五六七八九两])"
_TO = r"\s*(?:到|至|-|—+|–|~|―)\s*"
_MEASURE = r"(?!\s*(?:\d|[.:%]\d|个|小时|时|人|万|分|元|次|场|名|项|件|倍|天|年|月|h\b|hours?|hrs?))"
_WEEKDAYS = {sign: day for day, sign in enumerate("一二三四五六日")} | {
    "天": 6, "末": 6, "1": 0, "2": 1, "3": 2, "4": 3, "5": 4, "6": 5,
}  # fmt: skip
_SHIFTS = {"上上": -2, "上": -1, "前": -1, "下": 1, "下下": 2}
_DAYS = {"今": 0, "昨": -1, "前": -2, "大前": -3, "明": 1, "后": 2, "当": 0, "本": 0}
_YEARS = {"今": 0, "本": 0, "这一": 0, "当": 0, "去": -1, "上": -1, "上一": -1, "前": -2, "明": 1, "大前": -3}
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
    "元旦": (1, 1), "妇女节": (3, 8), "植树节": (3, 12), "劳动节": (5, 1), "五一节": (5, 1), "青年节": (5, 4),
    "儿童节": (6, 1), "建党节": (7, 1), "建军节": (8, 1), "教师节": (9, 10), "国庆": (10, 1),
}  # fmt: skip


def _number(text: str) -> int:
    return read_number(text) or 0


def _read_written_day(match: re.Match[str], _: Calendar) -> Reading:
    year = year_said(int(match[1]))
    return dated(year, day_of_year(int(match[2]), int(match[3])))


def _read_written_month(match: re.Match[str], _: Calendar) -> Reading:
    return dated(year_said(int(match[1])), month_of_year(int(match[2])))


def _read_recent(match: re.Match[str], calendar: Calendar) -> Reading:
    amount, unit, today = match[1], match[2], calendar.today
    if amount in ("几", "数"):
        return "period-vague"
    if amount == "半":
        return recent_days(today, 15) if unit == "月" else recent_months(today, 6)
    return recent(_number(amount), unit, calendar)


def recent(count: int, unit: str, calendar: Calendar) -> Reading:
    """So many days, weeks, months, quarters or years that end today."""
    if not 1 <= count <= 366:  # noqa: PLR2004 - a year of days is as far back as this is said
        return "period-vague"
    if unit in ("天", "日", "周", "星期", "礼拜"):
        return recent_days(calendar.today, count * (1 if unit in ("天", "日") else 7))
    months = count * {"月": 1, "季": 3, "季度": 3, "年": 12}[unit]
    return recent_months(calendar.today, months) if months <= 240 else "period-vague"  # noqa: PLR2004 - twenty years


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
    return month if isinstance(month, str) else Span(first=month.first.replace(day=day), last=month.last)


def _read_month_run(match: re.Match[str], _: Calendar) -> Reading:
    return _months(_number(match[1]), _number(match[2]))


def _months(first: int, last: int) -> Yearly | str:
    begin, end = month_of_year(first), month_of_year(last)
    if isinstance(begin, str) or isinstance(end, str):
        return "month-impossible"
    return Yearly(make=lambda year: run(begin.make(year), end.make(year + (last < first))))


def _read_neighbour_months(match: re.Match[str], _: Calendar) -> Reading | None:
    first, last = _number(match[1]), _number(match[2])
    return _months(first, last) if last == first + 1 else None


def _read_month(match: re.Match[str], _: Calendar) -> Reading:
    return month_of_year(read_number(match[1]))


def _read_relative_month(match: re.Match[str], calendar: Calendar) -> Reading:
    month = Month.of(calendar.today).plus(_SHIFTS.get(match[1], 0))
    return month_of_year(month.month, month.year)


def _read_half_month(match: re.Match[str], calendar: Calendar) -> Reading:
    month = month_span(Month.of(calendar.today))
    if match[1] == "上":
        return Span(first=month.first, last=month.first.replace(day=15))
    return Span(first=month.first.replace(day=16), last=month.last)


def _read_quarter_run(match: re.Match[str], _: Calendar) -> Reading:
    begin, end = quarter_of_year(_number(match[1])), quarter_of_year(_number(match[2]))
    if isinstance(begin, str) or isinstance(end, str):
        return "quarter-impossible"
    return Yearly(make=lambda year: run(begin.make(year), end.make(year)))


def _read_first_quarters(match: re.Match[str], _: Calendar) -> Reading:
    count = _number(match[1])
    if not 1 <= count <= 4:  # noqa: PLR2004 - four quarters
        return "quarter-impossible"
    return Yearly(make=lambda year: months_span(Month(year, 1), 3 * count))


def _read_quarter(match: re.Match[str], _: Calendar) -> Reading:
    word = match[1]
    return quarter_of_year({"首": 1, "头": 1, "末": 4}.get(word, read_number(word)))


def _read_relative_quarter(match: re.Match[str], calendar: Calendar) -> Reading:
    today = calendar.today
    month = Month(today.year, (today.month - 1) // 3 * 3 + 1).plus(3 * _SHIFTS.get(match[1], 0))
    return Yearly(make=lambda year: quarter_span(year, (month.month + 2) // 3), year=month.year)


def _read_half(match: re.Match[str], _: Calendar) -> Reading:
    return half_of_year(1 if match[1] in ("上", "前") else 2)


def _read_weekday(match: re.Match[str], calendar: Calendar) -> Reading:
    week = week_span(calendar.today, _SHIFTS.get(match[1], 0))
    if match[2] == "末":
        return Span(first=week.last - timedelta(days=1), last=week.last)
    return day_span(week.first + timedelta(days=_WEEKDAYS[match[2]]))


def _read_bare_weekday(match: re.Match[str], calendar: Calendar) -> Reading:
    back = (calendar.today.weekday() - _WEEKDAYS[match[1]]) % 7
    return day_span(calendar.today - timedelta(days=back))


def _read_week(match: re.Match[str], calendar: Calendar) -> Reading:
    return week_span(calendar.today, _SHIFTS.get(match[1], 0))


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


def _read_year(match: re.Match[str], _: Calendar) -> Reading:
    return year_said(read_number(match[1]))


def _read_short_year(match: re.Match[str], calendar: Calendar) -> Reading:
    number = _number(match[1])
    century = 2000 if number <= calendar.today.year % 100 + 10 else 1900
    return year_said(century + number)


def _read_relative_year(match: re.Match[str], calendar: Calendar) -> Reading:
    return Year(number=calendar.today.year + _YEARS[match[1]])


def _read_festival(match: re.Match[str], _: Calendar) -> Reading:
    return day_of_year(*_FESTIVALS[match[1]])


def _rule(pattern: str, read: object) -> Rule:
    return Rule(pattern=re.compile(pattern), read=read)  # type: ignore[arg-type]
