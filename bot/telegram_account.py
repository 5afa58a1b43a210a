"""A bot's account: its token, where its API is, and the library's client for it."""

from dataclasses import dataclass

from telegram import Bot
from telegram.error import InvalidToken, TelegramError
from telegram.ext import ExtBot
from telegram.request import HTTPXRequest


class TokenRefused(Exception):
    """Telegram does not know the bot's token."""

    code = "telegram-token-refused"

    def __init__(self) -> None:
        self.values: dict[str, str] = {}
        super().__init__("Telegram refuses the token; set YUEYUE_TELEGRAM_TOKEN anew.")


class TelegramUnreached(Exception):
    """Telegram does not answer."""

    code = "telegram-unreached"

    def __init__(self, detail: str) -> None:
        self.values = {"detail": detail}
        super().__init__(f"Telegram cannot be reached ({detail}).")


@dataclass(frozen=True, slots=True, kw_only=True)
class Account:
    """A bot's token, and where its API is."""

    token: str
    base_url: str
    base_file_url: str

    @property
    def bot(self) -> int:
        """The bot's number, which is no secret."""
        return int(self.token.partition(":")[0])


@dataclass(frozen=True, slots=True, kw_only=True)
class Webhook:
    """Where Telegram posts to, and where we listen for it."""

    url: str
    secret: str
    host: str
    port: int


def build_bot(account: Account, *, connections: int = 16) -> Bot:
    """The library's client; its own rate limiter and retries are off."""
    return ExtBot(
        token=account.token,
        base_url=account.base_url,
        base_file_url=account.base_file_url,
        request=_build_request(connections),
        get_updates_request=_build_request(2),
    )


async def ask_name(account: Account) -> str:
    """The bot's name, from Telegram; TokenRefused or TelegramUnreached where it does not tell."""
    try:
        async with build_bot(account, connections=1) as bot:
            return str(bot.username)
    except InvalidToken:
        raise TokenRefused from None
    except TelegramError as error:
        raise TelegramUnreached(type(error).__name__) from None


def _build_request(connections: int) -> HTTPXRequest:
    """A pool that is waited for, and time-outs that together stay below a letter's lease."""
    return HTTPXRequest(
        connection_pool_size=connections,
        connect_timeout=5,
        read_timeout=20,
        write_timeout=10,
        pool_timeout=10,
    )
