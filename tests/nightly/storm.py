"""A storm of a thousand letters at Telegram's limits, and through one fault in seven."""

import time
from collections import Counter
from collections.abc import Iterator

import pytest
from sqlalchemy import Engine

from bot.delivery import deliver
from bot.post_office import Post
from bot.telegram_sender import TelegramSender
from store.database import writing
from tests.bot.city import rules, words
from tests.bot.lives import fill, judge, states
from tests.builders import instant
from tests.servers.telegram import TelegramServer
from tests.telegram import account, pace

UNITS = 1000


@pytest.fixture
def server() -> Iterator[TelegramServer]:
    with TelegramServer() as running:
        yield running


def rage(engine: Engine, server: TelegramServer, on: str) -> tuple[float, list[float]]:
    """Seconds that one delivery took, and those it announced."""
    announced: list[float] = []
    sender = TelegramSender(account(server), pace(engine, person_seconds=1.2))
    post = Post(
        begin=lambda: writing(engine),
        programme=rules(),
        senders={"telegram": sender},
        wording_of=words,
        owner="one",
        clock=lambda: instant(on),
        announce=lambda _, seconds: announced.append(seconds),
    )
    began = time.monotonic()
    deliver(post)
    took = time.monotonic() - began
    sender.close()
    return took, announced


def test_storm_of_a_thousand_goes_at_the_limit(engine: Engine, server: TelegramServer) -> None:
    fill(engine, server, UNITS, rules())

    took, announced = rage(engine, server, "2026-04-08T09:30")

    rate, peak = UNITS / took, server.peak()
    print(f"{engine.dialect.name}: {rate:.1f}/s, peak {peak}/s, {took:.1f} s of {announced}")  # noqa: T201 - the night's figures
    assert states(engine) == {"sent": UNITS}
    assert (len(server.sent()), server.world.refusals[429]) == (UNITS, 0)
    assert peak <= 30
    assert rate >= 0.8 * 30
    assert announced == [pytest.approx(took, rel=0.2)]


def test_storm_through_faults_loses_and_repeats_nothing(
    engine: Engine, server: TelegramServer
) -> None:
    fill(engine, server, UNITS, rules())
    refusal = {"description": "Too Many Requests", "parameters": {"retry_after": 1}}
    server.fail(429, share=0.1, times=100, **refusal)
    server.fail(500, share=0.05, times=UNITS, description="Internal Server Error")

    for minute in range(8):
        rage(engine, server, f"2026-04-08T10:{2 * minute:02d}")

    assert states(engine) == {"sent": UNITS}
    assert judge(engine, server, "hold") == []
    assert set(Counter(one.chat for one in server.sent()).values()) == {1}
