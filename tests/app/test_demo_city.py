from datetime import date
from pathlib import Path
from random import Random

import pytest

from app.demo_books import RECORDS_TAB, SHARED_BOOK
from app.demo_city import ROSTER_BOOK, City, build_city
from app.demo_people import CONTACT_HEADER
from app.demo_season import round_day
from app.demo_units import UNIT_HEADER, build_units
from config.programme_file import read_programme
from rules.months import Month
from rules.records import months_of
from rules.roster import Role
from sync.workbook import read_workbook, write_workbook
from tests.app.city_books import Read, book_of, read_city, roster_of, tab_as_read

DAY = date(2026, 10, 10)
DUE_DAY = date(2026, 10, 8)
MONTH = Month(2026, 9)
#: Kinds of faults that no cell shows alone.
UNSEEN = {"row-repeated"}


@pytest.fixture(scope="module")
def city() -> City:
    return build_city(day=DAY)


@pytest.fixture(scope="module")
def read(city: City) -> Read:
    return read_city(city, DAY)


@pytest.mark.parametrize(
    ("today", "told_on"),
    [
        (date(2026, 10, 15), date(2026, 10, 10)),
        (DUE_DAY, date(2026, 10, 10)),
        (date(2026, 10, 7), date(2026, 9, 9)),
        (date(2026, 3, 31), date(2026, 3, 9)),
    ],
)
def test_round_day_is_the_second_working_day_after_the_latest_due_day(
    today: date, told_on: date
) -> None:
    assert round_day(today) == told_on


@pytest.mark.parametrize(
    ("day", "month"),
    [(DAY, MONTH), (DUE_DAY, Month(2026, 8)), (date(2026, 10, 31), MONTH)],
)
def test_city_tells_of_the_month_whose_due_day_is_over(day: date, month: Month) -> None:
    assert build_city(units=3, years=1, day=day).facts.month == month


def test_city_is_the_same_for_the_same_seed_and_day(city: City) -> None:
    assert build_city(day=DAY) == city


@pytest.mark.parametrize(("units", "years", "seed"), [(41, 3, 7), (40, 2, 7), (40, 3, 8)])
def test_city_differs_where_it_is_asked_to(city: City, units: int, years: int, seed: int) -> None:
    assert build_city(units=units, years=years, seed=seed, day=DAY).books != city.books


def test_programme_is_one_and_keeps_the_defaults(city: City) -> None:
    programme = read_programme(city.programme.encode())

    assert (programme.id, programme.start) == ("jiangcheng", None)
    assert programme.due(MONTH) == DUE_DAY


def test_roster_has_two_tabs_with_the_headers_of_a_roster(city: City) -> None:
    (units, unit_rows), (contacts, contact_rows) = city.books[ROSTER_BOOK]

    assert (units, unit_rows[0]) == ("单位", UNIT_HEADER)
    assert (contacts, contact_rows[0]) == ("联络人", CONTACT_HEADER)


def test_roster_is_a_tree_of_forty_units_in_six_districts(city: City) -> None:
    units = roster_of(city).units

    assert [unit.name for unit in units if unit.parent is None] == ["江城市文明办"]
    assert sum(unit.parent == "江城市文明办" for unit in units) == 6
    assert sum(not unit.name.endswith("文明办") for unit in units) == 40


def test_names_and_aliases_are_unique_in_a_very_large_city() -> None:
    units = build_units(9000, Random(7))  # noqa: S311 - repeatable, not secret

    written = [name for unit in units for name in (unit.name, *unit.aliases)]
    assert len(set(written)) == len(written) > 9000


def test_people_have_names_of_their_own_but_for_who_serves_two_units(city: City) -> None:
    contacts = roster_of(city).contacts

    units_by_name: dict[str, set[str]] = {}
    for contact in contacts:
        units_by_name.setdefault(contact.name, set()).add(contact.unit)
    serving_two = [units for units in units_by_name.values() if len(units) > 1]
    assert sorted(map(sorted, serving_two)) == sorted(map(sorted, city.facts.cast.shared))


def test_who_serves_two_units_has_one_address(city: City) -> None:
    coordinators = {c.unit: c for c in roster_of(city).contacts if c.role is Role.COORDINATOR}

    for first, second in city.facts.cast.shared:
        mine, theirs = coordinators[first], coordinators[second]
        assert (mine.name, mine.channels) == (theirs.name, theirs.channels)


