"""`bot`: the real process against the test server, from the link to the answer."""

import signal
import socket
from collections.abc import Iterator

import pytest

from tests.app.desk import Desk
from tests.app.test_run_command import start, wait_until
from tests.servers.telegram import TOKEN, TelegramServer


@pytest.fixture
def server(monkeypatch: pytest.MonkeyPatch) -> Iterator[TelegramServer]:
    with TelegramServer() as running:
        for name, value in running.settings.items():
            monkeypatch.setenv(name, value)
        yield running


def test_bot_binds_and_answers_and_its_token_is_logged_nowhere(
    small_city: Desk, server: TelegramServer
) -> None:
    small_city.json("sync", "--as-of", "2026-04-08")
    token = small_city.json("bind", "王芳")["link"].partition("=")[2]
    person = server.person(71)
    server.fail(500, method="getMe", description="Internal Server Error")
    process = start(small_city.place, "bot")
    person.write(f"/start {token}")
    server.wait_for(lambda: server.sent(71))
    person.write("2026年2月多少小时")
    server.wait_for(lambda: len(server.sent(71)) == 2)

    process.send_signal(signal.SIGTERM)

    said = small_city.place / "said.txt"
    assert process.wait(120) == 0
    assert server.texts(71)[1].startswith("城关镇服务队 2026年2月:16.0 小时")
    assert said.read_text("utf-8").splitlines()[-1].endswith("月月已停,没有做到一半的事。")
    files = [one for one in small_city.place.rglob("*") if one.suffix in {".txt", ".log"}]
    assert [one for one in files if TOKEN in one.read_text("utf-8")] == []


def test_killed_bot_answers_what_it_had_kept(small_city: Desk, server: TelegramServer) -> None:
    small_city.roster(
        [["U2", "城关镇服务队", "", "", "志愿服务组织"]],
        [
            ["城关镇服务队", f"王芳{n}", "联络员", "", "", "telegram", str(100 + n)]
            for n in range(12)
        ],
    )
    small_city.json("sync", "--as-of", "2026-04-08")
    people = [server.person(100 + number) for number in range(12)]
    for person in people:
        person.write("2026年2月多少小时")
    for killed_at in (2, 6):
        process = start(small_city.place, "bot")
        wait_until(lambda: len(server.sent()) >= killed_at)  # noqa: B023 - called at once
        process.kill()
        process.wait()

    process = start(small_city.place, "bot")
    wait_until(lambda: all(server.sent(person.id) for person in people))
    process.send_signal(signal.SIGTERM)

    assert process.wait(120) == 0
    copies = sum(len(server.sent(person.id)) for person in people)
    # What was on its way when the process was killed comes once more; eight are at a time.
    assert len(people) <= copies <= len(people) + 2 * 8


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["--as-of", "2026-04-08"], "bot 按真实时间回答"),
        ([], "YUEYUE_TELEGRAM_WEBHOOK_SECRET"),
    ],
)
def test_bot_says_what_keeps_it_from_starting(
    small_city: Desk,
    server: TelegramServer,
    monkeypatch: pytest.MonkeyPatch,
    arguments: list[str],
    said: str,
) -> None:
    del server
    monkeypatch.setenv("YUEYUE_TELEGRAM_WEBHOOK_URL", "https://bot.example.org/telegram")

    ran = small_city.run("bot", *arguments)

    assert (ran.status, said in ran.err) == (2, True)


def test_bot_by_webhook_answers_what_is_posted(
    small_city: Desk, server: TelegramServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    monkeypatch.setenv("YUEYUE_TELEGRAM_WEBHOOK_URL", f"http://127.0.0.1:{port}/telegram")
    monkeypatch.setenv("YUEYUE_TELEGRAM_WEBHOOK_LISTEN", f"127.0.0.1:{port}")
    monkeypatch.setenv("YUEYUE_TELEGRAM_WEBHOOK_SECRET", "a-secret-of-some-length")
    process = start(small_city.place, "bot")
    server.person(99).write("你好")
    server.wait_for(lambda: server.sent(99))

    process.send_signal(signal.SIGTERM)

    assert process.wait(120) == 0
    assert server.world.calls["getupdates"] == 0


def test_bot_says_that_its_token_is_refused(small_city: Desk, server: TelegramServer) -> None:
    server.world.token = "1:none"
    process = start(small_city.place, "bot")

    assert process.wait(120) == 2
    assert "Telegram 不认这个机器人口令" in (small_city.place / "said.txt").read_text("utf-8")


def test_two_bots_of_one_token_are_told_to_the_operator(
    small_city: Desk, server: TelegramServer
) -> None:
    said = small_city.place / "said.txt"
    processes = [start(small_city.place, "bot") for _ in range(2)]
    wait_until(lambda: "同一个机器人" in said.read_text("utf-8"))

    for process in processes:
        process.send_signal(signal.SIGTERM)

    assert [process.wait(120) for process in processes] == [0, 0]
    assert server.world.refusals[409] > 0


def test_run_answers_beside_its_clock(small_city: Desk, server: TelegramServer) -> None:
    small_city.roster(
        [["U2", "城关镇服务队", "", "", "志愿服务组织"]],
        [["城关镇服务队", "王芳", "联络员", "", "", "telegram", "71"]],
    )
    person = server.person(71)
    process = start(small_city.place, "run")
    said = small_city.place / "said.txt"
    wait_until(lambda: "新增" in said.read_text("utf-8"))
    person.write("2026年2月多少小时")
    server.wait_for(lambda: server.sent(71))

    process.send_signal(signal.SIGTERM)

    assert process.wait(120) == 0
    assert server.texts(71)[0].startswith("城关镇服务队 2026年2月:16.0 小时")


def test_run_goes_on_without_a_bot_whose_token_is_refused(
    small_city: Desk, server: TelegramServer
) -> None:
    server.world.token = "1:none"
    said = small_city.place / "said.txt"
    process = start(small_city.place, "run")
    wait_until(lambda: "机器人停下了" in said.read_text("utf-8"))
    wait_until(lambda: "新增" in said.read_text("utf-8"))

    process.send_signal(signal.SIGTERM)

    assert process.wait(120) == 0
