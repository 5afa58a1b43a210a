"""The Google test server reads and writes values as Google does."""

from urllib.parse import quote

import pytest

from tests.servers.google import GoogleServer
from tests.servers.google_client import ROWS, GoogleClient, message

RAW = "UNFORMATTED_VALUE"
MARCH = quote("'3月'")


def test_batch_get_gives_ragged_rows_with_dates_as_serial_numbers(
    google: GoogleServer, client: GoogleClient
) -> None:
    book = google.add_spreadsheet("图书馆", {"3月": ROWS, "说明": []})

    ranges = client.batch_get(book, "'3月'", "'说明'")

    rows = [["日期", "活动", "人数"], [46086, "护河", 12], [], ["3月8日", "植树", 20]]
    assert ranges == [
        {"range": "'3月'!A1:Z1000", "majorDimension": "ROWS", "values": rows},
        {"range": "'说明'!A1:Z1000", "majorDimension": "ROWS"},
    ]


def test_batch_get_is_refused_as_a_whole_for_one_unknown_tab(
    google: GoogleServer, client: GoogleClient
) -> None:
    book = google.add_spreadsheet("图书馆", {"3月": ROWS})
    options = {"ranges": ["'3月'", "'4月'"]}

    answer = client.answer("GET", f"/v4/spreadsheets/{book}/values:batchGet", **options)

    assert message(answer) == (400, "Unable to parse range: '4月'")


@pytest.mark.parametrize(
    ("text", "echoed", "first"),
    [
        ("'O''Neil'!A1:B2", "'O''Neil'!A1:B2", "quoted"),
        ("'A1'", "'A1'!A1:Z1000", "tab"),
        ("A1", "Sheet1!A1", "cell"),
        ("Sheet1!A1:A1", "Sheet1!A1", "cell"),
        ("Sheet1!A:A", "Sheet1!A1:A1000", "cell"),
        ("Sheet1!1:1", "Sheet1!A1:Z1", "cell"),
        ("Sheet1!A1:1", "Sheet1!A1:Z1", "cell"),
        ("Sheet1!A1:AA5", "Sheet1!A1:Z5", "cell"),
        ("Sheet1!R1C1:R2C2", "Sheet1!A1:B2", "cell"),
        ("Sheet1!A1:B", "Sheet1!A1:B1000", "cell"),
    ],
)
def test_range_is_understood_and_echoed(
    google: GoogleServer, client: GoogleClient, text: str, echoed: str, first: str
) -> None:
    tabs = {"Sheet1": [["cell"]], "A1": [["tab"]], "O'Neil": [["quoted"]]}
    book = google.add_spreadsheet("names", tabs)

    [found] = client.batch_get(book, text)

    assert (found["range"], found["values"][0][0]) == (echoed, first)


def test_range_that_starts_outside_of_the_grid_is_refused(
    google: GoogleServer, client: GoogleClient
) -> None:
    book = google.add_spreadsheet("图书馆")

    answer = client.answer("GET", f"/v4/spreadsheets/{book}/values/Sheet1!AB1")

    limits = "Range (Sheet1!AB1) exceeds grid limits. Max rows: 1000, max columns: 26"
    assert message(answer) == (400, limits)


@pytest.mark.parametrize(
    ("typed", "unformatted", "formatted"),
    [
        ("2026-03-05", 46086, "2026-03-05"),
        ("2026/3/5", 46086, "2026/3/5"),
        ("2026年3月5日", 46086, "2026年3月5日"),
        ("2:30", 2.5 / 24, "2:30"),
        ("2026-03-05 09:30", 46086 + 9.5 / 24, "2026-03-05 9:30"),
        ("6.29", 6.29, "6.29"),
        ("2,000,000.01", 2000000.01, "2,000,000.01"),
        ("12%", 0.12, "12%"),
        ("00123", 123, "123"),
        ("'00123", "00123", "00123"),
        ("TRUE", True, "TRUE"),
        ("三月初五", "三月初五", "三月初五"),
        ("2026-02-30", "2026-02-30", "2026-02-30"),
        ("=4/2", 2, "2"),
        ("=1/0", "#DIV/0!", "#DIV/0!"),
        ("=IMPORTXML(1)", "#NAME?", "#NAME?"),
    ],
)
def test_typed_text_becomes_a_value_with_a_look(
    google: GoogleServer, client: GoogleClient, typed: str, unformatted: object, formatted: str
) -> None:
    book = google.add_spreadsheet("图书馆")

    google.type(book, "A1", typed)

    [raw], [shown] = (
        client.batch_get(book, "A1", render="UNFORMATTED_VALUE"),
        client.batch_get(book, "A1", render="FORMATTED_VALUE"),
    )
    assert (raw["values"], shown["values"]) == ([[pytest.approx(unformatted)]], [[formatted]])


