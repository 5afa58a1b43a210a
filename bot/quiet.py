"""Quiet: who is not written to now about an obligation, and what follows when that is over."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta
from typing import NamedTuple

from sqlalchemy import Connection

from rules.answers import HUSHING, Answer, AnswerKind
from rules.decisions import Decisions
from rules.programme import Programme
from store.answers import load_answers
from store.decisions import load_decisions
from store.obligations import Key

_ONE_DAY = timedelta(days=1)


class Resumption(NamedTuple):
    """A rung that an answer put off: its local time, its turn, and who alone it speaks to."""

    at: datetime
    name: str
    n: int
    contact_id: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Quiet:
    """What holds at an instant: the running answers of units, and the pauses of the office."""

    programme: Programme
    answers: Mapping[int, Sequence[Answer]]
    decisions: Decisions
    now: datetime

    @property
    def local(self) -> datetime:
        """The programme's local time."""
        return self.now.astimezone(self.programme.timezone).replace(tzinfo=None)

    def is_paused(self, unit_id: int) -> bool:
        """Whether the unit rests today: nobody is written to about it."""
        return self.decisions.paused_on(unit_id, self.local.date()) is not None

    def hushes(self, key: Key, contact_id: int) -> bool:
        """Whether the contact is not written to now about that obligation."""
        if key[1] not in self.answers and key[1] not in self.decisions.pauses:
            return False
        return self.is_paused(key[1]) or any(
            one.hushes(contact_id) and self.local < ends for one, ends in self._running(key)
        )

    def resumptions(self, key: Key) -> list[Resumption]:
        """With what the ladder goes on after each answer, whenever that is."""
        return [
            Resumption(ends, str(one.resumption), one.id, _alone(one))
            for one, ends in self._running(key)
            if one.resumption is not None
        ]

    def next_end(self, key: Key) -> datetime | None:
        """The next instant at which something is quiet no longer."""
        if key[1] not in self.answers and key[1] not in self.decisions.pauses:
            return None
        ends = [ends for _, ends in self._running(key)]
        pause = self.decisions.paused_on(key[1], self.local.date())
        if pause is not None and pause.last is not None:
            ends.append(datetime.combine(pause.last + _ONE_DAY, time.min))
        zone = self.programme.timezone
        coming = [one.replace(tzinfo=zone).astimezone(UTC) for one in ends if one > self.local]
        return min(coming, default=None)

    def _running(self, key: Key) -> list[tuple[Answer, datetime]]:
        hours, workdays = self.programme.hours, self.programme.calendar.workdays
        found = []
        for one in self.answers.get(key[1], ()):
            ends = one.ends(hours, workdays) if _is_about(one, key) else None
            if ends is not None:
                found.append((one, ends))
        return found


def load_quiet(
    conn: Connection, programme: Programme, unit_ids: Collection[int], *, now: datetime
) -> Quiet:
    """What keeps quiet about these units as of now."""
    return Quiet(
        programme=programme,
        answers=load_answers(conn, programme.id, unit_ids, at=now, kinds=HUSHING),
        decisions=load_decisions(conn, programme.id, at=now),
        now=now,
    )


def _is_about(one: Answer, key: Key) -> bool:
    duty, _, subject, period = key
    return one.duty is None or (one.duty, one.subject, one.period) == (duty, subject, period)


def _alone(one: Answer) -> int | None:
    return one.contact_id if one.kind is AnswerKind.SNOOZE else None
