"""What people do in a spreadsheet moves whole rows: values, notes and formats stay together."""

from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.servers.google import GoogleServer

ROW_COUNT = 6
STEPS = st.lists(
    st.tuples(
        st.sampled_from(("insert", "delete", "move", "sort", "cut")),
        st.integers(1, ROW_COUNT),
        st.integers(1, ROW_COUNT),
    ),
    max_size=8,
)


@pytest.fixture(scope="module")
def server() -> Iterator[GoogleServer]:
    """One for all examples: each has a spreadsheet of its own."""
    with GoogleServer() as running:
        yield running


def new_book(server: GoogleServer) -> str:
    """A spreadsheet whose rows hold their own name and have it as a note."""
    book = server.add_spreadsheet("图书馆", {"3月": [[f"行{row}"] for row in range(ROW_COUNT)]})
    cells = [{"values": [{"note": f"行{row}"}]} for row in range(ROW_COUNT)]
    start = {"rowIndex": 0, "columnIndex": 0}
    server.edit(book, {"updateCells": {"start": start, "rows": cells, "fields": "note"}})
    return book


def do(server: GoogleServer, book: str, step: str, first: int, second: int) -> None:
    source = {"dimension": "ROWS", "startIndex": first - 1, "endIndex": first}
    area = {"startRowIndex": first - 1, "endRowIndex": first + 2}
    match step:
        case "insert":
            server.insert_rows(book, "3月", first, second)
        case "delete":
            server.delete_rows(book, "3月", first)
        case "move":
            move = {"source": source, "destinationIndex": second - 1}
            server.edit(book, {"moveDimension": move})
        case "sort":
            specs = [{"dimensionIndex": 0, "sortOrder": "DESCENDING"}]
            server.edit(book, {"sortRange": {"range": area, "sortSpecs": specs}})
        case "cut":
            one = {"startColumnIndex": 0, "endColumnIndex": 1, "endRowIndex": first}
            place = {"rowIndex": ROW_COUNT + 100 + second, "columnIndex": 0}
            server.edit(book, {"cutPaste": {"source": area | one, "destination": place}})


@given(steps=STEPS)
def test_notes_stay_with_their_rows_whatever_people_do(
    server: GoogleServer, steps: list[tuple[str, int, int]]
) -> None:
    book = new_book(server)

    for step in steps:
        do(server, book, *step)

    rows = server.values(book, "3月")
    named = {f"A{number}": row[0] for number, row in enumerate(rows, 1) if row}
    assert server.notes(book, "3月") == named
