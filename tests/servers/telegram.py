"""A Bot API test server: `python -m tests.servers.telegram --port N`, or a handle in a test.

It refuses what Telegram refuses, keeps its limits, and goes wrong where it is asked to.
"""

import argparse
import asyncio
import socket
import sys
import threading
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import asdict
from types import TracebackType
from typing import Any, Self

import uvicorn

from tests.servers.telegram_http import build_app, push
from tests.servers.telegram_people import Person, member_change
from tests.servers.telegram_world import Chat, Fault, Json, Sent, World

TOKEN = "123456789:AAtest-token_of_a_bot_that_is_none_at_all"


class TelegramServer:
    """The server and what tests do with it; started and stopped as a context."""

    def __init__(self, *, port: int = 0, name: str = "yueyue_test_bot") -> None:
        self.world = World(TOKEN, name)
        self._socket = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
        self._socket.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        self._socket.bind(("127.0.0.1", port))
        self.port: int = self._socket.getsockname()[1]
        app = build_app(self.world, self.control)
        config = uvicorn.Config(app, log_level="critical", lifespan="off", timeout_keep_alive=60)
        self._server = uvicorn.Server(config)
        self._thread = threading.Thread(target=self.serve, daemon=True)

    @property
    def base_url(self) -> str:
        """What YUEYUE_TELEGRAM_BASE_URL is set to."""
        return f"http://127.0.0.1:{self.port}/bot"

    @property
    def settings(self) -> dict[str, str]:
        """The environment of a process that talks to this server."""
        return {
            "YUEYUE_TELEGRAM_TOKEN": TOKEN,
            "YUEYUE_TELEGRAM_BASE_URL": self.base_url,
            "YUEYUE_TELEGRAM_BASE_FILE_URL": f"http://127.0.0.1:{self.port}/file/bot",
        }

    def __enter__(self) -> Self:
        self._thread.start()
        self.wait_for(lambda: self._server.started)
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._server.should_exit = self._server.force_exit = True
        self._thread.join(10)
        self._socket.close()

    def serve(self) -> None:
        """Serves until it is stopped."""

        async def both() -> None:
            pushing = asyncio.create_task(push(self.world))
            await self._server.serve(sockets=[self._socket])
            pushing.cancel()
            with suppress(asyncio.CancelledError):
                await pushing

        asyncio.run(both())

    def person(self, number: int, name: str = "王芳") -> Person:
        """Somebody who has started a chat with the bot."""
        return Person(self.world, number, name)

    def group(self, number: int, title: str = "工作群", *, topics: bool = False) -> Chat:
        """A group or, where it has topics, a supergroup that the bot is in."""
        kind = "supergroup" if topics or str(number).startswith("-100") else "group"
        chat = self.world.chats[number] = Chat(id=number, type=kind, title=title, topics=topics)
        return chat

    def migrate(self, number: int, to: int, *, tell: bool = True) -> None:
        """Turns a group into a supergroup with another id; `tell` sends the service message."""
        old = self.world.chats[number]
        new = self.group(to, old.title)
        base = {"date": int(time.time()), "message_id": self.world.number("message")}
        message = base | {"chat": self.world.chat_json(old), "migrate_to_chat_id": to}
        if tell:
            self.world.add_update(message=message)
        old.moved_to = new.id

    def kick(self, number: int, by: Person) -> None:
        """Throws the bot out of a group."""
        chat = self.world.chats[number]
        chat.gone = "Forbidden: bot was kicked from the supergroup chat"
        change = member_change(self.world, self.world.chat_json(chat), by.user, "kicked")
        self.world.add_update(my_chat_member=change)

    def fail(self, kind: int | str, **details: Any) -> Fault:  # noqa: ANN401 - fields of Fault
        """Lets calls go wrong: a status, "reset", "lost", or 200 with `seconds` of delay."""
        fault = Fault(kind, **details)
        self.world.faults.append(fault)
        return fault

    def sent(self, chat: int | None = None) -> list[Sent]:
        """What the bot has sent, to that chat or to all, as it stands now."""
        return [one for one in self.world.sent if chat is None or one.chat == chat]

    def texts(self, chat: int) -> list[str]:
        """The texts of a chat as people see them."""
        return [one.text for one in self.sent(chat)]

    def peak(self) -> int:
        """The most messages accepted within one second."""
        times = self.world.accepted
        return max(
            (sum(0 <= t - at < 1 for t in times[i:]) for i, at in enumerate(times)), default=0
        )

    def unanswered(self) -> list[str]:
        """Presses that nobody has answered."""
        return [number for number, answer in self.world.callbacks.items() if answer is None]

    def wait_for(self, holds: Callable[[], object], seconds: float = 120) -> None:
        """Waits until it holds; an assertion fails where that takes too long."""
        end = time.monotonic() + seconds
        while not holds():
            assert time.monotonic() < end, f"waited {seconds} s in vain; calls: {self.world.calls}"
            time.sleep(0.01)

    def control(self, command: str, given: Json) -> Any:  # noqa: ANN401 - any JSON
        """What `POST /control/COMMAND` does: person, group, write, press, fail, sent, state."""
        commands: dict[str, Callable[[], Any]] = {
            "person": lambda: self.person(int(given["id"]), given.get("name", "王芳")).user,
            "group": lambda: self.world.chat_json(self.group(int(given.pop("id")), **given)),
            "write": lambda: self._speaker(given).write(given["text"], chat=given.get("chat")),
            "press": lambda: self._speaker(given).press(given["label"]),
            "fail": lambda: asdict(self.fail(given.pop("kind"), **given)),
            "sent": lambda: [asdict(one) for one in self.sent(given.get("chat"))],
            "state": self._state,
        }
        return commands[command]()

    def _state(self) -> Json:
        return {
            "calls": self.world.calls,
            "refusals": {str(code): count for code, count in self.world.refusals.items()},
            "peak": self.peak(),
            "unanswered": self.unanswered(),
            "menus": self.world.menus,
            "webhook": self.world.webhook["url"],
        }

    def _speaker(self, given: Json) -> Person:
        number = int(given["from"])
        return self.person(number, self.world.people.get(number, {}).get("first_name", "王芳"))


def main() -> None:
    """Serves on a port until it is interrupted."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--port", type=int, default=8081)
    server = TelegramServer(port=parser.parse_args().port)
    lines = "".join(f"{name}={value}\n" for name, value in server.settings.items())
    sys.stdout.write(lines)
    sys.stdout.flush()
    with suppress(KeyboardInterrupt):
        server.serve()


if __name__ == "__main__":
    main()
