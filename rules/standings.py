"""Standings: what evidence and time make of an obligation."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from operator import itemgetter
from typing import NamedTuple

from rules.months import Month


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
_ONE_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Obligation:
    """One duty of one unit for one month: when it opens, is due, and closes (local dates)."""

    duty: str
    unit: int
    month: Month
    minimum: int
    due: date
    closes: date
    history: bool = False
    exempt: bool = False


class Evidence(NamedTuple):
    """A record that may satisfy an obligation, and the local day it was first seen."""

    record: int
    begins: Mapping[Month, date]
    """The first day held in each month that it touches."""
    seen: date
    nil: bool = False


class Because(NamedTuple):
    """One reason for a standing: a record and a mark such as `late-filed`."""

    record: int | None
    mark: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """A standing with the number of activities held, its reasons, and the day it became true."""

    standing: Standing
    held: int
    because: tuple[Because, ...]
    since: date
    ripened: bool = False
    """Whether its day alone made it true: the row that decides was seen before it was held."""
    awaited: date | None = None
    """A row dated in the future says the activity is coming: reminders are silent until then."""


def assess_obligation(
    obligation: Obligation, evidence: Iterable[Evidence], *, today: date
) -> Verdict:
    """The verdict on that local day, by the days activities were held (mission §2.4)."""
    mine = [e for e in evidence if obligation.month in e.begins]
    nils = [e for e in mine if e.nil]
    held, coming = list[Evidence](), list[date]()
    for one in mine:
        begins = one.begins[obligation.month]
        if not one.nil and begins <= today:
            held.append(one)
        elif not one.nil:
            coming.append(begins)
    judged = _judge(obligation, held, nils, today)
    return Verdict(
        standing=judged.standing,
        held=len(held),
        because=judged.because,
        since=judged.since,
        ripened=judged.ripened,
        awaited=min(coming, default=None),
    )


def late_standing(obligation: Obligation, today: date) -> tuple[Standing, date]:
    """What time alone makes of an obligation without evidence, and since which day."""
    last = obligation.month.last if obligation.history else obligation.closes
    if today > last:
        return Standing.MISSED, last + _ONE_DAY
    if today > obligation.due:
        return Standing.OVERDUE, obligation.due + _ONE_DAY
    return Standing.OPEN, obligation.month.first


class _Judged(NamedTuple):
    standing: Standing
    because: tuple[Because, ...]
    since: date
    ripened: bool = False


def _judge(
    obligation: Obligation, held: Sequence[Evidence], nils: Sequence[Evidence], today: date
) -> _Judged:
    if obligation.exempt:
        return _Judged(Standing.EXEMPT, (Because(None, "exempt-month"),), obligation.month.first)
    if len(held) >= obligation.minimum:
        return _met(obligation, held)
    if nils and not obligation.history:
        first = min(nils, key=lambda e: (e.seen, e.record))
        return _Judged(Standing.NIL, (Because(first.record, "nil-report"),), first.seen)
    standing, since = late_standing(obligation, today)
    mark = "history" if obligation.history else None
    reasons = tuple(Because(e.record, mark) for e in held)
    return _Judged(standing, reasons or ((Because(None, mark),) if mark else ()), since)


def _met(obligation: Obligation, held: Sequence[Evidence]) -> _Judged:
    in_order = sorted(held, key=itemgetter(2, 0))  # by the day seen, then by record
    decisive = in_order[obligation.minimum - 1]
    reasons = tuple(Because(e.record, _mark(obligation, e)) for e in in_order)
    month = obligation.month
    counted_from = sorted((max(e.seen, e.begins[month]), e.seen) for e in held)
    since, seen = counted_from[obligation.minimum - 1]
    late = decisive.seen > obligation.due and not obligation.history
    standing = Standing.MET_LATE if late else Standing.MET
    return _Judged(standing, reasons, since, ripened=seen < since)


def _mark(obligation: Obligation, evidence: Evidence) -> str | None:
    if obligation.history:
        return "history"
    if evidence.seen > obligation.due:
        return "after-due"
    return "late-filed" if evidence.seen > obligation.month.last else None
