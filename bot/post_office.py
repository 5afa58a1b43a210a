"""The post office of one delivery: what letters are sent with, and how one is moved on."""

import time
from collections import Counter
from collections.abc import Callable, Mapping
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from datetime import date, datetime

from sqlalchemy import Connection

from bot.people import People
from bot.senders import Parcel, Sender
from config.wording import Wording
from rules.programme import Programme
from rules.roster import Contact, Unit
from store.leases import LEASE, change_letter
from store.letters import SENDING, UNKNOWN, Letter

Begin = Callable[[], AbstractContextManager[Connection]]


@dataclass(slots=True, kw_only=True)
class Post:
    """A post office for one run: its programme, senders, wording, clock and owner's name."""

    begin: Begin
    programme: Programme
    senders: Mapping[str, Sender]
    wording_of: Callable[[str | None], Wording]
    owner: str
    clock: Callable[[], datetime]
    """Asked anew for every letter: a long run must not look like a dead one."""
    roster: People | None = None
    """The roster in force, from somebody who knows it."""
    people: Mapping[int, Contact] = field(default_factory=dict)
    units: Mapping[int, Unit] = field(default_factory=dict)
    synced: str = "—"
    handled: dict[str, Letter] = field(default_factory=dict)
    """The letters as they ended, by their keys."""
    halted: set[str] = field(default_factory=set)
    """Channels that take nothing more in this run."""
    missed: Counter[str] = field(default_factory=Counter)
    """By channel how many letters in a row could not reach it."""
    announce: Callable[[int, float], None] = field(default=lambda *_: None)
    """Told how many letters go at a pace now, and in how many seconds they will have gone."""
    sleep: Callable[[float], None] = time.sleep

    @property
    def today(self) -> date:
        """The programme's local date."""
        return self.clock().astimezone(self.programme.timezone).date()

    @property
    def open_channels(self) -> frozenset[str]:
        """Channels that letters can go by now."""
        return frozenset(self.senders) - self.halted

    @property
    def is_open(self) -> bool:
        """Whether letters may go now."""
        return self.programme.is_open(self.clock())


def move_letter(
    conn: Connection,
    post: Post,
    letter: Letter,
    state: str,
    *,
    held_by: str | None = None,
    **values: object,
) -> bool:
    """Moves a letter on, if it still is where we left it; whether it was."""
    if state in {SENDING, UNKNOWN}:
        values["lease_until"] = post.clock() + LEASE
    return change_letter(
        conn, post.programme.id, letter.key, letter.state, held_by=held_by, state=state, **values
    )


def build_parcel(contact: Contact, letter: Letter, text: str) -> Parcel:
    """The letter as its sender takes it."""
    return Parcel(
        key=letter.key,
        unit=contact.unit,
        name=contact.name,
        address=letter.address,
        day=date.fromisoformat(letter.day),
        text=text,
    )
