"""Plain rows: a table read column by column, each distinct cell judged once; most rows are plain.

Loops run in C here (`map`, `zip`): a first sync reads six hundred thousand rows.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import compress, count, repeat
from operator import is_
from typing import Any

from rules.records import Activity, ServiceRecord
from sync.judgements import ODD
from sync.memos import WATCHED, Memo
from sync.names import UnitNames
from sync.reading import RawCell
from sync.row_cells import OddRow
from sync.rowtypes import Marks


@dataclass(frozen=True, slots=True)
class PlainReading:
    """What the cells of a table say, ODD where they are not plain.

    `fields` and `unit_ids` are those of its rows, `memos` stand with the values of their columns,
    and `odd` are the rows, from 0, that have to be looked at.
    """

    fields: list[list[Any]]
    unit_ids: list[int | None]
    memos: Sequence[tuple[Memo, Sequence[Any]]]
    odd: Sequence[int]

    def odd_row(self, number: int, cells: Sequence[RawCell], defaults: Sequence[Any]) -> OddRow:
        """The row of that number, its cells, and what its odd cells say where they say nothing."""
        said = (column[number] for column in self.fields)
        values = [e if one is ODD else one for one, e in zip(said, defaults, strict=True)]
        return OddRow(cells, values, [m for m, column in self.memos if column[number] is ODD])


class PlainRows:
    """Reads the plain rows of one table, those in which nothing has to be looked at closely.

    `unit` is the unit of rows that name none, as it is stated and as it was found.
    """

    def __init__(
        self,
        memos: Sequence[Memo],
        maker: type[Activity] | type[ServiceRecord],
        marks: Marks,
        *,
        units: UnitNames | None,
        unit: tuple[str | None, int | None],
    ) -> None:
        self._memos, self._maker, self._marks = memos, maker, marks
        self._units, self._unit = units, unit
        needed = {"days", "title"} if maker is Activity else {"days"}
        self._possible = needed <= {memo.name for memo in memos}

    def read(self, columns: Sequence[Sequence[RawCell]]) -> PlainReading:
        """What the rows of these columns say, each as long as the table."""
        rows = len(columns[0]) if columns else 0
        fields: list[Sequence[Any]] = [[empty] * rows for empty in self._maker()]
        odd: set[int] = set()
        memos: list[tuple[Memo, Sequence[Any]]] = []
        for memo in self._memos if rows else ():
            cells = columns[memo.column]
            values, all_plain = memo.cells.values_of(cells)
            memos.append((memo, values))
            if memo.position != WATCHED:
                fields[memo.position] = values
            if not all_plain:
                odd.update(_rows_with(ODD, values))
            if memo.column in self._marks.columns:
                odd.update(self._marks.rows_of_header(cells, memo.cells.plain))
        named = any(memo.position == 0 for memo in self._memos)
        fields[0], unit_ids = self._find_units(fields[0] if named else None, rows, odd)
        listed = [column if isinstance(column, list) else list(column) for column in fields]
        return PlainReading(listed, unit_ids, memos, sorted(odd if self._possible else range(rows)))

    def _find_units(
        self, texts: Sequence[Any] | None, rows: int, odd: set[int]
    ) -> tuple[Sequence[str | None], list[int | None]]:
        """Who the rows are of, as written and as found; those of no exact name are odd."""
        stated, default = self._unit
        if texts is None:
            if default is None and self._units is not None:
                odd.update(range(rows))
            return [stated] * rows, [default] * rows
        if self._units is None:
            return [text or stated for text in texts], [None] * rows
        found, all_found = self._units.find_exact(texts)
        if all_found:
            return texts, found
        written = list(texts)
        for row in _rows_with(None, found):
            if written[row] is None and default is not None:
                written[row], found[row] = stated, default
            else:
                odd.add(row)
        return written, found


def _rows_with(wanted: object, values: Sequence[object]) -> list[int]:
    """Where that very object stands."""
    return list(compress(count(), map(is_, values, repeat(wanted))))
