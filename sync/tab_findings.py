"""The findings of one tab: each at its cell, not too many alike."""

from collections import Counter
from collections.abc import Mapping, Sequence
from string import ascii_uppercase
from types import MappingProxyType

from rules.findings import CellRef, Finding
from sync.extent import write_address

#: So many doubts of one kind in one column are told one by one, the rest as a number.
_TOLD = 10
_MISSING = {"date-missing", "title-missing", "entry-missing"}
_NOWHERE_ELSE: Mapping[int, int] = MappingProxyType({})


class TabFindings:
    """Collects what is wrong in one tab; what is found in a column may be shown at another."""

    def __init__(self, book: str, sheet: str, shown: Mapping[int, int] = _NOWHERE_ELSE) -> None:
        self._book, self._sheet, self._shown = book, sheet, shown
        self._found: list[Finding] = []
        self._doubts: Counter[tuple[str, int | None]] = Counter()
        self._lasts: dict[tuple[str, int | None], int] = {}

    def add(self, code: str, index: int, column: int | None, **values: str) -> None:
        """A finding at a cell of the row, or at the row where no column is to blame."""
        self._add(code, index, column, values)

    def doubt(self, code: str, index: int, column: int | None, values: Mapping[str, str]) -> None:
        """The same of what was read and should be looked at; many alike are told together."""
        kind = (code, column)
        self._doubts[kind] += 1
        if self._doubts[kind] <= _TOLD:
            self._lasts[kind] = index
            self._add(code, index, column, values)

    def add_uncalculated(self, addresses: Sequence[str]) -> None:
        """Formulas without a result; that their cells say nothing is not told beside it."""
        alone = set(addresses)
        self._found = [
            one for one in self._found if one.code not in _MISSING or one.where.cell not in alone
        ]
        for address in addresses:
            row = int(address.lstrip(ascii_uppercase))
            where = CellRef(self._book, self._sheet, row, address)
            self._found.append(Finding(code="formula-uncalculated", where=where))

    def all(self) -> list[Finding]:
        """The findings in the order they were made, and how many more there are of a kind."""
        for (code, column), count in self._doubts.items():
            if count > _TOLD:
                values = {"count": str(count - _TOLD), "of": code}
                self._add("findings-alike", self._lasts[code, column], column, values)
        self._doubts.clear()
        return self._found

    def _add(self, code: str, index: int, column: int | None, values: Mapping[str, str]) -> None:
        column = self._shown.get(column, column) if column is not None else None
        cell = None if column is None else write_address(index, column)
        where = CellRef(self._book, self._sheet, index + 1 or None, cell)
        self._found.append(Finding(code=code, where=where, values=values))
