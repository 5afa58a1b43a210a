"""Times as they are written in English, each with its reading."""

import re
from collections.abc import Callable
from datetime import timedelta

from bot.readings import (
    Calendar,
    Reading,
    Rule,
    Year,
    Yearly,
    day_of_year,
    half_of_year,
    month_of_year,
    node_of_year,
    quarter_of_year,
    recent,
    rule,
    year_said,
)
from bot.spans import Span, day_span, quarter_span, recent_months, week_span
from bot.spelling import read_number
from rules.months import Month

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MONTH = (
    r"\b(jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may(?!\s+(?:i|we|you|they|it"
    r"|be|have|not|the)\b)"
    "|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?"
    r"|dec(?:ember)?)\b\.?(?:'s)?"
)
_WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_ORDINALS = {
    "first": 1,
    "1st": 1,
    "second": 2,
    "2nd": 2,
    "third": 3,
    "3rd": 3,
    "fourth": 4,
    "4th": 4,
    "last": 4,
}
_SHIFTS = {"this": 0, "current": 0, "the": 0, "last": -1, "previous": -1, "past": -1, "next": 1}
_WHICH = r"\b(this|current|the current|last|previous|next)\s+"
_NODES = (
    (r"(?:chinese |lunar )new year'?s eve", "chuxi"),
    (r"spring festival|(?:chinese|lunar) new year", "chunjie"),
    (r"lantern festival", "yuanxiao"),
    (r"(?:learn from )?lei\s?feng(?:'s)? day", "leifeng"),
    (r"qing\s?ming(?: festival)?|tomb[- ]sweeping(?: day)?", "qingming"),
    (r"dragon[- ]boat(?: festival| day)?|duan\s?wu(?: festival)?", "duanwu"),
    (r"gao\s?kao|college entrance exams?", "gaokao"),
    (r"qixi(?: festival)?", "qixi"),
    (r"mid[- ]?autumn(?: festival| day)?|moon festival", "zhongqiu"),
    (r"double (?:ninth|nine)(?: festival)?|chong\s?yang(?: festival)?", "chongyang"),
    (r"(?:international )?volunteers?'? day", "ivd"),
)


def _month(word: str) -> int:
    return _MONTHS.index(word[:3]) + 1


def _shift(word: str) -> int:
    return _SHIFTS[word.rsplit(maxsplit=1)[-1]]


def _read_month_day(match: re.Match[str], _: Calendar) -> Reading:
    return day_of_year(_month(match[1]), int(match[2]))


def _read_day_month(match: re.Match[str], _: Calendar) -> Reading:
    return day_of_year(_month(match[2]), int(match[1]))


def _read_recent(match: re.Match[str], calendar: Calendar) -> Reading:
    amount = match[1]
    if amount in ("few", "couple of", "several"):
        return "period-vague"
    count, unit = read_number(amount) or 1, match[2]
    days = {"day": 1, "week": 7}.get(unit, 0)
    months = {"month": 1, "quarter": 3, "year": 12}.get(unit, 0)
    return recent(days=count * days, months=count * months, today=calendar.today)


def _read_half_recent(_: re.Match[str], calendar: Calendar) -> Reading:
    return recent_months(calendar.today, 6)


def _read_day(match: re.Match[str], calendar: Calendar) -> Reading:
    shifts = {"today": 0, "tonight": 0, "yesterday": -1, "tomorrow": 1}
    return day_span(calendar.today + timedelta(days=shifts.get(match[0], -2)))


def _read_week(match: re.Match[str], calendar: Calendar) -> Reading:
    return week_span(calendar.today, _shift(match[1]))


def _read_weekday(match: re.Match[str], calendar: Calendar) -> Reading:
    weekday = _WEEKDAYS.index(match[2][:3])
    if match[1] in ("this", "next"):
        return day_span(week_span(calendar.today, _shift(match[1])).first + timedelta(days=weekday))
    back = (calendar.today.weekday() - weekday) % 7
    return day_span(calendar.today - timedelta(days=back or 7 * (match[1] == "last")))


def _read_weekend(match: re.Match[str], calendar: Calendar) -> Reading:
    week = week_span(calendar.today, _shift(match[1]))
    return Span(first=week.last - timedelta(days=1), last=week.last)


