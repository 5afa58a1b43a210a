from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rules.evidence import Evidence
from rules.standings import LATE, Because, Standing, Verdict
from tests.builders import assess as assess_rows
from tests.builders import evidence, obligation

MARCH = obligation("2026-03")


def assess(month: str, *rows: Evidence, on: str) -> Verdict:
    """What the rows and the day make of the month."""
    return assess_rows(obligation(month), rows, today=date.fromisoformat(on))


@pytest.mark.parametrize(
    ("on", "standing", "since"),
    [
        ("2026-03-01", Standing.OPEN, date(2026, 3, 1)),
        ("2026-04-07", Standing.OPEN, date(2026, 3, 1)),  # the due day itself
        ("2026-04-08", Standing.OVERDUE, date(2026, 4, 8)),
        ("2026-04-10", Standing.OVERDUE, date(2026, 4, 8)),  # three working days later
        ("2026-04-11", Standing.MISSED, date(2026, 4, 11)),
        ("2027-01-01", Standing.MISSED, date(2026, 4, 11)),
    ],
)
def test_month_without_activity_is_open_then_overdue_then_missed(
    on: str, standing: Standing, since: date
) -> None:
    verdict = assess("2026-03", on=on)

    assert verdict == Verdict(standing=standing, held=0, because=(), since=since)


@pytest.mark.parametrize(
    ("days", "seen", "standing", "mark"),
    [
        ("2026-03-05", "2026-03-06", Standing.MET, None),
        ("2026-03-31", "2026-03-31", Standing.MET, None),
        ("2026-03-05", "2026-04-01", Standing.MET, "late-filed"),
        ("2026-03-05", "2026-04-07", Standing.MET, "late-filed"),  # the due day itself
        ("2026-03-05", "2026-04-08", Standing.MET_LATE, "after-due"),
        ("2026-03-05", "2026-06-30", Standing.MET_LATE, "after-due"),  # after it was missed
    ],
)
def test_activity_meets_its_month_late_where_first_seen_after_the_due_day(
    days: str, seen: str, standing: Standing, mark: str | None
) -> None:
    verdict = assess("2026-03", evidence(7, days=days, seen=seen), on="2026-07-01")

    assert verdict == Verdict(
        standing=standing, held=1, because=(Because(7, mark),), since=date.fromisoformat(seen)
    )


def test_activity_of_31_january_first_seen_on_2_february_meets_january() -> None:
    row = evidence(7, days="2026-01-31", seen="2026-02-02")

    january = assess("2026-01", row, on="2026-02-02")

    assert (january.standing, january.because) == (Standing.MET, (Because(7, "late-filed"),))


@pytest.mark.parametrize(
    ("on", "standing"),
    [
        ("2026-02-02", Standing.OPEN),
        ("2026-03-05", Standing.OPEN),
        ("2026-03-06", Standing.OVERDUE),
    ],
)
def test_activity_of_31_january_leaves_february_open_until_its_own_due_day(
    on: str, standing: Standing
) -> None:
    row = evidence(days="2026-01-31", seen="2026-02-02")

    february = assess("2026-02", row, on=on)

    assert (february.standing, february.held) == (standing, 0)


def test_activity_of_1_february_meets_february_as_soon_as_it_is_seen() -> None:
    row = evidence(days="2026-02-01", seen="2026-02-02")

    february = assess("2026-02", row, on="2026-02-02")

    assert (february.standing, february.since) == (Standing.MET, date(2026, 2, 2))


@pytest.mark.parametrize(
    ("days", "held"),
    [
        ("2026-02-27/2026-04-01", [1, 1, 1]),
        ("2026-02-28;2026-04-01", [1, 0, 1]),
        ("2026-03-05;2026-03-12", [0, 1, 0]),
    ],
)
def test_activity_of_several_days_counts_once_in_each_month_it_touches(
    days: str, held: list[int]
) -> None:
    row = evidence(days=days, seen="2026-04-02")

    verdicts = [assess(month, row, on="2026-04-02") for month in ("2026-02", "2026-03", "2026-04")]

    assert [verdict.held for verdict in verdicts] == held


