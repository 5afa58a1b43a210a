from datetime import date

import pytest
from sqlalchemy import Connection

from rules.months import Month
from rules.records import Record
from store.evidence import load_awaited
from store.obligations import load_due_units, load_obligations, save_next_at
from tests.builders import activity, instant, programme, unit
from tests.store.builders import log, look

_MARCH = ("U-01", 1, "2026-03")


def test_obligations_are_found_by_duty_unit_and_period(conn: Connection) -> None:
    look(conn, "2026-04-02", units={1: unit(), 2: unit("学校")})

    found = load_obligations(conn, "city", {1})

    assert list(found) == [_MARCH, ("U-01", 1, "2026-04")]


@pytest.mark.parametrize(("now", "due"), [("2026-03-06", {1}), ("2026-03-05", set())])
def test_unit_is_due_from_the_instant_saved(conn: Connection, now: str, due: set[int]) -> None:
    look(conn, "2026-03-01")
    save_next_at(conn, "city", _MARCH, instant("2026-03-06"))

    found = load_due_units(conn, "city", instant(now))

    assert found == due


def test_unit_is_never_due_where_nothing_is_left_to_look_at(conn: Connection) -> None:
    look(conn, "2026-03-01")

    save_next_at(conn, "city", _MARCH, None)

    assert load_due_units(conn, "city", instant("2030-01-01")) == set()


def test_saving_the_next_instant_leaves_other_periods_alone(conn: Connection) -> None:
    look(conn, "2026-04-02")

    save_next_at(conn, "city", _MARCH, None)

    instants = {key[2]: row["next_at"] for key, row in load_obligations(conn, "city", {1}).items()}
    assert instants == {"2026-03": None, "2026-04": instant("2026-04-02")}


def test_row_dated_ahead_is_awaited_in_its_months(conn: Connection) -> None:
    log(conn, activity(days="2026-03-30/2026-04-02"), activity(days="2026-03-20", title="敬老"))
    now = instant("2026-03-06")

    awaited = load_awaited(conn, programme(), {1}, today=date(2026, 3, 6), seen_by=now)

    assert awaited == {
        (1, Month(2026, 3)): date(2026, 3, 20),
        (1, Month(2026, 4)): date(2026, 4, 1),
    }


@pytest.mark.parametrize(
    "record", [activity(days="2026-03-06"), activity(days="2026-03-20", title=None, nil=True)]
)
def test_row_of_today_and_nil_report_are_not_awaited(conn: Connection, record: Record) -> None:
    log(conn, record)
    now = instant("2026-03-06")

    awaited = load_awaited(conn, programme(), {1}, today=date(2026, 3, 6), seen_by=now)

    assert awaited == {}
