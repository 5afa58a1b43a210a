"""When an obligation has to be looked at again: its own days and the rungs of its ladder."""

from collections.abc import Iterable
from datetime import UTC, date, datetime, time, timedelta

from rules.ladders import parse_rung, rung_time
from rules.programme import Programme
from rules.standings import Obligation


def next_instant(
    programme: Programme,
    one: Obligation,
    ladder: Iterable[str],
    now: datetime,
    *,
    awaited: date | None,
) -> datetime | None:
    """The next instant after now at which time alone moves the obligation, or a rung is due."""
    days = [one.due + _DAY, one.closes + _DAY, *([awaited] if awaited else [])]
    rungs = rung_times(programme, one, ladder).values()
    instants = [_instant(programme, at) for at in (*map(_midnight, days), *rungs)]
    return None if one.history else min((at for at in instants if at > now), default=None)


def rung_times(programme: Programme, one: Obligation, ladder: Iterable[str]) -> dict[str, datetime]:
    """The local time of each rung of a ladder, by its name."""
    return {
        name: rung_time(
            parse_rung(name),
            start=one.month.first,
            end=one.month.last,
            due=one.due,
            hours=programme.hours,
            workdays=programme.calendar.workdays,
        )
        for name in ladder
    }


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
