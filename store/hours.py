"""Hours: totals of a unit, a person or everybody, with how fresh they are."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Connection,
    Integer,
    Select,
    and_,
    case,
    cast,
    func,
    or_,
    select,
    true,
)

from rules.programme import Programme
from store.programmes import last_cycle
from store.spans import bound_span, rows_that_count
from store.tables import activity, book, participation, service_record


@dataclass(frozen=True, slots=True, kw_only=True)
class HoursTotal:
    """Person-minutes, and the oldest look at the books they come from."""

    confirmed: int
    pending: int
    activities: int
    participations: int
    incomplete: int
    """Rows that count as nothing, since they name no people or no duration."""
    synced_at: datetime | None
    cycle: int | None

    @property
    def minutes(self) -> int:
        """All minutes."""
        return self.confirmed + self.pending


def gather_hours(
    conn: Connection,
    programme: Programme,
    *,
    now: datetime,
    unit_ids: Collection[int] | None = None,
    volunteer: Collection[str] = (),
    number: str | None = None,
    first: date | None = None,
    last: date | None = None,
) -> HoursTotal:
    """The hours of activities held from first to last, both included, as of now.

    Of these units, of everybody where None; of the person so named or numbered where given, less
    rows of the same name that say another number than that person's.
    A row counts by its first day; a row dated later than now does not count yet.
    """
    span = bound_span(programme, first, last, now)
    if volunteer:
        parts = _of_person(
            conn, programme.id, volunteer, unit_ids, number=number, span=span, now=now
        )
    else:
        parts = _of_units(conn, programme.id, unit_ids, span=span, now=now)
    books = {part.book for part in parts}
    synced_at, cycle = _freshness(conn, programme.id, books)
    minutes = sum(part.minutes for part in parts)
    confirmed = sum(part.confirmed for part in parts)
    return HoursTotal(
        confirmed=confirmed,
        pending=minutes - confirmed,
        activities=sum(part.activities for part in parts),
        participations=sum(part.people for part in parts),
        incomplete=sum(part.incomplete for part in parts),
        synced_at=synced_at,
        cycle=cycle,
    )


@dataclass(frozen=True, slots=True)
class _Part:
    book: str
    minutes: int
    confirmed: int
    people: int
    activities: int
    incomplete: int


def _of_units(
    conn: Connection,
    programme_id: str,
    unit_ids: Collection[int] | None,
    *,
    span: tuple[str, str],
    now: datetime,
) -> list[_Part]:
    """Activities with all their people, and service records that belong to none."""
    held, alone = activity.c, service_record.c
    activities = select(
        held.book,
        func.sum(held.minutes),
        func.sum(held.confirmed_minutes),
        func.sum(held.people),
        func.count(),
        func.sum(case((or_(held.minutes == 0, held.people == 0), 1), else_=0)),
    ).where(rows_that_count(activity, programme_id, unit_ids, span, now))
    records = select(
        alone.book,
        func.sum(alone.minutes),
        func.sum(case((alone.confirmed, alone.minutes), else_=0)),
        func.count(),
        cast(0, Integer),
        func.sum(case((alone.minutes == 0, 1), else_=0)),
    ).where(
        rows_that_count(service_record, programme_id, unit_ids, span, now),
        alone.activity_id.is_(None),
    )
    rows = [
        *conn.execute(activities.group_by(held.book)),
        *conn.execute(records.group_by(alone.book)),
    ]
    return [_Part(name, *map(int, figures)) for name, *figures in rows]


def _of_person(
    conn: Connection,
    programme_id: str,
    volunteer: Collection[str],
    unit_ids: Collection[int] | None,
    *,
    number: str | None,
    span: tuple[str, str],
    now: datetime,
) -> list[_Part]:
    """Service records of the person, and lists that name the person."""
    own = service_record.c
    records = (
        select(own.book, *_figures(own.minutes, own.confirmed))
        .where(
            rows_that_count(service_record, programme_id, unit_ids, span, now),
            or_(own.volunteer.in_(volunteer), own.volunteer_no.in_(volunteer)),
            true() if number is None else func.coalesce(own.volunteer_no, number) == number,
        )
        .group_by(own.book)
    )
    lists = _lists_naming(programme_id, volunteer, unit_ids, span, now)
    rows = (*conn.execute(records), *conn.execute(lists))
    return [
        _Part(name, int(minutes), int(confirmed), count, count, int(incomplete))
        for name, minutes, confirmed, count, incomplete in rows
    ]


def _lists_naming(
    programme_id: str,
    volunteer: Collection[str],
    unit_ids: Collection[int] | None,
    span: tuple[str, str],
    now: datetime,
) -> Select[Any]:
    """By book what activities' lists give the person."""
    named = participation.c
    return (
        select(activity.c.book, *_figures(named.minutes, named.confirmed))
        .join(
            activity,
            and_(
                activity.c.programme_id == named.programme_id,
                activity.c.id == named.activity_id,
            ),
        )
        .where(
            rows_that_count(activity, programme_id, unit_ids, span, now),
            named.programme_id == programme_id,
            named.volunteer.in_(volunteer),
            # What an activity's people share with it: a name that many bear is no long search.
            named.first_day >= span[0],
            named.first_day <= span[1],
            true() if unit_ids is None else named.unit_id.in_(unit_ids),
        )
        .group_by(activity.c.book)
    )


def _figures(
    minutes: ColumnElement[int], confirmed: ColumnElement[bool]
) -> tuple[ColumnElement[int], ...]:
    """All minutes, the confirmed ones, how many rows, and how many without any."""
    return (
        func.sum(minutes),
        func.sum(case((confirmed, minutes), else_=0)),
        func.count(),
        func.sum(case((minutes == 0, 1), else_=0)),
    )


def _freshness(
    conn: Connection, programme_id: str, books: set[str]
) -> tuple[datetime | None, int | None]:
    """The oldest synced_at of the books used; of the last cycle where none was."""
    mine = select(book.c.synced_at, book.c.cycle).where(book.c.programme_id == programme_id)
    states = conn.execute(mine.where(book.c.id.in_(sorted(books)))).all() if books else []
    known = [(at, number) for at, number in states if at is not None]
    if known:
        return min(known)
    cycle = last_cycle(conn, programme_id)
    return (cycle.at, cycle.id) if cycle else (None, None)
