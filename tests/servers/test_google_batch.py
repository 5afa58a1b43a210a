"""The Google test server does batchUpdate requests: all or none, at the right cells."""

import json
from typing import Any

import pytest

from tests.servers.google import GoogleServer
from tests.servers.google_client import ROWS, GoogleClient, message


def area(top: int, left: int, bottom: int, right: int) -> dict[str, int]:
    return {
        "startRowIndex": top,
        "startColumnIndex": left,
        "endRowIndex": bottom,
        "endColumnIndex": right,
    }


def noted(text: str, row: int, column: int = 0) -> dict[str, Any]:
    rows = [{"values": [{"note": text}]}]
    place = area(row, column, row + 1, column + 1)
    return {"updateCells": {"range": place, "rows": rows, "fields": "note"}}


def test_batch_update_writes_value_and_note_and_answers_the_state_after_it(
    google: GoogleServer, client: GoogleClient
) -> None:
    book = google.add_spreadsheet("图书馆", {"3月": ROWS})
    cells = [{"userEnteredValue": {"stringValue": "=1+1"}, "note": "请核对日期"}]
    update = {
        "range": area(3, 0, 4, 1),
        "rows": [{"values": cells}],
        "fields": "userEnteredValue,note",
    }
    body = {
        "requests": [{"updateCells": update}],
        "includeSpreadsheetInResponse": True,
        "responseRanges": ["'3月'!A4:B4"],
        "responseIncludeGridData": True,
    }
    fields = "updatedSpreadsheet(sheets(data(rowData(values(effectiveValue,note)))))"

    answer = client.answer("POST", f"/v4/spreadsheets/{book}:batchUpdate", body, fields=fields)

    shown = [{"effectiveValue": {"stringValue": "=1+1"}, "note": "请核对日期"}]
    shown += [{"effectiveValue": {"stringValue": "植树"}}]
    sheets = [{"data": [{"rowData": [{"values": shown}]}]}]
    assert answer.json() == {"updatedSpreadsheet": {"sheets": sheets}}
    assert google.notes(book, "3月") == {"A4": "请核对日期"}
    assert google.formulas(book, "3月") == {}


def test_batch_update_changes_nothing_where_one_request_fails(
    google: GoogleServer, client: GoogleClient
) -> None:
    book = google.add_spreadsheet("图书馆", {"3月": ROWS})
    before = google.file(book).version
    requests = {"addSheet": {"properties": {"title": "系统反馈"}}}, {"deleteSheet": {"sheetId": 99}}

    answer = client.batch_update(book, *requests)

    assert message(answer) == (400, "Invalid requests[1].deleteSheet: No grid with id: 99")
    assert (google.tabs(book), google.file(book).version) == (["3月"], before)


def test_unknown_request_is_refused(google: GoogleServer, client: GoogleClient) -> None:
    book = google.add_spreadsheet("图书馆")

    answer = client.batch_update(book, {"dance": {}})

    said = "Invalid JSON payload received. Unknown name \"dance\" at 'requests[0]': "
    assert message(answer) == (400, said + "Cannot find field.")


def test_tab_added_twice_under_our_own_id_is_refused_the_second_time(
    google: GoogleServer, client: GoogleClient
) -> None:
    """So that `addSheet` may be tried again after a lost answer."""
    book = google.add_spreadsheet("图书馆")
    request = {"addSheet": {"properties": {"sheetId": 4711, "title": "系统反馈"}}}
    client.batch_update(book, request).raise_for_status()

    answer = client.batch_update(book, request)

    assert answer.status_code == 400
    assert google.tabs(book) == ["Sheet1", "系统反馈"]


