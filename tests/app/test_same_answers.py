"""One conversation: `ask`, `chat` and Telegram say the same to the same person."""

import signal
from collections.abc import Iterator

import click
import pytest

from tests.app.desk import Desk
from tests.app.test_run_command import start
from tests.servers.telegram import TelegramServer

QUESTIONS = (
    "城关镇服务队2026年2月多少小时",
    "2026年2月达标了吗",
    "图书馆2026年2月多少小时",
    "全市2026年2月谁没报",
    "how many hours in February 2026",
    "13月多少小时",
    "谢谢",
)


@pytest.fixture
def server(monkeypatch: pytest.MonkeyPatch) -> Iterator[TelegramServer]:
    with TelegramServer() as running:
        running.world.limits.person_seconds = 0
        for name, value in running.settings.items():
            monkeypatch.setenv(name, value)
        yield running


def test_ask_chat_and_telegram_say_the_same(
    small_city: Desk, server: TelegramServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    small_city.roster(
        [
            ["U1", "市图书馆", "图书馆", "", "窗口单位"],
            ["U2", "城关镇服务队", "城关队", "", "志愿服务组织"],
        ],
        [["城关镇服务队", "王芳", "联络员", "", "", "telegram", "71"]],
    )
    small_city.json("sync")
    person = server.person(71)
    process = start(small_city.place, "bot")
    for count, question in enumerate(QUESTIONS, start=1):
        person.write(question)
        server.wait_for(lambda: len(server.sent(71)) == count)  # noqa: B023 - called at once
    process.send_signal(signal.SIGTERM)
    process.wait(20)

    asked = [small_city.run("ask", question, "--as", "王芳", "--json") for question in QUESTIONS]
    typed = iter([*QUESTIONS, "quit"])
    monkeypatch.setattr(click, "prompt", lambda *_, **__: next(typed))
    chatted = small_city.run("chat", "--as", "王芳").out

    answers = [one.document["text"] for one in asked]
    assert server.texts(71) == answers
    assert all(answer in chatted for answer in answers)
    assert [len(one.buttons) for one in server.sent(71)] == [
        len(one.document["buttons"]) for one in asked
    ]
