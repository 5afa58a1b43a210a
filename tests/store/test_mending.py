from collections.abc import Sequence

import pytest
from sqlalchemy import Connection

from rules.findings import CellRef, Finding
from rules.months import Month
from store.books import save_book_units
from store.findings import replace_findings
from store.mending import load_unmended
from tests.builders import activity, instant, programme
from tests.store.builders import BOOK, CITY, add, log, placed

MARCH = Month(2026, 3)
RULES = programme(f'[programme]\nid = "{CITY}"')


def tell(conn: Connection, *codes: tuple[int, str], month: str = "2026-03") -> None:
    """Breaches at rows of the book."""
    found = [
        Finding(code=code, where=CellRef(BOOK, "三月", row), values={"text": "x", "month": month})
        for row, code in codes
    ]
    replace_findings(conn, CITY, BOOK, found, instant("2026-03-06"))


def months(conn: Connection, units: Sequence[int] = (1,)) -> dict[int, list[list[str]]]:
    """The months of the rows that wait, by unit."""
    rows = load_unmended(conn, RULES, units, since=MARCH, seen_by=instant("2026-04-08"))
    return {n: [sorted(map(str, row.months)) for row in own] for n, own in rows.items()}


@pytest.mark.parametrize(
    ("code", "days", "title", "expected"),
    [
        ("date-unreadable", None, "护河", []),
        ("date-month-only", None, "护河", ["2026-03"]),
        ("title-missing", "2026-03-05", None, ["2026-03"]),
    ],
)
def test_row_with_a_breach_waits_to_be_mended(
    conn: Connection, code: str, days: str | None, title: str | None, expected: list[str]
) -> None:
    log(conn, activity(days=days, title=title))
    tell(conn, (2, code))

    assert months(conn) == {1: [expected]}


def test_month_without_its_year_is_no_month(conn: Connection) -> None:
    log(conn, activity(days=None))
    tell(conn, (2, "date-month-only"), month="03")

    assert months(conn) == {1: [[]]}


def test_row_that_counts_repeats_or_was_before_does_not_wait(conn: Connection) -> None:
    log(conn, activity(), activity(), activity(days="2026-02-05", title=None), activity(days=None))
    tell(conn, (2, "names-unreadable"), (3, "activity-repeated"), (4, "title-missing"))

    assert months(conn) == {}


@pytest.mark.parametrize(("units", "expected"), [((1,), {1: [["2026-03"]]}), ((1, 2), {})])
def test_row_of_no_known_unit_is_of_the_book_of_one_alone(
    conn: Connection, units: tuple[int, ...], expected: dict[int, list[list[str]]]
) -> None:
    add(conn, placed(activity(), unit_id=None))
    save_book_units(conn, CITY, BOOK, units)

    assert months(conn) == expected


@pytest.mark.parametrize(("on", "of_march"), [("2026-03-06", True), ("2026-02-20", False)])
def test_undatable_row_is_of_no_month_that_began_after_it(
    conn: Connection, on: str, *, of_march: bool
) -> None:
    log(conn, activity(days=None), on=on)
    tell(conn, (2, "date-vague"))

    [row] = load_unmended(conn, RULES, [1], since=MARCH, seen_by=instant("2026-04-08"))[1]

    assert (row.may_be_of(MARCH), f"{row.seen}") == (of_march, on)