def test_notes_and_metadata_move_with_their_rows(
    google: GoogleServer, client: GoogleClient
) -> None:
    book = google.add_spreadsheet("图书馆", {"3月": ROWS})
    span = {"sheetId": 0, "dimension": "ROWS", "startIndex": 3, "endIndex": 4}
    row = {
        "metadataKey": "row",
        "metadataValue": "17",
        "visibility": "DOCUMENT",
        "location": {"dimensionRange": span},
    }
    made = {"createDeveloperMetadata": {"developerMetadata": row}}
    client.batch_update(book, noted("植树的备注", 3), made).raise_for_status()
    google.insert_rows(book, "3月", 2, 2)
    google.delete_rows(book, "3月", 5)

    lookup = {"dataFilters": [{"developerMetadataLookup": {"metadataKey": "row"}}]}
    path = f"/v4/spreadsheets/{book}/values:batchGetByDataFilter"
    [found] = client.answer("POST", path, lookup).json()["valueRanges"]

    assert google.notes(book, "3月") == {"A5": "植树的备注"}
    assert found["valueRange"]["range"] == "'3月'!A5:Z5"
    assert found["valueRange"]["values"] == [["3月8日", "植树", "20"]]


def test_people_sort_rows_with_their_notes(google: GoogleServer) -> None:
    book = google.add_spreadsheet("图书馆", {"3月": [["b", 2], ["a", 3], ["c", 1]]})
    google.edit(book, noted("备注", 0))
    sort = {
        "range": area(0, 0, 3, 2),
        "sortSpecs": [{"dimensionIndex": 1, "sortOrder": "ASCENDING"}],
    }

    google.edit(book, {"sortRange": sort})

    assert google.values(book, "3月") == [["c", 1], ["b", 2], ["a", 3]]
    assert google.notes(book, "3月") == {"A2": "备注"}


def test_appended_cells_stand_below_the_last_row_with_anything_in_it(
    google: GoogleServer, client: GoogleClient
) -> None:
    book = google.add_spreadsheet("图书馆", {"3月": [["x"], ["", "", "y"]]})
    rows = [{"values": [{"userEnteredValue": {"stringValue": "z"}}]}]

    client.batch_update(book, {"appendCells": {"rows": rows, "fields": "userEnteredValue"}})

    assert google.values(book, "3月") == [["x"], ["", "", "y"], ["z"]]


def test_merging_keeps_the_first_value_and_shows_in_the_answer(
    google: GoogleServer, client: GoogleClient
) -> None:
    book = google.add_spreadsheet("图书馆", {"3月": [["a", "b"], ["c", "d"]]})

    google.edit(book, {"mergeCells": {"range": area(0, 0, 2, 1), "mergeType": "MERGE_ALL"}})

    answer = client.get(f"/v4/spreadsheets/{book}", fields="sheets.merges")
    assert answer == {"sheets": [{"merges": [area(0, 0, 2, 1)]}]}
    assert google.values(book, "3月") == [["a", "b"], ["", "d"]]


def test_protected_range_refuses_whoever_is_not_its_editor(
    google: GoogleServer, client: GoogleClient
) -> None:
    book = google.add_spreadsheet("图书馆", {"3月": ROWS})
    google.edit(book, {"addProtectedRange": {"protectedRange": {"range": area(0, 0, 2, 2)}}})

    refused = client.batch_update(book, noted("x", 1))
    allowed = client.batch_update(book, noted("x", 2))

    assert (refused.status_code, allowed.status_code) == (400, 200)
    assert "protected cell" in message(refused)[1]


def test_drop_down_and_format_rule_are_read_back(
    google: GoogleServer, client: GoogleClient
) -> None:
    book = google.add_spreadsheet("图书馆", {"3月": [["x"]]})
    values = [{"userEnteredValue": "是"}, {"userEnteredValue": "否"}]
    rule = {"condition": {"type": "ONE_OF_LIST", "values": values}, "strict": True}
    condition = {"condition": {"type": "NOT_BLANK"}, "format": {"textFormat": {"bold": True}}}
    shade = {"ranges": [area(0, 0, 1, 1)], "booleanRule": condition}

    client.batch_update(
        book,
        {"setDataValidation": {"range": area(0, 0, 1, 1), "rule": rule}},
        {"addConditionalFormatRule": {"rule": shade, "index": 0}},
    ).raise_for_status()

    fields = "sheets(conditionalFormats,data.rowData.values.dataValidation)"
    cells = [{"rowData": [{"values": [{"dataValidation": rule}]}]}]
    assert client.get(f"/v4/spreadsheets/{book}", fields=fields) == {
        "sheets": [{"conditionalFormats": [shade], "data": cells}]
    }