def test_contacts_hold_the_cases_that_are_planted(city: City) -> None:
    cast_, contacts = city.facts.cast, roster_of(city).contacts

    assert {c.unit for c in contacts if c.locale == "en"} == set(cast_.english)
    unbound = {c.unit for c in contacts if c.channels[0].kind == "telegram"}
    assert unbound == set(cast_.unbound)
    everybody = {unit.name for unit in roster_of(city).units}
    assert everybody - {c.unit for c in contacts} == set(cast_.unreachable)


def test_roster_notes_who_joined_and_who_closed(city: City) -> None:
    units = {unit.name: unit for unit in roster_of(city).units}

    assert [units[name].joined for name in city.facts.cast.joined] == [date(2026, 9, 20)]
    assert [units[name].left for name in city.facts.cast.closed] == [date(2025, 10, 31)]


def test_good_contacts_to_ask_as_are_coordinators(city: City) -> None:
    contacts = {(c.name, c.unit) for c in roster_of(city).contacts if c.role is Role.COORDINATOR}

    assert set(city.facts.coordinators) <= contacts
    assert RECORDS_TAB in book_of(city, city.facts.coordinators[0][1])


def test_no_cell_is_anything_but_plain(city: City) -> None:
    sheets = [rows for book in city.books.values() for _, rows in book]
    cells = [cell for rows in sheets for row in rows for cell in row]

    assert {type(cell) for cell in cells} <= {str, int, float, date, type(None)}
    assert not [cell for cell in cells if str(cell).startswith(("=", "+", "@"))]


def test_every_unit_has_a_book_and_several_fill_one_together(city: City) -> None:
    assert len(city.books) == 42
    assert len({row[1] for _, rows in city.books[SHARED_BOOK] for row in rows[2:]}) > 3


def test_planted_units_hold_nothing_in_the_month_last_due(read: Read, city: City) -> None:
    facts = city.facts.cast
    owing = {unit.name for unit in roster_of(city).units if "文明办" not in unit.name}

    assert owing - read.active(MONTH) == {*facts.late, *facts.nil, *facts.closed}
    assert read.active(MONTH, nil=True) == {*facts.nil}


def test_empty_unit_has_no_row_at_all(read: Read, city: City) -> None:
    assert len(city.facts.cast.empty) == 1
    assert not [unit for unit, _ in read.activities if unit in city.facts.cast.empty]


def test_what_cannot_be_read_is_what_was_planted(read: Read, city: City) -> None:
    planted = {(f.book, f.sheet, f.cell, f.kind) for f in city.facts.faults}

    assert 14 <= len(planted) <= 20
    assert read.findings == {fault for fault in planted if fault[3] not in UNSEEN}


def test_repeated_row_is_written_twice(city: City) -> None:
    (fault,) = (f for f in city.facts.faults if f.kind in UNSEEN)

    rows = dict(city.books[fault.book])[fault.sheet]
    column = ord(fault.cell[0]) - ord("A")
    title = rows[int(fault.cell[1:]) - 1][column]
    assert [row[column] for row in rows if len(row) > column].count(title) > 1


def test_service_records_are_people_of_logged_activities(
    read: Read,
) -> None:
    held = {(unit, (row.days or "")[:10], row.title) for unit, row in read.activities}

    assert len(read.records) > 300
    assert {(unit, row.days, row.title) for unit, row in read.records} <= held
    assert {row.confirmed for _, row in read.records} == {True, False}


def test_history_is_of_so_many_years(
    read: Read,
) -> None:
    months = {month for _, row in read.activities if row.days for month in months_of(row.days)}

    assert min(months) == Month(2023, 10)
    assert len(months) == 37
    assert 1.5 < len(read.activities) / (40 * 37) < 2.6


def test_books_of_an_earlier_day_lack_what_was_logged_later(city: City, read: Read) -> None:
    earlier = build_city(day=DAY, seen=DUE_DAY)

    assert earlier.books[ROSTER_BOOK] == city.books[ROSTER_BOOK]
    assert not read_city(earlier, DAY).active(MONTH) & {*city.facts.cast.backfilled}
    assert len(read_city(earlier, DAY).activities) < len(read.activities)


@pytest.mark.parametrize("units", [1, 2, 5, 8, 20])
def test_small_city_has_a_unit_to_ask_as(units: int) -> None:
    city = build_city(units=units, years=1, day=DAY)

    assert len(city.books) == units + 2
    assert city.facts.coordinators


def test_books_are_read_back_as_they_were_written(city: City, tmp_path: Path) -> None:
    path = tmp_path / "city.xlsx"
    tabs = book_of(city, city.facts.coordinators[0][1])

    write_workbook(path, tuple(tabs.items()))

    read = {tab.name: tab.rows for tab in read_workbook(path)}
    assert read == {name: tab_as_read(name, rows).rows for name, rows in tabs.items()}
