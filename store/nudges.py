"""Nudges: rungs that have come due for a contact, each remembered once for ever."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, select, update

from store.bulk import upsert
from store.tables import nudge

_CHUNK = 400


@dataclass(frozen=True, slots=True, kw_only=True)
class Nudge:
    """A rung that has come due for one contact; its key is unique for ever."""

    duty: str
    unit_id: int
    period: str
    rung: str
    contact_id: int

    @property
    def key(self) -> str:
        """duty:subject:period:rung:contact:n, as the store holds it unique."""
        return f"{self.duty}:{self.unit_id}:{self.period}:{self.rung}:{self.contact_id}:1"


def save_nudges(
    conn: Connection,
    programme_id: str,
    bundles: Mapping[str, Iterable[Nudge]] | Mapping[None, Iterable[Nudge]],
    *,
    now: datetime,
) -> None:
    """Remembers rungs by the letter they went into, or that they were passed over under None."""
    rows = [
        {
            "programme_id": programme_id,
            "key": one.key,
            "duty": one.duty,
            "unit_id": one.unit_id,
            "period": one.period,
            "rung": one.rung,
            "contact_id": one.contact_id,
            "letter_key": letter_key,
            "at": now,
        }
        for letter_key, nudges in bundles.items()
        for one in nudges
    ]
    if rows:
        conn.execute(upsert(conn, nudge).on_conflict_do_nothing(), rows)


def load_nudged(
    conn: Connection, programme_id: str, unit_ids: Collection[int]
) -> dict[tuple[str, int, str], set[tuple[str, int]]]:
    """(rung, contact id) already dealt with, by (duty, unit id, period)."""
    found: dict[tuple[str, int, str], set[tuple[str, int]]] = {}
    ordered = sorted(unit_ids)
    columns = nudge.c
    for start in range(0, len(ordered), _CHUNK):
        rows = conn.execute(
            select(
                columns.duty, columns.unit_id, columns.period, columns.rung, columns.contact_id
            ).where(
                columns.programme_id == programme_id,
                columns.unit_id.in_(ordered[start : start + _CHUNK]),
            )
        )
        for duty, unit_id, period, rung, contact_id in rows:
            found.setdefault((duty, unit_id, period), set()).add((rung, contact_id))
    return found


def load_letter_nudges(
    conn: Connection, programme_id: str, keys: Collection[str]
) -> dict[str, list[Nudge]]:
    """The nudges of letters, by their keys; of two about one obligation the later one last."""
    columns = nudge.c
    found: dict[str, list[Nudge]] = {key: [] for key in keys}
    ordered = sorted(found)
    for start in range(0, len(ordered), _CHUNK):
        rows = conn.execute(
            select(
                columns.letter_key,
                columns.duty,
                columns.unit_id,
                columns.period,
                columns.rung,
                columns.contact_id,
            )
            .where(
                columns.programme_id == programme_id,
                columns.letter_key.in_(ordered[start : start + _CHUNK]),
            )
            .order_by(columns.period, columns.unit_id, columns.duty, columns.at, columns.key)
        )
        for key, duty, unit_id, period, rung, contact_id in rows:
            found[key].append(
                Nudge(duty=duty, unit_id=unit_id, period=period, rung=rung, contact_id=contact_id)
            )
    return found


def move_nudges(conn: Connection, programme_id: str, letter_key: str, to: str) -> None:
    """Puts the nudges of one letter into another."""
    mine = (nudge.c.programme_id == programme_id) & (nudge.c.letter_key == letter_key)
    conn.execute(update(nudge).where(mine).values(letter_key=to))
