"""Memos: how each column of a table is read, each distinct cell judged once."""

import re
from collections.abc import Callable, Hashable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import repeat
from typing import Any, Final, cast

from rules.days import Days
from rules.records import Activity, ServiceRecord
from sync.cell_texts import as_text, fold, is_blank, is_ditto, shown
from sync.cells import read_count, read_date, read_duration, read_names, read_photos
from sync.columns import Columns
from sync.duration_headers import unit_of_header
from sync.reading import CellContext, RawCell, Reading
from sync.rowtypes import BLANK_MARKS

#: A cell judged: its value, a fault's code, and facts for the fault or further fields.
Judged = tuple[object, str | None, Mapping[str, Any]]
#: Stands for what a cell says where it has to be looked at closely.
ODD: Final = object()
#: Signs of a text that are kept: a name or title is indexed, a report may be long.
_SHORT, _LONG = 500, 8000
_TELLING = frozenset({"content", "remark"})
_NOTHING: Mapping[str, Any] = {}
#: So many figures may be somebody's number.
_FIGURES = 11
#: Words that repeat the cell above or say nothing.
_WORDS = frozenset(
    {"同上", "同前", "同左", "上同", "ditto", "Ditto", "DITTO"}
    | {f"{a}上{b}{c}样" for a in "跟与和" for b in ("", "面") for c in ("", "一")}
    | (BLANK_MARKS - {""})
)
_TOTAL = re.compile(r"(?:共|合计|总计)?[ :]?(?P<number>\d{1,9}(?:\.\d+)?) ?(?P<unit>\D*)")
_LONGEST_TOTAL = 1_000_000 * 60
#: Cells of one column that are kept from tab to tab; all days of three years are 3,000.
_MOST_KEPT = 50_000
#: Fields of a register that go by another name in the record.
_RECORD_NAMES = {
    "unit": "unit_text",
    "date": "days",
    "total_hours": "total_minutes",
    "participants": "names",
    "photo": "photos",
    "state": "confirmed",
}


class JudgedCells(dict[RawCell, Judged]):
    """Cells of one kind of column with what they were judged to be, each once.

    `empty` is what a blank cell says; a cell is plain where it has neither fault nor further
    facts, and `plain_if` holds of its value.
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
        value, fault, facts = judged
        if fault is None and not facts and self._plain_if(value):
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
        easy = figures and together.isalnum() and max(lengths) <= _SHORT
        if not easy or not _WORDS.isdisjoint(texts):
            return super().values_of(cells)
        if 0 not in lengths:
            return texts, True
        blank = self._empty if self._plain_if(None) else ODD
        return [text or blank for text in texts], blank is not ODD


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


@dataclass(frozen=True, slots=True)
class Memo:
    """The judgements of one column, by what stands in its cells."""

    column: int
    name: str
    position: int
    """Where its field stands in the record."""
    cells: JudgedCells

    def __getitem__(self, raw: RawCell) -> Judged:
        # A truth value equals 0 or 1 and must not be remembered as one.
        return self.cells.judge(raw) if isinstance(raw, bool) else self.cells[raw]


def build_memos(
    columns: Columns,
    context: CellContext,
    maker: type[Activity] | type[ServiceRecord],
    *,
    confirmed: frozenset[str],
    judgements: Judgements,
    today: str,
) -> tuple[Memo, ...]:
    """A memo for each column whose field the record keeps; a day after `today` is not plain."""
    judgements.make_room()
    positions = {name: number for number, name in enumerate(maker._fields)}
    memos = []
    for field, column in columns.fields.items():
        name = _RECORD_NAMES.get(field, field)
        if name in positions:
            header = columns.headers[column]
            around = context.under(header)
            empty = maker._field_defaults[name]
            build = partial(
                _build, field, around, maker, confirmed=confirmed, empty=empty, today=today
            )
            cells = judgements.of((field, maker, header, context.month, context.year), build)
            memos.append(Memo(column, name, positions[name], cells))
    return tuple(memos)


def _build(
    field: str,
    context: CellContext,
    maker: type[Activity] | type[ServiceRecord],
    *,
    confirmed: frozenset[str],
    empty: object,
    today: str,
) -> JudgedCells:
    judges: Mapping[str, Callable[[RawCell], Judged]] = {
        "state": lambda raw: (str(raw).strip().casefold() in confirmed, None, _NOTHING),
        "duration": lambda raw: _plain(read_duration(raw, context)),
        "total_hours": lambda raw: _plain(_read_total(raw, context)),
        "headcount": lambda raw: _heads(read_count(raw, context)),
        "person_times": lambda raw: _plain(read_count(raw, context)),
        "beneficiaries": lambda raw: _plain(read_count(raw, context)),
        "participants": lambda raw: _names(read_names(raw, context)),
        "photo": lambda raw: _plain(read_photos(raw, context)),
    }
    if field == "date":
        return JudgedCells(
            lambda raw: _days(read_date(raw, context)),
            plain_if=lambda days: days is not None and days <= today,
        )
    if field in judges:
        return JudgedCells(judges[field], empty)
    required = field == "title" and maker is Activity
    return TextCells(
        lambda raw: _text(raw, field), plain_if=lambda text: text is not None or not required
    )


def _days(reading: Reading[Days]) -> Judged:
    value = None if reading.value is None else str(reading.value)
    return value, reading.fault, reading.facts


def _plain(reading: Reading[Any]) -> Judged:
    return reading.value, reading.fault, reading.facts


def _heads(reading: Reading[int]) -> Judged:
    """A head-count cell that says 人次 holds person-times."""
    if "unit=人次" in reading.flags and reading.value is not None:
        return None, None, {"person_times": reading.value}
    return _plain(reading)


def _names(reading: Reading[tuple[str, ...]]) -> Judged:
    if reading.value is None:
        return None, reading.fault, reading.facts
    total = next((f[6:] for f in reading.flags if f.startswith("total=")), None)
    more = {"names_total": int(total)} if total and "incomplete" in reading.flags else _NOTHING
    return "|".join(reading.value) or None, None, more


def _read_total(raw: RawCell, context: CellContext) -> Reading[int]:
    """A total of all people: a bare number is hours unless the header says minutes."""
    unit: int | None = 1 if "分" in context.header else 60
    number: float | None = None
    if isinstance(raw, int | float) and not isinstance(raw, bool):
        number = raw
    elif isinstance(raw, str) and (found := _TOTAL.fullmatch(fold(raw))):
        number = float(found["number"])
        unit = unit_of_header(found["unit"]) if found["unit"] else unit
    if number is None or unit is None or is_blank(raw):
        return read_duration(raw, context.under(""))
    if not 0 <= number * unit <= _LONGEST_TOTAL:
        return Reading(fault="duration-impossible", facts={"text": shown(raw)})
    return Reading(round(number * unit))


def _text(raw: RawCell, field: str) -> Judged:
    """The text; where it repeats the cell above, a fault that only a title's lack reports."""
    if is_ditto(raw):
        return None, "title-missing" if field == "title" else "", _NOTHING
    text = as_text(raw).replace("\0", "").strip()[: _LONG if field in _TELLING else _SHORT]
    return None if text in BLANK_MARKS else text, None, _NOTHING
