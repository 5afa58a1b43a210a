"""A programme: one city's rule book, as values."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from zoneinfo import ZoneInfo

from rules.checks import Limits
from rules.due import due_day
from rules.ladders import Hours, Rung
from rules.months import Month
from rules.nodes import NodeTable
from rules.roster import Unit
from rules.standings import Obligation
from rules.unit_checks import Backfill
from rules.workdays import Workdays


@dataclass(frozen=True, slots=True, kw_only=True)
class Duty:
    """What is owed: so many activities a month by every unit whose category is not excused."""

    id: str
    title_zh: str
    title_en: str
    minimum: int
    ladder: tuple[Rung, ...]
    excused_categories: frozenset[str] = frozenset()
    exempt_months: frozenset[Month] = frozenset()

    def title(self, locale: str) -> str:
        """What the duty is called in that language."""
        return self.title_en if locale == "en" else self.title_zh


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
    delivery: str = "resend"
    excluded_books: tuple[str, ...] = ()
    feedback: bool = True
    """Whether findings are shown where the editors of a sheet look."""
    wording: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    """Sentences the office words its own way, by language and code."""

    def duty(self, duty_id: str) -> Duty | None:
        """The duty of that id, in any case of letters."""
        return next((d for d in self.duties if d.id == duty_id.upper()), None)

    def due(self, month: Month) -> date:
        """The local day until which the month may be logged, rolled to a working day."""
        return due_day(month, day=self.due_day, roll=self.roll, workdays=self.calendar.workdays)

    def closes(self, month: Month) -> date:
        """The last day before the month closes: due + 3 working days by default."""
        return self.calendar.workdays.add_workdays(self.due(month), self.close_workdays)

    def is_open(self, now: datetime) -> bool:
        """Whether letters may go at that instant."""
        local = now.astimezone(self.timezone).replace(tzinfo=None)
        return self.hours.next_opening(local, self.calendar.workdays) == local


def owes(duty: Duty, unit: Unit, month: Month) -> bool:
    """Whether the unit owes the duty in that month (mission §2.4: from its first full month)."""
    if unit.grouping or (unit.category or "") in duty.excused_categories:
        return False
    if unit.joined and unit.joined > month.first:
        return False
    return not (unit.left and unit.left <= month.last)


def expand_obligation(
    programme: Programme, duty: Duty, unit_id: int, month: Month, *, start: Month
) -> Obligation:
    """The obligation of that unit for that month; months before `start` are history."""
    return Obligation(
        duty=duty.id,
        unit=unit_id,
        month=month,
        minimum=duty.minimum,
        due=programme.due(month),
        closes=programme.closes(month),
        history=month < start,
        exempt=month in duty.exempt_months,
    )
