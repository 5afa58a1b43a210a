"""A1 notation: where a text points to in a spreadsheet, and how a place is written."""

import re
from dataclasses import dataclass

from tests.servers.google.answers import Json, invalid
from tests.servers.google.book import Book, Tab
from tests.servers.google.grid import Cell

_CORNER = r"\$?([A-Za-z]{0,3})\$?(\d*)"
_CELLS = re.compile(rf"{_CORNER}(?::{_CORNER})?")
_R1C1 = re.compile(r"R(\d+)C(\d+)(?::R(\d+)C(\d+))?")
_PLAIN_TITLE = re.compile(r"[A-Za-z_]\w*", re.ASCII)
_LOOKS_LIKE_A_CELL = re.compile(r"[A-Za-z]{1,3}\d+|[Rr]\d*[Cc]\d*")

Corners = tuple[int | None, int | None, int | None, int | None]
"""First row (from 1) and column (from 0), last row and column; None where it is open."""


@dataclass(frozen=True, slots=True)
class Area:
    """A rectangle of a tab, counted from 0, the ends not included."""

    tab: Tab
    top: int
    left: int
    bottom: int
    right: int

    @property
    def height(self) -> int:
        return self.bottom - self.top

    @property
    def width(self) -> int:
        return self.right - self.left

    def __str__(self) -> str:
        """As Google echoes a range: `Sheet1!A1:B2`, one cell as `Sheet1!A1`."""
        first = f"{column_name(self.left)}{self.top + 1}"
        last = f"{column_name(self.right - 1)}{self.bottom}"
        return f"{quoted(self.tab.title)}!{first}" + (f":{last}" if last != first else "")

    def grid_range(self) -> Json:
        """The same as a GridRange."""
        rows = {"startRowIndex": self.top, "endRowIndex": self.bottom}
        columns = {"startColumnIndex": self.left, "endColumnIndex": self.right}
        return ({"sheetId": self.tab.id} if self.tab.id else {}) | rows | columns


def column_name(index: int) -> str:
    """The letters of a column counted from 0."""
    name = ""
    index += 1
    while index:
        index, letter = divmod(index - 1, 26)
        name = chr(65 + letter) + name
    return name


def column_index(name: str) -> int:
    """The column of some letters, counted from 0."""
    index = 0
    for letter in name.upper():
        index = index * 26 + ord(letter) - 64
    return index - 1


def quoted(title: str) -> str:
    """A tab's title as it stands before the `!`."""
    if _PLAIN_TITLE.fullmatch(title) and not _LOOKS_LIKE_A_CELL.fullmatch(title):
        return title
    return "'" + title.replace("'", "''") + "'"


def parse_area(book: Book, text: str) -> Area:
    """The area a range names; its end is cut to the grid, its start must lie inside: else 400."""
    title, cells = _parted(text)
    if title is None:
        return _bare(book, text)
    tab = book.tab_called(title)
    if tab is None:
        raise invalid(f"Unable to parse range: {text}")
    if cells is None:
        return whole(tab)
    area = _cells_of(tab, cells, text) or _named(book, cells)
    if area is None:
        raise invalid(f"Unable to parse range: {text}")
    return area


def whole(tab: Tab) -> Area:
    """All of a tab."""
    return Area(tab, 0, 0, tab.row_count, tab.column_count)


def named_cells(tab: Tab) -> list[tuple[str, Cell]]:
    """A tab's filled cells with their names, B2."""
    filled = tab.grid.filled()
    return [(f"{column_name(column)}{row + 1}", cell) for row, column, cell in filled]


def area_of(book: Book, span: Json) -> Area:
    """The area of a GridRange, cut to the grid; a bound left out is the tab's."""
    tab = book.tab(span.get("sheetId") or 0)
    bottom = min(_or(span.get("endRowIndex"), tab.row_count), tab.row_count)
    right = min(_or(span.get("endColumnIndex"), tab.column_count), tab.column_count)
    top, left = span.get("startRowIndex") or 0, span.get("startColumnIndex") or 0
    if top >= bottom or left >= right:
        raise invalid(f"Invalid range: {span} has no cells in the grid of '{tab.title}'.")
    return Area(tab, top, left, bottom, right)


def _or(value: int | None, default: int) -> int:
    return default if value is None else value


def _parted(text: str) -> tuple[str | None, str | None]:
    """Title and cells, either None where it is not there."""
    if text.startswith("'"):
        match = re.fullmatch(r"'((?:[^']|'')*)'(?:!(.*))?", text, re.DOTALL)
        if match is None:
            raise invalid(f"Unable to parse range: {text}")
        return match[1].replace("''", "'"), match[2]
    title, mark, cells = text.rpartition("!")
    return (title, cells) if mark else (None, None)


def _bare(book: Book, text: str) -> Area:
    """Without a tab: cells of the first, a name, or else the title of a tab."""
    tab = book.tabs[0]
    tabs = book.tab_called(text)
    area = (tab and _cells_of(tab, text, text)) or _named(book, text) or (tabs and whole(tabs))
    if not area:
        raise invalid(f"Unable to parse range: {text}")
    return area


def _named(book: Book, name: str) -> Area | None:
    for named in book.named_ranges:
        if named["name"] == name:
            return area_of(book, named["range"])
    return None


def _cells_of(tab: Tab, cells: str, text: str) -> Area | None:
    """The area of `B2`, `A1:C`, `2:5` or `R1C1:R2C2`; None where it is nothing of the kind."""
    if numbers := _R1C1.fullmatch(cells):
        top, left, bottom, right = (int(n) if n else None for n in numbers.groups())
        corners = (top, _back(left), bottom or top, _back(right or left))
    elif cells and (match := _CELLS.fullmatch(cells)) and (match[1] or match[2]):
        if ":" not in cells and not (match[1] and match[2]):
            return None
        corners = _corners(*match.groups())
    else:
        return None
    return _cut(tab, corners, text)


def _back(number: int | None) -> int | None:
    return None if number is None else number - 1


def _corners(left: str, top: str, right: str | None, bottom: str | None) -> Corners:
    if right is None:
        right, bottom = left, top
    columns = sorted(column_index(name) for name in (left, right) if name)
    rows = sorted(int(number) for number in (top, bottom) if number)
    return (
        rows[0] if top else None,
        columns[0] if left else None,
        rows[-1] if bottom else None,
        columns[-1] if right else None,
    )


def _cut(tab: Tab, corners: Corners, text: str) -> Area:
    first, column, bottom, right = corners
    top, left = (first or 1) - 1, column or 0
    if top >= tab.row_count or left >= tab.column_count:
        limits = f"Max rows: {tab.row_count}, max columns: {tab.column_count}"
        raise invalid(f"Range ({text}) exceeds grid limits. {limits}")
    end = tab.column_count if right is None else min(right + 1, tab.column_count)
    return Area(tab, top, left, min(bottom or tab.row_count, tab.row_count), end)
