import pytest
from sqlalchemy import Connection

from rules.records import ACTIVITY, SERVICE_RECORD, Activity, Record, ServiceRecord
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
from store.tables import activity as activity_table
from tests.builders import activity, instant, service_record
from tests.store.builders import BOOK, add, only, placed

_NOW = instant("2026-03-06")


def withdraw(conn: Connection, *ids: int, on: str = "2026-03-09") -> None:
    withdraw_records(conn, "city", ACTIVITY, ids, instant(on))


@pytest.mark.parametrize(
    "record",
    [
        Activity(
            "市图", "2026-03-05/2026-03-06", "清河护绿", 12, 90, 1080, 12, "张伟|王芳", 5, 3,
            confirmed=True, nil=False, category="环保", place="清河", content="拾捡垃圾",
            target="居民", beneficiaries=40, leader="李强", recorder="赵敏", remark="雨\n后",
        ),
        Activity(),
        ServiceRecord(
            "市图", "2026-03-05", "清河护绿", "张伟", "V7", 120, confirmed=True, place="清河",
            remark="补",
        ),
        ServiceRecord(),
        activity(headcount=13_812_345_678, duration=99_999),
        activity(title="护河" * 2000),
    ],
)  # fmt: skip
def test_row_comes_back_as_it_was_read(conn: Connection, record: Record) -> None:
    row = placed(record, unit_id=None, sheet="三月" * 200, row=70_000)

    add_records(conn, "city", BOOK, [row], _NOW)

    assert load_book(conn, "city", BOOK) == [Stored(1, row, withdrawn=False)]


def test_rows_of_both_registers_are_numbered_in_one_sequence(conn: Connection) -> None:
    rows = [placed(activity()), placed(service_record(), row=3), placed(activity(), row=4)]

    add_records(conn, "city", BOOK, rows, _NOW)

    assert load_book(conn, "city", BOOK) == [
        Stored(n, r, withdrawn=False) for n, r in enumerate(rows, 1)
    ]


def test_no_rows_take_no_numbers(conn: Connection) -> None:
    add_records(conn, "city", BOOK, [], _NOW)

    assert add(conn, placed(activity())) == [1]


def test_row_knows_the_days_it_spans(conn: Connection) -> None:
    add(conn, placed(activity(days="2026-03-30/2026-04-02")))

    days = only(conn, activity_table.c.first_day), only(conn, activity_table.c.last_day)

    assert days == (["2026-03-30"], ["2026-04-02"])


@pytest.mark.parametrize(
    ("row", "counts"),
    [
        (placed(activity()), True),
        (placed(activity(), unit_id=None), False),
        (placed(activity(days=None)), False),
        (placed(activity(title=None)), False),
        (placed(activity(nil=True)), False),
        (placed(service_record()), True),
        (placed(service_record(title=None)), True),
        (placed(service_record(), unit_id=None), False),
        (placed(service_record(days=None)), False),
    ],
)
def test_row_counts_where_unit_day_and_title_are_known(
    conn: Connection, row: Placed, *, counts: bool
) -> None:
    add(conn, row)

    found = [
        one
        for register in (ACTIVITY, SERVICE_RECORD)
        for one in load_records(conn, "city", register)
    ]

    assert found == [(1, BOOK, row, counts)]


def test_row_that_moves_keeps_its_id(conn: Connection) -> None:
    add(conn, placed(activity()), placed(activity(title="敬老"), row=3))

    move_records(conn, "city", ACTIVITY, [(1, "四月", 9)])

    rows = [stored.placed for stored in load_book(conn, "city", BOOK)]
    assert rows == [placed(activity(), sheet="四月", row=9), placed(activity(title="敬老"), row=3)]


@pytest.mark.parametrize("record", [activity(), service_record()])
def test_row_that_is_edited_keeps_its_id(conn: Connection, record: Record) -> None:
    add(conn, placed(record))
    edited = placed(record._replace(title="敬老", days="2026-04-02"), unit_id=2, row=5)

    edit_records(conn, "city", [(1, edited)], instant("2026-03-07"))

    assert load_book(conn, "city", BOOK) == [Stored(1, edited, withdrawn=False)]


def test_row_that_is_edited_keeps_the_day_it_was_first_seen(conn: Connection) -> None:
    add(conn, placed(activity()), on="2026-03-06")

    edit_records(conn, "city", [(1, placed(activity(title="敬老")))], instant("2026-03-07"))

    assert only(conn, activity_table.c.seen_at) == [instant("2026-03-06")]


def test_figures_of_an_edited_row_are_worked_out_anew(conn: Connection) -> None:
    add(conn, placed(activity(headcount=12, duration=60)))

    edit_records(
        conn,
        "city",
        [(1, placed(activity(headcount=2, duration=60, confirmed=True)))],
        instant("2026-03-07"),
    )

    columns = activity_table.c
    figures = [columns.people, columns.minutes, columns.confirmed_minutes]
    assert [only(conn, column) for column in figures] == [[2], [120], [120]]


def test_withdrawn_row_stays_and_is_listed_no_more(conn: Connection) -> None:
    add(conn, placed(activity()))

    withdraw(conn, 1)

    assert load_book(conn, "city", BOOK) == [Stored(1, placed(activity()), withdrawn=True)]
    assert load_records(conn, "city", ACTIVITY) == []


def test_row_withdrawn_twice_keeps_the_first_instant(conn: Connection) -> None:
    add(conn, placed(activity()))
    withdraw(conn, 1, on="2026-03-09")

    withdraw(conn, 1, on="2026-03-10")

    assert only(conn, activity_table.c.withdrawn_at) == [instant("2026-03-09")]


def test_edited_row_stands_again(conn: Connection) -> None:
    add(conn, placed(activity()))
    withdraw(conn, 1)

    edit_records(conn, "city", [(1, placed(activity()))], instant("2026-03-07"))

    assert load_book(conn, "city", BOOK) == [Stored(1, placed(activity()), withdrawn=False)]


def test_book_of_seventy_thousand_rows_is_withdrawn(conn: Connection) -> None:
    add(conn, placed(activity()))

    withdraw(conn, *range(70_000))

    assert load_records(conn, "city", ACTIVITY) == []


def test_rows_are_listed_by_book_sheet_and_row(conn: Connection) -> None:
    late, first = placed(activity(), row=10), placed(activity(), row=9)
    april = placed(activity(), sheet="April", row=2)
    add(conn, late, first, april)
    add(conn, first, book="B.xlsx")

    found = [(book, row) for _, book, row, _ in load_records(conn, "city", ACTIVITY)]

    assert found == [("B.xlsx", first), (BOOK, april), (BOOK, first), (BOOK, late)]


def test_rows_of_one_unit_are_listed(conn: Connection) -> None:
    add(conn, placed(activity(), unit_id=1), placed(activity(), unit_id=2, row=3))

    found = load_records(conn, "city", ACTIVITY, unit_id=2)

    assert [number for number, *_ in found] == [2]


@pytest.mark.parametrize(
    ("days", "listed"),
    [
        ("2026-02-28", False),
        ("2026-03-01", True),
        ("2026-03-31", True),
        ("2026-04-01", False),
        ("2026-02-20/2026-04-10", True),
        ("2026-02-27/2026-03-01", True),
        (None, False),
    ],
)
def test_rows_that_touch_the_days_asked_for_are_listed(
    conn: Connection, days: str | None, *, listed: bool
) -> None:
    add(conn, placed(activity(days=days)))

    found = load_records(conn, "city", ACTIVITY, days=("2026-03-01", "2026-03-31"))

    assert bool(found) == listed
