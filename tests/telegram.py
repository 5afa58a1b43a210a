"""A bot at work in a test: the real library against the test server, on a small city."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

from sqlalchemy import Engine

from bot.pacing import Pace
from bot.reception import Reception
from bot.telegram import TelegramService
from bot.telegram_account import Account, Webhook
from rules.programme import Programme
from store.database import writing
from tests.bot.city import RULES, words
from tests.servers.telegram import TOKEN, TelegramServer

NOW = datetime(2026, 4, 12, 2, 0, tzinfo=UTC)
BOT = int(TOKEN.partition(":")[0])


def read_wall() -> datetime:
    """The machine's own time, by which pace is kept."""
    return datetime.now(UTC)  # noqa: TID251 - a test's wall clock


def account(server: TelegramServer) -> Account:
    """The test server's bot."""
    files = server.settings["YUEYUE_TELEGRAM_BASE_FILE_URL"]
    return Account(token=TOKEN, base_url=server.base_url, base_file_url=files)


def reception(engine: Engine, *, rules: Programme = RULES, now: datetime = NOW) -> Reception:
    """The reception of that city, on a Sunday in April 2026."""
    return Reception(
        begin=lambda: writing(engine),
        programme=rules,
        wording_of=words,
        clock=lambda: now,
        bot=BOT,
    )


def pace(engine: Engine, *, rules: Programme = RULES, person_seconds: float = 0) -> Pace:
    """The pace of the test server's bot; its people may be written to at any time, unless said."""
    return Pace(
        begin=lambda: writing(engine),
        programme_id=rules.id,
        bot=BOT,
        clock=read_wall,
        person_seconds=person_seconds,
    )


@contextmanager
def running_bot(
    server: TelegramServer,
    engine: Engine,
    folder: Path,
    *,
    webhook: Webhook | None = None,
    now: datetime = NOW,
    told: Callable[[str], None] = lambda _: None,
    person_seconds: float = 0,
) -> Iterator[TelegramService]:
    """The bot, online; stopped at the end."""
    service = TelegramService(
        account(server),
        reception(engine, now=now),
        pace(engine, person_seconds=person_seconds),
        folder=folder / "photos",
        webhook=webhook,
        tell=lambda code, _: told(code),
    )
    service.start()
    try:
        server.wait_for(lambda: server.world.calls["setmycommands"] >= 6 or not service.is_alive)
        yield service
    finally:
        service.stop()
