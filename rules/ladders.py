"""Ladders: who is told, and when, about an obligation that is not met."""

import re
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import cache
from typing import Self

from rules.roster import Role
from rules.workdays import Workdays

_WRITTEN = re.compile(
    r"L(?P<rank>[0-4])@(?P<anchor>start|end|due|event)(?P<offset>[+-]\d{1,4})(?P<measure>h|d|wd)"
    r"(?:/(?P<every>[1-9]\d{0,3})d)?",
    re.ASCII,
)
#: Where a ladder goes on after a broken promise, or when a snooze is over: L1@promise+1d.
_RESUMED = re.compile(r"L([0-4])@(promise|snooze)\+1d")

#: Whom each rank addresses among a unit's own contacts; L3 and L4 address the city office.
RANK_ROLES: tuple[frozenset[Role], ...] = (
    frozenset({Role.COORDINATOR}),
    frozenset({Role.COORDINATOR, Role.DEPUTY}),
    frozenset({Role.COORDINATOR, Role.DEPUTY, Role.LEADER, Role.PARENT_OFFICE}),
    frozenset(),
    frozenset(),
)
OFFICE_RANK = 3


@dataclass(frozen=True, slots=True)
class Rung:
    """One step of a ladder, written `rank@anchor±n(h|d|wd)`, with `/7d` where it repeats."""

    rank: int
    anchor: str
    offset: int
    measure: str
    every: int | None = None

    @classmethod
    def parse(cls, text: str) -> Self:
        """The rung so written; ValueError for anything else."""
        written = _WRITTEN.fullmatch(text.strip())
        if not written:
            raise ValueError(text)
        every = int(written["every"]) if written["every"] else None
        return cls(
            int(written["rank"]),
            written["anchor"],
            int(written["offset"]),
            written["measure"],
            every,
        )

    def __str__(self) -> str:
        repetition = f"/{self.every}d" if self.every else ""
        return f"L{self.rank}@{self.anchor}{self.offset:+d}{self.measure}{repetition}"


@cache
def parse_rung(text: str) -> Rung:
    """The rung of that name, remembered; what an answer put off has a name of its own."""
    resumed = _RESUMED.fullmatch(text)
    return Rung(int(resumed[1]), resumed[2], 1, "d") if resumed else Rung.parse(text)


@dataclass(frozen=True, slots=True, kw_only=True)
class Hours:
    """When letters may go, in local time: at `send_at`, in a window, on working days."""

    send_at: time = time(9, 30)
    opens: time = time(9, 0)
    closes: time = time(17, 30)

    def next_opening(self, now: datetime, workdays: Workdays) -> datetime:
        """The local time from which a letter may go: now within the window, else a send time."""
        today = now.date()
        if workdays.is_workday(today) and self.opens <= now.time() <= self.closes:
            return now
        if workdays.is_workday(today) and now.time() < self.opens:
            return datetime.combine(today, self.send_at)
        return datetime.combine(workdays.next_workday(today + timedelta(days=1)), self.send_at)


@dataclass(frozen=True, slots=True, kw_only=True)
class Anchors:
    """The local days that rungs are counted from."""

    start: date
    end: date
    due: date
    event: date

    def day(self, name: str) -> date:
        """The day of an anchor by its name."""
        return {"start": self.start, "end": self.end, "due": self.due, "event": self.event}[name]


def rung_time(rung: Rung, anchors: Anchors, *, hours: Hours, workdays: Workdays) -> datetime:
    """The local time at which a rung falls due for the first time (mission §4).

    Before the due day it moves back to a working day, from the due day on it moves forward.
    """
    anchor = anchors.day(rung.anchor)
    if rung.measure == "h":
        at = datetime.combine(anchor, time.min) + timedelta(hours=rung.offset)
        return hours.next_opening(at, workdays)
    if rung.measure == "wd" and rung.offset:
        day = workdays.add_workdays(anchor, rung.offset)
    else:
        day = anchor + timedelta(days=rung.offset)
    return _at_work(day, hours, workdays, back=day < anchors.due)


def repetitions(
    rung: Rung, first: datetime, *, until: datetime, hours: Hours, workdays: Workdays
) -> list[datetime]:
    """The local times of a rung up to the first one that lies behind `until`; one if it is once."""
    found, day = [first], first.date()
    while rung.every is not None and found[-1] <= until:
        day += timedelta(days=rung.every)
        at = _at_work(day, hours, workdays, back=False)
        if at > found[-1]:  # two may be moved to the same day behind a holiday
            found.append(at)
    return found


def _at_work(day: date, hours: Hours, workdays: Workdays, *, back: bool) -> datetime:
    worked = workdays.previous_workday(day) if back else workdays.next_workday(day)
    return datetime.combine(worked, hours.send_at)
