"""What units save, in whatever program and format, comes out as tabs of cells."""

import gc
from datetime import date, datetime, time
from pathlib import Path

import pytest
from openpyxl import Workbook, load_workbook

from sync.workbook import Tab, open_workbook, read_label, read_workbook, write_workbook
from tests.sync.books import XLS, ods, openpyxl_book, xlsx

_ENCODINGS = ["utf-8", "utf-8-sig", "gb18030", "utf-16", "utf-16-le", "utf-16-be"]


def _activities(book: Workbook) -> None:
    book["活动"].append(["图书馆", date(2026, 3, 5), 12, 1.5, "007", True, None])


def test_cells_come_as_what_the_sheet_stored() -> None:
    [tab] = open_workbook(openpyxl_book(_activities), "书.xlsx")

    assert tab == Tab(name="活动", rows=[["图书馆", date(2026, 3, 5), 12.0, 1.5, "007", True]])


def test_empty_first_rows_and_columns_keep_every_address() -> None:
    def fill(book: Workbook) -> None:
        book["活动"]["C4"] = "护河"

    [tab] = open_workbook(openpyxl_book(fill), "书.xlsx")

    assert tab.rows == [["", "", ""], ["", "", ""], ["", "", ""], ["", "", "护河"]]


def test_merged_ranges_are_rows_and_columns_from_0() -> None:
    def fill(book: Workbook) -> None:
        book["活动"]["A1"] = "台账"
        book["活动"].merge_cells("A1:C2")

    [tab] = open_workbook(openpyxl_book(fill), "书.xlsx")

    assert tab.merged == ((0, 0, 1, 2),)


@pytest.mark.parametrize("state", ["hidden", "veryHidden"])
def test_hidden_tab_says_so(state: str) -> None:
    def fill(book: Workbook) -> None:
        book.create_sheet("草稿").sheet_state = state

    tabs = open_workbook(openpyxl_book(fill), "书.xlsx")

    assert [(tab.name, tab.hidden) for tab in tabs] == [("活动", False), ("草稿", True)]


def test_chart_tab_is_no_tab() -> None:
    def fill(book: Workbook) -> None:
        book.create_chartsheet("图", index=0)
        book.create_sheet("后").append(["1"])

    tabs = open_workbook(openpyxl_book(fill), "书.xlsx")

    assert [(tab.name, tab.rows) for tab in tabs] == [("活动", []), ("后", [["1"]])]


def test_uncalculated_formulas_are_named_in_their_tab() -> None:
    def fill(book: Workbook) -> None:
        book["活动"].append(["图书馆", 3])
        sums = book.create_sheet("合计", index=0)
        sums["B3"], sums["AA12"] = "=1+1", "=SUM(A1:A3)"

    tabs = open_workbook(openpyxl_book(fill), "书.xlsx")

    assert {tab.name: tab.uncalculated for tab in tabs} == {"合计": ("B3", "AA12"), "活动": ()}


def test_calculated_formulas_are_not_uncalculated() -> None:
    number = '<c r="A1"><f>1+1</f><v>2</v></c>'
    empty_text = '<c r="B1" t="str"><f>IF(A1=2,"","x")</f><v></v></c>'

    [tab] = open_workbook(xlsx(f'<row r="1">{number}{empty_text}</row>'), "书.xlsx")

    assert (tab.rows, tab.uncalculated) == ([[2.0, ""]], ())


def test_uncalculated_formula_without_address_is_counted_on() -> None:
    rows = "<row/><row><c><v>1</v></c><c><f>A2</f></c></row>"

    [tab] = open_workbook(xlsx(rows), "书.xlsx")

    assert tab.uncalculated == ("B2",)


