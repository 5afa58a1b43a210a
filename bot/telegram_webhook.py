"""Listening for Telegram's posts: our web server, and telling Telegram where it is."""

import asyncio
import json
import socket
from collections.abc import Sequence
from contextlib import suppress
from typing import Any

import uvicorn
from telegram import Update
from telegram.error import TelegramError
from telegram.ext import Application

from bot.telegram_account import Webhook
from bot.webhook import build_web_app
from config.logs import Log

_PAUSE = 5.0
log = Log(__name__)
App = Application[Any, Any, Any, Any, Any, Any]


async def listen(app: App, place: Webhook, allowed: Sequence[str], stopping: asyncio.Event) -> None:
    """Takes posts until it is stopped; OSError where nothing can listen at that address."""

    async def take(raw: str) -> None:
        try:
            update = Update.de_json(json.loads(raw), app.bot)
        except (AttributeError, KeyError, TypeError, ValueError):
            log.warning("update_not_understood")
            return
        await app.update_queue.put(update)

    web = build_web_app(place.url, place.secret, take, lambda: app.running)
    # Bound here: the server would end the process where the address is taken.
    with socket.create_server((place.host, place.port)) as bound:
        config = uvicorn.Config(web, log_level="warning", access_log=False, lifespan="off")
        server = uvicorn.Server(config)
        serving = asyncio.create_task(server.serve(sockets=[bound]))
        telling = asyncio.create_task(_tell_telegram(app, place, allowed))
        await stopping.wait()
        telling.cancel()
        with suppress(asyncio.CancelledError):
            await telling
        server.should_exit = True
        await serving


async def _tell_telegram(app: App, place: Webhook, allowed: Sequence[str]) -> None:
    """Until Telegram has taken it."""
    while True:
        try:
            await app.bot.set_webhook(
                place.url, secret_token=place.secret, allowed_updates=list(allowed)
            )
        except TelegramError as error:
            log.warning("webhook_not_set", fault=type(error).__name__)
            await asyncio.sleep(_PAUSE)
        else:
            return
