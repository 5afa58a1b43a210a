"""The sample city's activities: what each unit held, month by month, and when it was logged."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import StrEnum
from random import Random

from app.demo_cast import Cast
from app.demo_season import Season, due_of, node_day
from app.demo_themes import NODE_THEMES, Theme, choose_node_theme, choose_themes
from app.demo_units import DemoUnit
from rules.months import Month


class Quirk(StrEnum):
    """Which cell of a row is written in an odd way that can still be read."""

    NONE = ""
    DATE = "date"
    RUN = "run"
    COUNT = "count"
    DURATION = "duration"


@dataclass(frozen=True, slots=True, kw_only=True)
class Held:
    """One row of a log: an activity, or a report that none was held."""

    day: date
    title: str
    logged: date
    place: str = ""
    people: int = 0
    minutes: int = 0
    names: tuple[str, ...] = ()
    photos: int = 0
    remark: str = ""
    nil: bool = False
    node: bool = False
    """Held at a node of the year."""
    quirk: Quirk = Quirk.NONE
    pick: int = 0
    """Chooses among the ways to write the row."""
    fault: str = ""
    """The code of what is planted in the row."""


_ACTIVITIES = (1, 1, 1, 1, 1, 2, 2, 2, 2, 2, 2, 3, 3, 3, 4)
_FORGETS, _REPORTS_NOTHING, _MARKS_NODES = 0.05, 0.01, 0.55
_ODD = 0.04
_ODDITIES = (Quirk.DATE, Quirk.DATE, Quirk.DATE, Quirk.COUNT, Quirk.COUNT, Quirk.DURATION)
_RUNS = 0.01
_MINUTES = (60, 90, 120, 120, 120, 150, 180, 180, 240)
_PEOPLE = (6, 40)
_LOGGED_WITHIN = 6
_NODES_EARLY = 3
_JOINED_ON = 20
_EXTRA_DAYS = range(6, 28)
_LONGEST_LIST = 8
_REMARKS = ("", "", "", "", "", "", "已报新闻稿", "与共建单位联合开展", "小雨", "党员带头参加")
NIL_TITLE = "本月未开展活动"


def hold_month(
    unit: DemoUnit, month: Month, season: Season, *, cast: Cast, pool: Sequence[str], rng: Random
) -> list[Held]:
    """What a unit logged of a month up to the day that is told, by day."""
    if _is_idle(unit, month, season, cast, rng):
        return []
    if (month == season.due and unit.name in cast.nil) or (
        month < season.due and rng.random() < _REPORTS_NOTHING
    ):
        return [_nil(month)]
    first = season.due.first.replace(day=_JOINED_ON) if unit.name in cast.joined else month.first
    held = _activities(unit, first, season, pool, rng)
    late = month == season.due and unit.name in cast.backfilled
    return [_backfill(one, season) for one in held] if late else held


def hold_extra(unit: DemoUnit, month: Month, log: Sequence[Held], rng: Random) -> Held:
    """One more activity of the unit in the month, on a day that nothing else was held on."""
    taken = {one.day for one in log}
    days = [month.first.replace(day=day) for day in _EXTRA_DAYS]
    day = rng.choice([day for day in days if day not in taken])
    (theme,) = choose_themes(unit.category, 1, rng)
    return replace(_held(day, theme, pool=(), rng=rng), quirk=Quirk.NONE)


def _is_idle(unit: DemoUnit, month: Month, season: Season, cast: Cast, rng: Random) -> bool:
    """Whether the unit holds nothing in the month: gone, not there yet, or it forgets."""
    if unit.name in cast.empty or (unit.left and unit.left <= month.last):
        return True
    if unit.name in cast.joined and month < season.due:
        return True
    if month == season.due:
        return unit.name in cast.late
    return month < season.due and rng.random() < _FORGETS


def _activities(
    unit: DemoUnit,
    first: date,
    season: Season,
    pool: Sequence[str],
    rng: Random,
) -> list[Held]:
    """Activities on different days, those of the month's nodes first."""
    month = Month.of(first)
    held: dict[date, Theme] = {}
    for node in NODE_THEMES:
        day = node_day(node, month.year)
        if day and Month.of(day) == month and rng.random() < _MARKS_NODES:
            early = day - timedelta(rng.randint(0, _NODES_EARLY))
            held[max(early, first)] = choose_node_theme(node, rng)
    themes = choose_themes(unit.category, rng.choice(_ACTIVITIES), rng)
    open_days = range(first.day, month.last.day + 1)
    days = rng.sample(open_days, min(len(themes), len(open_days)))
    for number, theme in zip(days, themes, strict=False):
        held.setdefault(first.replace(day=number), theme)
    rows = (_held(day, theme, pool=pool, rng=rng) for day, theme in held.items())
    return sorted((one for one in rows if one.day < season.day), key=lambda one: one.day)


def _held(day: date, theme: Theme, *, pool: Sequence[str], rng: Random) -> Held:
    people, roll = rng.randint(*_PEOPLE), rng.random()
    quirk = rng.choice(_ODDITIES) if roll < _ODD else Quirk.NONE
    if _ODD < roll < _ODD + _RUNS and (day + timedelta(1)).month == day.month:
        quirk = Quirk.RUN
    return Held(
        day=day,
        title=theme.title,
        logged=_logged(day, rng.randint(0, _LOGGED_WITHIN)),
        place=theme.place,
        people=people,
        minutes=rng.choice(_MINUTES),
        names=tuple(rng.sample(pool, min(len(pool), people, rng.randint(3, _LONGEST_LIST)))),
        photos=rng.randint(0, 4),
        remark=rng.choice(_REMARKS),
        node=theme.node,
        quirk=quirk,
        pick=rng.randrange(1 << 16),
    )


def _logged(day: date, after: int) -> date:
    """Some days later, and never after its month was due."""
    return min(day + timedelta(after), due_of(Month.of(day)))


def _nil(month: Month) -> Held:
    return Held(day=month.last, title=NIL_TITLE, logged=due_of(month), nil=True)


def _backfill(held: Held, season: Season) -> Held:
    """The same, logged after its due day: the day before the city is told, if that is after."""
    after_due = due_of(season.due) + timedelta(1)
    return replace(held, logged=max(after_due, season.day - timedelta(1)), remark="补录")
