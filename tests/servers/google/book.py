"""A spreadsheet and its tabs: what they hold, and what moves when rows and columns do."""

import copy
from collections.abc import Iterator

from tests.servers.google.answers import Json, invalid
from tests.servers.google.grid import Grid

#: Things a tab holds that cover a GridRange named `range`, each a list of JSON values.
RANGED = ("protectedRanges", "bandedRanges", "filterViews", "tables")
#: Further things of a tab that are kept in lists.
LISTED = (*RANGED, "conditionalFormats", "charts", "slicers", "rowGroups", "columnGroups")
_EDGES = {
    "ROWS": ("startRowIndex", "endRowIndex", "rowCount"),
    "COLUMNS": ("startColumnIndex", "endColumnIndex", "columnCount"),
}


class Tab:
    """One sheet of a spreadsheet: its properties, its cells and what lies over them."""

    def __init__(self, properties: Json) -> None:
        self.properties = properties
        self.grid = Grid()
        self.merges: list[Json] = []
        self.listed: dict[str, list[Json]] = {name: [] for name in LISTED}
        self.basic_filter: Json | None = None
        self.dimensions: dict[str, dict[int, Json]] = {"ROWS": {}, "COLUMNS": {}}
        """Properties of single rows and columns by their index."""

    @property
    def id(self) -> int:
        return int(self.properties["sheetId"])

    @property
    def title(self) -> str:
        return str(self.properties["title"])

    @property
    def row_count(self) -> int:
        return int(self.properties["gridProperties"]["rowCount"])

    @property
    def column_count(self) -> int:
        return int(self.properties["gridProperties"]["columnCount"])

    def count(self, dimension: str) -> int:
        return self.row_count if dimension == "ROWS" else self.column_count

    def copy(self) -> "Tab":
        tab = Tab(copy.deepcopy(self.properties))
        tab.grid = self.grid.copy()
        tab.merges = [dict(merge) for merge in self.merges]
        tab.listed = {
            name: copy.deepcopy(items) if items else [] for name, items in self.listed.items()
        }
        tab.basic_filter = copy.deepcopy(self.basic_filter)
        tab.dimensions = copy.deepcopy(self.dimensions)
        return tab

    def grow(self, rows: int, columns: int) -> None:
        """Make the grid at least so large."""
        grid = self.properties["gridProperties"]
        grid["rowCount"] = max(grid["rowCount"], rows)
        grid["columnCount"] = max(grid["columnCount"], columns)


class Book:
    """A spreadsheet: properties, tabs in order, and what belongs to the whole."""

    def __init__(self, file_id: str, properties: Json) -> None:
        self.id = file_id
        self.properties = properties
        self.tabs: list[Tab] = []
        self.named_ranges: list[Json] = []
        self.metadata: list[Json] = []
        """Developer metadata of the book, its tabs, rows and columns."""

    def copy(self, file_id: str | None = None) -> "Book":
        book = Book(file_id or self.id, copy.deepcopy(self.properties))
        book.tabs = [tab.copy() for tab in self.tabs]
        book.named_ranges = copy.deepcopy(self.named_ranges)
        book.metadata = copy.deepcopy(self.metadata)
        return book

    def tab(self, sheet_id: int) -> Tab:
        """The tab with an id; 400 where there is none."""
        for tab in self.tabs:
            if tab.id == sheet_id:
                return tab
        raise invalid(f"No grid with id: {sheet_id}")

    def tab_called(self, title: str) -> Tab | None:
        return next((tab for tab in self.tabs if tab.title == title), None)

    def ranges(self, tab: Tab) -> Iterator[Json]:
        """Every GridRange that lies in a tab and moves with its cells."""
        for named in self.named_ranges:
            if (named["range"].get("sheetId") or 0) == tab.id:
                yield named["range"]
        yield from tab.merges
        for name in RANGED:
            yield from (item["range"] for item in tab.listed[name] if "range" in item)
        for rule in tab.listed["conditionalFormats"]:
            yield from rule["ranges"]
        if tab.basic_filter:
            yield tab.basic_filter["range"]

    def locations(self, tab: Tab, dimension: str) -> Iterator[Json]:
        """The rows or columns of a tab that metadata is tied to."""
        for item in self.metadata:
            span = item["location"].get("dimensionRange")
            if span and (span.get("sheetId") or 0) == tab.id and span["dimension"] == dimension:
                yield span


