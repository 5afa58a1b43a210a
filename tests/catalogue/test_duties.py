from collections.abc import Mapping
from pathlib import Path

import pytest

from rules.standings import Standing
from tests.app.desk import Desk
from tests.builders import programme
from tests.catalogue.examples import EXAMPLES, Example
from tests.sheets import rows

UNITS = [
    ["U0", "市文明办", "", "", "市文明办"],
    ["D1", "东城区文明办", "", "市文明办", "县区文明办"],
    ["U1", "图书馆", "", "东城区文明办", "窗口单位"],
    ["U2", "学校", "", "东城区文明办", "学校"],
    ["U3", "晚报", "", "市文明办", "媒体"],
]
_BY_DUTY = pytest.mark.parametrize("example", EXAMPLES, ids=[one.duty for one in EXAMPLES])
_CLOSING = [one for one in EXAMPLES if one.missed_on is not None]


@pytest.fixture
def desk(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Desk:
    made = Desk(tmp_path / "city", capsys)
    made.roster(UNITS, [["图书馆", "李明"], ["市文明办", "赵刚"]])
    return made


def begin(desk: Desk, example: Example) -> None:
    """The first sync of the sheets in which the duty is not shown yet."""
    if example.programme:
        desk.programme(example.programme)
    write(desk, example.kept)
    desk.json("sync", "--as-of", example.begun)


def write(desk: Desk, tabs: Mapping[str, str]) -> None:
    """A workbook of the library for each tab."""
    for name, drawing in tabs.items():
        desk.book(f"图书馆/{name}.xlsx", **{name: rows(drawing)})


def standing(desk: Desk, example: Example, on: str) -> str | None:
    """What the unit's standing for the period is, as of that day."""
    year = ["--year", example.period[:4] if example.period[0] == "2" else example.period[-4:]]
    arguments = ["--duty", example.duty, "--unit", example.unit, "--as-of", on, *year]
    found = desk.json("status", *arguments)["rows"]
    return next((row["standing"] for row in found if row["period"] == example.period), None)


@_BY_DUTY
def test_duty_that_is_shown_in_time_is_met(desk: Desk, example: Example) -> None:
    begin(desk, example)
    write(desk, example.shown)

    desk.json("sync", "--as-of", example.open_on)

    met = None if example.duty == "U-09" else Standing.MET  # nothing of it was ever owed
    assert standing(desk, example, example.late_on) == met


@_BY_DUTY
def test_duty_that_is_shown_afterwards_is_met_late(desk: Desk, example: Example) -> None:
    begin(desk, example)
    desk.json("sync", "--as-of", example.late_on)
    before = standing(desk, example, example.late_on)
    write(desk, example.shown)

    desk.json("sync", "--as-of", example.late_on)

    assert (before, standing(desk, example, example.late_on)) == ("overdue", "met_late")


@_BY_DUTY
def test_duty_is_open_until_its_last_day_and_overdue_the_day_after(
    desk: Desk, example: Example
) -> None:
    begin(desk, example)

    standings = [standing(desk, example, day) for day in (example.open_on, example.late_on)]

    still = None if example.duty == "U-09" else "open"
    assert standings == [still, "overdue"]


@pytest.mark.parametrize("example", _CLOSING, ids=[one.duty for one in _CLOSING])
def test_duty_of_a_period_is_missed_when_that_closes(desk: Desk, example: Example) -> None:
    begin(desk, example)

    assert example.missed_on is not None
    assert standing(desk, example, example.missed_on) == "missed"


def test_every_duty_of_the_catalogue_has_an_example() -> None:
    assert {duty.id for duty in programme().duties} == {one.duty for one in EXAMPLES}
