import re
from datetime import date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rules.ladders import RANK_ROLES, Anchors, Hours, Rung, parse_rung, repetitions, rung_time
from rules.months import Month, months_between
from rules.roster import Role
from tests.builders import programme

WORKDAYS = programme().calendar.workdays
RUNGS = st.builds(
    Rung,
    st.integers(0, 4),
    st.sampled_from(["start", "end", "due", "event"]),
    st.integers(-99, 99),
    st.sampled_from(["h", "d", "wd"]),
    st.none() | st.integers(1, 30),
)


@pytest.mark.parametrize(
    ("written", "rung"),
    [
        ("L0@start+14d", Rung(0, "start", 14, "d")),
        ("L0@end-2wd", Rung(0, "end", -2, "wd")),
        ("L1@due+0d", Rung(1, "due", 0, "d")),
        ("L2@event+48h", Rung(2, "event", 48, "h")),
        ("L3@due+3wd/7d", Rung(3, "due", 3, "wd", every=7)),
    ],
)
def test_rung_is_read_as_it_is_written(written: str, rung: Rung) -> None:
    assert parse_rung(written) == rung


@given(RUNGS)
def test_rung_is_its_own_name(rung: Rung) -> None:
    assert Rung.parse(str(rung)) == rung


@pytest.mark.parametrize(
    "written",
    ["", "L5@due+1d", "L0@due", "L0@due1d", "L0@monday+1d", "L0@due+1w", "L0@due+1d/7", "due+1d"],
)
def test_rung_refuses_what_is_no_rung(written: str) -> None:
    with pytest.raises(ValueError, match=f"^{re.escape(written)}$"):
        Rung.parse(written)


@pytest.mark.parametrize(
    ("rank", "roles"),
    [
        (0, {Role.COORDINATOR}),
        (1, {Role.COORDINATOR, Role.DEPUTY}),
        (2, {Role.COORDINATOR, Role.DEPUTY, Role.LEADER, Role.PARENT_OFFICE}),
        (3, set()),  # from here on the city office alone
        (4, set()),
    ],
)
def test_rank_addresses_more_people_of_a_unit_with_each_step(rank: int, roles: set[Role]) -> None:
    assert RANK_ROLES[rank] == roles


@pytest.mark.parametrize(
    ("month", "days"),
    [
        # Nothing in the way, but for weekends: 31 January is a Saturday.
        ("2026-01", "01-15 01-21 01-26 01-29 01-30 02-05 02-06 02-10"),
        # 春节, 15 to 23 February: three letters move back to Saturday the 14th, which is worked.
        ("2026-02", "02-14 02-14 02-14 02-26 02-28 03-05 03-06 03-10"),
        # 中秋 on the 25th, 国庆 1 to 7 October, Sunday 20 September and Saturday 10 October worked.
        ("2026-09", "09-15 09-20 09-24 09-28 09-30 10-08 10-09 10-12"),
    ],
)
def test_ladder_of_u01_moves_back_before_the_due_day_and_forward_from_it(
    month: str, days: str
) -> None:
    times = ladder_times(Month.parse(month))

    assert [f"{at:%m-%d %H:%M}" for at in times] == [f"{day} 09:30" for day in days.split()]


def anchors(start: date, end: date, due: date) -> Anchors:
    return Anchors(start=start, end=end, due=due, event=start)


def ladder_times(month: Month) -> list[datetime]:
    """When the rungs of U-01 fall due that are about this month."""
    city = programme()
    return [
        rung_time(
            rung,
            anchors(month.first, month.last, city.due(month)),
            hours=city.hours,
            workdays=WORKDAYS,
        )
        for rung in city.duties[0].ladder
    ]


