"""batchUpdate requests that move cells about: copying, cutting, sorting, merging, replacing."""

import operator
import re

from tests.servers.google.a1 import Area
from tests.servers.google.answers import Json, invalid
from tests.servers.google.book import Tab
from tests.servers.google.formulas import effective
from tests.servers.google.grid import EMPTY, Cell, Slot, cell_of
from tests.servers.google.work import Request, Work

_VALUE = ("value", "formula")
_LOOK = ("form",)
#: Which parts of a cell each kind of paste takes along.
_PASTES: dict[str, tuple[str, ...]] = {
    "PASTE_NORMAL": Cell._fields,
    "PASTE_VALUES": _VALUE,
    "PASTE_FORMAT": _LOOK,
    "PASTE_NO_BORDERS": Cell._fields,
    "PASTE_FORMULA": _VALUE,
    "PASTE_DATA_VALIDATION": ("more",),
    "PASTE_CONDITIONAL_FORMATTING": (),
}
Block = list[list[Cell]]


def _block(area: Area) -> Block:
    grid = area.tab.grid
    return [
        [grid.cell(row, column) for column in range(area.left, area.right)]
        for row in range(area.top, area.bottom)
    ]


def _paste(work: Work, target: Area, block: Block, kind: str) -> None:
    """Lay a block over an area, again and again where the area is a multiple of it."""
    if kind not in _PASTES:
        raise invalid(f"Invalid pasteType: {kind}")
    work.writable(target.grid_range())
    grid = target.tab.grid
    for down in range(target.height):
        for across in range(target.width):
            source = block[down % len(block)][across % len(block[0])]
            place = target.top + down, target.left + across
            parts = {name: getattr(source, name) for name in _PASTES[kind]}
            grid.put(*place, grid.cell(*place)._replace(**parts))


