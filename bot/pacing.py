"""Pacing: how fast messages go by one token, all its processes together, answers before letters."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import Connection

from store.pace import Rate, hold_back, take_slot

#: Telegram takes some 30 messages a second: letters leave five of them to answers.
LETTERS_A_SECOND = 25
_ALL_A_SECOND = 29.9
#: 18 messages in any minute; Telegram takes 20.
_GROUP_SECONDS = 3.4
#: A short delay of ours may be made up for by so much, and not more: no burst.
_SLACK = timedelta(milliseconds=80)


@dataclass(frozen=True, slots=True, kw_only=True)
class Pace:
    """The pace of one token; times are of the wall clock, whatever as-of says."""

    begin: Callable[[], AbstractContextManager[Connection]]
    programme_id: str
    bot: int
    clock: Callable[[], datetime]
    person_seconds: float = 1.2
    """What lies between two messages to one person: a second, and what their ways may differ."""

    def wait_for_answer(self, chat: str) -> float:
        """Takes a slot for an answer; seconds until it may go."""
        return self._take([self._of_chat(chat)])

    def wait_for_edit(self) -> float:
        """Takes a slot for a change of a message; seconds until it may go."""
        return self._take([])

    def wait_for_letter(self, chat: str, *, most: float) -> float:
        """Takes a slot for a letter; seconds until it may go, no slot where over `most`."""
        letters = Rate(
            f"telegram:{self.bot}:letters", timedelta(seconds=1 / LETTERS_A_SECOND), _SLACK
        )
        return self._take([letters, self._of_chat(chat)], most=timedelta(seconds=most))

    def hold_back(self, seconds: float) -> None:
        """Nothing goes by this token for so long."""
        with self.begin() as conn:
            until = self.clock() + timedelta(seconds=seconds)
            hold_back(conn, self.programme_id, self._all, until)

    def rest(self) -> float:
        """Seconds that nothing may go by this token; takes no slot."""
        now = self.clock()
        with self.begin() as conn:
            slot = take_slot(conn, self.programme_id, [self._all], now, most=timedelta(days=-1))
        return (slot - now).total_seconds()

    @property
    def _all(self) -> Rate:
        return Rate(f"telegram:{self.bot}", timedelta(seconds=1 / _ALL_A_SECOND))

    def _take(self, rates: list[Rate], *, most: timedelta | None = None) -> float:
        now = self.clock()
        mine = [*rates, self._all]
        with self.begin() as conn:
            slot = take_slot(conn, self.programme_id, mine, now, most=most)
        return max(0.0, (slot - now).total_seconds())

    def _of_chat(self, chat: str) -> Rate:
        """One a second to a person, 18 a minute to a group."""
        seconds = _GROUP_SECONDS if chat.startswith("-") else self.person_seconds
        return Rate(f"telegram:{self.bot}:{chat}", timedelta(seconds=seconds))
