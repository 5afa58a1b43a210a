"""Times of day beside a date."""

import pytest

from sync.clock_lengths import clock_minutes
from sync.reading import RawCell


@pytest.mark.parametrize(
    ("raw", "minutes"),
    [
        ("8:30-11:30", 180),
        ("2026年3月5日 8:30-11:30", 180),
        ("3月5日上午9点至11点", 120),
        ("3.5 14：00～16：30", 150),
        ("9:00-11:00,14:00-16:00", 240),
    ],
)
def test_spans_are_added(raw: RawCell, minutes: int) -> None:
    assert clock_minutes(raw) == minutes


@pytest.mark.parametrize(
    "raw", ["", 3.5, "2026-03-05", "2026-03-05 09:00:00", "3月5日 9:00", "9:00-11:00,下午2点"]
)
def test_anything_else_says_no_length(raw: RawCell) -> None:
    assert clock_minutes(raw) is None