def insert_lines(book: Book, tab: Tab, dimension: str, at: int, count: int) -> None:
    """Put empty rows or columns before a place; everything from there on moves."""
    (tab.grid.insert_rows if dimension == "ROWS" else tab.grid.insert_columns)(at, count)
    start, end, size = _EDGES[dimension]
    tab.properties["gridProperties"][size] += count
    for span, first, last in _spans(book, tab, dimension, start, end):
        if span.get(first) is not None and span[first] >= at:
            span[first] += count
        if span.get(last) is not None and span[last] > at:
            span[last] += count
    known = tab.dimensions[dimension]
    tab.dimensions[dimension] = {i + count if i >= at else i: p for i, p in known.items()}


def delete_lines(book: Book, tab: Tab, dimension: str, first: int, end: int) -> None:
    """Take rows or columns out; what lay wholly in them is gone, the rest moves up."""
    if end - first >= tab.count(dimension):
        raise invalid(f"You can't delete all the {dimension.lower()} on the sheet.")
    (tab.grid.delete_rows if dimension == "ROWS" else tab.grid.delete_columns)(first, end)
    low, high, size = _EDGES[dimension]
    tab.properties["gridProperties"][size] -= end - first
    for span, start, stop in _spans(book, tab, dimension, low, high):
        for edge in (start, stop):
            if span.get(edge) is not None:
                span[edge] -= max(0, min(span[edge], end) - first)
    _drop_empty(book, tab, low, high)
    known = tab.dimensions[dimension]
    kept = {i: p for i, p in known.items() if not first <= i < end}
    tab.dimensions[dimension] = {i - (end - first) if i >= end else i: p for i, p in kept.items()}


def move_lines(book: Book, tab: Tab, dimension: str, lines: tuple[int, int], to: int) -> None:
    """Take rows or columns out and put them before another, with the metadata tied to them."""
    first, end = lines
    if first <= to <= end:
        return
    count = tab.count(dimension)
    others = [index for index in range(count) if not first <= index < end]
    at = to if to < first else to - (end - first)
    order = [*others[:at], *range(first, end), *others[at:]]
    place = {old: new for new, old in enumerate(order)}
    _reorder(tab.grid, dimension, order)
    known = tab.dimensions[dimension]
    tab.dimensions[dimension] = {place[index]: known[index] for index in known}
    for span in book.locations(tab, dimension):
        span["startIndex"] = place[span["startIndex"]]
        span["endIndex"] = span["startIndex"] + 1


def _reorder(grid: Grid, dimension: str, order: list[int]) -> None:
    if dimension == "ROWS":
        rows = grid.rows
        moved = [rows[old] if old < len(rows) else [] for old in order]
        while moved and not moved[-1]:
            moved.pop()
        grid.rows = moved
    else:
        grid.rows = [[row[old] if old < len(row) else None for old in order] for row in grid.rows]


def _spans(
    book: Book, tab: Tab, dimension: str, start: str, end: str
) -> list[tuple[Json, str, str]]:
    """Each range once, with the names of its two edges in this dimension."""
    spans = [(span, start, end) for span in book.ranges(tab)]
    groups = tab.listed["rowGroups" if dimension == "ROWS" else "columnGroups"]
    lines = [*book.locations(tab, dimension), *(group["range"] for group in groups)]
    return spans + [(span, "startIndex", "endIndex") for span in lines]


def _drop_empty(book: Book, tab: Tab, low: str, high: str) -> None:
    def gone(span: Json) -> bool:
        edges = (low, high) if low in span else ("startIndex", "endIndex")
        first, last = (span.get(edge) for edge in edges)
        return first is not None and last is not None and first >= last

    tab.merges = [merge for merge in tab.merges if not gone(merge)]
    for name in (*RANGED, "rowGroups", "columnGroups"):
        tab.listed[name] = [item for item in tab.listed[name] if not gone(item.get("range", {}))]
    book.named_ranges = [named for named in book.named_ranges if not gone(named["range"])]
    for rule in tab.listed["conditionalFormats"]:
        rule["ranges"] = [span for span in rule["ranges"] if not gone(span)]
    book.metadata = [
        item for item in book.metadata if not gone(item["location"].get("dimensionRange") or {})
    ]
