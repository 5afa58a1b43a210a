"""Days in the lunar calendar: 农历正月十五, 正月初五至初七, 八月十五中秋节."""

import re
from collections.abc import Iterator
from datetime import date

from rules.days import Days
from sync.cell_texts import UnreadableError
from sync.date_years import nearest_year
from sync.numerals import NUMERAL_SIGNS, parse_numeral
from sync.reading import CellContext, Reading

_N = f"[{NUMERAL_SIGNS}]"
_MONTH = rf"(?P<month>正|腊|冬|{_N}{{1,2}}|\d{{1,2}})月"
_DAY = rf" ?(?P<first>初)?(?P<day>{_N}{{1,3}}|\d{{1,2}})[日号]?"
_LUNAR_DAY = re.compile(
    rf"(?P<mark>(?:农|阴|旧|夏)历)? ?(?:\d{{4}}年)?(?P<leap>闰)? ?{_MONTH}{_DAY}"
)
_FURTHER = re.compile(rf" ?(?P<sign>[-~至到、,和及与]) ?(?:农历)?(?:{_MONTH})?{_DAY}(?![\d月.])")
_NAMED_MONTHS = {"正": 1, "冬": 11, "腊": 12}
_LUNAR_MARK = re.compile(r"[农阴旧夏]历|[正腊冬]月|初[一二三四五六七八九十]")
#: Festivals that make a month and day beside them lunar: 八月十五中秋节.
_NAMED_DAYS = (("五月五", "端午"), ("七月七", "七夕"), ("八月十五", "中秋"), ("九月九", "重阳"))
_JOINED_BEHIND = re.compile(r" ?[-~至到、和及与] ?\d")
_JOINED_BEFORE = re.compile(r"[\d日号] ?[-~至到、和及与] ?$")
_RANGED = re.compile(r"[-~至到]")

#: Month, day and whether the month is a leap month.
_Lunar = tuple[int, int, bool]


def is_lunar(text: str) -> bool:
    """The text speaks of the lunar calendar."""
    return bool(_LUNAR_MARK.search(text)) or _names_its_day(text)


def without_lunar(text: str) -> str:
    """The text less a lunar date that says again what stands beside it."""
    return _LUNAR_DAY.sub(_left_out, text)


def lunar_reading(text: str, context: CellContext) -> Reading[Days]:
    """The days that lunar dates fall on; without 农历 only where they suit the sheet."""
    found = _LUNAR_DAY.search(text)
    marked = found is not None and (_is_marked(found) or _names_its_day(text))
    if found is None or not (found["first"] or marked):
        raise UnreadableError("date-vague", "lunar")
    spans = list(_spans(text, found))
    reading = nearest_year(lambda year: _days(spans, year, context), text, "lunar", context)
    if not marked and "off_month" in reading.flags:
        raise UnreadableError("date-ambiguous", "lunar", "ambiguous")
    return reading


def _left_out(found: re.Match[str]) -> str:
    if not (found["first"] or _is_marked(found)):
        return found[0]
    text = found.string
    if _JOINED_BEHIND.match(text, found.end()) or _JOINED_BEFORE.search(text[: found.start()]):
        raise UnreadableError("date-vague", "lunar")
    return " "


def _names_its_day(text: str) -> bool:
    return any(day in text and name in text for day, name in _NAMED_DAYS)


def _is_marked(found: re.Match[str]) -> bool:
    return bool(found["mark"]) or found["month"] in _NAMED_MONTHS


def _spans(text: str, found: re.Match[str]) -> Iterator[tuple[_Lunar, _Lunar]]:
    """First and last day of each run; a day alone is both."""
    first = last = _lunar(found["month"], found["day"], leap=bool(found["leap"]))
    at = found.end()
    while more := _FURTHER.match(text, at):
        at = more.end()
        month = more["month"]
        day = _lunar(month, more["day"]) if month else (first[0], _figure(more["day"]), first[2])
        if _RANGED.match(more["sign"]):
            last = day
            continue
        yield first, last
        first = last = day
    yield first, last


def _lunar(month: str, day: str, *, leap: bool = False) -> _Lunar:
    return _NAMED_MONTHS.get(month) or _figure(month), _figure(day), leap


def _figure(text: str) -> int:
    number = parse_numeral(text)
    if number is None:
        raise UnreadableError("date-unreadable", "lunar")
    return number


def _days(spans: list[tuple[_Lunar, _Lunar]], year: int, context: CellContext) -> Days | None:
    """The spans in that lunar year; None where one does not exist or ends before it begins."""
    placed: list[tuple[date, date]] = []
    for first, last in spans:
        start, end = (
            context.nodes.lunar_day(year, month, day, leap=leap)
            for month, day, leap in (first, last)
        )
        if start is None or end is None or end < start:
            return None
        placed.append((start, end))
    return Days(tuple(placed))
