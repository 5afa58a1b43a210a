"""Placed records: rows of registers at their places in a book, kept column by column.

A first sync reads six hundred thousand of them, and what is done to a whole column runs in C.
"""

from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property, partial
from itertools import chain, compress, groupby, repeat
from typing import Any, NamedTuple, overload

from rules.records import Record


class Placed(NamedTuple):
    """A record at its place, with the unit it was understood to be of."""

    sheet: str
    row: int
    unit_id: int | None
    record: Record


class Block(NamedTuple):
    """Records of one kind in one sheet; each of the fields is a column as long as `rows`."""

    sheet: str
    maker: type[Record]
    rows: Sequence[int]
    unit_ids: Sequence[int | None]
    fields: Sequence[Sequence[Any]]

    def field(self, name: str) -> Sequence[Any]:
        """The column of a field; nothing where its records have no such field."""
        names = self.maker._fields
        return self.fields[names.index(name)] if name in names else ()

    def only(self, kept: Sequence[int]) -> "Block":
        """The records for which `kept` has no 0."""
        rows, unit_ids, *fields = (
            list(compress(column, kept)) for column in (self.rows, self.unit_ids, *self.fields)
        )
        return self._replace(rows=rows, unit_ids=unit_ids, fields=fields)

    def records(self) -> Iterator[Record]:
        """The records one by one."""
        return map(partial(_make, self.maker), zip(*self.fields, strict=True))

    def placed(self) -> Iterator[Placed]:
        """The same at their places."""
        places = (repeat(self.sheet), self.rows, self.unit_ids)
        placed = zip(*places, self.records(), strict=False)
        return map(partial(_make, Placed), placed)


class PlacedRows(Sequence[Placed]):
    """The records of some blocks in their order; one is made when somebody asks for it."""

    def __init__(self, blocks: Iterable[Block] = ()) -> None:
        self.blocks = tuple(blocks)

    @classmethod
    def of(cls, rows: Iterable[Placed]) -> "PlacedRows":
        """The same rows in blocks."""
        if isinstance(rows, cls):
            return rows
        kinds = groupby(rows, key=lambda one: (one.sheet, type(one.record)))
        return cls(_block(sheet, maker, tuple(group)) for (sheet, maker), group in kinds)

    def __add__(self, other: "PlacedRows") -> "PlacedRows":
        return PlacedRows((*self.blocks, *other.blocks))

    def __len__(self) -> int:
        return sum(len(block.rows) for block in self.blocks)

    def __iter__(self) -> Iterator[Placed]:
        return iter(self._made)

    @overload
    def __getitem__(self, index: int) -> Placed: ...
    @overload
    def __getitem__(self, index: slice) -> Sequence[Placed]: ...
    def __getitem__(self, index: int | slice) -> Placed | Sequence[Placed]:
        return self._made[index]

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Sequence) and self._made == list(other)

    def __hash__(self) -> int:
        return hash(tuple(self._made))

    def __repr__(self) -> str:
        return f"PlacedRows.of({self._made})"

    @property
    def unit_ids(self) -> set[int]:
        """The units that the rows are of."""
        found = set(chain.from_iterable(block.unit_ids for block in self.blocks))
        return {unit_id for unit_id in found if unit_id is not None}

    @cached_property
    def _made(self) -> list[Placed]:
        return [one for block in self.blocks for one in block.placed()]


def _block(sheet: str, maker: type[Record], rows: Sequence[Placed]) -> Block:
    _, numbers, unit_ids, records = zip(*rows, strict=True)
    return Block(sheet, maker, numbers, unit_ids, tuple(zip(*records, strict=True)))


_make: Any = tuple.__new__
