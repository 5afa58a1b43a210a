"""Decisions of the office: written down, judged at once, seen only from their instant on."""

from collections.abc import Callable
from datetime import date

import pytest
from sqlalchemy import Connection

from rules.decisions import Closing, Decisions, Exemption, Pause
from rules.months import Month
from rules.periods import Period, month_period
from store.deciding import DecisionRefused
from store.decisions import Grant, load_decisions
from store.office import (
    close_period,
    exempt_unit,
    pause_unit,
    reopen_period,
    resume_unit,
    withdraw_exemption,
)
from tests.builders import activity, instant, programme, unit
from tests.store.builders import everything_of, journal, list_units, log, look, standings

CITY = programme('[programme]\nid = "city"\nstart = "2026-03"')
[U01] = (duty for duty in CITY.duties if duty.id == "U-01")
FEBRUARY, MARCH = (month_period(Month(2026, month)) for month in (2, 3))
_PART_OF_MARCH = MARCH._replace(first=date(2026, 3, 2))
_DUE = instant("2026-04-07")


def grant(on: str, reason: str = "装修闭馆") -> Grant:
    return Grant(reason=reason, by="李主任", at=instant(on))


def exempt(conn: Connection, on: str, *, period: Period = MARCH, until: str | None = None) -> int:
    last = date.fromisoformat(until) if until else None
    return exempt_unit(conn, CITY, 1, U01, period, until=last, grant=grant(on))


def begin(conn: Connection, on: str = "2026-03-06") -> None:
    list_units(conn, unit())
    look(conn, on)


def test_exempt_month_leaves_the_late_list_at_once(conn: Connection) -> None:
    begin(conn)
    look(conn, "2026-04-08")

    changed = exempt(conn, "2026-04-09T10:00")

    assert (changed, standings(conn)["2026-03"]) == (1, "exempt")
    assert journal(conn)[-1] == ("overdue", "exempt", "2026-04-09T10:00")


def test_exemption_given_twice_is_one(conn: Connection) -> None:
    begin(conn)
    exempt(conn, "2026-03-09")
    before = everything_of(conn, "city")

    changed = exempt(conn, "2026-03-10")

    assert (changed, everything_of(conn, "city")) == (0, before)


def test_exemption_holds_through_the_period_of_its_last_day(conn: Connection) -> None:
    begin(conn)
    exempt(conn, "2026-03-09", until="2026-04-02")

    look(conn, "2026-05-03")

    assert standings(conn) == {"2026-03": "exempt", "2026-04": "exempt", "2026-05": "open"}


def test_withdrawn_exemption_makes_late_again_what_is_late(conn: Connection) -> None:
    begin(conn)
    exempt(conn, "2026-03-09")

    changed = withdraw_exemption(conn, CITY, 1, U01, MARCH, now=instant("2026-04-09"))

    assert changed == 1
    assert journal(conn)[-1] == ("exempt", "overdue", "2026-04-09T09:30")


def test_what_was_not_decided_yet_is_not_seen(conn: Connection) -> None:
    begin(conn)
    exempt(conn, "2026-03-09T10:00")
    withdraw_exemption(conn, CITY, 1, U01, MARCH, now=instant("2026-03-11"))

    seen = [
        load_decisions(conn, "city", at=instant(f"2026-03-{day}")) for day in ("09", "10", "11")
    ]

    exemption = Exemption("U-01", date(2026, 3, 1), date(2026, 3, 31))
    assert seen == [Decisions(), Decisions(exemptions={1: (exemption,)}), Decisions()]


def test_paused_unit_owes_nothing_until_it_is_back(conn: Connection) -> None:
    begin(conn)

    pause_unit(
        conn, CITY, 1, first=date(2026, 3, 10), last=date(2026, 4, 20), grant=grant("2026-03-09")
    )
    look(conn, "2026-05-08")

    assert standings(conn) == {"2026-03": "exempt", "2026-04": "exempt", "2026-05": "open"}


def test_pause_that_is_taken_back_never_was(conn: Connection) -> None:
    begin(conn)
    pause_unit(conn, CITY, 1, first=date(2026, 3, 10), last=None, grant=grant("2026-03-09"))
    paused = load_decisions(conn, "city", at=instant("2026-03-09"))

    resume_unit(conn, CITY, 1, on=date(2026, 4, 8), now=instant("2026-04-08"))

    assert paused == Decisions(pauses={1: (Pause(date(2026, 3, 10), None),)})
    assert journal(conn)[-1] == ("exempt", "overdue", "2026-04-08T09:30")


