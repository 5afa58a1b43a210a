"""A web page that is named .xls, as many systems export: its tables as rows of texts."""

import re
from html.parser import HTMLParser

from sync.extent import MOST_CELLS
from sync.reading import RawCell
from sync.workbook_errors import WorkbookTooLarge

_PAGE = re.compile(r"\s*<(?:!doctype html|html|head|body|table|meta|style|div)\b", re.IGNORECASE)
_SPACES = re.compile(r"[ \t\r\n\f\xa0]+")
_MOST_SPANNED = 1000


def is_web_page(text: str) -> bool:
    """Whether a text is markup of the web."""
    return bool(_PAGE.match(text))


def parse_web_page(text: str, file: str) -> list[list[list[RawCell]]]:
    """The tables of a page that hold no other table, in their order."""
    page = _Page(file)
    page.feed(text)
    page.close()
    return page.tables


class _Page(HTMLParser):
    """Gathers tables; a cell that reaches across or down leaves blank ones behind it."""

    def __init__(self, file: str) -> None:
        super().__init__()
        self.tables: list[list[list[RawCell]]] = []
        self._file = file
        self._cells = 0
        self._cell: list[str] | None = None
        self._across = self._down = 1
        self._hanging: dict[int, int] = {}

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Begins a table, a row, a cell, or a line in a cell."""
        if tag == "table":
            if self._cell is not None:  # what stands around a table is none
                self.tables.pop()
            self.tables.append([])
            self._cell, self._hanging = None, {}
        elif tag == "tr" and self.tables:
            self._end_cell()
            self.tables[-1].append([])
        elif tag in {"td", "th"} and self.tables and self.tables[-1]:
            self._end_cell()
            spans = dict(attrs)
            self._across, self._down = (_span(spans.get(f"{way}span")) for way in ("col", "row"))
            self._cell = []
        elif tag in {"br", "p", "div"} and self._cell:
            self._cell.append("\v")

    def handle_endtag(self, tag: str) -> None:
        """Ends a cell with its row or table."""
        if tag in {"td", "th", "tr", "table"}:
            self._end_cell()

    def handle_data(self, data: str) -> None:
        """Takes the text of a cell."""
        if self._cell is not None:
            self._cell.append(data)

    def _end_cell(self) -> None:
        if self._cell is None:
            return
        row = self.tables[-1][-1]
        while self._hanging.get(len(row), 0):
            self._hanging[len(row)] -= 1
            row.append("")
        for column in range(len(row), len(row) + self._across):
            self._hanging[column] = self._down - 1
        lines = _SPACES.sub(" ", "".join(self._cell)).split("\v")
        row += ["\n".join(line.strip() for line in lines).strip(), *[""] * (self._across - 1)]
        self._cells += self._across
        self._cell = None
        if self._cells > MOST_CELLS:
            raise WorkbookTooLarge(self._file, f"it has more than {MOST_CELLS} cells")


def _span(written: str | None) -> int:
    """How many columns or rows a cell takes."""
    plain = (written or "").strip()
    return min(int(plain), _MOST_SPANNED) if plain.isdecimal() and int(plain[:6]) else 1
