"""A cycle in which a hundredth of all rows changed, in a twentieth of the workbooks."""

import shutil
from functools import partial
from pathlib import Path

from sqlalchemy import Engine

from bench.city import book_paths
from bench.first_sync import read_bare
from bench.measuring import Quantiles, in_turn, report
from bench.setting import Setting, sync
from sync.run import SyncReport

TARGET = 1.0


def compare(setting: Setting) -> None:
    """That no more rows are written than changed; and how long it takes beside a bare read."""
    city = setting.city()
    sheets = setting.copy_of(city)
    bare, ours = [], []
    reports: list[SyncReport] = []
    with setting.fresh_database() as engine:
        sync(engine, sheets)
        for turn in range(setting.times * 2):
            changed = _exchange(city, sheets, edited=turn % 2 == 0)
            works = partial(read_bare, changed), partial(_sync, engine, sheets, reports)
            (read,), (synced,) = in_turn(works, times=1)
            bare.append(read)
            ours.append(synced)
    rows = setting.edited_rows()
    written = [sum(book.edited + book.added for book in one.books) / rows for one in reports]
    ratios = Quantiles.of([synced / read for synced, read in zip(ours, bare, strict=True)])
    facts = f"sync {Quantiles.of(ours)} s, {ratios}× a bare read of the {len(changed)} books"
    report("resync", facts, Quantiles.of(written), unit=" written per changed", target=TARGET)


def _sync(engine: Engine, sheets: Path, reports: list[SyncReport]) -> None:
    reports.append(sync(engine, sheets))


def _exchange(city: Path, sheets: Path, *, edited: bool) -> list[Path]:
    """Puts the edited books in place, or the first ones back; what was put."""
    names = [path.name for path in book_paths(city / "edited")]
    source = city / ("edited" if edited else "sheets")
    return [Path(shutil.copy(source / name, sheets / name)) for name in names]
