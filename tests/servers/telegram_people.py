"""People in the Bot API test server: they write, press, send photos, block and come back."""

import time
from typing import Any

from tests.servers.telegram_world import Chat, Json, Sent, World


class Person:
    """Somebody with a Telegram account, and their private chat with the bot."""

    def __init__(self, world: World, number: int, name: str, language: str = "zh-hans") -> None:
        self.world, self.id = world, number
        self.user: Json = {
            "id": number,
            "is_bot": False,
            "first_name": name,
            "language_code": language,
        }
        world.people[number] = self.user
        world.chats[number] = Chat(id=number, type="private", title=name)

    def write(self, text: str, *, chat: int | None = None, **more: object) -> int:
        """Writes to the bot, or in a group; the message's id."""
        entities = self._entities(text)
        content: Json = {"text": text, **({"entities": entities} if entities else {})}
        return self._post("message", chat, content | more)

    def edit(self, message_id: int, text: str, *, chat: int | None = None) -> None:
        """Changes a message of one's own."""
        more = {"text": text, "message_id": message_id, "edit_date": int(time.time())}
        self._post("edited_message", chat, more)

    def send_photo(
        self, content: bytes, caption: str | None = None, *, album: str | None = None
    ) -> int:
        """Sends a photo, perhaps one of an album; the message's id."""
        number = f"f{self.world.number('file')}"
        self.world.files[number] = content
        small = {"file_id": f"{number}s", "file_unique_id": f"u{number}s", "width": 90}
        large = {"file_id": number, "file_unique_id": f"u{number}", "width": 1280}
        sizes = [{**one, "height": 80, "file_size": len(content)} for one in (small, large)]
        more: Json = {"photo": sizes}
        more |= {"caption": caption} if caption else {}
        more |= {"media_group_id": album} if album else {}
        return self._post("message", None, more)

    def send_voice(self) -> int:
        """Sends something that is neither text nor a photo."""
        voice = {"file_id": "v1", "file_unique_id": "uv1", "duration": 3}
        return self._post("message", None, {"voice": voice})

    def press(self, label: str, *, message: Sent | None = None) -> str:
        """Presses a button of the newest message that has one of that label; the press's id."""
        mine = [message] if message else [s for s in self.world.sent if s.chat == self.id]
        shown = next(one for one in reversed(mine) if label in one.buttons)
        return self.send_press(shown.buttons[label], shown)

    def send_press(self, data: str, message: Sent) -> str:
        """Sends any callback data as if a button of that message had it."""
        number = str(self.world.number("callback"))
        self.world.callbacks[number] = None
        self.world.add_update(
            callback_query={
                "id": number,
                "from": self.user,
                "chat_instance": str(message.chat),
                "message": self.world.message_json(message),
                "data": data,
            }
        )
        return number

    def block(self) -> None:
        """Blocks the bot."""
        self.world.chats[self.id].gone = "Forbidden: bot was blocked by the user"
        self._member("kicked")

    def unblock(self) -> None:
        """Takes the bot back."""
        self.world.chats[self.id].gone = None
        self._member("member")

    def _member(self, status: str) -> None:
        chat = self.world.chat_json(self.world.chats[self.id])
        self.world.add_update(my_chat_member=member_change(self.world, chat, self.user, status))

    def _post(self, kind: str, chat: int | None, more: dict[str, Any]) -> int:
        place = self.world.chats[chat or self.id]
        number = more.pop("message_id", None) or self.world.number("message")
        message = {
            "message_id": number,
            "from": self.user,
            "chat": self.world.chat_json(place),
            "date": int(time.time()),
            **more,
        }
        # Privacy mode: in groups a bot is shown commands, mentions and replies to it alone.
        if place.type == "private" or self._is_for_bot(message):
            self.world.add_update(**{kind: message})
        return int(number)

    def _is_for_bot(self, message: Json) -> bool:
        text = str(message.get("text", ""))
        reply = message.get("reply_to_message", {}).get("from", {})
        mention = f"@{self.world.bot['username']}"
        return text.startswith("/") or mention in text or reply.get("id") == self.world.bot["id"]

    def _entities(self, text: str) -> list[Json]:
        found: list[Json] = []
        if text.startswith("/"):
            length = len(text.split(maxsplit=1)[0])
            found.append({"type": "bot_command", "offset": 0, "length": length})
        mention = f"@{self.world.bot['username']}"
        if mention in text and not text.startswith("/"):
            found.append({"type": "mention", "offset": text.index(mention), "length": len(mention)})
        return found


def member_change(world: World, chat: Json, user: Json, status: str) -> Json:
    """The update that tells of the bot's own place in a chat."""
    old = "member" if status in {"kicked", "left"} else "kicked"
    return {
        "chat": chat,
        "from": user,
        "date": int(time.time()),
        "old_chat_member": _member(world, old),
        "new_chat_member": _member(world, status),
    }


def _member(world: World, status: str) -> Json:
    until = {"until_date": 0} if status == "kicked" else {}
    return {"user": world.bot, "status": status, **until}
