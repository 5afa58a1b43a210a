"""Due rules: until when something is owed, counted from a period's start, end or event."""

import re
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import Self

from rules.months import Month
from rules.periods import Period
from rules.workdays import Workdays

#: The programme's own due day of the month that follows the period.
DUE_DAY = "due_day"
_OFFSET = re.compile(r"(start|end|event)([+-]\d{1,4})(d|wd)", re.ASCII)
_GRACE = re.compile(r"(\d{1,4})(d|wd)", re.ASCII)
_DAY = re.compile(r"(\d{2})-(\d{2})", re.ASCII)


class Roll(StrEnum):
    """Where a due day goes that falls on a day of rest."""

    NEXT_WORKDAY = "next_working_day"
    PREVIOUS_WORKDAY = "previous_working_day"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class DueRule:
    """`due_day`, `end+3wd`, `start-14d`, `event+60d`, or a day of the period's year: 06-30."""

    anchor: str
    amount: int = 0
    measure: str = "d"
    month: int = 0

    @classmethod
    def parse(cls, text: str) -> Self:
        """The rule so written; ValueError for anything else."""
        text = text.strip()
        if text == DUE_DAY:
            return cls(DUE_DAY)
        if found := _OFFSET.fullmatch(text):
            return cls(found[1], int(found[2]), found[3])
        found = _DAY.fullmatch(text)
        if not found:
            raise ValueError(text)
        date(2024, int(found[1]), int(found[2]))
        return cls("day", int(found[2]), month=int(found[1]))

    def __str__(self) -> str:
        if self.anchor == DUE_DAY:
            return DUE_DAY
        if self.anchor == "day":
            return f"{self.month:02d}-{self.amount:02d}"
        return f"{self.anchor}{self.amount:+d}{self.measure}"

    def day(self, period: Period, *, due_day: int, roll: str, workdays: Workdays) -> date:
        """The local day; the programme's due day and a day of the year roll off days of rest.

        `end+0wd` is the last working day of the period.
        """
        if self.anchor == DUE_DAY:
            return following_day(period.last, day=due_day, roll=roll, workdays=workdays)
        if self.anchor == "day":
            last = Month(period.first.year, self.month).last
            return rolled(last.replace(day=min(self.amount, last.day)), roll, workdays)
        anchor = period.last if self.anchor == "end" else period.first
        if self.measure == "d":
            return anchor + timedelta(days=self.amount)
        if not self.amount and self.anchor == "end":
            return workdays.previous_workday(anchor)
        return workdays.add_workdays(anchor, self.amount)


@dataclass(frozen=True, slots=True)
class Grace:
    """How long after the due day something still counts as in time: 2wd, 15d."""

    amount: int = 0
    measure: str = "wd"

    @classmethod
    def parse(cls, text: str) -> Self:
        """The grace so written; ValueError for anything else."""
        found = _GRACE.fullmatch(text.strip())
        if not found:
            raise ValueError(text)
        return cls(int(found[1]), found[2])

    def __str__(self) -> str:
        return f"{self.amount}{self.measure}"

    def end(self, due: date, workdays: Workdays) -> date:
        """The last day that is in time."""
        if self.measure == "wd":
            return workdays.add_workdays(due, self.amount)
        return due + timedelta(days=self.amount)


def following_day(last: date, *, day: int, roll: str, workdays: Workdays) -> date:
    """That day of the month after a period's last day; a month that is too short ends it."""
    following = Month.of(last).plus(1)
    return rolled(following.first.replace(day=min(day, following.last.day)), roll, workdays)


def rolled(day: date, roll: str, workdays: Workdays) -> date:
    """The day, moved off a day of rest as the programme says."""
    if Roll(roll) is Roll.NEXT_WORKDAY:
        return workdays.next_workday(day)
    if Roll(roll) is Roll.PREVIOUS_WORKDAY:
        return workdays.previous_workday(day)
    return day
