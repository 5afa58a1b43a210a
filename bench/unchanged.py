"""A cycle in which nothing changed: one stat for each workbook, nothing opened."""

from functools import partial

from bench.measuring import Quantiles, in_turn, report
from bench.setting import Setting, sync

TARGET = 0.2


def compare(setting: Setting) -> None:
    """Seconds of a cycle over books that stand as they were read."""
    sheets = setting.city() / "sheets"
    with setting.fresh_database() as engine:
        sync(engine, sheets)
        (seconds,) = in_turn([partial(sync, engine, sheets)], times=setting.times * 3)
    facts = f"{setting.workbooks} workbooks"
    report("unchanged", facts, Quantiles.of(seconds), unit=" s", target=TARGET)
