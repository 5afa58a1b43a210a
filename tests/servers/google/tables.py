"""Where a table lies: the block of filled cells around a place, as `append` sees it."""

from tests.servers.google.a1 import Area
from tests.servers.google.grid import Cell, Grid


def table_around(area: Area) -> Area | None:
    """The last block of filled cells that touches an area; None where the area is empty.

    As Google's answers show: of a row with a gap it is the part behind the gap that is appended to.
    """
    grid = area.tab.grid
    start = _last_filled(grid, area)
    if start is None:
        return None
    top = bottom = start[0]
    left = right = start[1]
    while True:
        box = (top, left, bottom, right)
        top -= _any(grid, top - 1, range(left - 1, right + 2))
        bottom += _any(grid, bottom + 1, range(left - 1, right + 2))
        left -= any(_any(grid, row, range(left - 1, left)) for row in range(top - 1, bottom + 2))
        right += any(
            _any(grid, row, range(right + 1, right + 2)) for row in range(top - 1, bottom + 2)
        )
        if box == (top, left, bottom, right):
            return Area(area.tab, top, left, bottom + 1, right + 1)


def _last_filled(grid: Grid, area: Area) -> tuple[int, int] | None:
    """The last filled cell of an area in reading order from the bottom."""
    for row in range(min(area.bottom, len(grid.rows)) - 1, area.top - 1, -1):
        for column in range(min(area.right, len(grid.rows[row])) - 1, area.left - 1, -1):
            if _filled(grid, row, column):
                return row, column
    return None


def _any(grid: Grid, row: int, columns: range) -> bool:
    return row >= 0 and any(column >= 0 and _filled(grid, row, column) for column in columns)


def _filled(grid: Grid, row: int, column: int) -> bool:
    slot = grid.slot(row, column)
    if isinstance(slot, Cell):
        return slot.value is not None or bool(slot.formula)
    return slot is not None
