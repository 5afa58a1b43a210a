"""Edits: since when each cell of a stored row says what it says, for rows that were edited."""

from collections.abc import Collection, Mapping, Sequence
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import Connection, Table, select

_CHUNK = 400


def stamp_edits(
    conn: Connection,
    programme_id: str,
    table: Table,
    rows: Mapping[int, Mapping[str, object]],
    now: datetime,
) -> dict[int, dict[str, str]]:
    """When each cell of these rows was edited last, by id and field; without cells as first read.

    `rows` are what the cells say now, by id; it has to be asked before they are written.
    """
    found: dict[int, dict[str, str]] = {}
    at = now.astimezone(UTC).replace(tzinfo=None).isoformat(" ")
    for number, edited, before in _load(conn, programme_id, table, rows):
        after = rows[number]
        changed = {name: at for name, value in after.items() if before.get(name) != value}
        # What a row no longer says has changed too.
        changed |= dict.fromkeys(before.keys() - after.keys(), at)
        found[number] = {**(edited or {}), **changed}
    return found


def _load(
    conn: Connection, programme_id: str, table: Table, rows: Mapping[int, Mapping[str, object]]
) -> list[tuple[int, dict[str, str] | None, dict[str, Any]]]:
    ordered = sorted(rows)
    names = _names(table, rows.values())
    found = []
    for start in range(0, len(ordered), _CHUNK):
        mine = table.c.id.in_(ordered[start : start + _CHUNK])
        stored = conn.execute(
            select(table.c.id, table.c.edited, *(table.c[name] for name in names)).where(
                table.c.programme_id == programme_id, mine
            )
        )
        for number, edited, *values in stored:
            before = dict(zip(names, values, strict=True))
            found.append((number, edited, before.pop("fields", before)))
    return found


def _names(table: Table, rows: Collection[Mapping[str, object]]) -> Sequence[str]:
    """The columns that hold what cells say: one for all fields of an entry."""
    return ["fields"] if "fields" in table.c else sorted({name for row in rows for name in row})
