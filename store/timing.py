"""When an obligation has to be looked at again: its own days and the rungs of its ladder."""

from collections.abc import Iterable
from datetime import UTC, date, datetime, time, timedelta

from rules.ladders import Anchors, parse_rung, repetitions, rung_time
from rules.programme import Programme

#: A rung's local time, its name, and which repetition of it this is, from 1.
Occurrence = tuple[datetime, str, int]


def next_instant(
    programme: Programme,
    anchors: Anchors,
    ladder: Iterable[str],
    now: datetime,
    *,
    days: Iterable[date | None],
) -> datetime | None:
    """The next instant after now at which a day begins that moves it, or a rung is due."""
    local = now.astimezone(programme.timezone).replace(tzinfo=None)
    rungs = [at for at, _, _ in rung_times(programme, anchors, ladder, until=local)]
    mornings = [_midnight(day) for day in days if day is not None]
    instants = [_instant(programme, at) for at in (*mornings, *rungs)]
    return min((at for at in instants if at > now), default=None)


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
