"""Delivery: letters claimed, marked as sending, sent and closed, one by one.

Each step is a transaction of its own, so that a kill at any point is seen afterwards: what was
claimed is free again, what was being sent is unknown and never lost in silence.
"""

from collections.abc import Callable, Mapping
from contextlib import AbstractContextManager
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta

from sqlalchemy import Connection

from bot.addressees import choose_channel
from bot.bundles import load_items
from bot.letters import render_letter
from bot.posting import synced_in_words
from bot.senders import Outcome, Parcel, Sender
from config.wording import Wording
from rules.programme import Programme
from rules.roster import Contact, Unit
from store.letters import (
    CLAIMED,
    EXPIRED,
    FAILED,
    LEASE,
    PLANNED,
    SENDING,
    SENT,
    UNKNOWN,
    Letter,
    change_letter,
    claim_next,
    load_letters,
    load_resendable,
    load_stranded,
)
from store.nudges import load_letter_nudges
from store.roster import load_contacts, load_units

_AGAIN = timedelta(minutes=5)

Begin = Callable[[], AbstractContextManager[Connection]]


@dataclass(slots=True, kw_only=True)
class Post:
    """A post office for one run: its programme, senders, wording and owner's name."""

    begin: Begin
    programme: Programme
    senders: Mapping[str, Sender]
    wording_of: Callable[[str | None], Wording]
    owner: str
    now: datetime
    people: Mapping[int, Contact] = field(default_factory=dict)
    units: Mapping[int, Unit] = field(default_factory=dict)
    synced: str = "—"
    handled: dict[str, Letter] = field(default_factory=dict)
    """The letters as they ended, by their keys."""

    @property
    def today(self) -> date:
        """The programme's local date."""
        return self.now.astimezone(self.programme.timezone).date()


def deliver(post: Post, stop: Callable[[], bool] = lambda: False) -> list[Letter]:
    """Sends everything whose time has come, in the send window; the letters as they ended."""
    with post.begin() as conn:
        _gather(conn, post)
        _reap(conn, post)
        _reroute(conn, post)
    local = post.now.astimezone(post.programme.timezone).replace(tzinfo=None)
    if post.programme.hours.next_opening(local, post.programme.calendar.workdays) != local:
        return list(post.handled.values())
    while not stop():
        with post.begin() as conn:
            letter = claim_next(conn, post.programme.id, post.owner, post.now, post.senders)
            parcel = None if letter is None else _prepare(conn, post, letter)
        if letter is None:
            break
        if parcel is not None:
            _send(post, letter, parcel)
    return list(post.handled.values())


def _gather(conn: Connection, post: Post) -> None:
    """The roster and the freshness, read once for all letters of the run."""
    contacts = load_contacts(conn, post.programme.id)
    post.people = {number: contact for number, (_, contact) in contacts.items()}
    post.units = load_units(conn, post.programme.id)
    post.synced = synced_in_words(conn, post.programme)


def _reap(conn: Connection, post: Post) -> None:
    """Letters whose sender is gone: free again, known to have arrived, or unknown."""
    for letter in load_stranded(conn, post.programme.id, post.now):
        if letter.state == CLAIMED:
            _change(conn, post, letter, PLANNED)
            continue
        _close_stranded(conn, post, letter)
    if post.programme.delivery == "resend":
        for letter in load_resendable(conn, post.programme.id, post.now):
            _change(conn, post, letter, PLANNED, reason="possible-repeat")


def _close_stranded(conn: Connection, post: Post, letter: Letter) -> None:
    """A letter that was being sent: arrived, not sent at all, or nobody knows."""
    contact, sender = post.people.get(letter.contact_id), post.senders.get(letter.channel)
    told = None
    if contact is not None and sender is not None:
        told = sender.delivered(_parcel(contact, letter, letter.text))
    if told is None:
        ended = replace(letter, state=UNKNOWN, reason="sender-gone")
        _change(conn, post, letter, UNKNOWN, reason=ended.reason)
    elif told:
        ended = replace(letter, state=SENT)
        _change(conn, post, letter, SENT, sent_at=post.now)
    else:
        # Nothing left the house: that start was no copy.
        started = letter.sends_started - 1
        ended = replace(letter, state=PLANNED, reason="sender-gone", sends_started=started)
        _change(conn, post, letter, PLANNED, reason=ended.reason, sends_started=started)
    post.handled[letter.key] = ended


def _reroute(conn: Connection, post: Post) -> None:
    """Letters that never went take the way that the roster names now."""
    for letter in load_letters(conn, post.programme.id, [PLANNED]):
        contact = post.people.get(letter.contact_id)
        if contact is None or letter.sends_started:
            continue
        way = choose_channel(contact, post.senders)
        if (way.kind, way.address) != (letter.channel, letter.address):
            _change(conn, post, letter, PLANNED, channel=way.kind, address=way.address)


def _prepare(conn: Connection, post: Post, letter: Letter) -> Parcel | None:
    """Puts the letter in today's words and marks it as sending; None where nothing is left."""
    contact = post.people.get(letter.contact_id)
    nudges = load_letter_nudges(conn, post.programme.id, letter.key)
    wording = post.wording_of(contact.locale if contact else None)
    items = load_items(conn, post.programme, post.units, nudges, wording, now=post.now)
    if contact is None or not items:
        _change(conn, post, letter, EXPIRED, reason="answered" if contact else "contact-gone")
        post.handled[letter.key] = replace(letter, state=EXPIRED)
        return None
    text = render_letter(
        contact.name,
        items,
        today=post.today,
        synced=post.synced,
        wording=wording,
        office=post.programme.name,
    )
    if letter.sends_started:
        text = wording.say("letter.possible-repeat") + text
    started = letter.sends_started + 1
    _change(conn, post, letter, SENDING, held_by=post.owner, text=text, sends_started=started)
    return _parcel(contact, letter, text)


def _send(post: Post, letter: Letter, parcel: Parcel) -> None:
    """Sends and closes; `sending` has been committed before."""
    outcome = post.senders[letter.channel].send(parcel)
    state = _state_after(outcome)
    ended = replace(
        letter,
        state=state,
        text=parcel.text,
        reason=outcome.reason,
        sends_started=letter.sends_started + (state != PLANNED),
    )
    values: dict[str, object] = {"reason": ended.reason, "sends_started": ended.sends_started}
    if state == SENT:
        values["sent_at"] = post.now
    if state == PLANNED:
        values["not_before"] = post.now + _AGAIN
    sending = replace(letter, state=SENDING)
    with post.begin() as conn:
        closed = _change(conn, post, sending, state, held_by=post.owner, **values)
        if not closed and state == SENT:
            # Given up for unknown meanwhile: who sent it knows better.
            unknown = replace(letter, state=UNKNOWN)
            _change(conn, post, unknown, SENT, held_by=post.owner, **values)
    post.handled[letter.key] = ended


def _state_after(outcome: Outcome) -> str:
    states = {"sent": SENT, "retry_at": PLANNED, "failed": FAILED, "unknown": UNKNOWN}
    return states[outcome.state]


def _change(
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
        values["lease_until"] = post.now + LEASE
    return change_letter(
        conn, post.programme.id, letter.key, letter.state, held_by=held_by, state=state, **values
    )


def _parcel(contact: Contact, letter: Letter, text: str) -> Parcel:
    return Parcel(
        key=letter.key,
        unit=contact.unit,
        name=contact.name,
        address=letter.address,
        day=date.fromisoformat(letter.day),
        text=text,
    )
