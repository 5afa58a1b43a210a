"""`run`: syncs, reminds and delivers on the programme's schedule until it is interrupted."""

import signal
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, nullcontext
from types import FrameType

import click

from app.clock import build_clock
from app.commands import command
from app.delivering import deliver_once
from app.failures import explain_failure
from app.office import Office, Options
from app.reminding import remind_once
from app.sources import build_source
from app.syncing import feedback_wording
from config.logs import Log, build_logging
from sync.google_errors import GoogleUnreachable
from sync.run import synchronise

_TICK_SECONDS = 30
log = Log(__name__)


class _Interrupted(Exception):
    """The process is asked to stop; what was committed stands."""


@command("run", help="常驻运行 · keep syncing, reminding, delivering and answering")
@click.option("--no-bot", is_flag=True, help="机器人在别处运行 · the bot runs elsewhere")
def run_command(options: Options, *, no_bot: bool) -> None:
    """Prints one calm line for each event; Ctrl-C or SIGTERM ends it after the step in hand."""
    office = Office(options)
    if options.as_of is not None:
        raise click.UsageError(office.wording.say("run.no-as-of"))
    build_logging(office.settings.log_format)
    service = _Service(office)
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, service.stop)
    if office.google is not None:
        office.google.pace.sleep = service.pause
    service.say("run.started", place=office.workspace, minutes=office.programme.sync_minutes)
    clock = build_clock(
        sync=service.guarded(service.sync),
        tick=service.guarded(service.tick),
        sync_minutes=office.programme.sync_minutes,
        tick_seconds=_TICK_SECONDS,
    )
    wanted = office.settings.telegram_token is not None and not no_bot
    with _answering(service) if wanted else nullcontext():
        clock.start()
        # A wait without an end would keep signals away on Windows.
        while not service.stopping.wait(0.5):
            pass
        clock.shutdown(wait=True)
    office.engine.dispose()
    service.say("run.stopped")


@contextmanager
def _answering(service: "_Service") -> Iterator[None]:
    """The bot beside the clock; where it ends by itself, the rest goes on."""
    from app.bots import build_bot_service  # noqa: PLC0415 - only where there is a bot

    def ended(error: Exception) -> None:
        service.say("telegram.ended", problem=explain_failure(error, service.office.locale))

    office = service.office
    bot = build_bot_service(office, lambda line: click.echo(stamp(office, line)), ended)
    bot.start()
    try:
        yield
    finally:
        bot.stop()


class _Service:
    """The work of a running office."""

    def __init__(self, office: Office) -> None:
        self.office = office
        self.stopping = threading.Event()
        self.quiet_since: tuple[int, ...] = ()
        self.unwritten: tuple[str, ...] = ()

    def stop(self, number: int, frame: FrameType | None) -> None:
        """Asked to stop by a signal."""
        del number, frame
        self.stopping.set()

    def pause(self, seconds: float) -> None:
        """Waits for a request's turn; who is asked to stop gives the request up."""
        if self.stopping.wait(seconds):
            raise GoogleUnreachable("stopping", arrived=False)

    def guarded(self, work: Callable[[], None]) -> Callable[[], None]:
        """The work of one wake; what it raises is told, and the next wake goes on."""

        def run() -> None:
            if self.stopping.is_set():
                return
            try:
                work()
            except _Interrupted:
                return
            except Exception as error:
                line = explain_failure(error, self.office.locale)
                click.echo(stamp(self.office, line), err=True)
                if not hasattr(error, "code"):
                    log.exception("wake_failed", work=work.__name__)

        return run

    def sync(self) -> None:
        """One look at the sheets; a line only where something changed."""
        office = self.office
        report = synchronise(
            office.writing,
            office.programme,
            build_source(office, office.writing),
            now=office.now,
            feedback=feedback_wording(office),
            progress=self._progress,
        )
        changed = [book for book in report.books if book.changed]
        if changed:
            self.say(
                "run.synced",
                books=len(changed),
                added=sum(book.added for book in changed),
                edited=sum(book.edited for book in changed),
                withdrawn=sum(book.withdrawn for book in changed),
                findings=sum(book.findings for book in report.books),
            )
        if report.waiting and report.waiting != self.unwritten:
            self.say("run.feedback-waits", count=len(report.waiting))
        self.unwritten = report.waiting
        if report.roster_held:
            self.say("run.roster-held", count=len(report.roster_held))

    def tick(self) -> None:
        """What is due becomes letters, and letters go out."""
        reminding = remind_once(self.office, self.office.writing)
        if reminding.posted:
            self.say("run.posted", letters=len(reminding.posted))
        held = (len(reminding.held),)
        if reminding.held and held != self.quiet_since:
            self.say("run.held", count=len({one.unit for one in reminding.held}))
        self.quiet_since = held
        handled = deliver_once(
            self.office,
            self.stopping.is_set,
            lambda line: click.echo(stamp(self.office, line)),
        )
        if handled:
            sent = sum(letter.state == "sent" for letter in handled)
            self.say("run.delivered", sent=sent, other=len(handled) - sent)

    def say(self, code: str, **facts: object) -> None:
        """One calm line, with the programme's local time before it."""
        click.echo(stamp(self.office, self.office.wording.say(code, **facts)))

    def _progress(self, read: int, total: int) -> None:
        if self.stopping.is_set():
            raise _Interrupted
        if total >= _LONG and read % _LONG == 0:
            self.say("run.progress", read=read, total=total)


def stamp(office: Office, line: str) -> str:
    """A line with the programme's local time before it."""
    now = office.now.astimezone(office.programme.timezone)
    return f"{now:%m-%d %H:%M:%S} {line}"


_LONG = 100
