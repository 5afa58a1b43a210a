"""A change to a spreadsheet: made on a copy, taken over as somebody's edit if it succeeds."""

from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from typing import Any

from tests.servers.google.a1 import parse_area
from tests.servers.google.book import Book, Tab
from tests.servers.google.entering import Rows, type_in, typed_grid
from tests.servers.google.grid import Grid
from tests.servers.google.work import Work
from tests.servers.google.world import File, World, tab_properties


def work_on(world: World, book: Book, account: str, owner: str) -> Work:
    return Work(book, account, owner, year_of(world), world.new_number)


def change_book(world: World, file: File, account: str, change: Callable[[Work], Any]) -> Any:  # noqa: ANN401  what the change answers
    """Let a change work on a copy of a spreadsheet and take it over, if it succeeds, as an edit."""
    work = work_on(world, file.book.copy(), account, file.owner)
    answer = change(work)
    file.book = work.book
    file.name = str(work.book.properties["title"])
    world.edited(file, account)
    return answer


def type_block(work: Work, start: str, rows: Rows) -> None:
    """Type values from a cell on, as a person does."""
    area = parse_area(work.book, start)
    locale = str(work.book.properties["locale"])
    type_in(area.tab.grid, (area.top, area.left), rows, locale, work.year)


def year_of(world: World) -> int:
    """The year on the server's clock, for dates typed without one."""
    return datetime.fromtimestamp(world.clock.now(), UTC).year


def add_tabs(book: Book, tabs: Mapping[str, Rows], *, year: int | None) -> None:
    """Give a spreadsheet tabs with rows typed in that year; without a year they are put as is."""
    locale = str(book.properties["locale"])
    for index, (title, rows) in enumerate(tabs.items()):
        width = max((len(row) for row in rows), default=0)
        size = max(1000, len(rows) + 100), max(26, width)
        tab = Tab(tab_properties(index, title, *size))
        if year is None:
            tab.grid = Grid([list(row) for row in rows])
        else:
            tab.grid = typed_grid(rows, locale, year)
        book.tabs.append(tab)
