from datetime import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rules.hours import (
    Count,
    Settlement,
    count_activity,
    count_with_records,
    match_records,
    minutes_each,
    names_that_count,
    people_of,
    repeated_activities,
    settle,
)
from rules.records import Activity, ServiceRecord
from tests.builders import activity, instant, service_record

FIRST, LATER = instant("2026-03-06"), instant("2026-03-09")
THREE = "张伟|王芳|李娜"


def settled(activities: list[Activity], records: list[ServiceRecord]) -> Settlement:
    """Rows first seen together: activities numbered from 1, service records from 11."""
    return settle(
        {number: (row, FIRST) for number, row in enumerate(activities, start=1)},
        {number: (row, FIRST) for number, row in enumerate(records, start=11)},
    )


@pytest.mark.parametrize(
    ("row", "people", "minutes"),
    [
        (activity(headcount=12, duration=120), 12, 1440),
        (activity(headcount=12, duration=120, names=THREE), 12, 1440),
        (activity(headcount=2, duration=120, names=THREE), 2, 240),
        (activity(duration=120, names=THREE), 3, 360),
        (activity(duration=120, names="张伟", names_total=12), 12, 1440),
        (activity(duration=120, person_times=20), 20, 2400),
        (activity(headcount=12, duration=120, person_times=20), 12, 1440),
        (activity(headcount=12, total_minutes=1500), 12, 1500),
        (activity(headcount=12, duration=120, total_minutes=1500), 12, 1440),
        (activity(total_minutes=1500), 0, 1500),
        (activity(headcount=0, duration=120, names=THREE), 0, 0),
        (activity(headcount=12), 12, 0),
        (activity(duration=120), 0, 0),
        (activity(days="2026-03-05/2026-03-07", headcount=12, duration=120), 12, 1440),
    ],
)
def test_activity_counts_its_people_and_their_minutes(
    row: Activity, people: int, minutes: int
) -> None:
    assert count_activity(row) == Count(people, minutes, confirmed=0)


def test_activity_that_was_confirmed_has_all_its_minutes_confirmed() -> None:
    row = activity(headcount=12, duration=120, confirmed=True)

    assert count_activity(row) == Count(12, 1440, confirmed=1440)


def test_people_of_a_row_that_names_none_are_not_known() -> None:
    assert people_of(activity()) is None


@pytest.mark.parametrize(
    ("row", "minutes"),
    [
        (activity(duration=120), 120),
        (activity(headcount=12, total_minutes=1440), 120),
        (activity(names=THREE, total_minutes=200), 67),
        (activity(total_minutes=1440), 0),
        (activity(headcount=0, total_minutes=1440), 0),
        (activity(headcount=12), 0),
    ],
)
def test_minutes_of_one_person_are_stated_or_an_equal_share(row: Activity, minutes: int) -> None:
    assert minutes_each(row) == minutes


@pytest.mark.parametrize(
    ("row", "names"),
    [
        (activity(names=THREE), ("张伟", "王芳", "李娜")),
        (activity(names=THREE, headcount=12), ("张伟", "王芳", "李娜")),
        (activity(names=THREE, headcount=2), ("张伟", "王芳")),
        (activity(names=THREE, names_total=2), ("张伟", "王芳")),
        (activity(names=THREE, person_times=2), ("张伟", "王芳", "李娜")),
        (activity(headcount=12), ()),
    ],
)
def test_names_that_count_are_no_more_than_the_people(
    row: Activity, names: tuple[str, ...]
) -> None:
    assert names_that_count(row) == names


@pytest.mark.parametrize(
    ("row", "people", "minutes"),
    [
        (activity(duration=120, names=THREE), 2, 150),  # they replace the list of names
        (activity(headcount=2, duration=120), 2, 150),
        (activity(headcount=5, duration=120), 5, 150 + 3 * 120),
        (activity(headcount=1, duration=120), 1, 90),
        (activity(headcount=0, duration=120), 0, 0),
        (activity(headcount=4, total_minutes=400), 4, 150 + 2 * 100),
    ],
)
def test_service_records_are_the_people_up_to_the_stated_head_count(
    row: Activity, people: int, minutes: int
) -> None:
    records = [service_record("张伟", duration=90), service_record("王芳", duration=60)]

    assert count_with_records(row, records) == Count(people, minutes, confirmed=0)


