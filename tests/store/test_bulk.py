from datetime import UTC, datetime

import pytest
from sqlalchemy import Connection, select

from store.bulk import insert_rows, stored_instant
from store.tables import cycle, participation
from tests.builders import instant

_COLUMNS = (
    "programme_id", "activity_id", "ordinal", "volunteer", "unit_id", "first_day", "minutes",
    "confirmed",
)  # fmt: skip


@pytest.mark.parametrize(
    "name",
    ["张伟", "tab\there", "two\nlines", "back\\slash", "quote\"'", "", r"\N", "=1+1", "😀"],
)
def test_text_comes_back_as_it_was_written(conn: Connection, name: str) -> None:
    row = ("city", 1, 0, name, 1, "2026-03-05", 90, False)

    insert_rows(conn, participation, _COLUMNS, [row])

    assert conn.execute(select(participation)).all() == [row]


def test_nothing_and_truth_come_back_as_they_were_written(conn: Connection) -> None:
    rows = [("city", n, 0, "张伟", None, "2026-03-05", 90, bool(n)) for n in (0, 1)]

    insert_rows(conn, participation, _COLUMNS, rows)

    assert conn.execute(select(participation).order_by("activity_id")).all() == rows


def test_no_rows_are_no_work(conn: Connection) -> None:
    insert_rows(conn, participation, _COLUMNS, [])

    assert conn.execute(select(participation)).all() == []


def test_an_instant_inserted_in_bulk_reads_like_any_other(conn: Connection) -> None:
    at = stored_instant(conn, instant("2026-03-06T09:30"))

    insert_rows(conn, cycle, ("programme_id", "id", "at"), [("city", 1, at)])

    [stored] = conn.execute(select(cycle.c.at)).scalars()
    assert stored == datetime(2026, 3, 6, 1, 30, tzinfo=UTC)
