"""Addressees: which contacts a rung of a ladder speaks to, and by which channel."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field

from rules.ladders import OFFICE_RANK, RANK_ROLES
from rules.roster import (
    UNADDRESSED,
    Channel,
    Contact,
    Role,
    Unit,
    city_offices,
    parents_by_name,
)

CHANNEL_MISSING, ADDRESS_MISSING = "channel-missing", "address-missing"
#: Why a letter waits that has no way to go.
LACKING = frozenset({CHANNEL_MISSING, ADDRESS_MISSING})

_LAST_UNIT_RANK = 2
_OFFICE_ROLES = frozenset({Role.COORDINATOR, Role.DEPUTY, Role.LEADER})


@dataclass(frozen=True, slots=True)
class Directory:
    """Who speaks for which unit, and which units stand above which."""

    contacts: Mapping[int, Contact]
    of_unit: Mapping[int, Mapping[int, frozenset[Role]]]
    """By unit id the contact ids, and what each is to that unit."""
    parent: Mapping[int, int]
    offices: tuple[int, ...]
    persons: Mapping[int, int] = field(default_factory=dict)
    """By the contact id of each further row of a person the one that is written to."""

    def person(self, contact_id: int) -> int:
        """The contact id by which that person is written to."""
        return self.persons.get(contact_id, contact_id)

    def addressees(self, unit_id: int, rank: int) -> tuple[int, ...]:
        """Contact ids that a rung of that rank speaks to; never volunteers (mission §4).

        Where a unit has nobody of the rank, the next rank within the unit stands in.
        """
        if rank >= OFFICE_RANK:
            offices = self.offices if rank == OFFICE_RANK else ()
            found = [one for office in offices for one in self._of_roles(office, _OFFICE_ROLES)]
            return tuple(dict.fromkeys(found))
        for higher in range(rank, _LAST_UNIT_RANK + 1):
            found = self._of_roles(unit_id, RANK_ROLES[higher])
            if higher == _LAST_UNIT_RANK:
                found += self._of_roles(self.parent.get(unit_id), RANK_ROLES[0])
            if found:
                return tuple(dict.fromkeys(found))
        return ()

    def _of_roles(self, unit_id: int | None, roles: frozenset[Role]) -> list[int]:
        people = {} if unit_id is None else self.of_unit.get(unit_id, {})
        return [number for number, held in people.items() if held & roles]


def build_directory(
    units: Mapping[int, Unit], contacts: Mapping[int, tuple[int, Contact]]
) -> Directory:
    """The directory of a roster; one person with one address is one addressee for all units."""
    ids = {unit.name: number for number, unit in units.items()}
    parents = parents_by_name(units.values())
    same: dict[tuple[str, str], int] = {}
    of_unit: dict[int, dict[int, frozenset[Role]]] = {}
    persons: dict[int, int] = {}
    # Somebody who also has a volunteer's row is written to as what they are to a unit.
    in_order = sorted(contacts.items(), key=lambda row: row[1][1].role is Role.VOLUNTEER)
    for number, (unit_id, contact) in in_order:
        person, people = _merged(same, number, contact), of_unit.setdefault(unit_id, {})
        persons[number] = person
        people[person] = people.get(person, frozenset()) | {contact.role}
    return Directory(
        contacts={number: contact for number, (_, contact) in contacts.items()},
        of_unit=of_unit,
        parent={ids[name]: ids[above] for name, above in parents.items()},
        offices=tuple(sorted(ids[name] for name in city_offices(units.values()))),
        persons=persons,
    )


def choose_channel(contact: Contact, usable: Collection[str]) -> Channel:
    """The first of the contact's channels that a letter can go by; the first of all if none."""
    ready = (channel for channel in contact.channels if lacking(channel, usable) is None)
    return next(ready, contact.channels[0])


def next_channel(contact: Contact, used: Channel, usable: Collection[str]) -> Channel | None:
    """The channel to try where a letter could not be delivered by `used`; None where none is left.

    Where the roster no longer lists `used`, any of its channels is new.
    """
    listed = contact.channels
    left = listed[listed.index(used) + 1 :] if used in listed else listed
    return next((one for one in left if lacking(one, usable) is None), None)


def lacking(channel: Channel, usable: Collection[str]) -> str | None:
    """Why no letter can go by this channel now; None where one can."""
    if channel.kind not in usable:
        return CHANNEL_MISSING
    return None if channel.address or channel.kind == UNADDRESSED else ADDRESS_MISSING


def _merged(same: dict[tuple[str, str], int], number: int, contact: Contact) -> int:
    address = next((c.address for c in contact.channels if c.address), None)
    return number if address is None else same.setdefault((contact.name, address), number)
