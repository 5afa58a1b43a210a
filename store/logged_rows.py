"""Logged rows: the stored rows of units as the checks of a unit see them."""

from collections import defaultdict
from collections.abc import Collection, Iterable
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Connection, Table, func, null, or_, select

from rules.programme import Programme
from rules.records import first_day
from rules.unit_checks import Logged
from store.tables import activity, cycle, entry, participation, service_record
from store.types import as_stored

_CHUNK = 400
_EACH = func.coalesce(activity.c.minutes.op("/")(func.nullif(activity.c.people, 0)), 0)
#: Whose it is, minutes of each person, text, photos, the day logged, as `Logged` takes them.
_OF_ACTIVITY = (null(), _EACH, activity.c.content, activity.c.photos, null(), activity.c.people)
_OF_PERSON = (
    func.coalesce(service_record.c.volunteer_no, service_record.c.volunteer, ""),
    service_record.c.minutes, null(), null(), null(), null(),
)  # fmt: skip

Rows = dict[int, list[Logged]]


def load_activities(
    conn: Connection, programme: Programme, unit_ids: Collection[int], *, since: str
) -> Rows:
    """Activities by unit: those held since that day, and those that repeat another row."""
    columns = activity.c
    telling = or_(columns.counts.is_(False), columns.first_day >= since)
    return _load(conn, programme, activity, _of(unit_ids, activity) & _is_held() & telling)


def load_services(
    conn: Connection,
    programme: Programme,
    unit_ids: Collection[int],
    *,
    since: str,
    seen_after: datetime,
) -> Rows:
    """Service records by unit: those first seen later, and those that do not count."""
    columns = service_record.c
    late = (columns.seen_at > seen_after) & (columns.first_day >= since)
    condition = _of(unit_ids, service_record) & or_(columns.counts.is_(False), late)
    return _load(conn, programme, service_record, condition)


def load_same_days(conn: Connection, programme: Programme, repeated: Rows) -> Rows:
    """All rows of the days on which a unit has a row that does not count."""
    found: Rows = {}
    for unit_id, rows in repeated.items():
        for of_person in (False, True):
            again = (r for r in rows if not r.counts and (r.who is not None) is of_person)
            days = {first_day(one.days) for one in again}
            table = service_record if of_person else activity
            held = [] if of_person else [_is_held()]
            ordered = sorted(days)
            for at in range(0, len(ordered), _CHUNK):
                of_days = table.c.first_day.in_(ordered[at : at + _CHUNK])
                loaded = _load(conn, programme, table, _of([unit_id], table) & of_days, *held)
                found.setdefault(unit_id, []).extend(loaded.get(unit_id, ()))
    return found


def load_people(conn: Connection, programme_id: str, activities: Iterable[Logged]) -> list[Logged]:
    """The service of each person whom these activities' lists name."""
    by_id = {one.id: one for one in activities}
    ordered, columns = sorted(by_id), participation.c
    found = []
    for at in range(0, len(ordered), _CHUNK):
        mine = columns.activity_id.in_(ordered[at : at + _CHUNK])
        rows = conn.execute(
            select(columns.activity_id, columns.volunteer, columns.minutes).where(
                columns.programme_id == programme_id, mine
            )
        )
        found += [by_id[n]._replace(who=who, minutes=minutes) for n, who, minutes in rows]
    return found


def load_first_cycle(conn: Connection, programme_id: str) -> Any:  # noqa: ANN401 - as it sorts
    """When the programme's books were looked at for the first time, as instants are stored."""
    began = select(as_stored(func.min(cycle.c.at))).where(cycle.c.programme_id == programme_id)
    return conn.execute(began).scalar()


def load_first_reads(conn: Connection, programme_id: str, books: Collection[str]) -> dict[str, Any]:
    """When the first rows of each book were seen."""
    found: dict[str, Any] = {}
    ordered = sorted(books)
    for table in (activity, service_record):
        columns = table.c
        for at in range(0, len(ordered), _CHUNK):
            mine = columns.book.in_(ordered[at : at + _CHUNK])
            rows = conn.execute(
                select(columns.book, as_stored(func.min(columns.seen_at)))
                .where(columns.programme_id == programme_id, mine)
                .group_by(columns.book)
            )
            for book, seen in rows:
                found[book] = min(seen, found.get(book, seen))
    return found


def load_units_of_book(conn: Connection, programme_id: str, book: str) -> set[int]:
    """The units that have rows in a book."""
    found: set[int] = set()
    for table in (activity, service_record, entry):
        mine = (table.c.programme_id == programme_id) & (table.c.book == book)
        rows = select(table.c.unit_id).where(mine, table.c.unit_id.is_not(None)).distinct()
        found.update(conn.execute(rows).scalars())
    return found


def _of(unit_ids: Collection[int], table: Table) -> ColumnElement[bool]:
    columns = table.c
    stands = columns.withdrawn_at.is_(None) & columns.days.is_not(None)
    return columns.unit_id.in_(unit_ids) & stands


def _is_held() -> ColumnElement[bool]:
    return activity.c.nil.is_(False) & activity.c.title.is_not(None)


def _load(
    conn: Connection, programme: Programme, table: Table, *conditions: ColumnElement[bool]
) -> Rows:
    """Rows by unit; columns come in the order of `Logged`."""
    columns = table.c
    place = (columns.unit_id, columns.id, columns.book, columns.sheet, columns.row, columns.days)
    rows = conn.execute(
        select(
            *place, func.coalesce(columns.title, ""), as_stored(columns.seen_at), columns.counts,
            *(_OF_ACTIVITY if table is activity else _OF_PERSON),
        ).where(columns.programme_id == programme.id, *conditions)
    ).all()  # fmt: skip
    found: Rows = defaultdict(list)
    for unit_id, *values in rows:
        found[unit_id].append(Logged._make(values))
    return found
