"""What is said of the names that rows and the lines above them give their unit."""

from sync.reader import read_book
from sync.sources import Book, BookRef
from tests.builders import unit
from tests.sheets import sheet
from tests.sync.reading import BOOK, context, found, read

_CITY = {1: unit("江城市图书馆"), 2: unit("江城市文化馆"), 3: unit("清河社区", aliases=("清河",))}
_ROWS = "单位 | 日期 | 活动\n"


def test_unknown_name_is_told_at_every_cell_that_holds_it() -> None:
    reading = read(sheet(_ROWS + "图书官 | 3.5 | 护河\n图书官 | 3.6 | 植树"), context(units=_CITY))

    near = "江城市图书馆、江城市文化馆、清河社区"
    assert reading.findings == [
        found("unit-unknown", "A2", row=2, text="图书官", near=near, rows="1"),
        found("unit-unknown", "A3", row=3, text="图书官", near=near, rows="1"),
    ]


def test_unknown_name_of_the_line_is_told_once_with_its_rows() -> None:
    tab = sheet("""
        台账
        填报单位: | 图书官
        日期 | 活动
        3.5  | 护河
        3.6  | 植树
    """)

    reading = read(tab, context(units=_CITY))

    near = "江城市图书馆、江城市文化馆、清河社区"
    assert reading.findings == [
        found("unit-unknown", "B2", row=2, text="图书官", near=near, rows="2")
    ]
    assert [row.unit_id for row in reading.rows] == [None, None]


def test_line_that_no_row_needs_is_no_fault() -> None:
    reading = read(
        sheet("填报单位:图书官\n" + _ROWS + "清河社区 | 3.5 | 护河"), context(units=_CITY)
    )

    assert reading.findings == []


def test_name_made_out_is_told_once_in_a_book() -> None:
    rows = "市图书馆 | 3.5 | 护河\n市图书馆 | 3.6 | 植树\n清河 | 3.7 | 护河"
    tabs = (sheet(_ROWS + rows), sheet(_ROWS + "市图书馆 | 4.5 | 护河", name="4月"))

    read_rows, findings, units = read_book(Book(BookRef(BOOK, ""), "", tabs), context(units=_CITY))

    assert findings == [found("unit-assumed", "A2", row=2, text="市图书馆", unit="江城市图书馆")]
    assert ([row.unit_id for row in read_rows], units) == ([1, 1, 3, 1], {1, 3})


def test_name_of_the_line_made_out_is_told_there() -> None:
    reading = read(sheet("填报单位:市文化馆\n日期 | 活动\n3.5 | 护河"), context(units=_CITY))

    assert reading.findings == [
        found("unit-assumed", "A1", row=1, text="市文化馆", unit="江城市文化馆")
    ]
    assert [row.unit_id for row in reading.rows] == [2]


def test_name_of_a_file_made_out_is_told_of_the_tab() -> None:
    reading = read(sheet("日期 | 活动\n3.5 | 护河"), context("市图书馆.xlsx", units=_CITY))

    assert reading.findings == [
        found(
            "unit-assumed", None, row=None, book="市图书馆.xlsx",
            text="市图书馆", unit="江城市图书馆",
        )
    ]  # fmt: skip
    assert reading.default_unit == 1


def test_name_within_that_of_a_file_is_as_listed() -> None:
    reading = read(sheet("日期 | 活动\n3.5 | 护河"), context("清河社区台账.xlsx", units=_CITY))

    assert (reading.findings, reading.default_unit) == ([], 3)
