"""Scope: whom a question is about when this speaker asks it, and which units that is."""

from collections.abc import Mapping

from bot.actors import Actor, units_below
from bot.questions import Intent, Question
from rules.programme import Programme
from rules.roster import Unit, city_offices, districts_by_name


def settle_scope(
    question: Question, units: Mapping[int, Unit], actor: Actor, programme: Programme
) -> str:
    """The scope meant: unstated, it is a volunteer's own, and at the shell the whole city.

    Who speaks for units below their own asks by 谁没报 which of those are late; the office of a
    district is named for its district.
    """
    scope = question.scope
    kind, _, name = scope.partition(":")
    if kind == "unit" and name in districts_of(units):
        [named] = (number for number, unit in units.items() if unit.name == name)
        return f"district:{name}" if named in offices_among(units, programme) else scope
    if question.intent is Intent.LATE_LIST and not question.scope_stated:
        leads = actor.own < actor.reach < frozenset(units)
        return "own_unit" if leads else scope
    if scope.startswith("person:") and actor.is_own(scope.partition(":")[2]):
        return "self"
    if actor.is_shell and scope in {"own_unit", "self"}:
        return "all_units"
    if actor.is_volunteer and scope == "own_unit" and not question.scope_stated:
        return "self"
    return scope


def own_district(question: Question, units: Mapping[int, Unit], actor: Actor) -> str | None:
    """The district that its own office means by all units; None for anybody else."""
    if actor.unit_id not in actor.own or question.scope != "all_units":
        return None
    name = units[actor.unit_id].name
    leads = name in districts_of(units) and not actor.reach >= frozenset(units)
    return name if leads and actor.reach > actor.own else None


def units_asked(
    question: Question, units: Mapping[int, Unit], actor: Actor, programme: Programme
) -> frozenset[int] | None:
    """The units asked about: of an office, and of a late list, those below the unit too."""
    kind, _, name = question.scope.partition(":")
    if kind == "district":
        districts = districts_by_name(units.values())
        return frozenset(n for n, unit in units.items() if districts.get(unit.name) == name)
    if kind == "own_unit" and actor.unit_id is not None:
        meant = frozenset({actor.unit_id})
    elif kind == "unit":
        meant = frozenset(number for number, unit in units.items() if unit.name == name)
    else:
        return None
    listed = question.intent is Intent.LATE_LIST
    offices = meant if listed else meant & offices_among(units, programme)
    return meant | units_below(offices, units)


def districts_of(units: Mapping[int, Unit]) -> frozenset[str]:
    """The bodies right below the city office that others stand below."""
    found = set(districts_by_name(units.values()).values()) - _leaves(units)
    return frozenset(found) - city_offices(units.values())


def offices_among(units: Mapping[int, Unit], programme: Programme) -> frozenset[int]:
    """The units that owe no activity themselves: their figures are those of the units below."""
    monthly = [duty for duty in programme.duties if duty.shown_by_activities]
    excused = [duty.excused_categories for duty in monthly or programme.duties]
    categories = frozenset.intersection(*excused) if excused else frozenset()
    return frozenset(
        number
        for number, unit in units.items()
        if unit.grouping or (unit.category or "") in categories
    )


def _leaves(units: Mapping[int, Unit]) -> set[str]:
    """Units without any below them are units, not districts."""
    parents = {unit.parent for unit in units.values()}
    return {unit.name for unit in units.values() if unit.name not in parents}
