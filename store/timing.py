"""When an obligation has to be looked at again: its own days and the rungs of its ladder."""

from collections.abc import Iterable
from datetime import UTC, date, datetime, time, timedelta

from rules.ladders import Anchors, parse_rung, repetitions, rung_time
from rules.programme import Programme

#: A rung's local time, its name, and which repetition of it this is, from 1.
Occurrence = tuple[datetime, str, int]


class Timetable:
    """When rungs fall due, as of one instant: what many obligations share is reckoned once."""

    def __init__(self, programme: Programme, now: datetime) -> None:
        self.programme, self.now = programme, now
        self.local = now.astimezone(programme.timezone).replace(tzinfo=None)
        self._rungs: dict[tuple[Anchors, tuple[str, ...]], list[Occurrence]] = {}

    def rungs(self, anchors: Anchors, ladder: tuple[str, ...]) -> list[Occurrence]:
        """The rungs of a ladder in order, those that repeat up to one still to come."""
        key = (anchors, ladder)
        found = self._rungs.get(key)
        if found is None:
            found = rung_times(self.programme, anchors, ladder, until=self.local)
            self._rungs[key] = found
        return found

    def next_instant(
        self, anchors: Anchors, ladder: tuple[str, ...], *, days: Iterable[date | None]
    ) -> datetime | None:
        """The next instant at which a day begins that moves it, or a rung is due."""
        mornings = [_midnight(day) for day in days if day is not None]
        rungs = [at for at, _, _ in self.rungs(anchors, ladder)]
        coming = min((at for at in (*mornings, *rungs) if at > self.local), default=None)
        return coming and _instant(self.programme, coming)


def rung_times(
    programme: Programme, anchors: Anchors, ladder: Iterable[str], *, until: datetime
) -> list[Occurrence]:
    """When the rungs of a ladder fall due, in order; those that repeat up to one behind `until`."""
    hours, workdays = programme.hours, programme.calendar.workdays
    found: list[Occurrence] = []
    for name in ladder:
        rung = parse_rung(name)
        first = rung_time(rung, anchors, hours=hours, workdays=workdays)
        times = repetitions(rung, first, until=until, hours=hours, workdays=workdays)
        found += [(at, name, n) for n, at in enumerate(times, start=1)]
    return sorted(found)


def midnight(programme: Programme, day: date) -> datetime:
    """The instant at which that local day begins."""
    return _instant(programme, _midnight(day))


def after(programme: Programme, day: date) -> datetime:
    """The instant at which that local day is over."""
    return midnight(programme, day + _DAY)


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time.min)


def _instant(programme: Programme, local: datetime) -> datetime:
    return local.replace(tzinfo=programme.timezone).astimezone(UTC)


_DAY = timedelta(days=1)
