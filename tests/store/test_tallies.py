from datetime import date

from sqlalchemy import Connection

from store.tallies import ActivityHeld, UnitTally, load_held, tally_units
from tests.builders import activity, instant, programme, service_record
from tests.store.builders import log

NOW = instant("2026-04-12")


def test_unit_s_tally_is_its_activities_and_the_records_that_belong_to_none(
    conn: Connection,
) -> None:
    log(
        conn,
        activity(days="2026-03-05", title="读书会", headcount=12, duration=120),
        activity(days="2026-04-20", title="还没到", headcount=3, duration=60),
        service_record("张伟", days="2026-03-20", title="值班", duration=30),
    )

    tallies = tally_units(conn, programme(), None, now=NOW, first=None, last=None)

    assert tallies == {1: UnitTally(minutes=1470, activities=1, people=13)}


def test_unit_of_records_alone_has_a_tally(conn: Connection) -> None:
    log(conn, service_record("张伟", days="2026-03-20", title="值班", duration=30))

    tallies = tally_units(conn, programme(), [1], now=NOW, first=date(2026, 3, 1), last=None)

    assert tallies == {1: UnitTally(minutes=30, activities=0, people=1)}


def test_activities_held_are_listed_by_their_days(conn: Connection) -> None:
    log(
        conn,
        activity(days="2026-03-12", title="清扫", headcount=2, duration=60),
        activity(days="2026-03-05", title="读书会", headcount=1, duration=60),
        activity(days="2026-02-05", title="二月", headcount=1, duration=60),
    )
    march = {"first": date(2026, 3, 1), "last": date(2026, 3, 31)}

    held = load_held(conn, programme(), [1], now=NOW, **march)

    assert held == [
        ActivityHeld(unit_id=1, day="2026-03-05", title="读书会", people=1, minutes=60),
        ActivityHeld(unit_id=1, day="2026-03-12", title="清扫", people=2, minutes=120),
    ]
