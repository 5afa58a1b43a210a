"""What was told of an obligation: its nudges with their letters; of whom a letter really left."""

from collections.abc import Collection
from datetime import datetime
from typing import NamedTuple

from sqlalchemy import Connection, and_, distinct, func, select

from rules.ladders import OFFICE_RANK, parse_rung
from store.letters import SENT
from store.obligations import Key
from store.tables import contact, letter, nudge

_CHUNK = 400
_OF_LETTER = and_(letter.c.programme_id == nudge.c.programme_id, letter.c.key == nudge.c.letter_key)
_OF_CONTACT = and_(
    contact.c.programme_id == nudge.c.programme_id, contact.c.id == nudge.c.contact_id
)


class Told(NamedTuple):
    """A nudge: when it was planned, for whom, and what became of its letter."""

    at: datetime
    rung: str
    n: int
    contact_id: int
    name: str | None
    role: str | None
    letter_key: str | None
    state: str | None
    """Of its letter; None where it stayed unsaid."""
    sent_at: datetime | None
    reason: str | None
    """Why it stayed unsaid, or its letter is where it is."""


def load_told_of(conn: Connection, programme_id: str, key: Key, *, by: datetime) -> list[Told]:
    """The nudges of an obligation up to an instant, the oldest first."""
    duty, unit_id, subject, period = key
    columns = nudge.c
    rows = conn.execute(
        select(
            columns.at,
            columns.rung,
            columns.key,
            columns.contact_id,
            contact.c.name,
            contact.c.role,
            columns.letter_key,
            letter.c.state,
            letter.c.sent_at,
            func.coalesce(columns.reason, letter.c.reason).label("reason"),
        )
        .join_from(nudge, letter, _OF_LETTER, isouter=True)
        .join(contact, _OF_CONTACT, isouter=True)
        .where(
            columns.programme_id == programme_id,
            columns.duty == duty,
            columns.unit_id == unit_id,
            columns.subject == subject,
            columns.period == period,
            columns.at <= by,
        )
        .order_by(columns.at, columns.rung, columns.contact_id)
    )
    return [
        Told(at, rung, int(written.rpartition(":")[2]), *rest) for at, rung, written, *rest in rows
    ]


def count_reminded(
    conn: Connection, programme_id: str, unit_ids: Collection[int]
) -> dict[Key, int]:
    """How many letters to the unit itself really left about each obligation, by its key.

    What is not named here was never reminded: no bulletin may name it (mission §4).
    """
    columns, found = nudge.c, dict[Key, int]()
    ordered = sorted(unit_ids)
    for start in range(0, len(ordered), _CHUNK):
        rows = conn.execute(
            select(
                columns.duty,
                columns.unit_id,
                columns.subject,
                columns.period,
                columns.rung,
                func.count(distinct(columns.letter_key)),
            )
            .join_from(nudge, letter, _OF_LETTER)
            .where(
                columns.programme_id == programme_id,
                columns.unit_id.in_(ordered[start : start + _CHUNK]),
                letter.c.state == SENT,
            )
            .group_by(columns.duty, columns.unit_id, columns.subject, columns.period, columns.rung)
        )
        for *key, rung, letters in rows:
            if parse_rung(rung).rank < OFFICE_RANK:
                one: Key = (key[0], key[1], key[2], key[3])
                found[one] = found.get(one, 0) + letters
    return found
