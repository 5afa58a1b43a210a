import pytest
from sqlalchemy import Connection, Engine, select, update

from rules.months import Month
from rules.records import ACTIVITY
from rules.roster import Unit
from store.assessment import reassess
from store.database import StoreLocked, build_engine, writing
from store.grounds import start_of
from store.records import edit_records, withdraw_records
from store.tables import activity as activity_table
from store.tables import obligation, transition
from tests.builders import activity, instant, programme, unit
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
MARCH = Month(2026, 3)
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


@pytest.mark.parametrize("looked", ["2026-03-06", "2026-04-08", "2026-04-13"])
def test_row_logged_late_is_late_from_its_sync_and_time_did_the_rest_before(
    conn: Connection, looked: str
) -> None:
    look(conn, "2026-03-06")
    look(conn, looked)
    [number] = log(conn, activity(), on="2026-04-20")

    changed = look(conn, "2026-04-20")

    late = ("missed", "met_late", "2026-04-20T09:30")
    assert (changed, journal(conn)) == (1, [_OVERDUE, _MISSED, late])
    because = only(conn, transition.c.because, period="2026-03")
    assert because == [[], [], [[number, "after-due"]]]


def test_row_logged_after_the_due_day_but_before_the_close_was_never_missed(
    conn: Connection,
) -> None:
    look(conn, "2026-03-06")
    log(conn, activity(), on="2026-04-09")

    look(conn, "2026-04-09")

    assert journal(conn) == [_OVERDUE, ("overdue", "met_late", "2026-04-09T09:30")]


@pytest.mark.parametrize("on", ["2026-03-20T00:00", "2026-03-20T09:30", "2026-03-25"])
def test_row_dated_ahead_meets_its_month_at_the_midnight_of_its_day(
    conn: Connection, on: str
) -> None:
    log(conn, activity(days="2026-03-20"), on="2026-03-06")
    look(conn, "2026-03-06")

    look(conn, on)

    assert journal(conn) == [("open", "met", "2026-03-20T00:00")]


def test_row_of_the_first_met_before_its_month_opened_meets_it_at_midnight(
    conn: Connection,
) -> None:
    log(conn, activity(days="2026-04-01"), on="2026-03-30")
    look(conn, "2026-03-30")

    look(conn, "2026-04-01")

    assert journal(conn, "2026-04") == [("open", "met", "2026-04-01T00:00")]


def test_row_logged_on_its_own_day_meets_its_month_when_it_is_seen(conn: Connection) -> None:
    look(conn, "2026-03-06")
    log(conn, activity(days="2026-03-20"), on="2026-03-20T15:00")

    look(conn, "2026-03-20T15:00")

    assert journal(conn) == [("open", "met", "2026-03-20T15:00")]


def test_row_dated_ahead_that_is_moved_to_a_past_day_meets_when_that_is_seen(
    conn: Connection,
) -> None:
    [number] = log(conn, activity(days="2026-03-25"), on="2026-03-06")
    look(conn, "2026-03-06")
    conn.execute(update(obligation).values(next_at=instant("2026-03-25T00:00")))
    edit_records(
        conn, "city", [(number, placed(activity(days="2026-03-20")))], instant("2026-03-07")
    )

    look(conn, "2026-03-22")

    assert journal(conn) == [("open", "met", "2026-03-22T09:30")]


def test_row_dated_ahead_is_looked_at_by_the_next_tick_and_not_at_a_later_rung(
    conn: Connection,
) -> None:
    look(conn, "2026-03-06")
    conn.execute(update(obligation).values(next_at=instant("2026-03-13")))
    log(conn, activity(days="2026-03-10"), on="2026-03-07")

    look(conn, "2026-03-07")

    assert only(conn, obligation.c.next_at) == [instant("2026-03-07")]


