"""Addressees: which contacts a rung of a ladder speaks to, and by which channel."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from rules.ladders import OFFICE_RANK, RANK_ROLES
from rules.roster import Channel, Contact, Role, Unit, parents_by_name

_LAST_UNIT_RANK = 2
_OFFICE_ROLES = frozenset({Role.COORDINATOR, Role.DEPUTY, Role.LEADER})


@dataclass(frozen=True, slots=True)
class Directory:
    """Who speaks for which unit, and which units stand above which."""

    contacts: Mapping[int, Contact]
    of_unit: Mapping[int, tuple[int, ...]]
    parent: Mapping[int, int]
    office: tuple[int, ...]

    def addressees(self, unit_id: int, rank: int) -> tuple[int, ...]:
        """Contact ids that a rung of that rank speaks to; never volunteers (mission §4).

        Where a unit has nobody of the rank, the next rank within the unit stands in.
        """
        if rank >= OFFICE_RANK:
            return self._of_roles(self.office, _OFFICE_ROLES) if rank == OFFICE_RANK else ()
        for higher in range(rank, _LAST_UNIT_RANK + 1):
            found = self._of_roles(self.of_unit.get(unit_id, ()), RANK_ROLES[higher])
            if higher == _LAST_UNIT_RANK:
                above = self.parent.get(unit_id)
                found += self._of_roles(self.of_unit.get(above or 0, ()), RANK_ROLES[0])
            if found:
                return tuple(dict.fromkeys(found))
        return ()

    def _of_roles(self, ids: Collection[int], roles: Collection[Role]) -> tuple[int, ...]:
        return tuple(number for number in ids if self.contacts[number].role in roles)


def build_directory(
    units: Mapping[int, Unit], contacts: Mapping[int, tuple[int, Contact]]
) -> Directory:
    """The directory of a roster; one person with one address is one addressee for all units."""
    ids = {unit.name: number for number, unit in units.items()}
    parents = parents_by_name(units.values())
    parent = {ids[name]: ids[above] for name, above in parents.items()}
    roots = [number for number in units if number not in parent and number in parent.values()]
    same: dict[tuple[str, str, str], int] = {}
    of_unit: dict[int, list[int]] = {}
    for number, (unit_id, contact) in contacts.items():
        of_unit.setdefault(unit_id, []).append(_merged(same, number, contact))
    return Directory(
        contacts={number: contact for number, (_, contact) in contacts.items()},
        of_unit={unit_id: tuple(numbers) for unit_id, numbers in of_unit.items()},
        parent=parent,
        office=tuple(number for root in roots for number in of_unit.get(root, ())),
    )


def choose_channel(contact: Contact, usable: Collection[str]) -> Channel:
    """The first of the contact's channels that is set up; the first of all where none is."""
    ready = (channel for channel in contact.channels if channel.kind in usable)
    return next(ready, contact.channels[0])


def _merged(same: dict[tuple[str, str, str], int], number: int, contact: Contact) -> int:
    address = next((c.address for c in contact.channels if c.address), None)
    if address is None:
        return number
    return same.setdefault((contact.name, address, contact.role), number)
