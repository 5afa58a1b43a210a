"""The circuit breaker: what fails again and again is left alone for a while, then tried."""

import threading
from collections.abc import Callable
from dataclasses import dataclass

#: Failures in a row before it rests, and the seconds of the first and of the longest rest.
_PATIENCE, _FIRST_REST, _LONGEST_REST = 3, 300.0, 3600.0


@dataclass(slots=True)
class _Fault:
    failures: int = 0
    rests_until: float = 0.0


class Breaker:
    """Of many things, each with its own failures; the clock counts seconds."""

    def __init__(self, clock: Callable[[], float]) -> None:
        self._clock = clock
        self._faults: dict[str, _Fault] = {}
        self._lock = threading.Lock()

    def is_resting(self, name: str) -> bool:
        """Whether it has failed too often to be tried now."""
        with self._lock:
            fault = self._faults.get(name)
            return fault is not None and self._clock() < fault.rests_until

    def fail(self, name: str) -> None:
        """It failed once more; each rest is twice as long as the one before."""
        with self._lock:
            fault = self._faults.setdefault(name, _Fault())
            fault.failures += 1
            if (more := fault.failures - _PATIENCE) >= 0:
                rest = min(_FIRST_REST * 2.0**more, _LONGEST_REST)
                fault.rests_until = self._clock() + rest

    def succeed(self, name: str) -> None:
        """It works: nothing is held against it."""
        with self._lock:
            self._faults.pop(name, None)