def test_unit_that_cannot_be_judged_stops_no_other_and_is_due_again(conn: Connection) -> None:
    units = {number: unit(f"{number}队") for number in (1, 2, 3)}
    look(conn, "2026-03-01", units=units)
    conn.execute(update(obligation).values(next_at=instant("2026-03-13")))
    [_, bad, _] = add(conn, *(placed(activity(), unit_id=number) for number in units))
    conn.execute(update(activity_table).where(activity_table.c.id == bad).values(days="三月五日"))

    found = reassess(
        conn, programme('[programme]\nid = "city"'), units, start=MARCH, now=instant("2026-03-06")
    )

    assert (found.moved, list(found.failed)) == (2, [2])
    assert only(conn, obligation.c.standing) == ["met", "open", "met"]
    assert only(conn, obligation.c.next_at) == [instant("2026-03-06")] * 3


def test_row_seen_in_time_is_no_late_one_though_noticed_late(conn: Connection) -> None:
    look(conn, "2026-03-06")
    log(conn, activity(), on="2026-04-07")

    look(conn, "2026-04-20")

    assert standings(conn)["2026-03"] == "met"


def test_row_withdrawn_takes_the_standing_back(conn: Connection) -> None:
    [number] = log(conn, activity(), on="2026-03-06")
    look(conn, "2026-03-06")
    withdraw(conn, number, "2026-03-09")

    look(conn, "2026-03-09")

    wanted = [("open", "met", "2026-03-06T09:30"), ("met", "open", "2026-03-09T09:30")]
    assert journal(conn) == wanted


def test_row_that_moves_to_another_month_moves_both_standings(conn: Connection) -> None:
    [number] = log(conn, activity(days="2026-03-05"), on="2026-04-02")
    look(conn, "2026-04-02")
    edit_records(
        conn, "city", [(number, placed(activity(days="2026-04-01")))], instant("2026-03-07")
    )

    changed = look(conn, "2026-04-03")

    assert (changed, standings(conn)) == (2, {"2026-03": "open", "2026-04": "met"})


def test_nil_report_stays_nil_until_an_activity_appears(conn: Connection) -> None:
    log(conn, activity(days="2026-03-01/2026-03-31", title=None, nil=True), on="2026-03-31")
    look(conn, "2026-04-20")
    log(conn, activity(), on="2026-04-21", book="b.xlsx")

    look(conn, "2026-04-21")

    assert [step[:2] for step in journal(conn)] == [("open", "nil"), ("nil", "met_late")]


def test_another_row_is_kept_without_a_transition(conn: Connection) -> None:
    log(conn, activity(), on="2026-03-06")
    look(conn, "2026-03-06")
    log(conn, activity(title="敬老"), on="2026-03-09", book="b.xlsx")

    changed = look(conn, "2026-03-09")

    assert (changed, only(conn, obligation.c.held)) == (0, [2])


def test_row_over_two_months_meets_both(conn: Connection) -> None:
    log(conn, activity(days="2026-03-30/2026-04-02"), on="2026-04-03")

    look(conn, "2026-04-03")

    assert standings(conn) == {"2026-03": "met", "2026-04": "met"}


def test_row_dated_ahead_meets_no_month_yet(conn: Connection) -> None:
    log(conn, activity(days="2026-03-20"), on="2026-03-06")

    look(conn, "2026-03-06")

    assert standings(conn) == {"2026-03": "open"}


def test_each_month_from_the_start_has_its_obligation(conn: Connection) -> None:
    look(conn, "2026-04-20", start="2026-02")

    wanted = {"2026-02": "missed", "2026-03": "missed", "2026-04": "open"}
    assert standings(conn) == wanted


def test_history_is_judged_where_it_has_evidence_and_opens_no_ladder(conn: Connection) -> None:
    log(conn, activity(days="2025-12-05"), on="2026-03-06")

    look(conn, "2026-03-06", fresh=True)

    history = {"period": "2025-12"}
    assert standings(conn) == {"2025-12": "met", "2026-03": "open"}
    assert only(conn, obligation.c.ladder, **history) == [[]]
    assert only(conn, obligation.c.next_at, **history) == [None]


