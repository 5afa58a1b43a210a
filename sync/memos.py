"""Memos: how each column of a table is read, each distinct cell judged once."""

from dataclasses import dataclass
from functools import partial

from rules.records import Activity, ServiceRecord
from sync.cell_judges import judge_of
from sync.columns import Columns
from sync.judgements import (
    Judged,
    JudgedCells,
    Judgements,
    NameCells,
    TextCells,
    VariedCells,
    WatchedCells,
    is_easy,
)
from sync.name_lists import is_one_name
from sync.reading import CellContext, RawCell
from sync.row_words import says_nothing
from sync.rowtypes import telling_columns

#: Columns of words most of whose cells stand once.
_VARIED = frozenset({"volunteer_no", "content", "remark"})
#: Columns whose cells are read for more than their words.
_READ = frozenset(
    {
        *("state", "duration", "total_hours", "headcount", "person_times", "beneficiaries"),
        *("participants", "photo"),
    }
)
#: Fields that say how long; without any of them the times of day beside a date do.
_HOURS = frozenset({"duration", "total_hours"})
#: The position of a column that no record keeps.
WATCHED = -1
#: Fields of a register that go by another name in the record.
RECORD_NAMES = {
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
    """Where its field stands in the record; of a column that no record keeps `WATCHED`."""
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
    """A memo for each column: what the record keeps, and no private number anywhere.

    A day after `today` is not plain.
    """
    judgements.make_room()
    positions = {name: number for number, name in enumerate(maker._fields)}
    fields = {column: field for field, column in columns.fields.items()}
    clocked = not columns.undecided and columns.fields.keys().isdisjoint(_HOURS)
    tellings = telling_columns(columns)
    memos = []
    for column, header in sorted(columns.headers.items()):
        part = columns.parts.get(column, "")
        field = fields.get(column, part)
        name = "" if part else RECORD_NAMES.get(field, field)
        kept, telling = name in positions or bool(part), column in tellings
        if field != "seq" or telling:
            build = partial(
                _build, field if kept else "", context.under(header), maker,
                confirmed=confirmed, today=today, watched=field, clocked=clocked, telling=telling,
            )  # fmt: skip
            key = (field, maker, header, context.month, context.year, clocked, telling)
            cells = judgements.of(key, build)
            memos.append(Memo(column, name if kept else "", positions.get(name, WATCHED), cells))
    return tuple(memos)


def _build(
    field: str,
    context: CellContext,
    maker: type[Activity] | type[ServiceRecord],
    *,
    confirmed: frozenset[str],
    today: str,
    watched: str,
    clocked: bool,
    telling: bool,
) -> JudgedCells:
    """The cells of one column; of a column that is only watched `field` is empty.

    `clocked` takes the times of day beside a date for the length.
    """
    judge = judge_of(field, context, maker, confirmed=confirmed, watched=watched, clocked=clocked)
    if not field:
        return WatchedCells(judge, telling=telling)
    if field == "date":
        return JudgedCells(
            judge, plain_if=lambda days: days is not None and days <= today, telling=telling
        )
    if field in _READ:
        empty = maker._field_defaults[RECORD_NAMES.get(field, field)]
        cells = NameCells if field == "participants" else JudgedCells
        return cells(judge, empty, telling=telling)
    if field in _VARIED:
        return VariedCells(judge, telling=telling)
    easy = is_one_name if field == "volunteer" else is_easy
    needed = field == "title" and maker is Activity
    return TextCells(judge, _says_something if needed else _any, telling=telling, easy=easy)


def _says_something(text: str | None) -> bool:
    return text is not None and not says_nothing(text)


def _any(_: object) -> bool:
    return True
