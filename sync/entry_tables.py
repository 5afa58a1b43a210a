"""Entry tables: the parts of a tab that belong to registers, and what is left for the logs."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import takewhile
from string import ascii_uppercase

from rules.registers import Register
from sync.columns import Columns
from sync.entry_columns import Recognised, columns_of, recognise
from sync.entry_headers import listed_words
from sync.header_levels import may_be_header
from sync.reading import RawCell
from sync.rowtypes import classify_row
from sync.table_cells import Rows, cells_of
from sync.tables import first_line, heads_log
from sync.workbook import Tab

_HEADER_ROWS = 30
_MOST_LINES = 8
_FEWEST = 2
#: Columns in one of which a header further down has a word as it is listed.
_LEADING = 4
_AROUND = frozenset({"blank", "title", "meta", "note"})


@dataclass(frozen=True, slots=True, kw_only=True)
class EntryTable:
    """A register's table: the tab with no other table's rows in it, and the columns."""

    register: Register
    tab: Tab
    columns: Columns
    lacking: frozenset[str] = frozenset()
    """Fields that it needs and has no column for: it cannot be read."""


def part_tab(
    tab: Tab, registers: tuple[Register, ...], *, book: str = ""
) -> tuple[list[EntryTable], Tab]:
    """The registers' tables of a tab from above, and the tab without them; rows keep their numbers.

    What stands above the first table of a tab speaks for the further ones too, and so does the
    name of the book.
    """
    heads = list(_find_heads(tab, registers, book)) if registers else []
    if not heads:
        return [], tab
    lines = list(takewhile(_is_line, tab.rows[: min(_MOST_LINES, heads[0][1].header_row)]))
    rest = [*tab.rows]
    tables = []
    floor = 0
    for (found, columns), following in zip(heads, [*heads[1:], None], strict=True):
        start = first_line(tab.rows, columns.header_row, floor)
        end = _end(tab.rows, columns.first_row, following[1] if following else None)
        above = lines[:start]
        blank: list[list[RawCell]] = [[]] * (start - len(above))
        part = replace(
            tab,
            rows=[*above, *blank, *tab.rows[start:end]],
            uncalculated=tuple(n for n in tab.uncalculated if start < _row_of(n) <= end),
        )
        lacking = found.lacking - columns.fields.keys()
        register = found.known.register
        tables.append(EntryTable(register=register, tab=part, columns=columns, lacking=lacking))
        rest[start:end] = [[]] * (end - start)
        floor = end
    left = tuple(n for n in tab.uncalculated if any(rest[_row_of(n) - 1 : _row_of(n)]))
    return tables, replace(tab, rows=rest, uncalculated=left)


def _find_heads(
    tab: Tab, registers: tuple[Register, ...], book: str
) -> Iterator[tuple[Recognised, Columns]]:
    """The headers of registers' tables from above."""
    top = 0
    for index in _candidates(tab.rows, registers):
        row = tab.rows[index]
        if index < top or not may_be_header(row):
            continue
        texts = [cell for cell in row if isinstance(cell, str) and cell]
        if len(texts) < _FEWEST:
            continue
        said = "\n".join([book, *_said(tab, index, top)]).casefold()
        found = recognise(texts, said, registers)
        if found is not None:
            columns = columns_of(tab.rows, index, tab.merged, found.known)
            top = columns.first_row
            yield found, columns


def _candidates(rows: Rows, registers: tuple[Register, ...]) -> list[int]:
    """The first rows, and those further down that begin with a header's word."""
    words = listed_words(registers)
    found = set(range(min(_HEADER_ROWS, len(rows))))
    below = rows[_HEADER_ROWS:]
    for column in range(_LEADING) if below else ():
        if not words.isdisjoint(cells_of(below, column)):
            found.update(
                index
                for index, row in enumerate(below, start=_HEADER_ROWS)
                if len(row) > column and row[column] in words
            )
    return sorted(found)


def _said(tab: Tab, index: int, top: int) -> list[str]:
    """The tab's name and the lines above a header, down from the table before."""
    start = max(top, index - _MOST_LINES)
    lines = [str(cell) for row in tab.rows[start:index] if _is_line(row) for cell in row if cell]
    return [tab.name, *lines]


def _end(rows: Rows, first: int, following: Columns | None) -> int:
    """The row at which a table ends: the lines above the next register's or log's header."""
    last = following.header_row if following else len(rows)
    header = next((n for n in range(first, last) if heads_log(rows[n])), last)
    return first_line(rows, header, first) if header < len(rows) else header


def _is_line(row: Sequence[RawCell]) -> bool:
    lone = sum(cell not in ("", None) for cell in row) == 1
    return lone or classify_row(row) in _AROUND


def _row_of(address: str) -> int:
    return int(address.lstrip(ascii_uppercase))
