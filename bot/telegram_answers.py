"""Answering one update: the press acknowledged, the photo fetched, the replies sent and noted."""

import asyncio
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TypeVar

from telegram import Bot, Update
from telegram.error import TelegramError

from bot.incoming import Incoming, Kind
from bot.outgoing import Outgoing
from bot.pacing import Pace
from bot.reception import Reception
from bot.senders import Outcome
from bot.telegram_files import fetch_photo
from bot.telegram_menus import set_menu_of
from bot.telegram_send import FLOOD, Telegram, edit_message, send_file, send_message
from bot.telegram_text import split_text
from bot.telegram_updates import read_update
from config.logs import Log
from store.attachments import Attachment
from store.database import StoreError

Got = TypeVar("Got")
_TRIES = 6
_FIRST_PAUSE, _LONGEST_PAUSE = 0.5, 30.0

log = Log(__name__)


class Answerer:
    """Answers updates of one bot, each once."""

    def __init__(self, bot: Bot, reception: Reception, pace: Pace, folder: Path) -> None:
        self._bot, self._reception, self._pace, self._folder = bot, reception, pace, folder
        self._stopped = False

    def stop(self) -> None:
        """No more patience: what cannot be done now is left to the next run."""
        self._stopped = True

    async def answer(self, update: Update, context: object = None) -> None:
        """Answers one update; what we do wrong is logged, and said kindly."""
        del context
        incoming = read_update(update, self._bot.username, self._bot.id)
        if update.callback_query is not None and not await self._acknowledge(update, incoming):
            await self._patiently(lambda: self._reception.finish(update.update_id, []))
            return
        try:
            attachments = await self._photos(update, incoming)
            replies = await self._patiently(
                lambda: self._reception.receive(update.update_id, incoming, attachments)
            )
        except StoreError:
            log.warning("update_left_waiting", update=update.update_id)
            return
        except Exception:
            # The top of each update's handling: the next one is answered all the same.
            log.exception("update_unforeseen", update=update.update_id)
            await self._apologise(update, incoming)
            return
        sent = [number for one in replies for number in await self._deliver(one)]
        await self._patiently(lambda: self._reception.finish(update.update_id, sent))

    async def _acknowledge(self, update: Update, incoming: Incoming) -> bool:
        """Answers a press at once and always; whether it is to be obeyed."""
        query = update.callback_query
        assert query is not None  # noqa: S101 - the caller has looked
        refusal = await self._patiently(lambda: self._reception.refuse_press(incoming))
        try:
            await query.answer(text=refusal, show_alert=bool(refusal))
            if refusal and incoming.private:
                await query.edit_message_reply_markup(None)
        except TelegramError as error:
            # Too old, or changed already: the work is done all the same.
            log.info("press_not_acknowledged", fault=type(error).__name__)
        return refusal is None

    async def _photos(self, update: Update, incoming: Incoming) -> list[Attachment]:
        if incoming.kind is not Kind.PHOTO or not incoming.private:
            return []
        number, sender = update.update_id, incoming.sender
        if not await self._patiently(lambda: self._reception.wants_photo(number, sender)):
            return []
        return await fetch_photo(update, self._folder, self._reception.bot)

    async def _deliver(self, outgoing: Outgoing) -> list[int]:
        """Sends a reply in as many messages as it needs; their numbers."""
        parts = split_text(outgoing.text)
        numbers: list[int] = []
        for place, part in enumerate(parts):
            last = place == len(parts) - 1
            message = Telegram(
                chat=outgoing.chat,
                text=part,
                buttons=outgoing.buttons if last else (),
                topic=outgoing.topic,
                reply_to=outgoing.reply_to if not place else None,
            )
            outcome = await self._send(message, edit=outgoing.edit if not place else None)
            if outcome.message_id is not None:
                numbers.append(int(outcome.message_id))
        for path, name in outgoing.files:
            content = await asyncio.to_thread(Path(path).read_bytes)
            await send_file(self._bot, Telegram(chat=outgoing.chat, text=""), content, name)
        if outgoing.menu:
            await set_menu_of(self._bot, outgoing.chat, outgoing.menu, self._reception.wording_of)
        return numbers

    async def _send(self, message: Telegram, *, edit: int | None) -> Outcome:
        """Sends at our pace; again where nothing can have arrived, and never blindly."""
        pause = _FIRST_PAUSE
        outcome = Outcome("retry_at")
        for _ in range(_TRIES):
            await asyncio.sleep(await self._patiently(lambda: self._slot(message, edit)))
            outcome = (
                await send_message(self._bot, message)
                if edit is None
                else await edit_message(self._bot, message, edit)
            )
            if outcome.state != "retry_at":
                break
            if outcome.reason == FLOOD:
                after = outcome.after or 1
                await self._patiently(lambda: self._pace.hold_back(after))  # noqa: B023 - called at once
            else:
                await asyncio.sleep(pause)
                pause = min(2 * pause, _LONGEST_PAUSE)
        await self._note(message.chat, outcome)
        return outcome

    def _slot(self, message: Telegram, edit: int | None) -> float:
        return self._pace.wait_for_edit() if edit else self._pace.wait_for_answer(message.chat)

    async def _note(self, chat: str, outcome: Outcome) -> None:
        if outcome.moved_to:
            to = outcome.moved_to
            await self._patiently(lambda: self._reception.move(chat, to))
        if outcome.permanent:
            await self._patiently(lambda: self._reception.lose(chat, "blocked"))
        if outcome.state != "sent":
            log.warning("answer_not_sent", outcome=outcome.state, reason=outcome.reason)

    async def _apologise(self, update: Update, incoming: Incoming) -> None:
        say = self._reception.wording_of(incoming.locale).say
        text = say("chat.fault", reference=update.update_id)
        if incoming.private and incoming.chat:
            await self._send(Telegram(chat=incoming.chat, text=text), edit=None)
        done: Sequence[int] = ()
        await self._patiently(lambda: self._reception.finish(update.update_id, done, failed=True))

    async def _patiently(self, work: Callable[[], Got]) -> Got:
        """The work done in a thread, tried again while the database is busy."""
        pause = _FIRST_PAUSE
        while True:
            try:
                return await asyncio.to_thread(work)
            except StoreError:
                if self._stopped:
                    raise
                log.warning("store_busy")
            await asyncio.sleep(pause)
            pause = min(2 * pause, _LONGEST_PAUSE)
