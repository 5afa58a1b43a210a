"""A storm of letters: at Telegram's limits, with room for answers, through faults and pauses."""

import threading
import time
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from sqlalchemy import Engine

from bot.delivery import deliver
from bot.pacing import LETTERS_A_SECOND
from bot.post_office import Post
from bot.senders import Outcome, Parcel
from bot.telegram_sender import TelegramSender
from store.database import reading, writing
from store.letters import count_letters
from tests.bot.city import RULES, found, person, tick, words
from tests.builders import instant, unit
from tests.servers.telegram import TelegramServer
from tests.telegram import account, pace, running_bot

pytestmark = pytest.mark.slow

UNITS = 120
FIRST = 1000


@pytest.fixture
def server() -> Iterator[TelegramServer]:
    with TelegramServer() as running:
        for number in range(UNITS):
            running.person(FIRST + number)
        yield running


@pytest.fixture
def city(engine: Engine) -> Engine:
    """Many late units, each with a letter waiting on 8 April."""
    names = [f"{number:04d}队" for number in range(UNITS)]
    people = [
        person("队长", name, channel="telegram", address=str(FIRST + number))
        for number, name in enumerate(names)
    ]
    with writing(engine) as conn:
        found(conn, *people, units=tuple(unit(name) for name in names))
        tick(conn, "2026-04-08", usable=("telegram",))
    return engine


@dataclass(slots=True)
class Storm:
    """What a delivery said, and how many letters it tried."""

    announced: list[tuple[int, float]] = field(default_factory=list)
    sends: int = 0


class Counted(TelegramSender):
    """Counts what it is given to send."""

    sends = 0

    def send(self, parcel: Parcel) -> Outcome:
        self.sends += 1
        return super().send(parcel)


def rage(
    server: TelegramServer,
    engine: Engine,
    on: str = "2026-04-08",
    meanwhile: Callable[[], None] = lambda: None,
) -> Storm:
    """One delivery of everything that waits, and something else while it goes on."""
    storm, sender = Storm(), Counted(account(server), pace(engine, person_seconds=1.2))
    post = Post(
        begin=lambda: writing(engine),
        programme=RULES,
        senders={"telegram": sender},
        wording_of=words,
        owner="one",
        clock=lambda: instant(on),
        announce=lambda count, seconds: storm.announced.append((count, seconds)),
    )
    thread = threading.Thread(target=meanwhile)
    thread.start()
    deliver(post)
    storm.sends = sender.sends
    thread.join()
    sender.close()
    return storm


def test_storm_goes_at_the_limit_and_leaves_room_for_answers(
    server: TelegramServer, city: Engine, tmp_path: Path
) -> None:
    asker = server.person(FIRST)
    waits: list[float] = []

    def ask() -> None:
        for count in range(3):
            asked = time.monotonic()
            before = server.world.calls["sendmessage"]
            asker.write("/hours")
            server.wait_for(lambda: len(answers()) > count)  # noqa: B023 - called at once
            waits.append(time.monotonic() - asked)
            assert server.world.calls["sendmessage"] > before

    def answers() -> list[str]:
        return [text for text in server.texts(FIRST) if "小时" in text]

    with running_bot(server, city, tmp_path, person_seconds=1.2):
        server.world.accepted.clear()
        storm = rage(server, city, meanwhile=ask)

    first, last = min(server.world.accepted), max(server.world.accepted)
    rate = len(server.world.accepted) / (last - first)
    letters = Counter(one.chat for one in server.sent() if "小时" not in one.text)
    assert letters == dict.fromkeys(range(FIRST, FIRST + UNITS), 1)
    assert server.world.refusals[429] == 0
    assert server.peak() <= 30
    # A busy machine is slower: on a quiet one it is 0.8 and more.
    assert rate >= 0.3 * 30
    assert max(waits) < (last - first) / 2
    assert storm.announced == [(UNITS, UNITS / LETTERS_A_SECOND)]


def test_storm_through_refusals_and_faults_loses_and_repeats_nothing(
    server: TelegramServer, city: Engine
) -> None:
    refusal = {"description": "Too Many Requests", "parameters": {"retry_after": 1}}
    server.fail(429, share=0.03, times=4, **refusal)
    server.fail(500, share=0.05, times=1000, description="Internal Server Error")

    for minute in range(5):
        rage(server, city, on=f"2026-04-08T10:{minute:02d}")

    with reading(city) as conn:
        assert count_letters(conn, "city") == {"sent": UNITS}
    assert Counter(one.chat for one in server.sent()) == dict.fromkeys(
        range(FIRST, FIRST + UNITS), 1
    )
    assert server.peak() <= 30


def test_storm_stops_soon_where_telegram_cannot_be_reached(city: Engine) -> None:
    with TelegramServer() as gone:
        pass

    storm = rage(gone, city)

    with reading(city) as conn:
        assert count_letters(conn, "city") == {"planned": UNITS}
    assert storm.sends <= 2 * Counted.parallel
