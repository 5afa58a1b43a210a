"""The time a sample city is told in: its months, the one last due, and the day it is told on."""

from dataclasses import dataclass
from datetime import date
from functools import cache

from config.calendar import load_nodes, load_workdays
from rules.due import Roll, following_day
from rules.months import Month, months_between

_DUE_DAY = 5  # the default of config/defaults.toml, which the city's programme leaves as it is
_ROUND_AFTER = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class Season:
    """From the first month told to the day it is told on; `due` is the month last due."""

    first: Month
    due: Month
    day: date

    @property
    def months(self) -> tuple[Month, ...]:
        """All months, the one of the day among them."""
        return months_between(self.first, Month.of(self.day))


def build_season(years: int, day: date) -> Season:
    """So many years up to the last month whose due day is over on that day."""
    month = Month.of(day).plus(-1)
    while due_of(month) >= day:
        month = month.plus(-1)
    return Season(first=month.plus(1 - 12 * years), due=month, day=day)


def round_day(today: date) -> date:
    """The second working day after the latest due day: when late units are being told."""
    month = Month.of(today).plus(-1)
    while due_of(month) > today:
        month = month.plus(-1)
    return load_workdays().add_workdays(due_of(month), _ROUND_AFTER)


@cache
def due_of(month: Month) -> date:
    """The day a month is due."""
    roll, workdays = Roll.NEXT_WORKDAY, load_workdays()
    return following_day(month.last, day=_DUE_DAY, roll=roll, workdays=workdays)


def node_day(node: str, year: int) -> date | None:
    """The day of a node; None where the tables do not know."""
    return load_nodes().day(node, year)
