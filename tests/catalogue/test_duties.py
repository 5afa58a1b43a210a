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
PEOPLE = [["图书馆", "李明"], ["市文明办", "赵刚"]]
#: Nothing of it is owed until it is late, or it depends on no sheet.
_NEVER_OPEN = {"U-09"}
_BY_DUTY = pytest.mark.parametrize("example", EXAMPLES, ids=[one.duty for one in EXAMPLES])
_CLOSING = [one for one in EXAMPLES if one.missed_on is not None]


@pytest.fixture
def desk(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Desk:
    made = Desk(tmp_path / "city", capsys)
    made.roster(UNITS, PEOPLE)
    return made


def begin(desk: Desk, example: Example) -> None:
    """The first sync of the sheets in which the duty is not shown yet."""
    if example.programme:
        desk.programme(example.programme)
    write(desk, example.kept)
    desk.json("sync", "--as-of", example.begun)


def show(desk: Desk, example: Example) -> None:
    """The sheets, or the roster, in which the duty is shown."""
    write(desk, example.shown)
    if example.people:
        desk.roster(UNITS, [*PEOPLE, *([unit, name] for unit, name in example.people.items())])


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
    show(desk, example)

    desk.json("sync", "--as-of", example.open_on)

    met = None if example.duty in _NEVER_OPEN else Standing.MET  # nothing of it was ever owed
    assert standing(desk, example, example.late_on) == met


@_BY_DUTY
def test_duty_that_is_shown_afterwards_is_met_late(desk: Desk, example: Example) -> None:
    begin(desk, example)
    desk.json("sync", "--as-of", example.late_on)
    before = standing(desk, example, example.late_on)
    show(desk, example)

    desk.json("sync", "--as-of", example.late_on)

    assert (before, standing(desk, example, example.late_on)) == ("overdue", "met_late")


@_BY_DUTY
def test_duty_is_open_until_its_last_day_and_overdue_the_day_after(
    desk: Desk, example: Example
) -> None:
    begin(desk, example)

    standings = [standing(desk, example, day) for day in (example.open_on, example.late_on)]

    still = None if example.duty in _NEVER_OPEN else "open"
    assert standings == [still, "overdue"]


@pytest.mark.parametrize("example", _CLOSING, ids=[one.duty for one in _CLOSING])
def test_duty_of_a_period_is_missed_when_that_closes(desk: Desk, example: Example) -> None:
    begin(desk, example)

    assert example.missed_on is not None
    assert standing(desk, example, example.missed_on) == "missed"


def test_calendar_of_next_year_is_owed_by_the_office_in_december(desk: Desk) -> None:
    desk.programme('[programme]\nstart = "2025-01"\n[duties.O-05]\nforce = "always"')
    desk.json("sync", "--as-of", "2026-03-05")

    arguments = ("--duty", "O-05", "--unit", "市文明办", "--as-of", "2026-03-05")
    [row] = desk.json("status", "--year", "2026", *arguments)["rows"]
    [before] = desk.json("status", "--year", "2025", *arguments)["rows"]

    # The working days of 2027 are not known to the tables that ship; those of 2026 are.
    assert (row["standing"], row["due"]) == ("open", "2026-12-15")
    assert before["standing"] == "met"


def test_every_duty_of_the_catalogue_has_an_example() -> None:
    worked = {"O-05", *(one.duty for one in EXAMPLES)}

    assert {duty.id for duty in programme().duties} == worked
