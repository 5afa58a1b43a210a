"""Days named by a festival or in the lunar calendar: 端午节当天, 农历正月十五."""

import re
from collections.abc import Callable
from datetime import date

from rules.days import Days
from rules.months import Month
from sync.cell_texts import UnreadableError
from sync.date_placing import check_year, existing_day, month_distance, sheet_flags
from sync.numerals import NUMERAL_SIGNS, parse_numeral
from sync.reading import CellContext, Reading

_NODES: tuple[tuple[str, str], ...] = (
    ("chuxi", r"除夕|大年三十|年三十|大年夜"),
    ("yuanxiao", r"元宵|上元节|lantern"),
    ("chunjie", r"春节|大年初一|农历新年|spring festival|chinese new year"),
    ("leifeng", r"学?雷锋(?:纪念|志愿(?:者)?服务|活动)?日|lei ?feng day"),
    ("qingming", r"清明|qingming|tomb.sweeping"),
    ("duanwu", r"端午|dragon boat"),
    ("gaokao", r"高考"),
    ("qixi", r"七夕"),
    ("zhongqiu", r"中秋|mid-autumn"),
    ("chongyang", r"重阳|double ninth"),
    ("ivd", r"国际志愿者?(?:服务)?日|(?:international )?volunteers? day"),
)
_NODE_PATTERNS = tuple((node, re.compile(names)) for node, names in _NODES)
_FIXED_PATTERNS = tuple(
    (re.compile(names), month, day)
    for names, month, day in (
        (r"元旦|new year'?s day", 1, 1),
        (r"妇女节", 3, 8),
        (r"植树节", 3, 12),
        (r"消费者权益日", 3, 15),
        (r"劳动节", 5, 1),
        (r"青年节", 5, 4),
        (r"儿童节", 6, 1),
        (r"世界环境日", 6, 5),
        (r"国际禁毒日", 6, 26),
        (r"建党节", 7, 1),
        (r"建军节", 8, 1),
        (r"教师节", 9, 10),
        (r"国庆节", 10, 1),
        (r"国家宪法日", 12, 4),
        (r"国家公祭日", 12, 13),
    )
)
#: A festival with these words is more than its day, or not its day.
_AROUND = re.compile(
    r"期间|假|前|后|左右|前后|周|月|季|系列|黄金|长假|临近|将近|第[二三四2-9]|次日|翌日"
    r"|夕(?<!除夕)(?<!七夕)|至|到|[-~]|、"
)
_FIRST_DAY = re.compile(r"第[一1]天|首日|[正当]日|当天")

_N = f"[{NUMERAL_SIGNS}]"
_LUNAR_DAY = re.compile(
    rf"(?P<mark>(?:农|阴|旧|夏)历)? ?(?:\d{{4}}年)?(?P<leap>闰)? ?(?P<month>正|腊|冬"
    rf"|{_N}{{1,2}}|\d{{1,2}})月"
    rf" ?(?P<first>初)?(?P<day>{_N}{{1,3}}|\d{{1,2}})[日号]?",
)
_NAMED_MONTHS = {"正": 1, "冬": 11, "腊": 12}
_LUNAR_MARK = re.compile(r"[农阴旧夏]历|[正腊冬]月|初[一二三四五六七八九十]")
_YEAR = re.compile(r"(\d{4})年|(?<!\d)(\d{4})(?=[^\d.年/-])")


def without_lunar(text: str) -> str:
    """The text less a lunar date that stands beside another."""
    return _LUNAR_DAY.sub(
        lambda found: " " if found["first"] or _is_marked(found) else found[0], text
    )


def is_lunar(text: str) -> bool:
    """The text speaks of the lunar calendar."""
    return bool(_LUNAR_MARK.search(text))


def lunar_reading(text: str, context: CellContext) -> Reading[Days]:
    """The day that the lunar date falls on; without 农历 only where it suits the sheet."""
    found = _LUNAR_DAY.search(text)
    if not found or (found["first"] is None and not _is_marked(found)):
        raise UnreadableError("date-vague", "lunar")
    month = _NAMED_MONTHS.get(found["month"]) or parse_numeral(found["month"])
    day = parse_numeral(found["day"])
    if month is None or day is None:
        raise UnreadableError("date-unreadable", "lunar")
    table, leap = context.nodes, bool(found["leap"])
    reading = _nearest(
        lambda year: table.lunar_day(year, month, day, leap=leap), text, "lunar", context
    )
    if not _is_marked(found) and "off_month" in reading.flags:
        raise UnreadableError("date-ambiguous", "lunar", "ambiguous")
    return reading


def festival_reading(text: str, context: CellContext) -> Reading[Days] | None:
    """The festival's day; None where the text names none."""
    for node, names in _NODE_PATTERNS:
        if found := names.search(text):
            _check_around(text, found, more_days=node == "gaokao")
            return _nearest(_day_of_node(node, context), text, "node", context)
    for names, month, day in _FIXED_PATTERNS:
        if found := names.search(text):
            _check_around(text, found)
            return _nearest(_day_of_year(month, day), text, "node", context)
    return None


def _is_marked(found: re.Match[str]) -> bool:
    return bool(found["mark"]) or found["month"] in _NAMED_MONTHS


def _check_around(text: str, found: re.Match[str], *, more_days: bool = False) -> None:
    rest = text[: found.start()] + " " + text[found.end() :]
    if _AROUND.search(rest) or (more_days and not _FIRST_DAY.search(rest)):
        raise UnreadableError("date-vague", "node")


def _day_of_node(node: str, context: CellContext) -> Callable[[int], date | None]:
    return lambda year: context.nodes.day(node, year)


def _day_of_year(month: int, day: int) -> Callable[[int], date | None]:
    return lambda year: existing_day(year, month, day)


def _nearest(
    day_in: Callable[[int], date | None], text: str, flag: str, context: CellContext
) -> Reading[Days]:
    """The day in the year that lies nearest to the sheet's month, at most one month away."""
    years, written = _years(text, flag, context)
    days = [day for year in years if (day := day_in(year)) is not None]
    if context.month is None and not written:
        days = [day for day in days if day.year == context.year]
    if not days:
        raise UnreadableError("date-impossible", flag, "invalid")
    if context.month is None and len(days) > 1:
        raise UnreadableError("date-ambiguous", flag, "ambiguous")
    best = min(days, key=lambda day: abs(month_distance(Month.of(day), context)))
    if not written and abs(month_distance(Month.of(best), context)) > 1:
        raise UnreadableError("date-other-month", flag, "off_month", month=str(context.month))
    return Reading(Days.on(best), (flag, *sheet_flags(Days.on(best), context)))


def _years(text: str, flag: str, context: CellContext) -> tuple[tuple[int, ...], bool]:
    if found := _YEAR.search(text):
        year = int(found[1] or found[2])
        check_year(year, context)
        return (year,), True
    year = context.month.year if context.month else context.year or 0
    if not year:
        raise UnreadableError("date-month-unknown", flag)
    return (year - 1, year, year + 1), False
