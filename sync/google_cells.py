"""Google's answer about a spreadsheet, as tabs of cells like those of a workbook file."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import datetime, time, timedelta
from hashlib import blake2b
from typing import Any

from sync.extent import Extent, judge_extents
from sync.reading import RawCell
from sync.workbook import Tab

Json = Mapping[str, Any]

#: What is asked of a spreadsheet: tabs people added, values, dates, merges and notes at once.
MASK = (
    "properties(title),sheets(properties(sheetId,title,sheetType,hidden,gridProperties(rowCount)),"
    "merges,data(startRow,startColumn,"
    "rowData(values(effectiveValue,note,effectiveFormat(numberFormat(type))))))"
)
_ERRORS = {
    "ERROR": "#ERROR!",
    "NULL_VALUE": "#NULL!",
    "DIVIDE_BY_ZERO": "#DIV/0!",
    "VALUE": "#VALUE!",
    "REF": "#REF!",
    "NAME": "#NAME?",
    "NUM": "#NUM!",
    "N_A": "#N/A",
}
_DAY_ZERO = datetime(1899, 12, 30)  # noqa: DTZ001 - a day of a sheet has no zone
_DAY = 86_400
_LAST_DAY = 2_958_466


@dataclass(frozen=True, slots=True, kw_only=True)
class GoogleTab:
    """One tab as it stands: its id, which outlives renaming, its cells, and the notes on them."""

    id: int
    tab: Tab
    notes: Mapping[tuple[int, int], str] = field(default_factory=dict)
    """By row and column from 0."""
    row_count: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Spreadsheet:
    """A spreadsheet at one moment."""

    title: str
    tabs: tuple[GoogleTab, ...]

    def find(self, tab_id: int) -> GoogleTab | None:
        """The tab with this id."""
        return next((one for one in self.tabs if one.id == tab_id), None)

    def peoples(self, ours: Collection[int]) -> tuple[Tab, ...]:
        """The tabs that are not ours."""
        return tuple(one.tab for one in self.tabs if one.id not in ours)

    def revision(self, ours: Collection[int]) -> str:
        """A digest of its title and of what people wrote; notes and our tabs leave it as it is."""
        told = repr((self.title, self.peoples(ours)))
        return blake2b(told.encode(errors="replace"), digest_size=16).hexdigest()


def parse_spreadsheet(answer: Json) -> Spreadsheet:
    """The spreadsheet of an answer to `MASK`; charts that fill a tab are left out.

    WorkbookFarCell where the empty cells before a stray one would fill the memory.
    """
    title = str(answer.get("properties", {}).get("title", ""))
    extents: list[tuple[str, Extent]] = []
    tabs = [
        _parse_tab(sheet, title, extents)
        for sheet in answer.get("sheets", ())
        if sheet["properties"].get("sheetType", "GRID") == "GRID"
    ]
    return Spreadsheet(title=title, tabs=tuple(tabs))


def _parse_tab(sheet: Json, title: str, extents: list[tuple[str, Extent]]) -> GoogleTab:
    properties = sheet["properties"]
    extent = Extent()
    extents.append((properties["title"], extent))
    cells: dict[tuple[int, int], RawCell] = {}
    notes: dict[tuple[int, int], str] = {}
    for block in sheet.get("data", ()):
        top, left = block.get("startRow", 0), block.get("startColumn", 0)
        for row, values in enumerate(block.get("rowData", ()), start=top):
            for column, value in enumerate(values.get("values", ()), start=left):
                if "effectiveValue" in value:
                    cells[row, column] = _parse_cell(value)
                    extent.add(row, column)
                if value.get("note"):
                    notes[row, column] = value["note"]
    judge_extents(extents, title)
    return GoogleTab(
        id=properties.get("sheetId", 0),
        tab=Tab(
            name=properties["title"],
            rows=_as_rows(cells, extent),
            merged=tuple(_parse_merge(one) for one in sheet.get("merges", ())),
            hidden=properties.get("hidden", False),
        ),
        notes=notes,
        row_count=properties.get("gridProperties", {}).get("rowCount", 0),
    )


def _as_rows(cells: Mapping[tuple[int, int], RawCell], extent: Extent) -> list[list[RawCell]]:
    """All rows down to the last that holds something, all of one length."""
    height, width = extent.lowest[0] + 1, extent.rightmost[1] + 1
    rows: list[list[RawCell]] = [[""] * width for _ in range(height)]
    for (row, column), cell in cells.items():
        rows[row][column] = cell
    return rows


def _parse_cell(value: Json) -> RawCell:
    """A cell as a workbook file would give it: dates as dates, errors as their sign."""
    held = value["effectiveValue"]
    if "numberValue" in held:
        kind = value.get("effectiveFormat", {}).get("numberFormat", {}).get("type", "")
        return parse_serial(held["numberValue"], kind)
    if "stringValue" in held:
        return str(held["stringValue"])
    if "boolValue" in held:
        return bool(held["boolValue"])
    return _ERRORS.get(held.get("errorValue", {}).get("type", ""), "#ERROR!")


def parse_serial(number: float, kind: str) -> RawCell:
    """What a number stands for in a cell of that number format: days since 1899-12-30, or itself.

    A number that is no day of a calendar stays a number.
    """
    dated = kind in {"DATE", "DATE_TIME"} and 0 <= number < _LAST_DAY
    if not dated and not (kind == "TIME" and number >= 0):
        return number
    days, seconds = divmod(round(number * _DAY), _DAY)
    if dated:
        moment = _DAY_ZERO + timedelta(days=days, seconds=seconds)
        return moment if seconds else moment.date()
    if days:
        return timedelta(days=days, seconds=seconds)
    return time(seconds // 3600, seconds // 60 % 60, seconds % 60)


def _parse_merge(merge: Json) -> tuple[int, int, int, int]:
    return (
        merge.get("startRowIndex", 0),
        merge.get("startColumnIndex", 0),
        merge.get("endRowIndex", 0) - 1,
        merge.get("endColumnIndex", 0) - 1,
    )
