from collections import Counter
from datetime import date, timedelta

import pytest

from rules.duties import Duty
from rules.evidence import Subject
from rules.months import Month, months_between
from rules.obligations import expand_obligation
from rules.owing import owes
from rules.periods import month_period
from rules.roster import Unit
from rules.standings import Obligation, Owed
from tests.builders import programme, unit

MARCH = Month(2026, 3)


def u01(toml: str = "") -> Duty:
    return next(duty for duty in programme(toml).duties if duty.id == "U-01")


@pytest.mark.parametrize("written", ["U-01", "u-01"])
def test_duty_is_found_by_its_id_in_any_case(written: str) -> None:
    assert programme().duty(written) == u01()


def test_duty_nobody_wrote_down_is_none() -> None:
    assert programme().duty("U-99") is None


@pytest.mark.parametrize(
    ("locale", "title"), [("zh", "每月至少一次活动"), ("en", "one activity a month")]
)
def test_duty_has_a_title_in_each_language(locale: str, title: str) -> None:
    assert u01().title(locale) == title


@pytest.mark.parametrize(
    ("month", "due", "closes"),
    [
        ("2026-01", date(2026, 2, 5), date(2026, 2, 10)),
        ("2026-03", date(2026, 4, 7), date(2026, 4, 10)),  # Sunday 5 April, 清明 on Monday
        ("2026-09", date(2026, 10, 8), date(2026, 10, 12)),  # 国庆; Saturday the 10th is worked
        ("2019-01", date(2019, 2, 11), date(2019, 2, 14)),  # 春节
    ],
)
def test_month_is_due_on_the_fifth_or_the_working_day_after_it_and_closes_three_later(
    month: str, due: date, closes: date
) -> None:
    one = Month.parse(month)

    assert (programme().due(one), programme().closes(one)) == (due, closes)


def test_month_is_due_and_closes_when_the_city_says_so() -> None:
    city = programme('due_day = 4\nroll = "previous_working_day"\nclose_workdays = 0')

    assert (city.due(MARCH), city.closes(MARCH)) == (date(2026, 4, 3), date(2026, 4, 3))


def test_due_day_five_is_seldom_moved_far() -> None:
    city = programme()

    moved = Counter(
        city.due(month) - month.plus(1).first.replace(day=5)
        for month in months_between(Month(2014, 12), Month(2026, 11))
    )

    assert (moved[timedelta(0)], max(moved), moved[max(moved)]) == (83, timedelta(days=6), 1)


@pytest.mark.parametrize(
    ("one", "months"),
    [
        (unit(), ["2026-02", "2026-03", "2026-04"]),
        (unit(category="社区"), ["2026-02", "2026-03", "2026-04"]),
        (unit(category="市文明办"), []),
        (unit(category="县区文明办"), []),
        (unit(grouping=True), []),
        (unit(joined="2026-03-01"), ["2026-03", "2026-04"]),
        (unit(joined="2026-03-02"), ["2026-04"]),
        (unit(joined="2026-03-20"), ["2026-04"]),
        (unit(left="2026-03-01"), ["2026-02"]),
        (unit(left="2026-03-31"), ["2026-02"]),
        (unit(left="2026-04-01"), ["2026-02", "2026-03"]),
        (unit(joined="2026-02-20", left="2026-04-15"), ["2026-03"]),
    ],
)
def test_unit_owes_in_the_full_months_of_its_service(one: Unit, months: list[str]) -> None:
    owed = [
        m
        for m in months_between(Month(2026, 2), Month(2026, 4))
        if owes(u01(), one, month_period(m))
    ]

    assert [str(month) for month in owed] == months


def test_unit_owes_as_soon_as_the_city_excuses_its_category_no_more() -> None:
    strict = u01("[duties.U-01]\nexcused = []")

    assert owes(strict, unit(category="市文明办"), month_period(MARCH))


@pytest.mark.parametrize(
    ("start", "history"),
    [(Month(2026, 4), True), (Month(2026, 3), False), (Month(2025, 1), False)],
)
def test_obligation_before_the_start_is_history(*, start: Month, history: bool) -> None:
    one = expand_obligation(
        programme(), u01(), unit(), Subject(7), month_period(MARCH), start=start
    )

    due = date(2026, 4, 7)
    assert one == Obligation(
        duty="U-01",
        unit=7,
        period=month_period(MARCH),
        owed=(Owed(u01().parts[0], 1, due, due),),
        closes=date(2026, 4, 10),
        history=history,
    )


def test_obligation_follows_what_the_city_asks_of_a_month() -> None:
    city = programme('[activity]\nmin_per_month = 2\nexempt_months = ["2026-02"]')

    owed = [
        expand_obligation(city, city.duties[0], unit(), Subject(7), month_period(m), start=m)
        for m in (MARCH.plus(-1), MARCH)
    ]

    assert [(one.owed[0].minimum, one.exempt) for one in owed] == [(2, "exempt-month"), (2, None)]
