from datetime import date

import pytest
from sqlalchemy import Connection

from rules.months import Month
from rules.records import ACTIVITY, Record
from store.evidence import first_month, load_awaited, load_evidence
from store.records import withdraw_records
from tests.builders import activity, evidence, instant, programme
from tests.store.builders import log


def test_row_first_seen_later_is_no_evidence_yet(conn: Connection) -> None:
    log(conn, activity(), on="2026-03-09")

    found = load_evidence(conn, programme(), {1}, seen_by=instant("2026-03-08"))

    assert found == {}


def test_row_is_evidence_from_the_instant_it_was_seen(conn: Connection) -> None:
    log(conn, activity(), on="2026-03-06")

    found = load_evidence(conn, programme(), {1}, seen_by=instant("2026-03-06"))

    assert found == {1: [evidence(seen="2026-03-06")]}


def test_row_was_seen_on_the_local_day(conn: Connection) -> None:
    log(conn, activity(), on="2026-04-01T00:30")

    found = load_evidence(conn, programme(), {1}, seen_by=instant("2026-04-02"))

    assert found == {1: [evidence(seen="2026-04-01")]}


@pytest.mark.parametrize(("seen_by", "records"), [("2026-03-08", [1]), ("2026-03-09", [])])
def test_row_is_evidence_until_it_was_withdrawn(
    conn: Connection, seen_by: str, records: list[int]
) -> None:
    [number] = log(conn, activity(), on="2026-03-06")
    withdraw_records(conn, "city", ACTIVITY, [number], instant("2026-03-09"))

    found = load_evidence(conn, programme(), {1}, seen_by=instant(seen_by))

    assert [one.record for one in found.get(1, [])] == records


@pytest.mark.parametrize(
    ("record", "count"),
    [
        (activity(title=None), 0),
        (activity(days=None), 0),
        (activity(title=None, nil=True), 1),
        (activity(days="2026-02-20/2026-03-01"), 1),
        (activity(days="2026-03-31;2026-05-02"), 1),
        (activity(days="2026-02-28"), 0),
        (activity(days="2026-04-01"), 0),
    ],
)
def test_evidence_of_a_month_is_what_touches_it(
    conn: Connection, record: Record, count: int
) -> None:
    log(conn, record)
    march = Month(2026, 3)

    found = load_evidence(
        conn, programme(), {1}, seen_by=instant("2026-06-01"), months=(march, march)
    )

    assert len(found.get(1, [])) == count


def test_first_month_is_that_of_the_earliest_row_that_counts(conn: Connection) -> None:
    log(conn, activity(days="2025-11-30"), activity(days="2025-01-01", title=None))

    month = first_month(conn, "city")

    assert month == Month(2025, 11)


def test_no_rows_have_no_first_month(conn: Connection) -> None:
    month = first_month(conn, "city")

    assert month is None


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
