"""The calls of Sheets v4."""

import copy
from collections.abc import Callable

from tests.servers.google import values_calls
from tests.servers.google.a1 import Area, parse_area
from tests.servers.google.answers import Json, invalid
from tests.servers.google.batch import apply_batch
from tests.servers.google.book import Tab
from tests.servers.google.call import Asked
from tests.servers.google.checking import check_mask, check_options, check_shape
from tests.servers.google.data_filters import matched_area, metadata_found
from tests.servers.google.editing import change_book, work_on
from tests.servers.google.masks import Mask, masked, parse_mask
from tests.servers.google.quotas import Kind
from tests.servers.google.request_shapes import ANSWERS, BODIES
from tests.servers.google.requests_book import add_sheet
from tests.servers.google.spreadsheets import spreadsheet_json, tab_properties_json
from tests.servers.google.work import Work, may_edit
from tests.servers.google.world import File, World, new_book, tab_properties

Call = Callable[[World, Asked], Json]


def get_spreadsheet(world: World, asked: Asked) -> Json:
    file = world.sheet_file(asked.id, asked.account)
    areas = [parse_area(file.book, text) for text in asked.query.get("ranges", [])]
    mask = parse_mask(str(asked.options.get("fields") or ""))
    grid_data = asked.options.get("includeGridData") is True
    return _shown(file, asked, areas, mask, grid_data=grid_data)


def get_by_filter(world: World, asked: Asked) -> Json:
    file = world.sheet_file(asked.id, asked.account)
    areas = [matched_area(file.book, f) for f in asked.body.get("dataFilters", [])]
    mask = parse_mask(str(asked.options.get("fields") or ""))
    found = [area for area in areas if area]
    grid_data = bool(asked.body.get("includeGridData"))
    return _shown(file, asked, found, mask, grid_data=grid_data)


def _shown(file: File, asked: Asked, areas: list[Area], mask: Mask, *, grid_data: bool) -> Json:
    def may_write(protected: Json) -> bool:
        return may_edit(protected, asked.account, file.owner)

    return spreadsheet_json(file.book, areas, mask, grid_data=grid_data, may_edit=may_write)


def create_spreadsheet(world: World, asked: Asked) -> Json:
    given = asked.body.get("properties") or {}
    title = given.get("title") or "Untitled spreadsheet"
    locale, zone = given.get("locale") or "en_US", given.get("timeZone") or "Etc/GMT"
    book = new_book(world.new_id(), title, locale, zone)
    work = work_on(world, book, asked.account, asked.account)
    for sheet in asked.body.get("sheets", []):
        add_sheet(work, sheet)
    if not book.tabs:
        book.tabs.append(Tab(tab_properties(0, "Sheet1")))
    world.add_file(title, asked.account, book)
    return spreadsheet_json(book, [], {}, grid_data=False, may_edit=lambda _: True)


def batch_update(world: World, asked: Asked) -> Json:
    file = world.sheet_file(asked.id, asked.account, write=True)
    mask = parse_mask(str(asked.options.get("fields") or ""))
    answer: Json = change_book(
        world, file, asked.account, lambda work: apply_batch(work, asked.body, mask)
    )
    return answer


def search_metadata(world: World, asked: Asked) -> Json:
    book = world.sheet_file(asked.id, asked.account).book
    found = metadata_found(book, asked.body.get("dataFilters", []))
    matched = [{"developerMetadata": item, "dataFilters": filters} for item, filters in found]
    return {"matchedDeveloperMetadata": matched} if matched else {}


def get_metadata(world: World, asked: Asked) -> Json:
    book = world.sheet_file(asked.id, asked.account).book
    for item in book.metadata:
        if str(item["metadataId"]) == asked.path["metadata"]:
            return item
    raise invalid(f"No developer metadata with id {asked.path['metadata']}")


def copy_sheet(world: World, asked: Asked) -> Json:
    """Copy a tab to another spreadsheet, at the end."""
    source = world.sheet_file(asked.id, asked.account).book.tab(int(asked.path["sheet"]))
    target_id = str(asked.body.get("destinationSpreadsheetId") or asked.id)
    file = world.sheet_file(target_id, asked.account, write=True)

    def change(work: Work) -> Json:
        tab = source.copy()
        title = f"Copy of {source.title}"
        tab.properties |= {"sheetId": work.new_number(), "title": title}
        work.book.tabs.append(tab)
        return copy.deepcopy(tab_properties_json(work.book, tab))

    answer: Json = change_book(world, file, asked.account, change)
    return answer


def checked(name: str, call: Call) -> Call:
    """A call that refuses what Google does not know, and whose answer is cut to its `fields`."""

    def ask(world: World, asked: Asked) -> Json:
        check_options(asked.query)
        if name in BODIES:
            check_shape(BODIES[name], asked.body, "")
        mask = parse_mask(str(asked.options.get("fields") or ""))
        if name in ANSWERS:
            check_mask(ANSWERS[name], mask)
        answer = call(world, asked)
        return answer if name in _CUT else dict(masked(answer, mask))

    return ask


#: These cut their answers themselves, before many cells are told in vain.
_CUT = ("spreadsheets.get", "spreadsheets.getByDataFilter")


_BOOK = r"/(?P<id>[^/:]+)"
_METADATA = _BOOK + "/developerMetadata"
_TABLE: list[tuple[str, Kind, str, str, Call]] = [
    ("spreadsheets.get", "read", "GET", _BOOK, get_spreadsheet),
    ("spreadsheets.create", "write", "POST", "", create_spreadsheet),
    ("spreadsheets.batchUpdate", "write", "POST", _BOOK + ":batchUpdate", batch_update),
    ("spreadsheets.getByDataFilter", "read", "POST", _BOOK + ":getByDataFilter", get_by_filter),
    ("developerMetadata.search", "read", "POST", _METADATA + ":search", search_metadata),
    ("developerMetadata.get", "read", "GET", _METADATA + r"/(?P<metadata>\d+)", get_metadata),
    ("sheets.copyTo", "write", "POST", _BOOK + r"/sheets/(?P<sheet>\d+):copyTo", copy_sheet),
]
CALLS = [
    (f"sheets.{name}", kind, method, path, checked(name, call))
    for name, kind, method, path, call in _TABLE + values_calls.TABLE
]
