"""Readings: what a word of time may mean before the words around it are known."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import TypeAlias

from bot.spans import (
    Span,
    day_span,
    half_span,
    month_span,
    quarter_span,
    recent_days,
    recent_months,
)
from rules.months import Month
from rules.nodes import NodeTable

_MOST_DAYS, _MOST_MONTHS = 3660, 240

#: Words between the two ends of a range.
TO = r"\s*(?:\.{2,}|到|至|-|—+|–|~|―|\b(?:to|till?|until|through|thru)\b)\s*"


@dataclass(frozen=True, slots=True, kw_only=True)
class Yearly:
    """What comes once a year: a span for each year, and the year where one was said."""

    make: Callable[[int], Span | str]
    year: int | None = None

    def resolve(self, today: date) -> Span | str:
        """The span of its year; without a year this year's, or last year's if still to come."""
        if self.year is not None:
            return self.make(self.year)
        span = self.make(today.year)
        return self.make(today.year - 1) if isinstance(span, Span) and span.first > today else span


@dataclass(frozen=True, slots=True, kw_only=True)
class Year:
    """A year that was said, alone or before what it dates."""

    number: int


#: What a word of time means; a text is the code of what makes it impossible.
Reading: TypeAlias = Span | Yearly | Year | str


@dataclass(frozen=True, slots=True, kw_only=True)
class Calendar:
    """What the words of time are read against."""

    today: date
    nodes: NodeTable


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """One way to write a time, and how to read it; None where it is none after all."""

    pattern: re.Pattern[str]
    read: Callable[[re.Match[str], Calendar], Reading | None]


def rule(pattern: str, read: Callable[[re.Match[str], Calendar], Reading | None]) -> Rule:
    """The rule that reads what the pattern finds; a Chinese sign ends an English word."""
    return Rule(pattern=re.compile(pattern, re.ASCII), read=read)


def month_of_year(month: int | None, year: int | None = None) -> Yearly | str:
    """The month of each year, or the code that there is no such month."""
    if month is None or not 1 <= month <= 12:  # noqa: PLR2004 - twelve months
        return "month-impossible"
    return Yearly(make=lambda at: month_span(Month(at, month)), year=year)


def day_of_year(month: int | None, day: int | None, year: int | None = None) -> Yearly | str:
    """The day of each year, or the code that there is no such month; the day is tried per year."""
    if month is None or not 1 <= month <= 12:  # noqa: PLR2004 - twelve months
        return "month-impossible"
    return Yearly(make=lambda at: _day(at, month, day), year=year)


def days_of_year(month: int | None, first: int | None, last: int | None) -> Yearly | str:
    """The days from first to last within the month of each year."""
    if month is None or not 1 <= month <= 12:  # noqa: PLR2004 - twelve months
        return "month-impossible"
    return Yearly(make=lambda at: run(_day(at, month, first), _day(at, month, last)))


def quarter_of_year(quarter: int | None, year: int | None = None) -> Yearly | str:
    """The quarter of each year, or the code that there is no such quarter."""
    if quarter is None or not 1 <= quarter <= 4:  # noqa: PLR2004 - four quarters
        return "quarter-impossible"
    return Yearly(make=lambda at: quarter_span(at, quarter), year=year)


def half_of_year(half: int, year: int | None = None) -> Yearly:
    """The first or second half of each year."""
    return Yearly(make=lambda at: half_span(at, half), year=year)


def node_of_year(node: str, calendar: Calendar) -> Yearly:
    """The first day of the node in each year the table knows."""

    def first_day(year: int) -> Span | str:
        day = calendar.nodes.day(node, year)
        return day_span(day) if day else "node-unknown"

    return Yearly(make=first_day)


def year_said(number: int | None) -> Year | str:
    """The year, or the code that it is none of ours."""
    if number is None or not 1990 <= number < 2100:  # noqa: PLR2004 - years of living memory
        return "year-impossible"
    return Year(number=number)


def dated(year: Year | str, reading: Yearly | str) -> Yearly | str:
    """The reading in that year."""
    if isinstance(year, str) or isinstance(reading, str):
        return year if isinstance(year, str) else reading
    return Yearly(make=reading.make, year=year.number)


def recent(*, days: int, months: int, today: date) -> Span | str:
    """So many days, or months, that end today; none are too vague, twenty years too many."""
    if months:
        return recent_months(today, months) if months <= _MOST_MONTHS else "period-vague"
    return recent_days(today, days) if 1 <= days <= _MOST_DAYS else "period-vague"


def run(first: Span | str, last: Span | str) -> Span | str:
    """From the first day of one to the last day of the other."""
    if isinstance(first, str) or isinstance(last, str):
        return first if isinstance(first, str) else last
    if last.last < first.first:
        return "period-backwards"
    return Span(first=first.first, last=last.last)


def _day(year: int, month: int, day: int | None) -> Span | str:
    month_days = Month(year, month).last.day
    if day is None or not 1 <= day <= month_days:
        return "day-impossible"
    return day_span(date(year, month, day))
