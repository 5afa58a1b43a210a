"""The due day of a month's obligation: a day of the month that follows, rolled off days of rest."""

from datetime import date
from enum import StrEnum

from rules.months import Month
from rules.workdays import Workdays


class Roll(StrEnum):
    """Where a due day goes that falls on a day of rest."""

    NEXT_WORKDAY = "next_working_day"
    PREVIOUS_WORKDAY = "previous_working_day"
    NONE = "none"


def due_day(month: Month, *, day: int, roll: str, workdays: Workdays) -> date:
    """When the month's obligation is due; a following month that is too short ends it."""
    following = month.plus(1)
    unrolled = following.first.replace(day=min(day, following.last.day))
    if Roll(roll) is Roll.NEXT_WORKDAY:
        return workdays.next_workday(unrolled)
    if Roll(roll) is Roll.PREVIOUS_WORKDAY:
        return workdays.previous_workday(unrolled)
    return unrolled
