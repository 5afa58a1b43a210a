"""The sender of letters by Telegram: from threads that wait, through one loop of its own."""

import asyncio
import threading
from collections.abc import Coroutine
from typing import Any

from telegram.error import InvalidToken, TelegramError

from bot.pacing import LETTERS_A_SECOND, Pace
from bot.senders import BOT_REFUSED, UNREACHED, Outcome, Parcel, Sender
from bot.telegram_account import Account, build_bot
from bot.telegram_send import FLOOD, Telegram, send_message
from bot.telegram_text import split_text

#: A letter of several messages that broke off: some of it has arrived.
PARTLY = "partly-sent"


class TelegramSender(Sender):
    """Sends letters by one bot; nothing is tried again here."""

    parallel = 16
    per_second: float | None = LETTERS_A_SECOND

    def __init__(self, account: Account, pace: Pace) -> None:
        self._pace = pace
        self._bot = build_bot(account, connections=2 * self.parallel)
        self._starting = threading.Lock()
        self._loop: asyncio.AbstractEventLoop | None = None
        self._ready = False

    def reserve(self, address: str, *, most: float) -> float:
        """Takes the next slot for a letter there; seconds until it, no slot where over `most`."""
        if not self._ready:
            # Before the first slot: letters must not gather while we introduce ourselves.
            self._run(self._open())
        return self._pace.wait_for_letter(address, most=most)

    def rest(self) -> float:
        """Seconds that Telegram wants to hear nothing at all."""
        return self._pace.rest()

    def send(self, parcel: Parcel) -> Outcome:
        """Sends once, in as many messages as it needs."""
        outcome: Outcome = self._run(self._send(parcel))
        if outcome.reason == FLOOD:
            self._pace.hold_back(outcome.after or 1)
        return outcome

    def delivered(self, parcel: Parcel) -> bool | None:
        """Telegram does not tell bots what has arrived."""
        del parcel
        return None

    def close(self) -> None:
        """Ends the connections."""
        if self._loop is None:
            return
        self._run(self._bot.shutdown() if self._ready else self._bot.request.shutdown())
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join()
        self._loop.close()

    async def _send(self, parcel: Parcel) -> Outcome:
        fault = await self._open()
        if fault is not None:
            return fault
        first, *more = split_text(parcel.text)
        outcome = await send_message(self._bot, Telegram(chat=parcel.address, text=first))
        chat = outcome.moved_to or parcel.address
        for part in more if outcome.state == "sent" else ():
            await asyncio.sleep(self._pace.person_seconds)
            after = await send_message(self._bot, Telegram(chat=chat, text=part))
            if after.state != "sent":
                return Outcome("unknown", PARTLY, moved_to=outcome.moved_to)
        return outcome

    async def _open(self) -> Outcome | None:
        """Asks who we are, once; why nothing can be sent where that fails."""
        if self._ready:
            return None
        try:
            await self._bot.initialize()
        except InvalidToken:
            return Outcome("failed", BOT_REFUSED, halts=True)
        except TelegramError:
            return Outcome("retry_at", UNREACHED)
        self._ready = True
        return None

    def _run(self, work: Coroutine[Any, Any, Any]) -> Any:  # noqa: ANN401 - what the work gives
        with self._starting:
            if self._loop is None:
                self._loop = asyncio.new_event_loop()
                self._thread = threading.Thread(target=self._loop.run_forever, daemon=True)
                self._thread.start()
        return asyncio.run_coroutine_threadsafe(work, self._loop).result()
