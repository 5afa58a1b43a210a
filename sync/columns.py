"""Columns: which field of which register stands in which column of a table."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache

from config.registers import Registers, load_registers
from rules.records import ACTIVITY, SERVICE_RECORD
from sync.cell_texts import is_blank, shown
from sync.header_texts import field_by_unit, fold_header, shorter_headers, split_unit
from sync.reading import CellContext, RawCell, Reading

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


def find_columns(rows: Sequence[Sequence[RawCell]]) -> Columns | None:
    """The columns of the first log table of a tab; None where no row is a header of one."""
    headers = load_headers(ACTIVITY)
    best: tuple[int, int] | None = None
    for index, row in enumerate(rows[:_HEADER_ROWS]):
        fields = {field for cell in row if cell and (field := headers.field(cell))}
        enough = len(fields) >= _ENOUGH and fields & {"date", "title", "undecided"}
        if enough and (best is None or len(fields) > best[1]):
            best = (index, len(fields))
        if best and index > best[0] + _HEADER_LEVELS:
            break
    if best is None:
        return None
    return _columns(rows, best[0])


def _columns(rows: Sequence[Sequence[RawCell]], index: int) -> Columns:
    """A header of one row, or of several where its neighbours name the columns it leaves open."""
    texts = {c: _text(cell) for c, cell in enumerate(rows[index]) if _text(cell)}
    first = last = index
    for above in range(index - 1, max(index - _HEADER_LEVELS, -1), -1):
        if not _opens(rows[above], texts):
            break
        texts = {c: _text(cell) for c, cell in enumerate(rows[above]) if _text(cell)} | texts
        first = above
    for below in range(index + 1, min(index + _HEADER_LEVELS, len(rows))):
        if not _continues(rows[below], texts):
            break
        texts |= {c: _text(cell) for c, cell in enumerate(rows[below]) if _text(cell)}
        last = below
    register = _register(texts)
    headers = load_headers(register)
    fields: dict[str, int] = {}
    unknown, repeated = [], []
    for column, text in sorted(texts.items()):
        field = headers.field(text)
        if field is None:
            unknown.append(column)
        elif field in fields:
            repeated.append(column)
        else:
            fields[field] = column
    return Columns(
        register=register,
        fields=fields,
        headers=texts,
        first_row=last + 1,
        header_row=first,
        unknown=tuple(unknown),
        repeated=tuple(repeated),
    )


def _opens(row: Sequence[RawCell], texts: Mapping[int, str]) -> bool:
    """Whether a row above a header names columns that the header leaves open, and is no line."""
    cells = {c: text for c, cell in enumerate(row) if (text := _text(cell))}
    headers = load_headers(ACTIVITY)
    named = {c for c, text in cells.items() if c not in texts and headers.field(text)}
    return bool(named) and not any(":" in text or "：" in text for text in cells.values())


def _continues(row: Sequence[RawCell], texts: Mapping[int, str]) -> bool:
    """Whether a row below a header only names columns that the row above left open."""
    cells = {c: cell for c, cell in enumerate(row) if cell not in ("", None)}
    if not cells or any(not isinstance(cell, str) for cell in cells.values()):
        return False
    headers = load_headers(ACTIVITY)
    named = {c for c, cell in cells.items() if headers.field(cell)}
    taken = {c for c in cells if c in texts and headers.field(texts[c])}
    return bool(named) and not taken


def _register(texts: Mapping[int, str]) -> str:
    """With a volunteer's name or number and no head-count a table holds service records."""
    activity, service = load_headers(ACTIVITY), load_headers(SERVICE_RECORD)
    held = {activity.field(text) for text in texts.values()}
    people = {service.field(text) for text in texts.values()}
    counted = held & {"headcount", "person_times"}
    return SERVICE_RECORD if people & {"volunteer", "volunteer_no"} and not counted else ACTIVITY


def _text(cell: RawCell) -> str:
    return cell.strip() if isinstance(cell, str) else ""
