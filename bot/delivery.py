"""Delivery: letters claimed, marked as sending, sent and closed, one by one.

Claiming some letters, marking one and closing one are transactions of their own, so that a kill
at any point is seen afterwards: what was claimed is free again, what was being sent is unknown
and never lost in silence.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from sqlalchemy import Connection

from bot.addressees import next_channel
from bot.bundles import Grounds, list_items, load_grounds
from bot.letters import render_letter
from bot.post_office import Post, build_parcel, move_letter
from bot.posting import synced_in_words
from bot.recovery import CHANNEL_FAILED, reap, reroute
from bot.senders import Outcome, Parcel
from config.logs import Log
from rules.roster import Channel, Contact
from store.letters import (
    EXPIRED,
    FAILED,
    LEASE,
    PLANNED,
    SENDING,
    SENT,
    UNKNOWN,
    Letter,
    claim_letters,
)
from store.nudges import Nudge, load_letter_nudges
from store.roster import load_contacts, load_units

_AGAIN = timedelta(minutes=5)
#: Letters claimed at once, and how long what was gathered for them holds.
_BATCH = 50
_HOLDS = LEASE / 2

log = Log(__name__)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Batch:
    """Letters claimed together, and what they rest on."""

    letters: Sequence[Letter]
    nudges: Mapping[str, list[Nudge]]
    grounds: Grounds
    until: datetime


def deliver(post: Post, stop: Callable[[], bool] = lambda: False) -> list[Letter]:
    """Sends everything whose time has come, in the send window; the letters as they ended."""
    with post.begin() as conn:
        _gather(conn, post)
        reap(conn, post)
        reroute(conn, post)
    while not stop() and post.is_open:
        with post.begin() as conn:
            batch = _claim(conn, post)
        if not batch.letters:
            break
        _send_batch(post, batch, stop)
    return list(post.handled.values())


def _gather(conn: Connection, post: Post) -> None:
    """The roster and the freshness, read once for all letters of the run."""
    contacts = load_contacts(conn, post.programme.id)
    post.people = {number: contact for number, (_, contact) in contacts.items()}
    post.units = load_units(conn, post.programme.id)
    post.synced = synced_in_words(conn, post.programme)


def _claim(conn: Connection, post: Post) -> _Batch:
    now, programme = post.clock(), post.programme
    letters = claim_letters(conn, programme.id, post.owner, now, post.senders, most=_BATCH)
    nudges = load_letter_nudges(conn, programme.id, [letter.key for letter in letters])
    listed = [nudge for bundle in nudges.values() for nudge in bundle]
    grounds = load_grounds(conn, programme, post.units, listed, now=now)
    return _Batch(letters=letters, nudges=nudges, grounds=grounds, until=now + _HOLDS)


def _send_batch(post: Post, batch: _Batch, stop: Callable[[], bool]) -> None:
    """One after the other; what cannot go in time is free for the next claim."""
    for done, letter in enumerate(batch.letters):
        if stop() or post.clock() > batch.until or not post.is_open:
            with post.begin() as conn:
                for left in batch.letters[done:]:
                    move_letter(conn, post, left, PLANNED, held_by=post.owner)
            return
        with post.begin() as conn:
            parcel = _prepare(conn, post, letter, batch)
        if parcel is not None:
            _send(post, letter, parcel)


def _prepare(conn: Connection, post: Post, letter: Letter, batch: _Batch) -> Parcel | None:
    """Puts the letter in today's words and marks it as sending; None where it does not go."""
    contact = post.people.get(letter.contact_id)
    try:
        text = _word(post, letter, contact, batch)
    except Exception:
        # The top of each letter's handling: the others go out, and this one is tried again.
        log.exception("letter_unforeseen", letter=letter.key)
        later = post.clock() + _AGAIN
        ended = replace(letter, state=PLANNED, reason="faulty")
        values: dict[str, object] = {"reason": ended.reason, "not_before": later}
        move_letter(conn, post, letter, PLANNED, held_by=post.owner, **values)
        post.handled[letter.key] = ended
        return None
    if contact is None or text is None:
        reason = "answered" if contact else "contact-gone"
        move_letter(conn, post, letter, EXPIRED, held_by=post.owner, reason=reason)
        post.handled[letter.key] = replace(letter, state=EXPIRED)
        return None
    values = {"text": text, "sends_started": letter.sends_started + 1}
    ours = move_letter(conn, post, letter, SENDING, held_by=post.owner, **values)
    return build_parcel(contact, letter, text) if ours else None


def _word(post: Post, letter: Letter, contact: Contact | None, batch: _Batch) -> str | None:
    """The letter's words of now; None where nothing is left to say."""
    if contact is None:
        return None
    wording = post.wording_of(contact.locale)
    items = list_items(batch.grounds, batch.nudges[letter.key], wording)
    if not items:
        return None
    text = render_letter(
        contact.name,
        items,
        today=post.today,
        synced=post.synced,
        wording=wording,
        office=post.programme.name,
    )
    return wording.say("letter.possible-repeat") + text if letter.sends_started else text


def _send(post: Post, letter: Letter, parcel: Parcel) -> None:
    """Sends and closes; `sending` has been committed before."""
    outcome = post.senders[letter.channel].send(parcel)
    ended = _ended(post, replace(letter, text=parcel.text), outcome)
    values: dict[str, object] = {
        "reason": ended.reason,
        "sends_started": ended.sends_started,
        "channel": ended.channel,
        "address": ended.address,
    }
    if ended.state == SENT:
        values["sent_at"] = post.clock()
    if outcome.state == "retry_at":
        values["not_before"] = post.clock() + _AGAIN
    sending = replace(letter, state=SENDING)
    with post.begin() as conn:
        closed = move_letter(conn, post, sending, ended.state, held_by=post.owner, **values)
        if not closed and ended.state == SENT:
            # Given up for unknown meanwhile: who sent it knows better.
            unknown = replace(letter, state=UNKNOWN)
            move_letter(conn, post, unknown, SENT, held_by=post.owner, **values)
    post.handled[letter.key] = ended


def _ended(post: Post, letter: Letter, outcome: Outcome) -> Letter:
    """The letter after its sending: one that its channel refuses goes by the contact's next."""
    rerouted = CHANNEL_FAILED if letter.reason == CHANNEL_FAILED else None
    if outcome.state == "retry_at":
        return replace(letter, state=PLANNED, reason=rerouted or outcome.reason)
    if outcome.state == "failed":
        used = Channel(kind=letter.channel, address=letter.address)
        way = next_channel(post.people[letter.contact_id], used, post.senders)
        if way is not None:
            log.warning("channel_failed", channel=used.kind, letter=letter.key)
            return replace(
                letter, state=PLANNED, reason=CHANNEL_FAILED, channel=way.kind, address=way.address
            )
    states = {"sent": SENT, "failed": FAILED, "unknown": UNKNOWN}
    return replace(
        letter,
        state=states[outcome.state],
        reason=outcome.reason or rerouted,
        sends_started=letter.sends_started + 1,
    )
