"""Hours: how many people served how many minutes (design §5, Counting)."""

from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from operator import itemgetter
from typing import NamedTuple

from rules.days import Days
from rules.months import days_between
from rules.records import Activity, ServiceRecord, first_day, title_key


class Count(NamedTuple):
    """People and person-minutes of one record, and the part of the minutes that is confirmed."""

    people: int = 0
    minutes: int = 0
    confirmed: int = 0


def count_activity(activity: Activity) -> Count:
    """What an activity counts when no service records name its people.

    The stated head-count wins over the names; names without a figure are counted.
    """
    people = people_of(activity)
    if people is None:
        minutes = activity.total_minutes or 0
    elif activity.duration is not None:
        minutes = people * activity.duration
    else:
        minutes = activity.total_minutes or 0
    return Count(people or 0, minutes, minutes if activity.confirmed else 0)


def people_of(activity: Activity) -> int | None:
    """The head-count, else the N of 等N人, else the names counted, else the person-times."""
    if activity.headcount is not None:
        return activity.headcount
    if activity.names_total is not None:
        return activity.names_total
    if activity.names:
        return activity.names.count("|") + 1
    return activity.person_times


def minutes_each(activity: Activity) -> int:
    """Minutes of one person: as stated, else the total shared out, rounded to whole minutes."""
    if activity.duration is not None:
        return activity.duration
    people = people_of(activity)
    return round(activity.total_minutes / people) if activity.total_minutes and people else 0


def names_that_count(activity: Activity) -> tuple[str, ...]:
    """The names of the list, no more than the people that count."""
    return tuple(activity.names.split("|"))[: people_of(activity)] if activity.names else ()


def count_with_records(activity: Activity, records: Sequence[ServiceRecord]) -> Count:
    """What an activity counts when service records are its people.

    They replace its name list; the stated head-count bounds them, and people it states beyond
    them stay nameless with the activity's own minutes.
    """
    each = minutes_each(activity)
    bounded = within_headcount(activity, dict(enumerate(records)), range(len(records)))
    records = [records[number] for number in bounded]
    minutes = sum(record_minutes(record, each) for record in records)
    confirmed = sum(record_minutes(record, each) for record in records if record.confirmed)
    people = len({_who(record) or number for number, record in enumerate(records)})
    nameless = max(0, (activity.headcount or 0) - people)
    rest = nameless * each
    return Count(
        people + nameless,
        minutes + rest,
        confirmed + (rest if activity.confirmed else 0),
    )


def record_minutes(record: ServiceRecord, each: int) -> int:
    """A record's own minutes; of its activity's people where a sign-in sheet states none."""
    return each if record.duration is None else record.duration


def within_headcount(
    activity: Activity, records: Mapping[int, ServiceRecord], numbers: Sequence[int]
) -> list[int]:
    """The records of no more people than the activity states, the first ones first.

    One person may have several: an activity of three days is recorded on each of them.
    """
    if activity.headcount is None:
        return list(numbers)
    who = {number: _who(records[number]) or number for number in numbers}
    bounded = set(list(dict.fromkeys(who.values()))[: activity.headcount])
    return [number for number in numbers if who[number] in bounded]


@dataclass(frozen=True, slots=True)
class Settlement:
    """What each row of one unit counts, by record id."""

    activities: Mapping[int, tuple[bool, Count]]
    """Whether the activity counts, and how much."""
    records: Mapping[int, tuple[bool, int | None, int]]
    """Whether the service record counts, the activity whose person it is, and its minutes."""


def settle(
    activities: Mapping[int, tuple[Activity, datetime]],
    records: Mapping[int, tuple[ServiceRecord, datetime]],
) -> Settlement:
    """What the rows of one unit count together: (row, first seen) by record id."""
    repeated = repeated_activities(
        (number, one.days, one.title, seen)
        for number, (one, seen) in activities.items()
        if not one.nil
    )
    valid = {n: a for n, (a, _) in activities.items() if _valid(a) and n not in repeated}
    named = {n: one for n, one in records.items() if one[0].days and _who(one[0])}
    twice = first_of_each((n, _person(r), seen) for n, (r, seen) in named.items())
    people = {n: r for n, (r, _) in records.items() if r.days and n not in twice}
    matched = match_records(valid, people)
    owner = {number: activity for activity, numbers in matched.items() for number in numbers}
    counted = {a: within_headcount(valid[a], people, ns) for a, ns in matched.items()}
    beyond = owner.keys() - {number for numbers in counted.values() for number in numbers}
    each = {a: minutes_each(valid[a]) for a in matched}
    return Settlement(
        {
            number: (number in valid, _count(one, [people[n] for n in counted.get(number, ())]))
            for number, (one, _) in activities.items()
        },
        {
            n: (
                n in people and n not in beyond,
                owner.get(n),
                record_minutes(r, each.get(owner.get(n, 0), 0)),
            )
            for n, (r, _) in records.items()
        },
    )


def repeated_activities(
    rows: Iterable[tuple[int, str | None, str | None, datetime]],
) -> set[int]:
    """Ids of one unit's rows (id, days, title, first seen) that name an activity once more."""
    return first_of_each(
        (number, (days, title_key(title)), seen)
        for number, days, title, seen in rows
        if days and title
    )


def match_records(
    activities: Mapping[int, Activity], records: Mapping[int, ServiceRecord]
) -> dict[int, list[int]]:
    """Which service records are the people of which activity: of its days, with its title.

    All of one unit. Of several activities that match, the smallest record id takes them.
    A title that only contains the other matches where it is the only one of that day.
    """
    by_day: dict[str, list[tuple[str, int]]] = {}
    for number in sorted(activities):
        for day in _days_of(activities[number].days):
            by_day.setdefault(day, []).append((title_key(activities[number].title or ""), number))
    matched: dict[int, list[int]] = {}
    for number in sorted(records):
        record = records[number]
        candidates = by_day.get(first_day(record.days), []) if record.days else []
        owner = _owner(title_key(record.title or ""), candidates)
        if owner is not None:
            matched.setdefault(owner, []).append(number)
    return matched


def first_of_each(keyed: Iterable[tuple[int, Hashable, datetime]]) -> set[int]:
    """The ids of rows that repeat an earlier row: (id, key, first seen) in any order.

    Of two rows for one activity the first seen counts, then the smaller id.
    """
    taken: set[Hashable] = set()
    repeated: set[int] = set()
    for number, key, _ in sorted(keyed, key=itemgetter(2, 0)):
        if key in taken:
            repeated.add(number)
        taken.add(key)
    return repeated


def _valid(activity: Activity) -> bool:
    return bool(activity.days and activity.title and not activity.nil)


def _count(activity: Activity, people: Sequence[ServiceRecord]) -> Count:
    return count_with_records(activity, people) if people else count_activity(activity)


def _person(record: ServiceRecord) -> tuple[str | None, ...]:
    return _who(record), record.days, title_key(record.title or "")


def _who(record: ServiceRecord) -> str | None:
    """None where nobody can say: two such rows need not be one person."""
    return record.volunteer_no or record.volunteer


def _owner(title: str, candidates: Sequence[tuple[str, int]]) -> int | None:
    if not title:
        return None
    exact = [number for key, number in candidates if key == title]
    close = [number for key, number in candidates if key and (key in title or title in key)]
    if exact:
        return exact[0]
    return close[0] if len(close) == 1 else None


def _days_of(days: str | None) -> tuple[str, ...]:
    if not days:
        return ()
    spans = Days.parse(days).spans
    return tuple(day.isoformat() for first, last in spans for day in days_between(first, last))
