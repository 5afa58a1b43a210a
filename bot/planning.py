"""Planning: which rungs of one obligation speak now, to whom, and why others stay unsaid."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import NamedTuple

from bot.addressees import Directory
from bot.quiet import Quiet
from rules.ladders import OFFICE_RANK, parse_rung
from rules.programme import Programme
from rules.standings import SETTLED, Standing
from store.journal import Move
from store.nudges import PASSED, Nudge, Turn
from store.owed import OwedRow
from store.timing import Timetable

#: A nil report is chased no higher than this (mission §2.4).
_NIL_RANK = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """One obligation and what is known around it."""

    owed: OwedRow
    nudged: Collection[tuple[Turn, int]]
    """(rung and its repetition, contact id) dealt with before."""
    looked_at: datetime | None
    quiet: Quiet
    moves: Sequence[Move] = ()
    """Its journal, the oldest first, where a rung may have lapsed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """What to say now, which rungs stay unsaid for which reason, and what holds the rest."""

    nudges: tuple[Nudge, ...] = ()
    unsaid: tuple[Nudge, ...] = ()
    held: str | None = None
    waiting: bool = False
    """Whether something is left to say that cannot be said today."""

    @property
    def again(self) -> bool:
        """Whether the next tick has to look again."""
        return self.waiting or self.held is not None


class _Due(NamedTuple):
    """A rung whose time has come, and who alone it speaks to where it is one person."""

    at: datetime
    turn: Turn
    alone: int | None = None

    @property
    def rank(self) -> int:
        return parse_rung(self.turn[0]).rank


def plan_nudges(
    timetable: Timetable, directory: Directory, case: Case, *, full: Collection[int]
) -> Plan:
    """One nudge for each contact: the last rung that has come; earlier ones are passed over.

    A rung that came due and has nothing to say any more lapses, with the standing as its reason.
    `full`: contacts who have had their letter of the day.
    """
    owed = case.owed
    if owed.awaited is not None:
        return Plan()
    due = _due_rungs(timetable, case)
    lapsed = _lapsed(timetable, directory, case, due)
    speaking = [one for one in due if _speaks(one.rank, owed.standing)]
    by_contact = _by_contact(directory, owed.unit_id, speaking)
    if not by_contact:
        # A month that is closed does not wait for somebody to be found.
        unheard = speaking and owed.standing is not Standing.MISSED
        return Plan(held="no-contact" if unheard else None, unsaid=lapsed)
    fresh = {
        contact: turns
        for contact, turns in by_contact.items()
        if (turns[-1], contact) not in case.nudged
        if not case.quiet.hushes(owed.key, contact)
    }
    if fresh and _is_stale(timetable.programme, case.looked_at, timetable.now):
        return Plan(held="stale", unsaid=lapsed)
    said = {contact: turns for contact, turns in fresh.items() if contact not in full}
    passed = (
        _nudge(owed, turn, contact, PASSED)
        for contact, turns in said.items()
        for turn in turns[:-1]
        if (turn, contact) not in case.nudged
    )
    return Plan(
        nudges=tuple(_nudge(owed, turns[-1], contact) for contact, turns in said.items()),
        unsaid=(*lapsed, *passed),
        waiting=len(said) < len(fresh),
    )


def may_lapse(timetable: Timetable, owed: OwedRow) -> bool:
    """Whether a rung has come that may have nothing to say any more; its journal tells."""
    if owed.standing in {Standing.OPEN, Standing.OVERDUE} or owed.awaited is not None:
        return False
    rungs = timetable.rungs(owed.anchors, owed.ladder)
    return bool(rungs) and rungs[0][0] <= timetable.local


def _due_rungs(timetable: Timetable, case: Case) -> list[_Due]:
    """The rungs whose time has come, in order, those that an answer put off among them."""
    owed, local = case.owed, timetable.local
    found = [
        _Due(at, (name, n))
        for at, name, n in timetable.rungs(owed.anchors, owed.ladder)
        # What a rung up to that day spoke of has been shown meanwhile.
        if at <= local and (owed.quiet_until is None or at.date() > owed.quiet_until)
    ]
    put_off = [
        _Due(one.at, (one.name, one.n), one.contact_id)
        for one in case.quiet.resumptions(owed.key)
        if one.at <= local
    ]
    # The bulletin's own rank addresses nobody.
    return [one for one in sorted([*found, *put_off]) if one.rank <= OFFICE_RANK]


def _speaks(rank: int, standing: Standing) -> bool:
    if standing in SETTLED:
        return False
    if standing is Standing.NIL:
        return rank <= _NIL_RANK
    return standing is not Standing.MISSED or rank >= OFFICE_RANK


def _lapsed(
    timetable: Timetable, directory: Directory, case: Case, due: Sequence[_Due]
) -> tuple[Nudge, ...]:
    """The rungs that came due while they had something to say, and have nothing now."""
    owed, zone = case.owed, timetable.programme.timezone
    moves = [(one.at.astimezone(zone).replace(tzinfo=None), one.before) for one in case.moves]
    silent = [
        one for one in due if not _speaks(one.rank, owed.standing) and _spoke_since(one, moves)
    ]
    return tuple(
        _nudge(owed, turn, contact, owed.standing.value)
        for contact, turns in _by_contact(directory, owed.unit_id, silent).items()
        for turn in turns
        if (turn, contact) not in case.nudged
    )


def _spoke_since(one: _Due, moves: Iterable[tuple[datetime, Standing | None]]) -> bool:
    """Whether the obligation stood, at its time or later, so that the rung had to speak."""
    return any(
        one.at < until and before is not None and _speaks(one.rank, before)
        for until, before in moves
    )


def _by_contact(
    directory: Directory, unit_id: int, due: Iterable[_Due]
) -> Mapping[int, list[Turn]]:
    """The rungs that have come for each contact, in the order of their times."""
    found: dict[int, list[Turn]] = {}
    for one in due:
        spoken_to = directory.addressees(unit_id, one.rank) if one.alone is None else (one.alone,)
        for contact in spoken_to:
            found.setdefault(contact, []).append(one.turn)
    return found


def _is_stale(programme: Programme, looked_at: datetime | None, now: datetime) -> bool:
    """Whether the books were looked at too long ago to blame anybody (design §2)."""
    return looked_at is None or now - looked_at > timedelta(hours=programme.stale_hours)


def _nudge(owed: OwedRow, turn: Turn, contact_id: int, reason: str | None = None) -> Nudge:
    rung, repetition = turn
    return Nudge(
        duty=owed.duty,
        unit_id=owed.unit_id,
        subject=owed.subject,
        period=owed.period.text,
        rung=rung,
        contact_id=contact_id,
        n=repetition,
        reason=reason,
    )
