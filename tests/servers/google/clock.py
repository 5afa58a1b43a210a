"""The server's time: the machine's, or one that stands still; either can be moved on."""

import time
from collections.abc import Callable
from datetime import UTC, datetime


class Clock:
    """Seconds since 1970; with `still_at` it moves only by `advance`."""

    def __init__(self, still_at: datetime | None = None) -> None:
        start = still_at.timestamp() if still_at else 0.0
        self._read: Callable[[], float] = (lambda: start) if still_at else time.time
        self._ahead = 0.0

    def now(self) -> float:
        return self._read() + self._ahead

    def advance(self, seconds: float) -> None:
        self._ahead += seconds


def rfc3339(seconds: float) -> str:
    """An instant as Google writes it: three millisecond digits and Z."""
    return datetime.fromtimestamp(seconds, UTC).isoformat(timespec="milliseconds")[:-6] + "Z"
