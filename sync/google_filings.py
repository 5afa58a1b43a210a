"""Filings in a spreadsheet: rows appended to a tab 聊天填报, which is read like any log."""

from collections.abc import Iterator

from rules.findings import CellRef
from sync.filings import HEADER, TITLE, find_filing, tabulate_filing
from sync.google_cells import Spreadsheet
from sync.google_pool import Json
from sync.google_standing import FILINGS_TAB
from sync.sources import Filing

_ROWS = 200


def find_in(spreadsheet: Spreadsheet, filing: Filing) -> CellRef | None:
    """Where the filing stands, in whichever tab people have put it."""
    for one in spreadsheet.tabs:
        row = find_filing(one.tab.rows, filing.key)
        if row is not None:
            return CellRef(filing.book, one.tab.name, row)
    return None


def plan_append(spreadsheet: Spreadsheet, filing: Filing) -> list[Json]:
    """The changes that append it below what stands, whoever writes there at the same moment."""
    rows = [tabulate_filing(filing)]
    changes: list[Json] = []
    if spreadsheet.find(FILINGS_TAB) is None:
        changes += _add_tab(spreadsheet)
        rows.insert(0, list(HEADER))
    cells = [{"values": [_cell(value) for value in row]} for row in rows]
    appended = {"sheetId": FILINGS_TAB, "rows": cells, "fields": "userEnteredValue"}
    return [*changes, {"appendCells": appended}]


def _add_tab(spreadsheet: Spreadsheet) -> Iterator[Json]:
    taken = {one.tab.name for one in spreadsheet.tabs}
    titles = (TITLE, *(f"{TITLE}{number}" for number in range(2, len(taken) + 3)))
    free = next(title for title in titles if title not in taken)
    grid = {"rowCount": _ROWS, "columnCount": len(HEADER), "frozenRowCount": 1}
    yield {
        "addSheet": {"properties": {"sheetId": FILINGS_TAB, "title": free, "gridProperties": grid}}
    }


def _cell(value: str | int) -> Json:
    """Text as text, whatever it begins with, and a number as a number."""
    if isinstance(value, int):
        return {"userEnteredValue": {"numberValue": value}}
    return {"userEnteredValue": {"stringValue": value}} if value else {}
