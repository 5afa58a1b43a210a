"""What comparisons are made in: cities in a folder, databases, and cycles of the real sync."""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory

from sqlalchemy import Engine

from bench.city import CitySize, make_city
from config.programme_file import read_programme
from config.wording import load_wording
from store.database import bring_to_head, build_engine, writing
from sync.folder import FolderSource
from sync.run import SyncReport, synchronise

NOW = datetime(2026, 4, 1, 1, 30, tzinfo=UTC)


@dataclass(frozen=True, slots=True, kw_only=True)
class Setting:
    """Where data lies, how much of it, and how often a comparison is made."""

    folder: Path
    workbooks: int
    rows: int
    times: int
    starts: int

    def city(self, *, names: int = 0) -> Path:
        """A city of this size, made where it is missing."""
        size = self._size(names)
        return make_city(self.folder / f"{size.workbooks}x{size.rows}-{names}-names", size)

    def copy_of(self, city: Path) -> Path:
        """The city's sheets in a folder of its own, to be changed."""
        copy = self.folder / "changing"
        shutil.rmtree(copy, ignore_errors=True)
        shutil.copytree(city / "sheets", copy)
        return copy

    def edited_rows(self) -> int:
        """The rows in which the city's edited books differ from the first ones."""
        return self._size(0).edited_rows

    def _size(self, names: int) -> CitySize:
        return CitySize(workbooks=self.workbooks, rows=self.rows, names=names)

    @contextmanager
    def fresh_database(self) -> Iterator[Engine]:
        """An empty database with its tables, gone in the end: a large one takes a gigabyte."""
        self.folder.mkdir(parents=True, exist_ok=True)
        with TemporaryDirectory(dir=self.folder) as folder:
            engine = build_engine(f"sqlite:///{Path(folder) / 'bench.db'}")
            bring_to_head(engine)
            yield engine
            engine.dispose()


def sync(engine: Engine, sheets: Path) -> SyncReport:
    """One cycle over the folder, as `yueyue sync` runs it."""
    return synchronise(
        partial(writing, engine),
        read_programme(b""),
        FolderSource(sheets),
        now=NOW,
        feedback=load_wording("zh"),
    )
