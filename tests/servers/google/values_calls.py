"""The calls of Sheets v4 about plain values."""

from collections.abc import Callable

from tests.servers.google.a1 import Area, column_index, column_name, parse_area
from tests.servers.google.answers import Json, invalid
from tests.servers.google.book import Book
from tests.servers.google.call import Asked
from tests.servers.google.data_filters import matched_area, matching
from tests.servers.google.editing import change_book
from tests.servers.google.quotas import Kind
from tests.servers.google.values import (
    append_values,
    clear_values,
    given_rows,
    read_values,
    write_values,
)
from tests.servers.google.work import Work
from tests.servers.google.world import World

Call = Callable[[World, Asked], Json]


def get_values(world: World, asked: Asked) -> Json:
    book = world.sheet_file(asked.id, asked.account).book
    return read_values(book, parse_area(book, asked.path["range"]), asked.options)


def batch_get_values(world: World, asked: Asked) -> Json:
    book = world.sheet_file(asked.id, asked.account).book
    areas = [parse_area(book, text) for text in asked.query.get("ranges", [])]
    ranges = [read_values(book, area, asked.options) for area in areas]
    return {"spreadsheetId": book.id} | ({"valueRanges": ranges} if ranges else {})


def update_values(world: World, asked: Asked) -> Json:
    return _written(world, asked, write_values)


def append_rows(world: World, asked: Asked) -> Json:
    return _written(world, asked, append_values)


def _written(world: World, asked: Asked, write: Callable[..., Json]) -> Json:
    file = world.sheet_file(asked.id, asked.account, write=True)

    given_rows(asked.body)

    def change(work: Work) -> Json:
        area = _writable(work, parse_area(work.book, asked.path["range"]))
        return write(work.book, area, asked.body, asked.options, work.year)

    answer: Json = change_book(world, file, asked.account, change)
    return answer


def _writable(work: Work, area: Area) -> Area:
    work.writable(area.grid_range())
    return area


def clear_range(world: World, asked: Asked) -> Json:
    file = world.sheet_file(asked.id, asked.account, write=True)
    cleared = change_book(
        world,
        file,
        asked.account,
        lambda work: clear_values(_writable(work, parse_area(work.book, asked.path["range"]))),
    )
    return {"spreadsheetId": file.id, "clearedRange": cleared}


def batch_clear(world: World, asked: Asked) -> Json:
    file = world.sheet_file(asked.id, asked.account, write=True)

    def change(work: Work) -> list[str]:
        areas = _areas(work.book, asked.body)
        return [clear_values(_writable(work, area)) for area in areas]

    return {
        "spreadsheetId": file.id,
        "clearedRanges": change_book(world, file, asked.account, change),
    }


def _areas(book: Book, body: Json) -> list[Area]:
    areas = [parse_area(book, text) for text in body.get("ranges", [])]
    found = [matched_area(book, f) for f in body.get("dataFilters", [])]
    return areas + [area for area in found if area]


def batch_update_values(world: World, asked: Asked) -> Json:
    """Write several ranges, each named by A1 or by a data filter."""
    file = world.sheet_file(asked.id, asked.account, write=True)

    def change(work: Work) -> list[Json]:
        reports = []
        for given in asked.body.get("data", []):
            area = _target(work.book, given)
            if area is None:
                continue
            report = write_values(work.book, _writable(work, area), given, asked.body, work.year)
            if "dataFilter" in given:
                report = {"dataFilter": given["dataFilter"]} | report
                del report["spreadsheetId"]
            reports.append(report)
        return reports

    reports = change_book(world, file, asked.account, change)
    return {"spreadsheetId": file.id, **_totals(reports), "responses": reports}


def _target(book: Book, given: Json) -> Area | None:
    if "dataFilter" in given:
        return matched_area(book, given["dataFilter"])
    if not given.get("range"):
        raise invalid("range is required")
    return parse_area(book, given["range"])


def _totals(reports: list[Json]) -> Json:
    sheets = {report["updatedRange"].rpartition("!")[0] for report in reports}
    totals = {"totalUpdatedRows": sum(report.get("updatedRows", 0) for report in reports)}
    columns = [_columns(report["updatedRange"]) for report in reports]
    totals["totalUpdatedColumns"] = len(set().union(*columns)) if columns else 0
    totals["totalUpdatedCells"] = sum(report.get("updatedCells", 0) for report in reports)
    return totals | {"totalUpdatedSheets": len(sheets)}


def _columns(text: str) -> set[str]:
    title, _, cells = text.rpartition("!")
    first, _, last = cells.partition(":")
    left = first.rstrip("0123456789")
    right = (last or first).rstrip("0123456789")
    return {f"{title}!{column_name(i)}" for i in range(column_index(left), column_index(right) + 1)}


def batch_get_by_filter(world: World, asked: Asked) -> Json:
    book = world.sheet_file(asked.id, asked.account).book
    answer: Json = {"spreadsheetId": book.id}
    ranges: list[Json] = []
    for area, filters in matching(book, asked.body.get("dataFilters", [])):
        values = read_values(book, area, asked.body)
        ranges.append({"valueRange": values, "dataFilters": filters})
    return answer | ({"valueRanges": ranges} if ranges else {})


_VALUES = r"/(?P<id>[^/:]+)/values"
_RANGE = _VALUES + r"/(?P<range>[^/]+)"
TABLE: list[tuple[str, Kind, str, str, Call]] = [
    ("values.batchGet", "read", "GET", _VALUES + ":batchGet", batch_get_values),
    ("values.batchUpdate", "write", "POST", _VALUES + ":batchUpdate", batch_update_values),
    ("values.batchClear", "write", "POST", _VALUES + ":batchClear", batch_clear),
    ("values.append", "write", "POST", _RANGE + ":append", append_rows),
    ("values.clear", "write", "POST", _RANGE + ":clear", clear_range),
    ("values.get", "read", "GET", _RANGE, get_values),
    ("values.update", "write", "PUT", _RANGE, update_values),
]
_BY_FILTER: list[tuple[str, Kind, Call]] = [
    ("batchGetByDataFilter", "read", batch_get_by_filter),
    ("batchUpdateByDataFilter", "write", batch_update_values),
    ("batchClearByDataFilter", "write", batch_clear),
]
TABLE += [
    (f"values.{name}", kind, "POST", f"{_VALUES}:{name}", call) for name, kind, call in _BY_FILTER
]
