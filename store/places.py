"""Places: where records stand in the sheets, by their ids."""

from collections.abc import Collection
from datetime import datetime
from typing import NamedTuple

from sqlalchemy import Connection, select

from store.records import table_of


class Place(NamedTuple):
    """Where a row stands, what it says of day and title, and when it was first seen."""

    book: str
    sheet: str
    row: int
    days: str | None
    title: str | None
    seen_at: datetime
    withdrawn_at: datetime | None


def load_places(
    conn: Connection,
    programme_id: str,
    registers: Collection[str],
    unit_id: int,
    ids: Collection[int],
) -> dict[int, Place]:
    """The places of a unit's rows in these registers; rows withdrawn since keep theirs."""
    found: dict[int, Place] = {}
    for table in dict.fromkeys(table_of(register) for register in sorted(registers)):
        columns = table.c
        rows = conn.execute(
            select(columns.id, *(columns[name] for name in Place._fields)).where(
                columns.programme_id == programme_id,
                columns.id.in_(sorted(ids)),
                columns.unit_id == unit_id,
            )
        )
        found |= {number: Place(*place) for number, *place in rows}
    return found