@pytest.mark.parametrize("error", ["#REF!", "#N/A", "#DIV/0!", "#SPILL!", "Err:508"])
def test_error_cell_shows_its_error(error: str) -> None:
    rows = f'<row r="1"><c r="A1" t="e"><f>B9</f><v>{error}</v></c><c r="B1"><v>3</v></c></row>'

    [tab] = open_workbook(xlsx(rows), "书.xlsx")

    assert (tab.rows, tab.uncalculated) == ([[error, 3.0]], ())


@pytest.mark.parametrize(
    "rows",
    [
        "<row><c/><c><v>1</v></c></row>",
        "<row r='1'><c r='B1'><v>1</v></c></row>",
        '<row r = "1"><c s="0" r = "B1"><v>1</v></c></row>',
        '<x:row r="1"><x:c r="B1"><x:v>1</x:v></x:c></x:row>',
        '<row r="1"><c r="B1"><v>1</v></c><c r="XFD1" s="0"/></row><row r="1048576"/>',
    ],
)
def test_rare_ways_to_write_a_cell_are_read(rows: str) -> None:
    [tab] = open_workbook(xlsx(rows), "书.xlsx")

    assert tab.rows == [["", 1.0]]


def test_long_and_wide_sheet_is_read() -> None:
    rows = "".join(
        f'<row r="{row}"><c r="A{row}"><v>1</v></c><c r="AB{row}"><v>2</v></c></row>'
        for row in range(1, 2346)
    )

    [tab] = open_workbook(xlsx(rows, rows), "书.xlsx")[:1]

    assert (len(tab.rows), len(tab.rows[0]), tab.rows[-1][27]) == (2345, 28, 2.0)


def test_old_xls_is_read() -> None:
    first, second = open_workbook(XLS, "书.xls")

    assert first.rows[1:3] == [["", "007", ""], [3.5, "", date(2026, 3, 5)]]
    assert (first.name, first.merged) == ("甲", ((4, 0, 5, 1),))
    assert (second.rows, second.hidden) == ([[True]], True)


def test_ods_is_read_with_its_errors_and_uncalculated_formulas() -> None:
    text = '<table:table-cell office:value-type="string"><text:p>007</text:p></table:table-cell>'
    error = (
        '<table:table-cell office:value-type="string" office:string-value=""'
        ' calcext:value-type="error"><text:p>#REF!</text:p></table:table-cell>'
    )
    formula = '<table:table-cell table:formula="of:=1+1"/>'
    row = f"<table:table-row><table:table-cell/>{text}{error}{formula}{text}</table:table-row>"
    gap = '<table:table-row table:number-rows-repeated="2"><table:table-cell/></table:table-row>'

    [tab] = open_workbook(ods(f'<table:table table:name="甲&amp;乙">{gap}{row}</table:table>'), "a")

    assert tab.rows[2:] == [["", "007", "#REF!", "", "007"]]
    assert (tab.name, tab.uncalculated) == ("甲&乙", ("D3",))


@pytest.mark.parametrize("codec", _ENCODINGS)
@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_text_tables_are_read_in_each_encoding(codec: str, delimiter: str) -> None:
    lines = [["单位", "一人", "编号"], [], ["图书馆", '"张三;李四,王五"', "007"]]
    text = "\r\n".join(delimiter.join(line) for line in lines)

    [tab] = open_workbook(text.encode(codec), "三月.csv")

    assert tab == Tab(
        name="三月", rows=[["单位", "一人", "编号"], [], ["图书馆", "张三;李四,王五", "007"]]
    )


@pytest.mark.parametrize(
    "codecs", [("utf-8", "gb18030"), ("gb18030", "utf-8"), ("utf-8-sig", "gbk")]
)
def test_text_put_together_of_two_encodings_loses_no_half(codecs: tuple[str, str]) -> None:
    halves = "日期,活动\n2026-03-05,读书会\n", "2026-03-06,护河\n2026-03-07,联通宣讲\n"
    content = b"".join(half.encode(codec) for half, codec in zip(halves, codecs, strict=True))

    [tab] = open_workbook(content, "三月.csv")

    assert [row[1] for row in tab.rows] == ["活动", "读书会", "护河", "联通宣讲"]


