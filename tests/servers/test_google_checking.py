"""The Google test server refuses names, kinds and masks that Google does not know."""

import pytest

from tests.servers.google import GoogleServer
from tests.servers.google.answers import Json
from tests.servers.google_client import GoogleClient, message


@pytest.mark.parametrize(
    ("request_", "said"),
    [
        ({"updateCells": {"row": []}}, "Unknown name \"row\" at 'requests[0].update_cells'"),
        (
            {"addSheet": {"properties": {"titel": "x"}}},
            "Unknown name \"titel\" at 'requests[0].add_sheet.properties'",
        ),
        (
            {"updateCells": {"rows": [{"values": [{"note": 7}]}]}},
            "Invalid value at 'requests[0].update_cells.rows[0].values[0].note' (TYPE_STRING), 7",
        ),
        (
            {"mergeCells": {"mergeType": "MERGE"}},
            "Invalid value at 'requests[0].merge_cells.merge_type' (TYPE_ENUM), 'MERGE'",
        ),
        ({"updateCells": {"rows": {}}}, "Invalid value at 'requests[0].update_cells.rows'"),
    ],
)
def test_slip_in_a_request_is_refused_at_its_place(
    google: GoogleServer, client: GoogleClient, request_: Json, said: str
) -> None:
    book = google.add_spreadsheet("图书馆")

    code, text = message(client.batch_update(book, request_))

    assert (code, text.removeprefix("Invalid JSON payload received. ")[: len(said)]) == (400, said)


@pytest.mark.parametrize("fields", ["sheet", "sheets.properties.name", "sheets(data(rows))"])
def test_mask_over_what_an_answer_has_not_is_refused(
    google: GoogleServer, client: GoogleClient, fields: str
) -> None:
    book = google.add_spreadsheet("图书馆")

    answer = client.answer("GET", f"/v4/spreadsheets/{book}", fields=fields)

    assert message(answer) == (400, "Request contains an invalid argument.")


def test_mask_over_what_a_request_has_not_is_refused(
    google: GoogleServer, client: GoogleClient
) -> None:
    book = google.add_spreadsheet("图书馆")
    request = {"updateSheetProperties": {"properties": {"title": "x"}, "fields": "name"}}

    answer = client.batch_update(book, request)

    assert answer.status_code == 400
    assert google.tabs(book) == ["Sheet1"]


@pytest.mark.parametrize(
    ("path", "fields"),
    [("files", "files(title)"), ("changes", "changes(file(etag))"), ("changes", "newPageToken")],
)
def test_mask_of_drive_is_refused_in_its_words(
    client: GoogleClient, path: str, fields: str
) -> None:
    answer = client.answer("GET", f"/drive/v3/{path}", fields=fields, pageToken="1")

    code, text = message(answer)
    assert (code, text.split()[:3]) == (400, ["Invalid", "field", "selection"])


@pytest.mark.parametrize(
    "option", [{"valueRenderOption": "UNFORMATTED"}, {"render": "x"}, {"majorDimension": "ROW"}]
)
def test_option_that_sheets_does_not_know_is_refused(
    google: GoogleServer, client: GoogleClient, option: dict[str, str]
) -> None:
    book = google.add_spreadsheet("图书馆")

    answer = client.answer("GET", f"/v4/spreadsheets/{book}/values/A1", **option)

    assert answer.status_code == 400


def test_body_that_is_no_json_is_refused(google: GoogleServer, client: GoogleClient) -> None:
    book = google.add_spreadsheet("图书馆")

    answer = client.answer("POST", f"/v4/spreadsheets/{book}:batchUpdate", ["requests"])

    assert answer.status_code == 400
