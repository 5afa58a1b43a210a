"""Recovery: letters that an earlier run left, and letters whose way has changed since."""

from dataclasses import replace

from sqlalchemy import Connection

from bot.addressees import LACKING, choose_channel, lacking
from bot.post_office import Post, build_parcel, move_letter
from rules.roster import Channel, Contact
from store.leases import load_resendable, load_stranded
from store.letters import CLAIMED, PLANNED, SENT, UNKNOWN, Letter, load_letters

#: Why a letter goes by another channel than the contact's first.
CHANNEL_FAILED = "channel-failed"


def reap(conn: Connection, post: Post) -> None:
    """Letters whose sender is gone: free again, known to have arrived, or unknown."""
    for letter in load_stranded(conn, post.programme.id, post.clock()):
        if letter.state == CLAIMED:
            move_letter(conn, post, letter, PLANNED)
            continue
        _close_stranded(conn, post, letter)
    if post.programme.delivery == "resend":
        for letter in load_resendable(conn, post.programme.id, post.clock()):
            move_letter(conn, post, letter, PLANNED, reason="possible-repeat")


def reroute(conn: Connection, post: Post) -> None:
    """Letters that never went take the way that the roster names now, or wait for one."""
    for letter in load_letters(conn, post.programme.id, [PLANNED]):
        contact = post.people.get(letter.contact_id)
        if contact is None or letter.sends_started:
            continue
        way = _way(contact, letter, post)
        kept = None if letter.reason in LACKING else letter.reason
        reason = lacking(way, post.senders) or kept
        if (way.kind, way.address, reason) != (letter.channel, letter.address, letter.reason):
            move_letter(
                conn, post, letter, PLANNED, channel=way.kind, address=way.address, reason=reason
            )


def _way(contact: Contact, letter: Letter, post: Post) -> Channel:
    """A letter that one channel could not deliver stays with the next, while it is listed."""
    used = Channel(kind=letter.channel, address=letter.address)
    if letter.reason == CHANNEL_FAILED and used in contact.channels:
        return used
    return choose_channel(contact, post.senders)


def _close_stranded(conn: Connection, post: Post, letter: Letter) -> None:
    """A letter that was being sent: arrived, not sent at all, or nobody knows."""
    contact, sender = post.people.get(letter.contact_id), post.senders.get(letter.channel)
    told = None
    if contact is not None and sender is not None:
        told = sender.delivered(build_parcel(contact, letter, letter.text))
    if told is None:
        ended = replace(letter, state=UNKNOWN, reason="sender-gone")
        move_letter(conn, post, letter, UNKNOWN, reason=ended.reason)
    elif told:
        ended = replace(letter, state=SENT)
        move_letter(conn, post, letter, SENT, sent_at=post.clock())
    else:
        # Nothing left the house: that start was no copy.
        started = letter.sends_started - 1
        ended = replace(letter, state=PLANNED, reason="sender-gone", sends_started=started)
        move_letter(conn, post, letter, PLANNED, reason=ended.reason, sends_started=started)
    post.handled[letter.key] = ended
