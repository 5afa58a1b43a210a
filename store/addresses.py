"""Addresses as they can be used: what the roster says, and what was learned since."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from sqlalchemy import Connection

from rules.roster import TELEGRAM, Channel, Contact
from store.bindings import load_bindings
from store.chats import Chat, load_chats


@dataclass(frozen=True, slots=True)
class Learned:
    """Bound chats by contact, and addresses that moved or are gone."""

    bound: Mapping[int, tuple[str, ...]]
    chats: Mapping[tuple[str, str], Chat]

    def gone_chat(self, contact_id: int, listed: Contact) -> Chat | None:
        """The chat of that contact which was given up last; `listed` is as in the roster."""
        numbers = (one.address for one in listed.channels if one.kind == TELEGRAM)
        addresses = (*self.bound.get(contact_id, ()), *numbers)
        known = (self.chats.get((TELEGRAM, one)) for one in addresses)
        gone = [(chat.gone_at, chat) for chat in known if chat is not None and chat.gone_at]
        return max(gone, key=lambda one: one[0])[1] if gone else None

    def apply(self, contact_id: int, contact: Contact) -> Contact:
        """The contact with channels that can be used.

        A numeric address of the roster comes first, then the chats that are bound, the oldest
        first; a roster without the channel wants what its people bound before all else.
        """
        bound = self.bound.get(contact_id, ())
        listed = [one for one in contact.channels if one.kind == TELEGRAM]
        if not bound and not listed:
            return contact
        ours = self._usable([*(one.address for one in listed), *bound])
        if not listed:
            return replace(contact, channels=(*ours, *contact.channels))
        return replace(contact, channels=tuple(self._merged(contact, ours)))

    def _merged(self, contact: Contact, ours: tuple[Channel, ...]) -> Iterator[Channel]:
        """All chats at the place of the first one listed."""
        waiting = ours or (Channel(kind=TELEGRAM),)
        for channel in contact.channels:
            if channel.kind != TELEGRAM:
                yield channel
            else:
                yield from waiting
                waiting = ()

    def _usable(self, addresses: list[str]) -> tuple[Channel, ...]:
        moved = (self._newest(one) for one in addresses if is_chat_number(one))
        alive = dict.fromkeys(one for one in moved if not self._is_gone(one))
        return tuple(Channel(kind=TELEGRAM, address=one) for one in alive)

    def _newest(self, address: str) -> str:
        seen = set()
        while address not in seen:
            seen.add(address)
            known = self.chats.get((TELEGRAM, address))
            address = (known.moved_to if known else None) or address
        return address

    def _is_gone(self, address: str) -> bool:
        known = self.chats.get((TELEGRAM, address))
        return known is not None and known.gone is not None


def load_learned(conn: Connection, programme_id: str) -> Learned:
    """What was learned of a programme's addresses."""
    bound: dict[int, tuple[str, ...]] = {}
    for one in load_bindings(conn, programme_id):
        if one.approved:
            bound[one.contact_id] = (*bound.get(one.contact_id, ()), one.address)
    return Learned(bound, load_chats(conn, programme_id))


def is_chat_number(address: str) -> bool:
    """Whether that is a chat's number; a group's begins with a minus."""
    return address.removeprefix("-").isdecimal() and address.isascii()