@pytest.mark.parametrize(
    ("locale", "typed", "value"),
    [
        ("en_US", "3/5/2026", 46086),
        ("en_GB", "5/3/2026", 46086),
        ("fr_FR", "1,5", 1.5),
        ("zh_CN", "1,5", "1,5"),
    ],
)
def test_typed_text_is_read_by_the_locale_of_the_spreadsheet(
    google: GoogleServer, locale: str, typed: str, value: object
) -> None:
    book = google.add_spreadsheet("图书馆", locale=locale)

    google.type(book, "A1", typed)

    assert google.values(book, "Sheet1") == [[value]]


def test_raw_update_keeps_texts_that_look_like_formulas_or_dates(
    google: GoogleServer, client: GoogleClient
) -> None:
    book = google.add_spreadsheet("图书馆")
    path = f"/v4/spreadsheets/{book}/values/Sheet1!A1"

    answer = client.answer(
        "PUT", path, {"values": [["=1+1", "2026-03-05", None, 7]]}, valueInputOption="RAW"
    )

    assert answer.json()["updatedRange"] == "Sheet1!A1:D1"
    assert google.values(book, "Sheet1") == [["=1+1", "2026-03-05", "", 7]]
    assert google.formulas(book, "Sheet1") == {}


def test_number_without_a_fraction_is_told_as_an_integer(
    google: GoogleServer, client: GoogleClient
) -> None:
    book = google.add_spreadsheet("图书馆", {"Sheet1": [[12.0, "=1+1.0", 0.5]]})

    answer = client.answer("GET", f"/v4/spreadsheets/{book}/values/Sheet1", valueRenderOption=RAW)

    assert '"values":[[12,2,0.5]]' in answer.text


def test_cell_holds_no_more_than_fifty_thousand_signs(
    google: GoogleServer, client: GoogleClient
) -> None:
    book = google.add_spreadsheet("图书馆")
    path = f"/v4/spreadsheets/{book}/values/A1"

    statuses = [
        client.answer("PUT", path, {"values": [["长" * size]]}, valueInputOption="RAW").status_code
        for size in (50_000, 50_001)
    ]

    assert statuses == [200, 400]


def test_append_after_a_row_with_a_gap_goes_behind_the_gap(
    google: GoogleServer, client: GoogleClient
) -> None:
    """As Google's recorded answers have it; the product names a row instead."""
    book = google.add_spreadsheet("图书馆", {"3月": [["x", "", "z"]]})
    path = f"/v4/spreadsheets/{book}/values/{MARCH}:append"

    answer = client.answer("POST", path, {"values": [["a", "b", "c"]]}, valueInputOption="RAW")

    assert answer.json()["tableRange"] == "'3月'!C1"
    assert answer.json()["updates"]["updatedRange"] == "'3月'!C2:E2"


def test_clear_empties_values_and_leaves_notes(google: GoogleServer, client: GoogleClient) -> None:
    book = google.add_spreadsheet("图书馆", {"Sheet1": [["x"]]})
    area = {"startRowIndex": 0, "endRowIndex": 1, "startColumnIndex": 0, "endColumnIndex": 1}
    rows = [{"values": [{"note": "说明"}]}]
    google.edit(book, {"updateCells": {"range": area, "rows": rows, "fields": "note"}})

    client.answer("POST", f"/v4/spreadsheets/{book}/values/Sheet1:clear").raise_for_status()

    assert (google.values(book, "Sheet1"), google.notes(book, "Sheet1")) == ([], {"A1": "说明"})


def test_long_answers_are_compressed_where_the_client_can_read_it(
    google: GoogleServer, client: GoogleClient
) -> None:
    book = google.add_spreadsheet("图书馆", {"3月": [["护河"] * 10] * 200})

    answer = client.answer("GET", f"/v4/spreadsheets/{book}/values/{MARCH}")

    assert answer.headers["Content-Encoding"] == "gzip"
    assert len(answer.json()["values"]) == 200
