"""Google's answers become tabs like those of workbook files."""

from datetime import date, datetime, time, timedelta
from typing import Any

import pytest

from sync.google_cells import GoogleTab, Spreadsheet, parse_serial, parse_spreadsheet
from sync.reading import RawCell
from sync.workbook import Tab, WorkbookFarCell


def answer(*rows: list[dict[str, Any]], **sheet: object) -> dict[str, Any]:
    data = [{"rowData": [{"values": row} if row else {} for row in rows]}]
    one = {"properties": {"sheetId": 5, "title": "三月"}, "data": data, **sheet}
    return {"properties": {"title": "图书馆"}, "sheets": [one]}


def cell(kind: str = "", note: str = "", **value: object) -> dict[str, Any]:
    held: dict[str, Any] = {"effectiveValue": value}
    if kind:
        held["effectiveFormat"] = {"numberFormat": {"type": kind}}
    return held | ({"note": note} if note else {})


def tab_of(given: dict[str, Any]) -> GoogleTab:
    [tab] = parse_spreadsheet(given).tabs
    return tab


def test_ragged_rows_are_padded_and_cells_keep_their_kind() -> None:
    given = answer(
        [cell(stringValue="日期"), cell(stringValue="人数"), cell(boolValue=True)],
        [],
        [cell("DATE", numberValue=46086), cell(numberValue=12)],
        [{}, cell(numberValue=0.5), {"note": "?"}],
    )

    rows = tab_of(given).tab.rows

    assert rows == [
        ["日期", "人数", True],
        ["", "", ""],
        [date(2026, 3, 5), 12, ""],
        ["", 0.5, ""],
    ]


@pytest.mark.parametrize(
    ("number", "kind", "expected"),
    [
        (43831, "DATE", date(2020, 1, 1)),
        (43831.5, "DATE", datetime(2020, 1, 1, 12)),  # noqa: DTZ001 - a sheet has no zone
        (43831.25, "DATE_TIME", datetime(2020, 1, 1, 6)),  # noqa: DTZ001 - a sheet has no zone
        (0.1041666667, "TIME", time(2, 30)),
        (1.5, "TIME", timedelta(days=1, hours=12)),
        (0.9999999, "TIME", timedelta(days=1)),
        (-1, "DATE", -1),
        (-0.5, "TIME", -0.5),
        (1e9, "DATE", 1e9),
        (6.29, "NUMBER", 6.29),
        (6.29, "", 6.29),
    ],
)
def test_number_is_what_its_format_says(number: float, kind: str, expected: RawCell) -> None:
    assert parse_serial(number, kind) == expected


@pytest.mark.parametrize(
    ("kind", "shown"), [("N_A", "#N/A"), ("DIVIDE_BY_ZERO", "#DIV/0!"), ("LOADING", "#ERROR!")]
)
def test_error_is_its_sign(kind: str, shown: str) -> None:
    given = answer([cell(errorValue={"type": kind})])

    assert tab_of(given).tab.rows == [[shown]]


def test_notes_merges_ids_and_hidden_tabs_are_seen() -> None:
    given = answer(
        [cell(stringValue="护河", note="【月月】x")],
        properties={
            "sheetId": 7,
            "title": "'A1'",
            "hidden": True,
            "gridProperties": {"rowCount": 9},
        },
        merges=[{"sheetId": 7, "endRowIndex": 3, "startColumnIndex": 1, "endColumnIndex": 2}],
    )

    tab = tab_of(given)

    whole = Tab(name="'A1'", rows=[["护河"]], merged=((0, 1, 2, 1),), hidden=True)
    assert tab == GoogleTab(id=7, tab=whole, notes={(0, 0): "【月月】x"}, row_count=9)


def test_tab_that_is_a_chart_is_left_out() -> None:
    given = answer(properties={"sheetId": 1, "title": "图", "sheetType": "OBJECT"})

    assert parse_spreadsheet(given) == Spreadsheet(title="图书馆", tabs=())


def test_block_that_begins_further_down_stands_where_it_is() -> None:
    given = answer()
    given["sheets"][0]["data"] = [
        {"startRow": 2, "startColumn": 1, "rowData": [{"values": [cell(stringValue="x")]}]}
    ]

    assert tab_of(given).tab.rows == [["", ""], ["", ""], ["", "x"]]


def test_stray_cell_far_out_is_refused_before_it_fills_the_memory() -> None:
    given = answer([cell(stringValue="日期")])
    far = {"startRow": 999_999, "startColumn": 17, "rowData": [{"values": [cell(stringValue="x")]}]}
    given["sheets"][0]["data"].append(far)

    with pytest.raises(WorkbookFarCell, match="R1000000"):
        parse_spreadsheet(given)


def test_revision_is_of_what_people_wrote_alone() -> None:
    plain = parse_spreadsheet(answer([cell(stringValue="护河")]))
    noted = parse_spreadsheet(answer([cell(stringValue="护河", note="x")]))
    edited = parse_spreadsheet(answer([cell(stringValue="护绿")]))

    assert plain.revision(()) == noted.revision(())
    assert plain.revision(()) != edited.revision(())
    assert plain.revision((5,)) == edited.revision((5,))
