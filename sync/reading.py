"""What the reading of one cell takes and gives."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime, time, timedelta
from typing import Generic, TypeVar

from rules.months import Month
from rules.nodes import NodeTable

#: What a book's cell holds before it is read; a date only where the sheet stored one.
RawCell = str | int | float | bool | date | datetime | time | timedelta | None

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Reading(Generic[T]):
    """A cell as read: a value, or None with a fault's code where nobody can know.

    A blank cell has neither value nor fault. Facts are for the fault's sentence.
    """

    value: T | None = None
    flags: tuple[str, ...] = ()
    fault: str | None = None
    facts: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class CellContext:
    """What stands around a cell: the sheet's month or year, the column's header, the calendar."""

    nodes: NodeTable
    month: Month | None = None
    year: int | None = None
    header: str = ""
    number_format: str = ""

    def under(self, header: str) -> "CellContext":
        """The same surroundings under another header."""
        return replace(self, header=header)
