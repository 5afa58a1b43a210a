"""batchUpdate requests about the spreadsheet and its tabs: adding, renaming, moving, deleting."""

from typing import Any

from tests.servers.google.answers import Json, invalid
from tests.servers.google.book import Book, Tab
from tests.servers.google.looks import with_styles
from tests.servers.google.masks import Mask, merged, parse_mask, without_nulls
from tests.servers.google.spreadsheets import tab_properties_json
from tests.servers.google.work import Request, Work
from tests.servers.google.world import tab_properties

CELLS_OF_A_BOOK = 10_000_000


def add_sheet(work: Work, given: Json) -> Json:
    wanted = without_nulls(given.get("properties") or {})
    sheet_id = wanted.get("sheetId")
    if sheet_id is None:
        sheet_id = work.new_number()
    elif any(tab.id == sheet_id for tab in work.book.tabs):
        raise invalid(f'A sheet with id "{sheet_id}" already exists. Please enter another id.')
    title = wanted.get("title") or _free_title(work.book)
    _check_title(work.book, title)
    grid = wanted.pop("gridProperties", {})
    properties = tab_properties(
        sheet_id, title, grid.get("rowCount") or 1000, grid.get("columnCount") or 26
    )
    properties["gridProperties"] |= {key: value for key, value in grid.items() if value}
    index = wanted.pop("index", len(work.book.tabs))
    tab = Tab(properties | with_styles(wanted) | {"sheetId": sheet_id, "title": title})
    tab.properties.setdefault("sheetType", "GRID")
    work.book.tabs.insert(index, tab)
    _check_size(work.book)
    return {"addSheet": {"properties": tab_properties_json(work.book, tab)}}


def _free_title(book: Book) -> str:
    number = len(book.tabs) + 1
    while book.tab_called(f"Sheet{number}"):
        number += 1
    return f"Sheet{number}"


def _check_title(book: Book, title: str, own: Tab | None = None) -> None:
    other = next((t for t in book.tabs if t.title.casefold() == title.casefold()), None)
    if other is not None and other is not own:
        message = f'A sheet with the name "{title}" already exists. Please enter another name.'
        raise invalid(message)
    if len(title) > 100:
        raise invalid("The sheet name cannot be greater than 100 characters.")


def _check_size(book: Book) -> None:
    if sum(tab.row_count * tab.column_count for tab in book.tabs) > CELLS_OF_A_BOOK:
        raise invalid(
            "This action would increase the number of cells in the workbook above the limit of "
            f"{CELLS_OF_A_BOOK} cells."
        )


def delete_sheet(work: Work, given: Json) -> None:
    tab = work.book.tab(given.get("sheetId") or 0)
    if len(work.book.tabs) == 1:
        raise invalid("You can't remove all the sheets in a document.")
    work.book.tabs.remove(tab)
    book = work.book
    book.named_ranges = [n for n in book.named_ranges if (n["range"].get("sheetId") or 0) != tab.id]
    book.metadata = [item for item in book.metadata if not _belongs(item["location"], tab.id)]


def _belongs(location: Json, sheet_id: int) -> bool:
    span = location.get("dimensionRange")
    return location.get("sheetId") == sheet_id or bool(
        span and (span.get("sheetId") or 0) == sheet_id
    )


def duplicate_sheet(work: Work, given: Json) -> Json:
    source = work.book.tab(given.get("sourceSheetId") or 0)
    tab = source.copy()
    tab.properties["sheetId"] = given.get("newSheetId") or work.new_number()
    tab.properties["title"] = given.get("newSheetName") or f"Copy of {source.title}"
    _check_title(work.book, tab.title)
    for span in work.book.ranges(tab):
        span["sheetId"] = tab.id
    for item in tab.listed["protectedRanges"]:
        item["protectedRangeId"] = work.new_number()
    work.book.tabs.insert(given.get("insertSheetIndex") or 0, tab)
    _check_size(work.book)
    return {"duplicateSheet": {"properties": tab_properties_json(work.book, tab)}}


def update_sheet_properties(work: Work, given: Json) -> None:
    properties = given.get("properties") or {}
    tab = work.book.tab(properties.get("sheetId") or 0)
    mask = parse_mask(_required(given, "fields"))
    index = properties.get("index") if "index" in mask or "*" in mask else None
    mask = {name: branch for name, branch in mask.items() if name not in ("index", "sheetId")}
    if "title" in mask or "*" in mask:
        _check_title(work.book, properties.get("title") or "", tab)
    if mask:
        _replace_properties(tab, properties, mask)
    if all(other.properties.get("hidden") for other in work.book.tabs):
        raise invalid("You can't hide all the sheets in a document.")
    if index is not None:
        _move(work.book, tab, index)
    _check_size(work.book)


def _replace_properties(tab: Tab, properties: Json, mask: Mask) -> None:
    if "*" in mask:
        mask = {key: {} for key in properties if key not in ("sheetId", "index")}
    new = with_styles(merged(tab.properties, without_nulls(properties), mask))
    grid = {key: value for key, value in new["gridProperties"].items() if value}
    if "rowCount" not in grid or "columnCount" not in grid:
        raise invalid("You can't delete all the rows or columns on the sheet.")
    new["gridProperties"] = grid
    new["sheetId"] = tab.id
    style = new.get("tabColorStyle")
    if style == {} or (style == {"rgbColor": {}} and "tabColorStyle" not in properties):
        del new["tabColorStyle"]
    for name in ("hidden", "rightToLeft"):
        if not new.get(name):
            new.pop(name, None)
    tab.properties = new
    del tab.grid.rows[grid["rowCount"] :]
    for cells in tab.grid.rows:
        del cells[grid["columnCount"] :]


def _move(book: Book, tab: Tab, index: int) -> None:
    """Tabs are numbered before the move: what goes right ends up one place before its number."""
    if not 0 <= index <= len(book.tabs):
        raise invalid(f"Invalid index {index}: there are {len(book.tabs)} sheets.")
    old = book.tabs.index(tab)
    book.tabs.remove(tab)
    book.tabs.insert(index - 1 if index > old else index, tab)


def update_spreadsheet_properties(work: Work, given: Json) -> None:
    mask = parse_mask(_required(given, "fields"))
    work.book.properties = merged(work.book.properties, given.get("properties") or {}, mask)


def _required(given: Json, name: str) -> Any:  # noqa: ANN401  what a request holds
    if not given.get(name):
        raise invalid(f"{name} is required")
    return given[name]


REQUESTS: dict[str, Request] = {
    "addSheet": add_sheet,
    "deleteSheet": delete_sheet,
    "duplicateSheet": duplicate_sheet,
    "updateSheetProperties": update_sheet_properties,
    "updateSpreadsheetProperties": update_spreadsheet_properties,
}
