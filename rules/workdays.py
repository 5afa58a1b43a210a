"""Working days: as the State Council arranged them, else the statutory days off by rule."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta

from rules.nodes import NodeTable

_ONE_DAY = timedelta(days=1)
_SATURDAY = 5
#: From here on 劳动节 has a second day and 春节 its eve (全国年节及纪念日放假办法 of 2024-11-10).
_LONGER_SINCE = 2025
#: 元旦, 劳动节 and 国庆节 as (month, day).
_FIXED_REST = frozenset({(1, 1), (5, 1), (10, 1), (10, 2), (10, 3)})
_FIXED_REST_LONGER = _FIXED_REST | {(5, 2)}
#: Days off by node and days after its first day.
_NODE_REST = frozenset(
    {
        ("chunjie", 0),
        ("chunjie", 1),
        ("chunjie", 2),
        ("qingming", 0),
        ("duanwu", 0),
        ("zhongqiu", 0),
    }
)
_NODE_REST_LONGER = _NODE_REST | {("chuxi", 0)}


@dataclass(frozen=True, slots=True)
class Workdays:
    """Which days are worked: special days of published years (True: work), node days for others."""

    special: Mapping[date, bool]
    published_years: frozenset[int]
    nodes: NodeTable = field(default_factory=lambda: NodeTable(days={}))

    def published(self, year: int) -> bool:
        """Whether the adjusted working days of the year are known."""
        return year in self.published_years

    def is_workday(self, day: date) -> bool:
        """Whether offices work on this day."""
        if day in self.special:
            return self.special[day]
        if day.weekday() >= _SATURDAY:
            return False
        return self.published(day.year) or not self._is_statutory_rest(day)

    def next_workday(self, day: date) -> date:
        """The day itself where worked, else the first working day after it."""
        return day if self.is_workday(day) else self.add_workdays(day, 1)

    def previous_workday(self, day: date) -> date:
        """The day itself where worked, else the last working day before it."""
        return day if self.is_workday(day) else self.add_workdays(day, -1)

    def add_workdays(self, day: date, count: int) -> date:
        """The working day so many later, earlier where negative; the day itself for 0."""
        step = _ONE_DAY if count > 0 else -_ONE_DAY
        for _ in range(abs(count)):
            day += step
            while not self.is_workday(day):
                day += step
        return day

    def _is_statutory_rest(self, day: date) -> bool:
        longer = day.year >= _LONGER_SINCE
        if (day.month, day.day) in (_FIXED_REST_LONGER if longer else _FIXED_REST):
            return True
        return any(
            self.nodes.day(node, day.year) == day - timedelta(days=after)
            for node, after in (_NODE_REST_LONGER if longer else _NODE_REST)
        )
