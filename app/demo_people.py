"""The sample city's people: invented names, who speaks for which unit, and by what channel."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from random import Random

from app.demo_cast import Cast
from app.demo_units import CITY_OFFICE, DISTRICTS, DemoUnit, office_of

CONTACT_HEADER = ("单位", "姓名", "角色", "志愿者编号", "语言", "渠道", "地址")
COORDINATOR, DEPUTY, LEADER, VOLUNTEER = "联络员", "副联络员", "负责人", "志愿者"

_SURNAMES: tuple[str, ...] = (
    *"王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董苏程曹袁邓许傅沈曾彭吕",
    "欧阳",
)
_FIRST = "文晓佳雨思欣梓沐若书云安知语念岚玉春兰秀月桂家兴嘉德永明淑"
_SECOND = "珍娥菊娟蓉梅莲群宁虹凡洋秋舟芸荷桐澄泽岩川禾"
_ALL = len(_SURNAMES) * len(_FIRST) * len(_SECOND)
_POOL = 12
_OFFICE_PEOPLE = 2 * (len(DISTRICTS) + 1)
_SPEAKERS = 3
_HAS_DEPUTY, _HAS_LEADER, _HAS_VOLUNTEERS = 0.7, 0.6, 0.15


@dataclass(frozen=True, slots=True, kw_only=True)
class Team:
    """The people of one unit: who speaks for it, and volunteers with their numbers by name."""

    coordinator: str
    deputy: str
    leader: str
    volunteers: Mapping[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class People:
    """Everybody: the teams by unit, and the names of the people in the offices."""

    teams: Mapping[str, Team]
    office: Sequence[str]


def build_people(units: Sequence[DemoUnit], cast: Cast, rng: Random) -> People:
    """A team for every unit; nobody is called like another, but who serves two units."""
    each = _SPEAKERS + _POOL
    names = _names(len(units) * each + _OFFICE_PEOPLE, rng)
    teams = {}
    for number, unit in enumerate(units):
        coordinator, deputy, leader, *pool = names[number * each : (number + 1) * each]
        numbers = {name: f"{unit.code}-{place:02d}" for place, name in enumerate(pool, start=1)}
        teams[unit.name] = Team(
            coordinator=coordinator, deputy=deputy, leader=leader, volunteers=numbers
        )
    for first, second in cast.shared:
        mine, theirs = teams[first], teams[second]
        teams[second] = Team(
            coordinator=mine.coordinator,
            deputy=theirs.deputy,
            leader=theirs.leader,
            volunteers=theirs.volunteers,
        )
    return People(teams=teams, office=names[len(units) * each :])


def contact_lines(
    units: Sequence[DemoUnit], people: People, cast: Cast, rng: Random
) -> list[tuple[object, ...]]:
    """The roster's lines of contacts: the offices first, then unit by unit."""
    lines = _office_lines(people.office)
    owners = {second: first for first, second in cast.shared}
    codes = {unit.name: unit.code.lower() for unit in units}
    for unit in units:
        mine = _unit_lines(unit, people.teams[unit.name], cast, codes=codes, owners=owners, rng=rng)
        lines += [] if unit.name in cast.unreachable else mine
    return lines


def _office_lines(names: Sequence[str]) -> list[tuple[object, ...]]:
    offices = {"jc": CITY_OFFICE, **{c.lower(): office_of(d) for c, d in DISTRICTS.items()}}
    return [
        (office, names[2 * number + part], role, None, None, "console", f"{code}-{part + 1}")
        for number, (code, office) in enumerate(offices.items())
        for part, role in enumerate((COORDINATOR, LEADER))
    ]


def _unit_lines(
    unit: DemoUnit,
    team: Team,
    cast: Cast,
    *,
    codes: Mapping[str, str],
    owners: Mapping[str, str],
    rng: Random,
) -> list[tuple[object, ...]]:
    """A coordinator; often a deputy and a leader, now and then volunteers who ask for hours."""
    name, code = unit.name, unit.code.lower()
    address = f"{codes[owners.get(name, name)]}-1"
    locale = "en" if name in cast.english else None
    lines: list[tuple[object, ...]] = [
        (name, team.coordinator, COORDINATOR, None, locale, "console", address)
    ]
    deputy, leader, volunteers = rng.random(), rng.random(), rng.random()
    if name in cast.unbound:
        lines.append((name, team.deputy, DEPUTY, None, None, "telegram", None))
    elif deputy < _HAS_DEPUTY:
        lines.append((name, team.deputy, DEPUTY, None, None, "console", f"{code}-2"))
    if leader < _HAS_LEADER:
        lines.append((name, team.leader, LEADER, None, "zh", "console", f"{code}-3"))
    if volunteers < _HAS_VOLUNTEERS:
        lines += [
            (name, person, VOLUNTEER, number, None, "console", number.lower())
            for person, number in list(team.volunteers.items())[:2]
        ]
    return lines


def _names(wanted: int, rng: Random) -> list[str]:
    """So many different names; a city beyond all of them has namesakes."""
    drawn = rng.sample(range(_ALL), min(wanted, _ALL))
    return [_name(drawn[number % len(drawn)]) for number in range(wanted)]


def _name(number: int) -> str:
    rest, second = divmod(number, len(_SECOND))
    surname, first = divmod(rest, len(_FIRST))
    return _SURNAMES[surname] + _FIRST[first] + _SECOND[second]
