"""The sender of letters by Telegram: from threads that wait, through one loop of its own."""

import asyncio
import threading
from collections.abc import Coroutine
from typing import Any

from telegram.error import InvalidToken, TelegramError

from bot.pacing import LETTERS_A_SECOND, Pace
from bot.senders import BOT_REFUSED, UNREACHED, Outcome, Parcel, Sender
from bot.telegram_account import Account, build_bot
from bot.telegram_send import Telegram, send_message
from bot.telegram_text import split_text

#: A letter of several messages that broke off: some of it has arrived.
PARTLY = "partly-sent"


class TelegramSender(Sender):
    """Sends letters by one bot; nothing is tried again here."""

    parallel = 16
    per_second: float | None = LETTERS_A_SECOND

    def __init__(self, account: Account, pace: Pace) -> None:
        self._pace = pace
        self._bot = build_bot(account, connections=self.parallel)
        self._starting, self._greeting = threading.Lock(), threading.Lock()
        self._loop: asyncio.AbstractEventLoop | None = None
        self._greeted = self._ready = False
        self._fault: Outcome | None = None
        """Why nothing can be sent by this sender at all."""

    def reserve(self, address: str, *, most: float) -> float:
        """Takes the next slot for a letter there; seconds until it, no slot where over `most`."""
        # Before the first slot: letters must not gather while we introduce ourselves.
        self._greet()
        return self._pace.wait_for_letter(address, most=most)

    def rest(self) -> float:
        """Seconds that Telegram wants to hear nothing at all."""
        return self._pace.rest()

    def send(self, parcel: Parcel) -> Outcome:
        """Sends once, in as many messages as it needs."""
        self._greet()
        if self._fault is not None:
            return self._fault
        outcome: Outcome = self._run(self._send(parcel))
        if outcome.after is not None:
            self._pace.hold_back(outcome.after)
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
        first, *more = split_text(parcel.text)
        outcome = await send_message(self._bot, Telegram(chat=parcel.address, text=first))
        chat = outcome.moved_to or parcel.address
        for part in more if outcome.state == "sent" else ():
            await asyncio.sleep(self._pace.person_seconds)
            after = await send_message(self._bot, Telegram(chat=chat, text=part))
            if after.state != "sent":
                return Outcome("unknown", PARTLY, after=after.after, moved_to=outcome.moved_to)
        return outcome

    def _greet(self) -> None:
        """Asks Telegram who we are, once: where it does not answer no letter waits for it anew."""
        with self._greeting:
            if not self._greeted:
                self._greeted, self._fault = True, self._run(self._open())

    async def _open(self) -> Outcome | None:
        """Why nothing can be sent; None where we are known."""
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
