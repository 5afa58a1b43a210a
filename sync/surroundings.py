"""Surroundings: what a table's rows are read with, found around the table."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import PurePosixPath
from typing import Any

from rules.checks import Limits
from rules.months import Month
from rules.nodes import NodeTable
from rules.private import mask_private
from rules.registers import Register
from sync.cells import read_date, read_duration
from sync.clock_lengths import clock_minutes
from sync.columns import Columns
from sync.header_lines import MONTH, UNIT, read_line
from sync.judgements import Judgements
from sync.months import find_month, month_in_year
from sync.names import UnitNames
from sync.reading import CellContext, RawCell, Reading
from sync.workbook import Tab

_Read = Callable[[RawCell, CellContext], Reading[Any]]
_FILLED_DOWN = ("unit", "date", "place", "category", "leader", "target")
_SAMPLE = 20


@dataclass(frozen=True, slots=True, kw_only=True)
class BookContext:
    """What a book's rows are read with; without a roster no unit is looked for."""

    book: str
    name: str = ""
    """What people call it; without one its id is its name."""
    nodes: NodeTable
    today: date
    today_text: str
    units: UnitNames | None = None
    month: Month | None = None
    confirmed: frozenset[str] = frozenset()
    judgements: Judgements = field(default_factory=Judgements)
    assumed: set[str] = field(default_factory=set)
    """Names of units that were made out and told; once in a book is enough."""
    limits: Limits = field(default_factory=Limits)
    registers: tuple[Register, ...] = ()
    memberships: Mapping[int, tuple[str | None, str | None]] = field(default_factory=dict)
    """The days a unit joined and left, of those that state one."""

    @property
    def places(self) -> tuple[str, ...]:
        """The names of the file, without its ending, and of the folders around it."""
        path = PurePosixPath(self.name or self.book)
        return path.stem, *(folder.name for folder in path.parents if folder.name)


def sheet_month(
    tab: Tab, columns: Columns, context: BookContext
) -> tuple[Month | None, int | None]:
    """The month the tab speaks of, by its name, its title, the file's and the folders' names."""
    above = reversed(tab.rows[: columns.header_row])
    lines = [read_line(row) for row in above if any(row)]
    titles = [one.value for line in lines for one in line if one.kind in {"", MONTH}]
    year, month = find_month([tab.name, *titles, *context.places])
    if month is not None:
        known = Month(year, month) if year else month_in_year(month, Month.of(context.today))
        return known, known.year
    return context.month, year or (context.month.year if context.month else None)


def cell_context(context: BookContext, month: Month | None, year: int | None) -> CellContext:
    """What cells are read with; without any year a bare day is of the present one."""
    return CellContext(nodes=context.nodes, month=month, year=year or context.today.year)


#: The row of what no row says: a name of the tab, the file or a folder.
WHOLE_TAB = -1


@dataclass(frozen=True, slots=True, kw_only=True)
class StatedUnit:
    """The unit of rows that name none; `text` where a line states it, right or wrong.

    `written` is the name it goes by, at a row and column counted from 0.
    """

    text: str | None = None
    unit_id: int | None = None
    written: str | None = None
    row: int = 0
    column: int | None = None


def default_unit(tab: Tab, columns: Columns, context: BookContext) -> StatedUnit:
    """The unit of rows that name none, as it is stated above them.

    Where none is stated, the tab's, the file's or a folder's name may hold one, or complete it.
    """
    stated, units = _stated_unit(tab, columns), context.units
    if units is None:
        return stated
    if stated.text is not None:
        return replace(stated, unit_id=units.find(stated.text))
    around = (tab.name, *context.places)
    for nth, place in enumerate(around, start=1):
        if (found := units.find_within(place)) is not None:
            # A name within a longer one is as it is listed; a whole one may have been made out.
            whole = place if units.find(place) is not None else None
            return StatedUnit(unit_id=found, written=whole, row=WHOLE_TAB)
        for outer in around[nth:]:
            if (found := units.find_below(outer, place)) is not None:
                return StatedUnit(unit_id=found)
    return StatedUnit()


def _stated_unit(tab: Tab, columns: Columns) -> StatedUnit:
    """The unit of the line `填报单位:` above the table, the nearest one."""
    for index in range(columns.header_row - 1, -1, -1):
        for one in read_line(tab.rows[index]) if any(tab.rows[index]) else ():
            if one.kind == UNIT:
                unit = mask_private(one.value)
                return StatedUnit(text=unit, written=unit, row=index, column=one.column)
    return StatedUnit()


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
    if "duration" in fields and sum(clock_minutes(raw) is not None for raw in values) * 2 > len(
        values
    ):
        # Times of day beside a length: the length is read, the times are compared with it.
        return replace(columns, fields=fields | {"clock": column}), ()
    if best is None or readable[best] * 2 <= len(values):
        return replace(columns, fields=fields), (column,) if values and readable else ()
    return replace(columns, fields=fields | {best: column}), ()


def fill_down(tab: Tab, columns: Columns, also: Iterable[int] = ()) -> Sequence[Sequence[RawCell]]:
    """The tab's rows; cells merged down a column that says who, when or where are filled."""
    filled = {columns.fields[name] for name in _FILLED_DOWN if name in columns.fields} | {*also}
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
