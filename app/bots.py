"""The bot of a workspace, joined from its settings, its database and its wording."""

import asyncio
from collections.abc import Callable

from app.channels import BotMissing, build_pace
from app.clock_time import read_now
from app.office import Office
from bot.reception import Reception
from bot.telegram import TelegramService
from bot.telegram_account import Account, Webhook, ask_name
from bot.telegram_sender import TelegramSender
from config.settings import Settings, SettingsWrong


class WebhookSecretMissing(SettingsWrong):
    """A webhook is wanted without a secret."""

    code = "telegram-webhook-secret"

    def __init__(self) -> None:
        super().__init__("YUEYUE_TELEGRAM_WEBHOOK_SECRET", "is not set", "A-Z a-z 0-9 _ -")


def build_account(settings: Settings) -> Account:
    """The bot's account; BotMissing where no token is set."""
    if settings.telegram_token is None:
        raise BotMissing
    return Account(
        token=settings.telegram_token.get_secret_value(),
        base_url=settings.telegram_base_url,
        base_file_url=settings.telegram_base_file_url,
    )


def name_bot(office: Office) -> str:
    """The bot's name, from Telegram itself; raises where it does not know the token."""
    return asyncio.run(ask_name(build_account(office.settings)))


def build_telegram_sender(office: Office) -> TelegramSender:
    """The sender of letters by the workspace's bot; connects when there is something to send."""
    account = build_account(office.settings)
    return TelegramSender(account, build_pace(office, account.bot))


def build_bot_service(
    office: Office,
    say: Callable[[str], None],
    ended: Callable[[Exception], None] = lambda _: None,
) -> TelegramService:
    """The bot, not started yet; `say` takes what the operator should read.

    `ended` is told what stopped it, where nobody had asked it to stop.
    """
    account = build_account(office.settings)
    reception = Reception(
        begin=office.writing,
        programme=office.programme,
        wording_of=office.wording_of,
        clock=read_now,
        bot=account.bot,
    )
    return TelegramService(
        account,
        reception,
        build_pace(office, account.bot),
        folder=office.workspace / "photos",
        webhook=_webhook(office.settings),
        ended=ended,
        tell=lambda code, facts: say(office.wording.say(code, **facts)),
    )


def _webhook(settings: Settings) -> Webhook | None:
    if settings.telegram_webhook_url is None:
        return None
    if settings.telegram_webhook_secret is None:
        raise WebhookSecretMissing
    host, _, port = settings.telegram_webhook_listen.rpartition(":")
    return Webhook(
        url=settings.telegram_webhook_url,
        secret=settings.telegram_webhook_secret.get_secret_value(),
        host=host,
        port=int(port),
    )
