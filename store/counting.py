"""Which rows of a unit count, and how much: settled in the store, written only where it differs."""

from collections.abc import Collection, Mapping, Sequence
from typing import Any

from sqlalchemy import ColumnElement, Connection, Row, Table, bindparam, delete, or_, select, update

from rules.hours import (
    Settlement,
    first_of_each,
    minutes_each,
    names_that_count,
    settle,
)
from rules.records import Activity, ServiceRecord, first_day, title_key
from store.bulk import insert_rows
from store.tables import activity, participation, service_record
from store.types import as_stored

_CHUNK = 400
_ACTIVITY_FIELDS = [activity.c[name] for name in Activity._fields]
_RECORD_FIELDS = [service_record.c[name] for name in ServiceRecord._fields]
#: What of an activity says who served how long.
_NAMING = (
    "days", "headcount", "duration", "total_minutes", "person_times", "names", "names_total",
    "confirmed",
)  # fmt: skip
_PARTICIPATION = (
    "programme_id", "activity_id", "ordinal", "volunteer", "unit_id", "first_day", "minutes",
    "confirmed",
)  # fmt: skip


def settle_units(conn: Connection, programme_id: str, unit_ids: Collection[int]) -> None:
    """Works out anew what the rows of these units count (design §5, Counting)."""
    ordered = sorted(unit_ids)
    chunks = [ordered[start : start + _CHUNK] for start in range(0, len(ordered), _CHUNK)]
    lost = {unit_id for chunk in chunks for unit_id in _release(conn, programme_id, chunk)}
    for chunk in chunks:
        recorded = _units_with_records(conn, programme_id, chunk) | lost.intersection(chunk)
        plain = [unit_id for unit_id in chunk if unit_id not in recorded]
        _settle_plain(conn, programme_id, plain)
        for unit_id in sorted(recorded):
            _settle_recorded(conn, programme_id, unit_id)
        _settle_names(conn, programme_id, chunk)


def _settle_plain(conn: Connection, programme_id: str, unit_ids: Sequence[int]) -> None:
    """Units without service records: only repeated rows have to be found."""
    columns = activity.c
    rows = conn.execute(
        select(
            columns.unit_id, columns.id, columns.days, columns.title,
            as_stored(columns.seen_at), columns.counts,
        )
        .where(
            _standing(activity, programme_id, unit_ids),
            columns.nil.is_(False), columns.days.is_not(None), columns.title.is_not(None),
        )
    ).all()  # fmt: skip
    repeated = first_of_each(
        (number, (unit_id, days, title_key(title)), seen)
        for unit_id, number, days, title, seen, _ in rows
    )
    wanted = ((row[1], row[1] not in repeated, row[5]) for row in rows)
    _mark_counts(
        conn, programme_id, [(n, counts) for n, counts, stood in wanted if counts != stood]
    )


def _settle_recorded(conn: Connection, programme_id: str, unit_id: int) -> None:
    """A unit with service records: they may be the people of its activities."""
    columns = activity.c
    derived = (columns.counts, columns.people, columns.minutes, columns.confirmed_minutes)
    activities = conn.execute(
        select(columns.id, columns.seen_at, *derived, *_ACTIVITY_FIELDS).where(
            _standing(activity, programme_id, [unit_id])
        )
    ).all()
    head = (service_record.c.id, service_record.c.seen_at)
    stood = (service_record.c.counts, service_record.c.activity_id, service_record.c.minutes)
    records = conn.execute(
        select(*head, *stood, *_RECORD_FIELDS).where(
            _standing(service_record, programme_id, [unit_id])
        )
    ).all()
    settlement = settle(
        {row[0]: (Activity(*row[6:]), row[1]) for row in activities},
        {row[0]: (ServiceRecord(*row[5:]), row[1]) for row in records},
    )
    _save_settled(conn, programme_id, settlement, activities, records)


def _save_settled(
    conn: Connection,
    programme_id: str,
    settlement: Settlement,
    activities: Sequence[Row[Any]],
    records: Sequence[Row[Any]],
) -> None:
    for row in activities:
        counts, count = settlement.activities[row[0]]
        wanted = (counts, count.people, count.minutes, count.confirmed)
        if tuple(row[2:6]) != wanted:
            names = ("counts", "people", "minutes", "confirmed_minutes")
            mine = (activity.c.programme_id == programme_id) & (activity.c.id == row[0])
            conn.execute(update(activity).where(mine).values(dict(zip(names, wanted, strict=True))))
    for row in records:
        if tuple(row[2:5]) != settlement.records[row[0]]:
            counts, owner, minutes = settlement.records[row[0]]
            mine = (service_record.c.programme_id == programme_id) & (service_record.c.id == row[0])
            conn.execute(
                update(service_record)
                .where(mine)
                .values(counts=counts, activity_id=owner, minutes=minutes)
            )


