"""Books of other programs than openpyxl hold the same activities."""

import io
import shutil
import subprocess
from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path

import pytest
import xlsxwriter
from openpyxl import Workbook

from rules.records import Activity
from sync.workbook import Tab, WorkbookUnreadable, open_workbook, read_workbook
from tests.sync.books import openpyxl_book, parts_of, zipped
from tests.sync.reading import activities, places

_HEADER = ("单位", "日期", "活动名称", "人数", "时长(小时)")
_OFFICE = shutil.which("soffice")
_HELD = Activity(unit_text="图书馆", days="2026-03-05", title="清河护绿", headcount=12, duration=90)


def _xlsxwriter_book(
    fill: Callable[[xlsxwriter.Workbook, xlsxwriter.workbook.Worksheet], object], **options: object
) -> bytes:
    saved = io.BytesIO()
    with xlsxwriter.Workbook(saved, options) as book:
        fill(book, book.add_worksheet("3月"))
    return saved.getvalue()


def _tab(content: bytes) -> Tab:
    [tab] = open_workbook(content, "台账.xlsx")
    return tab


@pytest.mark.parametrize("options", [{}, {"constant_memory": True}], ids=["whole", "by_rows"])
@pytest.mark.parametrize("written", ['yyyy"年"m"月"d"日"', "m/d/yy", "[$-804]yyyy-mm-dd;@"])
def test_dates_in_any_format_and_texts_of_several_fonts_are_read(
    options: dict[str, object], written: str
) -> None:
    def fill(book: xlsxwriter.Workbook, sheet: xlsxwriter.workbook.Worksheet) -> None:
        day, bold = book.add_format({"num_format": written}), book.add_format({"bold": True})
        sheet.write_row(0, 0, _HEADER, bold)
        sheet.write(1, 0, "图书馆")
        sheet.write_datetime(1, 1, datetime(2026, 3, 5), day)  # noqa: DTZ001 - a sheet knows no zone
        sheet.write_rich_string(1, 2, "清河", bold, "护绿")
        sheet.write_row(1, 3, (12, 1.5))

    assert activities(_tab(_xlsxwriter_book(fill, **options))) == [_HELD]


def test_table_with_calculated_formulas_is_read() -> None:
    def fill(_: xlsxwriter.Workbook, sheet: xlsxwriter.workbook.Worksheet) -> None:
        sheet.add_table("A1:E2", {"columns": [{"header": name} for name in _HEADER]})
        sheet.write_row(1, 0, ("图书馆", "2026-03-05", "清河护绿"))
        sheet.write_formula(1, 3, "=6+6", None, 12)
        sheet.write_formula(1, 4, "=D2/8", None, 1.5)

    assert activities(_tab(_xlsxwriter_book(fill))) == [_HELD]


def test_merged_unit_is_that_of_its_rows() -> None:
    def fill(book: xlsxwriter.Workbook, sheet: xlsxwriter.workbook.Worksheet) -> None:
        sheet.write_row(0, 0, _HEADER)
        sheet.merge_range("A2:A3", "图书馆", book.add_format())
        for row in (1, 2):
            sheet.write_row(row, 1, (f"2026-03-0{row + 4}", "清河护绿", 12, 1.5))

    held = activities(_tab(_xlsxwriter_book(fill)))

    assert held == [_HELD, _HELD._replace(days="2026-03-06")]


def test_formula_that_was_written_without_a_result_is_named() -> None:
    def fill(_: xlsxwriter.Workbook, sheet: xlsxwriter.workbook.Worksheet) -> None:
        sheet.write_row(0, 0, _HEADER)
        sheet.write_row(1, 0, ("图书馆", "2026-03-05", "清河护绿"))
        sheet.write_formula(1, 3, "=6+6", None, "")

    assert places(_tab(_xlsxwriter_book(fill))) == [("formula-uncalculated", "D2")]


def test_book_without_its_texts_is_unreadable_and_not_read_as_blank() -> None:
    def fill(_: xlsxwriter.Workbook, sheet: xlsxwriter.workbook.Worksheet) -> None:
        sheet.write_row(0, 0, _HEADER)

    parts = parts_of(_xlsxwriter_book(fill))
    del parts["xl/sharedStrings.xml"]

    with pytest.raises(WorkbookUnreadable):
        _tab(zipped(parts))


def test_book_with_macros_is_read() -> None:
    def fill(_: xlsxwriter.Workbook, sheet: xlsxwriter.workbook.Worksheet) -> None:
        sheet.write_row(0, 0, _HEADER)
        sheet.write_row(1, 0, ("图书馆", "2026-03-05", "清河护绿", 12, 1.5))

    parts = parts_of(_xlsxwriter_book(fill))
    types = parts["[Content_Types].xml"]
    parts["[Content_Types].xml"] = types.replace(
        "openxmlformats-officedocument.spreadsheetml.sheet.main", "ms-excel.sheet.macroEnabled.main"
    )

    assert activities(_tab(zipped(parts | {"xl/vbaProject.bin": "Sub 宏()"}))) == [_HELD]


@pytest.mark.skipif(_OFFICE is None, reason="needs LibreOffice: soffice is not installed")
def test_what_libreoffice_saves_in_each_format_holds_the_same(tmp_path: Path) -> None:
    def fill(book: Workbook) -> None:
        sheet = book["活动"]
        sheet.append(_HEADER)
        sheet.append(("图书馆", date(2026, 3, 5), "清河护绿", "=6+6", 1.5))

    (tmp_path / "台账.xlsx").write_bytes(openpyxl_book(fill))
    for ending in ("ods", "xls", "csv:Text - txt - csv (StarCalc):44,34,76"):
        _convert(tmp_path / "台账.xlsx", ending)

    for ending in ("ods", "xls", "csv"):
        [tab] = read_workbook(tmp_path / f"台账.{ending}")
        assert activities(tab) == [_HELD]


def _convert(book: Path, ending: str) -> None:
    assert _OFFICE is not None
    home = f"-env:UserInstallation={(book.parent / 'office').as_uri()}"
    command = (_OFFICE, home, "--headless", "--convert-to", ending, "--outdir", str(book.parent))
    subprocess.run((*command, str(book)), check=True, capture_output=True, timeout=120)
