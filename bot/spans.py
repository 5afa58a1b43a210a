"""Spans of days: the calendar's months, quarters, halves, years and weeks as first and last day."""

from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise

from rules.months import Month


@dataclass(frozen=True, slots=True, kw_only=True)
class Span:
    """A period, both ends included."""

    first: date
    last: date


def day_span(day: date) -> Span:
    """The day alone."""
    return Span(first=day, last=day)


def month_span(month: Month) -> Span:
    """The whole month."""
    return Span(first=month.first, last=month.last)


def months_span(first: Month, count: int) -> Span:
    """So many whole months."""
    return Span(first=first.first, last=first.plus(count - 1).last)


def quarter_span(year: int, quarter: int) -> Span:
    """The quarter 1 to 4 of the year."""
    return months_span(Month(year, 3 * quarter - 2), 3)


def half_span(year: int, half: int) -> Span:
    """The half 1 or 2 of the year."""
    return months_span(Month(year, 6 * half - 5), 6)


def year_span(year: int) -> Span:
    """The whole year."""
    return months_span(Month(year, 1), 12)


def week_span(today: date, weeks: int = 0) -> Span:
    """The week, Monday to Sunday, so many weeks after today's."""
    monday = today - timedelta(days=today.weekday() - 7 * weeks)
    return Span(first=monday, last=monday + timedelta(days=6))


def recent_days(today: date, days: int) -> Span:
    """So many days that end today."""
    return Span(first=today - timedelta(days=days - 1), last=today)


def recent_months(today: date, months: int) -> Span:
    """The run of so many months that ends today."""
    month = Month.of(today).plus(-months)
    before = min(today.day, month.last.day)
    return Span(first=date(month.year, month.month, before) + timedelta(days=1), last=today)


def joined(spans: tuple[Span, ...]) -> Span | None:
    """One span where each begins the day after the one before; None where days lie between."""
    ordered = sorted(spans, key=lambda span: span.first)
    if any(after.first - before.last > timedelta(days=1) for before, after in pairwise(ordered)):
        return None
    return Span(first=ordered[0].first, last=max(span.last for span in ordered))
