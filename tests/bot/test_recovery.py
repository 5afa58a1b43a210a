"""Letters find another way: the next channel, a mended address, a channel that is set up."""

from collections.abc import Mapping

import pytest
from sqlalchemy import Engine

from bot.delivery import deliver
from bot.post_office import Post
from bot.senders import Outcome
from rules.roster import Channel, Contact
from store.database import writing
from store.letters import Letter, load_letters
from tests.bot.city import RULES, found, tick, words
from tests.builders import instant
from tests.fakes import FakeSender

TELEGRAM, EMPTY = Channel(kind="telegram", address="7"), Channel(kind="telegram")
EMAIL, CONSOLE = Channel(kind="email", address="a@b.cn"), Channel(kind="console")
REFUSED = Outcome("failed", "chat not found")


def plan(engine: Engine, *channels: Channel, usable: tuple[str, ...] = ("console",)) -> None:
    """A letter of 8 April for a contact with these channels."""
    with engine.begin() as conn:
        found(conn, Contact(unit="图书馆", name="馆员", channels=channels))
        tick(conn, "2026-04-08", usable=usable)


def send(
    engine: Engine, senders: Mapping[str, FakeSender], on: str = "2026-04-08"
) -> list[tuple[str, str, str | None, int]]:
    """Channel, state, reason and copies of each letter after a delivery."""
    post = Post(
        begin=lambda: writing(engine),
        programme=RULES,
        senders=senders,
        wording_of=words,
        owner="one",
        clock=lambda: instant(on),
    )
    deliver(post)
    with engine.begin() as conn:
        letters: list[Letter] = load_letters(conn, "city")
    return [(one.channel, one.state, one.reason, one.sends_started) for one in letters]


def test_letter_that_a_channel_refuses_goes_by_the_contact_s_next(engine: Engine) -> None:
    plan(engine, TELEGRAM, CONSOLE, usable=("telegram", "console"))
    console = FakeSender()

    letters = send(engine, {"telegram": FakeSender(REFUSED), "console": console})

    assert letters == [("console", "sent", "channel-failed", 1)]
    assert [parcel.text[:5] for parcel in console.arrived] == ["【江城】馆"]


def test_letter_that_every_channel_refuses_has_failed(engine: Engine) -> None:
    plan(engine, TELEGRAM, EMAIL, usable=("telegram", "email"))

    letters = send(engine, {"telegram": FakeSender(REFUSED), "email": FakeSender(REFUSED)})

    assert letters == [("email", "failed", "chat not found", 1)]


def test_next_channel_that_is_not_set_up_is_no_way(engine: Engine) -> None:
    plan(engine, TELEGRAM, EMAIL, usable=("telegram",))

    letters = send(engine, {"telegram": FakeSender(REFUSED)})

    assert letters == [("telegram", "failed", "chat not found", 1)]


def test_letter_stays_with_its_next_channel_when_that_has_to_be_tried_again(
    engine: Engine,
) -> None:
    plan(engine, TELEGRAM, CONSOLE, usable=("telegram", "console"))
    telegram = FakeSender(REFUSED)
    senders = {"telegram": telegram, "console": FakeSender(Outcome("retry_at", "disk full"))}

    first = send(engine, senders)
    again = send(engine, senders, "2026-04-08T09:40")

    assert first == [("console", "planned", "channel-failed", 0)]
    assert again == [("console", "sent", "channel-failed", 1)]
    assert telegram.arrived == []


@pytest.mark.parametrize(
    ("channel", "reason"), [(EMPTY, "address-missing"), (EMAIL, "channel-missing")]
)
def test_letter_without_a_way_waits_and_says_why(
    engine: Engine, channel: Channel, reason: str
) -> None:
    plan(engine, channel, usable=("telegram",))

    letters = send(engine, {"telegram": FakeSender()})

    assert letters == [(channel.kind, "planned", reason, 0)]


@pytest.mark.parametrize("first", [EMPTY, EMAIL])
def test_channel_that_cannot_be_used_is_passed_over(engine: Engine, first: Channel) -> None:
    plan(engine, first, CONSOLE, usable=("telegram", "console"))

    letters = send(engine, {"telegram": FakeSender(), "console": FakeSender()})

    assert letters == [("console", "sent", None, 1)]


def test_letter_that_waited_for_an_address_goes_once_there_is_one(engine: Engine) -> None:
    plan(engine, EMPTY, usable=("telegram",))
    send(engine, {"telegram": FakeSender()})
    with engine.begin() as conn:
        person = Contact(unit="图书馆", name="馆员", channels=(TELEGRAM,))
        found(conn, person, on="2026-04-08")

    letters = send(engine, {"telegram": FakeSender()}, "2026-04-08T10:00")

    assert letters == [("telegram", "sent", None, 1)]
