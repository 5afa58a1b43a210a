"""Binding: a person's chat becomes a contact's by a one-time link, and ends when they say so."""

import secrets
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from sqlalchemy import Connection

from bot.incoming import Incoming
from bot.outgoing import Outgoing, address_replies
from bot.replies import Action, Button, Reply
from config.wording import Wording
from rules.programme import Programme
from rules.roster import TELEGRAM, Contact, Role
from store.bindings import (
    Binding,
    Invitation,
    drop_bindings,
    load_bindings,
    load_invitation,
    save_binding,
    save_invitation,
    use_invitation,
)
from store.chats import LEFT, close_chat, reopen_chat
from store.roster import load_contacts

ALLOW, REFUSE = "bind-allow", "bind-refuse"
#: How long a link can be used.
LINK_HOLDS = timedelta(days=7)
#: 24 bytes are 32 signs of a link.
_TOKEN_BYTES = 24


@dataclass(frozen=True, slots=True, kw_only=True)
class Binder:
    """Binds people of one programme within a transaction."""

    conn: Connection
    programme: Programme
    wording: Wording
    now: datetime

    def invite(self, contact_id: int, *, replaces: bool) -> str:
        """The token of a new one-time link for that contact."""
        token = secrets.token_urlsafe(_TOKEN_BYTES)
        expires = self.now + LINK_HOLDS
        made = Invitation(contact_id=contact_id, replaces=replaces, expires_at=expires)
        save_invitation(self.conn, self.programme.id, token, made)
        return token

    def start(self, incoming: Incoming, token: str) -> list[Outgoing]:
        """The answer to a link that was opened, or to /start alone."""
        if not token:
            # Who was listed by the office and left comes back this way.
            reopen_chat(self.conn, self.programme.id, TELEGRAM, incoming.sender, even_left=True)
            return self.tell_who(incoming)
        found = load_invitation(self.conn, self.programme.id, token)
        contact = self._contacts().get(found.contact_id) if found else None
        if found is None or contact is None:
            return self._say(incoming, "bind.link-unknown")
        if found.used_by == incoming.sender or self._is_bound(contact, incoming.sender):
            return self.tell_who(incoming)
        fault = self._use(incoming, found, token)
        return self._say(incoming, fault) if fault else self._bind(incoming, found, contact)

    def tell_who(self, incoming: Incoming) -> list[Outgoing]:
        """As whom the sender speaks, and how to end that; to strangers how to begin."""
        mine = [one for one in self._contacts().values() if self._is_bound(one, incoming.sender)]
        if not mine:
            asked = any(
                not one.approved and one.address == incoming.sender
                for one in load_bindings(self.conn, self.programme.id)
            )
            code = "bind.waiting" if asked else "bind.nobody"
            return self._say(incoming, code, number=incoming.sender)
        say = self.wording.say
        lines = [
            say("bind.line", name=one.name, unit=one.unit, role=say(f"role.{one.role.value}"))
            for one in mine
        ]
        blocks = (say("bind.who", office=self.programme.name), *lines, say("bind.how-to-end"))
        told = self._reply(incoming, Reply(blocks=blocks))
        return [replace(one, menu=self._menu(mine)) for one in told]

    def leave(self, incoming: Incoming) -> list[Outgoing]:
        """Ends all bindings of the sender; an address in the roster is left alone from now on."""
        known = [one for one in self._contacts().values() if self._is_bound(one, incoming.sender)]
        drop_bindings(self.conn, self.programme.id, channel=TELEGRAM, address=incoming.sender)
        if any(self._is_bound(one, incoming.sender) for one in self._contacts().values()):
            close_chat(
                self.conn,
                self.programme.id,
                TELEGRAM,
                incoming.sender,
                why=LEFT,
                now=self.now,
            )
        if not known:
            return self._say(incoming, "bind.nobody", number=incoming.sender)
        told = self._say(incoming, "bind.left")
        return [replace(one, menu="nobody") for one in told]

    def decide(self, incoming: Incoming, action: Action) -> list[Outgoing]:
        """The first person's word about a second who asked."""
        number, _, address = action.argument.partition(" ")
        contact = self._contacts().get(int(number))
        requests = load_bindings(self.conn, self.programme.id)
        asked = any(
            not one.approved and (one.contact_id, one.address) == (int(number), address)
            for one in requests
        )
        if contact is None or not asked or not self._is_bound(contact, incoming.sender):
            return self._say(incoming, "bind.decided")
        facts = {"name": contact.name, "unit": contact.unit}
        if action.name == REFUSE:
            drop_bindings(
                self.conn,
                self.programme.id,
                channel=TELEGRAM,
                address=address,
                contact_id=int(number),
            )
            other = replace(incoming, sender=address, chat=address, topic=None)
            told = self._say(other, "bind.refused-you", **facts)
            return [*self._say(incoming, "bind.refused", **facts), *told]
        self._save(address, int(number), approved=True)
        other = replace(incoming, sender=address, chat=address, topic=None)
        return [*self._say(incoming, "bind.allowed", **facts), *self.tell_who(other)]

    def _use(self, incoming: Incoming, found: Invitation, token: str) -> str | None:
        """Uses the link up; why it cannot be used."""
        if found.used_by is None and found.expires_at < self.now:
            return "bind.link-expired"
        sender = incoming.sender
        used = use_invitation(self.conn, self.programme.id, token, by=sender, now=self.now)
        return None if used else "bind.link-used"

    def _bind(self, incoming: Incoming, found: Invitation, contact: Contact) -> list[Outgoing]:
        if found.replaces:
            drop_bindings(
                self.conn, self.programme.id, channel=TELEGRAM, contact_id=found.contact_id
            )
        first = [] if found.replaces else _addresses(contact)
        # A chat that was given up is taken up again by its person's own tap.
        reopen_chat(self.conn, self.programme.id, TELEGRAM, incoming.sender, even_left=True)
        self._save(incoming.sender, found.contact_id, approved=not first)
        if not first:
            return self.tell_who(incoming)
        facts = {"name": contact.name, "unit": contact.unit, "who": incoming.name or "?"}
        question = Reply(
            blocks=(self.wording.say("bind.second-asks", **facts),),
            buttons=tuple(
                Button(
                    self.wording.say(f"bind.{name}"),
                    Action(name, f"{found.contact_id} {incoming.sender}"),
                )
                for name in (ALLOW, REFUSE)
            ),
        )
        there = replace(incoming, sender=first[0], chat=first[0], topic=None)
        return [*self._say(incoming, "bind.asked", **facts), *self._reply(there, question)]

    def _save(self, address: str, contact_id: int, *, approved: bool) -> None:
        made = Binding(
            channel=TELEGRAM,
            address=address,
            contact_id=contact_id,
            approved=approved,
            at=self.now,
        )
        save_binding(self.conn, self.programme.id, made)

    def _contacts(self) -> Mapping[int, Contact]:
        listed = load_contacts(self.conn, self.programme.id)
        return {number: contact for number, (_, contact) in listed.items()}

    def _is_bound(self, contact: Contact, address: str) -> bool:
        return address in _addresses(contact)

    def _menu(self, mine: list[Contact]) -> str:
        return "volunteer" if all(one.role is Role.VOLUNTEER for one in mine) else "unit"

    def _say(self, incoming: Incoming, code: str, **facts: object) -> list[Outgoing]:
        return self._reply(incoming, Reply(blocks=(self.wording.say(code, **facts),)))

    def _reply(self, incoming: Incoming, reply: Reply) -> list[Outgoing]:
        return address_replies(
            self.conn,
            self.programme.id,
            [reply],
            chat=incoming.chat,
            owner=incoming.sender,
            now=self.now,
        )


def _addresses(contact: Contact) -> list[str]:
    return [one.address for one in contact.channels if one.kind == TELEGRAM and one.address]
