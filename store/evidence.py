"""Evidence: the activities that may satisfy an obligation, and when each was first seen."""

from collections.abc import Collection
from datetime import date, datetime

from sqlalchemy import Connection, func, or_, select

from rules.months import Month
from rules.programme import Programme
from rules.records import first_day, months_of
from rules.standings import Evidence
from store.tables import activity

_CHUNK = 400


def load_evidence(
    conn: Connection,
    programme: Programme,
    unit_ids: Collection[int],
    *,
    seen_by: datetime,
    months: tuple[Month, Month] | None = None,
) -> dict[int, list[Evidence]]:
    """Activities and nil reports by unit id: first seen by that instant, standing then.

    With `months` only what touches a month from the first to the last of them.
    """
    found: dict[int, list[Evidence]] = {}
    ordered = sorted(unit_ids)
    for start in range(0, len(ordered), _CHUNK):
        chunk = ordered[start : start + _CHUNK]
        _load_chunk(conn, programme, chunk, seen_by, months, found)
    return found


def first_month(conn: Connection, programme_id: str) -> Month | None:
    """The month of the earliest activity that counts; None where there is none."""
    columns = activity.c
    earliest = conn.execute(
        select(func.min(columns.first_day)).where(
            columns.programme_id == programme_id,
            columns.counts.is_(True),
            columns.withdrawn_at.is_(None),
        )
    ).scalar()
    return Month.of(date.fromisoformat(earliest)) if earliest else None


def _load_chunk(
    conn: Connection,
    programme: Programme,
    unit_ids: list[int],
    seen_by: datetime,
    months: tuple[Month, Month] | None,
    found: dict[int, list[Evidence]],
) -> None:
    columns = activity.c
    statement = select(
        columns.unit_id, columns.id, columns.days, columns.nil, columns.seen_at
    ).where(
        columns.programme_id == programme.id,
        columns.unit_id.in_(unit_ids),
        columns.days.is_not(None),
        or_(columns.counts.is_(True), columns.nil.is_(True)),
        columns.seen_at <= seen_by,
        or_(columns.withdrawn_at.is_(None), columns.withdrawn_at > seen_by),
    )
    if months is not None:
        first, last = months[0].first.isoformat(), months[1].last.isoformat()
        statement = statement.where(columns.first_day <= last, columns.last_day >= first)
    months_by_days: dict[str, tuple[tuple[Month, ...], date]] = {}
    seen_days: dict[datetime, date] = {}
    for unit_id, number, days, nil, seen_at in conn.execute(statement):
        held = months_by_days.get(days)
        if held is None:
            held = (months_of(days), date.fromisoformat(first_day(days)))
            months_by_days[days] = held
        seen = seen_days.get(seen_at)
        if seen is None:
            seen = seen_days[seen_at] = seen_at.astimezone(programme.timezone).date()
        evidence = Evidence(number, held[0], held[1], seen, nil)
        found.setdefault(unit_id, []).append(evidence)
