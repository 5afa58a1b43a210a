from datetime import date

import pytest

from rules.conditions import Condition, Facts
from rules.duties import Measure, Part
from rules.evidence import Evidence, Held
from rules.measures import Enough, Measured, measure_part


def held(record: int, day: str, *, seen: str | None = None, **facts: str | int | bool) -> Held:
    """A row held on that day, first seen the same day or later."""
    begins = date.fromisoformat(day)
    known = date.fromisoformat(seen) if seen else begins
    said: Facts = facts
    return Held(begins, Evidence(record, {}, known, facts=said), known)


def enough(seen: str, since: str, *, ripened: bool = False) -> Enough:
    return Enough(date.fromisoformat(seen), date.fromisoformat(since), ripened=ripened)


def test_count_suffices_with_the_row_that_makes_it_enough() -> None:
    rows = [held(1, "2026-03-05"), held(2, "2026-03-09", seen="2026-03-20"), held(3, "2026-03-10")]

    measured = measure_part(Part(minimum=2), 2, rows)

    assert measured == Measured(3, enough("2026-03-10", "2026-03-10"))


def test_row_seen_before_its_day_suffices_from_its_day_on() -> None:
    measured = measure_part(Part(), 1, [held(1, "2026-03-20", seen="2026-03-05")])

    assert measured == Measured(1, enough("2026-03-05", "2026-03-20", ripened=True))


def test_more_than_the_most_is_not_enough() -> None:
    rows = [held(1, "2026-03-05"), held(2, "2026-03-06")]

    measured = measure_part(Part(maximum=1), 1, rows)

    assert measured == Measured(2, None)


def test_sum_suffices_with_the_row_that_reaches_it_and_passes_over_what_is_no_figure() -> None:
    part = Part(measure=Measure.SUM, field="minutes", minimum=600)
    rows = [
        held(1, "2026-01-05", minutes=300),
        held(2, "2026-02-05", minutes="many"),
        held(3, "2026-03-05", minutes=300),
        held(4, "2026-03-06", minutes=10),
    ]

    measured = measure_part(part, 600, rows)

    assert measured == Measured(610, enough("2026-03-05", "2026-03-05"))


def test_distinct_values_are_counted_and_blanks_are_none() -> None:
    part = Part(measure=Measure.DISTINCT, field="category", minimum=2)
    rows = [
        held(1, "2026-01-05", category="环境"),
        held(2, "2026-01-06", category="环境"),
        held(3, "2026-01-07", category=""),
        held(4, "2026-01-08", category="文化"),
    ]

    measured = measure_part(part, 2, rows)

    assert measured == Measured(2, enough("2026-01-08", "2026-01-08"))


@pytest.mark.parametrize(
    ("plazas", "measured"),
    [
        ([True, True, True], Measured(100, enough("2026-01-03", "2026-01-03"))),
        ([True, False, True], Measured(66, None)),
        ([], Measured(0, None)),
    ],
)
def test_ratio_is_the_share_of_rows_that_say_so(plazas: list[bool], measured: Measured) -> None:
    share = (Condition.parse("plaza", written=True),)
    part = Part(measure=Measure.RATIO, share=share, minimum=100)
    rows = [held(n, f"2026-01-{n:02d}", plaza=plaza) for n, plaza in enumerate(plazas, start=1)]

    assert measure_part(part, 100, rows) == measured
