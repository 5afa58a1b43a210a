"""Date cells: a day, a run of days or several, as people and programs write them."""

import re
from collections.abc import Sequence
from datetime import date, datetime

from rules.days import Days
from sync.cell_texts import UnreadableError, fold
from sync.date_doubts import check_doubts, check_length, check_lunar_style, weekdays_fit
from sync.date_numbers import number_reading, serial_text_reading, stored_reading
from sync.date_pieces import Piece, PieceKind, scan_pieces
from sync.date_placing import place_spans
from sync.date_spans import build_spans
from sync.date_texts import prepare_date
from sync.festivals import check_joined, festival_reading
from sync.lunar_days import is_lunar, lunar_reading, without_lunar
from sync.numerals import simplified
from sync.plain_days import plain_day
from sync.reading import CellContext, RawCell, Reading

_LONGEST_TEXT = 400
_SERIAL_TEXT = re.compile(r"\d{5}(?:\.\d{1,12})?")
_NUMBERING = re.compile(r"(?:^|(?<=[\n ;]))\d{1,2}[、.)] ?(?=\d{1,2} ?月|\d{4}[年.-])")
_UNTIL = re.compile(
    r"(?<=[日号\d])起[,、 ]*(?:[-~至到] ?)?(?=[^起]*\d[日号]?止)"
    r"|[-~至到] ?(?:次|翌|来|第二)年(?=\d)",
)
_HIDDEN = (PieceKind.WEEKDAY, PieceKind.OTHER)


def parse_date(raw: RawCell, context: CellContext) -> Reading[Days]:
    """The days the cell names; UnreadableError where nobody can know."""
    if isinstance(raw, date):
        return stored_reading(raw.date() if isinstance(raw, datetime) else raw, context)
    if isinstance(raw, (int, float)) and not isinstance(raw, bool):
        return number_reading(raw, context)
    if not isinstance(raw, str) or len(raw) > _LONGEST_TEXT:
        raise UnreadableError("date-unreadable")
    return plain_day(raw, context) or _parse_text(_plain(fold(raw)), context)


def _plain(text: str) -> str:
    text = simplified(text).replace("大年初", "正月初").replace("元月", "1月")
    return _UNTIL.sub("至", re.sub("腊八节?", "腊月初八", text))


def _parse_text(text: str, context: CellContext) -> Reading[Days]:
    if _SERIAL_TEXT.fullmatch(text):
        return serial_text_reading(text, context)
    check_lunar_style(text)
    lunar = is_lunar(text)
    prepared = prepare_date(without_lunar(text) if lunar else text).strip()
    if prepared.startswith("1"):
        prepared = _NUMBERING.sub("", prepared)
    pieces = scan_pieces(prepared)
    if lunar and not any(piece.month and piece.day for piece in scan_pieces(without_lunar(text))):
        return lunar_reading(text, context)
    if any(piece.day for piece in pieces):
        check_joined(text)
    elif (named := festival_reading(text, context)) is not None:
        return _with_weekday(named, pieces)
    return _dated(prepared, pieces, context)


def _dated(text: str, pieces: Sequence[Piece], context: CellContext) -> Reading[Days]:
    check_doubts(text, pieces, context)
    if all(piece.kind in _HIDDEN for piece in pieces):
        raise UnreadableError("date-unreadable" if pieces else "date-vague")
    spans = build_spans(text, pieces, context)
    reading = place_spans(spans, context)
    if reading.value is None:
        return reading
    check_length(text, reading.value)
    if weekdays_fit(pieces, spans, reading.value):
        return reading
    return _mismatched(reading)


def _with_weekday(named: Reading[Days], pieces: Sequence[Piece]) -> Reading[Days]:
    """A festival's day; a weekday written beside it is compared."""
    weekdays = [piece.weekday for piece in pieces if piece.kind is PieceKind.WEEKDAY]
    fits = named.value is None or not weekdays or weekdays == [named.value.first.weekday()]
    return named if fits else _mismatched(named)


def _mismatched(reading: Reading[Days]) -> Reading[Days]:
    return Reading(reading.value, (*reading.flags, "weekday_mismatch"))
