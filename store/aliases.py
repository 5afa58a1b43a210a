"""Unit names that the office explained: what a written name means, beside the roster's own."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime

from sqlalchemy import Connection, delete, insert, select, union

from rules.roster import Unit
from store.database import hold
from store.roster import load_units
from store.tables import activity, alias, service_record, unit


@dataclass(frozen=True, slots=True, kw_only=True)
class Alias:
    """A name and the unit it means; out of force while the unit is withdrawn."""

    text: str
    folded: str
    unit_id: int
    unit: str
    code: str | None
    added_at: datetime
    in_force: bool


def load_aliases(conn: Connection, programme_id: str) -> list[Alias]:
    """All that are remembered, by unit and text."""
    mine = (unit.c.programme_id == alias.c.programme_id) & (unit.c.id == alias.c.unit_id)
    rows = conn.execute(
        select(alias, unit.c.name, unit.c.code, unit.c.withdrawn_at)
        .join(unit, mine)
        .where(alias.c.programme_id == programme_id)
        .order_by(alias.c.unit_id, alias.c.folded)
    )
    return [
        Alias(
            text=row.text,
            folded=row.folded,
            unit_id=row.unit_id,
            unit=row.name,
            code=row.code,
            added_at=row.added_at,
            in_force=row.withdrawn_at is None,
        )
        for row in rows
    ]


def load_remembered(conn: Connection, programme_id: str) -> dict[str, int]:
    """The unit's id by each name as it is compared; of units in force."""
    return {one.folded: one.unit_id for one in load_aliases(conn, programme_id) if one.in_force}


def load_named_units(conn: Connection, programme_id: str) -> dict[int, Unit]:
    """All units in force, by id, each with what is remembered among its aliases."""
    units = load_units(conn, programme_id)
    for one in load_aliases(conn, programme_id):
        if one.in_force:
            mine = units[one.unit_id]
            units[one.unit_id] = replace(mine, aliases=(*mine.aliases, one.text))
    return units


def hold_aliases(conn: Connection, programme_id: str) -> None:
    """Until this transaction ends nobody else changes what names mean, or reads books by them."""
    hold(conn, f"aliases of {programme_id}")


def insert_alias(
    conn: Connection, programme_id: str, *, text: str, folded: str, unit_id: int, now: datetime
) -> None:
    """Writes a name that is not remembered yet."""
    values = {"programme_id": programme_id, "folded": folded, "text": text}
    conn.execute(insert(alias).values(**values, unit_id=unit_id, added_at=now))


def delete_alias(conn: Connection, programme_id: str, folded: str) -> None:
    """Takes a name out of memory."""
    mine = (alias.c.programme_id == programme_id) & (alias.c.folded == folded)
    conn.execute(delete(alias).where(mine))


def load_written_units(
    conn: Connection, programme_id: str
) -> Iterator[tuple[str, str, str | None]]:
    """Book, sheet and the unit as written, for all rows; None where the row names none."""
    written = union(
        *(
            select(rows.c.book, rows.c.sheet, rows.c.unit_text).where(
                rows.c.programme_id == programme_id, rows.c.withdrawn_at.is_(None)
            )
            for rows in (activity, service_record)
        )
    )
    return ((row.book, row.sheet, row.unit_text) for row in conn.execute(written))
