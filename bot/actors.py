"""Actors: who is speaking, and what they may hear."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from rules.roster import Channel, Contact, Role, Unit, city_offices, parents_by_name

#: Who answers a reminder for a unit.
_ANSWERS_FOR_UNIT = frozenset({Role.COORDINATOR, Role.DEPUTY, Role.LEADER})
_SPEAKS_FOR_UNIT = frozenset({Role.COORDINATOR, Role.DEPUTY, Role.LEADER, Role.PARENT_OFFICE})


class ContactUnknown(Exception):
    """No contact is called so."""

    code = "contact-unknown"

    def __init__(self, text: str, near: tuple[str, ...] = ()) -> None:
        self.values = {"text": text, "near": "、".join(near) or "—"}
        super().__init__(f"no contact is called {text}")


class ContactAmbiguous(ContactUnknown):
    """Several contacts are called so."""

    code = "contact-ambiguous"


@dataclass(frozen=True, slots=True, kw_only=True)
class Actor:
    """A speaker; without a contact it is the city office at its own shell, which is trusted."""

    contact: Contact | None
    unit_id: int | None
    own: frozenset[int]
    """Units the speaker speaks for."""
    reach: frozenset[int]
    """Units whose figures the speaker may hear: the own ones and all below; the office's: all."""
    answers_for: frozenset[int] = frozenset()
    """Units for which the speaker may answer a reminder."""

    @property
    def is_shell(self) -> bool:
        """Whether the speaker sits at the office's machine."""
        return self.contact is None

    @property
    def is_volunteer(self) -> bool:
        """Whether the speaker speaks only for themself."""
        return self.contact is not None and self.contact.role is Role.VOLUNTEER

    def is_own(self, name: str) -> bool:
        """Whether that is the speaker's own name or number."""
        own = self.contact
        return own is not None and name in {own.name, own.volunteer_no or own.name}


def identify(
    text: str | None,
    units: Mapping[int, Unit],
    contacts: Mapping[int, tuple[int, Contact]],
) -> Actor:
    """The contact by 姓名, 单位/姓名 or address; the office's shell where None."""
    if text is None:
        return Actor(contact=None, unit_id=None, own=frozenset(), reach=frozenset(units))
    found = _find(text, units, contacts)
    return _actor([contacts[number] for number in found], units)


def identify_contact(
    text: str, units: Mapping[int, Unit], contacts: Mapping[int, tuple[int, Contact]]
) -> tuple[int, Contact]:
    """The one contact called so, with its id; of a person's several roles the first of a unit."""
    found = _find(text, units, contacts)
    number = min(found, key=lambda one: contacts[one][1].role is Role.VOLUNTEER)
    return number, contacts[number][1]


def identify_sender(
    channel: Channel, units: Mapping[int, Unit], contacts: Mapping[int, tuple[int, Contact]]
) -> Actor | None:
    """Who is written to at an address, and so speaks from it; None for a stranger."""
    found = [(unit_id, c) for unit_id, c in contacts.values() if channel in c.channels]
    return _actor(found, units) if found else None


def _find(
    text: str, units: Mapping[int, Unit], contacts: Mapping[int, tuple[int, Contact]]
) -> list[int]:
    """The ids of the contact called so; raises where nobody is, or several people are."""
    found = [n for n, (unit_id, c) in contacts.items() if _is_called(c, text, units[unit_id])]
    people = {(contacts[number][0], contacts[number][1].name) for number in found}
    if not found:
        near = [f"{c.unit}/{c.name}" for _, c in contacts.values() if c.name[:1] == text[:1]]
        raise ContactUnknown(text, tuple(near[:3]))
    called = [contacts[number][1] for number in found]
    if len(people) > 1 and not _one_person(called):
        raise ContactAmbiguous(text, tuple(f"{c.unit}/{c.name}" for c in called[:4]))
    return found


def _actor(found: Sequence[tuple[int, Contact]], units: Mapping[int, Unit]) -> Actor:
    unit_id, contact = min(found, key=lambda one: one[1].role is Role.VOLUNTEER)
    spoken_for = {n for n, c in found if c.role in _SPEAKS_FOR_UNIT}
    return Actor(
        contact=contact,
        unit_id=unit_id,
        own=frozenset(spoken_for),
        answers_for=frozenset(n for n, c in found if c.role in _ANSWERS_FOR_UNIT),
        reach=units_below(spoken_for, units),
    )


def units_below(numbers: Collection[int], units: Mapping[int, Unit]) -> frozenset[int]:
    """These units and all that stand below them in the tree; all for the city's own office."""
    ids = {unit.name: number for number, unit in units.items()}
    if not {ids[name] for name in city_offices(units.values())}.isdisjoint(numbers):
        return frozenset(units)
    children: dict[int, list[int]] = {}
    for name, above in parents_by_name(units.values()).items():
        children.setdefault(ids[above], []).append(ids[name])
    reached, waiting = set(numbers), list(numbers)
    while waiting:
        for child in children.get(waiting.pop(), ()):
            if child not in reached:
                reached.add(child)
                waiting.append(child)
    return frozenset(reached)


def _is_called(contact: Contact, text: str, unit: Unit) -> bool:
    units = (unit.name, unit.code, *unit.aliases)
    named = {contact.name, *(f"{written}/{contact.name}" for written in units)}
    return text in named or any(c.address and c.address == text for c in contact.channels)


def _one_person(contacts: list[Contact]) -> bool:
    """One name with one address in several units is one person."""
    addresses = {next((c.address for c in one.channels if c.address), None) for one in contacts}
    return len(addresses) == 1 and None not in addresses
