"""The Google test server over HTTP, by what the product relies on."""

import json
from collections.abc import Iterator
from typing import Any
from urllib.error import HTTPError
from urllib.parse import quote, urlencode
from urllib.request import ProxyHandler, Request, build_opener

import pytest

from tests.servers.google import GoogleServer
from tests.servers.google.entering import Rows

OPENER = build_opener(ProxyHandler({}))
ROWS: Rows = [["日期", "活动", "人数"], ["2026-03-05", "护河", 12], [], ["3月8日", "植树", "20"]]


@pytest.fixture
def server() -> Iterator[GoogleServer]:
    with GoogleServer() as server:
        yield server


def ask(server: GoogleServer, method: str, path: str, body: object = None) -> tuple[int, Any]:
    """Status and JSON of one request of the account `sync`."""
    token = server.token("sync")
    headers = {"Authorization": f"Bearer {token}", "Content-Type": "application/json"}
    raw = None if body is None else json.dumps(body).encode()
    request = Request(server.url + path, data=raw, headers=headers, method=method)  # noqa: S310  ours
    try:
        with OPENER.open(request, timeout=10) as answer:
            return answer.status, json.loads(answer.read() or b"null")
    except HTTPError as error:
        with error:
            return error.code, json.loads(error.read() or b"null")


def batch_get(server: GoogleServer, book: str, *ranges: str) -> tuple[int, Any]:
    options = [("ranges", text) for text in ranges]
    options += [
        ("valueRenderOption", "UNFORMATTED_VALUE"),
        ("dateTimeRenderOption", "SERIAL_NUMBER"),
    ]
    path = f"/v4/spreadsheets/{book}/values:batchGet?{urlencode(options)}"
    return ask(server, "GET", path)


def test_batch_get_gives_ragged_rows_with_dates_as_serial_numbers(server: GoogleServer) -> None:
    book = server.add_spreadsheet("图书馆", {"3月": ROWS, "说明": []})

    status, answer = batch_get(server, book, "'3月'", "'说明'")

    assert (status, answer) == (
        200,
        {
            "spreadsheetId": book,
            "valueRanges": [
                {
                    "range": "'3月'!A1:Z1000",
                    "majorDimension": "ROWS",
                    "values": [
                        ["日期", "活动", "人数"],
                        [46086, "护河", 12],
                        [],
                        ["3月8日", "植树", 20],
                    ],
                },
                {"range": "'说明'!A1:Z1000", "majorDimension": "ROWS"},
            ],
        },
    )


def test_batch_get_is_refused_as_a_whole_for_one_unknown_tab(server: GoogleServer) -> None:
    book = server.add_spreadsheet("图书馆", {"3月": ROWS})

    status, answer = batch_get(server, book, "'3月'", "'4月'")

    assert (status, answer["error"]["message"]) == (400, "Unable to parse range: '4月'")


def test_batch_update_writes_value_and_note_and_answers_the_state_after_it(
    server: GoogleServer,
) -> None:
    book = server.add_spreadsheet("图书馆", {"3月": ROWS})
    cells = [{"userEnteredValue": {"stringValue": "=1+1"}, "note": "请核对日期"}]
    update = {
        "range": {"startRowIndex": 3, "endRowIndex": 4, "startColumnIndex": 0, "endColumnIndex": 1},
        "rows": [{"values": cells}],
        "fields": "userEnteredValue,note",
    }
    body = {
        "requests": [{"updateCells": update}],
        "includeSpreadsheetInResponse": True,
        "responseRanges": ["'3月'!A4:B4"],
        "responseIncludeGridData": True,
    }
    fields = quote("updatedSpreadsheet(sheets(data(rowData(values(effectiveValue,note)))))")

    status, answer = ask(
        server, "POST", f"/v4/spreadsheets/{book}:batchUpdate?fields={fields}", body
    )

    shown = [{"effectiveValue": {"stringValue": "=1+1"}, "note": "请核对日期"}]
    shown += [{"effectiveValue": {"stringValue": "植树"}}]
    sheets = [{"data": [{"rowData": [{"values": shown}]}]}]
    assert (status, answer) == (200, {"updatedSpreadsheet": {"sheets": sheets}})
    assert server.notes(book, "3月") == {"A4": "请核对日期"}
    assert server.formulas(book, "3月") == {}


def test_batch_update_changes_nothing_where_one_request_fails(server: GoogleServer) -> None:
    book = server.add_spreadsheet("图书馆", {"3月": ROWS})
    before = server.file(book).version
    requests = [
        {"addSheet": {"properties": {"title": "系统反馈"}}},
        {"deleteSheet": {"sheetId": 99}},
    ]

    status, answer = ask(
        server, "POST", f"/v4/spreadsheets/{book}:batchUpdate", {"requests": requests}
    )

    message = "Invalid requests[1].deleteSheet: No grid with id: 99"
    assert (status, answer["error"]["message"]) == (400, message)
    assert (server.tabs(book), server.file(book).version) == (["3月"], before)


def test_changes_name_each_changed_file_once_with_its_latest_version(server: GoogleServer) -> None:
    book = server.add_spreadsheet("图书馆", {"3月": ROWS})
    server.add_spreadsheet("博物馆", {"3月": ROWS})
    _, start = ask(server, "GET", "/drive/v3/changes/startPageToken")
    server.type(book, "'3月'!B2", "植树")
    server.type(book, "'3月'!B2", "护河")
    fields = "nextPageToken,newStartPageToken,changes(fileId,removed,file(name,version))"
    query = urlencode({"pageToken": start["startPageToken"], "fields": fields})

    status, answer = ask(server, "GET", f"/drive/v3/changes?{query}")

    assert (status, answer) == (
        200,
        {
            "changes": [
                {"fileId": book, "removed": False, "file": {"name": "图书馆", "version": "3"}}
            ],
            "newStartPageToken": str(int(start["startPageToken"]) + 2),
        },
    )
