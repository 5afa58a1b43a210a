"""Spans of days as they are stored, and which rows begin in them."""

from collections.abc import Collection
from datetime import date, datetime

from sqlalchemy import ColumnElement, Table, and_, or_

from rules.programme import Programme


def bound_span(
    programme: Programme, first: date | None, last: date | None, now: datetime
) -> tuple[str, str]:
    """The days from first to last as they are stored: none later than today."""
    today = now.astimezone(programme.timezone).date()
    return (first.isoformat() if first else "", min(last or today, today).isoformat())


def rows_that_count(
    table: Table,
    programme_id: str,
    unit_ids: Collection[int] | None,
    span: tuple[str, str],
    now: datetime,
) -> ColumnElement[bool]:
    """Which rows of that table count in the span as of now, of these units or of any."""
    return and_(rows_that_stand(table, programme_id, unit_ids, span, now), table.c.counts.is_(True))


def rows_that_stand(
    table: Table,
    programme_id: str,
    unit_ids: Collection[int] | None,
    span: tuple[str, str],
    now: datetime,
) -> ColumnElement[bool]:
    """Which rows begin in the span and stand in sheets as of now, whether they count or not."""
    columns = table.c
    of_unit = columns.unit_id.is_not(None) if unit_ids is None else columns.unit_id.in_(unit_ids)
    return and_(
        columns.programme_id == programme_id,
        of_unit,
        columns.first_day >= span[0],
        columns.first_day <= span[1],
        columns.seen_at <= now,
        or_(columns.withdrawn_at.is_(None), columns.withdrawn_at > now),
    )