def test_history_whose_row_is_withdrawn_is_missed(conn: Connection) -> None:
    [number] = log(conn, activity(days="2025-12-05"), on="2026-03-06")
    look(conn, "2026-03-06", fresh=True)
    withdraw(conn, number, "2026-03-09")

    look(conn, "2026-03-09")

    assert standings(conn) == {"2025-12": "missed", "2026-03": "open"}
    assert journal(conn, "2025-12")[-1] == ("met", "missed", "2026-03-09T09:30")


def test_month_already_closed_when_first_assessed_opens_no_ladder(conn: Connection) -> None:
    look(conn, "2026-04-11T00:00")

    assert only(conn, obligation.c.ladder, period="2026-03") == [[]]


def test_month_not_closed_when_first_assessed_has_its_ladder(conn: Connection) -> None:
    look(conn, "2026-04-10T23:59")

    rungs = [str(rung) for rung in programme().duties[0].ladder]
    assert only(conn, obligation.c.ladder, period="2026-03") == [rungs]


def test_ladder_stays_as_it_was_when_the_month_opened(conn: Connection) -> None:
    look(conn, "2026-03-06")
    conn.execute(update(obligation).values(ladder=["L0@end-3d"]))
    log(conn, activity(), on="2026-03-09")

    look(conn, "2026-03-09")

    assert only(conn, obligation.c.ladder) == [["L0@end-3d"]]


def test_changed_obligation_is_looked_at_by_the_next_tick(conn: Connection) -> None:
    look(conn, "2026-03-06")
    conn.execute(update(obligation).values(next_at=None))
    log(conn, activity(), on="2026-03-09")

    look(conn, "2026-03-09")

    assert only(conn, obligation.c.next_at) == [instant("2026-03-09")]


@pytest.mark.parametrize(
    "excused",
    [
        unit(grouping=True),
        unit(category="市文明办"),
        unit(joined="2026-03-02"),
        unit(left="2026-03-31"),
    ],
)
def test_unit_that_owes_nothing_has_no_obligation(conn: Connection, excused: Unit) -> None:
    look(conn, "2026-03-06", units={1: excused})

    assert standings(conn) == {}


def test_units_met_for_the_first_time_have_no_standing_before(conn: Connection) -> None:
    log(conn, activity(), on="2026-03-06")

    look(conn, "2026-03-06", fresh=True)

    assert journal(conn) == [(None, "met", "2026-03-06T09:30")]


def test_more_units_than_one_chunk_are_assessed(conn: Connection) -> None:
    units = {number: unit(f"{number}队") for number in range(1, 1001)}
    add(conn, *(placed(activity(), unit_id=number) for number in units))

    changed = look(conn, "2026-03-06", units=units)

    assert changed == 1000


def test_assessment_waits_for_another_of_the_same_programme(engine: Engine, url: str) -> None:
    impatient = build_engine(url, patience=0.05)
    with writing(engine) as conn:
        look(conn, "2026-03-06")

    with writing(engine) as busy:
        look(busy, "2026-03-06")
        with pytest.raises(StoreLocked), writing(impatient) as conn:
            look(conn, "2026-03-06")

    impatient.dispose()


@pytest.mark.parametrize(
    ("own", "stored", "start"),
    [
        ("2026-01", Month(2026, 2), Month(2026, 1)),
        (None, Month(2026, 2), Month(2026, 2)),
        (None, None, Month(2025, 12)),
    ],
)
def test_duty_starts_with_the_programme_else_with_the_first_sync(
    own: str | None, stored: Month | None, start: Month
) -> None:
    rules = programme(f'[programme]\nstart = "{own}"' if own else "")

    month = start_of(rules, stored, instant("2026-01-01T00:00"))

    assert month == start
