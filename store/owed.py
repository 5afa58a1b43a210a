"""What is owed as the store holds it: an obligation with its days, standing and ladder."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy import Connection, select

from rules.ladders import Anchors
from rules.nodes import NodeTable
from rules.periods import Period, parse_period
from rules.programme import Programme
from rules.standings import SETTLED, Standing
from store.obligations import Key
from store.tables import obligation
from store.timing import Timetable

_ONE_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class OwedRow:
    """A stored obligation; days are local."""

    duty: str
    unit_id: int
    subject: str
    label: str | None
    period: Period
    event: date | None
    due: date
    deadline: date
    quiet_until: date | None
    awaited: date | None
    closes: date | None
    standing: Standing
    history: bool
    ladder: tuple[str, ...]

    @property
    def key(self) -> Key:
        """What no other obligation of the programme has."""
        return self.duty, self.unit_id, self.subject, self.period.text

    @property
    def anchors(self) -> Anchors:
        """The days that its rungs are counted from."""
        event = self.event or self.period.first
        return Anchors(start=self.period.first, end=self.period.last, due=self.due, event=event)

    def next_instant(self, timetable: Timetable) -> datetime | None:
        """The next instant at which time alone moves it, or a rung is due."""
        if self.history:
            return None
        if self.standing in SETTLED:
            return timetable.next_instant(self.anchors, (), days=[self.awaited])
        days = [
            self.deadline + _ONE_DAY,
            self.closes + _ONE_DAY if self.closes else None,
            self.awaited,
        ]
        return timetable.next_instant(self.anchors, self.ladder, days=days)


def build_owed(row: Mapping[str, Any], nodes: NodeTable) -> OwedRow:
    """The obligation of a row of the table."""
    return OwedRow(
        duty=row["duty"],
        unit_id=row["unit_id"],
        subject=row["subject"],
        label=row["label"],
        period=parse_period(row["period"], nodes),
        event=_day(row["event"]),
        due=date.fromisoformat(row["due"]),
        deadline=date.fromisoformat(row["deadline"]),
        quiet_until=_day(row["quiet_until"]),
        awaited=_day(row["awaited"]),
        closes=_day(row["closes"]),
        standing=Standing(row["standing"]),
        history=row["history"],
        ladder=tuple(row["ladder"]),
    )


def _day(written: str | None) -> date | None:
    return date.fromisoformat(written) if written else None


def load_pending(
    conn: Connection, programme: Programme, unit_ids: Collection[int]
) -> list[OwedRow]:
    """What these units have not shown yet and can still show before it closes."""
    columns = obligation.c
    rows = conn.execute(
        select(obligation)
        .where(
            columns.programme_id == programme.id,
            columns.unit_id.in_(sorted(unit_ids)),
            columns.owed.is_(True),
            columns.history.is_(False),
            columns.awaited.is_(None),
            columns.standing.in_([Standing.OPEN, Standing.OVERDUE, Standing.NIL]),
        )
        .order_by(columns.first, columns.duty, columns.unit_id, columns.subject)
    )
    return [build_owed(dict(row), programme.calendar.nodes) for row in rows.mappings()]
