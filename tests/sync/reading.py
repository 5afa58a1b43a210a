"""What tests read tabs with: the city's units, the day it is, and what they expect to find."""

from datetime import date

from config.calendar import load_nodes
from config.registers import load_registers
from rules.findings import CellRef, Finding
from rules.months import Month
from rules.records import Activity, ServiceRecord
from rules.roster import Unit
from sync.names import UnitNames
from sync.rows import TabReading, read_tab
from sync.surroundings import BookContext
from sync.workbook import Tab
from tests.builders import unit

BOOK = "台账.xlsx"
CITY = {1: unit("图书馆"), 2: unit("文化馆", code="U2", aliases=("市文化馆",)), 3: unit("清河社区")}


def context(
    book: str = BOOK,
    *,
    today: str = "2026-04-12",
    units: dict[int, Unit] | None = CITY,
    month: str | None = None,
) -> BookContext:
    return BookContext(
        book=book,
        nodes=load_nodes(),
        today=date.fromisoformat(today),
        today_text=today,
        units=None if units is None else UnitNames(units),
        month=Month.parse(month) if month else None,
        confirmed=load_registers().confirmed,
    )


def read(tab: Tab, around: BookContext | None = None) -> TabReading:
    """What a tab that is a log holds."""
    reading = read_tab(tab, around or context())
    assert reading is not None
    return reading


def activities(tab: Tab, around: BookContext | None = None) -> list[Activity]:
    """The activities of a tab in which nothing is wrong."""
    reading = read(tab, around)
    assert reading.findings == []
    return [row.record for row in reading.rows if isinstance(row.record, Activity)]


def logged(reading: TabReading) -> list[Activity | ServiceRecord]:
    """The records of a log, whatever is wrong in it."""
    found = [row.record for row in reading.rows]
    return [record for record in found if isinstance(record, Activity | ServiceRecord)]


def records(tab: Tab, around: BookContext | None = None) -> list[Activity | ServiceRecord]:
    """The records of a log in which nothing is wrong."""
    reading = read(tab, around)
    assert reading.findings == []
    return logged(reading)


def units_of(tab: Tab, around: BookContext | None = None) -> list[int | None]:
    """The unit of each row."""
    return [row.unit_id for row in read(tab, around).rows]


def places(tab: Tab, around: BookContext | None = None) -> list[tuple[str, str | None]]:
    """The code and the cell of each finding."""
    return [(one.code, one.where.cell) for one in read(tab, around).findings]


def found(
    code: str,
    at: str | None,
    *,
    row: int | None,
    sheet: str = "3月",
    book: str = BOOK,
    **values: str,
) -> Finding:
    return Finding(code=code, where=CellRef(book, sheet, row, at), values=values)
