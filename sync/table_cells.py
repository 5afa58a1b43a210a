"""Table cells: the columns of a table, taken from its rows."""

from collections.abc import Iterable, Sequence
from operator import itemgetter

from sync.reading import RawCell

Rows = Sequence[Sequence[RawCell]]


def cells_of(rows: Rows, column: int) -> Sequence[RawCell]:
    """The cells of a column from above; rows that are too short have none."""
    try:
        return list(map(itemgetter(column), rows))
    except IndexError:
        return [row[column] for row in rows if len(row) > column]


def padded(rows: Rows, width: int) -> Rows:
    """The rows, none of them shorter than that."""
    if all(length >= width for length in set(map(len, rows))):
        return rows
    return [row if len(row) >= width else [*row, *[""] * (width - len(row))] for row in rows]


def columns_of(rows: Rows) -> Sequence[tuple[RawCell, ...]]:
    """The columns that all rows reach."""
    return list(zip(*rows, strict=False))


def texts_together(cells: Iterable[RawCell]) -> str:
    """The texts among the cells, written together."""
    try:
        return "".join(cells)  # type: ignore[arg-type] # the TypeError says that one is no text
    except TypeError:
        return "".join(raw for raw in cells if isinstance(raw, str))
