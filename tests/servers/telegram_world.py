"""What the Bot API test server knows: people, chats, messages, updates, and what it was asked."""

import time
from collections import Counter, deque
from dataclasses import dataclass, field
from random import Random
from threading import RLock
from typing import Any

from tests.servers.telegram_limits import Limits, Refused

Json = dict[str, Any]


@dataclass(slots=True)
class Sent:
    """A message of the bot in a chat, as it stands now."""

    chat: int
    id: int
    text: str
    """As people see it."""
    raw: str
    buttons: dict[str, str] = field(default_factory=dict)
    """Callback data by label."""
    at: float = 0.0
    edits: int = 0
    topic: int | None = None
    reply_to: int | None = None
    kind: str = "text"


@dataclass(slots=True)
class Fault:
    """What happens to next calls: a status, reset (before), lost or slow (when accepted)."""

    kind: int | str
    method: str | None = None
    chat: int | None = None
    times: int = 1
    share: float = 1.0
    description: str = ""
    parameters: Json = field(default_factory=dict)
    seconds: float = 0.0


@dataclass(slots=True)
class Chat:
    """A private chat, a group or a supergroup."""

    id: int
    type: str
    title: str = ""
    topics: bool = False
    gone: str | None = None
    """Why nothing can be sent there: the description of the refusal."""
    moved_to: int | None = None


class World:
    """Everything, behind one lock: tests and server are threads."""

    def __init__(self, token: str, name: str) -> None:
        self.token, self.limits, self.lock = token, Limits(), RLock()
        self.chance = Random(7)  # noqa: S311 - faults, not secrets
        self.bot: Json = {
            "id": int(token.partition(":")[0]),
            "is_bot": True,
            "first_name": "月月",
            "username": name,
            "can_join_groups": True,
            "can_read_all_group_messages": False,
            "supports_inline_queries": False,
        }
        self.chats: dict[int, Chat] = {}
        self.people: dict[int, Json] = {}
        self.sent: list[Sent] = []
        self.updates: deque[Json] = deque()
        self.calls: Counter[str] = Counter()
        self.refusals: Counter[int] = Counter()
        self.accepted: list[float] = []
        self.faults: list[Fault] = []
        self.callbacks: dict[str, Json | None] = {}
        self.files: dict[str, bytes] = {}
        self.menus: dict[str, list[Json]] = {}
        self.webhook: Json = {"url": ""}
        self.webhook_answers: Counter[int] = Counter()
        self.poller = 0
        self._numbers = Counter({"update": 1000, "message": 0, "file": 0, "callback": 0})

    def number(self, kind: str) -> int:
        """The next number of that kind."""
        with self.lock:
            self._numbers[kind] += 1
            return self._numbers[kind]

    def chat(self, number: object) -> Chat:
        """The chat; Refused where there is none, or nothing can be sent there."""
        chat = self.chats.get(int(str(number))) if str(number).lstrip("-").isdecimal() else None
        if chat is None:
            raise Refused(400, "Bad Request: chat not found")
        if chat.moved_to is not None:
            raise Refused(
                400,
                "Bad Request: group chat was upgraded to a supergroup chat",
                migrate_to_chat_id=chat.moved_to,
            )
        if chat.gone is not None:
            raise Refused(403 if chat.gone.startswith("Forbidden") else 400, chat.gone)
        return chat

    def add_update(self, **content: object) -> int:
        """Queues an update; its number."""
        with self.lock:
            number = self.number("update")
            self.updates.append({"update_id": number, **content})
            return number

    def confirm(self, offset: int) -> None:
        """Forgets updates before the offset; a negative one leaves so many from the end."""
        with self.lock:
            while offset < 0 and len(self.updates) > -offset:
                self.updates.popleft()
            while offset > 0 and self.updates and self.updates[0]["update_id"] < offset:
                self.updates.popleft()

    def accept(self, chat: Chat, sent: Sent) -> Json:
        """Counts and keeps a message; its JSON."""
        with self.lock:
            now = time.monotonic()
            self.limits.take(chat.id, now)
            self.accepted.append(now)
            sent.at = now
            self.sent.append(sent)
            return self.message_json(sent)

    def message_json(self, sent: Sent) -> Json:
        """The bot's message as the Bot API tells it."""
        message: Json = {
            "message_id": sent.id,
            "from": self.bot,
            "chat": self.chat_json(self.chats[sent.chat]),
            "date": int(time.time()),
            "text": sent.text,
        }
        if sent.topic is not None:
            message |= {"message_thread_id": sent.topic, "is_topic_message": True}
        if sent.edits:
            message["edit_date"] = int(time.time())
        if sent.buttons:
            keys = [[{"text": t, "callback_data": d}] for t, d in sent.buttons.items()]
            message["reply_markup"] = {"inline_keyboard": keys}
        return message

    def chat_json(self, chat: Chat) -> Json:
        """The chat as the Bot API tells it."""
        if chat.type == "private":
            return {"id": chat.id, "type": "private", "first_name": chat.title}
        forum = {"is_forum": True} if chat.topics else {}
        return {"id": chat.id, "type": chat.type, "title": chat.title, **forum}

    def of_bot(self, chat: int, message_id: int) -> Sent:
        """The bot's message; Refused where there is none."""
        for one in self.sent:
            if (one.chat, one.id) == (chat, message_id):
                return one
        raise Refused(400, "Bad Request: message to edit not found")
