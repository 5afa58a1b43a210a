"""The bot in Telegram: the real library, polling the test server, on SQLite and PostgreSQL."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import Engine

from bot.binding import Binder
from rules.roster import Role
from store.attachments import load_attachments
from store.database import reading, writing
from store.filings import load_waiting
from store.roster import load_contacts
from tests.bot.city import RULES, found, log, person, sync, words
from tests.builders import activity
from tests.servers.telegram import TelegramServer
from tests.telegram import BOT, NOW, reception, running_bot

HOURS = "图书馆 2026年3月:4.0 小时"


@pytest.fixture
def server() -> Iterator[TelegramServer]:
    with TelegramServer() as running:
        running.world.limits.person_seconds = 0
        yield running


@pytest.fixture
def city(engine: Engine) -> Engine:
    """The library's coordinator is listed with a number, its leader is not bound."""
    with writing(engine) as conn:
        found(
            conn,
            person("馆员", channel="telegram", address="71"),
            person("馆长", role=Role.LEADER, channel="telegram"),
            person("志愿者", role=Role.VOLUNTEER, channel="telegram", address="73"),
            person("市联络员", "市文明办", channel="telegram", address="-1009"),
        )
        log(conn, activity(days="2026-03-05", headcount=2, duration=120), on="2026-03-06")
        sync(conn, "2026-04-12")
    return engine


def invite(engine: Engine, name: str, *, replaces: bool = False) -> str:
    with writing(engine) as conn:
        contacts = load_contacts(conn, RULES.id)
        number = next(n for n, (_, one) in contacts.items() if one.name == name)
        binder = Binder(conn=conn, programme=RULES, wording=words("zh"), now=NOW)
        return binder.invite(number, replaces=replaces)


def test_bot_answers_who_is_listed_with_a_number(
    server: TelegramServer, city: Engine, tmp_path: Path
) -> None:
    coordinator = server.person(71)
    with running_bot(server, city, tmp_path):
        coordinator.write("三月多少小时")
        server.wait_for(lambda: server.sent(71))
        coordinator.press("今年")
        server.wait_for(lambda: server.sent(71)[0].edits)

    [answer] = server.sent(71)
    assert answer.text.startswith("图书馆 2026年:4.0 小时")
    assert server.unanswered() == []


def test_bot_answers_in_english_who_asks_in_english(
    server: TelegramServer, city: Engine, tmp_path: Path
) -> None:
    coordinator = server.person(71)
    with running_bot(server, city, tmp_path):
        coordinator.write("how many hours in March")
        server.wait_for(lambda: server.sent(71))

    assert "4.0 hours" in server.texts(71)[0]


def test_bot_tells_strangers_nothing_but_how_to_be_bound(
    server: TelegramServer, city: Engine, tmp_path: Path
) -> None:
    stranger = server.person(99)
    with running_bot(server, city, tmp_path):
        stranger.write("图书馆三月多少小时")
        server.wait_for(lambda: server.sent(99))

    assert server.texts(99) == [words("zh").say("bind.nobody", number="99")]


def test_link_binds_once_and_a_second_person_asks_the_first(
    server: TelegramServer, city: Engine, tmp_path: Path
) -> None:
    first, second = server.person(81, "甲"), server.person(82, "乙")
    token, another = invite(city, "馆长"), invite(city, "馆长")
    with running_bot(server, city, tmp_path):
        first.write(f"/start {token}")
        server.wait_for(lambda: server.sent(81))
        second.write(f"/start {token}")
        server.wait_for(lambda: server.sent(82))
        second.write(f"/start {another}")
        server.wait_for(lambda: len(server.sent(81)) == 2)
        first.press("同意")
        server.wait_for(lambda: len(server.sent(82)) == 3)
        second.write("三月多少小时")
        server.wait_for(lambda: len(server.sent(82)) == 4)

    say = words("zh").say
    assert "馆长(负责人)" in server.texts(81)[0]
    assert server.texts(81)[1] == say("bind.allowed", unit="图书馆", name="馆长")
    assert server.texts(82)[:2] == [
        say("bind.link-used"),
        say("bind.asked", unit="图书馆", name="馆长"),
    ]
    assert server.texts(82)[3].startswith(HOURS)


