"""Rows at their places, read or stored, and three activities to put there."""

from rules.records import Record
from store.records import Placed, Stored
from tests.builders import activity


def placed(record: Record, *, row: int = 2, sheet: str = "3月", unit_id: int | None = 1) -> Placed:
    return Placed(sheet, row, unit_id, record)


def stored(number: int, row: Placed, *, withdrawn: bool = False) -> Stored:
    return Stored(number, row, withdrawn)


def below(*records: Record) -> list[Placed]:
    """Rows below each other."""
    return [placed(record, row=row) for row, record in enumerate(records, start=2)]


def numbered(rows: list[Placed]) -> list[Stored]:
    return [stored(number, row) for number, row in enumerate(rows, start=1)]


RIVER, GREEN, BOOKS = (activity(title=title, headcount=12) for title in ("护河", "护绿", "读书会"))
