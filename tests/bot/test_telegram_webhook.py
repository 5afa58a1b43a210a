"""The webhook: posts with the secret are kept and answered, and nothing else is."""

import socket
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest
from sqlalchemy import Engine

from bot.telegram_account import Webhook
from store.database import writing
from tests.bot.city import found, person, words
from tests.servers.telegram import TelegramServer
from tests.telegram import running_bot

SECRET = "a-secret-of-some-length"
HEADER = "X-Telegram-Bot-Api-Secret-Token"


@pytest.fixture
def server() -> Iterator[TelegramServer]:
    with TelegramServer() as running:
        running.world.limits.person_seconds = 0
        yield running


@pytest.fixture
def hook(server: TelegramServer, engine: Engine, tmp_path: Path) -> Iterator[Webhook]:
    """A bot that is posted to; its coordinator has the number 71."""
    with writing(engine) as conn:
        found(conn, person("馆员", channel="telegram", address="71"))
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    url = f"http://127.0.0.1:{port}/telegram"
    made = Webhook(url=url, secret=SECRET, host="127.0.0.1", port=port)
    with running_bot(server, engine, tmp_path, webhook=made):
        server.wait_for(lambda: server.world.webhook["url"])
        yield made


def test_webhook_answers_what_telegram_posts(server: TelegramServer, hook: Webhook) -> None:
    del hook
    person = server.person(71)
    for text in ("谢谢", "你好"):
        person.write(text)

    server.wait_for(lambda: len(server.sent(71)) == 2)

    say = words("zh").say
    assert server.texts(71) == [say("ask.thanks"), say("ask.greeting")]
    assert server.world.webhook_answers == {200: 2}
    assert server.world.calls["getupdates"] == 0


def test_update_posted_again_is_answered_once(server: TelegramServer, hook: Webhook) -> None:
    person = server.person(71)
    person.write("谢谢")
    [update] = list(server.world.updates)
    for _ in range(3):
        answer = httpx.post(hook.url, json=update, headers={HEADER: SECRET})
        assert answer.status_code == 200
    person.write("你好")

    server.wait_for(lambda: len(server.sent(71)) == 2)

    assert len(server.sent(71)) == 2


def test_posts_without_the_secret_are_refused(server: TelegramServer, hook: Webhook) -> None:
    update = {"update_id": 1, "message": {"text": "谢谢"}}
    wrong: tuple[dict[str, str], ...] = ({}, {HEADER: ""}, {HEADER: SECRET + "x"}, {HEADER: "x"})

    statuses = [httpx.post(hook.url, json=update, headers=one).status_code for one in wrong]

    assert (statuses, server.sent()) == ([403] * 4, [])


def test_what_is_no_update_is_taken_and_forgotten(server: TelegramServer, hook: Webhook) -> None:
    given = (
        b"",
        b"[]",
        b"{}",
        b"\xff\xfe",
        b"[" * 100_000,
        b'{"update_id": "1"}',
        b'{"update_id": 1, "message": 5}',
        b'{"update_id": 2, "message": {"chat": {}}}',
        b'{"update_id": 3, "unheard_of": {}}',
        b'{"update_id": 4, "x": "' + b"x" * 1_100_000 + b'"}',
    )

    statuses = [
        httpx.post(hook.url, content=content, headers={HEADER: SECRET}).status_code
        for content in given
    ]

    health = httpx.get(hook.url.replace("/telegram", "/healthz"))
    assert (statuses, health.json()) == ([200] * len(given), {"ok": True})
    assert server.sent() == []
