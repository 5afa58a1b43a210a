"""A sample city as plain cells: roster, workbooks with realistic mess, programme.

It depends on its seed and its day alone.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from random import Random

from app.demo_activities import Held, Quirk, hold_month
from app.demo_books import SHARED_BOOK, Entry, Sheets, build_book, build_shared_book
from app.demo_cast import Cast, build_cast
from app.demo_faults import STRANGER, UNKNOWN_UNIT, Fault, plant_faults
from app.demo_layouts import Taste, choose_taste
from app.demo_people import CONTACT_HEADER, People, build_people, contact_lines
from app.demo_season import Season, build_season, round_day
from app.demo_units import UNIT_HEADER, DemoUnit, build_units, office_lines
from rules.months import Month

__all__ = ["PROGRAMME", "City", "Facts", "Fault", "build_city", "round_day"]

ROSTER_BOOK = "名册.xlsx"
PROGRAMME = """\
# 江城市的方案:只写与默认值不同的键。Only what differs from the defaults.
[programme]
id = "jiangcheng"
name = "江城市志愿服务月月行"
"""
_CLOSED_MONTH = 10
_JOINED_DAY = 20


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """What is planted in a city, by names of units."""

    month: Month
    """The month last due."""
    cast: Cast
    faults: tuple[Fault, ...]
    coordinators: tuple[tuple[str, str], ...]
    """Contacts with their units, good ones to ask as; who keep service records come first."""


@dataclass(frozen=True, slots=True, kw_only=True)
class City:
    """Workbooks by their path under sheets/, as tabs of rows, with the programme's text."""

    books: Mapping[str, Sheets]
    programme: str
    facts: Facts


@dataclass(frozen=True, slots=True, kw_only=True)
class _Scene:
    """Who there is, before anything is written down."""

    season: Season
    units: Sequence[DemoUnit]
    cast: Cast
    people: People
    tastes: Mapping[str, Taste]


def build_city(
    *, units: int = 40, years: int = 3, seed: int = 7, day: date, seen: date | None = None
) -> City:
    """The city as it is told on that day; with `seen`, what its books held on an earlier one."""
    rng = Random(f"{seed}/{day}")
    scene = _build_scene(units, build_season(years, day), rng)
    logs = _hold_all(scene, f"{seed}/{day}")
    logs = plant_faults(
        logs, scene.units, scene.tastes, cast=scene.cast, season=scene.season, rng=rng
    )
    shared = _shared_entries(scene, logs, rng)
    books: dict[str, Sheets] = {ROSTER_BOOK: _roster(scene, rng)}
    faults: list[Fault] = []
    current, latest = Month.of(day), seen or day
    books[SHARED_BOOK], found = build_shared_book(_by(shared, latest), current)
    faults += found
    for unit in scene.units:
        log = sorted(
            (one for one in logs[unit.name] if one.logged <= latest),
            key=lambda one: (one.logged, one.day),
        )
        books[unit.book], found = build_book(
            unit,
            scene.people.teams[unit.name],
            scene.tastes[unit.name],
            log,
            due=scene.season.due,
            current=current,
        )
        faults += found
    return City(books=books, programme=PROGRAMME, facts=_facts(scene, faults))


def _build_scene(units: int, season: Season, rng: Random) -> _Scene:
    built = build_units(units, rng)
    cast = build_cast([unit.name for unit in built], rng)
    closed = date(season.day.year - 1, _CLOSED_MONTH, 31)
    joined = season.due.first.replace(day=_JOINED_DAY)
    placed = tuple(
        replace(
            unit,
            joined=joined if unit.name in cast.joined else unit.joined,
            left=closed if unit.name in cast.closed else None,
        )
        for unit in built
    )
    return _Scene(
        season=season,
        units=placed,
        cast=cast,
        people=build_people(placed, cast, rng),
        tastes={unit.name: choose_taste(rng) for unit in placed},
    )


def _hold_all(scene: _Scene, seed: str) -> dict[str, list[Held]]:
    """Every unit's log, each with a chance of its own."""
    logs = {}
    for unit in scene.units:
        rng = Random(f"{seed}/{unit.code}")
        pool = tuple(scene.people.teams[unit.name].volunteers)
        logs[unit.name] = [
            held
            for month in scene.season.months
            for held in hold_month(unit, month, scene.season, cast=scene.cast, pool=pool, rng=rng)
        ]
    return logs


def _shared_entries(scene: _Scene, logs: Mapping[str, Sequence[Held]], rng: Random) -> list[Entry]:
    """What units logged in the shared workbook, by name or alias; the last by nobody's name."""
    entries = [
        Entry(unit=rng.choice((unit.name, *unit.aliases)), held=held)
        for unit in scene.units
        if scene.tastes[unit.name].shares_nodes
        for held in logs[unit.name]
        if held.node
    ]
    entries.sort(key=lambda entry: (entry.held.logged, entry.held.day))
    if entries:
        held = replace(entries[-1].held, quirk=Quirk.NONE, fault=UNKNOWN_UNIT)
        entries.append(Entry(unit=STRANGER, held=held))
    return entries


def _by(entries: Sequence[Entry], latest: date) -> list[Entry]:
    return [entry for entry in entries if entry.held.logged <= latest]


def _roster(scene: _Scene, rng: Random) -> Sheets:
    units = [UNIT_HEADER, *office_lines(), *(unit.line for unit in scene.units)]
    contacts = contact_lines(scene.units, scene.people, scene.cast, rng)
    return [("单位", units), ("联络人", [CONTACT_HEADER, *contacts])]


def _facts(scene: _Scene, faults: Sequence[Fault]) -> Facts:
    served = [name for pair in scene.cast.shared for name in pair]
    asking = sorted(
        (name for name in scene.cast.good if name not in served),
        key=lambda name: not scene.tastes[name].keeps_records,
    )
    return Facts(
        month=scene.season.due,
        cast=scene.cast,
        faults=tuple(faults),
        coordinators=tuple((scene.people.teams[name].coordinator, name) for name in asking),
    )
