"""Senders killed at every point of their work: nothing is lost in silence or repeated unmarked."""

import os
from collections.abc import Iterator
from random import Random

import pytest
from sqlalchemy import Engine

from tests.bot.city import rules
from tests.bot.lives import ACCEPTED, BEFORE_COMMIT, POINTS, Lives, fill, judge, states
from tests.servers.telegram import TelegramServer

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(os.name == "nt", reason="processes cannot be forked on Windows"),
]


@pytest.fixture
def server() -> Iterator[TelegramServer]:
    """Without limits: it only counts."""
    with TelegramServer() as running:
        running.world.limits.overall = running.world.limits.group = 10**6
        running.world.limits.person_seconds = 0
        yield running


@pytest.fixture(params=["resend", "hold"])
def policy(request: pytest.FixtureRequest) -> str:
    name: str = request.param
    return name


def lives(engine: Engine, server: TelegramServer, policy: str, *, letters: int) -> Lives:
    fill(engine, server, letters, rules(delivery=policy))
    return Lives(engine.url.render_as_string(hide_password=False), server, policy)


def test_sender_killed_at_each_point_loses_nothing_in_silence(
    engine: Engine, server: TelegramServer, policy: str
) -> None:
    mine = lives(engine, server, policy, letters=24)

    for point in POINTS:
        mine.run(point)
    mine.settle()

    assert mine.killed == len(POINTS)
    assert judge(engine, server, policy) == []
    assert states(engine)["sent"] + states(engine)["unknown"] == 24


def test_sender_killed_at_any_moment_loses_nothing_in_silence(
    engine: Engine, server: TelegramServer, policy: str
) -> None:
    mine = lives(engine, server, policy, letters=40)
    chance = Random(11)  # noqa: S311 - moments, not secrets

    while mine.killed < 8:
        mine.run_for(chance)
    mine.settle()

    assert judge(engine, server, policy) == []
    assert states(engine)["sent"] + states(engine)["unknown"] == 40


@pytest.mark.parametrize("point", [ACCEPTED, BEFORE_COMMIT])
def test_kills_give_an_engine_without_the_sending_state_away(
    engine: Engine, server: TelegramServer, point: str
) -> None:
    mine = lives(engine, server, "resend", letters=6)
    mine.naive = True

    mine.run(point)
    mine.settle()

    assert mine.killed == 1
    assert any("more often than is recorded" in wrong for wrong in judge(engine, server, "resend"))