def test_each_activity_is_a_reason_in_the_order_it_was_seen() -> None:
    rows = [evidence(3, seen="2026-03-20"), evidence(9, seen="2026-03-10"), evidence(2)]

    verdict = assess("2026-03", *rows, on="2026-03-21")

    assert verdict == Verdict(
        standing=Standing.MET,
        held=3,
        because=(Because(2), Because(9), Because(3)),
        since=date(2026, 3, 6),
    )


def test_month_with_fewer_activities_than_owed_is_overdue_with_what_was_held() -> None:
    owed = obligation(minimum=2)

    verdict = assess_rows(owed, [evidence(7)], today=date(2026, 4, 8))

    assert verdict == Verdict(
        standing=Standing.OVERDUE, held=1, because=(Because(7),), since=date(2026, 4, 8)
    )


def test_month_is_met_late_where_the_last_activity_owed_was_seen_after_the_due_day() -> None:
    rows = [evidence(7, seen="2026-04-08"), evidence(8, seen="2026-03-06")]

    verdict = assess_rows(obligation(minimum=2), rows, today=date(2026, 4, 9))

    assert verdict == Verdict(
        standing=Standing.MET_LATE,
        held=2,
        because=(Because(8), Because(7, "after-due")),
        since=date(2026, 4, 8),
    )


@pytest.mark.parametrize("on", ["2026-03-31", "2026-04-08", "2026-06-01"])
def test_nil_report_makes_the_month_nil_and_keeps_it_so(on: str) -> None:
    report = evidence(7, days="2026-03-01/2026-03-31", seen="2026-03-30", nil=True)

    verdict = assess("2026-03", report, on=on)

    assert verdict == Verdict(
        standing=Standing.NIL,
        held=0,
        because=(Because(7, "nil-report"),),
        since=date(2026, 3, 30),
    )


@pytest.mark.parametrize(
    ("seen", "standing"),
    [("2026-04-07", Standing.MET), ("2026-04-08", Standing.MET_LATE)],
)
def test_activity_that_appears_after_a_nil_report_meets_the_month(
    seen: str, standing: Standing
) -> None:
    report = evidence(7, days="2026-03-01/2026-03-31", seen="2026-03-31", nil=True)

    verdict = assess("2026-03", report, evidence(8, seen=seen), on="2026-04-09")

    assert (verdict.standing, verdict.held) == (standing, 1)


def test_nil_report_of_another_month_says_nothing() -> None:
    report = evidence(days="2026-02-01/2026-02-28", seen="2026-03-02", nil=True)

    assert assess("2026-03", report, on="2026-03-02").standing is Standing.OPEN


def test_nil_month_names_the_report_that_was_seen_first() -> None:
    reports = [evidence(n, seen=f"2026-03-{day}", nil=True) for n, day in ((7, 31), (8, 30))]

    verdict = assess("2026-03", *reports, on="2026-04-01")

    assert (verdict.because, verdict.since) == ((Because(8, "nil-report"),), date(2026, 3, 30))


def test_history_is_met_by_the_day_held_however_late_it_was_logged() -> None:
    past = obligation(history=True)

    verdict = assess_rows(past, [evidence(7, seen="2026-09-01")], today=date(2026, 9, 1))

    assert (verdict.standing, verdict.because) == (Standing.MET, (Because(7, "history"),))


@pytest.mark.parametrize(
    ("rows", "because"),
    [
        ([], (Because(None, "history"),)),
        ([evidence(days="2026-02-28")], (Because(None, "history"),)),
        ([evidence(nil=True)], (Because(None, "history"),)),
    ],
)
def test_history_without_an_activity_held_is_missed(
    rows: list[Evidence], because: tuple[Because, ...]
) -> None:
    verdict = assess_rows(obligation(history=True), rows, today=date(2026, 4, 1))

    assert (verdict.standing, verdict.because) == (Standing.MISSED, because)


