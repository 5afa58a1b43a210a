"""Judgements: what cells were judged to be, each distinct one once, from tab to tab."""

from collections.abc import Callable, Hashable, Mapping, Sequence
from types import MappingProxyType
from typing import Any, Final, NamedTuple, cast

from rules.private import find_private
from sync.cell_doubts import CellDoubt
from sync.plain_names import plain_names
from sync.reading import RawCell
from sync.row_words import may_change_row
from sync.rowtypes import BLANK_MARKS, is_marked

#: Stands for what a cell says where it has to be looked at closely.
ODD: Final = object()
#: Longer texts are cut short.
_LONGEST = 500
#: So many figures may be somebody's number.
_FIGURES = 11
_TRUTH = frozenset({False, True})
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


def is_easy(text: str) -> bool:
    """Whether a text is of letters and a few figures, which cannot be somebody's number."""
    return len(text) < _FIGURES and text.isalnum()


class PlainCells(dict[RawCell, object]):
    """What the plain cells of a column say, by what stands in them; `odd` once one was not plain.

    A truth value equals 0 or 1, so neither is remembered.
    """

    def __init__(self, value_of: Callable[[RawCell], object]) -> None:
        super().__init__()
        self._value_of, self.odd = value_of, False

    def __missing__(self, raw: RawCell) -> object:
        value = ODD if isinstance(raw, bool) else self._value_of(raw)
        if value is ODD:
            self.odd = True
        elif raw not in _TRUTH:
            self[raw] = value
        return value


class JudgedCells(dict[RawCell, Judged]):
    """Cells of one kind of column with what they were judged to be, each once.

    `empty` is what a blank cell says; a cell is plain where it has neither fault, doubt nor
    further facts, and `plain_if` holds of its value. In a column that is `telling` it has no word
    either that may make its row something other than an activity.
    """

    def __init__(
        self,
        judge: Callable[[RawCell], Judged],
        empty: object = None,
        plain_if: Callable[[Any], bool] = lambda _: True,
        *,
        telling: bool = False,
    ) -> None:
        super().__init__()
        self.judge, self._empty, self._plain_if = judge, empty, plain_if
        self._telling = telling
        self.plain = PlainCells(self._value_of)

    def __missing__(self, raw: RawCell) -> Judged:
        judged = self[raw] = self.judge(raw)
        return judged

    def values_of(self, cells: Sequence[RawCell]) -> tuple[Sequence[object], bool]:
        """What each cell says, ODD where it is not plain; and whether all are."""
        self.plain.odd = False
        values = list(map(self.plain.__getitem__, cells))
        return values, not self.plain.odd

    def make_room(self) -> None:
        """Forgets everything where it takes much memory."""
        if len(self) + len(self.plain) > _MOST_KEPT:
            self.plain.clear()
            self.clear()

    def _value_of(self, raw: RawCell) -> object:
        value, fault, facts, doubts = self[raw]
        odd = fault is not None or facts or doubts or not self._plain_if(value)
        if odd or (self._telling and is_marked(raw)):
            return ODD
        return self._empty if value is None else value


class TextCells(JudgedCells):
    """Cells of a column of words: those that are `easy` are what they say."""

    def __init__(
        self,
        judge: Callable[[RawCell], Judged],
        plain_if: Callable[[Any], bool] = lambda _: True,
        *,
        telling: bool = False,
        easy: Callable[[str], bool] = is_easy,
    ) -> None:
        super().__init__(judge, None, plain_if, telling=telling)
        self._easy = easy

    def _value_of(self, raw: RawCell) -> object:
        if isinstance(raw, str) and self._easy(raw):
            marked = self._telling and is_marked(raw)
            if not marked and raw not in _WORDS and not may_change_row(raw):
                return raw
        return super()._value_of(raw)


class NameCells(JudgedCells):
    """Cells that list people: most are plain lists, and hardly one stands twice."""

    def _value_of(self, raw: RawCell) -> object:
        names = plain_names(raw) if isinstance(raw, str) and not self._telling else None
        return super()._value_of(raw) if names is None else "|".join(names)


class VariedCells(TextCells):
    """Cells of words most of which stand once: a whole column is looked through at once."""

    def values_of(self, cells: Sequence[RawCell]) -> tuple[Sequence[object], bool]:
        """Texts of letters and a few figures are what they say, blank ones say nothing."""
        try:
            together = "".join(cast("Sequence[str]", cells))
        except TypeError:
            return super().values_of(cells)
        texts = cast("Sequence[str]", cells)
        lengths = set(map(len, texts))
        few = max(lengths) < _FIGURES or (together.isalpha() and max(lengths) <= _LONGEST)
        easy = few and together.isalnum() and not self._telling
        if not easy or not _WORDS.isdisjoint(texts) or may_change_row(together):
            return super().values_of(cells)
        return ([text or None for text in texts] if 0 in lengths else texts), True


class WatchedCells(JudgedCells):
    """Cells of a column that no record keeps: only a private number in them is told."""

    def values_of(self, cells: Sequence[RawCell]) -> tuple[Sequence[object], bool]:
        """A column of words is looked through at once."""
        try:
            together = "\n".join(cast("Sequence[str]", cells))
        except TypeError:
            return super().values_of(cells)
        short = max(map(len, cast("Sequence[str]", cells))) < _FIGURES
        if self._telling or (not short and find_private(together) is not None):
            return super().values_of(cells)
        return [None] * len(cells), True


class Judgements:
    """What cells were judged to be, kept from tab to tab: other books write the same days."""

    def __init__(self) -> None:
        self._kept: dict[Hashable, JudgedCells] = {}

    def of(self, key: Hashable, build: Callable[[], JudgedCells]) -> JudgedCells:
        """The cells judged under that key, which names all that the judgement depends on."""
        if key not in self._kept:
            self._kept[key] = build()
        return self._kept[key]

    def make_room(self) -> None:
        """Forgets what takes much memory."""
        for cells in self._kept.values():
            cells.make_room()
