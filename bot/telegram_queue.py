"""The queue of updates: each is kept before it is acknowledged, those of a chat are in order."""

import asyncio
from typing import Any
from weakref import WeakValueDictionary

from telegram import Update
from telegram.ext import BaseUpdateProcessor

from bot.reception import Reception
from bot.telegram_updates import place_of
from config.logs import Log

#: Updates answered side by side; those of one chat wait for each other.
_SIDE_BY_SIDE = 8
_FIRST_PAUSE, _LONGEST_PAUSE = 1.0, 30.0

log = Log(__name__)


class KeptQueue(asyncio.Queue[object]):
    """Keeps each update before the library acknowledges it to Telegram by asking for the next."""

    def __init__(self, reception: Reception) -> None:
        super().__init__()
        self._reception = reception

    async def put(self, item: object) -> None:
        """Kept, and then queued; what was kept before is queued already."""
        if not isinstance(item, Update) or await self._keep(item):
            await super().put(item)

    async def _keep(self, update: Update) -> bool:
        """Tries until it is kept: raising would have the library forget the update."""
        chat, message = place_of(update)
        pause = _FIRST_PAUSE
        while True:
            try:
                return await asyncio.to_thread(
                    self._reception.keep,
                    update.update_id,
                    update.to_json(),
                    chat=chat,
                    message=message,
                )
            except Exception:
                # Whatever it is, the update stays with us until the database takes it.
                log.exception("update_not_kept", update=update.update_id)
            await asyncio.sleep(pause)
            pause = min(2 * pause, _LONGEST_PAUSE)


class InOrder(BaseUpdateProcessor):
    """Several chats side by side, the updates of one chat in the order they came."""

    def __init__(self) -> None:
        super().__init__(_SIDE_BY_SIDE)
        self._locks: WeakValueDictionary[str | None, asyncio.Lock] = WeakValueDictionary()

    async def do_process_update(self, update: object, coroutine: Any) -> None:  # noqa: ANN401 - the library's
        """Answers an update once those before it in its chat are answered."""
        chat = place_of(update)[0] if isinstance(update, Update) else None
        lock = self._locks.setdefault(chat, asyncio.Lock())
        async with lock:
            await coroutine

    async def initialize(self) -> None:
        """Nothing to open."""

    async def shutdown(self) -> None:
        """Nothing to close."""
