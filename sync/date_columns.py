"""Date columns: a day whose year and month stand in columns of their own, put together."""

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import replace
from itertools import repeat

from sync.columns import Columns
from sync.header_texts import date_part
from sync.months import find_month
from sync.reading import RawCell
from sync.surroundings import fill_down
from sync.workbook import Tab

_DAYS = re.compile(r"[0-3]?\d[日号]?(?:[-~—、,至和及][0-3]?\d[日号]?)*")
_YEAR = re.compile(r"(20\d\d)(?:\.0)?年?度?")
_LAST_DAY = 31


def join_dates(tab: Tab, columns: Columns) -> tuple[Tab, Columns]:
    """The tab with whole dates in its date column, where year or month stand beside the day."""
    parts = _parts_of(columns)
    at = columns.fields.get("date", parts.get("day", parts.get("month")))
    if at is None or not parts.keys() & {"year", "month"}:
        return tab, columns
    rows = fill_down(tab, columns, also=parts.values())
    below = rows[columns.first_row :]
    keys = list(
        zip(
            _cells(below, parts.get("year")),
            _cells(below, parts.get("month")),
            _cells(below, at),
            strict=False,
        )
    )
    joined = {key: _join(*key) for key in set(keys)}
    whole = [list(row) for row in rows] if joined else []
    for row, key in zip(whole[columns.first_row :], keys, strict=True):
        if len(row) > at:
            row[at] = joined[key]
    fields = {**columns.fields, "date": at}
    return replace(tab, rows=whole or tab.rows), replace(columns, fields=fields)


def month_beside(row: Sequence[RawCell], columns: Columns) -> str:
    """The month, with its year, that a row says in columns of their own; '' where in none."""
    cells = {
        date_part(text): row[column]
        for column, text in columns.headers.items()
        if date_part(text) and column < len(row)
    }
    number, year = _month(cells.get("month", "")), _YEAR.fullmatch(_text(cells.get("year", "")))
    return f"{f'{year[1]}年' if year else ''}{number}月" if number else ""


def _parts_of(columns: Columns) -> dict[str, int]:
    taken = set(columns.fields.values())
    found: dict[str, int] = {}
    for column, text in sorted(columns.headers.items()):
        name = date_part(text)
        if name and column not in taken:
            found.setdefault(name, column)
    return found


def _cells(rows: Sequence[Sequence[RawCell]], column: int | None) -> Sequence[RawCell]:
    if column is None:
        return list(repeat("", len(rows)))
    return [row[column] if len(row) > column else "" for row in rows]


def _join(year: RawCell, month: RawCell, day: RawCell) -> RawCell:
    """The day with month and year before it, unless it says more than the day itself."""
    year_found = _YEAR.fullmatch(_text(year))
    number = _month(month)
    text = _text(day)
    if day is month and number:
        text = ""
    elif text.endswith(".0") and 1 <= float(text) <= _LAST_DAY:
        text = text.removesuffix(".0")
    before = f"{year_found[1]}年" if year_found else ""
    if number and _DAYS.fullmatch(text) and not text.startswith(f"{number}-"):
        ending = "" if text[-1] in "日号" else "日"
        return f"{before}{number}月{text}{ending}"
    if before and re.match(r"\d{1,2}月", text):
        return before + text
    return day


def _month(cell: RawCell) -> int | None:
    text = _text(cell).removesuffix(".0")
    return find_month([text if "月" in text else f"{text}月"])[1] if text else None


def _text(cell: RawCell) -> str:
    if not isinstance(cell, str | int | float) or isinstance(cell, bool):
        return ""
    return "".join(unicodedata.normalize("NFKC", str(cell)).split())
