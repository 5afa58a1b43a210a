"""Periods: the stretches of days for which something is owed, written as people and keys have them.

2026-03, 2026-Q1, 2026-H1, 2026, 2026-01..2026-04, duanwu-2026 (a node's window), and 2026-03-05
where a single event is what counts from.
"""

import re
from collections.abc import Iterable
from datetime import date
from functools import lru_cache
from typing import NamedTuple

from rules.months import Month, months_of_days
from rules.nodes import NodeTable

_SPAN = re.compile(r"(\d{2})\.\.(\d{2})", re.ASCII)
_NODE = re.compile(r"([a-z][a-z0-9_]*)-(\d{4})")
#: Quarters, halves and years, with their months.
_PARTS_OF_YEARS = (
    (re.compile(r"([12]\d{3})-Q([1-4])"), 3),
    (re.compile(r"([12]\d{3})-H([12])"), 6),
    (re.compile(r"([12]\d{3})"), 12),
)
_NUMBERED = 2
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
#: Months of a period that recurs within the year, by what a duty calls it.
_LENGTHS = {"month": 1, "quarter": 3, "half": 6, "year": 12}
#: What `period` of a duty may say besides months such as 01..04.
KINDS = frozenset({*_LENGTHS, "node", "event"})


class Period(NamedTuple):
    """A stretch of local days, both ends included; ordered by its days."""

    first: date
    last: date
    text: str
    node: str | None = None
    """The node whose window it is."""

    @property
    def months(self) -> tuple[Month, ...]:
        """The months that it touches."""
        return months_of_days(self.first, self.last)

    @property
    def is_month(self) -> bool:
        """Whether it is one calendar month."""
        return len(self.text) == _MONTH_LENGTH and self.node is None and self.text[5] in "01"

    @property
    def is_event(self) -> bool:
        """Whether it is a single day from which something counts."""
        return len(self.text) == _DAY_LENGTH and self.node is None and self.text[4] == "-"

    def __str__(self) -> str:
        return self.text


@lru_cache(maxsize=10_000)
def month_period(month: Month) -> Period:
    """The month as a period."""
    return Period(month.first, month.last, str(month))


def event_period(day: date) -> Period:
    """The period of something that counts from one day on."""
    return Period(day, day, day.isoformat())


def node_period(node: str, year: int, nodes: NodeTable) -> Period | None:
    """The window of a node in a year; None where the table does not know the day."""
    window = nodes.window(node, year)
    return window and Period(*window, f"{node}-{year}", node)


def is_kind(text: str) -> bool:
    """Whether a duty's `period` can be so written."""
    written = _SPAN.fullmatch(text)
    return text in KINDS or bool(written and 1 <= int(written[1]) <= int(written[2]) <= 12)  # noqa: PLR2004 - twelve months


def parse_period(text: str, nodes: NodeTable) -> Period:
    """The period so written; ValueError for anything else, a node without a day included."""
    text = text.strip()
    for pattern, length in _PARTS_OF_YEARS:
        if found := pattern.fullmatch(text):
            number = int(found[2]) if found.lastindex == _NUMBERED else 1
            return _months(int(found[1]), length * (number - 1) + 1, length, text)
    if _DAY.fullmatch(text):
        return event_period(date.fromisoformat(text))
    if ".." in text:
        return _span(*map(Month.parse, text.split("..", 1)))
    if found := _NODE.fullmatch(text):
        return _node(found[1], int(found[2]), nodes)
    return month_period(Month.parse(text))


def periods_between(
    kind: str, first: date, last: date, nodes: NodeTable, only: Iterable[str] = ()
) -> tuple[Period, ...]:
    """All periods of that kind that go on beyond `first` and begin by `last`, in order.

    Of `node` periods those of the named nodes alone, of all nodes with a window where none is.
    """
    if kind == "node":
        return _node_periods(first, last, nodes, tuple(only))
    years = range(first.year, last.year + 1)
    found = (period for year in years for period in _of_year(kind, year))
    return tuple(one for one in found if one.last >= first and one.first <= last)


@lru_cache(maxsize=1_000)
def _of_year(kind: str, year: int) -> tuple[Period, ...]:
    if span := _SPAN.fullmatch(kind):
        first, last = int(span[1]), int(span[2])
        text = f"{year}-{first:02d}..{year}-{last:02d}"
        return (_months(year, first, last - first + 1, text),)
    length = _LENGTHS[kind]
    if length == 1:
        return tuple(month_period(Month(year, month)) for month in range(1, 13))
    mark = {3: "-Q", 6: "-H", 12: ""}[length]
    return tuple(
        _months(year, start, length, f"{year}{mark}{(start - 1) // length + 1 if mark else ''}")
        for start in range(1, 13, length)
    )


def _span(first: Month, last: Month) -> Period:
    if last < first:
        raise ValueError(last)
    return Period(first.first, last.last, f"{first}..{last}")


def _node(node: str, year: int, nodes: NodeTable) -> Period:
    period = node_period(node, year, nodes)
    if period is None:
        raise ValueError(node)
    return period


def _months(year: int, first: int, count: int, text: str) -> Period:
    start = Month(year, first)
    return Period(start.first, start.plus(count - 1).last, text)


def _node_periods(
    first: date, last: date, nodes: NodeTable, only: tuple[str, ...]
) -> tuple[Period, ...]:
    # A window may begin in the year before its node's, and end in the year after.
    years = range(first.year - 1, last.year + 2)
    named = only or nodes.windowed
    found = (node_period(node, year, nodes) for year in years for node in named)
    return tuple(sorted(p for p in found if p is not None and p.last >= first and p.first <= last))


_MONTH_LENGTH, _DAY_LENGTH = len("2026-03"), len("2026-03-05")
