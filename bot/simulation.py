"""Simulation: days replayed on a copy, from one instant that matters to the next.

It is the engine itself that runs, `remind` and `deliver`; only its clock and its senders are
others, and what sheets and people said comes in at the instant at which it came.
"""

from collections.abc import Callable, Iterator, Mapping
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from sqlalchemy import Connection

from bot.bundles import Grounds, list_items, load_owed
from bot.delivery import deliver
from bot.letters import Item
from bot.people import People, load_people
from bot.post_office import Post
from bot.quiet import load_quiet
from bot.reminders import remind
from bot.senders import Outcome, Parcel, Sender
from config.wording import Wording
from rules.obligations import list_openings
from rules.programme import Programme
from rules.roster import Contact
from store.assessment import reassess
from store.entry_evidence import load_kept
from store.grounds import start_of, units_resting_on
from store.letters import SENT, Letter
from store.nudges import load_letter_nudges
from store.obligations import hurry_unit
from store.programmes import load_state
from store.rehearsal import (
    Arrival,
    is_behind,
    load_arrivals,
    look_at_everything,
    next_wake,
    reach_everybody,
    rewind,
)
from store.timing import midnight

_ONE_DAY = timedelta(days=1)
Begin = Callable[[], AbstractContextManager[Connection]]
WordingOf = Callable[[str | None], Wording]


@dataclass(frozen=True, slots=True, kw_only=True)
class Simulated:
    """A letter as it would be sent: at which instant, to whom, about what."""

    at: datetime
    letter: Letter
    contact: Contact
    items: tuple[Item, ...]


class _Recorder(Sender):
    """A channel that takes everything and sends nothing."""

    def send(self, parcel: Parcel) -> Outcome:
        """Taken."""
        del parcel
        return Outcome("sent")

    def delivered(self, parcel: Parcel) -> bool | None:
        """Nobody knows what was being sent when the copy was made."""
        del parcel
        return None


@dataclass(slots=True, kw_only=True)
class _Stage:
    """What stays the same from instant to instant, and the day that was looked at last."""

    programme: Programme
    people: People
    wording_of: WordingOf
    senders: Mapping[str, Sender]
    openings: tuple[datetime, ...]
    arrivals: Mapping[datetime, Arrival]
    looked: date | None = None


def simulate(
    begin: Begin,
    programme: Programme,
    *,
    since: datetime,
    until: datetime,
    wording_of: WordingOf,
) -> Iterator[Simulated]:
    """Every letter that goes from one instant to another, in order, each as it is sent.

    `begin` begins transactions on a copy, which is put back to the first instant before. Sheets
    count as looked at every day, all channels as set up, and everybody as bound.
    """
    day = since.astimezone(programme.timezone).date()
    with begin() as conn:
        rewind(conn, programme.id, since, day)
        stage = _set_stage(conn, programme, wording_of, since, until)
    now: datetime | None = since
    while now is not None and now <= until:
        with begin() as conn:
            letters = _live_through(conn, stage, now)
            after = _next_instant(conn, stage, now)
        yield from letters
        now = after


def _set_stage(
    conn: Connection,
    programme: Programme,
    wording_of: WordingOf,
    since: datetime,
    until: datetime,
) -> _Stage:
    zone = programme.timezone
    start = start_of(programme, load_state(conn, programme.id).start, since)
    days = list_openings(
        programme,
        programme.in_force(load_kept(conn, programme.id)),
        since=start.first,
        after=since.astimezone(zone).date(),
        until=until.astimezone(zone).date(),
    )
    senders = dict.fromkeys(reach_everybody(conn, programme.id), _Recorder())
    return _Stage(
        programme=programme,
        people=load_people(conn, programme.id),
        wording_of=wording_of,
        senders=senders,
        openings=tuple(midnight(programme, day) for day in sorted({*days})),
        arrivals=load_arrivals(conn, programme.id, after=since, until=until),
    )


def _live_through(conn: Connection, stage: _Stage, now: datetime) -> list[Simulated]:
    """What a running office does at that instant: look, judge, remind, deliver."""
    programme = stage.programme
    today = now.astimezone(programme.timezone).date()
    if stage.looked != today:
        look_at_everything(conn, programme.id, now)
        stage.looked = today
    if arrived := stage.arrivals.get(now):
        _take_in(conn, stage, arrived, now)
    remind(
        conn,
        programme,
        now=now,
        wording_of=stage.wording_of,
        usable=stage.senders,
        people=stage.people,
    )
    post = Post(
        begin=lambda: nullcontext(conn),
        programme=programme,
        senders=stage.senders,
        wording_of=stage.wording_of,
        owner="simulation",
        roster=stage.people,
        clock=lambda: now,
    )
    sent = [letter for letter in deliver(post) if letter.state == SENT]
    return _tell(conn, post, sent, now)


def _take_in(conn: Connection, stage: _Stage, arrived: Arrival, now: datetime) -> None:
    """Judges anew those to whom a row, an answer or a decision came."""
    programme, units = stage.programme, stage.people.units
    start = start_of(programme, load_state(conn, programme.id).start, now)
    listed = {unit_id for unit_id in arrived.units if unit_id is not None}
    resting = units if None in arrived.units else units_resting_on(conn, programme, listed)
    mine = {unit_id: units[unit_id] for unit_id in sorted(resting) if unit_id in units}
    reassess(conn, programme, mine, start=start, now=now)
    for unit_id in sorted(arrived.spoken):
        hurry_unit(conn, programme.id, unit_id, now)


def _tell(conn: Connection, post: Post, sent: list[Letter], now: datetime) -> list[Simulated]:
    """The letters with what they speak about."""
    nudges = load_letter_nudges(conn, post.programme.id, [letter.key for letter in sent])
    listed = [nudge for bundle in nudges.values() for nudge in bundle]
    # Without the books: the words have been found, and are kept.
    grounds = Grounds(
        programme=post.programme,
        units=post.units,
        obligations=load_owed(conn, post.programme, listed),
        books={},
        unmended={},
        told={},
        quiet=load_quiet(conn, post.programme, {one.unit_id for one in listed}, now=now),
    )
    told = []
    for letter in sent:
        contact = post.people[letter.contact_id]
        wording = post.wording_of(contact.locale)
        items = tuple(list_items(grounds, nudges[letter.key], wording))
        told.append(Simulated(at=now, letter=letter, contact=contact, items=items))
    return told


def _next_instant(conn: Connection, stage: _Stage, now: datetime) -> datetime | None:
    """When something comes next: a rung, a day, a letter's time, a row, a period."""
    programme = stage.programme
    found = [next_wake(conn, programme.id, now)]
    if is_behind(conn, programme.id, now):
        found.append(_next_sending(programme, now))
    for instants in (stage.openings, stage.arrivals):
        found += [one for one in instants if one > now][:1]
    return min((one for one in found if one is not None), default=None)


def _next_sending(programme: Programme, now: datetime) -> datetime:
    """The next send time of a working day: what was held or had no room is tried again then."""
    local = now.astimezone(programme.timezone).replace(tzinfo=None)
    send_at, workdays = programme.hours.send_at, programme.calendar.workdays
    first = local.date() if local.time() < send_at else local.date() + _ONE_DAY
    day = workdays.next_workday(first)
    return datetime.combine(day, send_at, tzinfo=programme.timezone)
