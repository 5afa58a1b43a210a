"""A spreadsheet as JSON: `spreadsheets.get`, with ranges, field masks and cell data."""

from collections.abc import Callable, Sequence

from tests.servers.google.a1 import Area, whole
from tests.servers.google.answers import Json
from tests.servers.google.book import LISTED, Book, Tab
from tests.servers.google.grid import cell_of
from tests.servers.google.masks import Mask, masked
from tests.servers.google.rendering import cell_data

MayEdit = Callable[[Json], bool]
"""Whether who asks may write where a protection lies."""

_URL = "https://docs.google.com/spreadsheets/d/{}/edit"
_META = {"ROWS": "rowMetadata", "COLUMNS": "columnMetadata"}
_DEFAULT_SIZE = {"ROWS": 21, "COLUMNS": 100}


def spreadsheet_json(
    book: Book, areas: Sequence[Area], mask: Mask, *, grid_data: bool, may_edit: MayEdit
) -> Json:
    """The wanted parts of a spreadsheet; areas, where given, choose its tabs and their cells."""
    answer: Json = {"spreadsheetId": book.id, "properties": book.properties}
    sheets_mask = mask.get("sheets", {}) if mask else {}
    if not mask or "sheets" in mask or "*" in mask:
        data = _data_mask(sheets_mask, every=bool(mask) and not sheets_mask) if mask else {}
        with_data = (data is not None) if mask else grid_data
        answer["sheets"] = [
            _tab_json(book, tab, areas, data or {}, with_data=with_data, may_edit=may_edit)
            for tab in book.tabs
            if not areas or any(area.tab is tab for area in areas)
        ]
    if book.named_ranges:
        answer["namedRanges"] = book.named_ranges
    answer["spreadsheetUrl"] = _URL.format(book.id)
    loose = [item for item in book.metadata if item["location"].get("spreadsheet")]
    if loose:
        answer["developerMetadata"] = loose
    return dict(masked(answer, _beyond_cells(mask)))


def _beyond_cells(mask: Mask) -> Mask:
    """The mask without its part about cells, which were made by it: they are many."""
    data = mask.get("sheets", {}).get("data", {})
    if "rowData" not in data:
        return mask
    return mask | {"sheets": mask["sheets"] | {"data": data | {"rowData": {}}}}


def _data_mask(sheets: Mask, *, every: bool) -> Mask | None:
    """The mask of `sheets.data`; None where cells are not wanted."""
    if every or "*" in sheets:
        return {}
    return sheets.get("data")


def tab_properties_json(book: Book, tab: Tab) -> Json:
    """A tab's properties with its place among the tabs."""
    known = tab.properties
    head = {"sheetId": tab.id, "title": tab.title, "index": book.tabs.index(tab)}
    rest = {key: value for key, value in known.items() if key not in ("sheetId", "title", "index")}
    return head | rest


def _tab_json(
    book: Book, tab: Tab, areas: Sequence[Area], data: Mask, *, with_data: bool, may_edit: MayEdit
) -> Json:
    answer: Json = {"properties": tab_properties_json(book, tab)}
    if with_data:
        own = [area for area in areas if area.tab is tab] or [whole(tab)]
        answer["data"] = [_grid_data(book, area, data) for area in own]
    if tab.merges:
        answer["merges"] = tab.merges
    for name in LISTED:
        if tab.listed[name]:
            answer[name] = tab.listed[name]
    if "protectedRanges" in answer:
        answer["protectedRanges"] = [
            item | ({"requestingUserCanEdit": True} if may_edit(item) else {})
            for item in answer["protectedRanges"]
        ]
    if tab.basic_filter:
        answer["basicFilter"] = tab.basic_filter
    own_metadata = [i for i in book.metadata if i["location"].get("sheetId") == tab.id]
    if own_metadata:
        answer["developerMetadata"] = own_metadata
    return answer


def _grid_data(book: Book, area: Area, mask: Mask) -> Json:
    """An area's cells, without empty ones at the ends, and how its rows and columns look."""
    answer: Json = {}
    if area.top:
        answer["startRow"] = area.top
    if area.left:
        answer["startColumn"] = area.left
    if not mask or "rowData" in mask or "*" in mask:
        rows = _row_data(book, area, mask.get("rowData", {}).get("values", {}))
        if rows:
            answer["rowData"] = rows
    for dimension, name in _META.items():
        if not mask or name in mask or "*" in mask:
            answer[name] = _line_metadata(book, area, dimension)
    return answer


def _row_data(book: Book, area: Area, wanted: Mask) -> list[Json]:
    rows: list[Json] = []
    for cells in area.tab.grid.rows[area.top : area.bottom]:
        values = [
            {} if slot is None else cell_data(book, area.tab, cell_of(slot), wanted)
            for slot in cells[area.left : area.right]
        ]
        while values and not values[-1]:
            values.pop()
        rows.append({"values": values} if values else {})
    while rows and not rows[-1]:
        rows.pop()
    return rows


def _line_metadata(book: Book, area: Area, dimension: str) -> list[Json]:
    rows = dimension == "ROWS"
    first, end = (area.top, area.bottom) if rows else (area.left, area.right)
    known = area.tab.dimensions[dimension]
    default = {"pixelSize": _DEFAULT_SIZE[dimension]}
    lines: list[Json] = [default | known.get(index, {}) for index in range(first, end)]
    for span in book.locations(area.tab, dimension):
        for index in range(max(span["startIndex"], first), min(span["endIndex"], end)):
            found = [i for i in book.metadata if i["location"].get("dimensionRange") is span]
            line = lines[index - first]
            line["developerMetadata"] = [*line.get("developerMetadata", []), *found]
    return lines
