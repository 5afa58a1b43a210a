"""Entries: the records and findings of one register's table, every fault of a row at once."""

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, NamedTuple, cast

from rules.findings import CellRef, Finding
from rules.months import Month
from rules.private import mask_private
from rules.records import Value, first_day
from rules.registers import Field, Kind
from store.placed import Placed, PlacedRows
from sync.cells import is_ditto
from sync.entry_cells import EntryContext, judge_column
from sync.entry_tables import EntryTable
from sync.entry_values import build_entry, complete_values, names_nothing
from sync.judgements import Judged, JudgedCells
from sync.reading import RawCell
from sync.row_units import RowUnits
from sync.rows import TabReading
from sync.rowtypes import classify_row
from sync.surroundings import BookContext, cell_context, fill_down, sheet_month
from sync.tab_findings import TabFindings

#: What stands between the units of one cell: 民政局、团委.
_BETWEEN = re.compile(r"[、,，;；\n]+")
_PASSED_OVER = frozenset({"blank", "total", "note", "example", "meta"})


class _Column(NamedTuple):
    """A column of the table, its field if it has one, and its cells as they are judged."""

    at: int
    field: Field | None
    cells: JudgedCells


class _Cell(NamedTuple):
    """A cell of a row, judged."""

    column: int
    field: Field | None
    judged: Judged
    ditto: bool


def read_entries(table: EntryTable, context: BookContext) -> TabReading:
    """The entries of a table in the order of its rows."""
    if table.lacking:
        return TabReading(findings=[_lacking(table, context)])
    reader = _EntryReader(table, context)
    reader.read()
    return reader.reading


def _lacking(table: EntryTable, context: BookContext) -> Finding:
    """What a table that is spoken of as a register lacks to be read."""
    fields = (one for one in table.register.fields if one.name in table.lacking)
    headers = "、".join(one.headers[0] for one in fields)
    facts = {"register": table.register.zh, "headers": headers}
    where = CellRef(context.book, table.tab.name, table.columns.header_row + 1)
    return Finding(code="register-column-missing", where=where, values=facts)


