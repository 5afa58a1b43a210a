"""A crew of senders at work side by side, never more of them than a channel can take."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Condition, Semaphore
from types import TracebackType
from typing import Self


class Crew:
    """Does pieces of work side by side; its end waits for all of them."""

    def __init__(self, size: int) -> None:
        self._room = Semaphore(size)
        self._pool = ThreadPoolExecutor(size, thread_name_prefix="sender")
        self._faults: list[BaseException] = []
        self._all = Condition()
        self._begun = self._done = self._settled = 0

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._pool.shutdown(wait=True)
        if error is None and self._faults:
            raise self._faults[0]

    def start(self, work: Callable[[], None]) -> None:
        """Begins a piece of work; waits where all are busy."""
        self._room.acquire()
        with self._all:
            self._begun += 1
        self._pool.submit(self._do, work)

    def make_room(self) -> None:
        """Waits until somebody is free; who asks is the only one that begins work."""
        with self._room:
            return

    def settle(self) -> bool:
        """Waits for all work that was begun; whether any was since the last time."""
        with self._all:
            begun = self._begun
            while self._begun != self._done:
                self._all.wait()
        was, self._settled = self._settled != begun, begun
        return was

    def _do(self, work: Callable[[], None]) -> None:
        try:
            work()
        except BaseException as fault:  # noqa: BLE001 - raised again at the crew's end
            self._faults.append(fault)
        finally:
            self._room.release()
            with self._all:
                self._done += 1
                self._all.notify_all()
