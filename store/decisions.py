"""The office's decisions in the store: each row is its own journal, withdrawn and never deleted."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import Connection, Row, insert, or_, select, update

from rules.decisions import Closing, Decisions, Exemption, Pause
from store.ids import take_ids
from store.tables import decision

EXEMPT, PAUSE, CLOSE, REOPEN = "exempt", "pause", "close", "reopen"


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """What the office decided; `first` and `last` are local days, both included."""

    kind: str
    first: date
    last: date | None = None
    unit_id: int | None = None
    duty: str | None = None
    period: str | None = None
    reason: str | None = None
    granted_by: str | None = None
    at: datetime
    withdrawn_at: datetime | None = None
    id: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Grant:
    """Why the office decides, who of it, and when."""

    reason: str
    by: str | None = None
    at: datetime


def save_decision(conn: Connection, programme_id: str, one: Decision) -> None:
    """Writes a decision down; what it touches is judged anew by who decided."""
    [number] = take_ids(conn, programme_id, "decision", 1)
    conn.execute(
        insert(decision).values(
            programme_id=programme_id,
            id=number,
            kind=one.kind,
            unit_id=one.unit_id,
            duty=one.duty,
            period=one.period,
            first=one.first.isoformat(),
            last=one.last.isoformat() if one.last else None,
            reason=one.reason,
            granted_by=one.granted_by,
            at=one.at,
        )
    )


def withdraw_decisions(
    conn: Connection, programme_id: str, numbers: Collection[int], now: datetime
) -> None:
    """From now on these decisions are in force no more."""
    mine = (decision.c.programme_id == programme_id) & decision.c.id.in_(sorted(numbers))
    conn.execute(update(decision).where(mine).values(withdrawn_at=now))


def list_decisions(
    conn: Connection, programme_id: str, *, at: datetime, unit_id: int | None = None
) -> list[Decision]:
    """What was in force at an instant, the oldest first; of one unit and all periods, or of all."""
    columns = decision.c
    statement = select(decision).where(
        columns.programme_id == programme_id,
        columns.at <= at,
        or_(columns.withdrawn_at.is_(None), columns.withdrawn_at > at),
    )
    if unit_id is not None:
        statement = statement.where(or_(columns.unit_id == unit_id, columns.unit_id.is_(None)))
    return [_decision(row) for row in conn.execute(statement.order_by(columns.at, columns.id))]


def load_decisions(conn: Connection, programme_id: str, *, at: datetime) -> Decisions:
    """Everything in force at an instant, as the rules take it."""
    exemptions: dict[int, tuple[Exemption, ...]] = {}
    pauses: dict[int, tuple[Pause, ...]] = {}
    closings: dict[str, Closing] = {}
    for one in list_decisions(conn, programme_id, at=at):
        if one.kind == EXEMPT and one.unit_id and one.duty:
            exemption = Exemption(one.duty, one.first, one.last or one.first)
            exemptions[one.unit_id] = (*exemptions.get(one.unit_id, ()), exemption)
        elif one.kind == PAUSE and one.unit_id:
            pauses[one.unit_id] = (*pauses.get(one.unit_id, ()), Pause(one.first, one.last))
        elif one.period:
            closings[one.period] = Closing(one.at, one.first, reopened=one.kind == REOPEN)
    return Decisions(exemptions=exemptions, pauses=pauses, closings=closings)


def _decision(row: Row[tuple[object, ...]]) -> Decision:
    return Decision(
        kind=row.kind,
        first=date.fromisoformat(row.first),
        last=date.fromisoformat(row.last) if row.last else None,
        unit_id=row.unit_id,
        duty=row.duty,
        period=row.period,
        reason=row.reason,
        granted_by=row.granted_by,
        at=row.at,
        withdrawn_at=row.withdrawn_at,
        id=row.id,
    )
