"""batchUpdate requests about rows and columns: inserting, deleting, moving, sizes, groups."""

import unicodedata
from collections.abc import Callable

from tests.servers.google.answers import Json, invalid
from tests.servers.google.book import Tab, delete_lines, insert_lines, move_lines
from tests.servers.google.grid import Cell
from tests.servers.google.masks import merged, parse_mask
from tests.servers.google.rendering import formatted_text
from tests.servers.google.work import Request, Work

#: The text size of the default format in pixels, what a cell adds, and widths in parts of the
#: size; margin and capitals are fitted to Google's one recorded answer, 1,024 times A.
_EM, _MARGIN, _CAPITAL, _OTHER = 13, 21, 0.6513, 0.556
_GROUPS = {"ROWS": ("rowGroups", "row"), "COLUMNS": ("columnGroups", "column")}


def _span(work: Work, given: Json, name: str = "range") -> tuple[Tab, str, int, int]:
    """Tab, dimension, start and end of a DimensionRange; open ends are the tab's."""
    span = given.get(name) or {}
    dimension = span.get("dimension")
    if dimension not in ("ROWS", "COLUMNS"):
        raise invalid(f"{name}.dimension is required")
    tab = work.book.tab(span.get("sheetId") or 0)
    start = span.get("startIndex") or 0
    end = span["endIndex"] if span.get("endIndex") is not None else tab.count(dimension)
    if not 0 <= start < end:
        raise invalid(f"Invalid {name}: start {start} is not before end {end}.")
    return tab, dimension, start, end


def _inner_span(work: Work, given: Json, name: str = "range") -> tuple[Tab, str, int, int]:
    tab, dimension, start, end = _span(work, given, name)
    if end > tab.count(dimension):
        kind = dimension.lower().removesuffix("s")
        raise invalid(
            f"Cannot use a {kind} index {end} that doesn't exist: there are {tab.count(dimension)}."
        )
    return tab, dimension, start, end


def insert_dimension(work: Work, given: Json) -> None:
    tab, dimension, start, end = _span(work, given)
    if start > tab.count(dimension):
        raise invalid(f"{dimension} cannot be inserted at {start}: the sheet ends before.")
    insert_lines(work.book, tab, dimension, start, end - start)
    if given.get("inheritFromBefore") and dimension == "ROWS" and start:
        _copy_looks(tab, start - 1, range(start, end))


def _copy_looks(tab: Tab, source: int, rows: range) -> None:
    cells = [(column, cell) for row, column, cell in tab.grid.filled() if row == source]
    for row in rows:
        for column, cell in cells:
            tab.grid.put(row, column, Cell(form=cell.form, more=cell.more))


def append_dimension(work: Work, given: Json) -> None:
    tab, length = work.book.tab(given.get("sheetId") or 0), given.get("length") or 0
    rows = given.get("dimension") == "ROWS"
    tab.grow(tab.row_count + (length if rows else 0), tab.column_count + (0 if rows else length))


def delete_dimension(work: Work, given: Json) -> None:
    delete_lines(work.book, *_inner_span(work, given))


def move_dimension(work: Work, given: Json) -> None:
    tab, dimension, start, end = _inner_span(work, given, "source")
    move_lines(work.book, tab, dimension, (start, end), given.get("destinationIndex") or 0)


def update_dimension_properties(work: Work, given: Json) -> None:
    mask = parse_mask(str(given.get("fields") or ""))
    new = given.get("properties") or {}

    def changed(old: Json) -> Json:
        return {key: value for key, value in merged(old, new, mask).items() if value is not False}

    _change_lines(work, given, "range", changed)


def _change_lines(work: Work, given: Json, name: str, change: Callable[[Json], Json]) -> None:
    tab, dimension, start, end = _inner_span(work, given, name)
    known = tab.dimensions[dimension]
    for index in range(start, end):
        properties = change(known.pop(index, {}))
        if properties:
            known[index] = properties


def auto_resize_dimensions(work: Work, given: Json) -> None:
    """Columns as wide as their widest text, rows as high as by default."""
    tab, dimension, start, end = _inner_span(work, given, "dimensions")
    for index in range(start, end):
        known = tab.dimensions[dimension].setdefault(index, {})
        if dimension == "ROWS":
            known.pop("pixelSize", None)
            continue
        texts = [
            formatted_text(work.book, tab, cell, "en_US")
            for _, column, cell in tab.grid.filled()
            if column == index
        ]
        if any(texts):
            known["pixelSize"] = _MARGIN + round(_EM * max(_width(text) for text in texts))


def _width(text: str) -> float:
    """A text's width in ems, near those of Arial."""

    def part(sign: str) -> float:
        if unicodedata.east_asian_width(sign) in "WF":
            return 1.0
        return _CAPITAL if sign.isupper() else _OTHER

    return max((sum(part(sign) for sign in line) for line in text.split("\n")), default=0)


def add_dimension_group(work: Work, given: Json) -> Json:
    tab, dimension, start, end = _inner_span(work, given)
    groups = tab.listed[_GROUPS[dimension][0]]
    depth = 1 + max((g["depth"] for g in groups if _holds(g["range"], start, end)), default=0)
    span = _bare_span(tab, dimension, start, end)
    groups.append({"range": span, "depth": depth})
    tab.properties["gridProperties"][f"{_GROUPS[dimension][1]}GroupControlAfter"] = True
    return {"addDimensionGroup": {"dimensionGroups": groups}}


def _holds(span: Json, start: int, end: int) -> bool:
    return bool(span["startIndex"] <= start and end <= span["endIndex"])


def _bare_span(tab: Tab, dimension: str, start: int, end: int) -> Json:
    sheet = {"sheetId": tab.id} if tab.id else {}
    return sheet | {"dimension": dimension, "startIndex": start, "endIndex": end}


def delete_dimension_group(work: Work, given: Json) -> Json:
    tab, dimension, start, end = _inner_span(work, given)
    name = _GROUPS[dimension][0]
    span = _bare_span(tab, dimension, start, end)
    found = [group for group in tab.listed[name] if group["range"] == span]
    if not found:
        raise invalid(f"There is no group with the range {start}:{end} to delete.")
    tab.listed[name].remove(max(found, key=lambda group: group["depth"]))
    groups = tab.listed[name]
    return {"deleteDimensionGroup": {"dimensionGroups": groups} if groups else {}}


REQUESTS: dict[str, Request] = {
    "insertDimension": insert_dimension,
    "appendDimension": append_dimension,
    "deleteDimension": delete_dimension,
    "moveDimension": move_dimension,
    "updateDimensionProperties": update_dimension_properties,
    "autoResizeDimensions": auto_resize_dimensions,
    "addDimensionGroup": add_dimension_group,
    "deleteDimensionGroup": delete_dimension_group,
}
