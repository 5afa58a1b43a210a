"""batchUpdate requests that write cells: values, notes, formats, validation, links."""

import itertools
from collections.abc import Iterator

from tests.servers.google.a1 import Area
from tests.servers.google.answers import Json, invalid
from tests.servers.google.entering import type_in
from tests.servers.google.grid import Cell
from tests.servers.google.looks import with_styles
from tests.servers.google.masks import Mask, merged, parse_mask, without_nulls
from tests.servers.google.work import Request, Work

_KEPT = ("dataValidation", "textFormatRuns", "pivotTable", "hyperlink", "chipRuns")
_VALUES = {
    "stringValue": str,
    "numberValue": (int, float),
    "boolValue": bool,
    "formulaValue": str,
}


def update_cells(work: Work, given: Json) -> None:
    """Write rows from a start on, or into a range whose other cells lose the fields named."""
    mask = _mask(given)
    rows = [row.get("values") or [] for row in given.get("rows") or []]
    if given.get("range") is not None:
        area = work.writable(given["range"])
        if len(rows) > area.height or any(len(row) > area.width for row in rows):
            raise invalid("Attempting to write outside the range.")
    else:
        area = _from_start(work, given.get("start") or {}, rows)
        work.writable(area.grid_range())
    for place, data in _placed(area, rows, fill=given.get("range") is not None):
        write(area, place, data, mask)


def _from_start(work: Work, start: Json, rows: list[list[Json]]) -> Area:
    tab = work.book.tab(start.get("sheetId") or 0)
    top, left = start.get("rowIndex") or 0, start.get("columnIndex") or 0
    bottom = top + max(len(rows), 1)
    right = left + max((len(row) for row in rows), default=1)
    if bottom > tab.row_count or right > tab.column_count:
        raise invalid(
            f"Attempting to write column: {right - 1}, row: {bottom - 1} beyond the grid limits."
        )
    return Area(tab, top, left, bottom, max(right, left + 1))


def _placed(
    area: Area, rows: list[list[Json]], *, fill: bool
) -> Iterator[tuple[tuple[int, int], Json]]:
    for down in range(area.height):
        cells = rows[down] if down < len(rows) else []
        width = area.width if fill else len(cells)
        for across in range(width):
            data = cells[across] if across < len(cells) else {}
            yield (area.top + down, area.left + across), data


def repeat_cell(work: Work, given: Json) -> None:
    area, mask = work.writable(given.get("range")), _mask(given)
    lines = itertools.product(range(area.top, area.bottom), range(area.left, area.right))
    for place in lines:
        write(area, place, given.get("cell") or {}, mask)


def append_cells(work: Work, given: Json) -> None:
    """Write rows after the last row of the tab with anything in it, making room."""
    tab, mask = work.book.tab(given.get("sheetId") or 0), _mask(given)
    rows = [row.get("values") or [] for row in given.get("rows") or []]
    top = max((row + 1 for row, _, cell in tab.grid.filled() if not cell.blank), default=0)
    width = max((len(row) for row in rows), default=0)
    if not rows or not width:
        return
    tab.grow(top + len(rows), width)
    area = Area(tab, top, 0, top + len(rows), width)
    work.writable(area.grid_range())
    for place, data in _placed(area, rows, fill=False):
        write(area, place, data, mask)


def _mask(given: Json) -> Mask:
    if not given.get("fields"):
        raise invalid("fields is required")
    mask = parse_mask(given["fields"])
    for read_only in ("effectiveValue", "formattedValue", "effectiveFormat"):
        if read_only in mask:
            raise invalid(f"{read_only} is read-only.")
    return {} if "*" in mask else mask


def write(area: Area, place: tuple[int, int], data: Json, mask: Mask) -> None:
    """Replace the masked parts of one cell by those of a CellData."""
    data = without_nulls(data)
    cell = area.tab.grid.cell(*place)
    if not mask or "userEnteredValue" in mask:
        cell = _with_value(cell, data.get("userEnteredValue") or {})
    if not mask or "note" in mask:
        cell = cell._replace(note=data.get("note", ""))
    if not mask or "userEnteredFormat" in mask:
        branch = mask.get("userEnteredFormat", {})
        form = with_styles(merged(cell.form or {}, data.get("userEnteredFormat") or {}, branch))
        cell = cell._replace(form=form or None)
    more = dict(cell.more or {})
    for name in _KEPT:
        if not mask or name in mask:
            more.pop(name, None)
            more |= {name: data[name]} if data.get(name) else {}
    area.tab.grid.put(*place, cell._replace(more=more or None))


def _with_value(cell: Cell, value: Json) -> Cell:
    if len(value) > 1:
        raise invalid("Only one kind of value may be set.")
    for kind, given in value.items():
        if kind not in _VALUES or not isinstance(given, _VALUES[kind]):  # type: ignore[arg-type]
            raise invalid(f"Invalid value at 'user_entered_value' ({kind}), {given!r}")
        if kind == "formulaValue":
            return cell._replace(value=None, formula=given)
        return cell._replace(value=None if given == "" else given, formula="")
    return cell._replace(value=None, formula="")


def paste_data(work: Work, given: Json) -> None:
    """Write a text of rows and columns as if it had been typed."""
    start, mark = given.get("coordinate") or {}, given.get("delimiter") or "\t"
    rows = [line.split(mark) for line in str(given.get("data") or "").split("\n")]
    area = _from_start(work, start, [[{}] * len(row) for row in rows])
    work.writable(area.grid_range())
    locale = str(work.book.properties["locale"])
    type_in(area.tab.grid, (area.top, area.left), rows, locale, work.year)


REQUESTS: dict[str, Request] = {
    "updateCells": update_cells,
    "repeatCell": repeat_cell,
    "appendCells": append_cells,
    "pasteData": paste_data,
}