def _read_relative_month(match: re.Match[str], calendar: Calendar) -> Reading:
    month = Month.of(calendar.today).plus(_shift(match[1]))
    return month_of_year(month.month, month.year)


def _read_relative_quarter(match: re.Match[str], calendar: Calendar) -> Reading:
    today = calendar.today
    month = Month(today.year, (today.month - 1) // 3 * 3 + 1).plus(3 * _shift(match[1]))
    return Yearly(make=lambda year: quarter_span(year, (month.month + 2) // 3), year=month.year)


def _read_relative_year(match: re.Match[str], calendar: Calendar) -> Reading:
    return Year(number=calendar.today.year + _shift(match[1]))


def _read_node(node: str) -> Callable[[re.Match[str], Calendar], Reading]:
    return lambda _, calendar: node_of_year(node, calendar)


_ORDINAL = rf"({'|'.join(_ORDINALS)})"

#: Tried in this order, after the Chinese ones.
ENGLISH_RULES: tuple[Rule, ...] = (
    *(rule(rf"\b(?:{names})", _read_node(node)) for names, node in _NODES),
    rule(
        (
            r"\b(?:last|past|previous|recent|latest)\s+(\d{1,3}|an?|one|two|three|four|five"
            "|six|seven|eight|nine|ten"
            r"|twelve|fourteen|thirty|few|couple of|several)\s+(day|week|month|quarter"
            r"|year)s?\b"
        ),
        _read_recent,
    ),
    rule(r"\b(?:last|past)\s+half\s+(?:a\s+)?year\b", _read_half_recent),
    rule(
        rf"{_MONTH}\s*(\d{{1,2}})(?:st|nd|rd|th)?(?![\d:]|\s*(?:hours?|hrs?|h\b))", _read_month_day
    ),
    rule(rf"\b(\d{{1,2}})(?:st|nd|rd|th)?\s+(?:of\s+)?{_MONTH}", _read_day_month),
    rule(r"\b(?:the )?day before yesterday|\byesterday|\btoday|\btonight|\btomorrow", _read_day),
    rule(rf"{_WHICH}weekend\b", _read_weekend),
    rule(rf"{_WHICH}week\b", _read_week),
    rule(
        (
            r"\b(?:(this|last|next|on)\s+)(mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?"
            r"|sun)(?:day)?\b"
        ),
        _read_weekday,
    ),
    rule(rf"{_WHICH}month\b", _read_relative_month),
    rule(
        rf"\b{_ORDINAL}\s+quarter\b(?=.*\b(?:of|20\d\d)\b)",
        lambda match, _: quarter_of_year(_ORDINALS[match[1]]),
    ),
    rule(rf"{_WHICH}quarter\b", _read_relative_quarter),
    rule(rf"\b{_ORDINAL}\s+quarter\b", lambda match, _: quarter_of_year(_ORDINALS[match[1]])),
    rule(
        r"\bquarter\s+(\d|one|two|three|four)\b",
        lambda match, _: quarter_of_year(read_number(match[1])),
    ),
    rule(
        r"\b(first|1st|second|2nd)\s+half\b(?:\s+(?:of\s+)?(?:the\s+)?year\b)?",
        lambda match, _: half_of_year(_ORDINALS[match[1]]),
    ),
    rule(r"\bh([12])(?!\d)", lambda match, _: half_of_year(int(match[1]))),
    rule(
        r"\b(?:year to date|ytd|beginning of the year)\b",
        lambda _, calendar: Year(number=calendar.today.year),
    ),
    rule(
        r"\b(?:month to date|mtd)\b",
        lambda _, calendar: month_of_year(calendar.today.month, calendar.today.year),
    ),
    rule(rf"{_WHICH}year(?:'s)?\b", _read_relative_year),
    rule(r"\b(20\d\d)\s+(?=hours\b|activit|events\b)", lambda match, _: year_said(int(match[1]))),
    rule(r"\bmonth\s+(\d{1,2})\b", lambda match, _: month_of_year(int(match[1]))),
    rule(rf"(?:\blast\s+|\bthis\s+)?{_MONTH}", lambda match, _: month_of_year(_month(match[1]))),
)
