"""Days named by a festival: 端午节当天, 国际志愿者日."""

import re
from collections.abc import Callable

from rules.days import Days
from rules.node_names import NODE_PATTERNS
from sync.cell_texts import UnreadableError
from sync.date_placing import existing_day
from sync.date_years import nearest_year
from sync.reading import CellContext, Reading

#: Days of the solar year that a name alone fixes.
_FIXED: tuple[tuple[str, int, int], ...] = (
    (r"元旦|new year'?s day", 1, 1),
    (r"全国爱耳日", 3, 3),
    (r"中国青年志愿者(?:服务)?日", 3, 5),
    (r"妇女节", 3, 8),
    (r"植树节", 3, 12),
    (r"消费者权益日", 3, 15),
    (r"世界水日", 3, 22),
    (r"世界卫生日", 4, 7),
    (r"国家安全教育日", 4, 15),
    (r"世界地球日", 4, 22),
    (r"世界读书日", 4, 23),
    (r"劳动节", 5, 1),
    (r"青年节", 5, 4),
    (r"国际护士节", 5, 12),
    (r"防灾减灾日", 5, 12),
    (r"世界无烟日", 5, 31),
    (r"儿童节", 6, 1),
    (r"世界环境日", 6, 5),
    (r"全国爱眼日", 6, 6),
    (r"世界献血(?:者)?日", 6, 14),
    (r"国际禁毒日", 6, 26),
    (r"建党节", 7, 1),
    (r"建军节", 8, 1),
    (r"中国医师节", 8, 19),
    (r"教师节", 9, 10),
    (r"烈士纪念日", 9, 30),
    (r"国庆节", 10, 1),
    (r"国家扶贫日", 10, 17),
    (r"消防(?:安全)?(?:宣传)?日", 11, 9),
    (r"世界艾滋病日", 12, 1),
    (r"全国交通安全日", 12, 2),
    (r"国际残疾人日", 12, 3),
    (r"国家?宪法日", 12, 4),
    (r"国家公祭日", 12, 13),
    (r"圣诞节", 12, 25),
)
_NODES = tuple((node, re.compile(names)) for node, names in NODE_PATTERNS)
_FIXED_PATTERNS = tuple((re.compile(names), month, day) for names, month, day in _FIXED)
_ANY = "|".join([names for _, names in NODE_PATTERNS] + [names for names, _, _ in _FIXED])
_OTHER = re.compile(rf"{_ANY}|国庆|小年")
_JOINER = r" ?(?:[-~、/]|和|及|与|至|到) ?"
_JOINED = re.compile(
    rf"(?:{_ANY})节?(?:当[天日])?{_JOINER}\d|\d ?[日号]?{_JOINER}(?:{_ANY})",
)
#: A festival with these words is more than its day, or not its day.
_AROUND = re.compile(
    r"期间|假|前|后|左右|前后|周|月|季|系列|黄金|长假|临近|将近|第[二三四2-9](?!\d*[个届])"
    r"|次日|翌日|夕(?<!除夕)(?<!七夕)|至|到|[-~]|、"
)
_WEEKDAY = re.compile(r"(?:周|星期|礼拜)[一二三四五六日天]")
_FIRST_DAY = re.compile(r"第[一1]天|首日|[正当]日|当天")


def festival_reading(text: str, context: CellContext) -> Reading[Days] | None:
    """The festival's day; None where the text names none."""
    for node, names in _NODES:
        if found := names.search(text):
            _check_around(text, found, more_days=node == "gaokao")
            return nearest_year(_day_of_node(node, context), text, "node", context)
    for names, month, day in _FIXED_PATTERNS:
        if found := names.search(text):
            _check_around(text, found)
            return nearest_year(_day_of_year(month, day), text, "node", context)
    return None


def check_joined(text: str) -> None:
    """Nothing, unless a festival is joined to a written day: 端午节、6月12日."""
    if _JOINED.search(text):
        raise UnreadableError("date-vague", "node")


def _check_around(text: str, found: re.Match[str], *, more_days: bool = False) -> None:
    rest = _WEEKDAY.sub("", text[: found.start()] + " " + text[found.end() :])
    if _AROUND.search(rest) or (more_days and not _FIRST_DAY.search(rest)):
        raise UnreadableError("date-vague", "node")
    if _OTHER.search(rest):
        raise UnreadableError("date-vague", "node")


def _day_of_node(node: str, context: CellContext) -> Callable[[int], Days | None]:
    def day_in(year: int) -> Days | None:
        day = context.nodes.day(node, year)
        return None if day is None else Days.on(day)

    return day_in


def _day_of_year(month: int, day: int) -> Callable[[int], Days | None]:
    return lambda year: Days.on(existing_day(year, month, day))
