"""The methods of the Bot API that the test server knows; any other is answered with 404."""

from collections.abc import Callable
from typing import Any

from tests.servers.telegram_limits import (
    MOST_ALERT,
    MOST_CAPTION,
    MOST_TEXT,
    Refused,
    check_commands,
    check_markup,
    decoded,
    plain_text,
)
from tests.servers.telegram_world import Json, Sent, World

Method = Callable[[World, Json], Any]


def get_me(world: World, given: Json) -> Json:
    del given
    return world.bot


def set_webhook(world: World, given: Json) -> bool:
    if not str(given.get("url", "")).startswith("http"):
        raise Refused(400, "Bad Request: bad webhook: An HTTPS URL must be provided for webhook")
    world.webhook = {"url": given["url"], "secret": given.get("secret_token")}
    _drop(world, given)
    return True


def delete_webhook(world: World, given: Json) -> bool:
    world.webhook = {"url": ""}
    _drop(world, given)
    return True


def get_webhook_info(world: World, given: Json) -> Json:
    del given
    return {
        "url": world.webhook["url"],
        "has_custom_certificate": False,
        "pending_update_count": len(world.updates),
    }


def send_message(world: World, given: Json) -> Json:
    world.chat(given.get("chat_id"))
    text = plain_text(str(given.get("text", "")), given.get("parse_mode"), MOST_TEXT)
    return _send(world, given, text, str(given["text"]))


def send_photo(world: World, given: Json) -> Json:
    return _send_file(world, given, "photo")


def send_document(world: World, given: Json) -> Json:
    return _send_file(world, given, "document")


def edit_message_text(world: World, given: Json) -> Json:
    chat = world.chat(given.get("chat_id"))
    sent = world.of_bot(chat.id, int(given["message_id"]))
    text = plain_text(str(given.get("text", "")), given.get("parse_mode"), MOST_TEXT)
    return _edit(world, sent, text=text, raw=str(given["text"]), buttons=_buttons(given))


def edit_message_reply_markup(world: World, given: Json) -> Json:
    chat = world.chat(given.get("chat_id"))
    sent = world.of_bot(chat.id, int(given["message_id"]))
    return _edit(world, sent, text=sent.text, raw=sent.raw, buttons=_buttons(given))


def answer_callback_query(world: World, given: Json) -> bool:
    number = str(given.get("callback_query_id"))
    if number not in world.callbacks or world.callbacks[number] is not None:
        raise Refused(400, "Bad Request: query is too old and response timeout expired")
    if len(str(given.get("text", ""))) > MOST_ALERT:
        raise Refused(400, "Bad Request: MESSAGE_TOO_LONG")
    world.callbacks[number] = {"text": given.get("text"), "alert": decoded(given.get("show_alert"))}
    return True


def get_file(world: World, given: Json) -> Json:
    number = str(given.get("file_id"))
    if number not in world.files:
        raise Refused(400, "Bad Request: wrong file_id or the file is temporarily unavailable")
    if len(world.files[number]) > 20 * 1024 * 1024:
        raise Refused(400, "Bad Request: file is too big")
    path = f"photos/{number}.jpg"
    unique = f"u{number}"
    size = len(world.files[number])
    return {"file_id": number, "file_unique_id": unique, "file_size": size, "file_path": path}


def set_my_commands(world: World, given: Json) -> bool:
    commands = decoded(given.get("commands", "[]"))
    check_commands(commands)
    world.menus[_menu(given)] = commands
    return True


def get_my_commands(world: World, given: Json) -> list[Json]:
    return world.menus.get(_menu(given), [])


def delete_my_commands(world: World, given: Json) -> bool:
    world.menus.pop(_menu(given), None)
    return True


METHODS: dict[str, Method] = {
    "getme": get_me,
    "setwebhook": set_webhook,
    "deletewebhook": delete_webhook,
    "getwebhookinfo": get_webhook_info,
    "sendmessage": send_message,
    "sendphoto": send_photo,
    "senddocument": send_document,
    "editmessagetext": edit_message_text,
    "editmessagereplymarkup": edit_message_reply_markup,
    "answercallbackquery": answer_callback_query,
    "getfile": get_file,
    "setmycommands": set_my_commands,
    "getmycommands": get_my_commands,
    "deletemycommands": delete_my_commands,
}


def _drop(world: World, given: Json) -> None:
    if decoded(given.get("drop_pending_updates")) is True:
        world.updates.clear()


def _menu(given: Json) -> str:
    scope = decoded(given.get("scope") or '{"type": "default"}')
    place = f":{scope['chat_id']}" if "chat_id" in scope else ""
    return f"{scope['type']}{place}/{given.get('language_code') or ''}"


def _buttons(given: Json) -> dict[str, str]:
    markup = decoded(given.get("reply_markup"))
    check_markup(markup)
    rows = (markup or {}).get("inline_keyboard", [])
    return {key["text"]: key.get("callback_data", "") for row in rows for key in row}


def _send(world: World, given: Json, text: str, raw: str, kind: str = "text") -> Json:
    chat = int(given["chat_id"])
    topic = given.get("message_thread_id")
    if topic is not None and not world.chats[chat].topics:
        raise Refused(400, "Bad Request: message thread not found")
    reply = decoded(given.get("reply_parameters"))
    sent = Sent(
        chat=chat,
        id=world.number("message"),
        text=text,
        raw=raw,
        buttons=_buttons(given),
        topic=int(topic) if topic is not None else None,
        reply_to=reply["message_id"] if reply else None,
        kind=kind,
    )
    return world.accept(world.chats[chat], sent)


def _send_file(world: World, given: Json, kind: str) -> Json:
    world.chat(given.get("chat_id"))
    if not given.get(kind):
        raise Refused(400, f"Bad Request: there is no {kind} in the request")
    caption = str(given.get("caption", ""))
    if caption:
        caption = plain_text(caption, given.get("parse_mode"), MOST_CAPTION)
    return _send(world, given, caption, caption, kind)


def _edit(world: World, sent: Sent, *, text: str, raw: str, buttons: dict[str, str]) -> Json:
    if (text, buttons) == (sent.text, sent.buttons):
        raise Refused(400, "Bad Request: message is not modified")
    sent.text, sent.raw, sent.buttons = text, raw, buttons
    sent.edits += 1
    return world.message_json(sent)
