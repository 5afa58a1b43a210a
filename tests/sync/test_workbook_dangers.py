"""Files that would stop, fill or mislead a reader are refused, each for its own reason."""

import io
import struct
import zipfile
from functools import cache
from pathlib import Path

import pytest
from openpyxl import Workbook

from sync.workbook import (
    WorkbookEmpty,
    WorkbookEncrypted,
    WorkbookError,
    WorkbookFarCell,
    WorkbookTooLarge,
    WorkbookUnreadable,
    open_workbook,
    read_workbook,
)
from tests.sync.books import XLS, ods, openpyxl_book, parts_of, xlsx, zipped

_ONE = '<row r="1"><c r="A1"><v>1</v></c></row>'
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_WIDE = ' table:number-columns-repeated="20000000" '
_TALL = ' table:number-rows-repeated="20000000"'
_TABLE = '<table:table table:name="甲">'
_CELL = '<table:table-cell office:value-type="string"><text:p>x</text:p></table:table-cell>'
_ROW = f"<table:table-row>{_CELL}</table:table-row>"


def _refused(content: bytes) -> WorkbookError:
    with pytest.raises(WorkbookError) as caught:
        open_workbook(content, "书.xlsx")
    return caught.value


def _book() -> bytes:
    def fill(book: Workbook) -> None:
        for number in range(99):
            book["活动"].append([number, "护河"])

    return openpyxl_book(fill)


@pytest.mark.parametrize(
    "row",
    [
        '<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>',
        '<row r="1048576"><c r="J1048576"><v>1</v></c></row>',
        "<row r='1048576'><c r='J1048576'><v>1</v></c></row>",
        '<row r="2"><c  s="0" r = "J1048576"><v>1</v></c></row>',
        '<x:row r="1048576"><x:c r="J1048576"><x:v>1</x:v></x:c></x:row>',
        f'<row r="1048576">{"<c/>" * 9}<c><v>1</v></c></row>',
    ],
)
def test_stray_far_cell_is_named(row: str) -> None:
    error = _refused(xlsx(_ONE, _ONE + row))

    assert isinstance(error, WorkbookFarCell)
    assert error.values["sheet"] == "T2"
    assert error.values["cell"].endswith("1048576")


def test_many_middling_tabs_are_too_far_together() -> None:
    row = '<row r="99999"><c r="Z99999"><v>1</v></c></row>'

    assert isinstance(_refused(xlsx(*[_ONE + row] * 4)), WorkbookFarCell)


def test_one_part_shown_by_many_tabs_is_counted_for_each() -> None:
    far = '<row r="99999"><c r="Z99999"><v>1</v></c></row>'
    files = parts_of(xlsx(far, _ONE, _ONE, _ONE))
    links = files["xl/_rels/workbook.xml.rels"]
    for number in (2, 3, 4):
        links = links.replace(f"s{number}.xml", "s1.xml")

    error = _refused(zipped(files | {"xl/_rels/workbook.xml.rels": links}))

    assert isinstance(error, WorkbookFarCell)


@pytest.mark.parametrize(
    "rows",
    [
        f"<table:table-row>{_CELL}<table:table-cell{_WIDE}/>{_CELL}</table:table-row>",
        f"<table:table-row{_TALL}><table:table-cell/></table:table-row>{_ROW}",
        f"<table:table-row{_TALL}>{_CELL.replace(' ', _WIDE, 1)}</table:table-row>",
    ],
)
def test_ods_that_repeats_too_much_is_refused(rows: str) -> None:
    error = _refused(ods(f"{_TABLE}{rows}</table:table>"))

    assert isinstance(error, WorkbookFarCell)
    assert error.values["sheet"] == "甲"


def test_ods_that_repeats_a_long_text_is_refused() -> None:
    cell = _CELL.replace(" ", ' table:number-columns-repeated="1000" ', 1)
    text = cell.replace(">x<", '>x<text:s text:c="9999999"/><')

    error = _refused(ods(f"{_TABLE}<table:table-row>{text}</table:table-row></table:table>"))

    assert isinstance(error, WorkbookTooLarge)


def test_ods_with_blank_rows_and_columns_to_the_edge_is_read() -> None:
    edge = '<table:table-cell table:number-columns-repeated="16383"/>'
    rest = f'<table:table-row table:number-rows-repeated="1048575">{edge}</table:table-row>'
    table = f"{_TABLE}<table:table-row>{_CELL}{edge}</table:table-row>{rest}</table:table>"

    [tab] = open_workbook(ods(table), "书.ods")

    assert tab.rows == [["x"]]


def test_bomb_is_refused_by_its_directory() -> None:
    assert isinstance(_refused(_bomb()), WorkbookTooLarge)


def test_bomb_that_lies_about_its_size_is_refused() -> None:
    content = bytearray(_bomb())
    entry = content.rindex(b"PK\x01\x02")
    content[entry + 24 : entry + 28] = struct.pack("<I", 1000)

    assert isinstance(_refused(bytes(content)), WorkbookTooLarge)


