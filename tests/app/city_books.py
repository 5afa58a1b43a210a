"""A sample city's books without files: as the reader gets them, and what it makes of them."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import cast

from app.demo_books import Rows
from app.demo_city import ROSTER_BOOK, City
from config.calendar import load_nodes
from config.registers import load_registers
from rules.months import Month
from rules.records import Activity, ServiceRecord, months_of
from rules.roster import Roster
from sync.names import UnitNames
from sync.reader import read_book
from sync.reading import RawCell
from sync.roster_book import read_roster
from sync.sources import Book, BookRef
from sync.surroundings import BookContext
from sync.workbook import Tab


@dataclass(frozen=True, slots=True, kw_only=True)
class Read:
    """A city as `sync` reads it: rows with the names of their units, findings by place."""

    activities: list[tuple[str | None, Activity]]
    records: list[tuple[str | None, ServiceRecord]]
    findings: set[tuple[str, str | None, str | None, str]]

    def active(self, month: Month, *, nil: bool = False) -> set[str | None]:
        return {
            unit
            for unit, row in self.activities
            if row.nil is nil and row.days and month in months_of(row.days)
        }


def roster_of(city: City) -> Roster:
    return read_roster(book_as_read(ROSTER_BOOK, city), load_nodes()).roster


def read_city(city: City, today: date) -> Read:
    names = dict(enumerate(roster_of(city).units, start=1))
    read = Read(activities=[], records=[], findings=set())
    for path in city.books.keys() - {ROSTER_BOOK}:
        context = BookContext(
            book=path,
            nodes=load_nodes(),
            today=today,
            today_text=today.isoformat(),
            units=UnitNames(names),
            confirmed=load_registers().confirmed,
        )
        rows, findings, _ = read_book(book_as_read(path, city), context)
        read.findings.update((path, f.where.sheet, f.where.cell, f.code) for f in findings)
        for placed in rows:
            unit = names[placed.unit_id].name if placed.unit_id else None
            if isinstance(placed.record, Activity):
                read.activities.append((unit, placed.record))
            elif isinstance(placed.record, ServiceRecord):
                read.records.append((unit, placed.record))
    return read


def book_as_read(path: str, city: City) -> Book:
    tabs = tuple(tab_as_read(name, rows) for name, rows in city.books[path])
    return Book(ref=BookRef(id=path, stamp=""), revision="", tabs=tabs)


def tab_as_read(name: str, rows: Rows) -> Tab:
    """As the file would give it: rows of one width, blanks as '', numbers as floats."""
    width = max(map(len, rows))
    padded = [[*row, *[None] * (width - len(row))] for row in rows]
    return Tab(name=name, rows=[[cell_as_read(cell) for cell in row] for row in padded])


def cell_as_read(cell: object) -> RawCell:
    if cell is None:
        return ""
    return float(cell) if isinstance(cell, int) else cast("RawCell", cell)


def book_of(city: City, unit: str) -> Mapping[str, Rows]:
    """The tabs of a unit's own workbook by their names."""
    return dict(next(tabs for path, tabs in city.books.items() if path.endswith(f"/{unit}.xlsx")))
