"""An XML Spreadsheet of 2003 named .xls is read as the workbook that it is."""

from datetime import date, datetime, time

import pytest

from sync.workbook import WorkbookError, WorkbookFarCell, WorkbookUnreadable, open_workbook

_HEAD = '<?xml version="1.0"{}?>\n<?mso-application progid="Excel.Sheet"?>\n'
_SPACE = "urn:schemas-microsoft-com:office:spreadsheet"


def book(*sheets: str, encoding: str = "") -> str:
    """A document of worksheets, which may give their elements the usual prefix."""
    said = f' encoding="{encoding}"' if encoding else ""
    return (
        f'{_HEAD.format(said)}<Workbook xmlns="{_SPACE}" xmlns:ss="{_SPACE}"'
        f' xmlns:html="http://www.w3.org/TR/REC-html40">{"".join(sheets)}</Workbook>'
    )


def worksheet(rows: str, name: str = "活动", options: str = "") -> str:
    return f'<Worksheet ss:Name="{name}"><Table>{rows}</Table>{options}</Worksheet>'


def cell(text: str, kind: str = "String", **attributes: str) -> str:
    said = "".join(f' ss:{name}="{value}"' for name, value in attributes.items())
    return f'<Cell{said}><Data ss:Type="{kind}">{text}</Data></Cell>'


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030"])
def test_cells_have_their_kinds_in_each_encoding(encoding: str) -> None:
    row = (
        cell("护&amp;河&#10;净滩") + cell("12", "Number") + cell("1", "Boolean")
        + cell("2026-03-05T00:00:00.000", "DateTime") + cell("2026-03-05T09:30:00.000", "DateTime")
        + cell("1899-12-31T09:30:00.000", "DateTime") + cell("#DIV/0!", "Error")
        + cell("十二", "Number")
    )  # fmt: skip
    content = book(worksheet(f"<Row>{row}</Row>"), encoding=encoding).encode(encoding)

    [tab] = open_workbook(content, "三月.xls")

    assert (tab.name, tab.hidden, tab.merged, tab.uncalculated) == ("活动", False, (), ())
    assert tab.rows == [
        ["护&河\n净滩", 12.0, True, date(2026, 3, 5), datetime(2026, 3, 5, 9, 30), time(9, 30),  # noqa: DTZ001 - as a cell holds it
         "#DIV/0!", "十二"],
    ]  # fmt: skip


def test_rows_and_cells_stand_where_they_say() -> None:
    rows = (
        f"<Row>{cell('台账', MergeAcross='2', MergeDown='1')}{cell('年')}</Row>"
        f'<Row ss:Index="4">{cell("日期")}{cell("活动", Index="3")}{cell("人数")}</Row>'
        '<Row ss:Index="x"><Cell ss:Index="0"><Data>乙</Data></Cell><Cell/></Row>'
    )

    [tab] = open_workbook(book(worksheet(rows)).encode(), "书.xls")

    assert tab.rows == [
        ["台账", "", "", "年"],
        ["", "", "", ""],
        ["", "", "", ""],
        ["日期", "", "活动", "人数"],
        ["乙", "", "", ""],
    ]
    assert tab.merged == ((0, 0, 1, 2),)


def test_formatted_text_is_whole_and_a_comment_is_none_of_it() -> None:
    rich = '<html:B>护</html:B><html:Font html:Size="9">河</html:Font>'
    comment = '<Comment><ss:Data ss:Type="String">请核对</ss:Data></Comment>'
    rows = f'<Row><Cell><ss:Data ss:Type="String">{rich}</ss:Data>{comment}</Cell></Row>'

    [tab] = open_workbook(book(worksheet(rows)).encode(), "书.xls")

    assert tab.rows == [["护河"]]


def test_formula_without_a_result_is_uncalculated_and_hidden_tabs_are_hidden() -> None:
    rows = f'<Row><Cell ss:Formula="=1+1"/>{cell("2", "Number", Formula="=1+1")}</Row>'
    options = "<WorksheetOptions><Visible>SheetHidden</Visible></WorksheetOptions>"

    first, second = open_workbook(
        book(worksheet(rows, "甲"), worksheet(rows, "乙", options)).encode(), "书.xls"
    )

    assert (first.rows, first.uncalculated, first.hidden) == ([["", 2.0]], ("A1",), False)
    assert (second.name, second.hidden) == ("乙", True)


def test_web_page_that_names_the_space_is_a_web_page() -> None:
    page = f'<html xmlns:ss="{_SPACE}"><table><tr><td>日期</td></tr></table></html>'

    assert open_workbook(page.encode(), "书.xls")[0].rows == [["日期"]]


@pytest.mark.parametrize(
    ("content", "error", "passing"),
    [
        (book(worksheet("<Row>"))[:-30], WorkbookUnreadable, True),
        (book("<Worksheet></Row>"), WorkbookUnreadable, False),
        (f'<!DOCTYPE x SYSTEM "x"><Workbook xmlns="{_SPACE}"/>', WorkbookUnreadable, False),
        (
            f'<!DOCTYPE x [<!ENTITY a "ha">]><Workbook xmlns="{_SPACE}">&a;</Workbook>',
            WorkbookUnreadable,
            False,
        ),
        (
            book(worksheet(f'<Row ss:Index="1048576">{cell("x", Index="16384")}</Row>')),
            WorkbookFarCell,
            False,
        ),
    ],
)
def test_what_is_no_sheet_is_refused(
    content: str, error: type[WorkbookError], *, passing: bool
) -> None:
    with pytest.raises(error) as refused:
        open_workbook(content.encode(), "书.xls")

    assert refused.value.passing is passing
