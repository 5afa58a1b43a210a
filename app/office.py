"""The office at work: one workspace with its programme, database, wording and time."""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext, suppress
from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property
from pathlib import Path
from weakref import finalize

from sqlalchemy import Connection, Engine

from app.clock_time import read_clock
from config.logs import keep_log
from config.programme_file import load_programme, read_programme
from config.settings import Settings, WorkspaceMissing, find_workspace, load_settings
from config.wording import Locale, Wording, load_wording
from rules.programme import Programme
from store.database import bring_to_head, build_engine, reading, writing
from sync.google_pool import GooglePool


@dataclass(slots=True, kw_only=True)
class Options:
    """The global options as they were typed."""

    workspace: Path | None = None
    as_of: str | None = None
    locale: Locale | None = None


class Office:
    """What a command works with; everything is made when it is first needed."""

    def __init__(self, options: Options) -> None:
        self.options = options

    @cached_property
    def workspace(self) -> Path:
        """The folder of the programme; WorkspaceMissing where there is none."""
        found = find_workspace(self.options.workspace, start=Path.cwd())
        keep_log(found / "yueyue.log")
        return found

    @cached_property
    def settings(self) -> Settings:
        """Settings of the machine and the workspace's `.env`."""
        return load_settings(self.workspace)

    @cached_property
    def programme(self) -> Programme:
        """The programme of the workspace."""
        return load_programme(self.workspace)

    @cached_property
    def locale(self) -> Locale:
        """The language asked for, else the machine's, else the programme's."""
        programmes: Locale = "en" if self.programme.locale == "en" else "zh"
        return self.options.locale or self.settings.locale or programmes

    @cached_property
    def wording(self) -> Wording:
        """The sentences of that language, with the programme's own."""
        return self.wording_of(self.locale)

    def wording_of(self, locale: str | None) -> Wording:
        """The sentences of a language, the office's own where None."""
        known: Locale = self.locale if locale not in {"zh", "en"} else _locale(locale)
        return load_wording(known, self.programme.wording.get(known, {}))

    @property
    def now(self) -> datetime:
        """The instant the command stands for: as-of, else the clock."""
        hours = self.programme.hours
        return read_clock(
            self.options.as_of, timezone=self.programme.timezone, send_at=hours.send_at
        )

    @property
    def today(self) -> date:
        """The programme's local date."""
        return self.now.astimezone(self.programme.timezone).date()

    @property
    def sheets(self) -> Path:
        """The folder of the workbooks."""
        return self.workspace / "sheets"

    @cached_property
    def engine(self) -> Engine:
        """The database, its tables in place."""
        engine = build_engine(self.settings.database_url.get_secret_value())
        finalize(self, engine.dispose)  # at the end of the process too, which sweeps nothing up
        bring_to_head(engine, only_if_empty=engine.dialect.name != "sqlite")
        return engine

    @cached_property
    def google(self) -> GooglePool | None:
        """The Google accounts and what is left of their quotas; None where Google is off."""
        keys, settings = self.settings.google_keys, self.settings
        if not keys:
            return None
        from sync.google import Hosts, build_pool  # noqa: PLC0415 - half a second otherwise saved

        hosts = Hosts(sheets=settings.google_sheets_url, drive=settings.google_drive_url)
        return build_pool(keys, hosts)

    def writing(self) -> AbstractContextManager[Connection]:
        """A transaction that is committed at its end."""
        return writing(self.engine)

    def reading(self) -> AbstractContextManager[Connection]:
        """A look that writes nothing."""
        return reading(self.engine)


class _UndoneError(Exception):
    """The end of a rehearsal."""


def programme_at_hand(options: Options) -> Programme:
    """The programme of the workspace; the defaults where none is named and none is around."""
    try:
        return Office(options).programme
    except WorkspaceMissing:
        if options.workspace is not None:
            raise
        return read_programme(b"")


@contextmanager
def rehearsing(
    office: Office, *, dry_run: bool
) -> Iterator[Callable[[], AbstractContextManager[Connection]]]:
    """How to begin transactions: real ones, or for `--dry-run` steps of one that is undone."""
    if not dry_run:
        yield office.writing
        return
    with suppress(_UndoneError), office.writing() as conn:
        yield lambda: nullcontext(conn)
        raise _UndoneError


def _locale(text: str | None) -> Locale:
    return "en" if text == "en" else "zh"
