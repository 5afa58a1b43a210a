"""The Bot API test server refuses, limits and goes wrong as Telegram does."""

from collections.abc import Iterator
from typing import Any

import httpx
import pytest

from tests.servers.telegram import TOKEN, TelegramServer
from tests.servers.telegram_limits import Limits, Refused
from tests.servers.telegram_world import Json


@pytest.fixture
def server() -> Iterator[TelegramServer]:
    with TelegramServer() as running:
        yield running


def call(server: TelegramServer, method: str, **given: object) -> Json:
    answer: Json = httpx.post(f"{server.base_url}{TOKEN}/{method}", json=given, timeout=60).json()
    return answer


def send(server: TelegramServer, text: str = "hello", chat: int = 7, **more: Any) -> Json:  # noqa: ANN401 - parameters
    return call(server, "sendMessage", chat_id=chat, text=text, **more)


def test_server_keeps_what_a_chat_was_sent(server: TelegramServer) -> None:
    server.person(7)

    answer = send(server, "<b>3</b> &lt; 4 &amp; 5", parse_mode="HTML")

    assert answer["ok"]
    assert server.texts(7) == ["3 < 4 & 5"]


@pytest.mark.parametrize(
    ("text", "more", "said"),
    [
        ("", {}, "message text is empty"),
        ("x" * 4097, {}, "message is too long"),
        ("3 < 4", {"parse_mode": "HTML"}, "can't parse entities: Unsupported start tag"),
        ("<b>3", {"parse_mode": "HTML"}, "can't parse entities: Can't find end tag"),
        ("<u><b>3</u></b>", {"parse_mode": "HTML"}, "can't parse entities: Unexpected end tag"),
        (
            "3",
            {"reply_markup": {"inline_keyboard": [[{"text": "a", "callback_data": "x" * 65}]]}},
            "BUTTON_DATA_INVALID",
        ),
    ],
)
def test_server_refuses_what_telegram_refuses(
    server: TelegramServer, text: str, more: Json, said: str
) -> None:
    server.person(7)

    answer = send(server, text, **more)

    assert answer["error_code"] == 400
    assert said in answer["description"]


def test_server_knows_no_unknown_chat_token_or_method(server: TelegramServer) -> None:
    stranger = httpx.post(f"{server.base_url}1:x/getMe", timeout=60).json()

    assert send(server, chat=8)["description"] == "Bad Request: chat not found"
    assert call(server, "sendDice")["error_code"] == 404
    assert stranger["error_code"] == 401


def test_server_refuses_an_edit_that_changes_nothing(server: TelegramServer) -> None:
    server.person(7)
    number = send(server)["result"]["message_id"]

    answer = call(server, "editMessageText", chat_id=7, message_id=number, text="hello")

    assert answer["description"] == "Bad Request: message is not modified"


def test_server_makes_everybody_wait_after_a_message_too_many(server: TelegramServer) -> None:
    server.world.limits.overall = 4  # a busy machine sends no thirty in a second
    for number in range(1, 7):
        server.person(number)

    answers = [send(server, chat=number) for number in range(1, 7)]

    assert [one["ok"] for one in answers] == [True] * 4 + [False] * 2
    assert answers[-1]["parameters"]["retry_after"] >= 1
    assert server.peak() == 4


def test_limits_let_thirty_messages_through_in_a_second() -> None:
    limits = Limits()
    for chat in range(1, 31):
        limits.take(chat, 0.5)

    with pytest.raises(Refused):
        limits.take(31, 0.9)


def test_server_takes_one_message_a_second_for_a_person(server: TelegramServer) -> None:
    server.person(7)
    server.person(8)

    assert [send(server, chat=number)["ok"] for number in (7, 7, 8)] == [True, False, True]


def test_server_takes_twenty_messages_a_minute_for_a_group(server: TelegramServer) -> None:
    server.group(-7)

    assert [send(server, chat=-7)["ok"] for _ in range(21)] == [True] * 20 + [False]


def test_server_goes_wrong_as_it_is_asked_to(server: TelegramServer) -> None:
    server.person(7)
    server.fail(500, description="Internal Server Error")
    server.fail("reset")
    server.fail("lost")

    refused = send(server)
    for _ in range(2):
        with pytest.raises(httpx.RemoteProtocolError):
            send(server)

    assert refused["error_code"] == 500
    assert server.texts(7) == ["hello"]


def test_server_tells_a_group_that_moved(server: TelegramServer) -> None:
    server.group(-7)
    server.migrate(-7, -1007)

    assert send(server, chat=-7)["parameters"] == {"migrate_to_chat_id": -1007}
    assert send(server, chat=-1007)["ok"]


def test_server_shows_a_bot_in_groups_what_is_meant_for_it(server: TelegramServer) -> None:
    server.group(-7)
    person = server.person(7)
    for text in ("大家好", "@yueyue_test_bot 谁没报", "/late"):
        person.write(text, chat=-7)

    updates = call(server, "getUpdates", timeout=0)["result"]

    assert [one["message"]["text"] for one in updates] == ["@yueyue_test_bot 谁没报", "/late"]


def test_server_repeats_updates_until_they_are_confirmed(server: TelegramServer) -> None:
    person = server.person(7)
    person.write("一")
    person.write("二")

    first = call(server, "getUpdates")["result"]
    again = call(server, "getUpdates", offset=first[0]["update_id"] + 1)["result"]

    assert [one["message"]["text"] for one in first] == ["一", "二"]
    assert again == first[1:]


def test_server_answers_a_press_once(server: TelegramServer) -> None:
    person = server.person(7)
    keyboard = {"inline_keyboard": [[{"text": "上月", "callback_data": "v1:ask:x"}]]}
    send(server, reply_markup=keyboard)
    press = person.press("上月")

    answers = [call(server, "answerCallbackQuery", callback_query_id=press) for _ in range(2)]

    assert [one["ok"] for one in answers] == [True, False]
    assert server.unanswered() == []


def test_server_keeps_menus_by_scope_and_language(server: TelegramServer) -> None:
    menu = [{"command": "hours", "description": "服务时长"}]
    given = {"scope": {"type": "all_private_chats"}, "language_code": "zh"}

    good = call(server, "setMyCommands", commands=menu, **given)
    bad = call(server, "setMyCommands", commands=[{"command": "时长", "description": "x"}])

    assert (good["ok"], bad["description"]) == (True, "Bad Request: BOT_COMMAND_INVALID")
    assert call(server, "getMyCommands", **given)["result"] == menu


def test_server_is_steered_over_http(server: TelegramServer) -> None:
    place = f"http://127.0.0.1:{server.port}/control"
    httpx.post(f"{place}/person", json={"id": 7})
    httpx.post(f"{place}/write", json={"from": 7, "text": "你好"})
    send(server)

    sent = httpx.post(f"{place}/sent", json={"chat": 7}).json()

    assert [one["text"] for one in sent] == ["hello"]
    assert call(server, "getUpdates")["result"][0]["message"]["text"] == "你好"
