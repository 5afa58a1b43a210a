"""Deciding: a decision of the office written down, and what it touches judged with it."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import Connection, select

from rules.periods import Period
from rules.programme import Programme
from store.assessment import reassess
from store.database import hold
from store.decisions import Decision, list_decisions, save_decision, withdraw_decisions
from store.grounds import start_of
from store.obligations import hurry_unit
from store.programmes import load_state
from store.roster import load_units
from store.tables import obligation


class DecisionRefused(Exception):
    """The office cannot decide that; `code` and `values` make the sentence for people."""

    def __init__(self, code: str, **values: object) -> None:
        self.code, self.values = code, values
        super().__init__(code)


@dataclass(frozen=True, slots=True)
class Span:
    """The last day that something is in time, and the last before it closes."""

    deadline: date
    closes: date | None
    history: bool

    def is_closed(self, today: date) -> bool:
        """Whether it is closed on that day."""
        return self.closes is not None and today > self.closes


def load_spans(conn: Connection, programme_id: str, period: str) -> list[Span]:
    """The days of all that is owed for a period, each once; none where nothing is."""
    columns = obligation.c
    rows = conn.execute(
        select(columns.deadline, columns.closes, columns.history)
        .where(
            columns.programme_id == programme_id,
            columns.period == period,
            columns.owed.is_(True),
        )
        .distinct()
        .order_by(columns.deadline, columns.closes, columns.history)
    )
    return [
        Span(date.fromisoformat(deadline), date.fromisoformat(closes) if closes else None, history)
        for deadline, closes, history in rows
    ]


def spans_of(conn: Connection, programme: Programme, period: Period) -> list[Span]:
    """The days of a period's obligations; history has none that the office could move."""
    spans = load_spans(conn, programme.id, period.text)
    if not spans:
        raise DecisionRefused("period-nothing", period=period)
    owed = [one for one in spans if not one.history]
    if not owed:
        raise DecisionRefused("period-history", period=period)
    return owed


def decide(
    conn: Connection, programme: Programme, one: Decision, *, since: date | None = None
) -> int:
    """Writes a decision that is new, and judges what it touches; how many standings changed."""
    hold(conn, programme.id)
    known = list_decisions(conn, programme.id, at=one.at, unit_id=one.unit_id)
    same = ("kind", "unit_id", "duty", "first", "last")
    if one.unit_id is not None and any(
        all(getattr(old, name) == getattr(one, name) for name in same) for old in known
    ):
        return 0
    save_decision(conn, programme.id, one)
    return _judge(conn, programme, one.unit_id, one.at, since)


def take_back(
    conn: Connection,
    programme: Programme,
    unit_id: int,
    found: Collection[Decision],
    now: datetime,
) -> int:
    """From now on these decisions are in force no more; how many standings changed."""
    withdraw_decisions(conn, programme.id, [one.id for one in found], now)
    return _judge(conn, programme, unit_id, now, None)


def _judge(
    conn: Connection,
    programme: Programme,
    unit_id: int | None,
    now: datetime,
    since: date | None,
) -> int:
    """How many standings changed; a unit that cannot be judged is an error of ours."""
    units = load_units(conn, programme.id)
    touched = units if unit_id is None else {unit_id: units[unit_id]}
    start = start_of(programme, load_state(conn, programme.id).start, now)
    judged = reassess(conn, programme, touched, start=start, now=now, since=since)
    for fault in judged.failed.values():
        raise fault
    if unit_id is not None:
        hurry_unit(conn, programme.id, unit_id, now)
    return judged.moved
