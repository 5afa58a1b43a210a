"""Letters by Telegram: what becomes of each under every fault the server can have."""

from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest
from sqlalchemy import Engine

from bot.delivery import deliver
from bot.post_office import Post
from bot.senders import Outcome, Parcel
from bot.telegram_sender import TelegramSender
from rules.roster import Channel, Contact
from store.database import reading, writing
from store.letters import Letter, load_letters
from store.roster import load_contacts
from tests.bot.city import RULES, found, person, tick, words
from tests.builders import instant
from tests.servers.telegram import TelegramServer
from tests.telegram import account, pace


@pytest.fixture
def server() -> Iterator[TelegramServer]:
    with TelegramServer() as running:
        running.world.limits.person_seconds = 0
        running.person(71)
        yield running


@pytest.fixture
def city(engine: Engine) -> Engine:
    """The library's coordinator has a letter of 8 April waiting, by Telegram."""
    post(engine, person("馆员", channel="telegram", address="71"))
    return engine


def post(engine: Engine, *people: Contact, on: str = "2026-04-08") -> None:
    with writing(engine) as conn:
        found(conn, *people)
        tick(conn, on, usable=("console", "telegram"))


def send(server: TelegramServer, engine: Engine, on: str = "2026-04-08") -> list[Letter]:
    sender = TelegramSender(account(server), pace(engine))
    try:
        return deliver(
            Post(
                begin=lambda: writing(engine),
                programme=RULES,
                senders={"telegram": sender},
                wording_of=words,
                owner="one",
                clock=lambda: instant(on),
            )
        )
    finally:
        sender.close()


def parcel(text: str) -> Parcel:
    return Parcel(
        key="1", unit="图书馆", name="馆员", address="71", day=date(2026, 4, 8), text=text
    )


def states(engine: Engine) -> list[tuple[str, str | None, int]]:
    with reading(engine) as conn:
        return [(one.state, one.reason, one.sends_started) for one in load_letters(conn, "city")]


def test_letter_arrives_with_its_signs_as_they_were_written(
    server: TelegramServer, engine: Engine
) -> None:
    post(engine, person("<b>馆&员", channel="telegram", address="71"))

    send(server, engine)

    assert states(engine) == [("sent", None, 1)]
    assert "<b>馆&员" in server.texts(71)[0]


@pytest.mark.parametrize(
    ("fault", "state", "copies"),
    [
        ({"kind": 500, "description": "Internal Server Error"}, ("planned", "server-fault", 0), 0),
        ({"kind": 400, "description": "Bad Request: wrong"}, ("failed", "refused", 1), 0),
        ({"kind": "reset"}, ("unknown", "no-answer", 1), 0),
        ({"kind": "lost"}, ("unknown", "no-answer", 1), 1),
        ({"kind": 401, "description": "Unauthorized"}, ("planned", "bot-refused", 0), 0),
        ({"kind": 409, "description": "Conflict"}, ("planned", "bot-refused", 0), 0),
        (
            {"kind": 400, "description": "Bad Request: can't parse entities: x"},
            ("sent", None, 1),
            1,
        ),
        ({"kind": 403, "description": "Forbidden: bot was blocked"}, ("failed", "chat-gone", 1), 0),
        (
            {"kind": 400, "description": "Bad Request: chat not found"},
            ("failed", "chat-gone", 1),
            0,
        ),
    ],
    ids=["500", "400", "reset", "lost", "401", "409", "markup", "403", "no chat"],
)
def test_letter_ends_as_its_fault_allows(
    server: TelegramServer,
    city: Engine,
    fault: dict[str, Any],
    state: tuple[str, str | None, int],
    copies: int,
) -> None:
    server.fail(**fault)

    send(server, city)

    assert (states(city), len(server.sent(71))) == ([state], copies)


def test_letter_waits_while_telegram_cannot_be_reached(city: Engine) -> None:
    with TelegramServer() as gone:
        pass

    send(gone, city)

    assert states(city) == [("planned", "unreached", 0)]


def test_letter_goes_on_once_telegram_has_had_its_pause(
    server: TelegramServer, city: Engine
) -> None:
    server.fail(429, description="Too Many Requests", parameters={"retry_after": 1})

    send(server, city)

    assert states(city) == [("sent", None, 1)]
    assert server.world.calls["sendmessage"] == 2


def test_blocked_chat_is_left_alone_and_the_next_channel_is_taken(
    server: TelegramServer, engine: Engine
) -> None:
    channels = (Channel(kind="telegram", address="71"), Channel(kind="telegram", address="72"))
    post(engine, Contact(unit="图书馆", name="馆员", channels=channels))
    server.person(72)
    server.world.chats[71].gone = "Forbidden: bot was blocked by the user"

    send(server, engine)

    with reading(engine) as conn:
        [(_, contact)] = load_contacts(conn, "city").values()
    assert (len(server.sent(71)), len(server.sent(72))) == (0, 1)
    assert [one.address for one in contact.channels] == ["72"]


def test_letter_follows_a_group_that_moved(server: TelegramServer, engine: Engine) -> None:
    server.group(-9)
    server.migrate(-9, -1009, tell=False)
    post(engine, person("馆员", channel="telegram", address="-9"))

    send(server, engine)

    with reading(engine) as conn:
        [(_, contact)] = load_contacts(conn, "city").values()
    assert len(server.sent(-1009)) == 1
    assert [one.address for one in contact.channels] == ["-1009"]


def test_long_letter_goes_in_several_messages(server: TelegramServer, engine: Engine) -> None:
    sender = TelegramSender(account(server), pace(engine))
    text = "\n".join(f"{number} " + "很" * 98 for number in range(90))

    outcome = sender.send(parcel(text))
    sender.close()

    assert outcome.state == "sent"
    assert "\n".join(server.texts(71)) == text
    assert len(server.sent(71)) == 3


def test_letter_that_broke_off_is_unknown(server: TelegramServer, engine: Engine) -> None:
    sender = TelegramSender(account(server), pace(engine))
    server.fail(200)
    server.fail(500, description="Internal Server Error")

    outcome = sender.send(parcel("x" * 5000))
    sender.close()

    assert outcome == Outcome("unknown", "partly-sent")
