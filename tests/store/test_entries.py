"""Entries in the store: as they were read, as of an instant, and which of them count."""

from collections.abc import Sequence

import pytest
from sqlalchemy import Connection, select

from rules.records import Entry, Value
from store.entries import load_entries, settle_entries
from store.records import (
    Placed,
    Stored,
    add_records,
    edit_records,
    load_book,
    load_records,
    move_records,
    withdraw_records,
)
from store.tables import entry as entry_table
from tests.builders import activity, instant, programme
from tests.store.builders import BOOK, add, placed

_NOW = instant("2026-03-06")
_LATER = instant("2026-04-20")


def station(title: str | None = "阅读站", *, days: str | None = None, **values: Value) -> Entry:
    return Entry("station", "图书馆", days, title, (("title", title), *values.items()))


def contest(title: str) -> Entry:
    return Entry("contest", title=title, values=(("title", title), ("date", "2026-06-30")))


def store(conn: Connection, *rows: Placed, on: str = "2026-03-06") -> list[int]:
    """Stores rows and settles what they count; their ids."""
    ids = add(conn, *rows, on=on)
    settle_entries(conn, "city", programme().registers, {1, 2})
    return ids


def counting(conn: Connection) -> list[int]:
    counts = select(entry_table.c.id).where(entry_table.c.counts.is_(True))
    return sorted(conn.execute(counts).scalars())


@pytest.mark.parametrize(
    "record",
    [
        station(star=4, sign=True, board=False, score=95.5, opened=None, hours="周一\n至周五"),
        Entry("contest"),
    ],
)
def test_entry_comes_back_as_it_was_read(conn: Connection, record: Entry) -> None:
    row = placed(record, unit_id=None)

    add_records(conn, "city", BOOK, [row], _NOW)

    assert load_book(conn, "city", BOOK) == [Stored(1, row, withdrawn=False)]


def test_edited_entry_says_what_its_cells_say_now(conn: Connection) -> None:
    [number] = store(conn, placed(station(star=3)))
    now = placed(station(star=4), row=7)

    edit_records(conn, "city", [(number, now)], instant("2026-03-07"))

    assert load_book(conn, "city", BOOK) == [Stored(number, now, withdrawn=False)]


def test_moved_entry_keeps_what_it_says(conn: Connection) -> None:
    [number] = store(conn, placed(station()))

    move_records(conn, "city", "station", [(number, "四月", 9)])

    assert load_book(conn, "city", BOOK)[0].placed == placed(station(), sheet="四月", row=9)


def test_records_of_a_register_are_its_own_alone(conn: Connection) -> None:
    store(conn, placed(station()), placed(contest("随手拍"), unit_id=None), placed(activity()))

    found = load_records(conn, "city", "station")

    assert [(row.record, counts) for _, _, row, counts in found] == [(station(), True)]


def test_entries_are_those_of_the_units_asked_for(conn: Connection) -> None:
    store(
        conn,
        placed(station("甲")),
        placed(station("乙"), unit_id=2),
        placed(station("丙"), unit_id=3),
    )

    found = load_entries(conn, "city", ["station"], unit_ids={1, 2}, seen_by=_LATER)

    assert [(one.unit_id, one.entry.title) for one in found] == [(1, "甲"), (2, "乙")]


def test_entry_tells_where_it_stands_and_when_it_was_seen(conn: Connection) -> None:
    store(conn, placed(station(), row=5))

    [one] = load_entries(conn, "city", ["station", "brand"], seen_by=_LATER)

    assert (one.id, one.book, one.sheet, one.row) == (1, BOOK, "三月", 5)
    assert (one.seen_at, one.counts, one.entry) == (_NOW, True, station())


@pytest.mark.parametrize(
    ("seen_by", "titles"), [("2026-03-05", []), ("2026-03-08", ["阅读站"]), ("2026-03-09", [])]
)
def test_entry_stands_from_when_it_was_seen_until_it_was_withdrawn(
    conn: Connection, seen_by: str, titles: Sequence[str]
) -> None:
    ids = store(conn, placed(station()))
    withdraw_records(conn, "city", "station", ids, instant("2026-03-09"))

    found = load_entries(conn, "city", ["station"], seen_by=instant(seen_by))

    assert [one.entry.title for one in found] == titles


def test_repeated_entry_does_not_count(conn: Connection) -> None:
    store(conn, placed(station()), on="2026-03-08")
    store(conn, placed(station(star=4), row=9), placed(station("灯塔"), row=10), on="2026-03-06")

    assert counting(conn) == [2, 3]


def test_entry_that_lacks_its_title_or_unit_does_not_count(conn: Connection) -> None:
    store(conn, placed(station(None)), placed(station(), unit_id=None), placed(station("灯塔")))

    assert counting(conn) == [3]


def test_entries_without_units_are_settled_whoever_was_touched(conn: Connection) -> None:
    store(conn, *(placed(contest(title), unit_id=None) for title in ("随手拍", "征文", "随手拍")))

    assert counting(conn) == [1, 2]


def test_entry_counts_again_when_the_one_it_repeated_is_withdrawn(conn: Connection) -> None:
    first, _ = store(conn, placed(station()), placed(station(star=4), row=3))

    withdraw_records(conn, "city", "station", [first], _LATER)
    settle_entries(conn, "city", programme().registers, {1})

    assert counting(conn) == [1, 2]  # a withdrawn row keeps what it counted while it stood


def test_entry_of_a_register_that_is_gone_does_not_count(conn: Connection) -> None:
    store(conn, placed(Entry("parade", title="巡游", values=(("title", "巡游"),))))

    assert counting(conn) == []
