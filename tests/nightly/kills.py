"""Two hundred kills of senders, on both databases and under both policies."""

import os
from collections.abc import Iterator
from random import Random

import pytest
from sqlalchemy import Engine

from tests.bot.city import rules
from tests.bot.lives import POINTS, Lives, fill, judge, states
from tests.servers.telegram import TelegramServer

pytestmark = pytest.mark.skipif(os.name == "nt", reason="processes cannot be forked on Windows")
LETTERS, FORCED, RANDOM = 400, 5, 30


@pytest.fixture
def server() -> Iterator[TelegramServer]:
    """Without limits: it only counts."""
    with TelegramServer() as running:
        running.world.limits.overall = running.world.limits.group = 10**6
        running.world.limits.person_seconds = 0
        yield running


@pytest.mark.parametrize("policy", ["resend", "hold"])
def test_fifty_kills_lose_nothing_in_silence(
    engine: Engine, server: TelegramServer, policy: str
) -> None:
    fill(engine, server, LETTERS, rules(delivery=policy))
    mine = Lives(engine.url.render_as_string(hide_password=False), server, policy)
    chance = Random(5)  # noqa: S311 - moments, not secrets

    for point in POINTS * FORCED:
        mine.run(point)
    while mine.killed < len(POINTS) * FORCED + RANDOM:
        mine.run_for(chance)
    mine.settle()

    copies = len(server.sent())
    figures = f"{mine.killed} kills, {LETTERS} letters, {copies} arrived, {dict(states(engine))}"
    print(f"{engine.dialect.name} {policy}: {figures}")  # noqa: T201 - the night's figures
    assert judge(engine, server, policy) == []
    assert states(engine)["sent"] + states(engine)["unknown"] == LETTERS
