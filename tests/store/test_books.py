from dataclasses import replace
from datetime import UTC

import pytest
from sqlalchemy import Connection

from store.books import (
    BookState,
    forget_book,
    load_books,
    load_freshness,
    load_titles,
    load_unit_books,
    save_book,
    save_book_units,
    touch_books,
)
from tests.builders import instant

_MORNING = instant("2026-03-06T09:00").astimezone(UTC)
_NOON = instant("2026-03-06T12:00").astimezone(UTC)


def book(name: str = "图书馆.xlsx", *, state: str = "read", looked: bool = True) -> BookState:
    at = _MORNING if looked else None
    return BookState(
        id=name, stamp="s1", revision="r1", looked_at=at, synced_at=at, cycle=1, state=state
    )


def test_book_comes_back_as_it_was_saved(conn: Connection) -> None:
    save_book(conn, "city", book())

    books = load_books(conn, "city")

    assert books == {"图书馆.xlsx": book()}


def test_book_saved_again_is_what_was_saved_last(conn: Connection) -> None:
    save_book(conn, "city", book())
    failing = replace(book(), stamp=None, state="failing", failures=2)

    save_book(conn, "city", failing)

    assert load_books(conn, "city") == {"图书馆.xlsx": failing}


def test_books_are_in_the_order_of_their_paths(conn: Connection) -> None:
    names = ["a.xlsx", "B.xlsx", "区/一.xlsx", "区.xlsx", "ä.xlsx", "_.xlsx", "a b.xlsx"]
    for name in names:
        save_book(conn, "city", book(name))

    found = list(load_books(conn, "city"))

    assert found == sorted(names)


def test_books_of_some_ids_are_found(conn: Connection) -> None:
    for name in ("a.xlsx", "b.xlsx", "c.xlsx"):
        save_book(conn, "city", book(name))

    found = load_books(conn, "city", ["c.xlsx", "a.xlsx", "d.xlsx"])

    assert list(found) == ["a.xlsx", "c.xlsx"]


def test_first_book_of_a_unit_by_its_path_is_the_one_to_open(conn: Connection) -> None:
    for name in ("b.xlsx", "B.xlsx", "a/c.xlsx"):
        save_book_units(conn, "city", name, [1, 2] if name == "b.xlsx" else [1])

    books = load_unit_books(conn, "city", {1, 2, 3})

    assert books == {1: "B.xlsx", 2: "b.xlsx"}


def test_touching_moves_only_the_books_that_were_read(conn: Connection) -> None:
    for state in ("read", "failing", "vanished"):
        save_book(conn, "city", book(state, state=state))

    touch_books(conn, "city", ["read", "failing", "vanished", "new"], now=_NOON, cycle=2)

    fresh = replace(book("read"), looked_at=_NOON, synced_at=_NOON, cycle=2)
    failing, vanished = book("failing", state="failing"), book("vanished", state="vanished")
    assert list(load_books(conn, "city").values()) == [failing, fresh, vanished]


def test_very_many_books_are_touched(conn: Connection) -> None:
    names = [f"{number}.xlsx" for number in range(1001)]
    save_book(conn, "city", book("1000.xlsx"))

    touch_books(conn, "city", names, now=_NOON, cycle=2)

    assert load_books(conn, "city")["1000.xlsx"].looked_at == _NOON


@pytest.mark.parametrize(
    ("looks", "oldest"),
    [
        ([_MORNING], _MORNING),
        ([_NOON, _MORNING], _MORNING),
        ([_MORNING, _NOON], _MORNING),
        ([_MORNING, None], None),
        ([None, _MORNING], None),
    ],
)
def test_unit_is_as_fresh_as_the_book_looked_at_longest_ago(
    conn: Connection, looks: list[object], oldest: object
) -> None:
    for number, looked_at in enumerate(looks):
        name = f"{number}.xlsx"
        save_book(conn, "city", BookState(id=name, looked_at=looked_at))  # type: ignore[arg-type] # parametrized
        save_book_units(conn, "city", name, [7])

    freshness = load_freshness(conn, "city")

    assert freshness == {7: oldest}


def test_unit_depends_on_a_book_only_while_it_is_in_it(conn: Connection) -> None:
    save_book(conn, "city", book())
    save_book_units(conn, "city", "图书馆.xlsx", [1, 2, 3])

    save_book_units(conn, "city", "图书馆.xlsx", [2, 4])

    assert load_freshness(conn, "city") == {2: _MORNING, 4: _MORNING}


def test_book_that_is_forgotten_counts_no_more(conn: Connection) -> None:
    save_book(conn, "city", book())
    save_book_units(conn, "city", "图书馆.xlsx", [1])

    forget_book(conn, "city", "图书馆.xlsx")

    assert (load_books(conn, "city"), load_freshness(conn, "city")) == ({}, {})


def test_book_that_is_forgotten_and_returns_has_no_units_yet(conn: Connection) -> None:
    save_book(conn, "city", book())
    save_book_units(conn, "city", "图书馆.xlsx", [1])
    forget_book(conn, "city", "图书馆.xlsx")

    save_book(conn, "city", book())

    assert load_freshness(conn, "city") == {}


def test_book_with_a_title_is_opened_by_title_and_link(conn: Connection) -> None:
    save_book(conn, "city", replace(book("1a"), title="图书馆台账"))
    save_book_units(conn, "city", "1a", [1])

    named = load_unit_books(conn, "city", {1})

    assert named == {1: "图书馆台账 https://docs.google.com/spreadsheets/d/1a"}
    assert load_titles(conn, "city") == {"1a": "图书馆台账"}
