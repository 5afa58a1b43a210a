"""Channels: what is set up for sending, and the bot of the workspace."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager

from app.clock_time import read_now
from app.office import Office
from bot.pacing import Pace
from bot.senders import ConsoleSender, Sender
from config.settings import SettingsWrong
from rules.roster import TELEGRAM, UNADDRESSED


class BotMissing(SettingsWrong):
    """No bot is set up."""

    code = "telegram-missing"

    def __init__(self) -> None:
        super().__init__("YUEYUE_TELEGRAM_TOKEN", "is not set", "NUMBER:SIGNS")


def usable_channels(office: Office) -> frozenset[str]:
    """The names of the channels that are set up; costs nothing."""
    token = office.settings.telegram_token
    return frozenset({UNADDRESSED, TELEGRAM} if token else {UNADDRESSED})


@contextmanager
def open_senders(office: Office) -> Iterator[Mapping[str, Sender]]:
    """The channels that are set up, by their name; their connections end with the context."""
    senders: dict[str, Sender] = {UNADDRESSED: ConsoleSender(office.workspace / "letters")}
    if TELEGRAM in usable_channels(office):
        # The library takes a quarter of a second, which offices without a bot do not wait for.
        from app.bots import build_telegram_sender  # noqa: PLC0415

        senders[TELEGRAM] = build_telegram_sender(office)
    try:
        yield senders
    finally:
        for sender in senders.values():
            sender.close()


def build_pace(office: Office, bot: int) -> Pace:
    """The pace of the workspace's bot, which all processes share."""
    return Pace(begin=office.writing, programme_id=office.programme.id, bot=bot, clock=read_now)
