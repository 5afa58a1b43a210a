"""Reading cells: what people wrote, as a value, as blank, or as a fault that says what to ask."""

from collections.abc import Callable
from dataclasses import replace
from typing import TypeVar

from rules.days import Days
from sync.cell_counts import parse_count
from sync.cell_dates import parse_date
from sync.cell_durations import parse_duration
from sync.cell_names import parse_names
from sync.cell_photos import parse_photos
from sync.cell_texts import UnreadableError, is_blank, is_ditto, shown
from sync.reading import CellContext, RawCell, Reading

__all__ = [
    "is_blank",
    "is_ditto",
    "read_count",
    "read_date",
    "read_duration",
    "read_names",
    "read_photos",
]

T = TypeVar("T")


def read_date(raw: RawCell, context: CellContext) -> Reading[Days]:
    """The days on which something was held; of two readings both, where they can be told."""
    reading = _read(parse_date, "date-unreadable", raw, context)
    if reading.fault != "date-ambiguous":
        return reading
    return replace(reading, facts={"readings": "", **reading.facts})


def read_duration(raw: RawCell, context: CellContext) -> Reading[int]:
    """Whole minutes per person."""
    return _read(parse_duration, "duration-unreadable", raw, context)


def read_count(raw: RawCell, context: CellContext) -> Reading[int]:
    """How many people were present."""
    return _read(parse_count, "count-unreadable", raw, context)


def read_names(raw: RawCell, context: CellContext) -> Reading[tuple[str, ...]]:
    """The full names of people, in the order written; of several the one that is not certain."""
    reading = _read(parse_names, "names-unreadable", raw, context)
    if reading.fault is None:
        return reading
    return replace(reading, facts={"name": reading.facts["text"], **reading.facts})


def read_photos(raw: RawCell, context: CellContext) -> Reading[int]:
    """How many photos can be said to exist."""
    return _read(parse_photos, "photo-unreadable", raw, context)


def _read(
    parse: Callable[[RawCell, CellContext], Reading[T]],
    fault: str,
    raw: RawCell,
    context: CellContext,
) -> Reading[T]:
    if is_blank(raw):
        return Reading()
    if is_ditto(raw):
        return Reading(fault=fault, facts={"text": shown(raw)})
    try:
        return parse(raw, context)
    except UnreadableError as doubt:
        facts = {"text": shown(raw), **doubt.facts}
        return Reading(flags=doubt.flags, fault=doubt.fault, facts=facts)
