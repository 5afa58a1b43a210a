"""When the letters of each duty fall due around 国庆 and 春节 2026, looked at day by day.

Days off: 15 to 23 February, 1 to 7 October; Saturday 28 February and Saturday 10 October are
worked. Letters go at 09:30; before the due day they move to the working day before, from it on to
the next.
"""

import csv
from collections.abc import Mapping, Sequence
from datetime import timedelta
from pathlib import Path

import pytest

from rules.duties import Duty, Measure
from rules.ladders import Anchors, rung_time
from rules.periods import parse_period
from tests.builders import programme

TABLE = Path(__file__).parent / "ladders.csv"
#: Periods whose ladders run into the holidays, by kind.
PERIODS: Mapping[str, Sequence[str]] = {
    "month": ("2026-09", "2026-02"),
    "quarter": ("2026-Q3",),
    "year": ("2026",),
    "node": ("zhongqiu-2026", "chunjie-2026"),
    "event": ("2026-09-25", "2026-02-10"),
}


def ladder_of(duty: Duty, written: str) -> tuple[str, list[str]]:
    """The due day, and each rung's rank with its local day and time."""
    rules = programme()
    workdays = rules.calendar.workdays
    period = parse_period(written, rules.calendar.nodes)
    due = rules.due_of(duty.parts[0].due or duty.due, period)
    # What a run of months begins with is the day after the last of them was due.
    of_runs = duty.parts[0].measure is Measure.STANDING_OF
    event = due + timedelta(days=1) if of_runs else period.first
    days = Anchors(start=period.first, end=period.last, due=due, event=event)
    times = [
        (rung, rung_time(rung, days, hours=rules.hours, workdays=workdays)) for rung in duty.ladder
    ]
    return due.isoformat(), [f"L{rung.rank}@{at:%m-%dT%H:%M}" for rung, at in times]


def table() -> list[dict[str, str]]:
    with TABLE.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@pytest.mark.parametrize("row", table(), ids=lambda row: f"{row['duty']} {row['period']}")
def test_ladder_keeps_to_working_days_around_long_holidays(row: dict[str, str]) -> None:
    duty = programme().duty(row["duty"])
    assert duty is not None

    assert ladder_of(duty, row["period"]) == (row["due"], row["rungs"].split())


def test_every_duty_has_its_ladder_looked_at() -> None:
    assert {row["duty"] for row in table()} == {duty.id for duty in programme().duties}