def test_chart_lies_on_its_tab_until_it_is_deleted(
    google: GoogleServer, client: GoogleClient
) -> None:
    book = google.add_spreadsheet("图书馆", {"3月": ROWS})
    position = {"overlayPosition": {"anchorCell": {"rowIndex": 5, "columnIndex": 0}}}
    chart = {"spec": {"title": "时长", "basicChart": {"chartType": "COLUMN"}}, "position": position}
    [reply] = client.batch_update(book, {"addChart": {"chart": chart}}).json()["replies"]
    chart_id = reply["addChart"]["chart"]["chartId"]
    before = client.get(f"/v4/spreadsheets/{book}", fields="sheets.charts(chartId,spec.title)")

    client.batch_update(book, {"deleteEmbeddedObject": {"objectId": chart_id}}).raise_for_status()

    after = client.get(f"/v4/spreadsheets/{book}", fields="sheets.charts")
    shown = {"chartId": chart_id, "spec": {"title": "时长"}}
    assert (before, after) == ({"sheets": [{"charts": [shown]}]}, {"sheets": [{}]})


def test_spreadsheet_of_more_than_ten_million_cells_is_refused(
    google: GoogleServer, client: GoogleClient
) -> None:
    book = google.add_spreadsheet("图书馆")
    grid = {"rowCount": 1_000_000, "columnCount": 10}

    answer = client.batch_update(
        book, {"addSheet": {"properties": {"title": "大", "gridProperties": grid}}}
    )

    assert answer.status_code == 400
    assert "10000000 cells" in message(answer)[1]


def test_rich_answer_tells_tabs_merges_notes_and_kinds_of_numbers(
    google: GoogleServer, client: GoogleClient
) -> None:
    book = google.add_spreadsheet("图书馆", {"3月": [["2026-03-05", "2:30", 3]]})
    google.edit(book, noted("备注", 0))
    fields = (
        "sheets(properties(sheetId,title,hidden),merges,data(startRow,rowData(values("
        "effectiveValue,formattedValue,note,effectiveFormat.numberFormat.type))))"
    )

    answer = client.get(f"/v4/spreadsheets/{book}", ranges="'3月'", fields=fields)

    kinds = [("DATE", 46086, "2026-03-05"), ("TIME", 2.5 / 24, "2:30"), ("", 3, "3")]
    cells: list[dict[str, Any]] = [
        {
            "effectiveValue": {"numberValue": pytest.approx(value)},
            "formattedValue": text,
            "effectiveFormat": {"numberFormat": {"type": kind}} if kind else {},
        }
        for kind, value, text in kinds
    ]
    cells[0]["note"] = "备注"
    data = [{"rowData": [{"values": cells}]}]
    assert answer == {"sheets": [{"properties": {"sheetId": 0, "title": "3月"}, "data": data}]}


def test_answer_holds_no_key_that_nobody_asked_for(
    google: GoogleServer, client: GoogleClient
) -> None:
    book = google.add_spreadsheet("图书馆", {"3月": ROWS, "4月": []})

    answer = client.get(
        f"/v4/spreadsheets/{book}", fields="properties/title,sheets(properties/title)"
    )

    titles = [{"properties": {"title": "3月"}}, {"properties": {"title": "4月"}}]
    assert json.dumps(answer) == json.dumps({"properties": {"title": "图书馆"}, "sheets": titles})
