"""Closing: what becomes of a letter once its channel has said what became of it."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import timedelta

from sqlalchemy import Connection

from bot.addressees import next_channel
from bot.post_office import Post, move_letter
from bot.recovery import CHANNEL_FAILED
from bot.senders import UNREACHED, Outcome, Parcel
from config.logs import Log
from rules.roster import Channel
from store.chats import close_chat, move_chat
from store.database import StoreError
from store.letters import FAILED, PLANNED, SENDING, SENT, UNKNOWN, Letter

#: When a letter goes again that its channel could not take.
_AGAIN = timedelta(minutes=5)
_SOON = timedelta(seconds=30)
_CLOSES, _PAUSE = 5, 1.0
_MISSES = 5

log = Log(__name__)


def send_letter(post: Post, letter: Letter, parcel: Parcel) -> None:
    """Sends and closes; `sending` has been committed before."""
    outcome = post.senders[letter.channel].send(parcel)
    ended = _ended(post, replace(letter, text=parcel.text), outcome)
    for left in reversed(range(_CLOSES)):
        try:
            with post.begin() as conn:
                _close(conn, post, letter, ended, outcome)
            break
        except StoreError:
            # What became of it is known here and nowhere else.
            if not left:
                raise
            post.sleep(_PAUSE)
    _count_missed(post, letter.channel, outcome)
    post.handled[letter.key] = ended


def _count_missed(post: Post, channel: str, outcome: Outcome) -> None:
    """A channel that refuses us, or cannot be reached again and again, is left alone for now."""
    post.missed[channel] = post.missed[channel] + 1 if outcome.reason == UNREACHED else 0
    if outcome.halts or post.missed[channel] >= _MISSES:
        post.halted.add(channel)


def _close(conn: Connection, post: Post, letter: Letter, ended: Letter, outcome: Outcome) -> None:
    values = _values(post, letter, ended, outcome)
    sending = replace(letter, state=SENDING)
    closed = move_letter(conn, post, sending, ended.state, held_by=post.owner, **values)
    if not closed and ended.state == SENT:
        # Given up for unknown meanwhile: who sent it knows better.
        unknown = replace(letter, state=UNKNOWN)
        move_letter(conn, post, unknown, SENT, held_by=post.owner, **values)
    programme_id, channel, address = post.programme.id, letter.channel, letter.address
    if outcome.moved_to is not None:
        move_chat(conn, programme_id, channel, address, outcome.moved_to)
    if outcome.permanent:
        close_chat(conn, programme_id, channel, address, why="blocked", now=post.clock())


def _values(post: Post, letter: Letter, ended: Letter, outcome: Outcome) -> Mapping[str, object]:
    values: dict[str, object] = {
        "reason": ended.reason,
        "sends_started": ended.sends_started,
        "channel": ended.channel,
        "address": ended.address,
        "message_id": outcome.message_id,
    }
    if ended.state == SENT:
        values["sent_at"] = post.clock()
    if outcome.state == "retry_at" and outcome.after is None:
        again = _SOON if post.senders[letter.channel].per_second else _AGAIN
        values["not_before"] = post.clock() + again
    return values


def _ended(post: Post, letter: Letter, outcome: Outcome) -> Letter:
    """The letter after its sending: one that its channel refuses goes by the contact's next."""
    rerouted = CHANNEL_FAILED if letter.reason == CHANNEL_FAILED else None
    if outcome.state == "retry_at":
        return replace(letter, state=PLANNED, reason=rerouted or outcome.reason)
    if outcome.halts:
        return replace(letter, state=PLANNED, reason=outcome.reason)
    if outcome.state == "failed":
        used = Channel(kind=letter.channel, address=letter.address)
        way = next_channel(post.people[letter.contact_id], used, post.open_channels)
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
