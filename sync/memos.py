"""Memos: how each column of a table is read, each distinct cell judged once."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial
from typing import Any

from rules.days import Days
from rules.records import Activity, ServiceRecord
from sync.cell_texts import as_text, fold, is_blank, is_ditto, shown
from sync.cells import read_count, read_date, read_duration, read_names, read_photos
from sync.columns import Columns
from sync.duration_headers import unit_of_header
from sync.judgements import Judged, JudgedCells, Judgements, TextCells
from sync.reading import CellContext, RawCell, Reading
from sync.rowtypes import BLANK_MARKS

#: Signs of a text that are kept: a name or title is indexed, a report may be long.
_SHORT, _LONG = 500, 8000
_TELLING = frozenset({"content", "remark"})
_NOTHING: Mapping[str, Any] = {}
_TOTAL = re.compile(r"(?:共|合计|总计)?[ :]?(?P<number>\d{1,9}(?:\.\d+)?) ?(?P<unit>\D*)")
_LONGEST_TOTAL = 1_000_000 * 60
#: Fields of a register that go by another name in the record.
_RECORD_NAMES = {
    "unit": "unit_text",
    "date": "days",
    "total_hours": "total_minutes",
    "participants": "names",
    "photo": "photos",
    "state": "confirmed",
}


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