def test_text_of_gb18030_alone_is_read_in_it() -> None:
    [tab] = open_workbook("日期,单位\n3.5,联通\n3.6,图书馆".encode("gb18030"), "三月.csv")

    assert [row[1] for row in tab.rows] == ["单位", "联通", "图书馆"]


@pytest.mark.parametrize("name", ["书.xls", "书.csv", "书.ods", "书"])
def test_content_counts_and_not_the_extension(tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_bytes(openpyxl_book(_activities))

    [tab] = read_workbook(tmp_path / name)

    assert tab.name == "活动"


@pytest.mark.parametrize("content", [XLS, "单位,日期\n".encode()])
def test_other_formats_named_xlsx_are_read(content: bytes) -> None:
    tabs = open_workbook(content, "书.xlsx")

    assert tabs[0].name in {"甲", "书"}


def test_what_is_written_is_read_again(tmp_path: Path) -> None:
    moment = datetime.fromisoformat("2026-03-05 09:30")
    rows: list[list[object]] = [["日期", "时刻", "时"], [date(2026, 3, 5), moment, time(9, 30)]]

    write_workbook(tmp_path / "a.xlsx", [("反馈", rows), ("空", [])], header=True, widths=(20,))

    tabs = read_workbook(tmp_path / "a.xlsx")
    assert [(tab.name, tab.rows) for tab in tabs] == [("反馈", rows), ("空", [])]
    assert [path.name for path in tmp_path.iterdir()] == ["a.xlsx"]


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "#REF!", "=cmd|' /C'!A0"])
def test_written_text_is_never_a_formula(tmp_path: Path, text: str) -> None:
    write_workbook(tmp_path / "a.xlsx", [("反馈", [[text]])], header=True)

    cell = load_workbook(tmp_path / "a.xlsx")["反馈"]["A1"]
    assert (cell.data_type, cell.value) == ("s", text)


def test_written_dates_are_dates_in_their_own_format(tmp_path: Path) -> None:
    write_workbook(tmp_path / "a.xlsx", [("反馈", [["日期"], [date(2026, 3, 5)]])], header=True)

    sheet = load_workbook(tmp_path / "a.xlsx")["反馈"]
    assert (sheet["A2"].is_date, sheet["A2"].number_format) == (True, "yyyy-mm-dd")
    assert (sheet["A1"].font.b, sheet.freeze_panes) == (True, "A2")


def test_failed_write_leaves_nothing_behind(tmp_path: Path) -> None:
    (tmp_path / "a.xlsx").mkdir()

    with pytest.raises(IsADirectoryError):
        write_workbook(tmp_path / "a.xlsx", [("反馈", [["x"]])])

    assert [path.name for path in tmp_path.iterdir()] == ["a.xlsx"]


def test_write_where_no_file_can_be_made_fails_at_once_and_in_silence(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(FileNotFoundError):
        write_workbook(tmp_path / "gone" / "a.xlsx", [("反馈", [["x"]])])

    gc.collect()
    assert capsys.readouterr().err == ""


def test_label_is_found_again_and_is_none_elsewhere(tmp_path: Path) -> None:
    write_workbook(tmp_path / "a.xlsx", [("反馈", [["x"]])], label="ours 1")
    write_workbook(tmp_path / "b.xlsx", [("反馈", [["x"]])])
    (tmp_path / "c.xlsx").write_bytes(b"PK\x03\x04")

    labels = [read_label(tmp_path / f"{name}.xlsx") for name in "abc"]

    assert labels == ["ours 1", "", ""]


def test_text_that_is_too_long_for_a_cell_is_cut(tmp_path: Path) -> None:
    write_workbook(tmp_path / "a.xlsx", [("反馈", [["长" * 40_000]])])

    [tab] = read_workbook(tmp_path / "a.xlsx")
    assert tab.rows == [["长" * 32_767]]
