from datetime import UTC, date

from sqlalchemy import Connection

from rules.months import Month
from store.programmes import (
    Cycle,
    ProgrammeState,
    close_cycle,
    last_cycle,
    load_state,
    open_cycle,
    save_state,
)
from tests.builders import instant


def test_programme_that_was_never_synced_remembers_nothing(conn: Connection) -> None:
    state = load_state(conn, "city")

    assert state == ProgrammeState()


def test_what_is_remembered_comes_back(conn: Connection) -> None:
    save_state(
        conn, "city", start="2026-03", roster_mark="a1", reader_mark="1", opened="2026-04-06"
    )

    state = load_state(conn, "city")

    march, opened = Month(2026, 3), date(2026, 4, 6)
    wanted = ProgrammeState(start=march, roster_mark="a1", reader_mark="1", opened=opened)
    assert state == wanted


def test_saving_one_thing_keeps_the_others(conn: Connection) -> None:
    save_state(conn, "city", start="2026-03", opened="2026-04-06")

    save_state(conn, "city", opened=None)

    assert load_state(conn, "city") == ProgrammeState(start=Month(2026, 3))


def test_last_cycle_is_the_newest_that_came_to_its_end(conn: Connection) -> None:
    for day in ("2026-03-06", "2026-03-07"):
        number = open_cycle(conn, "city", instant(day))
        close_cycle(conn, "city", number, instant(day))
    open_cycle(conn, "city", instant("2026-03-08"))

    cycle = last_cycle(conn, "city")

    assert cycle == Cycle(2, instant("2026-03-07").astimezone(UTC))


def test_no_cycle_is_the_last_before_one_came_to_its_end(conn: Connection) -> None:
    open_cycle(conn, "city", instant("2026-03-06"))

    cycle = last_cycle(conn, "city")

    assert cycle is None
