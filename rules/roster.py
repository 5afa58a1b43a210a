"""The roster: units in their tree, and the people who speak for them."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

#: The category of the programme's own office.
CITY_OFFICE = "市文明办"
#: The channel that needs no address: its letters are files at the office.
UNADDRESSED = "console"
#: The channel whose addresses people may bind themselves.
TELEGRAM = "telegram"


class Role(StrEnum):
    """What a contact is to the unit."""

    COORDINATOR = "coordinator"
    DEPUTY = "deputy"
    LEADER = "leader"
    PARENT_OFFICE = "parent_office"
    VOLUNTEER = "volunteer"


@dataclass(frozen=True, slots=True, kw_only=True)
class Unit:
    """A unit of the roster; `grouping` marks a parent that is named but not listed."""

    name: str
    code: str | None = None
    aliases: tuple[str, ...] = ()
    parent: str | None = None
    category: str | None = None
    members: int | None = None
    joined: date | None = None
    left: date | None = None
    grouping: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Channel:
    """One way to reach a contact; an empty address is not bound yet."""

    kind: str
    address: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Contact:
    """A person who speaks for a unit, with channels in the order to try them."""

    unit: str
    name: str
    role: Role = Role.COORDINATOR
    volunteer_no: str | None = None
    locale: str | None = None
    channels: tuple[Channel, ...] = (Channel(kind=UNADDRESSED),)


@dataclass(frozen=True, slots=True, kw_only=True)
class Tree:
    """What units are to each other, by id: who stands below whom, and who stands at the top."""

    below: Mapping[int, tuple[int, ...]] = field(default_factory=dict)
    """All units below each, at any depth."""
    tier1: frozenset[int] = frozenset()
    """The bodies right below the city office."""
    offices: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True, kw_only=True)
class Roster:
    """All units and contacts of a programme, as the roster workbook lists them."""

    units: tuple[Unit, ...] = ()
    contacts: tuple[Contact, ...] = ()


def memberships_of(units: Mapping[int, Unit]) -> dict[int, tuple[str | None, str | None]]:
    """The days units joined and left as ISO text, by id, of those that state one."""
    return {
        unit_id: (_iso(unit.joined), _iso(unit.left))
        for unit_id, unit in units.items()
        if unit.joined or unit.left
    }


def with_groupings(units: Iterable[Unit]) -> tuple[Unit, ...]:
    """The units, and behind them a grouping unit for every parent that is not listed."""
    listed = tuple(units)
    names = {name for unit in listed for name in (unit.name, unit.code, *unit.aliases) if name}
    missing = dict.fromkeys(u.parent for u in listed if u.parent and u.parent not in names)
    return (*listed, *(Unit(name=name, grouping=True) for name in missing if name))


def parents_by_name(units: Iterable[Unit]) -> Mapping[str, str]:
    """Each unit's parent by its full name, where the parent was written by code or alias too."""
    listed = tuple(units)
    full = {written: u.name for u in listed for written in (u.code, *u.aliases) if written}
    full.update({unit.name: unit.name for unit in listed})
    return {u.name: full[u.parent] for u in listed if u.parent and u.parent in full}


def districts_by_name(units: Iterable[Unit]) -> Mapping[str, str]:
    """Each unit's district: the child of the city office on its way up, itself where it is one.

    Without a city office above all, the topmost bodies are the districts.
    """
    listed = tuple(units)
    parents = parents_by_name(listed)
    tops = _tops(listed, parents)
    return {unit.name: _tier_one(unit.name, parents, tops) for unit in listed}


def city_offices(units: Iterable[Unit]) -> frozenset[str]:
    """The programme's own office: by its category, else the only body that stands above others."""
    listed = tuple(units)
    offices = frozenset(unit.name for unit in listed if unit.category == CITY_OFFICE)
    roots = _roots(parents_by_name(listed))
    return offices or (roots if len(roots) == 1 else frozenset())


def build_tree(units: Mapping[int, Unit]) -> Tree:
    """The tree of a roster, by unit id."""
    ids = {unit.name: number for number, unit in units.items()}
    parents = parents_by_name(units.values())
    tops = _tops(tuple(units.values()), parents)
    below: dict[int, list[int]] = {}
    for name in parents:
        for above in _all_above(name, parents):
            below.setdefault(ids[above], []).append(ids[name])
    return Tree(
        below={number: tuple(found) for number, found in below.items()},
        tier1=frozenset(ids[name] for name, above in parents.items() if above in tops),
        offices=frozenset(ids[name] for name in city_offices(units.values())),
    )


def _all_above(name: str, parents: Mapping[str, str]) -> list[str]:
    """The bodies above a unit, the nearest first; a circle ends where it began."""
    found: list[str] = []
    while (above := parents.get(name)) and above not in found:
        found.append(above)
        name = above
    return found


def _tops(units: tuple[Unit, ...], parents: Mapping[str, str]) -> frozenset[str]:
    """What stands above districts: a city office, or the only root there is."""
    offices = {unit.name for unit in units if unit.category == CITY_OFFICE}
    above = frozenset(offices.intersection(parents.values()))
    roots = _roots(parents)
    return above or (roots if len(roots) == 1 and _is_deep(roots, parents) else frozenset())


def _roots(parents: Mapping[str, str]) -> frozenset[str]:
    return frozenset(above for above in parents.values() if above not in parents)


def _is_deep(roots: Collection[str], parents: Mapping[str, str]) -> bool:
    """Whether the root has grandchildren; else it is the only district itself."""
    return any(parents.get(above) in roots for above in parents.values())


def _tier_one(unit: str, parents: Mapping[str, str], tops: frozenset[str]) -> str:
    seen = {unit}
    while (above := parents.get(unit)) and above not in tops and above not in seen:
        seen.add(above)
        unit = above
    return unit


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None
