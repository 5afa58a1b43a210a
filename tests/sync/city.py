"""A city in a test: a folder of workbooks, a database, and its cycles of synchronisation."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy import Connection, Engine, func, select

from config.wording import Wording
from reports.status import gather_status
from rules.findings import Finding
from rules.months import Month
from rules.records import ACTIVITY, SERVICE_RECORD
from store.database import reading, writing
from store.findings import load_findings
from store.records import load_records
from store.roster import load_units
from store.tables import metadata
from sync.batches import Begin
from sync.folder import FolderSource
from sync.run import SyncReport, synchronise
from sync.sources import Book, BookRef
from tests.builders import instant, programme
from tests.sheets import save_book

UNITS = "单位名称\n图书馆\n文化馆"
HEADER = "日期 | 活动 | 人数 | 时长\n"


class Recorded(FolderSource):
    """A folder that remembers which books were opened."""

    def __init__(self, root: Path) -> None:
        super().__init__(root)
        self.opened: list[str] = []

    def read(self, ref: BookRef) -> Book:
        self.opened.append(ref.id)
        return super().read(ref)


class City:
    """The workbooks of one programme under a folder."""

    def __init__(self, engine: Engine, folder: Path, name: str = "city") -> None:
        self.engine, self.folder, self.name = engine, folder, name
        self.programme = programme(f'[programme]\nid = "{name}"')
        self.source = Recorded(folder)
        self.progress: list[tuple[int, int]] = []

    def roster(self, units: str = UNITS, contacts: str = "单位 | 姓名\n图书馆 | 王芳") -> None:
        """Writes the roster."""
        save_book(self.folder / "名册.xlsx", 单位=units, 联络人=contacts)

    def log(self, *rows: str, book: str = "图书馆.xlsx", tab: str = "活动") -> Path:
        """Writes a unit's log of one tab."""
        return save_book(self.folder / book, **{tab: HEADER + "\n".join(rows)})

    def sync(
        self,
        on: str = "2026-03-06",
        *,
        accept: bool = False,
        dry_run: bool = False,
        forget: tuple[str, ...] = (),
        feedback: Wording | None = None,
    ) -> SyncReport:
        """One cycle, as of that day or local time; what was opened before is forgotten."""
        self.source.opened.clear()
        self.progress.clear()
        with self._beginning(dry_run=dry_run) as begin:
            return synchronise(
                begin,
                self.programme,
                self.source,
                now=instant(on),
                accept_roster=accept,
                forget=forget,
                feedback=feedback,
                progress=lambda read, total: self.progress.append((read, total)),
            )

    def rows(self) -> dict[int, tuple[str, str, int, str | None]]:
        """What stands: book, tab, row and title by record id."""
        with reading(self.engine) as conn:
            return {
                number: (book, placed.sheet, placed.row, placed.record.title)
                for register in (ACTIVITY, SERVICE_RECORD)
                for number, book, placed, _ in load_records(conn, self.name, register)
            }

    def titles(self) -> list[str | None]:
        """The titles of what stands, in the order of books, tabs and rows."""
        return [title for *_, title in sorted(self.rows().values(), key=str)]

    def findings(self, on: str = "2026-03-06") -> list[tuple[str, str]]:
        """Code and book of each finding that stands."""
        return [(one.code, one.where.book) for one in self.all_findings(on)]

    def all_findings(self, on: str = "2026-03-06") -> list[Finding]:
        with reading(self.engine) as conn:
            return load_findings(conn, self.name, today=instant(on).date())

    def units(self) -> dict[str, int]:
        """The id of each unit in force."""
        with reading(self.engine) as conn:
            return {one.name: number for number, one in load_units(conn, self.name).items()}

    def standings(self, on: str, month: str) -> dict[str, str]:
        """Each unit's standing of a month, as of that day or local time."""
        with reading(self.engine) as conn:
            rows = gather_status(conn, self.programme, [Month.parse(month)], now=instant(on))
        return {row.unit: row.standing.value for row in rows}

    def contents(self) -> dict[str, list[tuple[object, ...]]]:
        """Every row of every table but of cycles, and of when books were looked at."""
        with reading(self.engine) as conn:
            return {
                table.name: sorted(map(tuple, conn.execute(select(table))), key=repr)
                for table in metadata.sorted_tables
                if table.name not in {"book", "cycle", "counter"}
            }

    def count(self, table: str) -> int:
        with reading(self.engine) as conn:
            counted = select(func.count()).select_from(metadata.tables[table])
            return int(conn.execute(counted).scalar_one())

    @contextmanager
    def _beginning(self, *, dry_run: bool) -> Iterator[Begin]:
        if not dry_run:
            yield lambda: writing(self.engine)
            return
        with self.engine.connect() as conn, conn.begin() as transaction:
            yield lambda: _step(conn)
            transaction.rollback()


@contextmanager
def _step(conn: Connection) -> Iterator[Connection]:
    yield conn