class _EntryReader:
    """Goes through the rows of one register's table."""

    def __init__(self, table: EntryTable, context: BookContext) -> None:
        self.register, self.tab, self.columns = table.register, table.tab, table.columns
        self.context = context
        month, year = sheet_month(self.tab, self.columns, context)
        self.around = EntryContext(
            cells=cell_context(context, month, year),
            month=month,
            year=year,
            today=Month.of(context.today),
        )
        self.read_columns = list(self._columns())
        self.findings = TabFindings(context.book, self.tab.name)
        self.add = self.findings.add
        self.owners = RowUnits(self.tab, self.columns, context, self.add)
        self.owned = next((f for f in self.register.fields if f.kind is Kind.UNIT), None)
        self.rows: list[Placed] = []
        self.reading = TabReading()
        if self.owned is not None:
            self.reading.default_unit = self.owners.stated.unit_id
        self.before: Mapping[str, Value] = {}

    def _columns(self) -> Iterator[_Column]:
        names = {column: name for name, column in self.columns.fields.items()}
        for column, header in sorted(self.columns.headers.items()):
            field = self.register.field(names[column]) if column in names else None
            yield _Column(column, field, judge_column(field, header, self.register, self.around))

    def read(self) -> None:
        """Reads all rows below the header."""
        columns = self.columns
        for column in columns.repeated:
            text = columns.headers[column]
            self.add("header-repeated", columns.header_row, column, text=text)
        header = self.tab.rows[columns.header_row : columns.first_row]
        words = frozenset(cell for row in header for cell in row)
        width = max(columns.headers) + 1
        shared = [c for name, c in columns.fields.items() if self._is_shared(name)]
        rows = fill_down(self.tab, columns, also=shared)
        for index, row in enumerate(rows[columns.first_row :], start=columns.first_row):
            cells = [*row[:width], *[""] * (width - len(row))]
            if not words.issuperset(cells) and classify_row(cells) not in _PASSED_OVER:
                self._read_row(cells, index)
        self.owners.report()
        self.findings.add_uncalculated(self.tab.uncalculated)
        self.reading.rows = PlacedRows.of(self.rows)
        self.reading.findings = self.findings.all()

    def _is_shared(self, name: str) -> bool:
        """Whether a field is what several rows may share: a part of the key, and not all of it."""
        return name in self.register.key and len(self.register.key) > 1

    def _read_row(self, row: Sequence[RawCell], index: int) -> None:
        cells = [_judge(column, row[column.at]) for column in self.read_columns]
        if not self._says_something(cells) or self._says_nothing(row, cells):
            return
        stated = {one.field.name: self._value(one.field, one) for one in cells if one.field}
        for one in cells:
            self._tell(one, index)
        values = complete_values(self.register, stated, _year_beside(cells), self.around)
        faulty = {one.field.name for one in cells if one.field and _is_faulty(one)}
        self._report_missing(values, faulty, index)
        self._report_ahead(values, index)
        self.before = values
        for unit_id, text in self._units(values, row, index):
            entry = build_entry(self.register, text, values)
            self.rows.append(Placed(self.tab.name, index + 1, unit_id, entry))

    def _value(self, field: Field, cell: _Cell) -> Value:
        return self.before.get(field.name) if cell.ditto else cast("Value", cell.judged.value)

    def _says_something(self, cells: Sequence[_Cell]) -> bool:
        """Whether the row is more than a line of a form with its unit and month printed in it."""
        told = (one for one in cells if one.field and one.field.name in self.register.telling)
        return any(one.judged.value is not None or one.judged.fault for one in told)

    def _says_nothing(self, row: Sequence[RawCell], cells: Sequence[_Cell]) -> bool:
        """Whether the row tells that there is nothing: 本月无推荐, or 否 under 是否报送."""
        titled = self.columns.fields.get(self.register.title or "")
        if titled is not None and names_nothing(row[titled]):
            return True
        return any(one.judged.value is False for one in cells if one.field and one.field.affirms)

    def _tell(self, cell: _Cell, index: int) -> None:
        if cell.judged.fault and _is_faulty(cell):
            facts = {name: str(fact) for name, fact in cell.judged.facts.items()}
            self.add(cell.judged.fault, index, cell.column, **facts)
        for doubt in cell.judged.doubts:
            self.findings.doubt(doubt.code, index, cell.column, doubt.values)

    def _report_missing(self, values: Mapping[str, Value], faulty: set[str], index: int) -> None:
        for field in self.register.fields:
            known = values.get(field.name) is not None or field.name in faulty
            if field.required and not known and field is not self.owned:
                column = self.columns.fields.get(field.name)
                header = field.headers[0] if column is None else self.columns.headers[column]
                self.add("entry-missing", index, column, header=" ".join(header.split()))

    def _report_ahead(self, values: Mapping[str, Value], index: int) -> None:
        """A day that has not come is a slip, but for a deadline or an event."""
        for field in self.register.fields:
            days = values.get(field.name)
            past = field.kind is Kind.DATE and not field.ahead and days is not None
            if past and first_day(str(days)) > self.context.today_text:
                column = self.columns.fields.get(field.name)
                self.add("date-future", index, column, text=str(days))

    def _units(
        self, values: Mapping[str, Value], row: Sequence[RawCell], index: int
    ) -> Iterator[tuple[int | None, str | None]]:
        """Whose row it is; a cell that names several units makes a row of each."""
        if self.owned is None:
            yield None, None
            return
        own = values.get(self.owned.name)
        text = mask_private(str(own)) if own is not None else self.owners.stated.text
        if text is None and not self.owned.required:
            yield self.reading.default_unit, None
            return
        for part in self._parts(text):
            known = self.reading.default_unit if part is None else None
            yield self.owners.find(part, row, index) if known is None else known, part

    def _parts(self, text: str | None) -> Sequence[str | None]:
        units = self.context.units
        if text is None or (units is not None and units.find(text) is not None):
            return [text]
        return [part for part in map(str.strip, _BETWEEN.split(text)) if part] or [text]


def _judge(column: _Column, raw: RawCell) -> _Cell:
    # A truth value equals 0 or 1 and must not be remembered as one.
    judged = column.cells.judge(raw) if isinstance(raw, bool) else column.cells[raw]
    return _Cell(column.at, column.field, judged, is_ditto(raw))


def _is_faulty(cell: _Cell) -> bool:
    return cell.judged.fault is not None and not cell.ditto


def _year_beside(cells: Sequence[_Cell]) -> int | None:
    """The year that is written beside a node's name."""
    facts: Iterator[Any] = (one.judged.facts.get("year") for one in cells if not one.judged.fault)
    return next((year for year in facts if year), None)
