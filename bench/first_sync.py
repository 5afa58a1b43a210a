"""The first sync of a city's workbooks, against a bare read of the same files."""

from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from pathlib import Path

from python_calamine import CalamineWorkbook

from bench.city import book_paths, clear_feedback
from bench.measuring import Quantiles, report, spent_on
from bench.setting import Setting, sync
from sync.folder import FolderSource

TARGET = 3.0
NAMES = 12


def compare(setting: Setting) -> None:
    """How many times as long as the bare read it takes; once more with names in every row."""
    _compare(setting, setting.city(), "first_sync", times=setting.times)
    _compare(setting, setting.city(names=NAMES), f"first_sync +{NAMES}", times=1)


def read_bare(paths: Sequence[Path]) -> None:
    """Every sheet of the workbooks as python-calamine gives it, with as many threads as sync."""
    with ThreadPoolExecutor(FolderSource.threads) as pool:
        for _ in pool.map(_read, paths):
            pass


def _read(path: Path) -> int:
    with CalamineWorkbook.from_path(path) as book:
        sheets = (book.get_sheet_by_name(name) for name in book.sheet_names)
        return sum(len(sheet.to_python(skip_empty_area=False)) for sheet in sheets)


def _compare(setting: Setting, city: Path, name: str, *, times: int) -> None:
    sheets = city / "sheets"
    bare, ours, ratios, cores = [], [], [], []
    for _ in range(times):
        clear_feedback(sheets)
        with setting.fresh_database() as engine:
            read, read_cpu = spent_on(partial(read_bare, book_paths(sheets)))
            synced, synced_cpu = spent_on(partial(sync, engine, sheets))
        bare.append(read)
        ours.append(synced)
        ratios.append(synced / read)
        cores.append(synced_cpu / read_cpu)
    # On a busy machine the bare read loses its second core, which flatters us; CPU time tells.
    facts = (
        f"sync {Quantiles.of(ours)} s, bare read {Quantiles.of(bare)} s,"
        f" in CPU time {Quantiles.of(cores)}×"
    )
    report(name, facts, Quantiles.of(ratios), unit="×", target=TARGET)
