"""Rows that are there and do not count until something in them is mended."""

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping
from datetime import date, datetime
from typing import Any, NamedTuple

from sqlalchemy import Connection, Row, and_, func, or_, select

from rules.findings import SEVERITIES, Severity
from rules.months import Month
from rules.programme import Programme
from rules.records import begins_of
from store.tables import activity, book_unit, finding
from store.types import as_stored, read_instant

_CHUNK = 400
#: What keeps a row from counting until its editor mends it.
_CODES = tuple(
    code
    for code, severity in SEVERITIES.items()
    if severity is Severity.BREACH and code.startswith(("date-", "title-", "unit-"))
)
#: Those whose finding tells the month that the row is about.
_MONTH_TOLD = ("date-month-only", "date-other-month")
_WITH_YEAR = len("2026-03")

#: Book, sheet and row.
_Place = tuple[str, str, int]


class Unmended(NamedTuple):
    """A row of a unit that waits to be mended; no months where nobody can know them."""

    book: str
    months: frozenset[Month]
    seen: date
    """The local day on which it was first seen."""

    def may_be_of(self, month: Month) -> bool:
        """Whether it may be about that month: none is written about before it begins."""
        return month in self.months if self.months else self.seen >= month.first


def load_unmended(
    conn: Connection,
    programme: Programme,
    unit_ids: Collection[int],
    *,
    since: Month,
    seen_by: datetime,
) -> dict[int, list[Unmended]]:
    """Such rows of these units from a month on; rows of no known unit in a book of one alone."""
    found: dict[int, list[Unmended]] = defaultdict(list)
    ordered = sorted(unit_ids)
    for start in range(0, len(ordered), _CHUNK):
        chunk = ordered[start : start + _CHUNK]
        rows = _uncounted(conn, programme.id, chunk, since, seen_by)
        told = _load_told(conn, programme.id, {row.book for _, row in rows})
        for unit_id, row in rows:
            place = (row.book, row.sheet, row.row)
            if row.unit_id is None or place in told:
                found[unit_id].append(_unmended(row, told.get(place), programme))
    return found


def _uncounted(
    conn: Connection, programme_id: str, unit_ids: list[int], since: Month, seen_by: datetime
) -> list[tuple[int, Row[Any]]]:
    columns = activity.c
    own = _books_of_one(conn, programme_id, unit_ids)
    statement = select(
        columns.unit_id, columns.book, columns.sheet, columns.row, columns.days,
        as_stored(columns.seen_at).label("seen_at"),
    ).where(
        columns.programme_id == programme_id,
        columns.counts.is_(False),
        columns.nil.is_(False),
        columns.withdrawn_at.is_(None),
        columns.seen_at <= seen_by,
        or_(columns.days.is_(None), columns.last_day >= since.first.isoformat()),
        or_(
            columns.unit_id.in_(unit_ids),
            and_(columns.unit_id.is_(None), columns.book.in_(own)),
        ),
    )  # fmt: skip
    return [(row.unit_id or own[row.book], row) for row in conn.execute(statement)]


def _books_of_one(conn: Connection, programme_id: str, unit_ids: list[int]) -> Mapping[str, int]:
    """The books of these units that no other unit has a part in."""
    columns = book_unit.c
    rows = conn.execute(
        select(columns.book, func.min(columns.unit_id))
        .where(columns.programme_id == programme_id)
        .group_by(columns.book)
        .having(func.count() == 1, func.min(columns.unit_id).in_(unit_ids))
    )
    return {row[0]: row[1] for row in rows}


def _load_told(
    conn: Connection, programme_id: str, books: Collection[str]
) -> dict[_Place, Month | None]:
    """The rows that a finding keeps from counting, with the month that it tells."""
    told: dict[_Place, Month | None] = {}
    for place, code, facts in _findings(conn, programme_id, sorted(books)):
        written = facts.get("month", "") if code in _MONTH_TOLD else ""
        month = Month.parse(written) if len(written) == _WITH_YEAR else None
        told[place] = month or told.get(place)
    return told


def _findings(
    conn: Connection, programme_id: str, books: list[str]
) -> Iterator[tuple[_Place, str, Mapping[str, str]]]:
    columns = finding.c
    for start in range(0, len(books), _CHUNK):
        rows = conn.execute(
            select(columns.book, columns.sheet, columns.row, columns.code, columns.facts).where(
                columns.programme_id == programme_id,
                columns.book.in_(books[start : start + _CHUNK]),
                columns.row.is_not(None),
                columns.code.in_(_CODES),
            )
        )
        for book, sheet, row, code, facts in rows:
            yield (book, sheet, row), code, facts


def _unmended(row: Row[Any], told: Month | None, programme: Programme) -> Unmended:
    months = frozenset(begins_of(row.days)) if row.days else frozenset({told} if told else ())
    seen = read_instant(row.seen_at).astimezone(programme.timezone).date()
    return Unmended(row.book, months, seen)
