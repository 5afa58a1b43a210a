"""Tallies: what each unit held in a period, and the activities themselves."""

from collections.abc import Collection
from datetime import date, datetime
from typing import NamedTuple

from sqlalchemy import Connection, func, select

from rules.programme import Programme
from store.spans import bound_span, rows_that_count
from store.tables import activity, service_record


class UnitTally(NamedTuple):
    """A unit's person-minutes, activities and person-times."""

    minutes: int
    activities: int
    people: int


class ActivityHeld(NamedTuple):
    """One activity that counts."""

    unit_id: int
    day: str
    title: str
    people: int
    minutes: int


def tally_units(
    conn: Connection,
    programme: Programme,
    unit_ids: Collection[int] | None,
    *,
    now: datetime,
    first: date | None,
    last: date | None,
) -> dict[int, UnitTally]:
    """What each unit with any row that counts held from first to last, as `gather_hours` counts."""
    held, alone = activity.c, service_record.c
    span = bound_span(programme, first, last, now)
    activities = select(
        held.unit_id, func.sum(held.minutes), func.count(), func.sum(held.people)
    ).where(rows_that_count(activity, programme.id, unit_ids, span, now))
    records = select(alone.unit_id, func.sum(alone.minutes), func.count()).where(
        rows_that_count(service_record, programme.id, unit_ids, span, now),
        alone.activity_id.is_(None),
    )
    tallies = {
        unit_id: UnitTally(int(minutes), int(count), int(people))
        for unit_id, minutes, count, people in conn.execute(activities.group_by(held.unit_id))
    }
    for unit_id, minutes, count in conn.execute(records.group_by(alone.unit_id)):
        own = tallies.get(unit_id, UnitTally(0, 0, 0))
        tallies[unit_id] = UnitTally(
            own.minutes + int(minutes), own.activities, own.people + int(count)
        )
    return tallies


def load_held(
    conn: Connection,
    programme: Programme,
    unit_ids: Collection[int] | None,
    *,
    now: datetime,
    first: date | None,
    last: date | None,
) -> list[ActivityHeld]:
    """The activities held from first to last, in the order of their days."""
    held = activity.c
    span = bound_span(programme, first, last, now)
    rows = conn.execute(
        select(held.unit_id, held.first_day, held.title, held.people, held.minutes)
        .where(rows_that_count(activity, programme.id, unit_ids, span, now))
        .order_by(held.first_day, held.unit_id, held.id)
    )
    return [ActivityHeld(*row) for row in rows]
