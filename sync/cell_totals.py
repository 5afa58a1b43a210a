"""Cells of totals: the hours of all people together."""

import re

from sync.cell_texts import fold, is_blank, shown
from sync.cells import read_duration
from sync.duration_headers import unit_of_header
from sync.reading import CellContext, RawCell, Reading

_TOTAL = re.compile(r"(?:共|合计|总计)?[ :]?(?P<number>\d{1,9}(?:\.\d+)?) ?(?P<unit>\D*)")
_LONGEST_TOTAL = 1_000_000 * 60


def read_total(raw: RawCell, context: CellContext) -> Reading[int]:
    """A total of all people: a bare number is hours unless the header says minutes."""
    unit: int | None = 1 if "分" in context.header else 60
    number: float | None = None
    if isinstance(raw, int | float) and not isinstance(raw, bool):
        number = raw
    elif isinstance(raw, str) and (found := _TOTAL.fullmatch(fold(raw))):
        number = float(found["number"])
        unit = unit_of_header(found["unit"]) if found["unit"] else unit
    if number is None or unit is None or is_blank(raw):
        return read_duration(raw, context.under(""))
    if not 0 <= number * unit <= _LONGEST_TOTAL:
        return Reading(fault="duration-impossible", facts={"text": shown(raw)})
    return Reading(round(number * unit))