def test_office_closes_before_the_day_at_its_own_hour(conn: Connection) -> None:
    begin(conn)
    look(conn, "2026-04-08")

    changed = close_period(conn, CITY, MARCH, now=instant("2026-04-08T15:00"))

    assert changed == 1
    assert journal(conn) == [
        ("open", "overdue", "2026-04-08T00:00"),
        ("overdue", "missed", "2026-04-08T15:00"),
    ]


def test_closing_of_a_month_nobody_looked_at_tells_both_steps(conn: Connection) -> None:
    begin(conn)

    close_period(conn, CITY, MARCH, now=instant("2026-04-09T15:00"))

    assert journal(conn) == [
        ("open", "overdue", "2026-04-08T00:00"),
        ("overdue", "missed", "2026-04-09T15:00"),
    ]


def test_reopened_month_is_overdue_until_it_is_closed_again(conn: Connection) -> None:
    begin(conn)
    look(conn, "2026-04-11")

    reopen_period(conn, CITY, MARCH, grant=grant("2026-04-13", "名单有误"))
    look(conn, "2026-06-01")
    again = close_period(conn, CITY, MARCH, now=instant("2026-06-02"))

    assert again == 1
    assert journal(conn)[2:] == [
        ("missed", "overdue", "2026-04-13T09:30"),
        ("overdue", "missed", "2026-06-02T09:30"),
    ]


def test_late_row_meets_a_month_that_the_office_closed(conn: Connection) -> None:
    begin(conn)
    close_period(conn, CITY, MARCH, now=instant("2026-04-08"))
    log(conn, activity(), on="2026-04-20")

    look(conn, "2026-04-20")

    assert journal(conn)[-1] == ("missed", "met_late", "2026-04-20T09:30")


@pytest.mark.parametrize(
    ("code", "decide"),
    [
        ("exempt-until", lambda conn: exempt(conn, "2026-03-09", until="2026-02-02")),
        ("exempt-period", lambda conn: exempt(conn, "2026-03-09", period=_PART_OF_MARCH)),
        (
            "exempt-none",
            lambda conn: withdraw_exemption(conn, CITY, 1, U01, MARCH, now=instant("2026-03-09")),
        ),
        ("pause-none", lambda conn: resume_unit(conn, CITY, 1, on=MARCH.first, now=_DUE)),
        (
            "pause-backwards",
            lambda conn: pause_unit(
                conn, CITY, 1, first=MARCH.last, last=MARCH.first, grant=grant("2026-03-09")
            ),
        ),
        ("close-early", lambda conn: close_period(conn, CITY, MARCH, now=_DUE)),
        ("close-closed", lambda conn: close_period(conn, CITY, MARCH, now=instant("2026-04-13"))),
        ("reopen-open", lambda conn: reopen_period(conn, CITY, MARCH, grant=grant("2026-04-08"))),
        ("period-history", lambda conn: close_period(conn, CITY, FEBRUARY, now=_DUE)),
        (
            "period-nothing",
            lambda conn: close_period(conn, CITY, MARCH._replace(text="-"), now=_DUE),
        ),
    ],
)
def test_what_cannot_be_decided_is_refused_by_name(
    conn: Connection, code: str, decide: Callable[[Connection], int]
) -> None:
    begin(conn)
    log(conn, activity(days="2026-02-05"), on="2026-03-06")
    look(conn, "2026-03-06")

    with pytest.raises(DecisionRefused) as caught:
        decide(conn)

    assert caught.value.code == code


def test_decision_of_another_city_is_another_citys(conn: Connection) -> None:
    begin(conn)
    exempt(conn, "2026-03-09")

    assert load_decisions(conn, "a town", at=instant("2026-03-10")) == Decisions()


def test_last_word_on_a_period_counts(conn: Connection) -> None:
    begin(conn)
    close_period(conn, CITY, MARCH, now=instant("2026-04-08"))
    reopen_period(conn, CITY, MARCH, grant=grant("2026-04-09"))

    found = load_decisions(conn, "city", at=instant("2026-04-10")).closings

    assert found == {"2026-03": Closing(instant("2026-04-09"), date(2026, 4, 9), reopened=True)}
