"""Standings: what evidence and time make of an obligation."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import NamedTuple

from rules.duties import Link, Part
from rules.evidence import Evidence, Held
from rules.measures import Enough, Measured, measure_part
from rules.periods import Period
from rules.records import ACTIVITY

__all__ = ["LATE", "Because", "Evidence", "Obligation", "Owed", "Standing", "Verdict"]


class Standing(StrEnum):
    """未到期 · 已完成 · 补报 · 逾期 · 缺报 · 免报 · 零报告."""

    OPEN = "open"
    MET = "met"
    MET_LATE = "met_late"
    OVERDUE = "overdue"
    MISSED = "missed"
    EXEMPT = "exempt"
    NIL = "nil"


#: The late list.
LATE = frozenset({Standing.OVERDUE, Standing.MISSED, Standing.NIL})
#: What time alone does not move, and nobody is reminded of.
SETTLED = frozenset({Standing.MET, Standing.MET_LATE, Standing.EXEMPT})
_ONE_DAY = timedelta(days=1)


class Owed(NamedTuple):
    """One part of an obligation: how much of it, until when, and the last day that is in time."""

    part: Part
    minimum: int
    due: date
    deadline: date

    def counts(self, one: Evidence) -> bool:
        """Whether a row is evidence: a nil report is of nothing but what it says itself."""
        return not one.nil or self.part.link is Link.SELF


@dataclass(frozen=True, slots=True, kw_only=True)
class Obligation:
    """One duty of one subject for one period; due days and closing are local dates."""

    duty: str
    unit: int
    period: Period
    owed: tuple[Owed, ...]
    closes: date | None
    """The last day before it closes; None where only evidence ends it."""
    subject: str = ""
    label: str | None = None
    event: date | None = None
    closed_at: datetime | None = None
    """When the office closed it, where it did."""
    history: bool = False
    exempt: str | None = None
    """The mark of why nothing is owed."""

    @property
    def waits(self) -> bool:
        """Whether a row dated ahead silences it: one activity can meet it, and has its day."""
        return self.owed[0].part.register == ACTIVITY and (
            self.period.is_month or self.period.node is not None
        )

    @property
    def key(self) -> tuple[str, int, str, str]:
        """Duty, unit, subject and period: what no other obligation of the programme has."""
        return self.duty, self.unit, self.subject, self.period.text


class Because(NamedTuple):
    """One reason for a standing: a record and a mark such as `late-filed`."""

    record: int | None
    mark: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """A standing with what was shown, its reasons, and the day it became true."""

    standing: Standing
    held: int
    because: tuple[Because, ...]
    since: date
    ripened: bool = False
    """Whether its day alone made it true: the row that decides was seen before it was held."""
    awaited: date | None = None
    """A row dated in the future says the activity is coming: reminders are silent until then."""
    unmet: int = 0
    """The place of the first part that is not shown yet."""


def assess_obligation(
    obligation: Obligation, held: Sequence[Sequence[Held]], *, today: date
) -> Verdict:
    """The verdict on that local day, by the days things happened (mission §2.4).

    `held`: for each part the rows that answer to it, nil reports and rows to come among them.
    """
    shown = [
        [one for one in rows if one.begins <= today and owed.counts(one.evidence)]
        for owed, rows in zip(obligation.owed, held, strict=True)
    ]
    coming = [
        one.begins
        for one in held[0]
        if obligation.waits and one.begins > today and not one.evidence.nil
    ]
    measured = [
        measure_part(owed.part, owed.minimum, rows)
        for owed, rows in zip(obligation.owed, shown, strict=True)
    ]
    unmet = next((n for n, one in enumerate(measured) if one.enough is None), len(measured) - 1)
    judged = _judge(obligation, shown, measured, held[0], unmet=unmet, today=today)
    return Verdict(
        standing=judged.standing,
        held=measured[0].amount,
        because=judged.because,
        since=judged.since,
        ripened=judged.ripened,
        awaited=min(coming, default=None),
        unmet=unmet,
    )


class _Judged(NamedTuple):
    standing: Standing
    because: tuple[Because, ...]
    since: date
    ripened: bool = False


def _judge(
    obligation: Obligation,
    shown: Sequence[Sequence[Held]],
    measured: Sequence[Measured],
    first: Sequence[Held],
    *,
    unmet: int,
    today: date,
) -> _Judged:
    if obligation.exempt:
        exempt = (Because(None, obligation.exempt),)
        return _Judged(Standing.EXEMPT, exempt, obligation.period.first)
    enough = [one.enough for one in measured if one.enough is not None]
    if len(enough) == len(measured):
        return _met(obligation, shown, enough)
    nils = [one.evidence for one in first if not obligation.owed[0].counts(one.evidence)]
    if nils and not obligation.history:
        told = min(nils, key=lambda e: (e.seen, e.record))
        return _Judged(Standing.NIL, (Because(told.record, "nil-report"),), told.seen)
    standing, since = _late_standing(obligation, unmet, today)
    mark = "history" if obligation.history else None
    records = dict.fromkeys(one.evidence.record for rows in shown for one in rows)
    reasons = tuple(Because(record or None, mark) for record in records)
    return _Judged(standing, reasons or ((Because(None, mark),) if mark else ()), since)


def _late_standing(obligation: Obligation, unmet: int, today: date) -> tuple[Standing, date]:
    """What time alone makes of an obligation without evidence, and since which day."""
    closes = obligation.period.last if obligation.history else obligation.closes
    if closes is not None and today > closes:
        return Standing.MISSED, closes + _ONE_DAY
    deadline = obligation.owed[unmet].deadline
    if today > deadline:
        return Standing.OVERDUE, deadline + _ONE_DAY
    return Standing.OPEN, obligation.period.first


def _met(
    obligation: Obligation, shown: Sequence[Sequence[Held]], enough: Sequence[Enough]
) -> _Judged:
    reasons: dict[int, Because] = {}
    for owed, rows in zip(obligation.owed, shown, strict=True):
        for one in sorted(rows, key=lambda held: (held.seen, held.evidence.record)):
            record = one.evidence.record
            reasons.setdefault(record, Because(record or None, _mark(obligation, owed, one.seen)))
    late = not obligation.history and any(
        one.seen > owed.deadline for owed, one in zip(obligation.owed, enough, strict=True)
    )
    last = max(enough, key=lambda one: (one.since, one.ripened))
    standing = Standing.MET_LATE if late else Standing.MET
    return _Judged(standing, tuple(reasons.values()), last.since, ripened=last.ripened)


def _mark(obligation: Obligation, owed: Owed, seen: date) -> str | None:
    if obligation.history:
        return "history"
    if seen > owed.deadline:
        return "after-due"
    late = seen > obligation.period.last and obligation.event is None
    return "late-filed" if late else None
