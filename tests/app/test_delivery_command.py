"""`delivery` and what a person decides about letters: who is not reached, and why."""

from collections.abc import Iterator

import pytest

from store.chats import LEFT, close_chat
from store.database import build_engine, writing
from tests.app.desk import Desk
from tests.builders import instant
from tests.servers.telegram import TelegramServer


@pytest.fixture
def server(monkeypatch: pytest.MonkeyPatch) -> Iterator[TelegramServer]:
    with TelegramServer() as running:
        for name, value in running.settings.items():
            monkeypatch.setenv(name, value)
        yield running


@pytest.fixture
def desk_of_three(desk: Desk) -> Desk:
    """Three late units: one reached by Telegram, one not bound, one with the console beside it."""
    desk.roster(
        [["", "甲队", "", "", "社区"], ["", "乙队", "", "", "社区"], ["", "丙队", "", "", "社区"]],
        [
            ["甲队", "甲", "联络员", "", "", "telegram", "71"],
            ["乙队", "乙", "联络员", "", "", "telegram", ""],
            ["丙队", "丙", "联络员", "", "", "telegram", "73"],
            ["丙队", "丙", "联络员", "", "", "console", ""],
        ],
    )
    desk.json("sync", "--as-of", "2026-04-08")
    return desk


def close(desk: Desk, address: str, why: str) -> None:
    engine = build_engine(f"sqlite:///{desk.place / 'yueyue.db'}")
    with writing(engine) as conn:
        close_chat(conn, "city", "telegram", address, why=why, now=instant("2026-04-08"))
    engine.dispose()


def test_delivery_tells_who_is_not_reached_and_why(
    desk_of_three: Desk, server: TelegramServer
) -> None:
    del server
    close(desk_of_three, "71", "blocked")
    close(desk_of_three, "73", LEFT)

    told = desk_of_three.json("delivery")
    said = desk_of_three.run("delivery").out.splitlines()

    assert [(one["contact"], one["reason"], one["instead"]) for one in told["unreached"]] == [
        ("甲", "chat-blocked", None),
        ("乙", "address-missing", None),
        ("丙", "chat-left", "console"),
    ]
    assert said == [
        "3 个联络人用首选渠道联系不上:",
        "· 甲队 甲 · telegram:04-08 09:30 起收不到(拉黑、退群或账号停用)",
        "· 乙队 乙 · telegram:没有地址或还没绑定,请运行 yueyue bind",
        "· 丙队 丙 · telegram:04-08 09:30 自己解除了绑定;改用 console",
    ]


def test_delivery_is_content_where_everybody_is_reached(small_city: Desk) -> None:
    small_city.json("sync", "--as-of", "2026-04-08")

    assert small_city.run("delivery").out == "每个联络人都能联系上。\n"


def test_letter_of_a_blocked_chat_goes_by_the_next_channel_and_is_told(
    desk_of_three: Desk, server: TelegramServer
) -> None:
    server.person(71)
    server.person(73)
    server.world.chats[73].gone = "Forbidden: bot was blocked by the user"
    desk_of_three.json("nudge", "--as-of", "2026-04-08")

    done = desk_of_three.json("deliver", "--as-of", "2026-04-08")

    assert (done["sent"], done["failed"], done["waiting"]) == (2, 0, 1)
    assert len(server.sent(71)) == 1
    assert [one["reason"] for one in desk_of_three.json("delivery")["unreached"]] == [
        "address-missing",
        "chat-blocked",
    ]


def test_person_decides_about_an_unknown_letter(
    desk_of_three: Desk, server: TelegramServer
) -> None:
    desk_of_three.programme('delivery = "hold"\n[programme]\nid = "city"\nname = "江城"\n')
    server.person(71)
    server.person(73)
    server.fail("lost", chat=71)
    server.fail("reset", chat=73)
    desk_of_three.json("nudge", "--as-of", "2026-04-08")
    desk_of_three.json("deliver", "--as-of", "2026-04-08")
    unknown = desk_of_three.json("letters", "--state", "unknown")["letters"]
    keys = {one["to"]["contact"]: one["key"] for one in unknown}

    decided = ("--delivered", keys["甲"], "--resend", keys["丙"])
    desk_of_three.json("letters", *decided, "--as-of", "2026-04-08T10:30")
    desk_of_three.json("deliver", "--as-of", "2026-04-08T11:00")

    assert len(keys) == 2
    assert (len(server.sent(71)), len(server.sent(73))) == (1, 1)
    assert desk_of_three.json("letters")["totals"] == {"planned": 1, "sent": 2}


def test_letter_that_waits_for_nobody_is_not_decided_about(desk_of_three: Desk) -> None:
    ran = desk_of_three.run("letters", "--resend", "7:2026-04-08:1")

    assert (ran.status, "7:2026-04-08:1" in ran.err) == (2, True)
