"""Reminders: obligations whose time has come, planned into letters and posted."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy import Connection

from bot.addressees import Directory, build_directory, choose_channel
from bot.bundles import REMINDED, load_items
from bot.letters import Item, render_letter
from config.wording import Wording
from rules.ladders import OFFICE_RANK, parse_rung
from rules.months import Month
from rules.programme import Programme, expand_obligation, owes
from rules.roster import Contact, Unit
from rules.standings import Obligation, Standing
from store.assessment import reassess, start_of
from store.books import load_freshness
from store.evidence import load_awaited
from store.letters import (
    PLANNED,
    Letter,
    Nudge,
    letter_key,
    load_day,
    load_letter_nudges,
    load_nudged,
    post_letter,
    save_nudges,
)
from store.obligations import load_due_units, load_obligations, save_next_at
from store.programmes import last_cycle, load_state, save_state
from store.roster import load_contacts, load_units
from store.timing import next_instant, rung_times

#: A nil report is chased no higher than this (mission §2.4).
_NIL_RANK = 2

WordingOf = Callable[[str | None], Wording]


@dataclass(frozen=True, slots=True)
class Held:
    """A unit that is not reminded now, and why; `looked_at` is the last look at its books."""

    unit: str
    reason: str
    looked_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Posted:
    """A letter as it was planned, with what it speaks about."""

    letter: Letter
    contact: Contact
    items: tuple[Item, ...]


@dataclass(slots=True)
class Reminding:
    """What one tick planned, and what it held back."""

    posted: list[Posted] = field(default_factory=list)
    held: list[Held] = field(default_factory=list)


@dataclass(slots=True, kw_only=True)
class _Tick:
    """What a tick knows."""

    programme: Programme
    units: Mapping[int, Unit]
    directory: Directory
    now: datetime
    today: date
    start: Month
    send_at: datetime
    reminding: Reminding = field(default_factory=Reminding)
    chosen: dict[int, list[Nudge]] = field(default_factory=dict)
    passed: list[Nudge] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class _Around:
    """What stands around an obligation: rungs dealt with, freshness, what is awaited."""

    nudged: set[tuple[str, int]]
    looked_at: datetime | None
    coming: date | None
    full: frozenset[int]


def remind(
    conn: Connection,
    programme: Programme,
    *,
    now: datetime,
    wording_of: WordingOf,
    usable: Iterable[str],
) -> Reminding:
    """Plans and posts every letter that is due now; run twice it posts nothing more."""
    tick = _open_tick(conn, programme, now)
    due = load_due_units(conn, programme.id, now)
    touched = {unit_id: tick.units[unit_id] for unit_id in due if unit_id in tick.units}
    reassess(conn, programme, touched, start=tick.start, now=now)
    rows = load_obligations(conn, programme.id, touched)
    nudged = load_nudged(conn, programme.id, touched)
    looks = _looks(conn, programme, touched)
    awaited = load_awaited(conn, programme, touched, today=tick.today, seen_by=now)
    full = _full_days(conn, tick)
    for key, row in sorted(rows.items()):
        if row["next_at"] is None or row["next_at"] > now:
            continue
        one = _obligation(tick, key)
        if one is None:
            save_next_at(conn, programme.id, key, None)
            continue
        coming = awaited.get((one.unit, one.month))
        around = _Around(nudged.get(key, set()), looks[one.unit], coming, full)
        again = _plan(tick, one, row, around)
        after = now if again else next_instant(programme, one, row["ladder"], now, awaited=coming)
        save_next_at(conn, programme.id, key, after)
    save_nudges(conn, programme.id, tick.passed, letter_key=None, now=now)
    _post(conn, tick, wording_of, frozenset(usable))
    return tick.reminding


def _open_tick(conn: Connection, programme: Programme, now: datetime) -> _Tick:
    """Gathers what is known; a month that has begun gets its obligations."""
    units = load_units(conn, programme.id)
    state = load_state(conn, programme.id)
    today = now.astimezone(programme.timezone).date()
    start = start_of(programme, state.start, now)
    local = now.astimezone(programme.timezone).replace(tzinfo=None)
    opening = programme.hours.next_opening(local, programme.calendar.workdays)
    if units and state.opened != Month.of(today):
        reassess(conn, programme, units, start=start, now=now)
        save_state(conn, programme.id, opened=str(Month.of(today)))
    return _Tick(
        programme=programme,
        units=units,
        directory=build_directory(units, load_contacts(conn, programme.id)),
        now=now,
        today=today,
        start=start,
        send_at=now if opening == local else opening.replace(tzinfo=programme.timezone),
    )


def _plan(
    tick: _Tick,
    one: Obligation,
    row: Mapping[str, Any],
    around: _Around,
) -> bool:
    """Chooses the nudges of one obligation; True where it must be looked at again soon."""
    standing = Standing(row["standing"])
    if standing not in REMINDED or around.coming is not None:
        return False
    looked_at = around.looked_at
    times = rung_times(tick.programme, one, row["ladder"])
    local = tick.now.astimezone(tick.programme.timezone).replace(tzinfo=None)
    come = sorted((at, name) for name, at in times.items() if at <= local)
    due = [name for _, name in come if _speaks(name, standing)]
    by_contact = _by_contact(tick.directory, one.unit, due)
    fresh = {
        contact: rungs
        for contact, rungs in by_contact.items()
        if (rungs[-1], contact) not in around.nudged
    }
    unit = tick.units[one.unit].name
    if due and not by_contact:
        tick.reminding.held.append(Held(unit, "no-contact", looked_at))
        return True
    if not fresh:
        return False
    stale = timedelta(hours=tick.programme.stale_hours)
    if looked_at is None or tick.now - looked_at > stale:
        tick.reminding.held.append(Held(unit, "stale", looked_at))
        return True
    waiting = False
    for contact, rungs in fresh.items():
        if contact in around.full:
            waiting = True
            continue
        nudges = [
            _nudge(one, rung, contact) for rung in rungs if (rung, contact) not in around.nudged
        ]
        tick.chosen.setdefault(contact, []).append(nudges.pop())
        tick.passed += nudges
    return waiting


def _speaks(name: str, standing: Standing) -> bool:
    """Whether a rung still has something to say at that standing."""
    rank = parse_rung(name).rank
    if standing is Standing.NIL:
        return rank <= _NIL_RANK
    return standing is not Standing.MISSED or rank >= OFFICE_RANK


def _by_contact(directory: Directory, unit_id: int, due: Iterable[str]) -> dict[int, list[str]]:
    """The rungs that have come for each contact, in the order of their times."""
    found: dict[int, list[str]] = {}
    for name in due:
        for contact in directory.addressees(unit_id, parse_rung(name).rank):
            found.setdefault(contact, []).append(name)
    return found


def _nudge(one: Obligation, rung: str, contact_id: int) -> Nudge:
    return Nudge(
        duty=one.duty,
        unit_id=one.unit,
        period=str(one.month),
        rung=rung,
        contact_id=contact_id,
    )


def _post(conn: Connection, tick: _Tick, wording_of: WordingOf, usable: frozenset[str]) -> None:
    day = tick.send_at.astimezone(tick.programme.timezone).date().isoformat()
    cycle = last_cycle(conn, tick.programme.id)
    for contact_id, nudges in tick.chosen.items():
        contact = tick.directory.contacts[contact_id]
        key = letter_key(contact_id, day)
        wording = wording_of(contact.locale)
        everything = [*load_letter_nudges(conn, tick.programme.id, key), *nudges]
        items = load_items(conn, tick.programme, tick.units, everything, wording)
        synced = cycle.at.astimezone(tick.programme.timezone) if cycle else None
        channel = choose_channel(contact, usable)
        letter = Letter(
            key=key,
            contact_id=contact_id,
            channel=channel.kind,
            address=channel.address,
            day=day,
            state=PLANNED,
            text=render_letter(
                contact.name,
                items,
                today=date.fromisoformat(day),
                synced=synced.strftime("%m-%d %H:%M") if synced else "—",
                wording=wording,
                office=tick.programme.name,
            ),
            not_before=tick.send_at,
        )
        post_letter(conn, tick.programme.id, letter, nudges, tick.now)
        tick.reminding.posted.append(Posted(letter, contact, tuple(items)))


def _full_days(conn: Connection, tick: _Tick) -> frozenset[int]:
    """Contacts whose letter of the day has gone out already: one message a day."""
    day = tick.send_at.astimezone(tick.programme.timezone).date().isoformat()
    letters = load_day(conn, tick.programme.id, day)
    return frozenset(number for number, one in letters.items() if one.state != PLANNED)


def _looks(
    conn: Connection, programme: Programme, unit_ids: Iterable[int]
) -> dict[int, datetime | None]:
    """When each unit's books were last looked at; the whole source where it has none."""
    cycle = last_cycle(conn, programme.id)
    freshness = load_freshness(conn, programme.id)
    return {n: freshness.get(n, cycle.at if cycle else None) for n in unit_ids}


def _obligation(tick: _Tick, key: tuple[str, int, str]) -> Obligation | None:
    """The obligation as the programme has it now; None where it is owed no more."""
    duty, month = tick.programme.duty(key[0]), Month.parse(key[2])
    if duty is None or not owes(duty, tick.units[key[1]], month):
        return None
    return expand_obligation(tick.programme, duty, key[1], month, start=tick.start)
