"""One conversation, three ways: `ask`, `chat` and Telegram say the same to the same person."""

import io
import re
import sys
from collections.abc import Iterator
from functools import partial
from pathlib import Path

import pytest

from bot.telegram import TelegramService
from config.programme_file import load_programme
from store.database import build_engine
from tests.app.desk import Desk
from tests.servers.telegram import TelegramServer
from tests.telegram import account, pace, reception

DAY = ("--as-of", "2026-04-12T10:00")
QUESTIONS = (
    "我们单位三月多少小时",
    "how many hours in March",
    "三月达标了吗",
    "我够几星了",
    "13月多少小时",
    "三月?",
    "三月数据不对",
    "全市三月谁没报",
    "城关镇服务队三月多少小时",
    "什么时候截止",
    "怎么登记",
    "谢谢",
    "4.5 河道清扫 12人 每人2小时",
    "确认",
    "我们本月多少小时",
)


@pytest.fixture
def server() -> Iterator[TelegramServer]:
    with TelegramServer() as running:
        running.world.limits.person_seconds = 0
        yield running


def workspace(place: Path, capsys: pytest.CaptureFixture[str]) -> Desk:
    """A city whose library's coordinator has a number in Telegram."""
    desk = Desk(place, capsys)
    desk.roster(
        [
            ["U0", "市文明办", "", "", "市文明办"],
            ["U1", "市图书馆", "图书馆", "市文明办", "窗口单位"],
            ["U2", "城关镇服务队", "城关队", "市文明办", "志愿服务组织"],
        ],
        [["市图书馆", "李明", "联络员", "", "", "telegram", "71"]],
    )
    desk.log("市图书馆.xlsx", ["2026-03-05", "学雷锋读书会", 12, "2小时", ""])
    desk.log("城关镇服务队.xlsx", ["2026-02-05", "河道清扫", 8, 2, ""])
    desk.json("sync", "--as-of", "2026-04-08")
    return desk


def asked(desk: Desk) -> list[str]:
    """The answers of `ask`."""
    return [
        desk.run("ask", one, "--as", "李明", "--json", *DAY).document["text"] for one in QUESTIONS
    ]


def chatted(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> str:
    """All that `chat` prints."""
    monkeypatch.setattr(sys, "stdin", io.StringIO("\n".join([*QUESTIONS, "退出", ""])))
    return desk.run("chat", "--as", "李明", *DAY).out


def messaged(desk: Desk, server: TelegramServer, folder: Path) -> list[str]:
    """The messages of the bot."""
    programme = load_programme(desk.place)
    engine = build_engine(f"sqlite:///{desk.place / 'yueyue.db'}")
    service = TelegramService(
        account(server),
        reception(engine, rules=programme),
        pace(engine, rules=programme),
        folder=folder,
        tell=lambda _, __: None,
    )
    service.start()
    try:
        for number, question in enumerate(QUESTIONS, start=1):
            server.person(71).write(question)
            server.wait_for(partial(has_answered, server, number))
        return server.texts(71)
    finally:
        service.stop()
        engine.dispose()


def has_answered(server: TelegramServer, times: int) -> bool:
    return len(server.sent(71)) == times


def unnumbered(text: str) -> str:
    """The text without the number of a draft, which is another each time."""
    return re.sub(r"F[2-9A-Z]{7}", "F…", text)


def test_three_ways_to_ask_give_the_same_answers(
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
    server: TelegramServer,
) -> None:
    by_ask = asked(workspace(tmp_path / "ask", capsys))

    by_telegram = messaged(workspace(tmp_path / "bot", capsys), server, tmp_path / "photos")
    by_chat = chatted(workspace(tmp_path / "chat", capsys), monkeypatch)

    assert [unnumbered(text) for text in by_telegram] == [unnumbered(text) for text in by_ask]
    at, printed = 0, unnumbered(by_chat)
    for text in by_ask:
        at = printed.find(unnumbered(text), at)
        assert at >= 0, text
