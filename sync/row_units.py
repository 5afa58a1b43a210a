"""Whose rows they are: each row's unit by its own cell, else by what stands around the table."""

from collections.abc import Sequence
from typing import Protocol

from sync.columns import Columns
from sync.reading import RawCell
from sync.surroundings import BookContext, default_unit
from sync.workbook import Tab


class _Add(Protocol):
    """Notes a finding at a cell of a row, or at the row where no column is to blame."""

    def __call__(self, code: str, index: int, column: int | None, **values: str) -> None: ...


class RowUnits:
    """The units of a table's rows, and what is to be said of the names that are written.

    A row that names none is told at its cell, or once where no row of the table does.
    A name that nobody knows is told at every cell that holds it; the line above a table is told
    once, with the rows that it leaves without a unit. `known` holds what was found before.
    """

    def __init__(self, tab: Tab, columns: Columns, context: BookContext, add: _Add) -> None:
        self.stated = default_unit(tab, columns, context)
        self.known: dict[str, int | None] = {}
        self._column = columns.fields.get("unit")
        self._context, self._add = context, add
        self._left = 0
        self._nameless: list[int] = []
        self._rows = tab.rows[columns.first_row :]
        if self.stated.unit_id is not None and self.stated.written is not None:
            self._tell(
                self.stated.written, self.stated.unit_id, self.stated.row, self.stated.column
            )

    def find(self, text: str | None, row: Sequence[RawCell], index: int) -> int | None:
        """The unit of a row that names `text`, its own or the table's; None with a finding."""
        units = self._context.units
        if units is None:
            return None
        if text is None:
            self._nameless.append(index)
            return None
        found = self.known[text] = units.find(text)
        column = self._column if self._column is not None and row[self._column] != "" else None
        if found is not None:
            self._tell(text, found, index, column)
        elif column is None and text == self.stated.text:
            self._left += 1
        else:
            self._refuse(text, index, column, rows=1)
        return found

    def report(self) -> None:
        """What is said once of the whole table, when all its rows are read."""
        if self._nameless and not self._names_any():
            rows = str(len(self._nameless))
            self._add("unit-missing", self._nameless[0], self._column, rows=rows)
        else:
            for index in self._nameless:
                self._add("unit-missing", index, self._column, rows="1")
        if self._left and self.stated.text is not None:
            self._refuse(self.stated.text, self.stated.row, self.stated.column, rows=self._left)

    def _names_any(self) -> bool:
        column = self._column
        return column is not None and any(row[column] for row in self._rows if len(row) > column)

    def _refuse(self, text: str, index: int, column: int | None, *, rows: int) -> None:
        units = self._context.units
        near = "、".join(units.nearest(text)) if units is not None else ""
        self._add("unit-unknown", index, column, text=text, near=near or "—", rows=str(rows))

    def _tell(self, text: str, unit_id: int, index: int, column: int | None) -> None:
        """A name that was made out is told once in a book."""
        units, assumed = self._context.units, self._context.assumed
        if units is None or text in assumed or units.knows(text):
            return
        assumed.add(text)
        self._add("unit-assumed", index, column, text=text, unit=units.name(unit_id))
