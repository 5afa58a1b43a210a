"""Forms: a sheet on which one activity is filled in, each cell with its label before it."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from rules.findings import CellRef, Finding
from rules.records import ACTIVITY
from sync.columns import load_headers
from sync.extent import write_address
from sync.reading import RawCell
from sync.workbook import Tab

_FIGURE = re.compile(r"\s*\d+(?![\d、.)])")
_MOST_ROWS, _MOST_COLUMNS = 600, 16
_LEAST_LABELS, _LEAST_ROWS = 4, 2

_ONE_EACH = (["title", "date"], ["date", "title"])

#: A label's field, its place, and the place of its value.
_Pair = tuple[str, tuple[int, int], tuple[int, int]]


@dataclass(slots=True, kw_only=True)
class Form:
    """A form as a table of one header, at `header`, and a row for each activity below it.

    `labels` and `values` are the places in the sheet of the table's columns; each of the values
    is of one activity.
    """

    labels: list[tuple[int, int]] = field(default_factory=list)
    values: list[list[tuple[int, int]]] = field(default_factory=list)
    header: int = 0

    def as_table(self, tab: Tab) -> Tab:
        """The form's cells in a header and rows, below the lines that stand above the form."""
        cells = [self.labels, *self.values]
        drawn: list[list[RawCell]] = [[_cell(tab.rows, at) for at in row] for row in cells]
        return replace(tab, rows=[*tab.rows[: self.header], *drawn], merged=())

    def row_of(self, row: int) -> int:
        """The row of the sheet, from 1, in which an activity of the table's row begins."""
        return self.values[row - self.header - 2][0][0] + 1

    def place(self, finding: Finding) -> Finding:
        """The finding at its place in the sheet."""
        where = finding.where
        if where.row is None or where.row <= self.header:
            return finding
        places = [self.labels, *self.values][where.row - self.header - 1]
        columns = {write_address(where.row - 1, c): at for c, at in enumerate(places)}
        row, column = columns.get(where.cell or "", places[0])
        cell = write_address(row, column) if where.cell else None
        return replace(finding, where=CellRef(where.book, where.sheet, row + 1, cell))


def find_form(tab: Tab) -> Form | None:
    """The form that fills a tab, filled in once or several times below each other.

    None where it is none. One that is unclear has no values.
    """
    if len(tab.rows) > _MOST_ROWS or max(map(len, tab.rows), default=0) > _MOST_COLUMNS:
        return None
    ends = {(top, left): right for top, left, _, right in tab.merged}
    found: list[_Pair] = []
    for index, row in enumerate(tab.rows):
        pairs = _pairs(row, index, ends)
        if pairs is None:
            return None
        found += pairs
    names = [name for name, _, _ in found]
    rows = {label[0] for _, label, _ in found}
    if (
        len(set(names)) < _LEAST_LABELS
        or len(rows) < _LEAST_ROWS
        or not {"date", "title"} <= {*names}
    ):
        return None
    copies = _copies(found)
    form = Form(labels=[label for _, label, _ in copies[0]], header=min(rows))
    if [name for name, _, _ in copies[0] if name in {"title", "date"}] in _ONE_EACH:
        form.values = [places for copy in copies for places in _activities(tab.rows, copy)]
    return form


def _copies(found: Sequence[_Pair]) -> list[Sequence[_Pair]]:
    """The labels of each copy of the form; all in one where they do not repeat alike."""
    starts = [at for at, (name, _, _) in enumerate(found) if name == found[0][0]]
    copies = [found[at:end] for at, end in zip(starts, [*starts[1:], len(found)], strict=True)]
    shapes = {tuple(_shape(copy)) for copy in copies}
    return copies if len(shapes) == 1 else [found]


def _shape(copy: Sequence[_Pair]) -> Iterator[tuple[str, int, int, int]]:
    """Where the labels stand in their copy."""
    top = copy[0][1][0]
    return ((name, row - top, column, value[1]) for name, (row, column), value in copy)


def _pairs(
    row: Sequence[RawCell], index: int, ends: Mapping[tuple[int, int], int]
) -> list[_Pair] | None:
    """The labels of a row with the places of their values; None where label follows label."""
    pairs: list[_Pair] = []
    column = 0
    while column < len(row):
        name = _label(row[column])
        end = ends.get((index, column), column)
        if name:
            value = end + 1
            other = _label(row[value]) if len(row) > value else None
            if other not in {None, name}:
                return None
            pairs.append((name, (index, column), (index, value)))
            end = ends.get((index, value), value)
        column = end + 1
    return pairs


def _label(cell: RawCell) -> str | None:
    """The field of a label; 2小时 is a value."""
    if not isinstance(cell, str) or _FIGURE.match(cell):
        return None
    return load_headers(ACTIVITY).field(cell)


def _activities(
    rows: Sequence[Sequence[RawCell]], found: Sequence[_Pair]
) -> list[list[tuple[int, int]]]:
    """The places of the values: of labels below each other each column may be an activity."""
    first = [value for _, _, value in found]
    if len({label[1] for _, label, _ in found}) > 1:
        return [first]
    width = max(len(rows[row]) for row, _ in first)
    start = first[0][1]
    title = next(value[0] for name, _, value in found if name == "title")
    return [
        [(row, column) for row, _ in first]
        for column in range(start, width)
        if column == start or _cell(rows, (title, column)) != ""
    ]


def _cell(rows: Sequence[Sequence[RawCell]], at: tuple[int, int]) -> RawCell:
    row, column = at
    return rows[row][column] if len(rows[row]) > column else ""
