"""Surroundings: what a table's rows are read with, found around the table."""

import re
import unicodedata
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import PurePosixPath
from typing import Any

from rules.months import Month
from rules.nodes import NodeTable
from sync.cells import read_date, read_duration
from sync.columns import Columns
from sync.memos import Judgements
from sync.months import find_month, month_in_year
from sync.names import UnitNames
from sync.reading import CellContext, RawCell, Reading
from sync.rowtypes import classify_row
from sync.workbook import Tab

_UNIT_LINE = re.compile(
    r"^(?:填报|报送|上报|填表)?(?:单位|部门)(?:名称)?(?:\(盖章\))?:\s*(?P<unit>[^\s:]*)"
)
#: Without a colon only these words, alone in their cell, ask for a name in the next one.
_UNIT_LABEL = re.compile(r"(?:填报|报送|上报|填表)(?:单位|部门)(?:名称)?(?:\(盖章\))?")
_SEAL = re.compile(r"\((?:盖章|公章|章)\)$")
_Read = Callable[[RawCell, CellContext], Reading[Any]]
_FILLED_DOWN = ("unit", "date", "place", "category", "leader", "target")
_SAMPLE = 20


@dataclass(frozen=True, slots=True, kw_only=True)
class BookContext:
    """What a book's rows are read with; without a roster no unit is looked for."""

    book: str
    nodes: NodeTable
    today: date
    today_text: str
    units: UnitNames | None = None
    month: Month | None = None
    confirmed: frozenset[str] = frozenset()
    judgements: Judgements = field(default_factory=Judgements)

    @property
    def places(self) -> tuple[str, ...]:
        """The names of the file, without its ending, and of the folders around it."""
        path = PurePosixPath(self.book)
        return path.stem, *(folder.name for folder in path.parents if folder.name)


def sheet_month(
    tab: Tab, columns: Columns, context: BookContext
) -> tuple[Month | None, int | None]:
    """The month the tab speaks of, by its name, its title, the file's and the folders' names."""
    titles = [text for row in tab.rows[: columns.header_row] for text in _title(row)]
    year, month = find_month([tab.name, *titles, *context.places])
    if month is not None:
        known = Month(year, month) if year else month_in_year(month, Month.of(context.today))
        return known, known.year
    return context.month, year or (context.month.year if context.month else None)


def cell_context(context: BookContext, month: Month | None, year: int | None) -> CellContext:
    """What cells are read with; without any year a bare day is of the present one."""
    return CellContext(nodes=context.nodes, month=month, year=year or context.today.year)


def default_unit(tab: Tab, columns: Columns, context: BookContext) -> tuple[str | None, int | None]:
    """The unit of rows that name none, as it is stated above them, and its id.

    Where none is stated, the tab's, the file's or a folder's name may hold one.
    """
    stated, units = _stated_unit(tab, columns), context.units
    if units is None:
        return stated, None
    if stated is not None:
        return stated, units.find(stated)
    found = (units.find_within(place) for place in (tab.name, *context.places))
    return None, next((one for one in found if one is not None), None)


def _stated_unit(tab: Tab, columns: Columns) -> str | None:
    """The unit of the line `填报单位:` above the table, in its own cell or the next."""
    for row in tab.rows[: columns.header_row]:
        texts = [unicodedata.normalize("NFKC", str(c)).replace("\0", "").strip() for c in row]
        for number, text in enumerate(texts):
            found = _UNIT_LINE.match(text)
            if found and (unit := _SEAL.sub("", found["unit"])):
                return unit
            if found or _UNIT_LABEL.fullmatch(text):
                return next((_SEAL.sub("", after) for after in texts[number + 1 :] if after), None)
    return None


def decide_columns(
    tab: Tab, columns: Columns, context: CellContext
) -> tuple[Columns, tuple[int, ...]]:
    """服务时间 and its like, decided by the values below; and the columns nobody can decide."""
    column = columns.fields.get("undecided")
    if column is None:
        return columns, ()
    below = tab.rows[columns.first_row :]
    values = [row[column] for row in below if len(row) > column and row[column] != ""][:_SAMPLE]
    around = context.under(columns.headers[column])
    fields = {name: index for name, index in columns.fields.items() if name != "undecided"}
    readers: Mapping[str, _Read] = {"date": read_date, "duration": read_duration}
    readable = {
        name: sum(read(raw, around).value is not None for raw in values)
        for name, read in readers.items()
        if name not in fields
    }
    best = max(readable, key=readable.__getitem__, default=None)
    if best is None or readable[best] * 2 <= len(values):
        return replace(columns, fields=fields), (column,) if values and readable else ()
    return replace(columns, fields=fields | {best: column}), ()


def fill_down(tab: Tab, columns: Columns) -> Sequence[Sequence[RawCell]]:
    """The tab's rows; cells merged down a column that says who, when or where are filled."""
    filled = {columns.fields[name] for name in _FILLED_DOWN if name in columns.fields}
    spans = [m for m in tab.merged if m[2] > m[0] and m[1] in filled and m[1] == m[3]]
    if not spans:
        return tab.rows
    rows = [list(row) for row in tab.rows]
    for top, column, bottom, _ in spans:
        if not columns.first_row <= top < len(rows) or len(rows[top]) <= column:
            continue
        for row in rows[top + 1 : bottom + 1]:
            if len(row) > column and row[column] == "" and any(cell != "" for cell in row):
                row[column] = rows[top][column]
    return rows


def _title(row: Sequence[RawCell]) -> list[str]:
    texts = [cell for cell in row if isinstance(cell, str) and cell.strip()]
    return texts if classify_row(row) != "meta" else []