def _settle_names(conn: Connection, programme_id: str, unit_ids: Sequence[int]) -> None:
    """People named in lists; where service records name an activity's people, they do not."""
    columns = activity.c
    rows = conn.execute(
        select(columns.id, columns.unit_id, *(columns[name] for name in _NAMING)).where(
            _standing(activity, programme_id, unit_ids),
            columns.names.is_not(None),
            columns.counts.is_(True),
        )
    ).all()
    replaced = _activities_with_records(conn, programme_id, unit_ids)
    wanted = {
        number: _participations(
            programme_id, number, unit_id, Activity(**dict(zip(_NAMING, said, strict=True)))
        )
        for number, unit_id, *said in rows
        if number not in replaced
    }
    stored = _stored_names(conn, programme_id, unit_ids)
    # An activity that was another unit's still has the names that were settled there.
    changed = sorted(n for n in stored.keys() | wanted.keys() if stored.get(n) != wanted.get(n))
    for start in range(0, len(changed), _CHUNK):
        gone = participation.c.activity_id.in_(changed[start : start + _CHUNK])
        conn.execute(
            delete(participation).where(participation.c.programme_id == programme_id, gone)
        )
    fresh = [row for n, people in wanted.items() if stored.get(n) != people for row in people]
    insert_rows(conn, participation, _PARTICIPATION, fresh)


def _participations(
    programme_id: str, number: int, unit_id: int, one: Activity
) -> list[tuple[object, ...]]:
    day, each = first_day(one.days or ""), minutes_each(one)
    return [
        (programme_id, number, ordinal, name, unit_id, day, each, one.confirmed)
        for ordinal, name in enumerate(names_that_count(one))
    ]


def _stored_names(
    conn: Connection, programme_id: str, unit_ids: Sequence[int]
) -> Mapping[int, list[tuple[object, ...]]]:
    found: dict[int, list[tuple[object, ...]]] = {}
    columns = [participation.c[name] for name in _PARTICIPATION]
    mine = (participation.c.programme_id == programme_id) & participation.c.unit_id.in_(unit_ids)
    order = (participation.c.activity_id, participation.c.ordinal)
    for row in conn.execute(select(*columns).where(mine).order_by(*order)):
        found.setdefault(row.activity_id, []).append(tuple(row))
    return found


def _units_with_records(conn: Connection, programme_id: str, unit_ids: Sequence[int]) -> set[int]:
    """Withdrawn ones too: what they replaced has to be counted anew."""
    columns = service_record.c
    mine = (columns.programme_id == programme_id) & columns.unit_id.in_(unit_ids)
    found = conn.execute(select(columns.unit_id).where(mine).distinct()).scalars()
    return {unit_id for unit_id in found if unit_id is not None}


def _release(conn: Connection, programme_id: str, unit_ids: Sequence[int]) -> set[int]:
    """Units whose activities had people whose rows say now that they are another unit's."""
    mine, theirs = activity.c, service_record.c
    rows = conn.execute(
        select(theirs.id, mine.unit_id)
        .join(
            activity,
            (mine.programme_id == theirs.programme_id) & (mine.id == theirs.activity_id),
        )
        .where(
            theirs.programme_id == programme_id,
            or_(theirs.unit_id.in_(unit_ids), theirs.unit_id.is_(None)),
            theirs.unit_id.is_distinct_from(mine.unit_id),
        )
    ).all()
    if rows:
        lost = update(service_record).where(
            theirs.programme_id == programme_id, theirs.id == bindparam("b_id")
        )
        conn.execute(lost.values(activity_id=None), [{"b_id": row[0]} for row in rows])
    return {row[1] for row in rows}


def _activities_with_records(
    conn: Connection, programme_id: str, unit_ids: Sequence[int]
) -> set[int | None]:
    mine = _standing(service_record, programme_id, unit_ids)
    owners = select(service_record.c.activity_id).where(mine).distinct()
    return set(conn.execute(owners).scalars())


def _standing(table: Table, programme_id: str, unit_ids: Sequence[int]) -> ColumnElement[bool]:
    columns = table.c
    return (
        (columns.programme_id == programme_id)
        & columns.unit_id.in_(unit_ids)
        & columns.withdrawn_at.is_(None)
    )


def _mark_counts(conn: Connection, programme_id: str, changes: Sequence[tuple[int, bool]]) -> None:
    if changes:
        statement = update(activity).where(
            activity.c.programme_id == programme_id, activity.c.id == bindparam("b_id")
        )
        values = [{"b_id": number, "b_counts": counts} for number, counts in changes]
        conn.execute(statement.values(counts=bindparam("b_counts")), values)
