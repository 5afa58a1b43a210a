"""Placing days in the calendar: which year and month they lack, and whether they exist."""

from collections.abc import Iterator, Sequence
from datetime import date
from typing import NoReturn

from rules.days import Days
from rules.months import Month
from sync.cell_texts import UnreadableError
from sync.date_pieces import Piece, Span
from sync.reading import CellContext, Reading

_FIRST_YEAR, _LAST_YEAR = 2000, 2050
_YEARS_BEFORE_SHEET, _YEARS_AFTER_SHEET = 10, 2
_HALF_YEAR, _LAST_MONTH = 6, 12
_LONGEST_RUN = 366
_FARTHEST = 3  # months between the days of one cell that name one year
_LONGEST_TURN = 100  # days of a run that crosses the year without saying so

#: Year, month and day, as far as they are known yet.
Dated = tuple[int, int, int]


def place_spans(spans: Sequence[Span], context: CellContext) -> Reading[Days]:
    """The days, each in the year nearest to the sheet's month unless it names its own."""
    for span in spans:
        for piece in (span.first, span.last):
            _check_figures(piece, context)
    candidates = [list(_dated(spans, year, context)) for year in _first_years(spans, context)]
    best = min(candidates, key=lambda dated: min(_distances(dated, context)))
    has_year = any(span.first.year or span.last.year for span in spans)
    if not has_year and max(_distances(best, context)) > 1:
        raise UnreadableError("date-other-month", "off_month", month=str(context.month))
    _check_list(spans, best, context)
    runs = [_run(first, last, has_year=has_year, context=context) for first, last in best]
    days = Days(tuple(dict.fromkeys(runs)))
    repeated = ("duplicate",) if len(days.spans) < len(runs) else ()
    return Reading(days, (*sheet_flags(days, context), *repeated))


def refuse_month(piece: Piece, context: CellContext) -> NoReturn:
    """The finding for a month whose day is not given, with the month that it would meet."""
    month, year = piece.month or 0, piece.year or context.year
    if not 1 <= month <= _LAST_MONTH:
        raise UnreadableError("date-impossible", "invalid")
    if piece.year is not None:
        check_year(piece.year, context)
    if piece.year is None and context.month is not None:
        near = (Month(context.month.year + offset, month) for offset in (-1, 0, 1))
        year = min(near, key=lambda found: abs(month_distance(found, context))).year
    full = str(Month(year, month)) if year else f"{month:02d}"
    raise UnreadableError("date-month-only", "month_only", month=full)


def existing_day(year: int, month: int, day: int) -> date:
    """The day, where the calendar has it."""
    try:
        return date(year, month, day)
    except ValueError:
        raise UnreadableError("date-impossible", "invalid") from None


def check_year(year: int, context: CellContext) -> None:
    """Nothing where the year can be meant; a slip of the keys is refused."""
    sheet = context.month.year if context.month else context.year
    first = max(_FIRST_YEAR, sheet - _YEARS_BEFORE_SHEET) if sheet else _FIRST_YEAR
    last = min(_LAST_YEAR, sheet + _YEARS_AFTER_SHEET) if sheet else _LAST_YEAR
    if not first <= year <= last:
        raise UnreadableError("date-year-implausible", "implausible_year", year=str(year))


def sheet_flags(days: Days, context: CellContext) -> tuple[str, ...]:
    """How the days lie to the sheet's month or year."""
    flags: tuple[str, ...] = ()
    if context.month is not None:
        flags = () if context.month in days.months else ("off_month",)
    elif context.year is not None:
        flags = () if context.year in {month.year for month in days.months} else ("off_month",)
    return (*flags, "crosses_month") if len(days.months) > 1 else flags


def month_distance(month: Month, context: CellContext) -> int:
    """Months between this one and the sheet's; 0 where the sheet names none."""
    if context.month is None:
        return 0
    return (month.year - context.month.year) * 12 + month.month - context.month.month


def _check_figures(piece: Piece, context: CellContext) -> None:
    if piece.short_year:
        sheet = context.month.year if context.month else context.year
        if sheet is None or abs((piece.year or 0) - sheet) > 1:
            raise UnreadableError("date-ambiguous", "ambiguous")
    elif piece.year is not None:
        check_year(piece.year, context)
    if piece.month is not None and not 1 <= piece.month <= _LAST_MONTH:
        raise UnreadableError("date-impossible", "invalid")


def _first_years(spans: Sequence[Span], context: CellContext) -> tuple[int, ...]:
    """The years in which the first day may lie."""
    first, last = spans[0].first, spans[0].last
    if first.year:
        return (first.year,)
    if last.year and first.month and last.month:
        return (last.year - (first.month > last.month),)
    named = {piece.year for span in spans for piece in (span.first, span.last) if piece.year}
    if len(named) == 1:
        return tuple(named)
    if context.month is not None:
        year = context.month.year
        return (year - 1, year, year + 1) if first.month else (year,)
    if context.year is None:
        raise UnreadableError("date-month-unknown")
    return (context.year,)


def _dated(spans: Sequence[Span], year: int, context: CellContext) -> Iterator[tuple[Dated, Dated]]:
    month = context.month.month if context.month else None
    before: Dated | None = None
    for span in spans:
        first = _completed(span.first, before, year, month)
        turn = span.last is not span.first
        last = _completed(span.last, first, year, month, run=True) if turn else first
        yield first, last
        before = last


def _completed(
    piece: Piece, before: Dated | None, year: int, month: int | None, *, run: bool = False
) -> Dated:
    """The piece with what it lacks taken from the day before it, else from the sheet."""
    if before is not None:
        year, month = before[0], before[1]
    if piece.month is None:
        if month is None:
            raise UnreadableError("date-month-unknown")
        return piece.year or year, month, piece.day or 0
    if piece.year is None and before is not None:
        gap = piece.month - before[1]
        year += 1 if gap < (0 if run else -_HALF_YEAR) else 0
        year -= 1 if gap > _HALF_YEAR and not run else 0
    return piece.year or year, piece.month, piece.day or 0


def _distances(dated: Sequence[tuple[Dated, Dated]], context: CellContext) -> list[int]:
    """Months from the sheet's to each run; 0 where one meets it."""
    return [
        max(
            0,
            month_distance(Month(*first[:2]), context),
            -month_distance(Month(*last[:2]), context),
        )
        for first, last in dated
    ]


def _check_list(
    spans: Sequence[Span], dated: Sequence[tuple[Dated, Dated]], context: CellContext
) -> None:
    """Nothing, unless a later day without a year is so far off that it may be no date at all."""
    months = [Month(*first[:2]) for first, _ in dated]
    for span, before, month in zip(spans[1:], months, months[1:], strict=False):
        if (
            context.month
            and not span.first.year
            and not before <= month.plus(1) <= before.plus(_FARTHEST + 1)
        ):
            raise UnreadableError("date-ambiguous", "ambiguous")


def _run(first: Dated, last: Dated, *, has_year: bool, context: CellContext) -> tuple[date, date]:
    start, end = existing_day(*first), existing_day(*last)
    turned = end.year - start.year
    if not has_year and turned and context.month is None:
        raise UnreadableError("date-ambiguous", "ambiguous")
    longest = _LONGEST_TURN if turned else _LONGEST_RUN
    if not 0 <= (end - start).days <= longest:
        raise UnreadableError("date-impossible", "invalid")
    return start, end
