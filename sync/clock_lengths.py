"""Lengths by the clock: how long the times of day take that stand beside a date."""

import re

from sync.cell_texts import fold
from sync.clock_spans import match_clock_span, parse_clock_span
from sync.reading import RawCell

#: Where a time of day with minutes or 点 may begin; a bare figure may be a day.
_START = re.compile(
    r"(?:上午|下午|中午|早上|早晨|晚上|傍晚|凌晨|晚)? ?(?<!\d)\d{1,2} ?(?::\d{2}|[点时])"
)
_SIGNS = ":：︰∶点时"


def may_hold_clock(text: str) -> bool:
    """Whether a time of day may stand in the text, or in one of many written together."""
    return any(sign in text for sign in _SIGNS)


def clock_minutes(raw: RawCell) -> int | None:
    """The minutes from start to end, several spans added; None where no span is written."""
    if not isinstance(raw, str) or not may_hold_clock(raw):
        return None
    text = fold(raw)
    total, end = 0, 0
    for found in _START.finditer(text):
        if found.start() < end:
            continue
        span = match_clock_span(text, found.start())
        length = parse_clock_span(span) if span is not None else None
        if span is None or length is None:
            return None
        total += length.end - length.start
        end = span.end()
    return total or None
