"""Answers: what contacts say to reminders, how long that hushes, and where a ladder goes on."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from enum import StrEnum

from rules.ladders import OFFICE_RANK, Hours, Rung
from rules.workdays import Workdays

_ONE_DAY = timedelta(days=1)


class AnswerKind(StrEnum):
    """What an answer says."""

    PROMISE = "promise"
    SNOOZE = "snooze"
    MUTE = "mute"
    NOT_US = "not_us"
    EXEMPTION_REQUEST = "exemption_request"
    DISPUTE = "dispute"


#: What the office has to look at.
REQUESTS = frozenset({AnswerKind.NOT_US, AnswerKind.EXEMPTION_REQUEST, AnswerKind.DISPUTE})
#: What hushes reminders for some days.
HUSHING = frozenset({AnswerKind.PROMISE, AnswerKind.SNOOZE, AnswerKind.MUTE})


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What a contact answered; `last` is the last local day it runs."""

    kind: AnswerKind
    contact_id: int
    unit_id: int
    at: datetime
    duty: str | None = None
    """With subject and period what it is about; all that the unit owes where None."""
    subject: str = ""
    period: str | None = None
    days: int | None = None
    last: date | None = None
    rank: int | None = None
    """The rank from which the ladder goes on when it is over."""
    id: int = 0

    def hushes(self, contact_id: int) -> bool:
        """Whether it is that contact who is not written to: by a promise everybody is not."""
        return self.kind is AnswerKind.PROMISE or (
            self.kind in HUSHING and contact_id == self.contact_id
        )

    def ends(self, hours: Hours, workdays: Workdays) -> datetime | None:
        """The local time at which it hushes nobody any more.

        A promise and a snooze run until the send time of the next working day, when a reminder
        follows; None where it hushes nobody.
        """
        if self.last is None or self.kind not in HUSHING:
            return None
        after = self.last + _ONE_DAY
        if self.kind is AnswerKind.MUTE:
            return datetime.combine(after, time.min)
        return datetime.combine(workdays.next_workday(after), hours.send_at)

    @property
    def resumption(self) -> Rung | None:
        """The rung with which the ladder goes on; None where it goes on by itself."""
        if self.rank is None or self.kind not in {AnswerKind.PROMISE, AnswerKind.SNOOZE}:
            return None
        return Rung(self.rank, self.kind.value, 1, "d")


def rank_after(kind: AnswerKind, highest: int | None) -> int | None:
    """From which rank the ladder goes on, by the highest rank told so far.

    A broken promise goes one rung higher, the city office at most; who wanted to be reminded later
    is reminded as before.
    """
    if kind is AnswerKind.PROMISE:
        return 0 if highest is None else min(highest + 1, OFFICE_RANK)
    return (highest or 0) if kind is AnswerKind.SNOOZE else None
