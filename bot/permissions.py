"""Permissions: who may hear of whom, as one table; what is not in it is refused."""

from collections.abc import Collection, Mapping
from enum import StrEnum

from bot.actors import Actor
from rules.roster import Role


class Speaker(StrEnum):
    """What somebody is to the city, for what they may hear."""

    UNBOUND = "unbound"
    """A chat that belongs to no contact: nothing is asked of the store for it."""
    VOLUNTEER = "volunteer"
    COORDINATOR = "coordinator"
    """The coordinator of a unit, and the deputy."""
    LEADER = "leader"
    PARENT_OFFICE = "parent_office"
    """Who is listed at a unit as its parent office: hears of the unit, not of its people."""
    DISTRICT_OFFICE = "district_office"
    """Who speaks for a unit with others below it."""
    CITY_OFFICE = "city_office"
    SHELL = "shell"
    """The office at its own machine, which is trusted."""


class Matter(StrEnum):
    """What a question is about, seen from its speaker."""

    OWN_HOURS = "own_hours"
    OWN_VOLUNTEER = "own_volunteer"
    """A named person with service in the speaker's own units."""
    OTHER_VOLUNTEER = "other_volunteer"
    OWN_UNIT = "own_unit"
    UNITS_BELOW = "units_below"
    OTHER_UNIT = "other_unit"
    ALL_UNITS = "all_units"
    OWN_REMINDERS = "own_reminders"
    """Promises, snoozes and the like for units that the speaker answers for."""
    OTHER_REMINDERS = "other_reminders"


#: Figures of units; what a late list names are units too.
_OF_OWN_UNIT = {Matter.OWN_HOURS, Matter.OWN_UNIT, Matter.OWN_REMINDERS}
_OF_OWN_PEOPLE = _OF_OWN_UNIT | {Matter.OWN_VOLUNTEER}
ALLOWED: Mapping[Speaker, Collection[Matter]] = {
    Speaker.UNBOUND: (),
    Speaker.VOLUNTEER: {Matter.OWN_HOURS},
    Speaker.COORDINATOR: _OF_OWN_PEOPLE,
    Speaker.LEADER: _OF_OWN_PEOPLE,
    Speaker.PARENT_OFFICE: {Matter.OWN_HOURS, Matter.OWN_UNIT, Matter.UNITS_BELOW},
    Speaker.DISTRICT_OFFICE: _OF_OWN_PEOPLE | {Matter.UNITS_BELOW},
    Speaker.CITY_OFFICE: _OF_OWN_PEOPLE | {Matter.UNITS_BELOW, Matter.OTHER_UNIT, Matter.ALL_UNITS},
    Speaker.SHELL: frozenset(Matter),
}
#: The code of the sentence that refuses each matter.
_REFUSALS: Mapping[Matter, str] = {
    Matter.OWN_HOURS: "person",
    Matter.OWN_VOLUNTEER: "person",
    Matter.OTHER_VOLUNTEER: "person",
    Matter.UNITS_BELOW: "other-unit",
    Matter.OWN_UNIT: "other-unit",
    Matter.OTHER_UNIT: "other-unit",
    Matter.ALL_UNITS: "all-units",
    Matter.OWN_REMINDERS: "speaker",
    Matter.OTHER_REMINDERS: "speaker",
}


def speaker_of(actor: Actor | None, units: Collection[int]) -> Speaker:
    """What the speaker is; None is a chat that belongs to nobody."""
    if actor is None or actor.contact is None:
        return Speaker.SHELL if actor else Speaker.UNBOUND
    if actor.is_volunteer:
        return Speaker.VOLUNTEER
    if actor.reach >= frozenset(units):
        return Speaker.CITY_OFFICE
    if actor.contact.role is Role.PARENT_OFFICE:
        return Speaker.PARENT_OFFICE
    if actor.reach > actor.own:
        return Speaker.DISTRICT_OFFICE
    return Speaker.LEADER if actor.contact.role is Role.LEADER else Speaker.COORDINATOR


def matter_of_units(actor: Actor, asked: Collection[int], *, all_units: bool) -> Matter:
    """What a question about these units is to the speaker."""
    if frozenset(asked) <= actor.own:
        return Matter.OWN_UNIT
    if frozenset(asked) <= actor.reach:
        return Matter.UNITS_BELOW
    return Matter.ALL_UNITS if all_units else Matter.OTHER_UNIT


def refusal(speaker: Speaker, matter: Matter) -> str | None:
    """The code of why the speaker may not hear of that; None where the speaker may."""
    if matter in ALLOWED[speaker]:
        return None
    if speaker is Speaker.VOLUNTEER and _REFUSALS[matter] not in {"person", "speaker"}:
        return "volunteer"
    return _REFUSALS[matter]
