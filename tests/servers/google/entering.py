"""What becomes of a text that a person types into a cell, as USER_ENTERED does it."""

import functools
import re
from collections.abc import Sequence
from datetime import datetime

from tests.servers.google.answers import Json
from tests.servers.google.grid import EMPTY, Cell, Grid, Scalar, Slot, slot_of
from tests.servers.google.numerals import serial_of

_NUMBER = re.compile(r"([-+]?)([$¥€£]?)(\d{1,3}(?:,\d{3})+|\d+)?(\.\d+)?([eE][-+]?\d+)?(%?)")
_ISO = re.compile(r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})")
_CHINESE = re.compile(r"(\d{4})年(\d{1,2})月(\d{1,2})日")
_SHORT = re.compile(r"(\d{1,2})([-/])(\d{1,2})(?:\2(\d{4}|\d{2}))?")
_TIME = re.compile(r"(\d{1,2}):(\d{2})(?::(\d{2}))?(?: ?([AaPp][Mm]))?")
_DAY_FIRST = ("fr_FR", "de_DE", "en_GB", "es_ES", "it_IT")

Rows = Sequence[Sequence[Scalar | None]]


def type_in(grid: Grid, start: tuple[int, int], rows: Rows, locale: str, year: int) -> None:
    """Type a block of values from a cell on; None leaves a cell as it is."""
    for down, row in enumerate(rows):
        for across, value in enumerate(row):
            if value is not None:
                place = start[0] + down, start[1] + across
                grid.put(*place, entered(value, grid.cell(*place), locale, year))


def typed_grid(rows: Rows, locale: str, year: int) -> Grid:
    """A grid of typed values; equal texts share one cell, which makes a thousand books cheap."""
    return Grid([[_typed(value, locale, year) for value in row] for row in rows])


def _typed(value: Scalar | None, locale: str, year: int) -> Slot:
    return _typed_text(value, locale, year) if isinstance(value, str) else value


@functools.lru_cache(maxsize=100_000)
def _typed_text(text: str, locale: str, year: int) -> Slot:
    return slot_of(entered(text, EMPTY, locale, year))


def entered(value: Scalar, old: Cell, locale: str, year: int) -> Cell:
    """The cell after a person typed a value over the old one, whose note and look it keeps."""
    kept = old._replace(value=None, formula="")
    if not isinstance(value, str):
        return kept._replace(value=value)
    if value.startswith("="):
        return kept._replace(formula=value)
    if value.startswith("'"):
        return kept._replace(value=value[1:])
    if _number_kind(old.form) == "TEXT":
        return kept._replace(value=value or None)
    read = _read(value.strip(), locale, year)
    if read is None:
        return kept._replace(value=value or None)
    number, form = read
    if form and not _number_kind(old.form):
        kept = kept._replace(form=(old.form or {}) | {"numberFormat": form})
    return kept._replace(value=number)


def _number_kind(form: Json | None) -> str:
    return str((form or {}).get("numberFormat", {}).get("type", ""))


def _read(text: str, locale: str, year: int) -> tuple[Scalar, Json | None] | None:
    """A number, truth or moment with the format it brings; None for plain text."""
    if text[:1].isalpha() and text.upper() not in ("TRUE", "FALSE"):
        return None
    if text.upper() in ("TRUE", "FALSE"):
        return text.upper() == "TRUE", None
    return _read_number(text, locale) or _read_moment(text, locale, year)


def _read_number(text: str, locale: str) -> tuple[float, Json | None] | None:
    if locale in ("fr_FR", "de_DE"):
        if "." in text:
            return None
        text = text.replace(",", ".")
    match = _NUMBER.fullmatch(text)
    if match is None or not (match[3] or match[4]):
        return None
    sign, money, digits, fraction, power, percent = match.groups()
    number = float(sign + (digits or "0").replace(",", "") + (fraction or "") + (power or ""))
    places = ".00" if fraction else ""
    form: Json | None = None
    if percent:
        number, form = number / 100, {"type": "PERCENT", "pattern": f"0{places}%"}
    elif money:
        form = {"type": "CURRENCY", "pattern": f'"{money}"#,##0{places}'}
    elif power:
        form = {"type": "SCIENTIFIC", "pattern": "0.00E+00"}
    elif digits and "," in digits:
        form = {"type": "NUMBER", "pattern": f"#,##0{places}"}
    return (int(number) if number.is_integer() and abs(number) < 1e15 else number), form


def _read_moment(text: str, locale: str, year: int) -> tuple[float, Json] | None:
    day, pattern, rest = _read_day(text, locale, year)
    if day is not None and not rest:
        return int(serial_of(day)), {"type": "DATE", "pattern": pattern}
    match = _TIME.fullmatch(rest.strip())
    if match is None or (day is None and rest != text):
        return None
    hour, minute, second = int(match[1]), int(match[2]), int(match[3] or 0)
    half = (match[4] or "").lower()
    if half:
        hour = hour % 12 + (12 if half == "pm" else 0)
    if minute > 59 or second > 59:
        return None
    share = (hour * 3600 + minute * 60 + second) / 86400
    clock = (
        ("h" if half else "H") + ":mm" + (":ss" if match[3] else "") + (" am/pm" if half else "")
    )
    if day is None:
        return share, {"type": "TIME", "pattern": clock}
    return serial_of(day) + share, {"type": "DATE_TIME", "pattern": f"{pattern} {clock}"}


def _read_day(text: str, locale: str, year: int) -> tuple[datetime | None, str, str]:
    """The day a text begins with, its pattern, and what follows it; all of the text if none."""
    if match := _ISO.match(text):
        mark = text[match.end(1)]
        parts, pattern = (
            (match[1], match[2], match[3]),
            f"yyyy{mark}{_m(match[2])}{mark}{_d(match[3])}",
        )
    elif match := _CHINESE.match(text):
        parts, pattern = (match[1], match[2], match[3]), 'yyyy"年"M"月"d"日"'
    elif match := _SHORT.match(text):
        first, second = match[1], match[3]
        mark, written = match[2], match[4]
        order = ("d", "M") if locale in _DAY_FIRST else ("M", "d")
        month, day = (second, first) if order[0] == "d" else (first, second)
        full = (
            written if written and len(written) == 4 else f"20{written}" if written else str(year)
        )
        parts = (full, month, day)
        pattern = mark.join((*order, "yyyy") if written else order)
    else:
        return None, "", text
    try:
        day_read = datetime(*(int(part) for part in parts))  # type: ignore[arg-type] # noqa: DTZ001  local
    except ValueError:
        return None, "", text
    rest = text[match.end() :]
    return (day_read, pattern, rest) if not rest or rest[0] in " T" else (None, "", text)


def _m(digits: str) -> str:
    return "mm" if len(digits) == 2 else "m"


def _d(digits: str) -> str:
    return "dd" if len(digits) == 2 else "d"
