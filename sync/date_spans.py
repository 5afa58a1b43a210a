"""Spans of a date cell: which pieces begin, end and follow each other."""

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from sync.cell_texts import UnreadableError
from sync.date_pieces import Piece, PieceKind, Span
from sync.date_placing import refuse_month
from sync.reading import CellContext

_LAST_MONTH = 12
_LONGEST_DOUBT = 10  # 3-5 may be two days of the month, 12-28 hardly

_RANGE = re.compile(r",?(?:起|开始)?(?:[-~]|至|到|直至|to|until)(?:次日|翌日)?")
_LIST = re.compile(r"(?:[、,;+&/|。.]|和|及|与|以及|and)*")
_OPEN_END = re.compile(r"(?:[-~]|至|到)(?:今|$)")
_OPEN_START = re.compile(r"(?:^[-~]|至|到|截止|截至)[:( ]*$")
_HIDDEN = (PieceKind.WEEKDAY, PieceKind.OTHER)
_FRAMES = (PieceKind.MONTH, PieceKind.YEAR)


def build_spans(text: str, pieces: Sequence[Piece], context: CellContext) -> list[Span]:
    """The spans that the pieces of the text make, each day with the month written before it."""
    if any(piece.kind is PieceKind.LOOSE for piece in pieces):
        raise UnreadableError("date-unreadable")
    dates = [piece for piece in pieces if piece.kind not in _HIDDEN]
    if not any(piece.kind not in _FRAMES for piece in dates):
        _refuse_frames(dates, context)
    _check_ends(text, dates)
    glues = [_glue(text, pieces, left, right) for left, right in pairwise(dates)]
    return _joined(_settled(dates, glues, context), glues, context)


def _refuse_frames(dates: Sequence[Piece], context: CellContext) -> None:
    month = next((piece for piece in dates if piece.month is not None), None)
    if month is None:
        raise UnreadableError("date-vague")
    refuse_month(month, context)


def _check_ends(text: str, dates: Sequence[Piece]) -> None:
    before, after = text[: dates[0].start], text[dates[-1].end :].strip(" ()。")
    if _OPEN_START.search(before) or _OPEN_END.match(after):
        raise UnreadableError("date-vague")


def _glue(text: str, pieces: Sequence[Piece], left: Piece, right: Piece) -> str:
    """What stands between two dates, less weekdays, other figures, brackets and spaces."""
    cut = left.end
    kept = ""
    for piece in pieces:
        if left.start < piece.start <= right.start:
            kept += text[cut : piece.start]
            cut = piece.end
    return re.sub(r"[()\s]", "", kept)


def _is_range(glue: str, left: Piece, right: Piece) -> bool:
    return bool(_RANGE.fullmatch(glue)) or (glue == "/" and bool(left.year and right.year))


def _settled(dates: Sequence[Piece], glues: Sequence[str], context: CellContext) -> list[Piece]:
    """The dates with hyphened, reversed and bare figures read as days."""
    hyphened = [piece for piece in dates if piece.kind is PieceKind.HYPHENED]
    one_month = len(hyphened) > 1 and len({piece.month for piece in hyphened}) == 1
    settled = []
    for index, piece in enumerate(dates):
        if piece.kind is PieceKind.REVERSED:
            piece = _turned(piece)  # noqa: PLW2901 - the same piece, with its month known
        elif piece.kind is PieceKind.HYPHENED and not one_month:
            _check_hyphen(piece, dates[index - 1] if index else None, context)
        elif piece.kind is PieceKind.BARE:
            _check_bare(index, dates, glues, context)
        settled.append(piece)
    return settled


def _turned(piece: Piece) -> Piece:
    """3/15/2024 has only one reading; 3/5/2024 has two."""
    month, day = piece.month or 0, piece.day or 0
    if month == day or day > _LAST_MONTH:
        return piece
    if month > _LAST_MONTH:
        return replace(piece, month=day, day=month)
    raise UnreadableError("date-ambiguous", "ambiguous")


def _check_hyphen(piece: Piece, before: Piece | None, context: CellContext) -> None:
    if before is not None and before.kind is PieceKind.DAY and before.month:
        return
    if before is not None:
        raise UnreadableError("date-ambiguous", "ambiguous")
    first, second = piece.month or 0, piece.day or 0
    padded = piece.text.startswith("0")
    two_days = first < second <= (context.month.last.day if context.month else 0)
    if two_days and not padded and second - first < _LONGEST_DOUBT:
        raise UnreadableError("date-ambiguous", "ambiguous")


def _check_bare(
    index: int, dates: Sequence[Piece], glues: Sequence[str], context: CellContext
) -> None:
    """A figure is a day after a day and a connector, or before one that has no month."""
    before = dates[index - 1] if index and _connects(glues[index - 1]) else None
    is_day = before is not None and before.kind not in _FRAMES
    if is_day and (index > 1 or before is not dates[0] or before.kind is not PieceKind.BARE):
        return
    while index < len(glues) and _connects(glues[index]):
        index += 1
        if dates[index].month or dates[index].kind is not PieceKind.BARE:
            break
    if dates[index].kind is PieceKind.MONTH:
        refuse_month(dates[index], context)
    if dates[index].kind is not PieceKind.DAY or dates[index].month:
        raise UnreadableError("date-ambiguous", "ambiguous")


def _connects(glue: str) -> bool:
    return bool(glue) and bool(_RANGE.fullmatch(glue) or _LIST.fullmatch(glue))


def _joined(dates: Sequence[Piece], glues: Sequence[str], context: CellContext) -> list[Span]:
    """Days and runs of days; a month or year alone lends itself to the days that follow."""
    spans: list[Span] = []
    frame: Piece | None = None
    for index, piece in enumerate(dates):
        ranged = bool(index) and _is_range(glues[index - 1], dates[index - 1], piece)
        if piece.kind in _FRAMES:
            if ranged or (index < len(glues) and _is_range(glues[index], piece, dates[index + 1])):
                refuse_month(piece, context)
            frame = piece
            continue
        day = _framed(piece, frame)
        frame = None if day.month else frame
        if ranged and spans[-1].first is not spans[-1].last:
            raise UnreadableError("date-unreadable")
        spans[-1:] = [Span(spans[-1].first, day)] if ranged else [*spans[-1:], Span(day, day)]
    return spans


def _framed(piece: Piece, frame: Piece | None) -> Piece:
    if frame is None:
        return piece
    return replace(piece, year=piece.year or frame.year, month=piece.month or frame.month)
