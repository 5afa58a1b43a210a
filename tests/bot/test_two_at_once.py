"""Two running offices on one database: what two ticks at one moment do, one tick does."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from threading import Barrier

from sqlalchemy import Engine

from bot.delivery import deliver
from bot.post_office import Post
from bot.reminders import remind
from store.database import reading, writing
from store.tables import letter, transition
from tests.bot.city import LIBRARY, PEOPLE, RULES, SCHOOL, UNITS, found, sync, words
from tests.builders import instant
from tests.fakes import FakeSender
from tests.store.builders import everything_of, only

_NOW = instant("2026-04-08")


def tick(engine: Engine, sender: FakeSender, owner: str, ready: Callable[[], object]) -> None:
    """A wake of `run`: what is due becomes letters, and letters go out."""
    ready()
    with writing(engine) as conn:
        remind(conn, RULES, now=_NOW, wording_of=words, usable={"console"})
    ready()
    post = Post(
        begin=partial(writing, engine),
        programme=RULES,
        senders={"console": sender},
        wording_of=words,
        owner=owner,
        clock=lambda: _NOW,
    )
    deliver(post)


def settle(engine: Engine) -> None:
    """Two units that have filed nothing by the day after March was due."""
    with writing(engine) as conn:
        found(conn, *PEOPLE, units=UNITS, on="2026-03-02")
        sync(conn, "2026-04-08")


def test_two_ticks_at_once_have_the_effects_of_one(engine: Engine) -> None:
    settle(engine)
    sender, barrier = FakeSender(), Barrier(2, timeout=60)

    with ThreadPoolExecutor(2) as pool:
        both = [
            pool.submit(tick, engine, sender, owner, barrier.wait) for owner in ("one", "other")
        ]
        for each in both:
            each.result()

    keys = [parcel.key for parcel in sender.arrived]
    assert len(keys) == len(set(keys)) == 5
    with reading(engine) as conn:
        assert only(conn, letter.c.state) == ["sent"] * 5
        assert only(conn, transition.c.unit_id) == [LIBRARY, SCHOOL]


def test_tick_after_a_tick_adds_nothing(engine: Engine) -> None:
    settle(engine)
    sender = FakeSender()
    tick(engine, sender, "one", lambda: None)
    with reading(engine) as conn:
        before = everything_of(conn, "city")

    tick(engine, sender, "other", lambda: None)

    with reading(engine) as conn:
        assert everything_of(conn, "city") == before
