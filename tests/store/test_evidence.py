from datetime import date

import pytest
from sqlalchemy import Connection

from rules.months import Month
from rules.records import ACTIVITY, Record
from store.evidence import first_month, load_evidence
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
    march = date(2026, 3, 1), date(2026, 3, 31)

    found = load_evidence(conn, programme(), {1}, seen_by=instant("2026-06-01"), days=march)

    assert len(found.get(1, [])) == count


def test_first_month_is_that_of_the_earliest_row_that_counts(conn: Connection) -> None:
    log(conn, activity(days="2025-11-30"), activity(days="2025-01-01", title=None))

    month = first_month(conn, "city")

    assert month == Month(2025, 11)


def test_no_rows_have_no_first_month(conn: Connection) -> None:
    month = first_month(conn, "city")

    assert month is None