def test_refused_second_person_stays_a_stranger(
    server: TelegramServer, city: Engine, tmp_path: Path
) -> None:
    first, second = server.person(71), server.person(82, "<b>乙&")
    token = invite(city, "馆员")
    with running_bot(server, city, tmp_path):
        second.write(f"/start {token}")
        server.wait_for(lambda: server.sent(71) and server.sent(82))
        asked = server.texts(71)[0]
        first.press("不同意")
        server.wait_for(lambda: len(server.sent(82)) == 2)
        second.write("三月多少小时")
        server.wait_for(lambda: len(server.sent(82)) == 3)

    assert "「<b>乙&」" in asked
    assert server.texts(82)[2] == words("zh").say("bind.nobody", number="82")


def test_who_leaves_is_a_stranger_until_they_start_again(
    server: TelegramServer, city: Engine, tmp_path: Path
) -> None:
    coordinator = server.person(71)
    with running_bot(server, city, tmp_path):
        for number, text in enumerate(("/unbind", "三月多少小时", "/start", "三月多少小时"), 1):
            coordinator.write(text)
            server.wait_for(lambda: len(server.sent(71)) == number)  # noqa: B023 - called at once

    texts = server.texts(71)
    assert texts[:2] == [words("zh").say("bind.left"), words("zh").say("bind.nobody", number="71")]
    assert texts[3].startswith(HOURS)


def test_press_of_another_persons_button_is_refused_politely(
    server: TelegramServer, city: Engine, tmp_path: Path
) -> None:
    coordinator, stranger = server.person(71), server.person(99)
    with running_bot(server, city, tmp_path):
        coordinator.write("三月多少小时")
        server.wait_for(lambda: server.sent(71))
        [answer] = server.sent(71)
        forged = stranger.send_press(answer.buttons["今年"], answer)
        stale = coordinator.send_press("v1:ask:none", answer)
        foreign = coordinator.send_press("something", answer)
        server.wait_for(lambda: not server.unanswered())

    say = words("zh").say
    told = {number: (server.world.callbacks[number] or {})["text"] for number in (forged, stale)}
    assert told == {forged: say("chat.button-of-others"), stale: say("chat.button-stale")}
    assert (server.world.callbacks[foreign] or {})["text"] == say("chat.button-stale")
    assert answer.text.startswith(HOURS)


def test_double_press_changes_the_answer_once(
    server: TelegramServer, city: Engine, tmp_path: Path
) -> None:
    coordinator = server.person(71)
    with running_bot(server, city, tmp_path):
        coordinator.write("三月多少小时")
        server.wait_for(lambda: server.sent(71))
        [answer] = server.sent(71)
        for _ in range(2):
            coordinator.send_press(answer.buttons["今年"], answer)
        server.wait_for(lambda: not server.unanswered() and answer.edits)

    assert len(server.sent(71)) == 1


def test_edited_question_changes_its_answer(
    server: TelegramServer, city: Engine, tmp_path: Path
) -> None:
    coordinator = server.person(71)
    with running_bot(server, city, tmp_path):
        number = coordinator.write("三月多少小时")
        server.wait_for(lambda: server.sent(71))
        coordinator.edit(number, "今年多少小时")
        server.wait_for(lambda: server.sent(71)[0].edits)

    assert [text[:12] for text in server.texts(71)] == ["图书馆 2026年:4."]


def test_group_hears_figures_of_units_when_it_asks_and_nothing_of_people(
    server: TelegramServer, city: Engine, tmp_path: Path
) -> None:
    coordinator, stranger = server.person(71), server.person(99)
    server.group(-1005, topics=True)
    with running_bot(server, city, tmp_path):
        for text in ("大家好", "@yueyue_test_bot 三月多少小时", "/late", "@yueyue_test_bot 谢谢"):
            coordinator.write(text, chat=-1005, message_thread_id=4, is_topic_message=True)
        stranger.write("@yueyue_test_bot 三月多少小时", chat=-1005)
        coordinator.write("三月多少小时")
        server.wait_for(lambda: server.sent(71))

    texts = server.texts(-1005)
    assert texts[0].startswith(HOURS)
    assert texts[1:] == [words("zh").say("chat.in-private")]
    assert [one.topic for one in server.sent(-1005)] == [4, 4]


def test_late_list_is_said_in_the_offices_own_group(
    server: TelegramServer, city: Engine, tmp_path: Path
) -> None:
    server.group(-1009)
    office = server.person(71)
    with running_bot(server, city, tmp_path):
        office.write("/late", chat=-1009)
        server.wait_for(lambda: server.sent(-1009))

    assert server.texts(-1009)[0] != words("zh").say("chat.in-private")


