"""An XML Spreadsheet of 2003, as many systems export under the name .xls: its tabs of cells."""

import re
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import datetime, time
from typing import NamedTuple
from xml.parsers import expat

from sync.extent import MOST_UNCALCULATED, Extent, judge_extents, write_address
from sync.reading import RawCell
from sync.workbook_errors import WorkbookUnreadable

_SPACE = "urn:schemas-microsoft-com:office:spreadsheet"
_OPENING = re.compile(rb"(?:\xef\xbb\xbf)?\s*<(?:[?!][^<]*>\s*<)*(?:\w+:)?Workbook\b")
_LOOKED_AT = 4096
_DECLARATION = re.compile(r"\s*<\?xml[^>]*\?>")
_COUNT = re.compile(r"[0-9]{1,7}")
#: A time of day alone is dated so.
_DAY_OF_TIMES = 1899
_CUT_SHORT = {expat.errors.codes[one] for one in (
    expat.errors.XML_ERROR_NO_ELEMENTS, expat.errors.XML_ERROR_UNCLOSED_TOKEN,
    expat.errors.XML_ERROR_PARTIAL_CHAR,
)}  # fmt: skip


class SheetRead(NamedTuple):
    """One worksheet, in the terms of `sync.workbook.Tab`."""

    name: str
    rows: list[list[RawCell]]
    merged: tuple[tuple[int, int, int, int], ...]
    hidden: bool
    uncalculated: tuple[str, ...]


def is_xml_spreadsheet(content: bytes) -> bool:
    """Whether a file's bytes are a spreadsheet in XML."""
    return bool(_OPENING.match(content)) and _SPACE.encode() in content[:_LOOKED_AT]


def parse_xml_spreadsheet(text: str, file: str) -> Iterator[SheetRead]:
    """The worksheets in their order; WorkbookUnreadable, WorkbookFarCell."""
    document = _Document()
    parser = expat.ParserCreate("utf-8", " ")
    parser.StartElementHandler, parser.EndElementHandler = document.start, document.end
    parser.CharacterDataHandler = document.take
    parser.StartDoctypeDeclHandler = document.refuse
    try:
        parser.Parse(_DECLARATION.sub("", text, count=1).encode(), True)  # noqa: FBT003 - expat's
    except (expat.ExpatError, _RefusedError) as error:
        passing = isinstance(error, expat.ExpatError) and error.code in _CUT_SHORT
        raise WorkbookUnreadable(file, "its XML is damaged", passing=passing) from error
    judge_extents([(one.name, one.extent) for one in document.sheets], file)
    return (one.read() for one in document.sheets)


class _RefusedError(Exception):
    """A document type may define what unfolds without end; no spreadsheet has one."""


@dataclass(slots=True)
class _Sheet:
    """What was gathered of a worksheet."""

    name: str
    cells: dict[tuple[int, int], RawCell] = field(default_factory=dict)
    merged: list[tuple[int, int, int, int]] = field(default_factory=list)
    uncalculated: list[str] = field(default_factory=list)
    extent: Extent = field(default_factory=Extent)
    hidden: bool = False

    def read(self) -> SheetRead:
        height, width = self.extent.lowest[0] + 1, self.extent.rightmost[1] + 1
        rows: list[list[RawCell]] = [[""] * width for _ in range(height)]
        for (row, column), value in self.cells.items():
            rows[row][column] = value
        told = tuple(self.uncalculated[:MOST_UNCALCULATED])
        return SheetRead(self.name, rows, tuple(self.merged), self.hidden, told)


class _Document:
    """Gathers cells: each stands behind the one before, unless it says where."""

    def __init__(self) -> None:
        self.sheets: list[_Sheet] = []
        self._row = self._column = self._next = 0
        self._kind, self._text = "", list[str]()
        self._formula = self._open = self._aside = False

    def start(self, name: str, attributes: dict[str, str]) -> None:
        said = {key.rpartition(" ")[2]: value for key, value in attributes.items()}
        match name.rpartition(" ")[2]:
            case "Worksheet":
                self.sheets.append(_Sheet(said.get("Name", "")))
                self._row = -1
            case "Row":
                self._row, self._next = _index(said, self._row + 1), 0
            case "Cell" if self.sheets:
                self._start_cell(said)
            case "Data" if self.sheets and not self._aside:
                self._kind, self._text, self._open = said.get("Type", ""), [], True
            case "Comment":  # what somebody said of a cell, in an element of the same name
                self._aside = True
            case "Visible":
                self._text = []

    def _start_cell(self, said: dict[str, str]) -> None:
        across, down = (_number(said.get(f"Merge{way}"), 0) for way in ("Across", "Down"))
        self._column = _index(said, self._next)
        self._next = self._column + 1 + across
        self._formula, self._kind = "Formula" in said, ""
        if across or down:
            self.sheets[-1].merged.append(
                (self._row, self._column, self._row + down, self._column + across)
            )

    def take(self, text: str) -> None:
        """Text of a cell, or of the worksheet's options."""
        self._text.append(text)

    def end(self, name: str) -> None:
        match name.rpartition(" ")[2]:
            case "Comment":
                self._aside = False
            case "Data" if self._open:
                value, sheet = _value("".join(self._text), self._kind), self.sheets[-1]
                self._open = False
                if value != "":
                    sheet.cells[self._row, self._column] = value
                    sheet.extent.add(self._row, self._column)
            case "Cell" if self._formula and not self._kind:
                self.sheets[-1].uncalculated.append(write_address(self._row, self._column))
            case "Visible" if self.sheets:
                self.sheets[-1].hidden = "Hidden" in "".join(self._text)

    def refuse(self, *_declared: object) -> None:
        """Stops at a document type."""
        raise _RefusedError


def _index(said: dict[str, str], following: int) -> int:
    """Where a row or cell says that it stands, from 0; else it follows the one before."""
    return max(_number(said.get("Index"), following + 1) - 1, 0)


def _number(written: str | None, otherwise: int) -> int:
    """A count as it is written; what is none, or leads further than any sheet, is not there."""
    return int(written) if written and _COUNT.fullmatch(written) else otherwise


def _value(text: str, kind: str) -> RawCell:
    """What a cell holds: a number, a day or time, or its text."""
    with suppress(ValueError):
        if kind == "Number":
            return float(text)
        if kind == "DateTime":
            instant = datetime.fromisoformat(text)
            if instant.year == _DAY_OF_TIMES:
                return instant.time()
            return instant if instant.time() != time() else instant.date()
        if kind == "Boolean":
            return text.strip() == "1"
    return text
