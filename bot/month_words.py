"""Months, quarters, halves and years as they are written in Chinese and in figures."""

import re
from datetime import date

from bot.day_words import NO_AMOUNT, SHIFTS
from bot.readings import (
    TO,
    Calendar,
    Reading,
    Rule,
    Year,
    Yearly,
    dated,
    half_of_year,
    month_of_year,
    quarter_of_year,
    rule,
    run,
    year_said,
)
from bot.spans import months_span, quarter_span, year_span
from bot.spelling import SMALL_NUMBER, read_number
from rules.months import Month

_YEARS = {
    "今": 0, "本": 0, "这一": 0, "当": 0,
    "去": -1, "上": -1, "上一": -1, "前": -2, "明": 1, "大前": -3,
}  # fmt: skip


def _number(text: str) -> int:
    return read_number(text) or 0


def _read_written_month(match: re.Match[str], _: Calendar) -> Reading:
    return dated(year_said(int(match[1])), month_of_year(int(match[2])))


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
    month = Month.of(calendar.today).plus(SHIFTS.get(match[1], 0))
    return month_of_year(month.month, month.year)


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
    month = Month(today.year, (today.month - 1) // 3 * 3 + 1).plus(3 * SHIFTS.get(match[1], 0))
    return Yearly(make=lambda year: quarter_span(year, (month.month + 2) // 3), year=month.year)


def _read_half(match: re.Match[str], _: Calendar) -> Reading:
    return half_of_year(1 if match[1] in ("上", "前") else 2)


def _read_year(match: re.Match[str], _: Calendar) -> Reading:
    return year_said(read_number(match[1]))


def _read_short_year(match: re.Match[str], calendar: Calendar) -> Reading:
    number = _number(match[1])
    century = 2000 if number <= calendar.today.year % 100 + 10 else 1900
    return year_said(century + number)


def _read_relative_year(match: re.Match[str], calendar: Calendar) -> Reading:
    return Year(number=calendar.today.year + _YEARS[match[1]])


def year_of(today: date) -> Yearly:
    """The whole of this year, or of the year said beside it."""
    return Yearly(make=year_span, year=today.year)


_N = SMALL_NUMBER

#: Tried in this order, after the days.
MONTH_RULES: tuple[Rule, ...] = (
    rule(r"(?<!\d)(?<!\d\.)(\d{4})\s*[-/.]\s*(\d{1,2})(?!\d|\.\d)(?:月份?)?", _read_written_month),
    rule(r"(?<!\d)(20\d\d)(0[1-9]|1[0-2])(?!\d)", _read_written_month),
    rule(rf"(?<![\d.])({_N})(?:月份?)?(?:{TO}|、)({_N})\s*月份?", _read_month_run),
    rule(r"([一二三四五六七八九])([二三四五六七八九十])(?:两个)?月份?", _read_neighbour_months),
    rule(r"(上上|上|本|这|当前|当|今|前|下下|下)\s*(?:一)?(?:个)?\s*月份?", _read_relative_month),
    rule(r"学?雷锋(?:活动|志愿服务)?月", lambda _, __: month_of_year(3)),
    rule(rf"第?({_N})(?:{TO}|、|和)第?({_N})\s*个?季度?", _read_quarter_run),
    rule(r"第?([一二三])([二三四])季度", _read_quarter_run),
    rule(rf"前({_N})个?季度?", _read_first_quarters),
    rule(rf"第?({_N}|首|头|末)\s*个?季度", _read_quarter),
    rule(r"第([一二三四1-4])季", _read_quarter),
    rule(r"(?<![a-z])q\s?(\d)(?!\d)", _read_quarter),
    rule(r"(上上|上|本|这|当前|当|前|下)\s*(?:一)?(?:个)?\s*季度?", _read_relative_quarter),
    rule(r"([上前下后])半年", _read_half),
    rule(rf"(?<!\d)({_N})\s*月(?:份)?", _read_month),
    rule(r"[全整]年", lambda _, calendar: year_of(calendar.today)),
    rule(r"年初", lambda _, calendar: month_of_year(1, calendar.today.year)),
    rule(r"(?<!\d)(\d{4}|[一二][零〇一二三四五六七八九]{3})\s*年度?份?", _read_year),
    rule(r"(?<!\d)(\d{2}|二[零〇一二三四五六七八九])年度?(?![前内来以级])", _read_short_year),
    rule(r"(大前|今|本|这一|去|上一|上|前|明|当)年度?", _read_relative_year),
    rule(rf"(?<![\d./-])(20\d\d)(?!\.\d){NO_AMOUNT}", _read_year),
)
