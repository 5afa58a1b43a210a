"""Posting: chosen nudges bundled into one letter for each contact and day."""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time

from sqlalchemy import Connection

from bot.addressees import choose_channel
from bot.bundles import load_items
from bot.letters import Item, render_letter
from config.wording import Wording
from rules.programme import Programme
from rules.roster import Contact, Unit
from store.letters import (
    PLANNED,
    Letter,
    absorb_older,
    change_letter,
    letter_key,
    load_written_to,
    post_letter,
)
from store.nudges import Nudge, load_letter_nudges, save_nudges
from store.programmes import last_cycle

WordingOf = Callable[[str | None], Wording]


@dataclass(frozen=True, slots=True)
class Posted:
    """A letter as it was planned, with what it speaks about."""

    letter: Letter
    contact: Contact
    items: tuple[Item, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Desk:
    """What letters are written with."""

    programme: Programme
    units: Mapping[int, Unit]
    contacts: Mapping[int, Contact]
    wording_of: WordingOf
    usable: Collection[str]
    now: datetime

    @property
    def send_at(self) -> datetime:
        """When a letter of now may go: now within the send window, else at its next opening."""
        zone = self.programme.timezone
        local = self.now.astimezone(zone).replace(tzinfo=None)
        opening = self.programme.hours.next_opening(local, self.programme.calendar.workdays)
        return self.now if opening == local else opening.replace(tzinfo=zone)

    @property
    def day(self) -> date:
        """The local day whose letter this is."""
        return self.send_at.astimezone(self.programme.timezone).date()


def full_contacts(conn: Connection, desk: Desk) -> frozenset[int]:
    """Contacts who have had their letter of the day already: one message a day."""
    midnight = datetime.combine(desk.day, time.min, tzinfo=desk.programme.timezone)
    return load_written_to(conn, desk.programme.id, desk.day.isoformat(), midnight)


def post_nudges(
    conn: Connection, desk: Desk, contact_id: int, nudges: Sequence[Nudge]
) -> Posted | None:
    """Puts nudges into the contact's letter of the day; None where it has just left.

    What waits in letters of earlier days that never went comes along: one message a day.
    """
    contact, programme_id = desk.contacts[contact_id], desk.programme.id
    channel = choose_channel(contact, desk.usable)
    letter = Letter(
        key=letter_key(contact_id, desk.day.isoformat()),
        contact_id=contact_id,
        channel=channel.kind,
        address=channel.address,
        day=desk.day.isoformat(),
        state=PLANNED,
        text="",
        not_before=desk.send_at,
    )
    if not post_letter(conn, programme_id, letter, desk.now):
        return None
    save_nudges(conn, programme_id, nudges, letter_key=letter.key, now=desk.now)
    absorb_older(conn, programme_id, letter)
    wording = desk.wording_of(contact.locale)
    bundled = load_letter_nudges(conn, programme_id, letter.key)
    items = load_items(conn, desk.programme, desk.units, bundled, wording, now=desk.now)
    text = render_letter(
        contact.name,
        items,
        today=desk.day,
        synced=synced_in_words(conn, desk.programme),
        wording=wording,
        office=desk.programme.name,
    )
    change_letter(conn, programme_id, letter.key, PLANNED, text=text)
    return Posted(replace(letter, text=text), contact, tuple(items))


def synced_in_words(conn: Connection, programme: Programme) -> str:
    """When the sheets were last read, in local time."""
    cycle = last_cycle(conn, programme.id)
    return cycle.at.astimezone(programme.timezone).strftime("%m-%d %H:%M") if cycle else "—"
