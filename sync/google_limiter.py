"""Google's quotas kept from our side: no more requests a minute than each account may send."""

import threading
from collections import deque
from collections.abc import Callable, Sequence

_MINUTE = 60.0
#: Of the 60 and 300 that Google allows: what is on its way when a minute ends counts in the next.
MOST_OF_ACCOUNT = 55
MOST_OF_PROJECT = 280


class SlidingWindow:
    """At most so many events in any span of a minute, exactly."""

    def __init__(self, most: int, *, seconds: float = _MINUTE) -> None:
        self.most, self.seconds = most, seconds
        self._events: deque[float] = deque()
        self._closed_until = 0.0

    def wait(self, now: float) -> float:
        """Seconds until one more may happen, 0 where it may at once."""
        while self._events and self._events[0] <= now - self.seconds:
            self._events.popleft()
        full = len(self._events) >= self.most
        opens = self._events[0] + self.seconds if full else now
        return max(opens - now, self._closed_until - now, 0.0)

    def take(self, now: float) -> None:
        """One happens now."""
        self._events.append(now)

    def close(self, until: float) -> None:
        """Nothing happens before that instant: Google has said that it is enough."""
        self._closed_until = max(self._closed_until, until)


class Limiter:
    """Lets requests of many threads through as their windows allow; clock and sleep in seconds."""

    def __init__(self, clock: Callable[[], float], sleep: Callable[[float], None]) -> None:
        self._clock, self._sleep = clock, sleep
        self._lock = threading.Lock()

    def acquire(self, windows: Sequence[SlidingWindow]) -> None:
        """Waits for its turn in all windows, as long as it takes."""
        while True:
            with self._lock:
                now = self._clock()
                wait = max((window.wait(now) for window in windows), default=0.0)
                if wait == 0:
                    for window in windows:
                        window.take(now)
                    return
            self._sleep(wait)

    def close(self, windows: Sequence[SlidingWindow], seconds: float) -> None:
        """Closes windows for a while, after an answer that says so."""
        with self._lock:
            until = self._clock() + seconds
            for window in windows:
                window.close(until)
