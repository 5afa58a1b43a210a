"""What is shown of each book, and the marks that tell whether its findings differ."""

from datetime import date

import pytest
from sqlalchemy import Connection

from rules.findings import CellRef, Finding
from store.books import BookState, load_books, rename_book, save_book
from store.feedback import Shown, load_shown, mark_findings, save_shown
from store.findings import load_findings, replace_findings
from tests.builders import instant

_NOW = instant("2026-03-06")
_TODAY = date(2026, 3, 6)


def finding(cell: str, *, code: str = "date-vague", text: str = "昨天") -> Finding:
    return Finding(code=code, where=CellRef("图书馆.xlsx", "活动", 3, cell), values={"text": text})


def keep(conn: Connection, *found: Finding) -> dict[str, str]:
    """Makes these the book's findings; the marks then."""
    replace_findings(conn, "city", "图书馆.xlsx", found, _NOW)
    return mark_findings(conn, "city", today=_TODAY)


def test_book_is_shown_as_it_was_saved(conn: Connection) -> None:
    for name in ("a.xlsx", "b.xlsx"):
        save_book(conn, "city", BookState(id=name))

    save_shown(conn, "city", {"b.xlsx": Shown("1:1", "s"), "gone.xlsx": Shown(None, None)})

    assert load_shown(conn, "city") == {"a.xlsx": Shown(), "b.xlsx": Shown("1:1", "s")}


def test_what_is_shown_outlives_reading_and_moving(conn: Connection) -> None:
    save_book(conn, "city", BookState(id="a.xlsx"))
    save_shown(conn, "city", {"a.xlsx": Shown("1:1", "s")})

    save_book(conn, "city", load_books(conn, "city")["a.xlsx"])
    rename_book(conn, "city", "a.xlsx", "b.xlsx")

    assert load_shown(conn, "city") == {"b.xlsx": Shown("1:1", "s")}


def test_same_findings_have_the_same_mark(conn: Connection) -> None:
    first = keep(conn, finding("A3"), finding("C3"))

    assert keep(conn, finding("C3"), finding("A3")) == first


@pytest.mark.parametrize(
    "cells", [["A3"], ["A3", "B3"], ["A3", "C3", "D3"], ["D3", "E3"]], ids=" ".join
)
def test_other_findings_have_another_mark(conn: Connection, cells: list[str]) -> None:
    first = keep(conn, finding("A3"), finding("C3"))

    assert keep(conn, *map(finding, cells)) != first


def test_findings_that_were_mended_and_came_back_have_a_mark_of_their_own(conn: Connection) -> None:
    first = keep(conn, finding("A3"))

    assert keep(conn) == {}
    assert keep(conn, finding("A3")) != first


def test_mark_differs_when_a_day_has_come(conn: Connection) -> None:
    future = finding("A3", code="date-future", text="2026-03-09")
    keep(conn, future, finding("B3"))

    days = [mark_findings(conn, "city", today=date(2026, 3, day)) for day in (6, 8, 9)]

    assert days[0] == days[1] != days[2]


def test_book_whose_only_day_has_come_has_no_mark(conn: Connection) -> None:
    assert keep(conn, finding("A3", code="date-future", text="2026-03-06")) == {}


def test_findings_of_some_books_are_found(conn: Connection) -> None:
    keep(conn, finding("A3"))
    replace_findings(
        conn, "city", "b.xlsx", [Finding(code="workbook-empty", where=CellRef("b"))], _NOW
    )

    found = load_findings(conn, "city", today=_TODAY, books=["图书馆.xlsx"])

    assert found == [finding("A3")]
