"""Records: the rows of registers, as they were read from a sheet or stand in the store.

Named tuples, not dataclasses: a thousand workbooks hold six hundred thousand of them, and a
frozen dataclass costs ten times as much to make.
"""

from datetime import date
from functools import lru_cache
from typing import NamedTuple

from rules.days import Days
from rules.months import Month


class Activity(NamedTuple):
    """One row of an activity log: what its cells say, nothing derived."""

    unit_text: str | None = None
    days: str | None = None
    """Days as `Days` writes them; None where the date cannot be read."""
    title: str | None = None
    headcount: int | None = None
    duration: int | None = None
    """Minutes per person."""
    total_minutes: int | None = None
    """Minutes of all people together, where the row states that."""
    person_times: int | None = None
    names: str | None = None
    """People's names joined by `|`."""
    names_total: int | None = None
    """The N of 等N人."""
    photos: int | None = None
    confirmed: bool = False
    nil: bool = False
    """A report that no activity was held."""
    category: str | None = None
    place: str | None = None
    content: str | None = None
    target: str | None = None
    beneficiaries: int | None = None
    leader: str | None = None
    recorder: str | None = None
    remark: str | None = None


class ServiceRecord(NamedTuple):
    """One row of a service-record tab: one person's service."""

    unit_text: str | None = None
    days: str | None = None
    title: str | None = None
    volunteer: str | None = None
    volunteer_no: str | None = None
    duration: int | None = None
    """Minutes."""
    confirmed: bool = False
    place: str | None = None
    remark: str | None = None


#: What a field of an entry says; days are written as `Days` writes them, months as 2026-03.
Value = str | int | float | bool | None


class Entry(NamedTuple):
    """One row of any other register: the fields that `Register` declares, in its order."""

    register: str
    unit_text: str | None = None
    days: str | None = None
    """The days that the row speaks of: its date, or all days of its month or year."""
    title: str | None = None
    """What names the row for people: a station, a wish, a household's code."""
    values: tuple[tuple[str, Value], ...] = ()
    """What each field says but the unit's."""

    def value(self, field: str) -> Value:
        """What a field says; None where it says nothing, or there is no such field."""
        return next((value for name, value in self.values if name == field), None)


Record = Activity | ServiceRecord | Entry

#: What the registers with tables of their own are called.
ACTIVITY, SERVICE_RECORD = "activity", "service_record"


def register_of(record: Record) -> str:
    """The name of the register this record belongs to."""
    if isinstance(record, Entry):
        return record.register
    return ACTIVITY if isinstance(record, Activity) else SERVICE_RECORD


def first_day(days: str) -> str:
    """The earliest day of written days, as ISO text."""
    return days if len(days) == _ONE_DAY else Days.parse(days).first.isoformat()


def last_day(days: str) -> str:
    """The latest day of written days, as ISO text."""
    return days if len(days) == _ONE_DAY else Days.parse(days).last.isoformat()


def months_of(days: str) -> tuple[Month, ...]:
    """The months that written days touch, in order."""
    if len(days) == _ONE_DAY:
        return (Month(int(days[:4]), int(days[5:7])),)
    return Days.parse(days).months


def begins_of(days: str) -> dict[Month, date]:
    """The first day held in each month that written days touch."""
    if len(days) == _ONE_DAY:
        return {months_of(days)[0]: date.fromisoformat(days)}
    return Days.parse(days).begins


@lru_cache(maxsize=10_000)
def spans_of(days: str) -> tuple[tuple[date, date], ...]:
    """The spans of written days, each with its first and last day."""
    return Days.parse(days).spans


@lru_cache(maxsize=10_000)
def title_key(title: str) -> str:
    """A title without spaces and punctuation: two rows with one key name one activity."""
    return "".join(sign for sign in title.casefold() if sign.isalnum())


_ONE_DAY = len("2026-03-05")
