"""The Google test server keeps files, shares them and tells what changed, as Drive does."""

import re

import pytest

from tests.servers.google import GoogleServer
from tests.servers.google_client import ROWS, GoogleClient, message

FILES = "/drive/v3/files"


def test_changes_name_each_changed_file_once(google: GoogleServer, client: GoogleClient) -> None:
    library = google.add_spreadsheet("图书馆", {"3月": ROWS})
    museum = google.add_spreadsheet("博物馆", {"3月": ROWS})
    token = client.start_token()
    google.type(library, "'3月'!B2", "植树")
    google.type(museum, "'3月'!B2", "植树")
    google.type(library, "'3月'!B2", "护河")

    page = client.changes(token)

    assert page["changes"] == [(museum, "博物馆"), (library, "图书馆")]
    assert client.changes(page["newStartPageToken"])["changes"] == []


def test_changes_come_in_pages_that_lead_to_the_next_start(
    google: GoogleServer, client: GoogleClient
) -> None:
    token = client.start_token()
    books = [google.add_spreadsheet(f"单位{number}") for number in range(5)]

    first = client.changes(token, pageSize=3)
    second = client.changes(first["nextPageToken"], pageSize=3)

    assert [book for book, _ in first["changes"] + second["changes"]] == books
    assert "newStartPageToken" not in first
    assert second["newStartPageToken"] == client.start_token()


@pytest.mark.parametrize("code", [400, 410])
def test_page_token_that_is_too_old_is_refused(
    google: GoogleServer, client: GoogleClient, code: int
) -> None:
    token = client.start_token()

    google.expire_page_tokens(code)

    assert client.answer("GET", "/drive/v3/changes", pageToken=token).status_code == code
    assert client.changes(client.start_token())["changes"] == []


def test_file_that_was_taken_away_is_a_removed_change(
    google: GoogleServer, client: GoogleClient
) -> None:
    book = google.add_spreadsheet("图书馆", shared_with=["sync"])
    gone = google.add_spreadsheet("博物馆")
    token = client.start_token()

    google.unshare(book, "sync")
    google.delete(gone)

    assert client.changes(token)["changes"] == [(book, None), (gone, None)]


def test_loss_of_a_file_stays_in_the_feed_when_others_go_on_editing(
    google: GoogleServer, client: GoogleClient
) -> None:
    book = google.add_spreadsheet("图书馆", shared_with=["sync", "other"])
    token = client.start_token()
    google.unshare(book, "sync")

    google.type(book, "A1", "x")

    assert client.changes(token)["changes"] == [(book, None)]
    assert GoogleClient(google, "other").changes(token)["changes"] == [(book, "图书馆")]


def test_file_shared_again_is_in_the_feed_as_a_file(
    google: GoogleServer, client: GoogleClient
) -> None:
    book = google.add_spreadsheet("图书馆", shared_with=["sync"])
    google.unshare(book, "sync")
    token = client.start_token()

    google.share(book, "sync")

    assert client.changes(token)["changes"] == [(book, "图书馆")]


def test_file_is_seen_by_the_accounts_it_is_shared_with_alone(
    google: GoogleServer, client: GoogleClient
) -> None:
    book = google.add_spreadsheet("图书馆", shared_with=["other"])
    other = GoogleClient(google, "other")

    sheets = client.answer("GET", f"/v4/spreadsheets/{book}")
    drive = client.answer("GET", f"{FILES}/{book}")

    assert message(sheets) == (403, "The caller does not have permission")
    assert message(drive) == (404, f"File not found: {book}.")
    assert other.get(f"{FILES}/{book}", fields="name") == {"name": "图书馆"}


def test_reader_may_read_but_not_write(google: GoogleServer, client: GoogleClient) -> None:
    book = google.add_spreadsheet("图书馆", role="reader")
    path = f"/v4/spreadsheets/{book}/values/Sheet1!A1"

    written = client.answer("PUT", path, {"values": [[1]]}, valueInputOption="RAW")

    assert message(written) == (403, "The caller does not have permission")
    assert client.answer("GET", path).status_code == 200


def test_version_and_editor_tell_own_writes_from_those_of_people(
    google: GoogleServer, client: GoogleClient
) -> None:
    book = google.add_spreadsheet("图书馆")
    fields = "version,lastModifyingUser(me)"
    client.batch_update(book, {"addSheet": {"properties": {"title": "系统反馈"}}})

    own = client.get(f"{FILES}/{book}", fields=fields)
    google.type(book, "A1", "x")
    person = client.get(f"{FILES}/{book}", fields=fields)

    assert own == {"version": "2", "lastModifyingUser": {"me": True}}
    assert person == {"version": "3", "lastModifyingUser": {"me": False}}


def test_invisible_change_moves_the_version_and_not_the_time(
    google: GoogleServer, client: GoogleClient
) -> None:
    book = google.add_spreadsheet("图书馆")
    fields = "version,modifiedTime"
    before = client.get(f"{FILES}/{book}", fields=fields)

    google.touch(book)

    assert client.get(f"{FILES}/{book}", fields=fields) == before | {"version": "2"}


def test_times_have_three_digits_of_milliseconds_and_grow_with_every_edit(
    google: GoogleServer, client: GoogleClient
) -> None:
    book = google.add_spreadsheet("图书馆")
    times = []

    for value in ("a", "b", "c"):
        google.type(book, "A1", value)
        times.append(client.get(f"{FILES}/{book}", fields="modifiedTime")["modifiedTime"])

    assert times == sorted(set(times))
    assert all(re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z", time) for time in times)


def test_files_are_found_by_kind_trash_and_time(google: GoogleServer, client: GoogleClient) -> None:
    google.add_spreadsheet("图书馆")
    trashed, changed = google.add_spreadsheet("博物馆"), google.add_spreadsheet("美术馆")
    google.trash(trashed)
    since = client.get(f"{FILES}/{changed}", fields="modifiedTime")["modifiedTime"]
    google.type(changed, "A1", "x")
    kind = "mimeType='application/vnd.google-apps.spreadsheet'"

    answer = client.get(
        FILES, q=f"{kind} and trashed=false and modifiedTime > '{since}'", fields="files(id)"
    )

    assert answer == {"files": [{"id": changed}]}


def test_files_come_in_pages(google: GoogleServer, client: GoogleClient) -> None:
    books = {google.add_spreadsheet(f"单位{number}") for number in range(3)}
    fields = "nextPageToken,files(id)"

    first = client.get(FILES, pageSize=2, fields=fields)
    second = client.get(FILES, pageSize=2, fields=fields, pageToken=first["nextPageToken"])

    assert {file["id"] for file in first["files"] + second["files"]} == books
    assert "nextPageToken" not in second


def test_query_that_cannot_be_read_is_refused(client: GoogleClient) -> None:
    answer = client.answer("GET", FILES, q="name ~ 'x'")

    assert message(answer) == (400, "Invalid Value")


def test_service_account_may_not_create_other_files(client: GoogleClient) -> None:
    answer = client.answer("POST", FILES, {"name": "x.pdf", "mimeType": "application/pdf"})

    assert answer.status_code == 403
    assert answer.json()["error"]["errors"][0]["reason"] == "storageQuotaExceeded"


def test_first_tab_is_exported_as_people_see_it(google: GoogleServer, client: GoogleClient) -> None:
    book = google.add_spreadsheet(
        "图书馆", {"3月": [["日期", "活动"], ["2026-03-05", "护河, 植树"]]}
    )

    answer = client.answer("GET", f"{FILES}/{book}/export", mimeType="text/csv")

    assert answer.text == '日期,活动\r\n2026-03-05,"护河, 植树"'
