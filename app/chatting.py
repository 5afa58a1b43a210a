"""`bot`: the workspace's Telegram bot, kept running until it is interrupted."""

import signal
import threading
from types import FrameType

import click

from app.bots import build_bot_service
from app.commands import command
from app.failures import explain_failure
from app.office import Office, Options
from app.running import stamp
from config.logs import build_logging


@command("bot", help="Telegram 机器人 · the Telegram bot alone")
def bot_command(options: Options) -> int:
    """Answers in Telegram; Ctrl-C or SIGTERM ends it after the messages at hand."""
    office = Office(options)
    if options.as_of is not None:
        raise click.UsageError(office.wording.say("telegram.no-as-of"))
    build_logging(office.settings.log_format)
    stopping = threading.Event()

    def stop(number: int, frame: FrameType | None) -> None:
        del number, frame
        stopping.set()

    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, stop)
    service = build_bot_service(office, lambda line: click.echo(stamp(office, line)))
    service.start()
    # A wait without an end would keep signals away on Windows.
    while service.is_alive and not stopping.wait(0.5):
        pass
    service.stop()
    office.engine.dispose()
    if service.failure is not None:
        click.echo(explain_failure(service.failure, office.locale), err=True)
        return 2
    click.echo(stamp(office, office.wording.say("run.stopped")))
    return 0
