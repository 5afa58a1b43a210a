"""Dates that a sheet stores as dates or numbers, where digits and formats may have been lost."""

import math
import re
from datetime import date, timedelta
from typing import NoReturn

from rules.days import Days
from rules.months import Month
from sync.cell_texts import UnreadableError
from sync.date_pieces import Piece, PieceKind, Span
from sync.date_placing import (
    check_year,
    existing_day,
    month_distance,
    place_spans,
    refuse_month,
    sheet_flags,
)
from sync.reading import CellContext, Reading

_EPOCH = date(1899, 12, 30)  # day 0 of a sheet's serial numbers, true from 1 March 1900
_SERIALS = range(36526, 55154)  # 2000 to 2050
_COMPACT = range(20000101, 20501232)
_YEAR_MONTHS = range(2000, 2051)
_HIDDEN_TEXT = re.compile(r'"[^"]*"|\[[^\]]*\]|\\.')
_MONTH_DAY = re.compile(r"(\d{1,2})\.(\d{1,2})")
_YEAR_MONTH = re.compile(r"(\d{4})\.(\d{1,2})")
_FEBRUARY = 2


def stored_reading(day: date, context: CellContext) -> Reading[Days]:
    """A day as the sheet stores it; what its format hides was put in by the program."""
    shows = _HIDDEN_TEXT.sub("", context.number_format.lower())
    if "m" in shows and "y" in shows and "d" not in shows and day.day == 1:
        refuse_month(_piece(day.month, year=day.year), context)
    far = context.month is not None and abs(month_distance(Month.of(day), context)) > 1
    if far and "d" in shows and "m" in shows and "y" not in shows:
        piece = _piece(day.month, day=day.day)
        return place_spans([Span(piece, piece)], context)
    check_year(day.year, context)
    return Reading(Days.on(day), sheet_flags(Days.on(day), context))


def number_reading(number: float, context: CellContext) -> Reading[Days]:
    """A serial number, 20240305, or 6.29 where no digit can have been lost."""
    if not math.isfinite(number):
        raise UnreadableError("date-unreadable")
    whole = math.floor(number)
    if whole in _SERIALS:
        return stored_reading(_EPOCH + timedelta(days=whole), context)
    if number in _COMPACT:
        check_year(whole // 10000, context)
        day = existing_day(whole // 10000, whole // 100 % 100, whole % 100)
        return Reading(Days.on(day), sheet_flags(Days.on(day), context))
    written = f"{number:.10g}"
    if whole in _YEAR_MONTHS and (found := _YEAR_MONTH.fullmatch(written)):
        _refuse_year_month(found, context)
    if found := _MONTH_DAY.fullmatch(written):
        return _month_and_day(int(found[1]), found[2], context)
    raise UnreadableError("date-unreadable")


def serial_text_reading(text: str, context: CellContext) -> Reading[Days]:
    """A pasted serial number is believed only where it meets the sheet's own month."""
    whole = math.floor(float(text))
    if context.month is None or whole not in _SERIALS:
        raise UnreadableError("date-unreadable")
    day = _EPOCH + timedelta(days=whole)
    if abs(month_distance(Month.of(day), context)) > 1:
        raise UnreadableError("date-unreadable")
    return Reading(Days.on(day), sheet_flags(Days.on(day), context))


def _month_and_day(month: int, day: str, context: CellContext) -> Reading[Days]:
    """6.3 may have been 6.30; 6.5 cannot have been 6.50, nor 2.3 the 30th of February."""
    if day in {"1", "2"} or (day == "3" and month != _FEBRUARY):
        readings = f": {month:02d}-0{day} / {month:02d}-{day}0"
        raise UnreadableError("date-ambiguous", "ambiguous_trailing_zero", readings=readings)
    piece = _piece(month, day=int(day))
    return place_spans([Span(piece, piece)], context)


def _refuse_year_month(found: re.Match[str], context: CellContext) -> NoReturn:
    if found[2] == "1":  # 2024.1 may have been 2024.10
        readings = f": {found[1]}-01 / {found[1]}-10"
        flags = ("month_only", "ambiguous_trailing_zero")
        raise UnreadableError("date-ambiguous", *flags, readings=readings)
    refuse_month(_piece(int(found[2]), year=int(found[1])), context)


def _piece(month: int, *, day: int | None = None, year: int | None = None) -> Piece:
    return Piece(kind=PieceKind.DAY, start=0, end=0, text="", year=year, month=month, day=day)
