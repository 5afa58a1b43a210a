"""Delivery: letters claimed, marked as sending, sent and closed, one by one.

Claiming some letters, marking one and closing one are transactions of their own, so that a kill
at any point is seen afterwards: what was claimed is free again, what was being sent is unknown
and never lost in silence.
"""

import time
from collections import deque
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from sqlalchemy import Connection

from bot.bundles import Grounds, list_items, load_grounds
from bot.closing import send_letter
from bot.crew import Crew
from bot.letters import render_letter
from bot.people import load_people
from bot.post_office import Post, build_parcel, move_letter
from bot.posting import synced_in_words
from bot.recovery import reap, reroute
from bot.senders import Parcel
from config.logs import Log
from rules.roster import Contact
from store.leases import LEASE, claim_letters
from store.letters import EXPIRED, PLANNED, SENDING, Letter, any_open, count_due
from store.nudges import Nudge, load_letter_nudges

_AGAIN = timedelta(minutes=5)
#: Letters claimed at once, and how long what was gathered for them holds.
_BATCH = 50
_HOLDS = LEASE / 2
#: Seconds that all wait for one letter's turn; so often we look whether to go on.
_PATIENCE, _LOOK = 0.2, 0.1
#: Seconds of a pause that are waited for, and letters whose finishing time is worth a word.
_LONGEST_REST, _STORM = 120.0, 50

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
        if not any_open(conn, post.programme.id):
            return []
        _gather(conn, post)
        reap(conn, post)
        reroute(conn, post)
    _announce(post)
    with Crew(max((one.parallel for one in post.senders.values()), default=1)) as crew:
        _send_all(post, crew, stop)
    return list(post.handled.values())


def _send_all(post: Post, crew: Crew, stop: Callable[[], bool]) -> None:
    """One after the other; one whose chat was written to just now lets the next go first."""
    hand: deque[tuple[Letter, _Batch]] = deque()
    passed_over = 0
    while not stop() and post.is_open:
        if passed_over < len(hand):
            letter, batch = hand.popleft()
            if _try(post, letter, batch, crew):
                passed_over = 0
            else:
                hand.append((letter, batch))
                passed_over += 1
            continue
        rest = _longest_rest(post, hand)
        if rest > _PATIENCE:
            _free(post, [letter for letter, _ in hand])
            hand.clear()
            _sit_out(post, rest, stop)
        with post.begin() as conn:
            batch = _claim(conn, post)
        hand.extend((letter, batch) for letter in batch.letters)
        passed_over = 0
        if not batch.letters and hand:
            post.sleep(_LOOK)
        elif not batch.letters and not crew.settle():
            # Those on their way have not come back to be sent again.
            break
    _free(post, [letter for letter, _ in hand])


def _announce(post: Post) -> None:
    """Says when a storm will be over; a few letters are nobody's news."""
    paced = {name: one.per_second for name, one in post.senders.items() if one.per_second}
    for name, per_second in paced.items():
        with post.begin() as conn:
            count = count_due(conn, post.programme.id, post.clock(), {name})
        if count >= _STORM and post.is_open:
            post.announce(count, post.senders[name].rest() + count / per_second)


def _gather(conn: Connection, post: Post) -> None:
    """The roster and the freshness, read once for all letters of the run."""
    roster = post.roster or load_people(conn, post.programme.id)
    post.people, post.units = roster.contacts, roster.units
    post.synced = synced_in_words(conn, post.programme)


def _claim(conn: Connection, post: Post) -> _Batch:
    now, programme = post.clock(), post.programme
    channels = post.open_channels
    letters = claim_letters(conn, programme.id, post.owner, now, channels, most=_BATCH)
    nudges = load_letter_nudges(conn, programme.id, [letter.key for letter in letters])
    listed = [nudge for bundle in nudges.values() for nudge in bundle]
    grounds = load_grounds(conn, programme, post.units, listed, now=now)
    return _Batch(letters=letters, nudges=nudges, grounds=grounds, until=now + _HOLDS)


def _try(post: Post, letter: Letter, batch: _Batch, crew: Crew) -> bool:
    """Sends a letter if it is its turn; whether we have done with it."""
    if letter.channel in post.halted or post.clock() > batch.until:
        _free(post, [letter])
        return True
    wait = post.senders[letter.channel].reserve(letter.address, most=_PATIENCE)
    if wait > _PATIENCE:
        return False
    if wait:
        post.sleep(wait)
    # Before it is marked: a letter that waits for somebody to send it is not being sent.
    crew.make_room()
    _begin(post, letter, batch, crew)
    return True


def _begin(post: Post, letter: Letter, batch: _Batch, crew: Crew) -> None:
    """Marks a letter as sending and has it sent, at once or by the crew."""
    with post.begin() as conn:
        parcel = _prepare(conn, post, letter, batch)
    if parcel is None:
        return
    if post.senders[letter.channel].parallel > 1:
        crew.start(lambda: send_letter(post, letter, parcel))
    else:
        send_letter(post, letter, parcel)


def _free(post: Post, letters: Iterable[Letter]) -> None:
    """What was claimed is planned again."""
    with post.begin() as conn:
        for letter in letters:
            move_letter(conn, post, letter, PLANNED, held_by=post.owner)


def _longest_rest(post: Post, hand: Iterable[tuple[Letter, _Batch]]) -> float:
    """Seconds that a channel of these letters has asked us to keep still."""
    channels = {letter.channel for letter, _ in hand}
    return max((post.senders[name].rest() for name in channels), default=0.0)


def _sit_out(post: Post, seconds: float, stop: Callable[[], bool]) -> None:
    """Waits as long as was asked; where that is long, the next run sees to it."""
    if seconds > _LONGEST_REST:
        resting = [name for name, one in post.senders.items() if one.rest() > _PATIENCE]
        post.halted.update(resting)
        return
    end = time.monotonic() + seconds
    while (left := end - time.monotonic()) > 0 and not stop():
        post.sleep(min(left, _LOOK))
    _announce(post)


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
