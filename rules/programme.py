"""A programme: one city's rule book, as values."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from zoneinfo import ZoneInfo

from rules.checks import Limits
from rules.due import DueRule, Grace
from rules.duties import Duty, in_force
from rules.ladders import Hours
from rules.months import Month
from rules.nodes import NodeTable
from rules.periods import Period, month_period
from rules.registers import Register
from rules.stars import StarLadder
from rules.unit_checks import Backfill
from rules.workdays import Workdays


@dataclass(frozen=True, slots=True, kw_only=True)
class Calendar:
    """Working days and nodes, as data."""

    workdays: Workdays
    nodes: NodeTable


@dataclass(frozen=True, slots=True, kw_only=True)
class Programme:
    """Everything the office decided: parameters, duties, hours for letters, the calendar."""

    id: str
    name: str
    timezone: ZoneInfo
    locale: str
    calendar: Calendar
    duties: tuple[Duty, ...]
    start: Month | None = None
    due_day: int = 5
    roll: str = "next_working_day"
    close_workdays: int = 3
    stale_hours: int = 24
    sync_minutes: int = 10
    hours: Hours = field(default_factory=Hours)
    limits: Limits = field(default_factory=Limits)
    backfill: Backfill = field(default_factory=Backfill)
    stars: StarLadder = field(default_factory=StarLadder)
    delivery: str = "resend"
    late_percent: int = 100
    """How much of its weight a duty brings that was met late."""
    excluded_books: tuple[str, ...] = ()
    feedback: bool = True
    """Whether findings are shown where the editors of a sheet look."""
    registers: tuple[Register, ...] = ()
    """The tables that units keep beside their logs."""
    wording: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    """Sentences the office words its own way, by language and code."""

    def duty(self, duty_id: str) -> Duty | None:
        """The duty of that id, in any case of letters."""
        return next((d for d in self.duties if d.id == duty_id.upper()), None)

    def in_force(self, kept: frozenset[str]) -> tuple[Duty, ...]:
        """The duties that bind a city whose sheets keep these registers."""
        return tuple(duty for duty in self.duties if in_force(duty, kept))

    def due(self, month: Month) -> date:
        """The local day until which the month may be logged, rolled to a working day."""
        return self.due_of(_FOLLOWING, month_period(month))

    def due_of(self, rule: DueRule, period: Period) -> date:
        """The local day that a due rule names for a period."""
        workdays = self.calendar.workdays
        return rule.day(period, due_day=self.due_day, roll=self.roll, workdays=workdays)

    def deadline(self, due: date, grace: Grace) -> date:
        """The last day that is in time: the due day and the grace after it."""
        return grace.end(due, self.calendar.workdays)

    def closes(self, month: Month) -> date:
        """The last day before the month closes: due + 3 working days by default."""
        return self.calendar.workdays.add_workdays(self.due(month), self.close_workdays)

    def is_open(self, now: datetime) -> bool:
        """Whether letters may go at that instant."""
        local = now.astimezone(self.timezone).replace(tzinfo=None)
        return self.hours.next_opening(local, self.calendar.workdays) == local


_FOLLOWING = DueRule("due_day")
