"""What lasts from one cycle to the next: the accounts, their quotas and counts, and the breaker."""

import threading
import time
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Protocol

from sync.breaker import Breaker
from sync.google_limiter import Limiter, SlidingWindow

Json = Mapping[str, Any]
Plain = str | int | bool


class Account(Protocol):
    """A service account, and the few things that are asked of Google; all raise GoogleError."""

    @property
    def email(self) -> str:
        """The address that people share spreadsheets with."""
        ...

    def read_spreadsheet(self, book: str) -> Json:
        """Tabs, values and notes of a spreadsheet, in one request."""
        ...

    def update(self, book: str, changes: Sequence[Json], *, repeatable: bool = True) -> Json:
        """Carries out all changes or none; the spreadsheet as it stands afterwards."""
        ...

    def ask_drive(self, path: str, params: Mapping[str, Plain]) -> Json:
        """The answer of Drive v3 to a GET."""
        ...


@dataclass(slots=True, kw_only=True)
class Pace:
    """Time as requests know it, in seconds, and what all accounts share."""

    clock: Callable[[], float] = time.monotonic
    sleep: Callable[[float], None] = time.sleep
    limiter: Limiter = field(init=False)
    projects: dict[str, dict[str, SlidingWindow]] = field(default_factory=dict)
    """The windows of reads and writes of each Google project."""
    counts: Counter[str] = field(default_factory=Counter)
    lock: threading.Lock = field(default_factory=threading.Lock)

    def __post_init__(self) -> None:
        """Makes the limiter of this clock."""
        self.limiter = Limiter(self.clock, self.wait)

    def wait(self, seconds: float) -> None:
        """Sleeps as it is to be slept now: a process that is asked to stop does it otherwise."""
        self.sleep(seconds)

    def count(self, kind: str) -> None:
        """One more request of that kind."""
        with self.lock:
            self.counts[kind] += 1


@dataclass(slots=True, kw_only=True)
class GooglePool:
    """The accounts that share the work."""

    accounts: Sequence[Account]
    pace: Pace
    breaker: Breaker = field(init=False)

    def __post_init__(self) -> None:
        """Makes a breaker of the same clock."""
        self.breaker = Breaker(self.pace.clock)
