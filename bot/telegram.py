"""Telegram: a bot that polls or is posted to, keeps each update, and answers in order."""

import asyncio
import json
import threading
from collections.abc import Callable, Mapping
from contextlib import suppress
from pathlib import Path
from typing import Any

from telegram import Update
from telegram.error import Conflict, InvalidToken, TelegramError
from telegram.ext import Application, ApplicationBuilder, TypeHandler

from bot.pacing import Pace
from bot.reception import Reception
from bot.telegram_account import Account, TokenRefused, Webhook, build_bot
from bot.telegram_answers import Answerer
from bot.telegram_menus import set_menus
from bot.telegram_queue import InOrder, KeptQueue
from bot.telegram_updates import ALLOWED
from config.logs import Log

_POLL_SECONDS = 30
_FIRST_PAUSE, _LONGEST_PAUSE = 1.0, 30.0

log = Log(__name__)
App = Application[Any, Any, Any, Any, Any, Any]


class TelegramService:
    """The bot of one token, in a thread with a loop of its own, until it is stopped."""

    def __init__(
        self,
        account: Account,
        reception: Reception,
        pace: Pace,
        *,
        folder: Path,
        webhook: Webhook | None = None,
        tell: Callable[[str, Mapping[str, str]], None],
        ended: Callable[[Exception], None] = lambda _: None,
    ) -> None:
        self._account, self._reception, self._webhook = account, reception, webhook
        self._pace, self._folder = pace, folder
        self._tell, self._ended = tell, ended
        self._stopping = asyncio.Event()
        self._asked = threading.Event()
        self._loop: asyncio.AbstractEventLoop | None = None
        self._thread = threading.Thread(target=self._work, name="telegram", daemon=True)
        self.failure: Exception | None = None
        """What ended it, where it was not asked to end."""

    def start(self) -> None:
        """Begins; returns at once."""
        self._thread.start()

    def stop(self, seconds: float = 20) -> None:
        """Ends after the updates at hand."""
        self._asked.set()
        if self._loop is not None:
            with suppress(RuntimeError):
                self._loop.call_soon_threadsafe(self._stopping.set)
        self._thread.join(seconds)

    @property
    def is_alive(self) -> bool:
        """Whether it still works."""
        return self._thread.is_alive()

    def _work(self) -> None:
        try:
            asyncio.run(self._serve())
        except Exception as error:
            # The top of the thread: who started it tells.
            log.exception("telegram_ended")
            self.failure = error
            self._ended(error)

    async def _serve(self) -> None:
        self._loop = asyncio.get_running_loop()
        if self._asked.is_set():
            return
        app = self._build()
        if not await self._until_stopped(self._connect(app)):
            return
        answerer = Answerer(app.bot, self._reception, self._pace, self._folder)
        app.add_handler(TypeHandler(Update, answerer.answer))
        await self._take_up(app)
        await app.start()
        menus = asyncio.create_task(set_menus(app.bot, self._reception.wording_of))
        self._tell("telegram.started", {"name": app.bot.username})
        try:
            await (self._listen(app, self._webhook) if self._webhook else self._poll(app))
        finally:
            menus.cancel()
            answerer.stop()
            await app.stop()
            await app.shutdown()

    def _build(self) -> App:
        return (
            ApplicationBuilder()
            .bot(build_bot(self._account))
            .update_queue(KeptQueue(self._reception))
            .concurrent_updates(InOrder())
            .job_queue(None)
            .build()
        )

    async def _connect(self, app: App) -> None:
        """Asks who we are until Telegram answers; TokenRefused where it does not know us."""
        pause = _FIRST_PAUSE
        while True:
            try:
                return await app.initialize()
            except InvalidToken:
                raise TokenRefused from None
            except TelegramError as error:
                log.warning("telegram_unreached", fault=type(error).__name__)
            if pause == _FIRST_PAUSE:
                self._tell("telegram.unreached", {})
            await asyncio.sleep(pause)
            pause = min(2 * pause, _LONGEST_PAUSE)

    async def _take_up(self, app: App) -> None:
        """What an earlier run kept and did not finish comes first."""
        for arrival in await asyncio.to_thread(self._reception.unfinished):
            update = Update.de_json(json.loads(arrival.raw), app.bot)
            await asyncio.Queue.put(app.update_queue, update)

    async def _poll(self, app: App) -> None:
        updater = app.updater
        assert updater is not None  # noqa: S101 - the builder makes one
        await updater.start_polling(
            timeout=_POLL_SECONDS,
            bootstrap_retries=-1,
            allowed_updates=ALLOWED,
            error_callback=self._note_fault,
        )
        await self._stopping.wait()
        await updater.stop()

    async def _listen(self, app: App, webhook: Webhook) -> None:
        from bot.telegram_webhook import listen  # noqa: PLC0415 - a web server only where asked for

        await listen(app, webhook, ALLOWED, self._stopping)

    def _note_fault(self, error: TelegramError) -> None:
        """The library tries again by itself; a second poller is for people to mend."""
        log.warning("polling_fault", fault=type(error).__name__)
        if isinstance(error, Conflict):
            self._tell("telegram.second-poller", {})

    async def _until_stopped(self, work: Any) -> bool:  # noqa: ANN401 - a coroutine
        """Whether the work was done before we were asked to stop."""
        task = asyncio.ensure_future(work)
        stopping = asyncio.ensure_future(self._stopping.wait())
        await asyncio.wait({task, stopping}, return_when=asyncio.FIRST_COMPLETED)
        stopping.cancel()
        if not task.done():
            task.cancel()
            return False
        task.result()
        return True
