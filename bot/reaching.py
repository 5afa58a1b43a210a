"""Reaching: who cannot be written to by the channel they want, and why."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection

from bot.addressees import ADDRESS_MISSING, lacking
from rules.programme import Programme
from rules.roster import Contact, Role
from store.addresses import load_learned
from store.roster import load_contacts, load_listed


@dataclass(frozen=True, slots=True, kw_only=True)
class Unreached:
    """Somebody whom their first channel does not reach; `instead` is the one that does, if any."""

    contact: Contact
    channel: str
    reason: str
    since: datetime | None = None
    instead: str | None = None


def list_unreached(
    conn: Connection, programme: Programme, usable: Collection[str]
) -> list[Unreached]:
    """All but volunteers whose first channel does not reach them, in the roster's order."""
    learned, listed = load_learned(conn, programme.id), load_listed(conn, programme.id)
    found = []
    for number, (_, contact) in load_contacts(conn, programme.id).items():
        first = contact.channels[0]
        reason = lacking(first, usable)
        if contact.role is Role.VOLUNTEER or reason is None:
            continue
        told = learned.gone_chat(number, listed[number][1]) if reason == ADDRESS_MISSING else None
        ways = (one.kind for one in contact.channels if lacking(one, usable) is None)
        found.append(
            Unreached(
                contact=contact,
                channel=first.kind,
                reason=f"chat-{told.gone}" if told else reason,
                since=told.gone_at if told else None,
                instead=next(ways, None),
            )
        )
    return found
