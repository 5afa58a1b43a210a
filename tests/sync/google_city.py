"""A city on Google in a test: a server, accounts with keys, and the source that follows them."""

import json
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from sqlalchemy import Engine

from config.wording import load_wording
from rules.records import ACTIVITY
from store.books import BookState, load_books
from store.database import reading, writing
from store.findings import load_findings
from store.records import load_records
from sync.google import Hosts, build_pool
from sync.google_pool import Account, GooglePool, Json, Pace, Plain
from sync.google_source import GoogleSource
from sync.run import SyncReport, synchronise
from tests.builders import instant, programme
from tests.servers.google import GoogleServer
from tests.servers.google.entering import Rows
from tests.servers.google.grid import Scalar


def save_keys(server: GoogleServer, folder: Path, names: Sequence[str]) -> list[Path]:
    """The key files of these accounts."""
    files = [folder / f"{name}.json" for name in names]
    for name, file in zip(names, files, strict=True):
        file.write_text(json.dumps(server.account(name)), encoding="utf-8")
    return files


def new_pool(
    server: GoogleServer, folder: Path, *names: str, pace: Pace | None = None
) -> GooglePool:
    """The accounts of these names, which reach the server alone."""
    hosts = Hosts(sheets=server.url, drive=server.url)
    return build_pool(save_keys(server, folder, names or ("sync",)), hosts, pace)


def new_source(
    pool: GooglePool, engine: Engine, on: str = "2026-03-06", *, excluded: tuple[str, ...] = ()
) -> GoogleSource:
    """The source of one cycle on that day."""
    return GoogleSource(
        pool,
        lambda: writing(engine),
        programme_id="city",
        today=instant(on).date(),
        wording=load_wording("zh"),
        excluded=excluded,
    )


class Hurried:
    """An account with somebody who does a thing once, just before we write."""

    def __init__(self, account: Account, deed: Callable[[], object]) -> None:
        self.account, self.deeds = account, [deed]
        self.email = account.email

    def read_spreadsheet(self, book: str) -> Json:
        return self.account.read_spreadsheet(book)

    def update(self, book: str, changes: Sequence[Json], *, repeatable: bool = True) -> Json:
        if self.deeds:
            self.deeds.pop()()
        return self.account.update(book, changes, repeatable=repeatable)

    def ask_drive(self, path: str, params: Mapping[str, Plain]) -> Json:
        return self.account.ask_drive(path, params)


class GoogleCity:
    """A programme whose books are all on Google."""

    def __init__(self, server: GoogleServer, pool: GooglePool, engine: Engine) -> None:
        self.server, self.pool, self.engine = server, pool, engine
        self.programme = programme('[programme]\nid = "city"')
        self.wording = load_wording("zh")

    def roster(self, *units: str) -> str:
        """The roster, a spreadsheet of that name."""
        tabs: dict[str, Rows] = {
            "单位": [["单位名称"], *([unit] for unit in units)],
            "联络人": [["单位", "姓名"], [units[0], "王芳"]],
        }
        return self.server.add_spreadsheet("名册", tabs)

    def log(self, title: str, *rows: Sequence[Scalar], tab: str = "活动") -> str:
        """A unit's log."""
        header: Sequence[Scalar] = ("日期", "活动名称", "人数", "时长(小时)")
        return self.server.add_spreadsheet(title, {tab: [header, *rows]})

    def sync(self, on: str = "2026-03-06") -> SyncReport:
        """One cycle as of that day, feedback included; requests are counted anew."""
        self.server.forget_requests()
        source = new_source(self.pool, self.engine, on)
        return synchronise(
            lambda: writing(self.engine),
            self.programme,
            source,
            now=instant(on),
            feedback=self.wording,
        )

    def meanwhile(self, deed: Callable[[], object]) -> None:
        """Somebody does this once, between our reading and our writing."""
        self.pool.accounts = [Hurried(account, deed) for account in self.pool.accounts[:1]]

    def counts(self) -> dict[str, int]:
        """The requests since the last cycle began, by their last word; tokens apart."""
        return {
            call.rsplit(".", 1)[-1]: count
            for call, count in self.server.counts().items()
            if call != "token"
        }

    def titles(self) -> list[str | None]:
        """The titles of all activities that stand, in order of their books and rows."""
        with reading(self.engine) as conn:
            found = load_records(conn, "city", ACTIVITY)
        placed = sorted((book, one.sheet, one.row, one.record.title) for _, book, one, _ in found)
        return [title for *_, title in placed]

    def findings(self, on: str = "2026-03-06") -> list[tuple[str, str, str | None]]:
        """Code, book and cell of each finding."""
        with reading(self.engine) as conn:
            found = load_findings(conn, "city", today=instant(on).date())
        return [(one.code, one.where.book, one.where.cell) for one in found]

    def books(self) -> dict[str, BookState]:
        """What is known of each book."""
        with reading(self.engine) as conn:
            return load_books(conn, "city")
