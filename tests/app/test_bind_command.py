"""`bind`: the link of a contact, from the bot's own name."""

from collections.abc import Iterator

import pytest

from tests.app.desk import Desk
from tests.servers.telegram import TelegramServer


@pytest.fixture
def server(monkeypatch: pytest.MonkeyPatch) -> Iterator[TelegramServer]:
    with TelegramServer() as running:
        for name, value in running.settings.items():
            monkeypatch.setenv(name, value)
        yield running


def test_bind_prints_a_link_of_the_bot(small_city: Desk, server: TelegramServer) -> None:
    small_city.json("sync", "--as-of", "2026-04-08")

    links = [small_city.json("bind", "王芳")["link"] for _ in range(2)]

    assert server.world.calls["getme"] == 2
    assert all(link.startswith("https://t.me/yueyue_test_bot?start=") for link in links)
    assert len(links[0].partition("=")[2]) >= 22
    assert links[0] != links[1]


def test_bind_says_in_words_whose_link_it_is(small_city: Desk, server: TelegramServer) -> None:
    del server
    small_city.json("sync", "--as-of", "2026-04-08")

    ran = small_city.run("bind", "城关镇服务队/王芳")

    assert ran.status == 0
    assert ran.out.startswith("王芳(城关镇服务队)的专属链接")


@pytest.mark.parametrize(
    ("arguments", "said"),
    [(["王小二"], "名册里没有联络人"), (["王芳"], "Telegram 不认这个机器人口令")],
)
def test_bind_says_what_is_wrong(
    small_city: Desk,
    server: TelegramServer,
    arguments: list[str],
    said: str,
) -> None:
    server.world.token = "1:none"
    small_city.json("sync", "--as-of", "2026-04-08")

    ran = small_city.run("bind", *arguments)

    assert (ran.status, said in ran.err) == (2, True)


def test_bind_needs_a_bot(small_city: Desk) -> None:
    small_city.json("sync", "--as-of", "2026-04-08")

    ran = small_city.run("bind", "王芳")

    assert (ran.status, "YUEYUE_TELEGRAM_TOKEN" in ran.err) == (2, True)


def test_doctor_tries_the_bot(small_city: Desk, server: TelegramServer) -> None:
    small_city.json("sync", "--as-of", "2026-04-08")
    well = small_city.run("doctor", "--as-of", "2026-04-08").out
    server.world.token = "1:none"

    ill = small_city.run("doctor", "--as-of", "2026-04-08").out

    assert "✓ Telegram 机器人可用:@yueyue_test_bot" in well
    assert "✗ Telegram 不认这个机器人口令" in ill
