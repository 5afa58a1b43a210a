"""Spellings: how a unit may be written so that it can be no other unit of the roster."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from itertools import product

from rules.roster import Unit, parents_by_name
from sync.unit_places import NameParts, Places, find_places
from sync.unit_texts import compared_name, is_generic, plain_name

_TEAMS = ("志愿队", "志愿协会")
#: What a team of volunteers is called, of whomever it is.
_TEAM_ENDS = ("队", "协会", "会")
#: A name that ends so is a body of its own, also without its team behind it.
_BODIES = (*"局馆院校学村镇乡委厅处所站行社台厂区园司", "街道", "中心", "一中", "一小")
_LEAST = 3
_LOWER = ("社区", "村")
#: What no city has of its own: 图书馆 alone is rather the city's than a district's.
_BELOW_DISTRICTS = ("社区", "村", "街道", "镇", "乡")


class Spellings:
    """All spellings of a roster's units, made once: a spelling of two units names neither."""

    def __init__(self, units: Mapping[int, Unit]) -> None:
        self._plain = {unit_id: plain_name(unit.name) for unit_id, unit in units.items()}
        self.compared = {unit_id: compared_name(name) for unit_id, name in self._plain.items()}
        self.places = find_places(self._plain.values())
        self._above = _places_above(units, self.places)
        self._begins, self._ends = self._affixes()
        teams = (name for name in self.compared.values() if name.endswith(_TEAM_ENDS))
        self._teams_begin = Counter(name[:size] for name in teams for size in range(len(name)))
        self._units: defaultdict[str, set[int]] = defaultdict(set)
        for unit_id, unit in units.items():
            for spelling in self._spellings(unit_id, unit):
                self._units[spelling].add(unit_id)

    def find(self, compared: str) -> int | None:
        """The only unit that is written so; None where none or several are."""
        found = self._units.get(compared, ())
        return next(iter(found)) if len(found) == 1 else None

    def by_unit(self) -> Iterator[tuple[str, int]]:
        """Each spelling with each of its units."""
        return ((text, unit_id) for text, ids in self._units.items() for unit_id in ids)

    def _spellings(self, unit_id: int, unit: Unit) -> Iterator[str]:
        own = self.places.split(self._plain[unit_id])
        full = {compared_name(text) for text in self._full(own, self._above[unit_id])}
        yield from full
        yield from self._teams(unit_id, full)
        yield from self._shortened(own, self._above[unit_id])
        for alias in unit.aliases:
            placed = self.places.split(plain_name(alias))
            yield from map(compared_name, self._full(placed, NameParts(core="")))

    def _full(self, own: NameParts, above: NameParts) -> set[str]:
        """With all places that the name states, and what is known of others put before it."""
        city = self.places.city
        cities = {city, "市", city + "市"} if own.city else {"", city}
        districts = {own.district} if own.district else {"", above.district}
        streets = _street_forms(own) if own.street else {"", above.street}
        return {
            c + d + s + own.core
            for c, d, s in product(cities, districts, streets)
            if not (c == "市" and d and d != own.district)
        } | {own.city + own.district + own.street + own.core}

    def _teams(self, unit_id: int, full: set[str]) -> Iterator[str]:
        """A unit with the word for its volunteers behind it; their team without that word."""
        mine = self.compared[unit_id]
        team = next((end for end in _TEAMS if mine.endswith(end)), None)
        if team is None and not mine.endswith(_TEAM_ENDS):
            if not self._teams_begin[mine]:
                yield from (text + end for text in full for end in _TEAMS)
        elif team is not None:
            body = mine.removesuffix(team)
            if body.endswith(_BODIES) and self._begins[body] == 1:
                yield from (text.removesuffix(team) for text in full)

    def _shortened(self, own: NameParts, above: NameParts) -> Iterator[str]:
        """Without places that the name states, where no other unit ends alike."""
        if not (own.city or own.district or own.street):
            return
        core = compared_name(own.core)
        if len(own.core) < _LEAST or is_generic(core) or not self._alone(core):
            return
        if not own.district or core.endswith(_BELOW_DISTRICTS):
            yield core
        district = own.district or above.district
        if own.street and district:
            yield compared_name(district + own.core)
            yield compared_name(self.places.city + district + own.core)
        if own.street and own.district:
            yield compared_name(own.street + own.core)
        if own.city and not own.district and self.places.city_root:
            yield compared_name(self.places.city_root + own.core)

    def _alone(self, core: str) -> bool:
        """Whether no other unit ends so; nor, for a team, like the body that it is of."""
        team = next((end for end in _TEAMS if core.endswith(end)), "")
        return self._ends[core] == 1 and not (team and self._ends[core.removesuffix(team)])

    def _affixes(self) -> tuple[Counter[str], Counter[str]]:
        """How many units' names begin, and how many end, with each text."""
        begins, ends = Counter[str](), Counter[str]()
        for name in self.compared.values():
            begins.update(name[:size] for size in range(1, len(name) + 1))
            ends.update(name[start:] for start in range(len(name)))
        return begins, ends


def _street_forms(own: NameParts) -> set[str]:
    """城东街道 before a community is 城东 too."""
    short = own.street.removesuffix("街道")
    return {own.street, short} if len(short) > 1 and own.core.endswith(_LOWER) else {own.street}


def _places_above(units: Mapping[int, Unit], places: Places) -> dict[int, NameParts]:
    """The district and street that the bodies above each unit name."""
    parents = parents_by_name(units.values())
    return {unit_id: _above(unit.name, parents, places) for unit_id, unit in units.items()}


def _above(name: str, parents: Mapping[str, str], places: Places) -> NameParts:
    district = street = ""
    seen = {name}
    while (parent := parents.get(name)) and parent not in seen:
        seen.add(parent)
        placed = places.split(plain_name(parent))
        body = compared_name(placed.core)
        street = street or placed.street or (body if body in places.streets else "")
        district = district or placed.district
        name = parent
    return NameParts(district=district, street=street, core="")
