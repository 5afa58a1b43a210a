"""Obligations and the journal of their transitions."""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import ColumnElement, Connection, and_, bindparam, func, or_, select, update

from rules.programme import Programme
from rules.standings import Obligation, Standing, Verdict
from store.bulk import insert_rows, stored_instant, stored_json
from store.ids import take_ids
from store.tables import obligation, transition
from store.timing import after, midnight

_CHUNK = 400
#: What tells one obligation of a programme from all others.
OBLIGATION_NAMES = ("duty", "unit_id", "subject", "period")
_KEY = ("programme_id", *OBLIGATION_NAMES)
#: Standings that come with time alone, and those that it goes on from.
_BY_TIME = frozenset({Standing.OVERDUE, Standing.MISSED})
_UNMET = frozenset({Standing.OPEN, Standing.OVERDUE})
_TRANSITION = ("id", *_KEY, "from_standing", "to_standing", "at", "because")

#: Duty, unit id, subject and period.
Key = tuple[str, int, str, str]


@dataclass(frozen=True, slots=True)
class Change:
    """An obligation whose verdict differs from what is stored, and the columns that it sets."""

    obligation: Obligation
    verdict: Verdict
    values: Mapping[str, object]
    before: Standing | None
    new: bool
    next_at: datetime | None = None
    """When it was to be looked at, as it was stored."""

    @property
    def moved(self) -> bool:
        """Whether the journal gets a row: a first look that finds it open is no change."""
        after = self.verdict.standing
        return self.before != after and (self.before is not None or after != Standing.OPEN)


def save_changes(
    conn: Connection, programme: Programme, changes: Sequence[Change], now: datetime
) -> None:
    """Writes what differs, and a journal row for every change of standing."""
    _insert_new(conn, programme, [change for change in changes if change.new])
    _update_known(conn, programme, [change for change in changes if not change.new])
    _insert_moves(conn, programme, [change for change in changes if change.moved], now)


def release(conn: Connection, programme_id: str, keys: Collection[Key]) -> None:
    """What the programme asks no more: it is not looked at again unless it is owed anew."""
    if keys:
        mine = (obligation.c.programme_id == programme_id, *_bound_key())
        statement = update(obligation).where(*mine).values(owed=False, next_at=None)
        conn.execute(statement, [_of_key(key) for key in keys])


def _insert_new(conn: Connection, programme: Programme, changes: Sequence[Change]) -> None:
    if not changes:
        return
    columns = (*_KEY, *changes[0].values)
    stored = _stored(conn)
    rows = [
        (programme.id, *change.obligation.key, *map(stored, change.values.values()))
        for change in changes
    ]
    insert_rows(conn, obligation, columns, rows)


def _update_known(conn: Connection, programme: Programme, changes: Sequence[Change]) -> None:
    if not changes:
        return
    statement = (
        update(obligation)
        .where(obligation.c.programme_id == programme.id, *_bound_key())
        .values({name: bindparam(f"to_{name}") for name in changes[0].values})
    )
    rows = [
        _of_key(change.obligation.key)
        | {f"to_{name}": value for name, value in change.values.items()}
        for change in changes
    ]
    conn.execute(statement, rows)


def _insert_moves(
    conn: Connection, programme: Programme, changes: Sequence[Change], now: datetime
) -> None:
    stored = _stored(conn)
    rows = [
        (programme.id, *change.obligation.key, before, later, stored(at), because)
        for change in changes
        for before, later, at in _moves(programme, change, now)
        for because in [stored(_because(change, later))]
    ]
    if rows:
        numbers = take_ids(conn, programme.id, "transition", len(rows))
        numbered = [(number, *row) for number, row in zip(numbers, rows, strict=True)]
        insert_rows(conn, transition, _TRANSITION, numbered)


def _stored(conn: Connection) -> Callable[[object], object]:
    """What makes of a value what the driver takes: lists are JSON, instants are UTC."""

    def stored(value: object) -> object:
        if isinstance(value, datetime):
            return stored_instant(conn, value)
        return stored_json(value) if isinstance(value, list) else value

    return stored


def load_obligations(
    conn: Connection,
    programme_id: str,
    unit_ids: Collection[int],
    *,
    since: date | None = None,
    due_by: datetime | None = None,
) -> dict[Key, dict[str, Any]]:
    """The stored obligations of these units, by their keys.

    `since`: of periods from that day on; `due_by`: those to be looked at by that instant.
    """
    ordered = sorted(unit_ids)
    wanted = obligation.c.programme_id == programme_id
    if since is not None:
        wanted &= obligation.c.first >= since.isoformat()
    if due_by is not None:
        wanted &= obligation.c.next_at <= due_by
    found: dict[Key, dict[str, Any]] = {}
    # Names beside values: a mapping of each row takes three times as long to make.
    names = obligation.c.keys()
    for start in range(0, len(ordered), _CHUNK):
        mine = obligation.c.unit_id.in_(ordered[start : start + _CHUNK])
        for values in conn.execute(select(obligation).where(wanted, mine)):
            row = dict(zip(names, values, strict=True))
            found[row["duty"], row["unit_id"], row["subject"], row["period"]] = row
    return found


