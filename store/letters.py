"""The outbox: letters from planned to sent, each claimed before it is sent.

planned → claimed (lease) → sending (committed before the request) → sent, failed or unknown.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Connection, Row, and_, func, select, update

from store.bulk import upsert
from store.tables import letter, nudge

PLANNED, CLAIMED, SENDING = "planned", "claimed", "sending"
SENT, FAILED, UNKNOWN, EXPIRED = "sent", "failed", "unknown", "expired"
WAITING = (PLANNED, CLAIMED, SENDING)
LEASE = timedelta(seconds=60)
#: How long an unknown letter rests before it may be sent once more.
REST = timedelta(minutes=10)


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


@dataclass(frozen=True, slots=True, kw_only=True)
class Letter:
    """What one contact gets on one day."""

    key: str
    contact_id: int
    channel: str
    address: str
    day: str
    state: str
    text: str
    not_before: datetime
    reason: str | None = None
    sends_started: int = 0


def letter_key(contact_id: int, day: str, sequence: int = 1) -> str:
    """contact:local date:sequence."""
    return f"{contact_id}:{day}:{sequence}"


def post_letter(
    conn: Connection, programme_id: str, one: Letter, nudges: Iterable[Nudge], now: datetime
) -> None:
    """Plans a letter with its nudges; one that is still planned takes the new nudges in."""
    values: dict[str, Any] = {
        "contact_id": one.contact_id,
        "channel": one.channel,
        "address": one.address,
        "day": one.day,
        "state": PLANNED,
        "text": one.text,
        "not_before": one.not_before,
        "sends_started": 0,
        "posted_at": now,
    }
    statement = upsert(conn, letter).values(programme_id=programme_id, key=one.key, **values)
    conn.execute(
        statement.on_conflict_do_update(
            index_elements=["programme_id", "key"],
            set_={"text": one.text},
            where=letter.c.state == PLANNED,
        )
    )
    save_nudges(conn, programme_id, nudges, letter_key=one.key, now=now)


def save_nudges(
    conn: Connection,
    programme_id: str,
    nudges: Iterable[Nudge],
    *,
    letter_key: str | None,
    now: datetime,
) -> None:
    """Remembers rungs that went into a letter, or were passed over where the key is None."""
    for one in nudges:
        statement = upsert(conn, nudge).values(
            programme_id=programme_id,
            key=one.key,
            duty=one.duty,
            unit_id=one.unit_id,
            period=one.period,
            rung=one.rung,
            contact_id=one.contact_id,
            letter_key=letter_key,
            at=now,
        )
        conn.execute(statement.on_conflict_do_nothing())


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


def load_letter_nudges(conn: Connection, programme_id: str, key: str) -> list[Nudge]:
    """The nudges of one letter."""
    columns = nudge.c
    rows = conn.execute(
        select(columns.duty, columns.unit_id, columns.period, columns.rung, columns.contact_id)
        .where(columns.programme_id == programme_id, columns.letter_key == key)
        .order_by(columns.period, columns.unit_id, columns.duty)
    )
    return [Nudge(**row) for row in rows.mappings()]


def load_letters(
    conn: Connection, programme_id: str, states: Sequence[str] | None = None
) -> list[Letter]:
    """Letters in these states, or all, the oldest first."""
    statement = select(letter).where(letter.c.programme_id == programme_id)
    if states is not None:
        statement = statement.where(letter.c.state.in_(states))
    rows = conn.execute(statement.order_by(letter.c.not_before, letter.c.key))
    return [_letter(row) for row in rows]


def load_day(conn: Connection, programme_id: str, day: str) -> Mapping[int, Letter]:
    """The letters of a local day, by contact."""
    mine = and_(letter.c.programme_id == programme_id, letter.c.day == day)
    return {row.contact_id: _letter(row) for row in conn.execute(select(letter).where(mine))}


def claim_next(
    conn: Connection, programme_id: str, owner: str, now: datetime, channels: Collection[str]
) -> Letter | None:
    """The next planned letter whose time has come, leased to this owner."""
    columns = letter.c
    waiting = (
        select(letter)
        .where(
            columns.programme_id == programme_id,
            columns.state == PLANNED,
            columns.not_before <= now,
            columns.channel.in_(list(channels)),
        )
        .order_by(columns.not_before, columns.key)
        .limit(1)
        .with_for_update(skip_locked=True)
    )
    row = conn.execute(waiting).first()
    if row is None:
        return None
    claimed = change_letter(
        conn, programme_id, row.key, PLANNED, state=CLAIMED, owner=owner, lease_until=now + LEASE
    )
    return replace(_letter(row), state=CLAIMED) if claimed else None


def change_letter(
    conn: Connection,
    programme_id: str,
    key: str,
    expected: str,
    *,
    held_by: str | None = None,
    **values: object,
) -> bool:
    """Changes a letter that is in the expected state, of that owner where named; whether it was."""
    mine = [letter.c.programme_id == programme_id, letter.c.key == key, letter.c.state == expected]
    if held_by is not None:
        mine.append(letter.c.owner == held_by)
    return conn.execute(update(letter).where(*mine).values(**values)).rowcount == 1


def load_stranded(conn: Connection, programme_id: str, now: datetime) -> list[Letter]:
    """Claimed and sending letters whose lease is over: their sender is gone."""
    columns = letter.c
    rows = conn.execute(
        select(letter).where(
            columns.programme_id == programme_id,
            columns.state.in_([CLAIMED, SENDING]),
            columns.lease_until < now,
        )
    )
    return [_letter(row) for row in rows]


def load_resendable(conn: Connection, programme_id: str, now: datetime) -> list[Letter]:
    """Unknown letters that were started once and have rested long enough."""
    columns = letter.c
    rows = conn.execute(
        select(letter).where(
            columns.programme_id == programme_id,
            columns.state == UNKNOWN,
            columns.sends_started <= 1,
            columns.lease_until < now - REST,
        )
    )
    return [_letter(row) for row in rows]


def count_letters(conn: Connection, programme_id: str) -> dict[str, int]:
    """How many letters are in each state."""
    rows = conn.execute(
        select(letter.c.state, func.count())
        .where(letter.c.programme_id == programme_id)
        .group_by(letter.c.state)
    )
    return {row[0]: row[1] for row in rows}


def _letter(row: Row[Any]) -> Letter:
    return Letter(
        key=row.key,
        contact_id=row.contact_id,
        channel=row.channel,
        address=row.address,
        day=row.day,
        state=row.state,
        text=row.text,
        not_before=row.not_before,
        reason=row.reason,
        sends_started=row.sends_started,
    )


_CHUNK = 400
