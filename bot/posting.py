"""Posting: chosen nudges bundled into one letter for each contact and day."""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime, time

from sqlalchemy import Connection

from bot.addressees import choose_channel, lacking
from bot.bundles import list_items, load_grounds
from bot.letters import Item, render_letter
from config.wording import Wording
from rules.programme import Programme
from rules.roster import Contact, Unit
from store.letters import (
    PLANNED,
    Letter,
    absorb_older,
    letter_key,
    load_written_to,
    save_letters,
    word_letters,
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


@dataclass(slots=True)
class Posting:
    """What became of the nudges of a tick."""

    posted: list[Posted] = field(default_factory=list)
    left: list[int] = field(default_factory=list)
    """Contacts whose letter of the day has just left."""
    failed: dict[int, Exception] = field(default_factory=dict)
    """Contacts whose letter could not be worded, with the fault."""


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


def post_letters(conn: Connection, desk: Desk, chosen: Mapping[int, Sequence[Nudge]]) -> Posting:
    """Puts nudges into their contacts' letters of the day.

    What waits in letters of earlier days that never went comes along: one message a day.
    """
    every = {contact_id: _letter(desk, contact_id) for contact_id in chosen}
    planned = save_letters(conn, desk.programme.id, every.values(), desk.now)
    letters = [letter for letter in every.values() if letter.key in planned]
    bundles = {letter.key: chosen[letter.contact_id] for letter in letters}
    save_nudges(conn, desk.programme.id, bundles, now=desk.now)
    absorb_older(conn, desk.programme.id, letters)
    posting = Posting(left=[n for n, letter in every.items() if letter.key not in planned])
    _word_letters(conn, desk, letters, posting)
    return posting


def _letter(desk: Desk, contact_id: int) -> Letter:
    """The contact's letter of the day, still without words."""
    channel = choose_channel(desk.contacts[contact_id], desk.usable)
    return Letter(
        key=letter_key(contact_id, desk.day.isoformat()),
        contact_id=contact_id,
        channel=channel.kind,
        address=channel.address,
        day=desk.day.isoformat(),
        state=PLANNED,
        text="",
        not_before=desk.send_at,
        reason=lacking(channel, desk.usable),
    )


def _word_letters(
    conn: Connection, desk: Desk, letters: Sequence[Letter], posting: Posting
) -> None:
    """One that cannot be worded stops no other: delivery words it anew."""
    bundled = load_letter_nudges(conn, desk.programme.id, [letter.key for letter in letters])
    nudges = [nudge for one in bundled.values() for nudge in one]
    grounds = load_grounds(conn, desk.programme, desk.units, nudges, now=desk.now)
    synced = synced_in_words(conn, desk.programme)
    for letter in letters:
        contact = desk.contacts[letter.contact_id]
        try:
            wording = desk.wording_of(contact.locale)
            items = list_items(grounds, bundled[letter.key], wording)
            text = render_letter(
                contact.name,
                items,
                today=desk.day,
                synced=synced,
                wording=wording,
                office=desk.programme.name,
            )
        except Exception as error:  # noqa: BLE001 - the top of each letter's handling: the tick tells
            posting.failed[letter.contact_id] = error
            continue
        posting.posted.append(Posted(replace(letter, text=text), contact, tuple(items)))
    texts = {posted.letter.key: posted.letter.text for posted in posting.posted}
    word_letters(conn, desk.programme.id, texts)


def synced_in_words(conn: Connection, programme: Programme) -> str:
    """When the sheets were last read, in local time."""
    cycle = last_cycle(conn, programme.id)
    return cycle.at.astimezone(programme.timezone).strftime("%m-%d %H:%M") if cycle else "—"
