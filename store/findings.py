"""Findings in the store: each with the instant it was first made."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import Connection, Row, delete, insert, select

from rules.findings import CellRef, Finding
from store.ids import take_ids
from store.tables import finding


def replace_findings(
    conn: Connection, programme_id: str, book: str, found: Sequence[Finding], now: datetime
) -> None:
    """Makes the book's findings equal to these; one that stood already keeps its instant."""
    mine = (finding.c.programme_id == programme_id) & (finding.c.book == book)
    stored = {_key(_finding(row)): row.id for row in conn.execute(select(finding).where(mine))}
    wanted = {_key(one): one for one in found}
    gone = [number for key, number in stored.items() if key not in wanted]
    for start in range(0, len(gone), _CHUNK):
        conn.execute(delete(finding).where(mine, finding.c.id.in_(gone[start : start + _CHUNK])))
    fresh = [one for key, one in wanted.items() if key not in stored]
    if fresh:
        numbers = take_ids(conn, programme_id, "finding", len(fresh))
        rows = zip(numbers, fresh, strict=True)
        conn.execute(insert(finding), [_values(programme_id, n, one, now) for n, one in rows])


def load_findings(conn: Connection, programme_id: str) -> list[Finding]:
    """All findings that stand, by book, sheet and row."""
    rows = conn.execute(
        select(finding)
        .where(finding.c.programme_id == programme_id)
        .order_by(finding.c.book, finding.c.sheet, finding.c.row, finding.c.cell, finding.c.id)
    )
    return [_finding(row) for row in rows]


def _key(one: Finding) -> tuple[object, ...]:
    return one.code, one.where, tuple(sorted(one.values.items()))


def _finding(row: Row[tuple[object, ...]]) -> Finding:
    where = CellRef(row.book, row.sheet, row.row, row.cell)
    return Finding(code=row.code, where=where, values=row.facts)


def _values(programme_id: str, number: int, one: Finding, now: datetime) -> dict[str, object]:
    return {
        "programme_id": programme_id,
        "id": number,
        "book": one.where.book,
        "sheet": one.where.sheet,
        "row": one.where.row,
        "cell": one.where.cell,
        "code": one.code,
        "facts": dict(one.values),
        "seen_at": now,
    }


_CHUNK = 500
