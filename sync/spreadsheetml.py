"""The parts of an .xlsx judged before they are read: how far cells reach, which lack a value."""

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from posixpath import join, normpath
from xml.etree import ElementTree as ET

from sync.workbook_errors import WorkbookFarCell, WorkbookTooLarge, WorkbookUnreadable

#: Cells of the rectangles from A1 to the last cell, over all tabs: a reader allocates them all,
#: 40 bytes each. A million rows of ten columns; one stray cell in the last row is already more.
MOST_CELLS = 10_000_000
#: Signs of text over all cells: a text written once may be shown by a million cells.
MOST_TEXT = 1_000_000_000
#: Addresses of uncalculated formulas kept of a tab: enough to see which column it is.
MOST_UNCALCULATED = 50

_SMALLEST_SHARED_CELL = 20  # bytes of <c t="s"><v>0</v></c>
_CELL = re.compile(
    rb"<(?:[^\s<>/:!?]+:)?(row|c)((?:\s+[^\s=<>]+\s*=\s*(?:\"[^\"]*\"|'[^']*'))*)\s*(/?)>"
)
_PREFIXED_CELL = re.compile(rb":c[\s/>]")
_ADDRESS_OF = re.compile(rb"\sr\s*=\s*[\"']([A-Za-z]*)(\d*)")
_PLAIN_ADDRESS = re.compile(rb'<c r="([A-Z]{1,3})(\d{1,7})"')
_LAST_ROW = re.compile(rb'<c r="[A-Z]{1,3}(\d{1,7})"')
_FORMULA_WITHOUT_VALUE = re.compile(
    rb"<c\b([^>]*)>\s*<f(?:\s[^>]*)?(?:/>|>[^<]*</f>)\s*(<v\s*/>|<v>\s*</v>)?\s*</c>"
)
_ERROR_TYPE = re.compile(rb"(\st=)([\"'])e\2")
_SHARED_INDEX = re.compile(rb"v>\s*(\d+)\s*<")
_SHARED_TEXT = re.compile(rb"<(?:\w+:)?si\b")


@dataclass(frozen=True, slots=True)
class SheetPart:
    """A tab's part: its cells' rectangle, and where formulas have no value."""

    name: str
    rows: int
    columns: int


def judge_spreadsheet(parts: Mapping[str, bytes], file: str) -> None:
    """Raises where reading the parts would take too much memory."""
    sheets = {name: part for name, part in parts.items() if b"sheetData" in part}
    bounds = [_bound(part) for part in sheets.values()]
