"""The journal of standings: every change of an obligation, with its instant and its because."""

from collections.abc import Collection
from datetime import datetime
from typing import NamedTuple

from sqlalchemy import Connection, select

from rules.standings import Because, Standing
from store.obligations import Key
from store.tables import transition

_CHUNK = 400


class Move(NamedTuple):
    """A change of standing, when it became true, and what it rests on."""

    at: datetime
    before: Standing | None
    after: Standing
    because: tuple[Because, ...]


def load_moves(conn: Connection, programme_id: str, keys: Collection[Key]) -> dict[Key, list[Move]]:
    """The changes of these obligations, the oldest first."""
    columns, wanted = transition.c, frozenset(keys)
    units, periods = sorted({key[1] for key in wanted}), {key[3] for key in wanted}
    found: dict[Key, list[Move]] = {}
    for start in range(0, len(units), _CHUNK):
        rows = conn.execute(
            select(transition)
            .where(
                columns.programme_id == programme_id,
                columns.unit_id.in_(units[start : start + _CHUNK]),
                columns.period.in_(sorted(periods)),
            )
            .order_by(columns.id)
        )
        for row in rows:
            key = (row.duty, row.unit_id, row.subject, row.period)
            if key in wanted:
                before = Standing(row.from_standing) if row.from_standing else None
                because = tuple(Because(record, mark) for record, mark in row.because)
                move = Move(row.at, before, Standing(row.to_standing), because)
                found.setdefault(key, []).append(move)
    return found
