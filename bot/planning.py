"""Planning: which rungs of one obligation speak now, to whom, and why others wait."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.addressees import Directory
from bot.bundles import REMINDED
from rules.ladders import OFFICE_RANK, parse_rung
from rules.programme import Programme
from rules.standings import Standing
from store.nudges import Nudge, Turn
from store.owed import OwedRow
from store.timing import rung_times

#: A nil report is chased no higher than this (mission §2.4).
_NIL_RANK = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """One obligation and what is known around it."""

    owed: OwedRow
    nudged: Collection[tuple[Turn, int]]
    """(rung and its repetition, contact id) dealt with before."""
    looked_at: datetime | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """What to say now, which rungs were passed over, and what holds the rest."""

    nudges: tuple[Nudge, ...] = ()
    passed: tuple[Nudge, ...] = ()
    held: str | None = None
    waiting: bool = False
    """Whether something is left to say that cannot be said today."""

    @property
    def again(self) -> bool:
        """Whether the next tick has to look again."""
        return self.waiting or self.held is not None


def plan_nudges(
    programme: Programme, directory: Directory, case: Case, *, now: datetime, full: Collection[int]
) -> Plan:
    """One nudge for each contact: the last rung that has come; earlier ones are passed over.

    `full`: contacts who have had their letter of the day.
    """
    owed = case.owed
    if owed.standing not in REMINDED or owed.awaited is not None:
        return Plan()
    due = _due_rungs(programme, owed, now)
    by_contact = _by_contact(directory, owed.unit_id, due)
    if not by_contact:
        # A month that is closed does not wait for somebody to be found.
        unheard = due and owed.standing is not Standing.MISSED
        return Plan(held="no-contact") if unheard else Plan()
    fresh = {
        contact: [rung for rung in rungs if (rung, contact) not in case.nudged]
        for contact, rungs in by_contact.items()
        if (rungs[-1], contact) not in case.nudged
    }
    if fresh and _is_stale(programme, case.looked_at, now):
        return Plan(held="stale")
    said = {contact: rungs for contact, rungs in fresh.items() if contact not in full}
    return Plan(
        nudges=tuple(_nudge(owed, rungs[-1], c) for c, rungs in said.items()),
        passed=tuple(_nudge(owed, rung, c) for c, rungs in said.items() for rung in rungs[:-1]),
        waiting=len(said) < len(fresh),
    )


def _due_rungs(programme: Programme, owed: OwedRow, now: datetime) -> list[Turn]:
    """The rungs whose time has come and that still have something to say, in order."""
    local = now.astimezone(programme.timezone).replace(tzinfo=None)
    times = rung_times(programme, owed.anchors, owed.ladder, until=local)
    return [
        (name, n)
        for at, name, n in times
        if at <= local and _speaks(parse_rung(name).rank, owed.standing)
        # What a rung up to that day spoke of has been shown meanwhile.
        if owed.quiet_until is None or at.date() > owed.quiet_until
    ]


def _speaks(rank: int, standing: Standing) -> bool:
    if standing is Standing.NIL:
        return rank <= _NIL_RANK
    return standing is not Standing.MISSED or rank >= OFFICE_RANK


def _by_contact(
    directory: Directory, unit_id: int, due: Iterable[Turn]
) -> Mapping[int, list[Turn]]:
    """The rungs that have come for each contact, in the order of their times."""
    found: dict[int, list[Turn]] = {}
    for turn in due:
        for contact in directory.addressees(unit_id, parse_rung(turn[0]).rank):
            found.setdefault(contact, []).append(turn)
    return found


def _is_stale(programme: Programme, looked_at: datetime | None, now: datetime) -> bool:
    """Whether the books were looked at too long ago to blame anybody (design §2)."""
    return looked_at is None or now - looked_at > timedelta(hours=programme.stale_hours)


def _nudge(owed: OwedRow, turn: Turn, contact_id: int) -> Nudge:
    rung, repetition = turn
    return Nudge(
        duty=owed.duty,
        unit_id=owed.unit_id,
        subject=owed.subject,
        period=owed.period.text,
        rung=rung,
        contact_id=contact_id,
        n=repetition,
    )
