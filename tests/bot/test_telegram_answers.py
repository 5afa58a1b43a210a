"""Answers under faults: of the database, of Telegram, and our own."""

import shutil
from collections.abc import Iterator
from contextlib import AbstractContextManager
from dataclasses import replace
from pathlib import Path

import pytest
from sqlalchemy import Connection, Engine

from bot.outgoing import Outgoing
from bot.telegram import TelegramService
from rules.roster import Channel
from store.database import StoreLocked, build_engine, reading, writing
from store.inbox import ANSWERED, Arrival, change_arrival, load_unfinished, save_arrival
from store.roster import load_contacts
from tests.bot.city import RULES, found, person, sync, words
from tests.servers.telegram import TelegramServer
from tests.telegram import BOT, NOW, account, pace, reception, running_bot

SAY = words("zh").say


@pytest.fixture
def server() -> Iterator[TelegramServer]:
    with TelegramServer() as running:
        running.world.limits.person_seconds = 0
        running.person(71)
        yield running


@pytest.fixture
def city(migrated_file: Path, tmp_path: Path) -> Iterator[Engine]:
    """The library's coordinator has the number 71, its office's group the number -9."""
    engine = build_engine(f"sqlite:///{shutil.copy(migrated_file, tmp_path / 'yueyue.db')}")
    with writing(engine) as conn:
        found(
            conn,
            person("馆员", channel="telegram", address="71"),
            person("市联络员", "市文明办", channel="telegram", address="-9"),
        )
        sync(conn, "2026-04-12")
    yield engine
    engine.dispose()


def channels(engine: Engine, name: str) -> tuple[Channel, ...]:
    with reading(engine) as conn:
        [found_one] = [c for _, c in load_contacts(conn, RULES.id).values() if c.name == name]
    return found_one.channels


class Sometimes:
    """A database that is busy at first, as often as is said."""

    def __init__(self, engine: Engine, busy: int) -> None:
        self.engine, self.busy = engine, busy

    def __call__(self) -> AbstractContextManager[Connection]:
        if self.busy:
            self.busy -= 1
            raise StoreLocked("database is locked")
        return writing(self.engine)


def test_update_is_kept_and_answered_once_the_database_is_free(
    server: TelegramServer, city: Engine, tmp_path: Path
) -> None:
    busy = Sometimes(city, busy=0)
    service = TelegramService(
        account(server),
        replace(reception(city), begin=busy),
        pace(city),
        folder=tmp_path / "photos",
        tell=lambda *_: None,
    )
    service.start()
    server.wait_for(lambda: server.world.calls["getupdates"])
    busy.busy = 2
    server.person(71).write("谢谢")
    server.wait_for(lambda: server.sent(71))
    service.stop()

    assert server.texts(71) == [SAY("ask.thanks")]


def test_our_own_fault_is_said_kindly_and_stops_no_other_answer(
    server: TelegramServer, city: Engine, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_given: object, **_named: object) -> None:
        raise ZeroDivisionError

    person_71 = server.person(71)
    with running_bot(server, city, tmp_path):
        with monkeypatch.context() as broken:
            broken.setattr("bot.responding.ask", fail)
            person_71.write("三月多少小时")
            server.wait_for(lambda: server.sent(71))
        person_71.write("谢谢")
        server.wait_for(lambda: len(server.sent(71)) == 2)

    with reading(city) as conn:
        assert load_unfinished(conn, RULES.id, BOT) == []
    assert "编号" in server.texts(71)[0]
    assert server.texts(71)[1] == SAY("ask.thanks")


def test_answer_that_a_blocked_chat_refuses_closes_it(
    server: TelegramServer, city: Engine, tmp_path: Path
) -> None:
    with running_bot(server, city, tmp_path):
        server.fail(403, description="Forbidden: bot was blocked by the user")
        server.person(71).write("谢谢")
        server.wait_for(lambda: channels(city, "馆员") == (Channel(kind="telegram"),))

    assert server.sent(71) == []


def test_answer_follows_a_group_that_moved_without_a_word(
    server: TelegramServer, city: Engine, tmp_path: Path
) -> None:
    server.group(-9)
    with running_bot(server, city, tmp_path):
        server.person(71).write("/deadline", chat=-9)
        server.migrate(-9, -1009, tell=False)
        server.wait_for(lambda: server.sent(-1009))
        moved = (Channel(kind="telegram", address="-1009"),)
        server.wait_for(lambda: channels(city, "市联络员") == moved)


def test_answer_whose_message_is_gone_comes_as_a_new_one(
    server: TelegramServer, city: Engine, tmp_path: Path
) -> None:
    person_71 = server.person(71)
    with running_bot(server, city, tmp_path):
        person_71.write("三月多少小时")
        server.wait_for(lambda: server.sent(71))
        server.fail(400, method="editMessageText", description="message to edit not found")
        person_71.press("今年")
        server.wait_for(lambda: len(server.sent(71)) == 2)

    assert server.texts(71)[1].startswith("图书馆 2026年:")


def test_photo_is_fetched_again_where_telegram_fails_once(
    server: TelegramServer, city: Engine, tmp_path: Path
) -> None:
    with running_bot(server, city, tmp_path):
        server.fail(500, method="getFile", description="Internal Server Error")
        server.person(71).send_photo(b"\x89PNG\r\n\x1a\n" + b"picture")
        server.wait_for(lambda: server.sent(71))

    assert server.texts(71) == [SAY("chat.photo-kept")]
    assert len(list((tmp_path / "photos").rglob("*.png"))) == 1


def test_reply_with_a_file_that_a_killed_run_left_is_sent_by_the_next(
    server: TelegramServer, city: Engine, tmp_path: Path
) -> None:
    (tmp_path / "list.xlsx").write_bytes(b"a workbook")
    files = ((str(tmp_path / "list.xlsx"), "名单.xlsx"),)
    left = Outgoing(chat="71", text="\n".join(["名单"] * 1500), files=files)
    arrival = Arrival(bot=BOT, update_id=1, raw='{"update_id": 1}', at=NOW)
    with writing(city) as conn:
        save_arrival(conn, RULES.id, arrival)
        replies = [left.document()]
        change_arrival(conn, RULES.id, arrival, state=ANSWERED, replies=replies)

    with running_bot(server, city, tmp_path):
        server.wait_for(lambda: len(server.sent(71)) == 3)

    assert [one.kind for one in server.sent(71)] == ["text", "text", "document"]
    assert "\n".join(server.texts(71)[:2]) == left.text


def test_photo_of_a_stranger_is_not_fetched(
    server: TelegramServer, city: Engine, tmp_path: Path
) -> None:
    with running_bot(server, city, tmp_path):
        server.person(99).send_photo(b"\x89PNG\r\n\x1a\n" + b"picture")
        server.wait_for(lambda: server.sent(99))

    assert server.texts(99) == [SAY("bind.nobody", number="99")]
    assert server.world.calls["getfile"] == 0
    assert not (tmp_path / "photos").exists()


def test_voice_and_sticker_are_answered_with_what_is_understood(
    server: TelegramServer, city: Engine, tmp_path: Path
) -> None:
    with running_bot(server, city, tmp_path):
        server.person(71).send_voice()
        server.wait_for(lambda: server.sent(71))

    assert server.texts(71) == [SAY("chat.only-text")]
