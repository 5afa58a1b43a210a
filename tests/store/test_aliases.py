"""Unit names that the office explained: kept with their units, without effect where these went."""

from datetime import UTC

from sqlalchemy import Connection

from store.aliases import (
    Alias,
    delete_alias,
    insert_alias,
    load_aliases,
    load_named_units,
    load_remembered,
    load_written_units,
)
from store.records import withdraw_records
from tests.builders import activity, instant, service_record, unit
from tests.store.builders import BOOK, CITY, add, list_units, placed

_NOW = instant("2026-04-08").astimezone(UTC)


def remember(conn: Connection, text: str, unit_id: int) -> None:
    insert_alias(conn, CITY, text=text, folded=text.casefold(), unit_id=unit_id, now=_NOW)


def test_name_comes_back_with_its_unit(conn: Connection) -> None:
    list_units(conn, unit("图书馆", code="U1"))

    remember(conn, "书院A", 1)

    assert load_aliases(conn, CITY) == [
        Alias(
            text="书院A", folded="书院a", unit_id=1, unit="图书馆", code="U1",
            added_at=_NOW, in_force=True,
        )
    ]  # fmt: skip
    assert load_remembered(conn, CITY) == {"书院a": 1}


def test_names_are_in_the_order_of_units(conn: Connection) -> None:
    list_units(conn, unit("图书馆"), unit("文化馆"))
    for text, unit_id in (("乙", 2), ("丙", 1), ("a", 1)):
        remember(conn, text, unit_id)

    assert [one.text for one in load_aliases(conn, CITY)] == ["a", "丙", "乙"]


def test_withdrawn_units_name_waits_for_its_return(conn: Connection) -> None:
    list_units(conn, unit("图书馆"), unit("文化馆"))
    remember(conn, "书院", 1)

    list_units(conn, unit("文化馆"))
    gone = load_remembered(conn, CITY), [one.in_force for one in load_aliases(conn, CITY)]
    list_units(conn, unit("图书馆"), unit("文化馆"))

    assert gone == ({}, [False])
    assert load_remembered(conn, CITY) == {"书院": 1}


def test_deleted_name_is_gone(conn: Connection) -> None:
    list_units(conn, unit("图书馆"))
    remember(conn, "书院", 1)

    delete_alias(conn, CITY, "书院")

    assert load_aliases(conn, CITY) == []


def test_units_bear_what_is_remembered_as_aliases(conn: Connection) -> None:
    list_units(conn, unit("图书馆", aliases=("市图",)), unit("文化馆"))
    remember(conn, "书院", 1)

    assert load_named_units(conn, CITY) == {
        1: unit("图书馆", aliases=("市图", "书院")),
        2: unit("文化馆"),
    }


def test_written_units_are_each_told_once(conn: Connection) -> None:
    library = activity()._replace(unit_text="书院")
    rows = (placed(library), placed(library, row=3), placed(service_record("王芳"), row=4))
    numbers = add(conn, *rows)
    gone = add(conn, placed(activity()._replace(unit_text="书社"), row=9))
    withdraw_records(conn, CITY, "activity", gone, _NOW)

    assert len(numbers) == 3
    assert set(load_written_units(conn, CITY)) == {(BOOK, "三月", "书院"), (BOOK, "三月", None)}
