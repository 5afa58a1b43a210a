"""Judgements: what cells were judged to be, each distinct one once, from tab to tab."""

from collections.abc import Callable, Hashable, Mapping, Sequence
from itertools import repeat
from types import MappingProxyType
from typing import Any, Final, NamedTuple, cast

from rules.private import find_private
from sync.cell_doubts import CellDoubt
from sync.reading import RawCell
from sync.row_words import may_change_row
from sync.rowtypes import BLANK_MARKS

#: Stands for what a cell says where it has to be looked at closely.
ODD: Final = object()
#: Longer texts are cut short.
_LONGEST = 500
#: So many figures may be somebody's number.
_FIGURES = 11
#: Words that repeat the cell above or say nothing.
_WORDS = frozenset(
    {"同上", "同前", "同左", "上同", "ditto", "Ditto", "DITTO"}
    | {f"{a}上{b}{c}样" for a in "跟与和" for b in ("", "面") for c in ("", "一")}
    | (BLANK_MARKS - {""})
)
#: Cells of one column that are kept from tab to tab; all days of three years are 3,000.
_MOST_KEPT = 50_000


class Judged(NamedTuple):
    """A cell judged: its value, a fault's code, and facts for the fault or further fields."""

    value: object = None
    fault: str | None = None
    facts: Mapping[str, Any] = MappingProxyType({})
    doubts: Sequence[CellDoubt] = ()
    """What somebody should look at although the cell was read."""


class JudgedCells(dict[RawCell, Judged]):
    """Cells of one kind of column with what they were judged to be, each once.

    `empty` is what a blank cell says; a cell is plain where it has neither fault, doubt nor
    further facts, and `plain_if` holds of its value.
    """

    def __init__(
        self,
        judge: Callable[[RawCell], Judged],
        empty: object = None,
        plain_if: Callable[[Any], bool] = lambda _: True,
    ) -> None:
        super().__init__()
        self.judge, self._empty, self._plain_if = judge, empty, plain_if
        self._plain: dict[RawCell, object] = {}

    def __missing__(self, raw: RawCell) -> Judged:
        judged = self[raw] = self.judge(raw)
        value, fault, facts, doubts = judged
        if fault is None and not facts and not doubts and self._plain_if(value):
            self._plain[raw] = self._empty if value is None else value
        return judged

    def values_of(self, cells: Sequence[RawCell]) -> tuple[Sequence[object], bool]:
        """What each cell says, ODD where it is not plain; and whether all are."""
        if bool in set(map(type, cells)):
            return [ODD] * len(cells), False
        new = set(cells).difference(self._plain)
        for raw in new:
            self[raw]
        return list(map(self._plain.get, cells, repeat(ODD))), self._plain.keys() >= new

    def make_room(self) -> None:
        """Forgets everything where it takes much memory."""
        if len(self) > _MOST_KEPT:
            self._plain.clear()
            self.clear()


class TextCells(JudgedCells):
    """Cells of a column of words: most of them say what stands there, and many stand once."""

    def values_of(self, cells: Sequence[RawCell]) -> tuple[Sequence[object], bool]:
        """Texts of letters and a few figures are what they say, without being looked at."""
        if set(map(type, cells)) != {str}:
            return super().values_of(cells)
        texts = cast("Sequence[str]", cells)
        lengths, together = set(map(len, texts)), "".join(texts)
        figures = max(lengths) < _FIGURES or together.isalpha()
        easy = figures and together.isalnum() and max(lengths) <= _LONGEST
        if not easy or not _WORDS.isdisjoint(texts) or may_change_row(together):
            return super().values_of(cells)
        if 0 not in lengths:
            return texts, True
        blank = self._empty if self._plain_if(None) else ODD
        return [text or blank for text in texts], blank is not ODD


class WatchedCells(JudgedCells):
    """Cells of a column that no record keeps: only a private number in them is told."""

    def values_of(self, cells: Sequence[RawCell]) -> tuple[Sequence[object], bool]:
        """A column of words is looked through at once."""
        if set(map(type, cells)) == {str}:
            texts = cast("Sequence[str]", cells)
            if max(map(len, texts)) < _FIGURES or find_private("\n".join(texts)) is None:
                return [None] * len(cells), True
        return super().values_of(cells)


class Judgements:
    """What cells were judged to be, kept from tab to tab: other books write the same days."""

    def __init__(self) -> None:
        self._kept: dict[Hashable, JudgedCells] = {}
        #: Cells that do not make their row something other than an activity.
        self.unmarked: set[RawCell] = set()

    def of(self, key: Hashable, build: Callable[[], JudgedCells]) -> JudgedCells:
        """The cells judged under that key, which names all that the judgement depends on."""
        if key not in self._kept:
            self._kept[key] = build()
        return self._kept[key]

    def make_room(self) -> None:
        """Forgets what takes much memory."""
        for cells in self._kept.values():
            cells.make_room()
        if len(self.unmarked) > _MOST_KEPT:
            self.unmarked.clear()
