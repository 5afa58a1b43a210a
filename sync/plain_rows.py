"""Plain rows: a table read column by column, each distinct cell judged once; most rows are plain.

Loops run in C here (`map`, `zip`, sets): a first sync reads six hundred thousand rows.
"""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import compress, count, repeat
from operator import is_, itemgetter
from typing import Any

from rules.records import Activity, ServiceRecord
from store.records import Placed
from sync.judgements import ODD
from sync.memos import WATCHED, Memo
from sync.names import UnitNames
from sync.reading import RawCell


@dataclass(frozen=True, slots=True)
class PlainReading:
    """A record for each row of a table; those of the odd rows, counted from 0, say nothing."""

    rows: Sequence[Placed]
    odd: Sequence[int]


class PlainRows:
    """Reads the plain rows of one table, those in which nothing has to be looked at closely.

    `unit` is the unit of rows that name none, as it is stated and as it was found.
    """

    def __init__(
        self,
        memos: Sequence[Memo],
        maker: type[Activity] | type[ServiceRecord],
        *,
        units: UnitNames | None,
        unit: tuple[str | None, int | None],
    ) -> None:
        self._memos, self._maker = memos, maker
        self._units, self._unit = units, unit
        needed = {"days", "title"} if maker is Activity else {"days"}
        self._possible = needed <= {memo.name for memo in memos}

    def read(
        self, columns: Sequence[Sequence[RawCell]], sheet: str, first: int, *, odd: Collection[int]
    ) -> "PlainReading":
        """The records of the table's rows, those aside that are odd or among `odd`.

        Columns are all as long as the table; the first row's number in the sheet is `first`.
        """
        rows, looked_at = len(columns[0]) if columns else 0, set(odd)
        if not rows or not self._possible:
            return PlainReading((), range(rows))
        fields: list[Iterable[Any]] = [repeat(empty) for empty in self._maker()]
        for memo in self._memos:
            values, all_plain = memo.cells.values_of(columns[memo.column])
            if memo.position != WATCHED:
                fields[memo.position] = values
            if not all_plain:
                looked_at.update(_rows_with(ODD, values))
        fields[0], units = self._find_units(fields[0], rows, looked_at)
        records = map(partial(_make, self._maker), zip(*fields, strict=False))
        placed = zip(repeat(sheet), count(first), units, records, strict=False)
        return PlainReading(list(map(partial(_make, Placed), placed)), sorted(looked_at))

    def _find_units(
        self, texts: Iterable[Any], rows: int, odd: set[int]
    ) -> tuple[Iterable[str | None], Iterable[int | None]]:
        """Who the rows are of, as written and as found; those of no exact name are odd."""
        stated, default = self._unit
        if isinstance(texts, repeat):
            if default is None and self._units is not None:
                odd.update(range(rows))
            return repeat(stated), repeat(default)
        if self._units is None:
            return (text or stated for text in texts), repeat(None)
        found = self._units.find_exact(written := list(texts))
        for row in _rows_with(None, found):
            if written[row] is None and default is not None:
                written[row], found[row] = stated, default
            else:
                odd.add(row)
        return written, found


def _rows_with(wanted: object, values: Sequence[object]) -> list[int]:
    """Where that very object stands."""
    return list(compress(count(), map(is_, values, repeat(wanted))))


def distinct_cells(rows: Sequence[Sequence[RawCell]], column: int) -> set[RawCell]:
    """What stands in a column, each cell once; rows may be too short to have one."""
    if all(length > column for length in set(map(len, rows))):
        return set(map(itemgetter(column), rows))
    return {row[column] for row in rows if len(row) > column}


def pad_rows(rows: Sequence[Sequence[RawCell]], width: int) -> Sequence[Sequence[RawCell]]:
    """The rows, none of them shorter than that."""
    if all(length >= width for length in set(map(len, rows))):
        return rows
    return [row if len(row) >= width else [*row, *[""] * (width - len(row))] for row in rows]


_make: Any = tuple.__new__
