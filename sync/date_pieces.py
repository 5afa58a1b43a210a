"""Pieces of a date cell's text: days, months, weekdays, and figures that are something else."""

import re
from dataclasses import dataclass
from enum import StrEnum


class PieceKind(StrEnum):
    """What a piece of the text names."""

    DAY = "day"  # at least a day of the month; month and year may be inherited
    HYPHENED = "hyphened"  # 3-5: a month and a day, or two days
    REVERSED = "reversed"  # 3/5/2024: which of them is the month?
    MONTH = "month"
    YEAR = "year"
    BARE = "bare"  # a figure that is a day only beside another date
    WEEKDAY = "weekday"
    OTHER = "other"  # a figure with a unit of its own: 12人, 2小时
    LOOSE = "loose"  # a figure nobody can place


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """One piece, with the figures it names and where it stands in the text."""

    kind: PieceKind
    start: int
    end: int
    text: str
    year: int | None = None
    month: int | None = None
    day: int | None = None
    #: The year was written with two figures.
    short_year: bool = False
    #: 0 is Monday.
    weekday: int | None = None


@dataclass(frozen=True, slots=True)
class Span:
    """A run of days from first to last, or a single day where they are the same piece."""

    first: Piece
    last: Piece


_UNIT = (
    r"(?: ?(?:[个名位人次场届期户份元块岁楼栋室斤吨袋箱组队分秒米亩天万%]|小时|钟头|课时"
    r"|学时|公里|公斤|周年"
    r"|季度|周岁|(?:km|kg|min|mins|hrs?|hours?|h|m)(?![a-z])))"
)
_TAIL = rf"(?: ?[日号](?![楼线院门馆桌车机店厂井])|(?!\d|{_UNIT}))"
_MONTH = r"(?P<month>\d{1,2})"
_DAY = rf"(?P<day>\d{{1,2}}){_TAIL}"
_ALONE = r"(?<!\d:)(?<![\d.])"

