from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rules.days import Days
from rules.months import Month

ONE = Days.on(date(2026, 3, 5))
RUN = Days.run(date(2026, 3, 30), date(2026, 4, 2))
SEVERAL = Days.on(date(2026, 3, 12), date(2026, 3, 5))
MIXED = Days((*ONE.spans, *RUN.spans))

SPANS = st.tuples(st.dates(), st.dates()).map(lambda ends: (min(ends), max(ends)))
DAYS = st.lists(SPANS, min_size=1, max_size=4).map(lambda spans: Days(tuple(spans)))


@pytest.mark.parametrize(
    ("days", "written"),
    [
        (ONE, "2026-03-05"),
        (RUN, "2026-03-30/2026-04-02"),
        (SEVERAL, ["2026-03-12", "2026-03-05"]),
        (MIXED, ["2026-03-05", "2026-03-30/2026-04-02"]),
        (Days.run(date(2026, 3, 5), date(2026, 3, 5)), "2026-03-05"),
    ],
)
def test_days_are_written_in_the_order_of_the_cell(days: Days, written: str | list[str]) -> None:
    assert days.written() == written


@pytest.mark.parametrize(
    ("days", "text"),
    [(ONE, "2026-03-05"), (MIXED, "2026-03-05;2026-03-30/2026-04-02")],
)
def test_days_are_one_text_in_the_store(days: Days, text: str) -> None:
    assert str(days) == text


@given(DAYS)
def test_days_are_parsed_as_they_were_written(days: Days) -> None:
    assert Days.parse(str(days)) == days


@pytest.mark.parametrize("text", ["", "2026-02-30", "三月五日", "2026-03-05;", "2026-03-05,06"])
def test_days_refuse_what_they_did_not_write(text: str) -> None:
    with pytest.raises(ValueError, match=r"isoformat|day is out of range"):
        Days.parse(text)


@pytest.mark.parametrize(
    ("days", "first", "last"),
    [
        (ONE, date(2026, 3, 5), date(2026, 3, 5)),
        (RUN, date(2026, 3, 30), date(2026, 4, 2)),
        (SEVERAL, date(2026, 3, 5), date(2026, 3, 12)),
        (Days((*RUN.spans, *ONE.spans)), date(2026, 3, 5), date(2026, 4, 2)),
    ],
)
def test_days_begin_and_end_whatever_their_order(days: Days, first: date, last: date) -> None:
    assert (days.first, days.last) == (first, last)


@pytest.mark.parametrize(
    ("days", "months"),
    [
        (SEVERAL, [Month(2026, 3)]),
        (RUN, [Month(2026, 3), Month(2026, 4)]),
        (Days.on(date(2026, 3, 5), date(2026, 1, 31)), [Month(2026, 1), Month(2026, 3)]),
        (MIXED, [Month(2026, 3), Month(2026, 4)]),
        (
            Days.run(date(2025, 9, 30), date(2026, 2, 1)),
            [*(Month(2025, n) for n in (9, 10, 11, 12)), Month(2026, 1), Month(2026, 2)],
        ),
    ],
)
def test_days_touch_each_month_once_in_order(days: Days, months: list[Month]) -> None:
    assert days.months == tuple(months)
