"""Calendar months: the period in which every unit owes its activity."""

import re
from calendar import monthrange
from datetime import date, timedelta
from functools import lru_cache
from typing import NamedTuple, Self

#: Years that people mean; the months around one of another millennium may not exist.
_WRITTEN = re.compile(r"([12]\d{3})-(\d{2})")


class Month(NamedTuple):
    """A month of a year, ordered, written 2026-03; a named tuple, as it is the key of so much."""

    year: int
    month: int

    @classmethod
    def of(cls, day: date) -> Self:
        """The month that holds this day."""
        return cls(day.year, day.month)

    @classmethod
    def parse(cls, text: str) -> Self:
        """The month written as 2026-03; ValueError for anything else."""
        written = _WRITTEN.fullmatch(text.strip())
        if not written or not 1 <= int(written[2]) <= 12:  # noqa: PLR2004 - twelve months
            raise ValueError(text)
        return cls(int(written[1]), int(written[2]))

    @property
    def first(self) -> date:
        """The first day."""
        return date(self.year, self.month, 1)

    @property
    def last(self) -> date:
        """The last day."""
        return date(self.year, self.month, monthrange(self.year, self.month)[1])

    def plus(self, months: int) -> "Month":
        """The month so many months later, or earlier where negative."""
        years, month = divmod(self.month - 1 + months, 12)
        return Month(self.year + years, month + 1)

    def __str__(self) -> str:
        return f"{self.year:04d}-{self.month:02d}"


def months_between(first: Month, last: Month) -> tuple[Month, ...]:
    """All months from first to last, both included; empty where last is earlier."""
    count = (last.year - first.year) * 12 + last.month - first.month + 1
    return tuple(first.plus(offset) for offset in range(count))


@lru_cache(maxsize=10_000)
def months_of_days(first: date, last: date) -> tuple[Month, ...]:
    """The months that a run of days touches."""
    return months_between(Month.of(first), Month.of(last))


def days_between(first: date, last: date) -> tuple[date, ...]:
    """All days from first to last, both included."""
    return tuple(first + timedelta(days=n) for n in range((last - first).days + 1))
