"""Decisions: what the office's word makes of an obligation."""

from datetime import UTC, date, datetime

import pytest

from rules.decisions import Closing, Decisions, Exemption, Pause, closed_by
from rules.evidence import Subject
from rules.months import Month
from rules.obligations import expand_obligation
from rules.periods import month_period, parse_period
from rules.standings import Because, Obligation, Standing, assess_obligation
from tests.builders import assess, evidence, programme, unit

_AT = datetime(2026, 4, 8, 2, tzinfo=UTC)
CITY = programme("""
    [duties.YEAR]
    title_zh = "品牌"
    title_en = "brands"
    period = "year"
    minimum = 12
    due = "end+0d"
    ladder = []
""")


def owed(
    decisions: Decisions, period: str = "2026-03", *, duty: str = "U-01", unit_id: int = 1
) -> Obligation:
    asked = CITY.duty(duty)
    assert asked
    return expand_obligation(
        CITY,
        asked,
        unit(),
        Subject(unit_id),
        parse_period(period, CITY.calendar.nodes),
        start=Month(2026, 1),
        decisions=decisions,
    )


def exempt(first: str, last: str, duty: str = "U-01") -> Decisions:
    one = Exemption(duty, date.fromisoformat(first), date.fromisoformat(last))
    return Decisions(exemptions={1: (one,)})


def paused(first: str, last: str | None = None) -> Decisions:
    one = Pause(date.fromisoformat(first), date.fromisoformat(last) if last else None)
    return Decisions(pauses={1: (one,)})


def decided(day: str, *, reopened: bool = False) -> Decisions:
    closing = Closing(_AT, date.fromisoformat(day), reopened=reopened)
    return Decisions(closings={"2026-03": closing})


@pytest.mark.parametrize(
    ("period", "mark"),
    [("2026-02", None), ("2026-03", "exemption"), ("2026-05", "exemption"), ("2026-06", None)],
)
def test_exemption_releases_from_its_period_to_the_one_that_holds_its_end(
    period: str, mark: str | None
) -> None:
    one = owed(exempt("2026-03-01", "2026-05-20"), period)

    assert one.exempt == mark


def test_exemption_is_of_one_duty_and_one_unit() -> None:
    decisions = exempt("2026-03-01", "2026-03-31")

    assert owed(decisions, "2026", duty="YEAR").exempt is None
    assert owed(decisions, unit_id=2).exempt is None


def test_exempt_period_says_why_whatever_was_held() -> None:
    one = owed(exempt("2026-03-01", "2026-03-31"))

    verdict = assess(one, [evidence()], today=date(2026, 6, 1))

    assert (verdict.standing, verdict.because) == (
        Standing.EXEMPT,
        (Because(None, "exemption"),),
    )


@pytest.mark.parametrize(
    ("first", "last", "period", "mark"),
    [
        ("2026-03-10", "2026-04-20", "2026-02", None),
        ("2026-03-10", "2026-04-20", "2026-03", "paused"),
        ("2026-03-10", "2026-04-20", "2026-04", "paused"),
        ("2026-03-10", "2026-04-20", "2026-05", None),
        ("2026-03-31", None, "2026-03", "paused"),
        ("2026-03-31", None, "2030-12", "paused"),
        ("2026-04-01", None, "2026-03", None),
    ],
)
def test_paused_unit_owes_only_months_it_was_there_for_in_full(
    first: str, last: str | None, period: str, mark: str | None
) -> None:
    assert owed(paused(first, last), period).exempt == mark


def test_year_of_a_paused_unit_is_owed_in_proportion() -> None:
    whole, part, none = (
        owed(decisions, "2026", duty="YEAR")
        for decisions in (
            Decisions(),
            paused("2026-01-10", "2026-03-09"),
            paused("2025-12-10"),
        )
    )

    assert [one.owed[0].minimum for one in (whole, part)] == [12, 9]
    assert [one.exempt for one in (whole, part, none)] == [None, None, "paused"]


def test_pause_covers_its_days_with_both_ends() -> None:
    decisions = paused("2026-03-10", "2026-04-20")

    days = ["2026-03-09", "2026-03-10", "2026-04-20", "2026-04-21"]
    covering = [day for day in days if decisions.paused_on(1, date.fromisoformat(day))]
    assert covering == ["2026-03-10", "2026-04-20"]


@pytest.mark.parametrize(
    ("closing", "closes"),
    [
        (None, date(2026, 4, 10)),
        (Closing(_AT, date(2026, 4, 9)), date(2026, 4, 8)),
        (Closing(_AT, date(2026, 4, 1)), date(2026, 4, 7)),
        (Closing(_AT, date(2026, 4, 20), reopened=True), None),
    ],
)
def test_office_closes_and_opens_but_nothing_before_it_is_late(
    closing: Closing | None, closes: date | None
) -> None:
    assert closed_by(closing, date(2026, 4, 10), date(2026, 4, 7)) == closes


@pytest.mark.parametrize(
    ("decisions", "standing"),
    [
        (Decisions(), Standing.OVERDUE),
        (decided("2026-04-09"), Standing.MISSED),
        (decided("2026-04-20", reopened=True), Standing.OVERDUE),
    ],
)
def test_what_is_late_is_missed_once_the_office_has_closed(
    decisions: Decisions, standing: Standing
) -> None:
    verdict = assess_obligation(owed(decisions), [[]], today=date(2026, 4, 9))

    assert verdict.standing is standing


def test_reopened_period_stays_overdue_until_evidence_comes() -> None:
    one = owed(decided("2026-04-20", reopened=True))

    late = assess_obligation(one, [[]], today=date(2030, 1, 1))
    met = assess(one, [evidence(seen="2026-05-02")], today=date(2026, 5, 2))

    assert (late.standing, met.standing) == (Standing.OVERDUE, Standing.MET_LATE)


def test_decisions_are_about_periods_by_name() -> None:
    assert Decisions().closing(month_period(Month(2026, 3))) is None