@pytest.mark.parametrize(
    ("rung", "due", "day"),
    [
        ("L0@due-1d", date(2026, 10, 1), date(2026, 9, 30)),
        ("L0@due-1d", date(2026, 10, 5), date(2026, 9, 30)),
        ("L1@due+0d", date(2026, 10, 1), date(2026, 10, 8)),  # a due day that was not rolled
        ("L1@due+1d", date(2026, 9, 30), date(2026, 10, 8)),
        ("L1@due+1wd", date(2026, 9, 30), date(2026, 10, 8)),
        ("L1@due+2d", date(2026, 10, 8), date(2026, 10, 10)),  # a Saturday that is worked
        ("L0@due-3wd", date(2026, 2, 24), date(2026, 2, 12)),  # over 春节
        ("L1@due+1d", date(2026, 2, 14), date(2026, 2, 24)),
    ],
)
def test_rung_around_the_due_day_falls_on_a_working_day(rung: str, due: date, day: date) -> None:
    days = anchors(due, due, due)

    at = rung_time(parse_rung(rung), days, hours=Hours(), workdays=WORKDAYS)

    assert at.date() == day


def test_letters_before_the_end_of_a_month_always_find_a_day_in_it() -> None:
    months = months_between(Month(2015, 1), Month(2026, 12))

    strayed = [m for m in months if {Month.of(at.date()) for at in ladder_times(m)[:4]} != {m}]

    assert strayed == []


@pytest.mark.parametrize(
    ("now", "opening"),
    [
        ("2026-03-04T10:00", "2026-03-04T10:00"),
        ("2026-03-04T09:00", "2026-03-04T09:00"),
        ("2026-03-04T17:30", "2026-03-04T17:30"),
        ("2026-03-04T08:59", "2026-03-04T09:30"),
        ("2026-03-04T17:31", "2026-03-05T09:30"),
        ("2026-03-06T18:00", "2026-03-09T09:30"),  # Friday evening
        ("2026-03-08T10:00", "2026-03-09T09:30"),  # Sunday
        ("2026-02-27T18:00", "2026-02-28T09:30"),  # before a Saturday that is worked
        ("2026-02-28T10:00", "2026-02-28T10:00"),
        ("2026-09-30T18:00", "2026-10-08T09:30"),  # before 国庆
        ("2026-10-02T07:00", "2026-10-08T09:30"),
    ],
)
def test_letter_goes_within_the_hours_of_a_working_day(now: str, opening: str) -> None:
    at = Hours().next_opening(datetime.fromisoformat(now), WORKDAYS)

    assert at == datetime.fromisoformat(opening)


def test_letter_keeps_to_the_hours_a_city_has_set() -> None:
    hours = programme('send_at = "14:15"\nsend_window = "14:00-16:00"').hours

    at = hours.next_opening(datetime.fromisoformat("2026-03-04T13:59"), WORKDAYS)

    assert at == datetime.fromisoformat("2026-03-04T14:15")


@pytest.mark.parametrize(
    ("rung", "event", "at"),
    [
        ("L0@event+2h", date(2026, 3, 5), "2026-03-05T09:30"),
        ("L0@event+24h", date(2026, 3, 5), "2026-03-06T09:30"),
        ("L2@event+48h", date(2026, 9, 30), "2026-10-08T09:30"),  # over 国庆
        ("L2@event+12h", date(2026, 3, 5), "2026-03-05T12:00"),
    ],
)
def test_hours_after_an_event_end_within_the_send_window(rung: str, event: date, at: str) -> None:
    days = Anchors(start=event, end=event, due=event, event=event)

    found = rung_time(parse_rung(rung), days, hours=Hours(), workdays=WORKDAYS)

    assert found == datetime.fromisoformat(at)


def test_rung_repeats_on_working_days_until_one_lies_ahead() -> None:
    first, until = datetime(2026, 9, 24, 9, 30), datetime(2026, 10, 9, 12)  # noqa: DTZ001 - local

    times = repetitions(
        parse_rung("L3@event+5wd/7d"), first, until=until, hours=Hours(), workdays=WORKDAYS
    )

    assert [f"{at:%m-%d}" for at in times] == ["09-24", "10-08", "10-15"]