def test_photos_are_kept_at_once_and_acknowledged_once(
    server: TelegramServer, city: Engine, tmp_path: Path
) -> None:
    coordinator = server.person(71)
    picture = b"\xff\xd8\xff" + b"picture" * 50
    with running_bot(server, city, tmp_path):
        coordinator.send_photo(picture, "留个影", album="a1")
        coordinator.send_photo(picture, album="a1")
        coordinator.send_photo(b"no picture at all")
        server.wait_for(lambda: len(server.sent(71)) == 2)

    with reading(city) as conn:
        kept = load_attachments(conn, RULES.id, BOT)
    say = words("zh").say
    assert server.texts(71) == [say("chat.photo-kept"), say("chat.photo-missed")]
    assert [(one.album, one.caption, one.sender) for one in kept] == [
        ("a1", "留个影", "71"),
        ("a1", None, "71"),
    ]
    assert {(tmp_path / one.path).read_bytes() for one in kept} == {picture}


def test_album_with_a_caption_files_an_activity_once(
    server: TelegramServer, city: Engine, tmp_path: Path
) -> None:
    coordinator = server.person(71)
    with running_bot(server, city, tmp_path):
        coordinator.send_photo(b"\xff\xd8\xff first", "3.8 清扫 12人 每人2小时", album="a1")
        coordinator.send_photo(b"\xff\xd8\xff second", album="a1")
        server.wait_for(lambda: server.sent(71))
        coordinator.press("确认")
        server.wait_for(lambda: server.sent(71)[0].edits)
        coordinator.write("三月多少小时")
        server.wait_for(lambda: len(server.sent(71)) == 2)

    with reading(city) as conn:
        [filed] = load_waiting(conn, RULES.id)
    assert (filed.fields["title"], len(filed.photos), filed.fields["photos"]) == ("清扫", 2, 2)
    assert server.texts(71)[-1].startswith("图书馆 2026年3月:28.0 小时")


def test_chat_that_blocks_us_is_known_and_known_again_when_it_comes_back(
    server: TelegramServer, city: Engine, tmp_path: Path
) -> None:
    coordinator = server.person(71)

    def addresses() -> list[str]:
        with reading(city) as conn:
            [contact] = [c for _, c in load_contacts(conn, RULES.id).values() if c.name == "馆员"]
        return [channel.address for channel in contact.channels]

    with running_bot(server, city, tmp_path):
        coordinator.block()
        server.wait_for(lambda: addresses() == [""])
        coordinator.unblock()
        server.wait_for(lambda: addresses() == ["71"])


def test_group_that_became_a_supergroup_is_written_to_there(
    server: TelegramServer, city: Engine, tmp_path: Path
) -> None:
    server.group(-1009)

    def addresses() -> list[str]:
        with reading(city) as conn:
            [office] = [
                c for _, c in load_contacts(conn, RULES.id).values() if c.name == "市联络员"
            ]
        return [channel.address for channel in office.channels]

    with running_bot(server, city, tmp_path):
        server.migrate(-1009, -100999)
        server.wait_for(lambda: addresses() == ["-100999"])


def test_update_kept_by_a_run_that_was_killed_is_answered_by_the_next(
    server: TelegramServer, city: Engine, tmp_path: Path
) -> None:
    coordinator = server.person(71)
    coordinator.write("三月多少小时")
    [update] = server.world.updates

    reception(city).keep(update["update_id"], json.dumps(update), chat="71", message=1)

    with running_bot(server, city, tmp_path):
        server.wait_for(lambda: server.sent(71))
        coordinator.write("谢谢")
        server.wait_for(lambda: len(server.sent(71)) == 2)

    assert [text[:6] for text in server.texts(71)] == [HOURS[:6], words("zh").say("ask.thanks")]


def test_menus_are_set_by_scope_and_language(
    server: TelegramServer, city: Engine, tmp_path: Path
) -> None:
    with running_bot(server, city, tmp_path):
        pass

    menus = server.world.menus
    assert {
        f"{scope}/{code}"
        for scope in ("all_private_chats", "all_group_chats")
        for code in ("", "zh", "en")
    } == set(menus)
    assert menus["all_group_chats/en"][0] == {"command": "hours", "description": "Service hours"}


def test_answers_survive_faults_of_the_server(
    server: TelegramServer, city: Engine, tmp_path: Path
) -> None:
    coordinator = server.person(71)
    server.fail(500, description="Internal Server Error")
    server.fail(429, description="Too Many Requests: retry after 1", parameters={"retry_after": 1})
    with running_bot(server, city, tmp_path):
        coordinator.write("三月多少小时")
        server.wait_for(lambda: server.sent(71))

    assert server.texts(71)[0].startswith(HOURS)
