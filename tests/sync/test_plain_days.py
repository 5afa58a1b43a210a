"""A whole date read at once is what the grammar of dates makes of it."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sync.cells import read_date
from sync.plain_days import plain_day
from tests.sync.cell_contexts import around

SPELLINGS = (
    "{0:%Y-%m-%d}", "{0.year}-{0.month}-{0.day}", "{0.year}/{0.month}/{0.day}",
    "{0.year}.{0.month}.{0.day}", "{0:%Y.%m.%d}", "{0.year}年{0.month}月{0.day}日",
)  # fmt: skip


@given(
    st.dates(date(1990, 1, 1), date(2060, 1, 1)),
    st.sampled_from(SPELLINGS),
    st.none() | st.dates(date(2020, 1, 1), date(2030, 1, 1)),
)
def test_plain_day_is_what_the_grammar_reads(day: date, spelling: str, sheet: date | None) -> None:
    context = around(month=None if sheet is None else f"{sheet:%Y-%m}")
    text = spelling.format(day)

    # A space in front is nothing to the grammar, and makes the text no plain day.
    assert plain_day(f" {text}", context) is None
    assert read_date(text, context) == read_date(f" {text}", context)


@pytest.mark.parametrize(
    "text", ["2026-3-5日", "2026.3-5", "2026年3月5", "26.3.5", "2026-02-30", "2026-3-5 周四"]
)
def test_anything_else_is_read_closely(text: str) -> None:
    assert plain_day(text, around()) is None
