"""The one door to workbook files: whatever a unit saved comes out as tabs of cells."""

import io
import re
import zipfile
import zlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import cast

from python_calamine import (
    CalamineError,
    CalamineWorkbook,
    PasswordError,
    SheetTypeEnum,
    SheetVisibleEnum,
)

from sync import opendocument, spreadsheetml
from sync.archive import LARGEST_UNPACKED, pack, unpack
from sync.biff import judge_biff
from sync.delimited import decode_text, parse_texts
from sync.extent import Extent, judge_extents
from sync.ole import SIGNATURE as OLE_SIGNATURE
from sync.opendocument import judge_opendocument
from sync.reading import RawCell
from sync.spreadsheetml import find_uncalculated, judge_spreadsheet
from sync.workbook_errors import (
    WorkbookEmpty,
    WorkbookEncrypted,
    WorkbookError,
    WorkbookFarCell,
    WorkbookTooLarge,
    WorkbookUnreadable,
)
from sync.workbook_writing import LEFT_BEHIND, write_workbook
from sync.xml_spreadsheet import is_xml_spreadsheet, parse_xml_spreadsheet

__all__ = [
    "LEFT_BEHIND",
    "Tab",
    "WorkbookEmpty",
    "WorkbookEncrypted",
    "WorkbookError",
    "WorkbookFarCell",
    "WorkbookTooLarge",
    "WorkbookUnreadable",
    "open_workbook",
    "read_bytes",
    "read_label",
    "read_workbook",
    "write_workbook",
]

_PROPERTIES, _LONGEST_PROPERTIES = "docProps/core.xml", 100_000
_LABEL = re.compile(rb"<(?:\w+:)?keywords>([^<]*)<")
_NO_WORKBOOK = (
    zipfile.BadZipFile,
    zlib.error,
    EOFError,
    KeyError,
    NotImplementedError,
    RuntimeError,
)
_ZIP = b"PK\x03\x04"
_EMPTY_ZIP = b"PK\x05\x06"


@dataclass(frozen=True, slots=True, kw_only=True)
class Tab:
    """One tab of a workbook: rows[r][c] is the cell in row r + 1, column c counted from 0.

    A blank cell is ''. Merged ranges are (top, left, bottom, right), all inclusive and from 0, and
    may reach beyond the rows. Uncalculated are the addresses of formulas that hold no value yet.
    """

    name: str
    rows: list[list[RawCell]]
    merged: tuple[tuple[int, int, int, int], ...] = ()
    hidden: bool = False
    uncalculated: tuple[str, ...] = ()


def read_workbook(path: Path) -> tuple[Tab, ...]:
    """The tabs of a file of any format we read, told by its content and not by its name."""
    return open_workbook(read_bytes(path), path.name)


def read_bytes(path: Path) -> bytes:
    """What a file holds; a passing error where it has vanished or is locked."""
    try:
        if path.stat().st_size > LARGEST_UNPACKED:
            raise WorkbookTooLarge(path.name, f"it has more than {LARGEST_UNPACKED} bytes")
        return path.read_bytes()
    except OSError as error:
        reason = "it has vanished or is locked by another program"
        raise WorkbookUnreadable(path.name, reason, passing=True) from error


def open_workbook(content: bytes, name: str) -> tuple[Tab, ...]:
    """The tabs that a file's bytes hold; its name is for errors, and for the tab of a .csv."""
    if not content:
        raise WorkbookEmpty(name)
    if content.startswith((_ZIP, _EMPTY_ZIP)):
        return _open_zip(content, name)
    if content.startswith(OLE_SIGNATURE):
        return _read_tabs(judge_biff(content, name), name, {})
    if is_xml_spreadsheet(content):
        sheets = parse_xml_spreadsheet(decode_text(content, name), name)
        return tuple(Tab(**sheet._asdict()) for sheet in sheets)
    tables = enumerate(parse_texts(content, name), start=1)
    return tuple(Tab(name=f"{Path(name).stem} {n}".removesuffix(" 1"), rows=t) for n, t in tables)


def _open_zip(content: bytes, name: str) -> tuple[Tab, ...]:
    archive = unpack(content, name)
    parts = archive.parts
    if "content.xml" in parts:
        uncalculated = judge_opendocument(parts, name)
        opendocument.show_errors(parts)
        return _read_tabs(pack(parts), name, uncalculated)
    peculiar = judge_spreadsheet(parts, name)
    uncalculated = find_uncalculated(parts, peculiar)
    mended = spreadsheetml.show_errors(parts, peculiar)
    judged = content if archive.plain and not mended else pack(parts)
    return _read_tabs(judged, name, uncalculated)


def _read_tabs(
    content: bytes, name: str, uncalculated: Mapping[str, tuple[str, ...]]
) -> tuple[Tab, ...]:
    try:
        with CalamineWorkbook.from_filelike(io.BytesIO(content)) as book:
            return tuple(_tabs(book, name, uncalculated))
    except PasswordError as error:
        raise WorkbookEncrypted(name) from error
    except CalamineError as error:
        raise WorkbookUnreadable(name, f"it holds no table we can read ({error})") from error
    except BaseException as error:
        if type(error).__name__ != "PanicException":  # which derives from no Exception
            raise
        raise WorkbookUnreadable(name, "it is damaged") from error


def _tabs(
    book: CalamineWorkbook, name: str, uncalculated: Mapping[str, tuple[str, ...]]
) -> Iterator[Tab]:
    extents: list[tuple[str, Extent]] = []
    for number, sheet in enumerate(book.sheets_metadata):
        if sheet.typ is not SheetTypeEnum.WorkSheet:
            continue
        cells = book.get_sheet_by_index(number)
        extents.append((sheet.name, Extent(cells.end, cells.end) if cells.end else Extent()))
        judge_extents(extents, name)  # once more, as one part may be shown by many tabs
        yield Tab(
            name=sheet.name,
            rows=cast("list[list[RawCell]]", cells.to_python(skip_empty_area=False)),
            merged=tuple((*start, *end) for start, end in cells.merged_cell_ranges or ()),
            hidden=sheet.visible is not SheetVisibleEnum.Visible,
            uncalculated=uncalculated.get(sheet.name, ()),
        )


def read_label(path: Path) -> str:
    """The label that a workbook was written with, '' where it has none; OSError."""
    try:
        with zipfile.ZipFile(path) as archive, archive.open(_PROPERTIES) as part:
            found = _LABEL.search(part.read(_LONGEST_PROPERTIES))
    except _NO_WORKBOOK:
        return ""
    return found[1].decode(errors="replace") if found else ""
