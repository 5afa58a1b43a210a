"""Rows behind a figure: those that were counted, and those that were not, each with its place."""

from collections.abc import Collection
from datetime import date, datetime
from typing import NamedTuple

from sqlalchemy import Connection, and_, or_, select

from rules.programme import Programme
from store.spans import bound_span, rows_that_stand
from store.tables import activity, participation, service_record


class CountedRow(NamedTuple):
    """A row of a log in a period; `counts` is False where another repeats it, or it is nil."""

    day: str
    title: str | None
    people: int
    minutes: int
    counts: bool
    book: str
    sheet: str
    row: int


def load_counted_rows(
    conn: Connection,
    programme: Programme,
    unit_ids: Collection[int] | None,
    *,
    now: datetime,
    first: date | None,
    last: date | None,
) -> list[CountedRow]:
    """The activities of these units, of all where None, and service that belongs to none."""
    held, alone = activity.c, service_record.c
    days = bound_span(programme, first, last, now)
    activities = select(
        held.first_day, held.title, held.people, held.minutes, held.counts,
        held.book, held.sheet, held.row,
    ).where(rows_that_stand(activity, programme.id, unit_ids, days, now))  # fmt: skip
    records = select(
        alone.first_day, alone.title, alone.minutes, alone.counts,
        alone.book, alone.sheet, alone.row,
    ).where(
        rows_that_stand(service_record, programme.id, unit_ids, days, now),
        alone.activity_id.is_(None),
    )  # fmt: skip
    rows = [CountedRow(*row) for row in conn.execute(activities)]
    rows += [CountedRow(day, title, 1, *more) for day, title, *more in conn.execute(records)]
    return sorted(rows)


def load_rows_of_person(
    conn: Connection,
    programme: Programme,
    names: Collection[str],
    unit_ids: Collection[int] | None,
    *,
    now: datetime,
    first: date | None,
    last: date | None,
) -> list[CountedRow]:
    """The service of the person so named or numbered, and the lists that name the person."""
    own, held, named = service_record.c, activity.c, participation.c
    days = bound_span(programme, first, last, now)
    records = select(
        own.first_day, own.title, own.minutes, own.counts, own.book, own.sheet, own.row
    ).where(
        rows_that_stand(service_record, programme.id, unit_ids, days, now),
        or_(own.volunteer.in_(names), own.volunteer_no.in_(names)),
    )
    lists = (
        select(
            held.first_day, held.title, named.minutes, held.counts, held.book, held.sheet, held.row
        )
        .join(
            activity,
            and_(held.programme_id == named.programme_id, held.id == named.activity_id),
        )
        .where(
            rows_that_stand(activity, programme.id, unit_ids, days, now),
            named.volunteer.in_(names),
        )
    )
    found = [*conn.execute(records), *conn.execute(lists)]
    return sorted(CountedRow(day, title, 1, *more) for day, title, *more in found)
