"""Findings in the store: each with the instant it was first made."""

from collections.abc import Collection, Mapping, Sequence
from datetime import date, datetime
from typing import Any

from sqlalchemy import ColumnElement, Connection, Row, delete, func, select

from rules.findings import CellRef, Finding
from rules.records import first_day
from store.bulk import insert_rows, stored_instant, stored_json
from store.ids import take_ids
from store.tables import finding


def replace_findings(
    conn: Connection, programme_id: str, book: str, found: Sequence[Finding], now: datetime
) -> None:
    """Makes what was found reading the book equal to this; what stood keeps its instant."""
    mine = (finding.c.book == book) & finding.c.unit_id.is_(None)
    _replace(conn, programme_id, mine, [(None, one) for one in found], now)


def replace_unit_findings(
    conn: Connection,
    programme_id: str,
    unit_ids: Collection[int],
    found: Sequence[tuple[int, Finding]],
    now: datetime,
) -> None:
    """Makes what the rows of these units give together equal to this: (unit, finding)."""
    _replace(conn, programme_id, finding.c.unit_id.in_(unit_ids), found, now)


def _replace(
    conn: Connection,
    programme_id: str,
    condition: ColumnElement[bool],
    found: Sequence[tuple[int | None, Finding]],
    now: datetime,
) -> None:
    mine = (finding.c.programme_id == programme_id) & condition
    rows = conn.execute(select(finding).where(mine))
    # By their facts as stored: one in which a private number stood makes way for its masked one.
    stored = {(row.unit_id, _key(row.code, _where(row), row.facts)): row.id for row in rows}
    wanted = {
        (unit_id, _key(one.code, one.where, one.values)): (unit_id, one) for unit_id, one in found
    }
    gone = [number for key, number in stored.items() if key not in wanted]
    for start in range(0, len(gone), _CHUNK):
        conn.execute(delete(finding).where(mine, finding.c.id.in_(gone[start : start + _CHUNK])))
    fresh = [one for key, one in wanted.items() if key not in stored]
    if fresh:
        numbers = take_ids(conn, programme_id, "finding", len(fresh))
        seen = stored_instant(conn, now)
        values = [
            _values(programme_id, number, one, seen, unit_id)
            for number, (unit_id, one) in zip(numbers, fresh, strict=True)
        ]
        insert_rows(conn, finding, _COLUMNS, values)


def keep_findings(conn: Connection, programme_id: str, books: Collection[str]) -> None:
    """Drops the findings of books that are neither present nor remembered."""
    named = select(finding.c.book).where(finding.c.programme_id == programme_id).distinct()
    for book in set(conn.execute(named).scalars()) - set(books):
        conn.execute(
            delete(finding).where(finding.c.programme_id == programme_id, finding.c.book == book)
        )


def count_findings(conn: Connection, programme_id: str, *, today: date) -> dict[str, int]:
    """How many findings stand in each book; a date that has come is none any more."""
    mine = finding.c.programme_id == programme_id
    rows = conn.execute(select(finding.c.book, func.count()).where(mine).group_by(finding.c.book))
    counts: dict[str, int] = {row[0]: row[1] for row in rows}
    dated = select(finding.c.book, finding.c.facts).where(mine, finding.c.code == "date-future")
    for book, facts in conn.execute(dated):
        counts[book] -= _has_come(facts, today)
    return {book: count for book, count in counts.items() if count}


def load_findings(
    conn: Connection, programme_id: str, *, today: date, books: Collection[str] | None = None
) -> list[Finding]:
    """All findings that stand, or those of some books, by book, sheet and row.

    A date that has come is none any more.
    """
    place = (finding.c.sheet, finding.c.row, finding.c.cell)
    statement = select(finding).where(finding.c.programme_id == programme_id)
    if books is not None:
        statement = statement.where(finding.c.book.in_(list(books)))
    rows = conn.execute(
        statement.order_by(finding.c.book, *(c.nulls_first() for c in place), finding.c.id)
    )
    found = (_finding(row) for row in rows)
    return [one for one in found if one.code != "date-future" or not _has_come(one.values, today)]


def _has_come(facts: Mapping[str, str], today: date) -> bool:
    return first_day(facts["text"]) <= today.isoformat()


def _key(code: str, where: CellRef, facts: Mapping[str, str]) -> tuple[object, ...]:
    return code, where, tuple(sorted(facts.items()))


def _finding(row: Row[Any]) -> Finding:
    return Finding(code=row.code, where=_where(row), values=row.facts)


def _where(row: Row[Any]) -> CellRef:
    return CellRef(row.book, row.sheet, row.row, row.cell)


def _values(
    programme_id: str, number: int, one: Finding, seen: object, unit_id: int | None
) -> tuple[object, ...]:
    where, facts = one.where, stored_json(dict(one.values))
    return (
        programme_id,
        number,
        where.book,
        where.sheet,
        where.row,
        where.cell,
        one.code,
        facts,
        seen,
        unit_id,
    )


_CHUNK = 500
_COLUMNS = (
    "programme_id", "id", "book", "sheet", "row", "cell", "code", "facts", "seen_at", "unit_id",
)  # fmt: skip
