from collections.abc import Callable

import pytest
from sqlalchemy import Connection, Engine, select, update

from rules.months import Month
from rules.records import ACTIVITY, Record
from rules.standings import Evidence
from store.assessment import start_of
from store.database import StoreLocked, build_engine, writing
from store.evidence import first_month, load_evidence
from store.records import edit_records, withdraw_records
from store.tables import obligation, transition
from tests.builders import activity, evidence, instant, programme, unit
from tests.store.builders import (
    add,
    everything_of,
    journal,
    log,
    look,
    only,
    placed,
    standings,
)

#: March 2026 is due on 7 April, a Tuesday, and closes after Friday the 10th.
_OVERDUE = ("open", "overdue", "2026-04-08T00:00")
_MISSED = ("overdue", "missed", "2026-04-11T00:00")


def withdraw(conn: Connection, number: int, on: str) -> None:
    withdraw_records(conn, "city", ACTIVITY, [number], instant(on))


def test_month_that_opens_is_no_change(conn: Connection) -> None:
    changed = look(conn, "2026-03-06")

    assert (changed, standings(conn), journal(conn)) == (0, {"2026-03": "open"}, [])


def test_obligation_keeps_what_was_judged(conn: Connection) -> None:
    [number] = log(conn, activity(), on="2026-03-06")

    look(conn, "2026-03-06")

    [row] = conn.execute(select(obligation)).mappings()
    names = ("due", "closes", "history", "standing", "held", "because")
    wanted = ("2026-04-07", "2026-04-10", False, "met", 1, [[number, None]])
    assert tuple(row[name] for name in names) == wanted


def test_activity_meets_the_month_with_a_transition(conn: Connection) -> None:
    look(conn, "2026-03-05")
    log(conn, activity(), on="2026-03-06")

    changed = look(conn, "2026-03-06")

    assert (changed, standings(conn)) == (1, {"2026-03": "met"})
    assert journal(conn) == [("open", "met", "2026-03-06T09:30")]


def test_transition_names_the_record(conn: Connection) -> None:
    [number] = log(conn, activity(), on="2026-04-20")

    look(conn, "2026-04-20")

    assert only(conn, transition.c.because, period="2026-03") == [[[number, "after-due"]]]


@pytest.mark.parametrize("on", ["2026-03-06", "2026-04-20", "2026-06-01"])
def test_second_look_writes_nothing(conn: Connection, on: str) -> None:
    log(conn, activity(days="2025-12-31/2026-01-01"), activity(days="2026-04-02"), on="2026-03-05")
    look(conn, on)
    before = everything_of(conn, "city")

    changed = look(conn, on)

    assert (changed, everything_of(conn, "city")) == (0, before)


@pytest.mark.parametrize(
    ("on", "steps"),
    [
        ("2026-04-07T23:59", []),
        ("2026-04-08T00:00", [_OVERDUE]),
        ("2026-04-10T23:59", [_OVERDUE]),
        ("2026-04-11T00:00", [_OVERDUE, _MISSED]),
        ("2026-07-01T09:30", [_OVERDUE, _MISSED]),
    ],
)
def test_what_time_did_is_dated_when_it_became_true(
    conn: Connection, on: str, steps: list[tuple[str, str, str]]
) -> None:
    look(conn, "2026-03-06")

    look(conn, on)

    assert journal(conn) == steps


def test_month_that_closes_while_overdue_is_dated_at_its_close(conn: Connection) -> None:
    look(conn, "2026-03-06")
    look(conn, "2026-04-09")

    look(conn, "2026-04-20")

    assert journal(conn) == [_OVERDUE, _MISSED]


@pytest.mark.parametrize(
    ("looks", "standing"), [(["2026-04-08"], "overdue"), (["2026-04-08", "2026-04-13"], "missed")]
)
def test_row_logged_late_gives_one_transition(
    conn: Connection, looks: list[str], standing: str
) -> None:
    for day in ("2026-03-06", *looks):
        look(conn, day)
    log(conn, activity(), on="2026-04-20")

    changed = look(conn, "2026-04-20T10:00") if standing == "missed" else look(conn, "2026-04-20")

    assert changed == 1
    assert journal(conn)[-1] == (standing, "met_late", f"2026-04-20T{10 if changed else 9}:00")
