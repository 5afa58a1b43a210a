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

TARGET = 5.0


def compare(setting: Setting) -> None:
    """How many times as long as a bare read of the changed books; and that no more is written."""
    city = setting.city()
    sheets = setting.copy_of(city)
    bare, ours, ratios = [], [], []
    reports: list[SyncReport] = []
    with setting.fresh_database() as engine:
        sync(engine, sheets)
        for turn in range(setting.times * 2):
            changed = _exchange(city, sheets, edited=turn % 2 == 0)
            works = partial(read_bare, changed), partial(_sync, engine, sheets, reports)
            (read,), (synced,) = in_turn(works, times=1)
            bare.append(read)
            ours.append(synced)
            ratios.append(synced / read)
    written = {sum(book.edited for book in one.books) for one in reports}
    facts = (
        f"sync {Quantiles.of(ours)} s, bare read of {len(changed)} books {Quantiles.of(bare)} s,"
        f" rows written {', '.join(map(str, sorted(written)))}"
    )
    report("resync", facts, Quantiles.of(ratios), unit="×", target=TARGET)


def _sync(engine: Engine, sheets: Path, reports: list[SyncReport]) -> None:
    reports.append(sync(engine, sheets))


def _exchange(city: Path, sheets: Path, *, edited: bool) -> list[Path]:
    """Puts the edited books in place, or the first ones back; what was put."""
    names = [path.name for path in book_paths(city / "edited")]
    source = city / ("edited" if edited else "sheets")
    return [Path(shutil.copy(source / name, sheets / name)) for name in names]
