"""What the office decides: written, and the books that it touches read anew."""

from dataclasses import replace

from sqlalchemy import Connection

from store.aliases import load_remembered
from store.books import BookState, load_books, save_book
from store.office import forget_alias, remember_alias
from tests.builders import instant, unit
from tests.store.builders import CITY, list_units

_READ = BookState(id="书院.xlsx", stamp="s1", revision="r1")
_OTHER = BookState(id="文化馆.xlsx", stamp="s1", revision="r1")


def fill(conn: Connection) -> None:
    list_units(conn, unit("图书馆"), unit("文化馆"))
    for book in (_READ, _OTHER):
        save_book(conn, CITY, book)


def remember(conn: Connection, unit_id: int) -> None:
    remember_alias(
        conn, CITY, text="书院", folded="书院", unit_id=unit_id,
        books={"书院.xlsx"}, now=instant("2026-04-08"),
    )  # fmt: skip


def test_remembered_name_has_its_books_read_anew(conn: Connection) -> None:
    fill(conn)

    remember(conn, 1)

    assert load_remembered(conn, CITY) == {"书院": 1}
    doubted = replace(_READ, stamp=None, state="doubted")
    assert load_books(conn, CITY) == {"书院.xlsx": doubted, "文化馆.xlsx": _OTHER}


def test_name_remembered_for_another_unit_takes_its_place(conn: Connection) -> None:
    fill(conn)
    remember(conn, 1)

    remember(conn, 2)

    assert load_remembered(conn, CITY) == {"书院": 2}


def test_forgotten_name_has_its_books_read_anew(conn: Connection) -> None:
    fill(conn)
    remember(conn, 1)
    save_book(conn, CITY, _READ)

    forget_alias(conn, CITY, "书院", books={"书院.xlsx"})

    assert load_remembered(conn, CITY) == {}
    assert [one.state for one in load_books(conn, CITY).values()] == ["doubted", "read"]