_PATTERNS: tuple[tuple[PieceKind, re.Pattern[str]], ...] = tuple(
    (kind, re.compile(pattern))
    for kind, pattern in (
        (PieceKind.OTHER, rf"第 ?\d+|\d+号(?=[楼线院门馆桌车机店厂井])|\d+(?:\.\d+)?{_UNIT}"),
        (PieceKind.WEEKDAY, r"(?:周|星期|礼拜)(?P<weekday>[一二三四五六日天]|[1-7](?!\d))"),
        (PieceKind.WEEKDAY, r"\( ?(?P<weekday>[一二三四五六日]) ?\)"),
        (PieceKind.WEEKDAY, r"(?<![a-z])(?P<weekday>mon|tue|wed|thu|fri|sat|sun)[a-z]*"),
        (
            PieceKind.REVERSED,
            r"(?<![\d.])(?P<first>\d{1,2})(?P<sign>[./-])(?P<second>\d{1,2})(?P=sign)(?P<year>\d{4})(?!\d)",
        ),
        (
            PieceKind.DAY,
            rf"(?P<year>(?<!\d)\d{{2,5}}) ?年 ?{_MONTH} ?(?:月 ?份? ?|[./·] ?){_DAY}",
        ),
        (PieceKind.DAY, rf"(?<!\d)(?P<year>\d{{4}}) ?- ?{_MONTH} ?[-./] ?{_DAY}"),
        (PieceKind.DAY, rf"(?<!\d)(?P<year>\d{{4}}) ?[./。\\·] ?{_MONTH} ?[./。\\·] ?{_DAY}"),
        (PieceKind.DAY, rf"(?<!\d)(?P<year>\d{{4}})(?P<sign>[,、 ]) ?{_MONTH}(?P=sign) ?{_DAY}"),
        (
            PieceKind.DAY,
            rf"{_ALONE}(?P<year>\d{{2}})(?P<sign>[./-]){_MONTH}(?P=sign){_DAY}(?![./-]\d)",
        ),
        (
            PieceKind.DAY,
            r"(?<!\d)(?P<year>(?:19|20)\d\d)(?P<month>0\d|1[0-2])(?P<day>[0-3]\d)(?!\d)",
        ),
        (PieceKind.MONTH, r"(?<!\d)(?P<year>20\d\d)(?P<month>0[1-9]|1[0-2])(?!\d)"),
        (PieceKind.DAY, r"(?<!\d)(?P<year>\d\d)(?P<month>0[1-9]|1[0-2])(?P<day>[0-3]\d)(?!\d)"),
        (PieceKind.DAY, r"(?<![\d.])(?P<month>0[1-9]|1[0-2])(?P<day>[0-3]\d)(?!\d|\.\d)"),
        (PieceKind.MONTH, rf"(?<!\d)(?P<year>\d{{2,5}}) ?年 ?{_MONTH} ?月"),
        (PieceKind.MONTH, rf"(?<!\d)(?P<year>\d{{4}}) ?[./-] ?{_MONTH}(?!\d)"),
        (PieceKind.YEAR, r"(?<!\d)(?P<year>\d{2,5}) ?年(?!级)"),
        (PieceKind.DAY, rf"(?<!\d){_MONTH} ?月 ?份? ?{_DAY}"),
        (
            PieceKind.DAY,
            rf"{_ALONE}(?<![·a-z]){_MONTH} ?(?P<sign>[./\\。·]) ?{_DAY}(?! ?(?:(?P=sign)|:)\d)",
        ),
        (PieceKind.HYPHENED, rf"{_ALONE}{_MONTH} ?- ?{_DAY}(?! ?[-月]|[./]\d)"),
        (PieceKind.MONTH, rf"(?<!\d){_MONTH} ?月"),
        (PieceKind.DAY, r"(?<![\d.])(?P<day>\d{1,2}) ?[日号]"),
        (PieceKind.BARE, rf"{_ALONE}(?P<day>\d{{1,2}})(?![\d:]|\.\d|{_UNIT})"),
        (PieceKind.LOOSE, r"\d+"),
    )
)
_HYPHENED_DAYS = re.compile(r"\d{1,2} ?- ?\d{1,2} ?[日号]")
_START = re.compile(r"\d|第|周|星期|礼拜|\(|(?<![a-z])(?:mon|tue|wed|thu|fri|sat|sun)")

_WEEKDAYS = {sign: n % 7 for n, sign in enumerate("一二三四五六日")} | {"天": 6}
_WEEKDAYS |= {str(n + 1): n for n in range(7)}
_WEEKDAYS |= {name: n for n, name in enumerate(["mon", "tue", "wed", "thu", "fri", "sat", "sun"])}
_CENTURY = 2000
_SHORT_YEAR = 2


def scan_pieces(text: str) -> list[Piece]:
    """All pieces of the prepared text, in order."""
    pieces = []
    at = 0
    while start := _START.search(text, at):
        piece = _piece_at(text, start.start())
        at = piece.end if piece else start.end()
        pieces += [piece] if piece else []
    return pieces


def _piece_at(text: str, start: int) -> Piece | None:
    for kind, pattern in _PATTERNS:
        found = pattern.match(text, start)
        if found and not (kind is PieceKind.HYPHENED and _HYPHENED_DAYS.match(text, start)):
            return _piece(kind, found)
    return None


def _piece(kind: PieceKind, found: re.Match[str]) -> Piece:
    named = found.groupdict()
    figures = {key: int(named[key]) for key in ("year", "month", "day") if named.get(key)}
    if kind is PieceKind.REVERSED:
        figures |= {"month": int(named["first"]), "day": int(named["second"])}
    short_year = len(named.get("year") or "") == _SHORT_YEAR
    if short_year:
        figures["year"] += _CENTURY
    weekday = _WEEKDAYS[named["weekday"]] if kind is PieceKind.WEEKDAY else None
    return Piece(
        kind=kind,
        start=found.start(),
        end=found.end(),
        text=found[0],
        short_year=short_year and "年" not in found[0],
        weekday=weekday,
        year=figures.get("year"),
        month=figures.get("month"),
        day=figures.get("day"),
    )
