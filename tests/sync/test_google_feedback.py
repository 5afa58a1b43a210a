"""Feedback on Google: notes on the very cells, a tab of our own, and nothing else touched."""

from collections.abc import Callable, Sequence
from pathlib import Path

import pytest
from sqlalchemy import Engine

from sync.google_pool import Pace
from sync.google_standing import MARK
from sync.sources import Source
from tests.servers.google import GoogleServer
from tests.servers.google.entering import Rows
from tests.sync.contract import FILING_PROMISES, PROMISES, Shelf, feedback, remark
from tests.sync.google_city import new_pool, new_source

_ROWS: Rows = [["日期", "活动", "人数"], ["2026-03-05", "护河", 12], ["三月初五前后", "敬老", 3]]
_TAB = "系统反馈"


class GoogleShelf:
    """A server with one spreadsheet."""

    def __init__(self, server: GoogleServer, folder: Path, engine: Engine) -> None:
        self.server = server
        self.book = server.add_spreadsheet("图书馆", {"活动": _ROWS})
        self.source: Source = new_source(new_pool(server, folder), engine)
        self.source.changed({})

    def told(self) -> list[str]:
        """The cells of our tab, and the notes on people's."""
        if self.book not in self.server.world.files:
            return []
        cells = [str(cell) for row in self.shown() for cell in row]
        return [*cells, *self.notes().values()]

    def shown(self) -> Sequence[Sequence[object]]:
        """The rows of our tab."""
        return self.server.values(self.book, _TAB) if _TAB in self.tabs() else []

    def notes(self) -> dict[str, str]:
        """The notes on people's cells."""
        return self.server.notes(self.book, "活动")

    def tabs(self) -> list[str]:
        """The titles of all tabs."""
        return list(self.server.tabs(self.book))

    def content(self) -> object:
        """What people wrote."""
        return self.server.values(self.book, "活动")

    def occupy(self) -> None:
        """The spreadsheet is shared for reading alone."""
        self.server.share(self.book, "*", "reader")

    def lose(self) -> None:
        """The spreadsheet is deleted."""
        self.server.delete(self.book)


@pytest.fixture
def shelf(tmp_path: Path, sqlite: Engine, google: GoogleServer) -> GoogleShelf:
    return GoogleShelf(google, tmp_path, sqlite)


@pytest.mark.parametrize("promise", [*PROMISES, *FILING_PROMISES])
def test_google_keeps_the_promise(shelf: GoogleShelf, promise: Callable[[Shelf], None]) -> None:
    promise(shelf)


def test_note_lies_on_the_cell_and_is_taken_back(shelf: GoogleShelf) -> None:
    shelf.source.write(feedback(shelf.book, remark()))
    noted = shelf.notes()

    shelf.source.write(feedback(shelf.book))

    assert noted == {"A3": f"{MARK}看不出请写成 3月5日"}
    assert shelf.notes() == {}


def test_rows_that_moved_since_they_were_read_a_while_ago_keep_their_notes(
    tmp_path: Path, sqlite: Engine, google: GoogleServer
) -> None:
    seconds = [1.0]
    pool = new_pool(google, tmp_path, pace=Pace(clock=lambda: seconds[0]))
    source = new_source(pool, sqlite)
    book = google.add_spreadsheet("图书馆", {"活动": _ROWS})
    [ref] = source.changed({}).changed
    source.read(ref)
    google.forget_requests()

    seconds[0] += 61
    source.write(feedback(book, remark()))

    assert google.counts() == {"sheets.spreadsheets.get": 1, "sheets.spreadsheets.batchUpdate": 1}


def test_tab_that_people_deleted_is_made_again(shelf: GoogleShelf) -> None:
    shelf.source.write(feedback(shelf.book, remark()))
    shelf.server.delete_tab(shelf.book, _TAB)
    look = shelf.source.changed({shelf.book: "1"})
    [ref] = look.changed
    shelf.source.read(ref)

    shelf.source.write(feedback(shelf.book, remark()))

    assert _TAB in shelf.tabs()


def test_tab_of_that_name_that_people_made_is_left_alone(shelf: GoogleShelf) -> None:
    shelf.server.add_tab(shelf.book, _TAB)

    shelf.source.write(feedback(shelf.book, remark()))

    assert shelf.tabs() == ["活动", _TAB, f"{_TAB} {MARK}"]


def test_more_remarks_than_the_tab_has_rows_find_room(shelf: GoogleShelf) -> None:
    shelf.source.write(feedback(shelf.book, remark()))
    many = [remark(f"A{row}") for row in range(3, 60)]

    shelf.source.write(feedback(shelf.book, *many))
    shelf.source.write(feedback(shelf.book, remark()))

    assert [row[1] for row in shelf.shown()[2:]] == ["单元格", "A3"]


def test_our_tabs_warn_who_is_about_to_edit_them(shelf: GoogleShelf) -> None:
    shelf.source.write(feedback(shelf.book, remark()))

    book = shelf.server.file(shelf.book).book
    guards = [one for tab in book.tabs for one in tab.listed["protectedRanges"]]
    assert [one["warningOnly"] for one in guards] == [True]
