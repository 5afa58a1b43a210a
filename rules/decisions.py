"""Decisions: what the office decided about units and periods, as the rules go by it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import NamedTuple

from rules.months import Month
from rules.periods import Period

#: Why something is exempt: the programme's own month, the office's word, or a paused unit.
EXEMPT_MONTH, EXEMPTION, PAUSED = "exempt-month", "exemption", "paused"
_ONE_DAY = timedelta(days=1)


class Exemption(NamedTuple):
    """A unit owes a duty nothing for the periods that begin between two local days."""

    duty: str
    first: date
    last: date

    def covers(self, duty: str, period: Period) -> bool:
        """Whether it releases the unit from that duty for that period."""
        return duty == self.duty and self.first <= period.first <= self.last


class Pause(NamedTuple):
    """A unit is at rest between two local days; without an end until the office says so."""

    first: date
    last: date | None

    def covers(self, day: date) -> bool:
        """Whether the unit is at rest on that day."""
        return self.first <= day and (self.last is None or day <= self.last)

    def touches(self, month: Month) -> bool:
        """Whether the unit was not there for the whole month."""
        return self.first <= month.last and (self.last is None or self.last >= month.first)


class Closing(NamedTuple):
    """The office closed a period, or opened it again: when, and on which local day."""

    at: datetime
    day: date
    reopened: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Decisions:
    """Everything decided that is in force: by unit id, and for periods by what they are called."""

    exemptions: Mapping[int, tuple[Exemption, ...]] = field(default_factory=dict)
    pauses: Mapping[int, tuple[Pause, ...]] = field(default_factory=dict)
    closings: Mapping[str, Closing] = field(default_factory=dict)

    def is_exempt(self, unit_id: int, duty: str, period: Period) -> bool:
        """Whether the office released the unit from that duty for that period."""
        return any(one.covers(duty, period) for one in self.exemptions.get(unit_id, ()))

    def paused_on(self, unit_id: int, day: date) -> Pause | None:
        """The pause that the unit is in on that day."""
        return next((one for one in self.pauses.get(unit_id, ()) if one.covers(day)), None)

    def is_paused(self, unit_id: int, month: Month) -> bool:
        """Whether the unit rested for a part of that month: it owes full months alone."""
        return any(one.touches(month) for one in self.pauses.get(unit_id, ()))

    def closing(self, period: Period) -> Closing | None:
        """The last word on that period."""
        return self.closings.get(period.text)


def closed_by(closing: Closing | None, by_itself: date, deadline: date) -> date | None:
    """The last day before a period closes; None where it was opened again, until it is closed.

    The office closes nothing before it is late.
    """
    if closing is None:
        return by_itself
    return None if closing.reopened else max(closing.day - _ONE_DAY, deadline)


NO_DECISIONS = Decisions()
