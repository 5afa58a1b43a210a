"""Checks of units: gathers their stored rows across books, asks the rules, saves findings."""

from collections.abc import Collection, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Connection

from rules.findings import Finding
from rules.months import Month
from rules.programme import Programme
from rules.records import first_day
from rules.unit_checks import (
    check_alike,
    check_backfill,
    check_batches,
    check_repeated,
    check_text,
)
from store.entry_checks import check_entries
from store.findings import replace_unit_findings
from store.logged_rows import (
    Rows,
    load_activities,
    load_first_cycle,
    load_first_reads,
    load_people,
    load_same_days,
    load_services,
)
from store.types import read_instant

_CHUNK = 400
#: A habit of three months is seen in the month that it is told in and in two before.
_MONTHS_BEFORE = 2


def recheck(
    conn: Connection,
    programme: Programme,
    unit_ids: Collection[int],
    *,
    start: Month,
    now: datetime,
) -> None:
    """Makes the findings of these units' rows together equal to what the rows say now.

    Months before `start` are history: only rows that are logged twice are told of them.
    """
    ordered = sorted(unit_ids)
    for at in range(0, len(ordered), _CHUNK):
        chunk = ordered[at : at + _CHUNK]
        found = _check(conn, programme, chunk, start, now)
        replace_unit_findings(conn, programme.id, chunk, found, now)


def _check(
    conn: Connection, programme: Programme, unit_ids: Sequence[int], start: Month, now: datetime
) -> list[tuple[int, Finding]]:
    began = load_first_cycle(conn, programme.id)
    after = now if began is None else read_instant(began)
    since, first = start.plus(-_MONTHS_BEFORE).first.isoformat(), start.first.isoformat()
    activities = load_activities(conn, programme, unit_ids, since=since)
    services = load_services(conn, programme, unit_ids, since=first, seen_after=after)
    logged = {u: [*activities.get(u, ()), *services.get(u, ())] for u in unit_ids}
    same = load_same_days(conn, programme, logged)
    late = {} if began is None else _late(conn, programme, logged, start=start, began=began)
    found: list[tuple[int, Finding]] = []
    for unit_id in unit_ids:
        mine, fresh = activities.get(unit_id, ()), late.get(unit_id, [])
        served = [one for one in fresh if one.who is not None and one.counts]
        served += load_people(conn, programme.id, [one for one in fresh if one.who is None])
        told = (
            *check_repeated(same.get(unit_id, ())),
            *check_alike([one for one in mine if first_day(one.days) >= first], _likeness),
            *check_text(mine, _likeness, start=start),
            *check_backfill(fresh, programme.backfill),
            *check_batches(served, programme.backfill),
        )
        found += [(unit_id, one) for one in told]
    return found + check_entries(conn, programme, unit_ids, now)


def _late(
    conn: Connection,
    programme: Programme,
    logged: Rows,
    *,
    start: Month,
    began: Any,  # noqa: ANN401 - an instant as it is stored
) -> Rows:
    """Rows of duty that came to a book after it was first read, by unit.

    What a book holds when it is met was written before anybody could be late.
    """
    later = [one for rows in logged.values() for one in rows if one.seen_at > began]
    if not later:
        return {}
    met = load_first_reads(conn, programme.id, {one.book for one in later})
    late = {one.id for one in later if one.seen_at > met[one.book]}
    return {
        unit_id: [
            one._replace(logged=read_instant(one.seen_at).astimezone(programme.timezone).date())
            for one in rows
            if one.id in late and Month.of(one.held) >= start
        ]
        for unit_id, rows in logged.items()
    }


def _likeness(one: str, other: str) -> float:
    from rapidfuzz import fuzz  # noqa: PLC0415 - needed only where two rows may be alike

    return fuzz.ratio(one, other) / 100
