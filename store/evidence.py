"""Evidence: the activities that may satisfy an obligation, and when each was first seen."""

from collections.abc import Collection, Iterable
from datetime import date, datetime
from typing import Any

from sqlalchemy import Connection, Select, func, or_, select

from rules.months import Month
from rules.programme import Programme
from rules.records import begins_of
from rules.standings import Evidence
from store.tables import activity
from store.types import as_stored, read_instant

_CHUNK = 400
_TWENTIETH = 20
#: Fewer units than this cannot outvote one.
_FEW = 5


def load_evidence(
    conn: Connection,
    programme: Programme,
    unit_ids: Collection[int],
    *,
    seen_by: datetime,
    months: tuple[Month, Month] | None = None,
    after: date | None = None,
) -> dict[int, list[Evidence]]:
    """Activities and nil reports by unit id: first seen by that instant, standing then.

    With `months` only what touches a month from the first to the last of them, with `after` only
    what goes on beyond that day.
    """
    found: dict[int, list[Evidence]] = {}
    ordered = sorted(unit_ids)
    for start in range(0, len(ordered), _CHUNK):
        chunk = ordered[start : start + _CHUNK]
        rows = conn.execute(_statement(programme.id, chunk, seen_by, months, after))
        _collect(rows, programme, found)
    return found


def load_awaited(
    conn: Connection,
    programme: Programme,
    unit_ids: Collection[int],
    *,
    today: date,
    seen_by: datetime,
) -> dict[tuple[int, Month], date]:
    """The day that a row dated in the future names, by unit id and month."""
    found: dict[tuple[int, Month], date] = {}
    coming = load_evidence(conn, programme, unit_ids, seen_by=seen_by, after=today)
    for unit_id, evidence in coming.items():
        for one in evidence:
            for month, begins in one.begins.items():
                if begins > today and not one.nil:
                    key = (unit_id, month)
                    found[key] = min(begins, found.get(key, begins))
    return found


def first_month(conn: Connection, programme_id: str) -> Month | None:
    """The month of the earliest activity that counts; None where there is none.

    Earlier days that hardly any unit names are slips of the keys: history begins where the day
    is reached that a twentieth of the units have an activity by.
    """
    columns = activity.c
    rows = conn.execute(
        select(func.min(columns.first_day).label("first"))
        .where(
            columns.programme_id == programme_id,
            columns.counts.is_(True),
            columns.withdrawn_at.is_(None),
        )
        .group_by(columns.unit_id)
        .order_by("first")
    )
    firsts = list(rows.scalars())
    if not firsts:
        return None
    enough = max(len(firsts) // _TWENTIETH, 1 if len(firsts) < _FEW else 2)
    return Month.of(date.fromisoformat(firsts[enough - 1]))


def _statement(
    programme_id: str,
    unit_ids: list[int],
    seen_by: datetime,
    months: tuple[Month, Month] | None,
    after: date | None,
) -> Select[Any]:
    columns = activity.c
    statement = select(
        columns.unit_id, columns.id, columns.days, columns.nil, as_stored(columns.seen_at)
    ).where(
        columns.programme_id == programme_id,
        columns.unit_id.in_(unit_ids),
        columns.days.is_not(None),
        or_(columns.counts.is_(True), columns.nil.is_(True)),
        columns.seen_at <= seen_by,
        or_(columns.withdrawn_at.is_(None), columns.withdrawn_at > seen_by),
    )
    if after is not None:
        statement = statement.where(columns.last_day > after.isoformat())
    if months is None:
        return statement
    first, last = months[0].first.isoformat(), months[1].last.isoformat()
    return statement.where(columns.first_day <= last, columns.last_day >= first)


def _collect(
    rows: Iterable[Any],
    programme: Programme,
    found: dict[int, list[Evidence]],
) -> None:
    """Distinct days and instants are few: each is understood once."""
    begins_by_days: dict[str, dict[Month, date]] = {}
    seen_days: dict[str | datetime, date] = {}
    for unit_id, number, days, nil, seen_at in rows:
        begins = begins_by_days.get(days)
        if begins is None:
            begins = begins_by_days[days] = begins_of(days)
        seen = seen_days.get(seen_at)
        if seen is None:
            seen = seen_days[seen_at] = _local_day(seen_at, programme)
        found.setdefault(unit_id, []).append(Evidence(number, begins, seen, nil))


def _local_day(stored: str | datetime, programme: Programme) -> date:
    return read_instant(stored).astimezone(programme.timezone).date()
