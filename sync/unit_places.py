"""Places in unit names: the city, district and street that a name begins with."""

import re
from collections import Counter
from collections.abc import Collection, Iterable
from dataclasses import dataclass

from sync.unit_texts import compared_name

_CITY = re.compile(r"^(?!超级)[一-鿿]{2,3}?市(?!场)(?=..)")
_DISTRICT = re.compile(r"^[一-鿿]{0,2}[^社校小园景库厂矿片发住街院地营牧自]{1,2}[区县旗](?=..)")
_STREET = re.compile(r"^[一-鿿]{1,4}?(?:街道|[镇乡])(?=..)")
#: A name's own 市 before a word is no level in these.
_LEVEL = re.compile("^市(?![场民政区容])")
_FEW = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class NameParts:
    """A name in its parts; a part that it does not write is empty."""

    city: str = ""
    district: str = ""
    street: str = ""
    core: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Places:
    """The places that a roster's names begin with."""

    city: str
    districts: frozenset[str]
    streets: frozenset[str]

    def split(self, plain: str) -> NameParts:
        """The name's own places and what is left of it."""
        city, rest = self._city_of(plain)
        district = _first(_DISTRICT, rest, self.districts)
        rest = rest.removeprefix(district)
        street = _first(_STREET, rest, self.streets)
        return NameParts(
            city=city, district=district, street=street, core=rest.removeprefix(street)
        )

    @property
    def city_root(self) -> str:
        """The city's name without 市; empty where a district is called so too."""
        root = self.city.removesuffix("市")
        return "" if any(place[:-1] == root for place in self.districts) else root

    def _city_of(self, plain: str) -> tuple[str, str]:
        if self.city and plain.startswith(self.city):
            return self.city, plain.removeprefix(self.city)
        if _LEVEL.match(plain):
            return "市", plain[1:]
        return "", plain


def find_places(names: Iterable[str]) -> Places:
    """The places in plain names: the commonest city, every district, each street that is a unit."""
    listed = tuple(names)
    cities = Counter(found[0] for name in listed if (found := _CITY.match(name)))
    city, bearers = max(cities.items(), key=lambda one: one[1], default=("", 0))
    city = city if bearers >= _FEW else ""
    rests = [name.removeprefix(city) for name in listed]
    districts = frozenset(found[0] for name in rests if (found := _DISTRICT.match(name)))
    without = Places(city=city, districts=districts, streets=frozenset())
    cores = (compared_name(without.split(name).core) for name in listed)
    streets = frozenset(core for core in cores if core.endswith(("街道", "镇", "乡")))
    return Places(city=city, districts=districts, streets=streets)


def _first(pattern: re.Pattern[str], text: str, known: Collection[str]) -> str:
    found = pattern.match(text)
    return found[0] if found and found[0] in known else ""
