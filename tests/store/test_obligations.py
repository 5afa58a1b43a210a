from datetime import date

import pytest
from sqlalchemy import Connection

from store.obligations import load_due_units, load_obligations, save_next_at
from tests.builders import instant, unit
from tests.store.builders import look

_MARCH = ("U-01", 1, "", "2026-03")


def test_obligations_are_found_by_duty_unit_subject_and_period(conn: Connection) -> None:
    look(conn, "2026-04-02", units={1: unit(), 2: unit("学校")})

    found = load_obligations(conn, "city", {1})

    assert list(found) == [_MARCH, ("U-01", 1, "", "2026-04")]


@pytest.mark.parametrize(
    ("now", "due"), [("2026-03-06", {1: date(2026, 3, 1)}), ("2026-03-05", {})]
)
def test_unit_is_due_from_the_instant_saved(
    conn: Connection, now: str, due: dict[int, date]
) -> None:
    look(conn, "2026-03-01")
    save_next_at(conn, "city", {_MARCH: instant("2026-03-06")})

    found = load_due_units(conn, "city", instant(now))

    assert found == due


def test_unit_is_never_due_where_nothing_is_left_to_look_at(conn: Connection) -> None:
    look(conn, "2026-03-01")

    save_next_at(conn, "city", {_MARCH: None})

    assert load_due_units(conn, "city", instant("2030-01-01")) == {}


def test_saving_the_next_instant_leaves_other_periods_alone(conn: Connection) -> None:
    look(conn, "2026-04-02")

    save_next_at(conn, "city", {_MARCH: None})

    instants = {key[3]: row["next_at"] for key, row in load_obligations(conn, "city", {1}).items()}
    assert instants == {"2026-03": None, "2026-04": instant("2026-04-02")}
