"""Entries: the records and findings of one register's table, every fault of a row at once."""

import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import cast

from rules.days import Days
from rules.findings import CellRef, Finding
from rules.months import Month
from rules.node_names import nearest_year, read_node
from rules.private import mask_private
from rules.records import Entry, Value, first_day
from rules.registers import Field, Kind
from store.placed import Placed, PlacedRows
from sync.cells import is_ditto
from sync.entry_cells import EntryContext, judge_column
from sync.entry_tables import EntryTable
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
        self.month, self.year = sheet_month(self.tab, self.columns, context)
        around = EntryContext(
            cells=cell_context(context, self.month, self.year),
            month=self.month,
            year=self.year,
            today=Month.of(context.today),
        )
        self.cells: Mapping[int, JudgedCells] = {
            column: judge_column(self._field_of(column), header, self.register, around)
            for column, header in sorted(self.columns.headers.items())
        }
        self.findings = TabFindings(context.book, self.tab.name)
        self.add = self.findings.add
        self.owners = RowUnits(self.tab, self.columns, context, self.add)
        self.owned = next((f for f in self.register.fields if f.kind is Kind.UNIT), None)
        self.reading = TabReading()
        self.rows: list[Placed] = []
        if self.owned is not None:
            self.reading.default_unit = self.owners.stated.unit_id
        self.before: dict[str, Value] = {}

    def read(self) -> None:
        """Reads all rows below the header."""
        for column in self.columns.repeated:
            text = self.columns.headers[column]
            self.add("header-repeated", self.columns.header_row, column, text=text)
        header = self.tab.rows[self.columns.header_row : self.columns.first_row]
        words = frozenset(cell for row in header for cell in row)
        width = max(self.columns.headers) + 1
        filled = [c for name, c in self.columns.fields.items() if self._repeats(name)]
        rows = fill_down(self.tab, self.columns, also=filled)
        for index, row in enumerate(rows[self.columns.first_row :], start=self.columns.first_row):
            cells = [*row[:width], *[""] * (width - len(row))]
            if not words.issuperset(cells) and classify_row(cells) not in _PASSED_OVER:
                self._read_row(cells, index)
        self.owners.report()
        self.findings.add_uncalculated(self.tab.uncalculated)
        self.reading.rows = PlacedRows.of(self.rows)
        self.reading.findings = self.findings.all()

    def _repeats(self, name: str) -> bool:
        """Whether a field is what several rows may share: a part of the key, and not all of it."""
        return name in self.register.key and len(self.register.key) > 1

    def _field_of(self, column: int) -> Field | None:
        names = (name for name, at in self.columns.fields.items() if at == column)
        name = next(names, None)
        return None if name is None else self.register.field(name)

    def _read_row(self, row: Sequence[RawCell], index: int) -> None:
        judged = {column: self._judge(column, row[column]) for column in self.cells}
        if not self._says_something(judged):
            return
        values: dict[str, Value] = {}
        faulty: set[str] = set()
        for column, one in judged.items():
            field = self._field_of(column)
            if field is not None:
                if one.fault and not is_ditto(row[column]):
                    faulty.add(field.name)
                values[field.name] = self._value(field, row[column], one)
            self._tell(one, column, index, ditto=is_ditto(row[column]))
        self._complete(values, judged)
        self._report_missing(values, faulty, index)
        self._report_ahead(values, index)
        self.before = values
        for unit_id, text in self._units(values, row, index):
            self._place(unit_id, text, values, index)

    def _judge(self, column: int, raw: RawCell) -> Judged:
        cells = self.cells[column]
        # A truth value equals 0 or 1 and must not be remembered as one.
        return cells.judge(raw) if isinstance(raw, bool) else cells[raw]

    def _value(self, field: Field, raw: RawCell, judged: Judged) -> Value:
        return self.before.get(field.name) if is_ditto(raw) else cast("Value", judged.value)

    def _says_something(self, judged: Mapping[int, Judged]) -> bool:
        """Whether the row is more than a line of a form with its unit and month printed in it."""
        columns = (self.columns.fields.get(name) for name in self.register.telling)
        told = (judged[column] for column in columns if column is not None)
        return any(one.value is not None or one.fault for one in told)

    def _tell(self, judged: Judged, column: int, index: int, *, ditto: bool) -> None:
        if judged.fault and not ditto:
            facts = {name: str(fact) for name, fact in judged.facts.items()}
            self.add(judged.fault, index, column, **facts)
        for doubt in judged.doubts:
            self.findings.doubt(doubt.code, index, column, doubt.values)

    def _complete(self, values: dict[str, Value], judged: Mapping[int, Judged]) -> None:
        """What the surroundings or another cell of the row say where its own cell does not."""
        for field in self.register.fields:
            if values.get(field.name) is not None:
                continue
            if field.kind is Kind.MONTH:
                values[field.name] = self._month(values, field)
            elif field.kind is Kind.NODE and self.register.events:
                title = str(values.get(self.register.title or "") or "")
                named = read_node(title, self.context.nodes.nodes)
                values[field.name] = named and named.node
        for field in self.register.fields:
            if field.kind is Kind.YEAR and values.get(field.name) is None:
                values[field.name] = self._year(values, judged)

    def _month(self, values: Mapping[str, Value], field: Field) -> str | None:
        """The sheet's month, else that of the date which the field goes by."""
        day = field.of and values.get(field.of)
        dated = str(Month.of(date.fromisoformat(first_day(str(day))))) if day else None
        return dated if self.month is None else str(self.month)

    def _year(self, values: Mapping[str, Value], judged: Mapping[int, Judged]) -> int | None:
        """The year that the node's cell names, else the nearest to the day, else the sheet's."""
        written = (one.facts.get("year") for one in judged.values() if not one.fault)
        if (year := next(filter(None, written), None)) is not None:
            return int(year)
        node = next((f.name for f in self.register.fields if f.kind is Kind.NODE), "")
        day = values.get("date")
        if isinstance(day, str):
            first = date.fromisoformat(first_day(day))
            return nearest_year(str(values.get(node)), first, self.context.nodes)
        return self.year or self.context.today.year

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
            past = field.kind is Kind.DATE and not field.ahead and isinstance(days, str)
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

    def _place(
        self, unit_id: int | None, text: str | None, values: Mapping[str, Value], index: int
    ) -> None:
        named = self.register.title and values.get(self.register.title)
        entry = Entry(
            register=self.register.name,
            unit_text=text,
            days=_days(self.register.day and values.get(self.register.day)),
            title=None if named is None else str(named),
            values=tuple(
                (field.name, values.get(field.name))
                for field in self.register.fields
                if field is not self.owned
            ),
        )
        self.rows.append(Placed(self.tab.name, index + 1, unit_id, entry))


def _days(value: Value) -> str | None:
    """The days that a date, a month or a year is."""
    if isinstance(value, int):
        return str(Days.run(Month(value, 1).first, Month(value, 12).last))
    if not isinstance(value, str):
        return None
    if len(value) == len("2026-03"):
        month = Month.parse(value)
        return str(Days.run(month.first, month.last))
    return value
