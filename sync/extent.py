"""How far the cells of a tab reach, and when that is too far to be read."""

from collections.abc import Sequence
from dataclasses import dataclass

from sync.workbook_errors import WorkbookFarCell

#: Cells of the rectangles from A1 to the last cell, over all tabs: the reader allocates them all,
#: some 40 bytes each. A million rows of ten columns; a stray J1048576 is already more.
MOST_CELLS = 10_000_000
#: Signs of all cells together: one text is written once, and may be shown by a million cells.
MOST_TEXT = 300_000_000
#: Addresses kept of a tab's uncalculated formulas: enough to see which column it is.
MOST_UNCALCULATED = 50

_LAST_ROW, _LAST_COLUMN = 1_048_576, 16_384


@dataclass(slots=True)
class Extent:
    """The lowest and the rightmost cell that hold something, each as row and column from 0."""

    lowest: tuple[int, int] = (-1, -1)
    rightmost: tuple[int, int] = (-1, -1)

    def add(self, row: int, column: int) -> None:
        """Takes in one more cell."""
        if row > self.lowest[0]:
            self.lowest = (row, column)
        if column > self.rightmost[1]:
            self.rightmost = (row, column)

    @property
    def cells(self) -> int:
        """How many cells the rectangle from A1 takes."""
        return (self.lowest[0] + 1) * (self.rightmost[1] + 1)

    @property
    def stray(self) -> str:
        """The address of the cell that makes the rectangle large."""
        far_down = self.lowest[0] / _LAST_ROW >= self.rightmost[1] / _LAST_COLUMN
        return write_address(*(self.lowest if far_down else self.rightmost))


def judge_extents(extents: Sequence[tuple[str, Extent]], file: str) -> None:
    """Raises where the rectangles of named tabs together take too many cells."""
    if sum(extent.cells for _, extent in extents) > MOST_CELLS:
        sheet, largest = max(extents, key=lambda tab: tab[1].cells)
        raise WorkbookFarCell(file, sheet=sheet, cell=largest.stray)


def write_address(row: int, column: int) -> str:
    """The A1 address of a row and column counted from 0."""
    letters = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return f"{letters}{row + 1}"


def column_of(letters: str) -> int:
    """The column, from 0, that its letters name."""
    column = 0
    for letter in letters.upper():
        column = column * 26 + ord(letter) - ord("A") + 1
    return column - 1
