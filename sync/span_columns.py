"""Span columns: begin and end of a service, each in a column of its own, put together."""

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import replace
from datetime import date, datetime, time
from typing import NamedTuple

from sync.columns import Columns
from sync.header_texts import span_end
from sync.reading import RawCell
from sync.table_cells import padded
from sync.workbook import Tab

_LENGTHS = frozenset({"duration", "total_hours", "undecided"})
_CLOCK = re.compile(
    r"(?:上午|下午|中午|早上|晚上|傍晚|凌晨)?\s*\d{1,2}"
    r"(?::\d{2}(?::\d{2})?|[点时](?:半|\d{1,2}分?|整)?)\s*(?:[ap]m)?$",
    re.IGNORECASE,
)


class _Said(NamedTuple):
    """A day and a time of day, each as text; '' where a cell says none."""

    day: str
    clock: str


def join_spans(tab: Tab, columns: Columns) -> tuple[Tab, Columns]:
    """The tab with whole spans where they begin: of days, or of clock time as the length.

    A column of lengths, or of days elsewhere, goes before them.
    """
    ends = _ends_of(columns)
    if ends is None:
        return tab, columns
    start, end = ends
    rows = padded(tab.rows[columns.first_row :], max(columns.headers) + 1)
    pairs = [(row[start], row[end]) for row in rows]
    joined = {pair: _join(*map(_read, pair)) for pair in set(pairs)}
    field = _field_of(joined, columns, start)
    if field is None:
        return tab, columns
    texts = {
        pair: pair[0] if _is_header(pair[0]) else _text_of(said, field)
        for pair, said in joined.items()
    }
    whole = [*tab.rows[: columns.first_row]]
    whole += [
        [*row[:start], texts[pair], *row[start + 1 :]]
        for row, pair in zip(rows, pairs, strict=True)
    ]
    return replace(tab, rows=whole), replace(columns, fields={**columns.fields, field: start})


def _ends_of(columns: Columns) -> tuple[int, int] | None:
    """The one column that says when it began, and the one that says when it ended."""
    taken = {column for name, column in columns.fields.items() if name != "date"}
    found: dict[str, list[int]] = {"start": [], "end": []}
    for column, text in columns.headers.items():
        which = span_end(text)
        if which and column not in taken:
            found[which].append(column)
    starts, ends = found["start"], found["end"]
    return (starts[0], ends[0]) if len(starts) == len(ends) == 1 else None


def _field_of(
    joined: Mapping[tuple[RawCell, RawCell], _Said], columns: Columns, start: int
) -> str | None:
    """What the spans tell that no other column does."""
    said = [one for pair, one in joined.items() if any(one) and not _is_header(pair[0])]
    elsewhere = columns.fields.get("date", start) != start
    if any(one.day for one in said) and not elsewhere:
        return "date"
    clocks = sum(bool(one.clock) for one in said) * 2 > len(said)  # a total has none
    return "duration" if clocks and not columns.fields.keys() & _LENGTHS else None


def _join(begun: _Said, ended: _Said) -> _Said:
    clock = f"{begun.clock}-{ended.clock}" if begun.clock and ended.clock else ""
    if begun.day and ended.day and begun.day != ended.day:
        return _Said(f"{begun.day}至{ended.day}", "")
    return _Said(begun.day or ended.day, clock)


def _text_of(said: _Said, field: str) -> str:
    return said.clock if field == "duration" else f"{said.day} {said.clock}".strip()


def _is_header(cell: RawCell) -> bool:
    """Whether the header stands there again."""
    return isinstance(cell, str) and span_end(cell) is not None


def _read(cell: RawCell) -> _Said:
    if isinstance(cell, time):
        return _Said("", f"{cell:%H:%M}")
    if isinstance(cell, datetime):
        return _Said(cell.date().isoformat(), f"{cell:%H:%M}" if cell.time() != time() else "")
    if isinstance(cell, date):
        return _Said(cell.isoformat(), "")
    text = unicodedata.normalize("NFKC", "" if cell is None else str(cell)).strip()
    if isinstance(cell, float):
        return _Said(text.removesuffix(".0"), "")
    clock = _CLOCK.search(text)
    return _Said(text[: clock.start()].strip(), clock[0].strip()) if clock else _Said(text, "")
