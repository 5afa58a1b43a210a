"""Many spreadsheets under quotas, in simulated time: `python -m tests.sync.google_load`."""

import argparse
import tempfile
import threading
import time
from collections import Counter
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

from sqlalchemy import Engine

from store.database import bring_to_head, build_engine
from sync.google_pool import Pace
from tests.servers.google import GOOGLE_QUOTAS, GoogleServer
from tests.servers.google.grid import Scalar
from tests.sync.google_city import GoogleCity, new_pool

_MINUTE = 60


@dataclass(slots=True)
class Figures:
    """What a cycle took."""

    requests: dict[str, int]
    refused: int
    """Answers 429."""
    simulated: float
    """Seconds on the server's clock."""
    real: float
    by_minute: list[int] = field(default_factory=list)
    """Reads of each whole minute but the last."""


class Load:
    """A city of many small logs on a server that enforces Google's quotas."""

    def __init__(self, server: GoogleServer, engine: Engine, folder: Path, accounts: int) -> None:
        self.server, self._lock = server, threading.Lock()
        names = [f"account{number}" for number in range(accounts)]
        pace = Pace(clock=server.clock.now, sleep=self._sleep)
        self.city = GoogleCity(server, new_pool(server, folder, *names, pace=pace), engine)
        self.books: list[str] = []

    def fill(self, books: int, rows: int) -> None:
        """The roster, and a log for each unit."""
        units = [f"第{number}社区" for number in range(books)]
        self.city.roster(*units)
        days = [f"2026-02-{number % 28 + 1:02}" for number in range(rows)]
        lines: list[list[Scalar]] = [[day, f"护河{n}", 12, 2] for n, day in enumerate(days)]
        self.books = [self.city.log(unit, *lines) for unit in units]

    def settle(self) -> None:
        """Cycles until every standing is shown, which takes a few books at a time."""
        while self.sync().requests.get("batchUpdate"):
            pass

    def edit(self, count: int) -> None:
        """People write what nobody can read into so many books."""
        for number, book in enumerate(self.books[:count]):
            self.server.type(book, "'活动'!A2", f"看情况{number}")

    def sync(self) -> Figures:
        """One cycle, measured."""
        began, at = time.perf_counter(), self.server.clock.now()
        self.city.sync()
        asked = self.server.requests
        reads = Counter(
            int((one.at - at) // _MINUTE) for one in asked if one.call == "sheets.spreadsheets.get"
        )
        return Figures(
            requests=self.city.counts(),
            refused=sum(one.status == 429 for one in asked),
            simulated=self.server.clock.now() - at,
            real=time.perf_counter() - began,
            by_minute=[reads[minute] for minute in range(max(reads, default=0))],
        )

    def _sleep(self, seconds: float) -> None:
        """Sleepers wake at their own instants: ten who wait a minute wait one minute."""
        until = self.server.clock.now() + seconds
        with self._lock:
            self.server.advance(max(0.0, until - self.server.clock.now()))


def standing_server() -> GoogleServer:
    """A server whose clock stands until somebody sleeps, at the true time for its tokens."""
    return GoogleServer(quotas=GOOGLE_QUOTAS, still_at=datetime.fromtimestamp(time.time(), UTC))


def main() -> None:
    """Prints the figures of a first load, of a cycle without a change, and of one with some."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--books", type=int, default=1000)
    parser.add_argument("--rows", type=int, default=20)
    parser.add_argument("--accounts", type=int, default=5)
    parser.add_argument("--changed", type=int, default=30)
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as place, standing_server() as server:
        engine = build_engine(f"sqlite:///{place}/load.db")
        bring_to_head(engine)
        load = Load(server, engine, Path(place), given.accounts)
        load.fill(given.books, given.rows)
        print("first load:", load.sync())  # noqa: T201 - what it is for
        load.settle()
        print("no change: ", load.sync())  # noqa: T201 - the same
        load.edit(given.changed)
        print("changed:   ", load.sync())  # noqa: T201 - the same
        print("afterwards:", load.sync())  # noqa: T201 - the same
        engine.dispose()


if __name__ == "__main__":
    main()