@pytest.mark.parametrize(
    ("headcount", "people", "minutes"),
    [(None, 2, 4 * 60), (1, 1, 3 * 60), (2, 2, 4 * 60), (3, 3, 4 * 60 + 120)],
)
def test_person_recorded_on_each_day_of_an_activity_is_one_of_its_people(
    headcount: int | None, people: int, minutes: int
) -> None:
    row = activity(days="2026-03-05/2026-03-07", headcount=headcount, duration=120)
    days = ("2026-03-05", "2026-03-06", "2026-03-07")
    three = [service_record("张伟", days=day, duration=60) for day in days]

    count = count_with_records(row, [*three, service_record("王芳", duration=60)])

    assert count == Count(people, minutes)


@pytest.mark.parametrize(
    ("row", "minutes"),
    [
        (activity(duration=120), 90 + 120),
        (activity(headcount=4, duration=120), 90 + 3 * 120),
        (activity(headcount=4, total_minutes=400), 90 + 3 * 100),
        (activity(), 90),
    ],
)
def test_service_record_without_duration_takes_the_minutes_of_its_activity(
    row: Activity, minutes: int
) -> None:
    records = [service_record("张伟", duration=90), service_record("王芳", duration=None)]

    assert count_with_records(row, records).minutes == minutes


def test_people_without_a_readable_name_are_people_of_their_own() -> None:
    records = [service_record(None, duration=60) for _ in range(3)]

    assert count_with_records(activity(headcount=2), records) == Count(2, 120)


@pytest.mark.parametrize(("confirmed", "minutes"), [(False, 90), (True, 90 + 120)])
def test_service_records_are_confirmed_each_and_the_rest_with_the_activity(
    *, confirmed: bool, minutes: int
) -> None:
    row = activity(headcount=3, duration=120, confirmed=confirmed)
    records = [service_record("张伟", duration=90, confirmed=True), service_record("王芳")]

    assert count_with_records(row, records) == Count(3, 330, confirmed=minutes)


@pytest.mark.parametrize(
    ("rows", "repeated"),
    [
        ([(1, "2026-03-05", "清河护绿", FIRST), (2, "2026-03-05", "清河 护绿", FIRST)], {2}),
        ([(1, "2026-03-05", "清河护绿", LATER), (2, "2026-03-05", "清河护绿", FIRST)], {1}),
        ([(n, "2026-03-05", "清河护绿", FIRST) for n in (3, 1, 2)], {2, 3}),
        ([(1, "2026-03-05", "清河护绿", FIRST), (2, "2026-03-12", "清河护绿", FIRST)], set()),
        ([(1, "2026-03-05", "清河护绿", FIRST), (2, "2026-03-05", "图书义卖", FIRST)], set()),
        ([(1, None, "清河护绿", FIRST), (2, None, "清河护绿", FIRST)], set()),
        ([(1, "2026-03-05", None, FIRST), (2, "2026-03-05", None, FIRST)], set()),
    ],
)
def test_row_that_names_an_activity_once_more_repeats_the_one_seen_first(
    rows: list[tuple[int, str | None, str | None, datetime]], repeated: set[int]
) -> None:
    assert repeated_activities(rows) == repeated


