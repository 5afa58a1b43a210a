"""Checks of one row: values that can be read and cannot be right together."""

from dataclasses import replace

import pytest

from rules.checks import (
    CHECKS,
    Care,
    Doubt,
    Limits,
    check_care,
    check_clock,
    check_length,
    check_membership,
    check_names,
    check_person_times,
    check_total,
    checks_for,
    hours_text,
)
from rules.findings import SEVERITIES
from tests.builders import activity, service_record

_LIMITS = Limits()


def test_more_hours_a_day_than_a_person_serves_are_asked_about() -> None:
    wanted = Doubt("duration-over-cap", "duration", {"hours": "8.5", "cap": "8"})

    assert check_length(activity(duration=510), _LIMITS) == wanted
    assert check_length(service_record(duration=510), _LIMITS) == wanted


def test_hours_of_several_days_are_their_total() -> None:
    wanted = Doubt("duration-over-days", "duration", {"hours": "30", "cap": "8", "days": "3"})

    assert check_length(activity(days="2026-03-05/2026-03-07", duration=1800), _LIMITS) == wanted


@pytest.mark.parametrize(
    ("days", "duration"),
    [("2026-03-05", None), ("2026-03-05", 480), ("2026-03-05/2026-03-07", 1440), (None, 60)],
)
def test_hours_that_a_day_can_hold_are_not(days: str | None, duration: int | None) -> None:
    assert check_length(activity(days=days, duration=duration), _LIMITS) is None


def test_city_may_set_another_cap() -> None:
    assert check_length(activity(duration=510), replace(_LIMITS, warn_minutes=600)) is None


def test_more_names_than_people_are_asked_about() -> None:
    doubt = check_names(activity(headcount=2, names="张伟|李娜|王芳"), _LIMITS)

    values = {"named": "3", "headcount": "2"}
    assert doubt == Doubt("names-over-headcount", "headcount", values)


def test_total_behind_the_names_is_more_than_came() -> None:
    doubt = check_names(activity(headcount=8, names="张伟|李娜", names_total=12), _LIMITS)

    assert doubt is not None
    assert doubt.values == {"named": "12", "headcount": "8"}


@pytest.mark.parametrize(
    ("headcount", "names"), [(None, "张伟"), (3, None), (3, "张伟|李娜"), (2, "张伟|李娜")]
)
def test_names_within_the_headcount_are_not(headcount: int | None, names: str | None) -> None:
    assert check_names(activity(headcount=headcount, names=names), _LIMITS) is None


def test_total_that_is_not_people_times_hours_is_asked_about() -> None:
    doubt = check_total(activity(headcount=12, duration=120, total_minutes=1800), _LIMITS)

    assert doubt == Doubt("total-hours-differ", "total_hours", {"stated": "30", "reckoned": "24"})


@pytest.mark.parametrize(
    ("total", "days"),
    [
        (1440, "2026-03-05"),
        (1430, "2026-03-05"),
        (4320, "2026-03-05/2026-03-07"),
        (1440, None),
        (None, "2026-03-05"),
    ],
)
def test_total_of_one_day_or_of_all_days_is_right(total: int | None, days: str | None) -> None:
    one = activity(days=days, headcount=12, duration=120, total_minutes=total)

    assert check_total(one, _LIMITS) is None


@pytest.mark.parametrize(("headcount", "duration"), [(None, 120), (12, None)])
def test_total_alone_cannot_be_wrong(headcount: int | None, duration: int | None) -> None:
    one = activity(headcount=headcount, duration=duration, total_minutes=99)

    assert check_total(one, _LIMITS) is None


def test_fewer_person_times_than_people_are_asked_about() -> None:
    doubt = check_person_times(activity(headcount=12, person_times=8), _LIMITS)

    assert doubt == Doubt("person-times-below", "person_times", {"times": "8", "headcount": "12"})


@pytest.mark.parametrize(("headcount", "times"), [(12, 12), (12, None), (None, 8)])
def test_person_times_of_at_least_the_people_are_not(
    headcount: int | None, times: int | None
) -> None:
    one = activity(headcount=headcount, person_times=times)

    assert check_person_times(one, _LIMITS) is None


def test_table_answers_to_checks_whose_columns_it_has() -> None:
    assert checks_for({"date", "title", "headcount", "participants"}) == (check_names,)
    assert len(checks_for({name for needed, _ in CHECKS for name in needed})) == len(CHECKS)


def test_stated_hours_may_differ_from_the_clock_by_a_quarter() -> None:
    values = {"stated": "2.5", "clock": "3"}

    assert check_clock(165, 180) is None
    assert check_clock(150, 180) == Doubt("duration-clock-differs", "duration", values)


@pytest.mark.parametrize(
    ("days", "joined", "left"),
    [
        ("2026-03-05", "2026-03-06", None),
        ("2026-03-05", "2026-03-06", "2026-05-01"),
        ("2026-05-02/2026-05-03", None, "2026-05-01"),
    ],
)
def test_day_before_joining_or_after_leaving_is_asked_about(
    days: str, joined: str | None, left: str | None
) -> None:
    values = {"text": days, "joined": joined or "…", "left": left or "…"}

    assert check_membership(days, joined, left) == Doubt("date-outside-membership", "date", values)


@pytest.mark.parametrize(
    ("days", "joined", "left"),
    [
        ("2026-03-05", "2026-03-05", "2026-03-05"),
        ("2026-03-05/2026-03-07", "2026-03-06", None),
        ("2026-03-05", None, None),
    ],
)
def test_day_within_the_membership_is_not(days: str, joined: str | None, left: str | None) -> None:
    assert check_membership(days, joined, left) is None


@pytest.mark.parametrize(
    ("care", "codes"),
    [
        (Care(), []),
        (Care(age=18), []),
        (Care(age=17, consent=True), []),
        (Care(age=17), ["minor-without-consent"]),
        (Care(age=9, consent=True, accompanied=True), []),
        (Care(age=9), ["minor-unaccompanied", "minor-without-consent"]),
        (Care(age=5, consent=True, accompanied=True), ["minor-too-young"]),
        (Care(age=15, consent=True, risky=True, insured=True), ["minor-at-risk"]),
        (Care(risky=True), ["insurance-missing"]),
        (Care(risky=True, insured=True), []),
        (Care(risky=False), []),
        (Care(special_post=True), ["training-missing"]),
        (Care(special_post=True, trained=True), []),
    ],
)
def test_people_who_need_care(care: Care, codes: list[str]) -> None:
    found = [doubt.code for doubt in check_care(care, _LIMITS)]

    assert found == codes
    assert SEVERITIES.keys() >= set(found)


@pytest.mark.parametrize(("minutes", "text"), [(60, "1"), (90, "1.5"), (600, "10"), (50, "0.83")])
def test_hours_are_written_without_needless_zeros(minutes: int, text: str) -> None:
    assert hours_text(minutes) == text
