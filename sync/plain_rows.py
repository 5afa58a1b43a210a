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
from sync.rowtypes import Marks


@dataclass(frozen=True, slots=True)
class PlainReading:
    """The fields and units of a table's rows; those of the odd rows, from 0, say nothing."""

    fields: list[list[Any]]
    unit_ids: list[int | None]
    odd: Sequence[int]


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
        if not rows or not self._possible:
            return PlainReading([*map(list, fields)], [None] * rows, range(rows))
        odd: set[int] = set()
        for memo in self._memos:
            cells = columns[memo.column]
            values, all_plain = memo.cells.values_of(cells)
            if memo.position != WATCHED:
                fields[memo.position] = values
            if not all_plain:
                odd.update(_rows_with(ODD, values))
            if memo.column in self._marks.columns:
                odd.update(self._marks.rows_of_header(cells, memo.cells.plain))
        named = any(memo.position == 0 for memo in self._memos)
        fields[0], unit_ids = self._find_units(fields[0] if named else None, rows, odd)
        return PlainReading([*map(list, fields)], unit_ids, sorted(odd))

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