@pytest.mark.parametrize(
    ("on", "standing", "since"),
    [
        ("2026-03-31", Standing.OPEN, date(2026, 3, 1)),
        ("2026-04-01", Standing.MISSED, date(2026, 4, 1)),
        ("2026-06-01", Standing.MISSED, date(2026, 4, 1)),
    ],
)
def test_history_is_open_until_its_month_is_over(on: str, standing: Standing, since: date) -> None:
    verdict = assess_rows(obligation(history=True), [], today=date.fromisoformat(on))

    assert (verdict.standing, verdict.since) == (standing, since)


def test_activity_of_history_that_is_still_to_come_is_awaited() -> None:
    coming = evidence(days="2026-03-20")

    verdict = assess_rows(obligation(history=True), [coming], today=date(2026, 3, 10))

    assert (verdict.standing, verdict.awaited) == (Standing.OPEN, date(2026, 3, 20))


@pytest.mark.parametrize("rows", [[], [evidence()], [evidence(nil=True)]])
def test_exempt_month_stays_exempt_whatever_was_logged(rows: list[Evidence]) -> None:
    verdict = assess_rows(obligation(exempt="exempt-month"), rows, today=date(2026, 6, 1))

    assert (verdict.standing, verdict.because) == (
        Standing.EXEMPT,
        (Because(None, "exempt-month"),),
    )


@pytest.mark.parametrize(
    ("on", "standing", "held", "awaited"),
    [
        ("2026-03-06", Standing.OPEN, 0, date(2026, 3, 20)),
        ("2026-03-19", Standing.OPEN, 0, date(2026, 3, 20)),
        ("2026-03-20", Standing.MET, 1, None),
    ],
)
def test_row_dated_in_the_future_is_awaited_and_counts_from_its_day(
    on: str, standing: Standing, held: int, awaited: date | None
) -> None:
    verdict = assess("2026-03", evidence(days="2026-03-20", seen="2026-03-06"), on=on)

    assert (verdict.standing, verdict.held, verdict.awaited) == (standing, held, awaited)


def test_row_dated_in_the_future_makes_the_month_met_since_its_day() -> None:
    verdict = assess("2026-03", evidence(days="2026-03-20", seen="2026-03-06"), on="2026-03-25")

    assert (verdict.since, verdict.ripened) == (date(2026, 3, 20), True)


def test_awaited_is_the_nearest_of_several_days_to_come() -> None:
    rows = [evidence(n, days=f"2026-03-{day}") for n, day in ((1, 28), (2, 20), (3, 25))]

    assert assess("2026-03", *rows, on="2026-03-10").awaited == date(2026, 3, 20)


@pytest.mark.parametrize(
    ("on", "held", "awaited"),
    [("2026-03-31", [1, 0], date(2026, 4, 1)), ("2026-04-01", [1, 1], None)],
)
def test_run_over_the_end_of_a_month_counts_for_the_next_from_its_first(
    on: str, held: list[int], awaited: date | None
) -> None:
    row = evidence(days="2026-03-30/2026-04-02", seen="2026-03-30")

    march, april = (assess(month, row, on=on) for month in ("2026-03", "2026-04"))

    assert ([march.held, april.held], april.awaited) == (held, awaited)


def test_run_of_days_is_awaited_in_each_month_for_its_first_day_there() -> None:
    row = evidence(days="2026-03-30/2026-05-02", seen="2026-03-25")

    verdicts = [assess(month, row, on="2026-03-26") for month in ("2026-03", "2026-04", "2026-05")]

    assert [str(verdict.awaited) for verdict in verdicts] == [
        "2026-03-30",
        "2026-04-01",
        "2026-05-01",
    ]


def test_late_list_is_overdue_missed_and_nil() -> None:
    assert {str(standing) for standing in LATE} == {"overdue", "missed", "nil"}


@given(
    seen=st.lists(st.dates(date(2026, 3, 1), date(2026, 4, 30)), max_size=4),
    on=st.dates(date(2026, 3, 1), date(2026, 5, 1)),
)
def test_verdict_does_not_depend_on_the_order_of_rows(seen: list[date], on: date) -> None:
    rows = [
        evidence(n, days=f"2026-03-{n + 5:02}", seen=day.isoformat()) for n, day in enumerate(seen)
    ]

    verdicts = {assess_rows(MARCH, order, today=on) for order in (rows, rows[::-1])}

    assert len(verdicts) == 1