def load_due_units(conn: Connection, programme_id: str, now: datetime) -> dict[int, date]:
    """Units with an obligation whose time has come, and the first day of its period.

    One look at an index.
    """
    columns = obligation.c
    rows = conn.execute(
        select(columns.unit_id, func.min(columns.first))
        .where(columns.programme_id == programme_id, columns.next_at <= now)
        .group_by(columns.unit_id)
    )
    return {unit_id: date.fromisoformat(first) for unit_id, first in rows}


def save_next_at(
    conn: Connection, programme_id: str, instants: Mapping[Key, datetime | None]
) -> None:
    """When each obligation has to be looked at again, by its key; None for never."""
    mine = (obligation.c.programme_id == programme_id, *_bound_key())
    statement = update(obligation).where(*mine).values(next_at=bindparam("instant"))
    rows = [_of_key(key) | {"instant": at} for key, at in instants.items()]
    if rows:
        conn.execute(statement, rows)


def hurry_unit(conn: Connection, programme_id: str, unit_id: int, now: datetime) -> None:
    """What of that unit waits for a later look, or for none, is due now."""
    columns = obligation.c
    mine = and_(columns.programme_id == programme_id, columns.unit_id == unit_id)
    waits = or_(columns.next_at > now, columns.next_at.is_(None))
    owed = and_(columns.owed.is_(True), columns.history.is_(False))
    conn.execute(update(obligation).where(mine, owed, waits).values(next_at=now))


def _bound_key() -> list[ColumnElement[bool]]:
    """The obligation whose key is bound by `_of_key`, one after the other."""
    return [obligation.c[name] == bindparam(f"of_{name}") for name in OBLIGATION_NAMES]


def _of_key(key: Key) -> dict[str, Any]:
    return {f"of_{name}": part for name, part in zip(OBLIGATION_NAMES, key, strict=True)}


def _moves(
    programme: Programme, change: Change, now: datetime
) -> list[tuple[Standing | None, Standing, datetime]]:
    """The steps from the standing before to the new one, each with its instant.

    What time alone did is dated at the instant it became true, not when it was noticed.
    """
    one, verdict = change.obligation, change.verdict
    at = _became(programme, change, now)
    deadline = one.owed[verdict.unmet].deadline
    by_time = [(Standing.OVERDUE, after(programme, deadline))]
    if one.closes is not None:
        by_time.append((Standing.MISSED, _closed_at(programme, one, one.closes)))
    watched = not one.history and (not change.new or verdict.standing in _BY_TIME)
    passed = [
        (standing, instant)
        for standing, instant in by_time[change.before is Standing.OVERDUE :]
        if watched and change.before in _UNMET and verdict.since > deadline
        if instant <= at and standing != verdict.standing
    ]
    befores = (change.before, *(standing for standing, _ in passed))
    steps = (*passed, (verdict.standing, at))
    return [(before, later, when) for before, (later, when) in zip(befores, steps, strict=True)]


def _closed_at(programme: Programme, one: Obligation, closes: date) -> datetime:
    """The instant of closing: the midnight after its last day, or the office's own hour."""
    midnight_after = after(programme, closes)
    return max(midnight_after, one.closed_at) if one.closed_at else midnight_after


def _because(change: Change, standing: Standing) -> object:
    """What time did before a row came is not that row's doing."""
    ended = change.verdict.standing
    return change.values["because"] if standing == ended or ended in _BY_TIME else []


def _became(programme: Programme, change: Change, now: datetime) -> datetime:
    """When the new standing became true: now, or where only time passed its first midnight."""
    verdict, since = change.verdict, midnight(programme, change.verdict.since)
    if verdict.standing in _BY_TIME and change.before in _UNMET:
        closes = change.obligation.closes
        closed = verdict.standing is Standing.MISSED and closes is not None
        return _closed_at(programme, change.obligation, closes) if closed and closes else since
    # A look was due by that midnight: so the row had been dated for that day before.
    foreseen = change.new or (change.next_at is not None and change.next_at <= since)
    unmet = change.before in {*_UNMET, Standing.NIL}
    return since if verdict.ripened and unmet and foreseen else now
