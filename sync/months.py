"""The month or year a tab, a title or a file's name speaks of."""

import re
import unicodedata
from collections.abc import Iterable

from rules.months import Month

_YEAR = re.compile(r"(?<!\d)(20\d{2})(?=\s*年|[-./]|(?!\d))")
_YEAR_MONTH = re.compile(
    r"(?<!\d)(20\d{2})(?:\s*[-./年_]\s*(1[0-2]|0?[1-9])|(0[1-9]|1[0-2]))(?!\d)"
)
_SPAN = re.compile(
    r"(?:\d|[一二三四五六七八九十])\s*月?份?\s*[-~—–至到、]\s*(?:\d{1,2}|[一二三四五六七八九十]{1,2})\s*月"
)
_MONTH = re.compile(r"(?<!\d)(1[0-2]|0?[1-9])\s*月")
_CHINESE_MONTH = re.compile(r"(十[一二]?|[一二三四五六七八九])月")
_NUMERALS = (*"一二三四五六七八九十", "十一", "十二")
_CHINESE = {text: number for number, text in enumerate(_NUMERALS, start=1)}


def find_month(texts: Iterable[str]) -> tuple[int | None, int | None]:
    """(year, month) of the first text that names each; a span of months names none."""
    year = month = None
    for text in texts:
        folded = unicodedata.normalize("NFKC", text)
        here = None if _SPAN.search(folded) else _YEAR_MONTH.search(folded)
        if here and year in (None, int(here[1])) and month is None:
            return int(here[1]), int(here[2] or here[3])
        if month is None:
            month = _only_month(folded)
        if year is None and (found := _YEAR.search(folded)):
            year = int(found[1])
    return year, month


def month_in_year(month: int, today: Month) -> Month:
    """The month so numbered that began last: a bare month that has not begun is last year's."""
    return Month(today.year if month <= today.month else today.year - 1, month)


def _only_month(text: str) -> int | None:
    if _SPAN.search(text):
        return None
    named = {int(number) for number in _MONTH.findall(text)}
    named |= {_CHINESE[word] for word in _CHINESE_MONTH.findall(text)}
    return named.pop() if len(named) == 1 else None
