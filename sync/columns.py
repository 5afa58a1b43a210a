"""Columns: which field of which register stands in which column of a table."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache

from config.registers import Registers, load_registers
from rules.records import ACTIVITY, SERVICE_RECORD
from sync.cell_texts import is_blank, shown
from sync.header_fields import Named, name_column, place_fields
from sync.header_levels import Merged, Rows, find_levels, may_be_header
from sync.header_texts import (
    date_part,
    field_by_unit,
    fold_header,
    shorter_headers,
    span_end,
    split_unit,
)
from sync.name_lists import hold_lists, hold_people
from sync.reading import CellContext, RawCell, Reading

#: How the columns of sums are headed; hours are added up as minutes.
_SUM_HEADERS = {
    "headcount": "人数", "person_times": "人次", "beneficiaries": "受益人数",
    "total_hours": "总时长(分钟)",
}  # fmt: skip
#: The ends of headers that say who took part, not that each row is of one person.
_TOOK_PART = ("志愿者", "volunteers")
_HEADER_ROWS = 30
_HEADER_LEVELS = 3
_ENOUGH = 2
#: Cells that are remembered as headers or none.
_MOST_TOLD = 50_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Columns:
    """A table's columns: index by field, the header texts, and the row (from 0) below them."""

    register: str
    fields: Mapping[str, int]
    headers: Mapping[int, str]
    first_row: int
    header_row: int
    unknown: tuple[int, ...]
    repeated: tuple[int, ...]
    sums: Mapping[int, tuple[tuple[int, ...], ...]] = field(default_factory=dict)
    """Columns beyond the table's own that hold sums of others, or of products of two."""
    parts: Mapping[int, str] = field(default_factory=dict)
    """Columns that are added up, by the field that each is read as."""
    shown: Mapping[int, int] = field(default_factory=dict)
    """The column of the table at which a sum is spoken of."""
    undecided: tuple[int, ...] = ()
    """Hours of groups that may be each one's or all people's."""


@dataclass(frozen=True, slots=True)
class Headers:
    """Header synonyms of one register, folded."""

    by_text: Mapping[str, str]
    #: Whether words around a known header make no other of it: 本次活动地点.
    loose: bool = True
    _told: dict[str, str | None] = field(default_factory=dict, compare=False)

    def field(self, text: RawCell) -> str | None:
        """The field a header means; None where it is none of this register."""
        if not isinstance(text, str):
            return None
        if text not in self._told:
            if len(self._told) > _MOST_TOLD:
                self._told.clear()
            self._told[text] = self._field(text)
        return self._told[text]

    def _field(self, text: str) -> str | None:
        folded = fold_header(text)
        if not folded or folded in self.by_text:
            return self.by_text.get(folded)
        plain, inside = split_unit(folded)
        if not self.loose:
            return self.by_text.get(plain)
        known = (self.by_text[short] for short in shorter_headers(plain) if short in self.by_text)
        field = next(known, None)
        return field and field_by_unit(field, inside)


def read_header(raw: RawCell, _context: CellContext) -> Reading[str]:
    """The field of the activity register that a header means, on its own."""
    field = load_headers(ACTIVITY).field(raw)
    if field is None and is_blank(raw):
        return Reading()
    if field is None or field == "undecided":
        fault = "header-unknown" if field is None else "header-undecided"
        return Reading(fault=fault, facts={"text": shown(raw)})
    return Reading(field)


@cache
def load_headers(register: str) -> Headers:
    """The headers of a register of `config/registers.toml`, or of `roster_unit` and the like."""
    registers: Registers = load_registers()
    table: Mapping[str, tuple[str, ...]] = getattr(registers, register)
    by_text = {fold_header(word): field for field, words in table.items() for word in words}
    return Headers(by_text, loose=register in {ACTIVITY, SERVICE_RECORD})


def find_columns(rows: Rows, merged: Merged = ()) -> Columns | None:
    """The columns of the first log table of a tab; None where no row is a header of one."""
    headers = load_headers(ACTIVITY)
    best: tuple[int, int] | None = None
    for index, row in enumerate(rows[:_HEADER_ROWS]):
        if best and not may_be_header(row):
            break
        fields = {field for cell in row if cell and (field := headers.field(cell))}
        if fields == {"title"}:
            fields |= {
                part
                for cell in row
                if isinstance(cell, str) and (part := date_part(cell) or span_end(cell))
            }
        enough = len(fields) >= _ENOUGH and fields & {"date", "title", "undecided"}
        if enough and (best is None or len(fields) > best[1]):
            best = (index, len(fields))
        if best and index > best[0] + _HEADER_LEVELS:
            break
    return columns_at(rows, best[0], merged) if best else None


def columns_at(rows: Rows, index: int, merged: Merged) -> Columns:
    """The columns under the header that the row belongs to."""
    found = find_levels(rows, index, merged, load_headers(ACTIVITY).field)
    activity = {c: name_column(p, load_headers(ACTIVITY).field) for c, p in found.paths.items()}
    register = _register(activity, found.paths, rows[found.last + 1 :])
    headers = load_headers(register)
    named = activity
    if register != ACTIVITY:
        named = {c: name_column(path, headers.field) for c, path in found.paths.items()}
    placed = place_fields(named)
    texts = {column: one.text for column, one in named.items()}
    fields, shown = dict(placed.fields), {}
    if register == ACTIVITY and "title" not in fields and "content" in fields:
        fields["title"] = fields.pop("content")  # it is all that names the activity
    for column, (name, parts) in enumerate(placed.sums.items(), start=max(texts) + 1):
        fields[name], shown[column] = column, parts[0][-1]
        texts[column] = _SUM_HEADERS[name]
    return Columns(
        register=register,
        fields=fields,
        headers=texts,
        first_row=found.last + 1,
        header_row=found.first,
        unknown=tuple(c for c, one in sorted(named.items()) if one.field is None),
        repeated=tuple(sorted(placed.repeated)),
        sums={fields[name]: parts for name, parts in placed.sums.items()},
        parts=placed.parts,
        shown=shown,
        undecided=tuple(placed.undecided),
    )


def _register(named: Mapping[int, Named], paths: Mapping[int, tuple[str, ...]], below: Rows) -> str:
    """With one volunteer's name or number and no head-count a table holds service records.

    志愿者 alone heads those who took part, as does any header with lists of names below it; unless
    rows that say the same name different people.
    """
    service = load_headers(SERVICE_RECORD)
    people = {column: service.field(path[-1]) for column, path in paths.items()}
    names = [column for column, field in people.items() if field == "volunteer"]
    fields = {one.field: column for column, one in named.items() if one.field is not None}
    if fields.keys() & {"headcount", "person_times"} or any(hold_lists(below, c) for c in names):
        return ACTIVITY
    told = "volunteer_no" in people.values() or any(
        not fold_header(paths[column][-1]).endswith(_TOOK_PART) for column in names
    )
    if told:
        return SERVICE_RECORD
    shared = [fields[name] for name in ("date", "title") if name in fields]
    each = len(shared) > 1 and any(hold_people(below, column, shared) for column in names)
    return SERVICE_RECORD if each else ACTIVITY