def copy_paste(work: Work, given: Json) -> None:
    source, wanted = work.area(given.get("source")), work.area(given.get("destination"))
    block = _block(source)
    if given.get("pasteOrientation") == "TRANSPOSE":
        block = [list(column) for column in zip(*block, strict=True)]
    height, width = len(block), len(block[0])
    height *= max(1, wanted.height // height)
    width *= max(1, wanted.width // width)
    target = _grown(wanted.tab, (wanted.top, wanted.left), (height, width))
    _paste(work, target, block, given.get("pasteType") or "PASTE_NORMAL")


def _grown(tab: Tab, place: tuple[int, int], size: tuple[int, int]) -> Area:
    """The area of a size at a place, for which the grid is made large enough."""
    bottom, right = place[0] + size[0], place[1] + size[1]
    tab.grow(bottom, right)
    return Area(tab, *place, bottom, right)


def cut_paste(work: Work, given: Json) -> None:
    source = work.writable(given.get("source"))
    start = given.get("destination") or {}
    block = _block(source)
    for row in range(source.top, source.bottom):
        for column in range(source.left, source.right):
            source.tab.grid.put(row, column, EMPTY)
    tab = work.book.tab(start.get("sheetId") or 0)
    place = start.get("rowIndex") or 0, start.get("columnIndex") or 0
    target = _grown(tab, place, (source.height, source.width))
    _paste(work, target, block, given.get("pasteType") or "PASTE_NORMAL")


def sort_range(work: Work, given: Json) -> None:
    """Sort an area's rows: numbers before texts before truths; empty cells are last always."""
    area = work.writable(given.get("range"))
    rows = _block(area)
    for spec in reversed(given.get("sortSpecs") or []):
        column = (spec.get("dimensionIndex") or 0) - area.left
        ranked = [(_rank(work, area, row[column]), row) for row in rows]
        ranked.sort(key=operator.itemgetter(0), reverse=spec.get("sortOrder") == "DESCENDING")
        full = [row for rank, row in ranked if rank != _LAST]
        rows = full + [row for rank, row in ranked if rank == _LAST]
    for down, row in enumerate(rows):
        for across, cell in enumerate(row):
            area.tab.grid.put(area.top + down, area.left + across, cell)


_LAST = (3, 0.0, "")


def _rank(work: Work, area: Area, slot: Slot) -> tuple[int, float, str]:
    value = effective(work.book, area.tab, cell_of(slot))
    match value:
        case bool():
            return 2, value, ""
        case int() | float():
            return 0, value, ""
        case str() if value:
            return 1, 0, value.casefold()
    return _LAST


def merge_cells(work: Work, given: Json) -> None:
    """Merge an area as one, by rows or by columns; only the first value of each is kept."""
    area = work.writable(given.get("range"))
    unmerge_cells(work, given)
    rows, columns = range(area.top, area.bottom), range(area.left, area.right)
    spans = {
        "MERGE_ROWS": [Area(area.tab, row, area.left, row + 1, area.right) for row in rows],
        "MERGE_COLUMNS": [
            Area(area.tab, area.top, column, area.bottom, column + 1) for column in columns
        ],
        "MERGE_ALL": [area],
    }.get(given.get("mergeType") or "MERGE_ALL")
    if spans is None:
        raise invalid(f"Invalid mergeType: {given['mergeType']}")
    for span in spans:
        if span.height * span.width > 1:
            area.tab.merges.append(span.grid_range())
            _keep_first(span)


def _keep_first(area: Area) -> None:
    for row in range(area.top, area.bottom):
        for column in range(area.left, area.right):
            cell = area.tab.grid.cell(row, column)
            if (row, column) != (area.top, area.left) and not cell.blank:
                area.tab.grid.put(row, column, cell._replace(value=None, formula=""))


def unmerge_cells(work: Work, given: Json) -> None:
    """Part every merge that lies in an area; one that it cuts is refused."""
    area = work.area(given.get("range"))
    kept = []
    for merge in area.tab.merges:
        other = work.area(merge)
        rows = area.top < other.bottom and other.top < area.bottom
        if not rows or other.left >= area.right or area.left >= other.right:
            kept.append(merge)
        elif not _inside(other, area):
            raise invalid("You must select all cells in a merged range to merge or unmerge them.")
    area.tab.merges = kept


def _inside(inner: Area, outer: Area) -> bool:
    rows = outer.top <= inner.top and inner.bottom <= outer.bottom
    return rows and outer.left <= inner.left and inner.right <= outer.right


def find_replace(work: Work, given: Json) -> Json:
    """Replace a text in text cells; how many cells, rows, tabs and places were changed."""
    find = str(given.get("find") or "")
    if not find:
        raise invalid("find is required")
    pattern = find if given.get("searchByRegex") else re.escape(find)
    pattern = f"^(?:{pattern})$" if given.get("matchEntireCell") else pattern
    sought = re.compile(pattern, re.NOFLAG if given.get("matchCase") else re.IGNORECASE)
    new, places = str(given.get("replacement") or ""), set()
    occurrences = 0
    for area in _searched(work, given):
        for row, column, cell in list(area.tab.grid.filled()):
            if not (area.top <= row < area.bottom and area.left <= column < area.right):
                continue
            if isinstance(cell.value, str):
                text, count = sought.subn(lambda _: new, cell.value)
                if count:
                    area.tab.grid.put(row, column, cell._replace(value=text or None))
                    places.add((area.tab.id, row, column))
                    occurrences += count
    rows, tabs = {place[:2] for place in places}, {place[0] for place in places}
    counts = {"valuesChanged": len(places), "rowsChanged": len(rows), "sheetsChanged": len(tabs)}
    return {"findReplace": counts | {"occurrencesChanged": occurrences}}


def _searched(work: Work, given: Json) -> list[Area]:
    if "range" in given:
        return [work.area(given["range"])]
    if given.get("allSheets"):
        return [work.area({"sheetId": tab.id}) for tab in work.book.tabs]
    return [work.area({"sheetId": given.get("sheetId") or 0})]


REQUESTS: dict[str, Request] = {
    "copyPaste": copy_paste,
    "cutPaste": cut_paste,
    "sortRange": sort_range,
    "mergeCells": merge_cells,
    "unmergeCells": unmerge_cells,
    "findReplace": find_replace,
}
