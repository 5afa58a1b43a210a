"""Lists of names: whether the cells of a column each hold one person, or several."""

from collections.abc import Sequence
from typing import cast

from rules.nodes import NodeTable
from sync.cell_names import parse_names
from sync.cell_texts import UnreadableError, is_blank, is_ditto
from sync.header_levels import Rows
from sync.reading import CellContext, RawCell
from sync.table_cells import cells_of

#: A list in one of so many filled cells is the column's custom, not a slip.
_NOTABLE = 5
_LONGEST_NAME = 3
#: Names are read alike whatever stands around them.
_ANY = CellContext(nodes=NodeTable(days={}))


def is_one_name(text: str) -> bool:
    """Whether a text is so short that it names one person."""
    return len(text) <= _LONGEST_NAME and text.isalpha()


def count_names(raw: RawCell) -> int:
    """How many people a cell names, with those it only counts; 1 where it is no list."""
    if not isinstance(raw, str) or is_one_name(raw):
        return 1
    try:
        reading = parse_names(raw, _ANY)
    except UnreadableError:
        return 1
    totals = [int(flag[6:]) for flag in reading.flags if flag.startswith("total=")]
    return max(len(reading.value or ()), *totals, 1)


def hold_lists(rows: Rows, column: int) -> bool:
    """Whether a notable share of the column's filled cells name several people."""
    cells = cells_of(rows, column)
    lists = 0 if _are_names(cells) else sum(count_names(raw) > 1 for raw in cells)
    # Most columns hold none; only then is each cell looked at.
    return lists > 0 and lists * _NOTABLE >= sum(map(_is_filled, cells))


def hold_people(rows: Rows, column: int, shared: Sequence[int]) -> bool:
    """Whether rows that share a day and title name different people: each is of one of them."""
    widest = max(column, *shared)
    named = [row for row in rows if len(row) > widest and _is_filled(row[column])]
    people: dict[tuple[RawCell, ...], set[RawCell]] = {}
    for row in named:
        people.setdefault(tuple(row[one] for one in shared), set()).add(row[column])
    several = sum(len(names) for names in people.values() if len(names) > 1)
    return several > 0 and several * _NOTABLE >= len(named)


def _are_names(cells: Sequence[RawCell]) -> bool:
    """Whether all cells are so short that each names one person, or nobody."""
    try:
        together = "".join(cast("Sequence[str]", cells))
    except TypeError:
        return False
    return together.isalpha() and max(map(len, cast("Sequence[str]", cells))) <= _LONGEST_NAME


def _is_filled(raw: RawCell) -> bool:
    return not is_blank(raw) and not is_ditto(raw)
