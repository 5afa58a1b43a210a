"""Requests a minute: exactly as many as allowed in any minute, whoever asks."""

from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from threading import Lock

import pytest

from sync.google_limiter import Limiter, SlidingWindow


class Clock:
    """Stands until somebody sleeps."""

    def __init__(self) -> None:
        self.seconds = 0.0
        self._lock = Lock()

    def now(self) -> float:
        return self.seconds

    def sleep(self, seconds: float) -> None:
        until = self.seconds + seconds
        with self._lock:
            self.seconds = max(self.seconds, until)


@pytest.fixture
def clock() -> Clock:
    return Clock()


def instants(
    clock: Clock, windows: Sequence[SlidingWindow], count: int, *, pause: float = 0.0
) -> list[float]:
    limiter = Limiter(clock.now, clock.sleep)
    taken = []
    for _ in range(count):
        limiter.acquire(windows)
        taken.append(clock.seconds)
        clock.seconds += pause
    return taken


def test_burst_is_let_through_and_the_next_waits_for_the_first_to_be_a_minute_old(
    clock: Clock,
) -> None:
    taken = instants(clock, [SlidingWindow(3)], 7)

    assert taken == [0, 0, 0, 60, 60, 60, 120]


@pytest.mark.parametrize("pause", [0.0, 0.3, 1.0, 7.0])
def test_no_span_of_a_minute_holds_more_than_allowed(clock: Clock, pause: float) -> None:
    taken = instants(clock, [SlidingWindow(55)], 400, pause=pause)

    most = max(sum(at <= one < at + 60 for one in taken) for at in taken)
    assert most <= 55


def test_strictest_of_several_windows_decides(clock: Clock) -> None:
    taken = instants(clock, [SlidingWindow(9), SlidingWindow(2)], 5)

    assert taken == [0, 0, 60, 60, 120]


def test_shared_window_holds_over_all_threads(clock: Clock) -> None:
    limiter, window, taken = Limiter(clock.now, clock.sleep), SlidingWindow(5), list[float]()

    def ask(_: int) -> None:
        limiter.acquire([window])
        taken.append(clock.now())

    with ThreadPoolExecutor(4) as pool:
        list(pool.map(ask, range(20)))

    assert len(taken) == 20
    assert max(sum(at <= one < at + 60 for one in taken) for at in taken) <= 5


def test_window_that_was_closed_opens_when_it_was_said(clock: Clock) -> None:
    limiter, window = Limiter(clock.now, clock.sleep), SlidingWindow(5)

    limiter.close([window], 12)
    limiter.acquire([window])

    assert clock.now() == 12