def test_long_text_shown_by_many_cells_is_refused() -> None:
    cells = "".join(f'<c r="A{n}" t="s"><v>0</v></c>' for n in range(1, 9000))
    text = f"<sst><si><t>{'长' * 40_000}</t></si></sst>"

    error = _refused(xlsx(f"<row>{cells}</row>", sharedStrings=text))

    assert isinstance(error, WorkbookTooLarge)


def test_many_short_texts_beside_a_long_one_are_read() -> None:
    cells = "".join(f'<c r="A{n}" t="s"><v>1</v></c>' for n in range(1, 9000))
    text = f"<sst><si><t>{'长' * 40_000}</t></si><si><t>短</t></si></sst>"

    [tab] = open_workbook(xlsx(f"<row>{cells}</row>", sharedStrings=text), "书.xlsx")

    assert tab.rows[0] == ["短"]


def test_declared_entities_are_refused() -> None:
    bomb = '<!DOCTYPE a [<!ENTITY b "bb">]><worksheet><sheetData/></worksheet>'

    assert isinstance(_refused(xlsx(bomb)), WorkbookUnreadable)


def test_sheet_in_utf16_is_refused_and_not_read_as_blank() -> None:
    files = parts_of(xlsx(_ONE))
    saved = io.BytesIO()
    with zipfile.ZipFile(saved, "w") as archive:
        for name, part in files.items():
            archive.writestr(name, part.encode("utf-16" if "s1" in name else "utf-8"))

    assert isinstance(_refused(saved.getvalue()), WorkbookUnreadable)


@pytest.mark.parametrize("share", [0.3, 0.9, 0.999])
@pytest.mark.parametrize("content", [_book(), XLS], ids=["xlsx", "xls"])
def test_half_copied_file_is_unreadable_for_now(content: bytes, share: float) -> None:
    error = _refused(content[: int(len(content) * share)])

    assert (type(error), error.passing) == (WorkbookUnreadable, True)


def test_damaged_part_is_unreadable_for_now() -> None:
    content = bytearray(_book())
    content[content.index(b"xl/worksheets/sheet1.xml") + 100] ^= 0xFF

    error = _refused(bytes(content))

    assert (type(error), error.passing) == (WorkbookUnreadable, True)


def test_half_copied_text_is_unreadable_for_now() -> None:
    error = _refused("单位,日期\n图书馆,三月".encode()[:-1])

    assert (type(error), error.passing) == (WorkbookUnreadable, True)


def test_vanished_file_is_unreadable_for_now(tmp_path: Path) -> None:
    with pytest.raises(WorkbookUnreadable) as caught:
        read_workbook(tmp_path / "没有.xlsx")

    assert (caught.value.passing, caught.value.values["file"]) == (True, "没有.xlsx")


def test_file_of_no_bytes_is_empty() -> None:
    assert isinstance(_refused(b""), WorkbookEmpty)


def test_password_of_an_xlsx_is_asked_for() -> None:
    content = _OLE + bytes(504) + "EncryptedPackage".encode("utf-16-le")

    assert isinstance(_refused(content), WorkbookEncrypted)


def test_password_of_an_ods_is_asked_for() -> None:
    files = parts_of(ods("")) | {"META-INF/manifest.xml": "<m><encryption-data/></m>"}

    assert isinstance(_refused(zipped(files)), WorkbookEncrypted)


@pytest.mark.parametrize(
    "content",
    [
        zipped({"word/document.xml": "<document/>"}),
        b"%PDF-1.7 text",
        b"<html><body>1</body></html>",
        b'<?xml version="1.0"?>\n<?mso-application progid="Excel.Sheet"?><Workbook/>',
        b"\x89PNG\r\n\x1a\n\x00\x00",
        b"a,b\x00c",
        b"\xff\xfa\x80\x80",
        "单,位\n图".encode("utf-16-le") + b"\x03",
        b"\x00\xd8" + "甲,乙\n".encode("utf-16-le"),
        _OLE + bytes(4096),
    ],
)
def test_what_is_no_workbook_is_unreadable(content: bytes) -> None:
    assert isinstance(_refused(content), WorkbookUnreadable)


def test_each_error_says_what_and_where() -> None:
    error = _refused(xlsx('<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>'))

    assert str(error) == (
        "'书.xlsx' has a stray cell in XFD1048576 of sheet 'T1';"
        " delete the rows and columns around it and save."
    )
    assert (error.code, dict(error.values)) == (
        "workbook-far-cell",
        {"file": "书.xlsx", "sheet": "T1", "cell": "XFD1048576"},
    )


@cache
def _bomb() -> bytes:
    """A workbook with a sheet of 320 MB of zeros, 1.4 MB on disk."""
    saved = io.BytesIO()
    with zipfile.ZipFile(saved, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
        for name, part in parts_of(xlsx(_ONE)).items():
            archive.writestr(name, part)
        with archive.open("xl/worksheets/s2.xml", "w") as sheet:
            for _ in range(320):
                sheet.write(bytes(1 << 20))
    return saved.getvalue()