@pytest.mark.parametrize(
    ("titles", "written", "owner"),
    [
        (["清河护绿"], "清河 护绿", 1),
        (["清河护绿志愿服务"], "清河护绿", 1),
        (["清河护绿"], "清河护绿志愿服务", 1),
        (["清河护绿一组", "清河护绿二组"], "清河护绿", None),  # nobody knows which
        (["清河护绿一组", "清河护绿"], "清河护绿", 2),
        (["清河护绿", "图书义卖"], "图书义卖", 2),
        (["清河护绿"], "图书义卖", None),
        (["清河护绿"], None, None),
        (["——"], "清河护绿", None),
        ([], "清河护绿", None),
    ],
)
def test_service_record_belongs_to_the_activity_of_its_title(
    titles: list[str], written: str | None, owner: int | None
) -> None:
    activities = {n: activity(title=title) for n, title in enumerate(titles, start=1)}

    matched = match_records(activities, {11: service_record(title=written)})

    assert matched == ({} if owner is None else {owner: [11]})


def test_service_record_of_two_like_activities_belongs_to_the_smaller_id() -> None:
    matched = match_records({2: activity(), 1: activity()}, {11: service_record()})

    assert matched == {1: [11]}


@pytest.mark.parametrize(
    ("days", "belongs"),
    [
        ("2026-03-04", False),
        ("2026-03-05", True),
        ("2026-03-07", True),
        ("2026-03-08", False),
        ("2026-03-12", True),
        (None, False),
    ],
)
def test_service_record_belongs_to_an_activity_of_its_day(
    *, days: str | None, belongs: bool
) -> None:
    held = {1: activity(days="2026-03-05/2026-03-07;2026-03-12"), 2: activity(days=None)}

    matched = match_records(held, {11: service_record(days=days)})

    assert matched == ({1: [11]} if belongs else {})


def test_settling_gives_each_activity_its_people_once() -> None:
    settlement = settled(
        [activity(headcount=3, duration=120), activity(title="图书义卖", headcount=2, duration=60)],
        [service_record("张伟", duration=90), service_record("王芳", title="社区巡逻")],
    )

    assert settlement == Settlement(
        activities={1: (True, Count(3, 90 + 2 * 120)), 2: (True, Count(2, 120))},
        records={11: (True, 1, 90), 12: (True, None, 120)},
    )


@pytest.mark.parametrize(
    "row",
    [activity(days=None), activity(title=None), activity(title=""), activity(nil=True)],
)
def test_row_without_day_or_title_and_nil_report_do_not_count(row: Activity) -> None:
    settlement = settled([row], [service_record()])

    assert settlement == Settlement({1: (False, Count())}, {11: (True, None, 120)})


def test_repeated_activity_does_not_count_and_takes_no_people() -> None:
    rows = {1: (activity(headcount=3, duration=60), LATER), 2: (activity(headcount=2), FIRST)}

    settlement = settle(rows, {11: (service_record(duration=90), LATER)})

    assert settlement == Settlement(
        {1: (False, Count(3, 180)), 2: (True, Count(2, 90))}, {11: (True, 2, 90)}
    )


def test_report_that_an_activity_was_not_held_does_not_hide_the_row_that_says_it_was() -> None:
    settlement = settled([activity(nil=True), activity(headcount=2, duration=60)], [])

    assert settlement.activities == {1: (False, Count()), 2: (True, Count(2, 120))}


def test_service_record_beyond_the_stated_head_count_does_not_count() -> None:
    records = [service_record(name, duration=60) for name in ("张伟", "王芳", "李娜")]

    settlement = settled([activity(headcount=2)], records)

    assert settlement == Settlement(
        activities={1: (True, Count(2, 120))},
        records={11: (True, 1, 60), 12: (True, 1, 60), 13: (False, 1, 60)},
    )


@pytest.mark.parametrize(
    ("one", "other", "counts"),
    [
        (service_record("张伟"), service_record("张伟"), False),
        (service_record("张伟"), service_record("王芳"), True),
        (service_record("张伟"), service_record("张伟", days="2026-03-12"), True),
        (service_record("张伟"), service_record("张伟", title="图书义卖"), True),
        (service_record("张伟", volunteer_no="1"), service_record("张伟", volunteer_no="2"), True),
        (service_record("张伟", volunteer_no="1"), service_record("张炜", volunteer_no="1"), False),
        (service_record(None), service_record(None), True),  # names that could not be read
    ],
)
def test_service_of_one_person_counts_once(
    *, one: ServiceRecord, other: ServiceRecord, counts: bool
) -> None:
    settlement = settled([], [one, other])

    assert settlement.records == {11: (True, None, 120), 12: (counts, None, 120)}


