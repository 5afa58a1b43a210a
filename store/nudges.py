"""Nudges: rungs that have come due for a contact, each remembered once for ever."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime

from sqlalchemy import ColumnElement, Connection, and_, or_, select, update

from store.bulk import upsert
from store.obligations import OBLIGATION_NAMES, Key
from store.tables import nudge, obligation

_CHUNK = 400
#: A later rung spoke in its place.
PASSED = "passed"
#: A rung's name, and which repetition of it is meant.
Turn = tuple[str, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class Nudge:
    """A rung that has come due for one contact; its key is unique for ever."""

    duty: str
    unit_id: int
    period: str
    rung: str
    contact_id: int
    subject: str = ""
    n: int = 1
    """Which repetition of the rung it is, from 1."""
    reason: str | None = None
    """Why it stayed unsaid: PASSED, or the standing that ended the need; None where it was said."""
    letter_key: str | None = field(default=None, compare=False)
    """The letter that it went into, where it is known."""

    @property
    def key(self) -> str:
        """duty:subject:period:rung:contact:n, as the store holds it unique."""
        subject = f"{self.unit_id}{self.subject}"
        return f"{self.duty}:{subject}:{self.period}:{self.rung}:{self.contact_id}:{self.n}"

    @property
    def obligation(self) -> Key:
        """The key of what it speaks about."""
        return self.duty, self.unit_id, self.subject, self.period


def save_nudges(
    conn: Connection,
    programme_id: str,
    bundles: Mapping[str, Iterable[Nudge]] | Mapping[None, Iterable[Nudge]],
    *,
    now: datetime,
) -> None:
    """Remembers rungs by the letter they went into, or that they stayed unsaid under None.

    One that stayed unsaid because nothing was needed may be said after all.
    """
    rows = [
        {
            "programme_id": programme_id,
            "key": one.key,
            "duty": one.duty,
            "unit_id": one.unit_id,
            "subject": one.subject,
            "period": one.period,
            "rung": one.rung,
            "contact_id": one.contact_id,
            "letter_key": letter_key,
            "reason": one.reason,
            "at": now,
        }
        for letter_key, nudges in bundles.items()
        for one in nudges
    ]
    if rows:
        new = upsert(conn, nudge)
        said = {name: new.excluded[name] for name in ("letter_key", "reason", "at")}
        statement = new.on_conflict_do_update(
            index_elements=["programme_id", "key"],
            set_=said,
            where=and_(nudge.c.letter_key.is_(None), new.excluded.letter_key.is_not(None)),
        )
        conn.execute(statement, rows)


def load_nudged(
    conn: Connection, programme_id: str, unit_ids: Collection[int], now: datetime
) -> dict[Key, set[tuple[Turn, int]]]:
    """(rung and repetition, contact id) already dealt with, by obligation, of those due by now."""
    one, owed = nudge.c, obligation.c
    about = and_(*(one[name] == owed[name] for name in ("programme_id", *OBLIGATION_NAMES)))
    columns = (*(one[name] for name in OBLIGATION_NAMES), one.rung, one.contact_id, one.key)
    dealt_with = or_(one.letter_key.is_not(None), one.reason == PASSED)
    due = and_(owed.programme_id == programme_id, owed.next_at <= now, dealt_with)
    found: dict[Key, set[tuple[Turn, int]]] = {}
    ordered = sorted(unit_ids)
    for start in range(0, len(ordered), _CHUNK):
        mine = owed.unit_id.in_(ordered[start : start + _CHUNK])
        rows = conn.execute(select(*columns).join(obligation, about).where(due, mine))
        for duty, unit_id, subject, period, rung, contact_id, key in rows:
            told = found.setdefault((duty, unit_id, subject, period), set())
            told.add(((rung, _repetition(key)), contact_id))
    return found


def load_told(
    conn: Connection, programme_id: str, unit_ids: Collection[int], periods: Collection[str]
) -> dict[Key, list[Nudge]]:
    """The rungs that went into letters about these periods, by obligation, the oldest first."""
    found: dict[Key, list[Nudge]] = {}
    ordered = sorted(unit_ids)
    for start in range(0, len(ordered), _CHUNK):
        mine = and_(
            nudge.c.unit_id.in_(ordered[start : start + _CHUNK]),
            nudge.c.period.in_(sorted(periods)),
            nudge.c.letter_key.is_not(None),
        )
        for _, one in _load(conn, programme_id, mine):
            found.setdefault(one.obligation, []).append(one)
    return found


def load_letter_nudges(
    conn: Connection, programme_id: str, keys: Collection[str]
) -> dict[str, list[Nudge]]:
    """The nudges of letters, by their keys; of two about one obligation the later one last."""
    found: dict[str, list[Nudge]] = {key: [] for key in keys}
    ordered = sorted(found)
    for start in range(0, len(ordered), _CHUNK):
        mine = nudge.c.letter_key.in_(ordered[start : start + _CHUNK])
        for letter_key, one in _load(conn, programme_id, mine):
            found[letter_key].append(one)
    return found


def _load(
    conn: Connection, programme_id: str, mine: ColumnElement[bool]
) -> Iterator[tuple[str, Nudge]]:
    """Nudges with the keys of their letters, period by period."""
    columns = nudge.c
    named = (
        columns.duty, columns.unit_id, columns.subject, columns.period, columns.rung,
        columns.contact_id, columns.key,
    )  # fmt: skip
    rows = conn.execute(
        select(columns.letter_key, *named)
        .where(columns.programme_id == programme_id, mine)
        .order_by(columns.period, columns.unit_id, columns.duty, columns.at, columns.key)
    )
    for letter_key, duty, unit_id, subject, period, rung, contact_id, key in rows:
        yield (
            letter_key,
            Nudge(
                duty=duty,
                unit_id=unit_id,
                subject=subject,
                period=period,
                rung=rung,
                contact_id=contact_id,
                n=_repetition(key),
                letter_key=letter_key,
            ),
        )


def _repetition(key: str) -> int:
    """Which repetition of its rung a nudge of that key is."""
    return int(key.rpartition(":")[2])


def move_nudges(conn: Connection, programme_id: str, letter_key: str, to: str) -> None:
    """Puts the nudges of one letter into another."""
    mine = (nudge.c.programme_id == programme_id) & (nudge.c.letter_key == letter_key)
    conn.execute(update(nudge).where(mine).values(letter_key=to))
