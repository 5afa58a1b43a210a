"""A tab as rows of cells; a cell that is nothing but a value takes no more room than that."""

from collections.abc import Iterator
from typing import NamedTuple

from tests.servers.google.answers import Json, invalid

#: Signs in one cell, as Google limits them.
CELL_LENGTH = 50_000
Scalar = str | float | bool


class Fault(NamedTuple):
    """The value of a formula that failed."""

    type: str
    message: str

    @property
    def text(self) -> str:
        return {"DIVIDE_BY_ZERO": "#DIV/0!", "REF": "#REF!", "NAME": "#NAME?"}.get(
            self.type, "#ERROR!"
        )


class Cell(NamedTuple):
    """A cell with more than a value; never changed, only replaced."""

    value: Scalar | None = None
    formula: str = ""
    form: Json | None = None
    """Its userEnteredFormat."""
    note: str = ""
    more: Json | None = None
    """What is only kept and given back: dataValidation, textFormatRuns …"""

    @property
    def blank(self) -> bool:
        return self == EMPTY


EMPTY = Cell()
Slot = Scalar | Cell | None


def cell_of(slot: Slot) -> Cell:
    """The cell in a slot, which may hold no more than a bare value."""
    if isinstance(slot, Cell):
        return slot
    return EMPTY if slot is None else Cell(slot)


def slot_of(cell: Cell) -> Slot:
    """The smallest slot that says the same; 400 for more text than a cell may hold."""
    if len(str(cell.formula or cell.value)) > CELL_LENGTH:
        raise invalid(
            f"Your input contains more than the maximum of {CELL_LENGTH} characters "
            "in a single cell."
        )
    if cell.formula or cell.form or cell.note or cell.more:
        return cell
    return cell.value


class Grid:
    """The cells of a tab, as ragged rows; what lies beyond them is empty."""

    def __init__(self, rows: list[list[Slot]] | None = None) -> None:
        self.rows = rows or []

    def copy(self) -> "Grid":
        return Grid([list(row) for row in self.rows])

    def slot(self, row: int, column: int) -> Slot:
        cells = self.rows[row] if row < len(self.rows) else []
        return cells[column] if column < len(cells) else None

    def cell(self, row: int, column: int) -> Cell:
        return cell_of(self.slot(row, column))

    def put(self, row: int, column: int, cell: Cell) -> None:
        slot = slot_of(cell)
        if slot is None and self.slot(row, column) is None:
            return
        while len(self.rows) <= row:
            self.rows.append([])
        cells = self.rows[row]
        cells.extend([None] * (column + 1 - len(cells)))
        cells[column] = slot

    def filled(self) -> Iterator[tuple[int, int, Cell]]:
        """Row, column and cell of whatever is not empty."""
        for row, cells in enumerate(self.rows):
            for column, slot in enumerate(cells):
                if slot is not None:
                    yield row, column, cell_of(slot)

    def insert_rows(self, at: int, count: int) -> None:
        if at < len(self.rows):
            self.rows[at:at] = [[] for _ in range(count)]

    def delete_rows(self, start: int, end: int) -> None:
        del self.rows[start:end]

    def insert_columns(self, at: int, count: int) -> None:
        for cells in self.rows:
            if at < len(cells):
                cells[at:at] = [None] * count

    def delete_columns(self, start: int, end: int) -> None:
        for cells in self.rows:
            del cells[start:end]