def test_person_of_three_days_counts_on_each_and_a_second_person_is_one_too_many() -> None:
    days = ("2026-03-05", "2026-03-06", "2026-03-07")
    records = [service_record("张伟", days=day, duration=None) for day in days]

    settlement = settled(
        [activity(days="2026-03-05/2026-03-07", headcount=1, duration=60)],
        [*records, service_record("王芳", days="2026-03-05")],
    )

    assert settlement == Settlement(
        activities={1: (True, Count(1, 180))},
        records=dict.fromkeys((11, 12, 13), (True, 1, 60)) | {14: (False, 1, 120)},
    )


def test_service_record_without_duration_and_activity_counts_nothing() -> None:
    settlement = settled([], [service_record(duration=None)])

    assert settlement.records == {11: (True, None, 0)}


def test_service_record_without_a_day_does_not_count() -> None:
    settlement = settled([activity()], [service_record(days=None)])

    assert settlement.records == {11: (False, None, 120)}


TITLES = st.sampled_from(["清河护绿", "清河护绿一组", "图书义卖", None])
DAYS = st.sampled_from(["2026-03-05", "2026-03-05/2026-03-06", None])
ACTIVITIES = st.lists(
    st.builds(
        activity,
        days=DAYS,
        title=TITLES,
        headcount=st.none() | st.integers(0, 3),
        duration=st.none() | st.integers(0, 240),
        names=st.sampled_from([None, THREE]),
        confirmed=st.booleans(),
    ),
    max_size=4,
)
RECORDS = st.lists(
    st.builds(
        service_record,
        st.sampled_from(["张伟", "王芳", "李娜", None]),
        days=DAYS,
        title=TITLES,
        duration=st.none() | st.integers(0, 240),
        confirmed=st.booleans(),
    ),
    max_size=6,
)


@given(ACTIVITIES, RECORDS)
def test_settling_counts_as_many_people_as_were_stated(
    activities: list[Activity], records: list[ServiceRecord]
) -> None:
    settlement = settled(activities, records)

    counted = {n: count.people for n, (_, count) in settlement.activities.items()}
    stated = {n: one.headcount for n, one in enumerate(activities, start=1)}
    assert {n: people for n, people in counted.items() if stated[n] not in (None, people)} == {}


@given(ACTIVITIES, RECORDS)
def test_settling_lets_no_more_people_count_than_their_activity_has(
    activities: list[Activity], records: list[ServiceRecord]
) -> None:
    settlement = settled(activities, records)

    names = [one.volunteer or number for number, one in enumerate(records, start=11)]
    counting = zip(names, settlement.records.values(), strict=True)
    owners = {(owner, name) for name, (counts, owner, _) in counting if counts}
    people = {n: count.people for n, (_, count) in settlement.activities.items()}
    assert [n for n in people if sum(owner == n for owner, _ in owners) > people[n]] == []


@given(ACTIVITIES, RECORDS)
def test_settling_confirms_no_more_minutes_than_were_served(
    activities: list[Activity], records: list[ServiceRecord]
) -> None:
    settlement = settled(activities, records)

    counts = [count for _, count in settlement.activities.values()]
    assert [count for count in counts if not 0 <= count.confirmed <= count.minutes] == []


@given(ACTIVITIES, RECORDS)
def test_settling_does_not_depend_on_the_order_of_rows(
    activities: list[Activity], records: list[ServiceRecord]
) -> None:
    rows = {n: (row, FIRST) for n, row in enumerate(activities)}
    people = {n: (row, FIRST) for n, row in enumerate(records)}

    turned = settle(dict(reversed(rows.items())), dict(reversed(people.items())))

    assert turned == settle(rows, people)
