"""Rows: the records and findings of one tab, every fault of a row at once."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from string import ascii_uppercase
from typing import Any

from rules.days import Days
from rules.findings import CellRef, Finding
from rules.months import Month
from rules.records import ACTIVITY, Activity, Record, ServiceRecord, first_day
from store.records import Placed
from sync.cells import is_ditto
from sync.columns import Columns, find_columns
from sync.extent import write_address
from sync.memos import Memo, build_memos
from sync.plain_rows import PlainRows, pad_rows
from sync.reading import RawCell
from sync.row_units import RowUnits
from sync.rowtypes import BLANK_MARKS, Marks, classify_row
from sync.surroundings import (
    BookContext,
    cell_context,
    decide_columns,
    fill_down,
    sheet_month,
)
from sync.workbook import Tab


@dataclass(slots=True)
class TabReading:
    """What one tab holds; `default_unit` is the unit of rows that name none."""

    rows: list[Placed] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)
    default_unit: int | None = None


def read_tab(tab: Tab, context: BookContext) -> TabReading | None:
    """The records of a tab in the order of its rows; None where it is no log."""
    columns = find_columns(tab.rows)
    if columns is None:
        return None
    month, year = sheet_month(tab, columns, context)
    cells = cell_context(context, month, year)
    columns, undecided = decide_columns(tab, columns, cells)
    judgements = context.judgements
    memos = build_memos(
        columns,
        cells,
        maker_of(columns),
        confirmed=context.confirmed,
        judgements=judgements,
        today=context.today_text,
    )
    reader = _TabReader(
        tab, columns, context, memos=memos, unmarked=judgements.unmarked, month=month
    )
    for column in undecided:
        reader.add("header-undecided", columns.header_row, column, text=columns.headers[column])
    reader.read()
    if month is None and year is not None:
        reader.doubt_years(str(year))
    return reader.reading


def maker_of(columns: Columns) -> type[Activity] | type[ServiceRecord]:
    """What the rows of a table become."""
    return Activity if columns.register == ACTIVITY else ServiceRecord


class _TabReader:
    """Goes through the rows of one table."""

    def __init__(
        self,
        tab: Tab,
        columns: Columns,
        context: BookContext,
        *,
        memos: Sequence[Memo],
        unmarked: set[RawCell],
        month: Month | None,
    ) -> None:
        self.tab, self.columns, self.context = tab, columns, context
        self.memos, self.month = memos, month
        self.maker = maker_of(columns)
        self.reading = TabReading()
        self.positions = {name: number for number, name in enumerate(self.maker._fields)}
        self.empty: list[Any] = list(self.maker())
        self.before: Sequence[Any] = self.empty[:]
        header = tab.rows[columns.header_row : columns.first_row]
        self.header = frozenset(cell for row in header for cell in row)
        self.marks = Marks(columns, self.header, unmarked)
        self.owners = RowUnits(tab, columns, context, self.add)
        self.units, self.unit_text = self.owners.known, self.owners.stated.text
        self.reading.default_unit = self.owners.stated.unit_id
        self.empty[0] = self.unit_text
        self.plain = PlainRows(
            memos,
            self.maker,
            units=context.units,
            unit=(self.unit_text, self.reading.default_unit),
        )

    def read(self) -> None:
        """Reads all rows below the header."""
        for column in self.columns.repeated:
            text = self.columns.headers[column]
            self.add("header-repeated", self.columns.header_row, column, text=text)
        first, width = self.columns.first_row, max(self.columns.headers) + 1
        rows = pad_rows(fill_down(self.tab, self.columns)[first:], width)
        columns = list(zip(*rows, strict=False))
        marked = self.marks.found_among(columns) if rows else set[int]()
        plain = self.plain.read(columns, self.tab.name, first + 1, odd=marked)
        done = 0
        for number in plain.odd:
            self._take(plain.rows[done:number])
            self._read_odd(rows[number], first + number, marked=number in marked)
            done = number + 1
        self._take(plain.rows[done:])
        self.owners.report()
        for address in self.tab.uncalculated:
            number = int(address.lstrip(ascii_uppercase))
            where = CellRef(self.context.book, self.tab.name, number, address)
            self.reading.findings.append(Finding(code="formula-uncalculated", where=where))

    def _take(self, rows: Sequence[Placed]) -> None:
        if rows:
            self.reading.rows.extend(rows)
            self.before = rows[-1].record

    def _read_odd(self, row: Sequence[RawCell], index: int, *, marked: bool) -> None:
        date_column = self.columns.fields.get("date")
        if marked or date_column is None or row[date_column] in BLANK_MARKS:
            self._read_odd_row(row, index)
        else:
            self._read_row(row, index)

    def _read_row(self, row: Sequence[RawCell], index: int) -> None:
        values = self.empty[:]
        for memo in self.memos:
            raw = row[memo.column]
            if raw == "":
                continue
            value, fault, facts = memo[raw]
            if fault is not None:
                value = self._faulty(memo, raw, index, fault, facts)
            elif facts:
                for name, more in facts.items():
                    values[self.positions[name]] = more
            if value is not None:
                values[memo.position] = value
        if values[1] is None or values[2] is None:
            self._report_missing(row, values, index)
        self.before = values
        self._place(values, row, index)

    def _place(self, values: list[Any], row: Sequence[RawCell], index: int) -> None:
        text = values[0] = values[0] or self.unit_text
        unit_id = self.units.get(text, -1) if text else self.reading.default_unit
        if unit_id == -1 or unit_id is None:
            unit_id = self.owners.find(text, row, index)
        record: Record = self.maker._make(values)
        self.reading.rows.append(Placed(self.tab.name, index + 1, unit_id, record))
        days = values[1]
        if (
            days is not None
            and days > self.context.today_text
            and first_day(days) > self.context.today_text
        ):
            self.add("date-future", index, self.columns.fields.get("date"), text=days)

    def doubt_years(self, year: str) -> None:
        """In a year's ledger a day of another year is likely a slip."""
        for placed in self.reading.rows:
            days = placed.record.days
            if days is not None and not days.startswith(year):
                column = self.columns.fields.get("date")
                self.add("date-other-year", placed.row - 1, column, text=days, year=year)

    def _read_odd_row(self, row: Sequence[RawCell], index: int) -> None:
        """A row without a date, with words that may make it something else, or the header again."""
        if self.header.issuperset(row):
            return
        kind = classify_row(row[: max(self.columns.headers) + 1])
        if kind == "nil_report" and self.maker is Activity:
            self._read_nil(row, index)
        elif kind == "data" and self._says_something(row):
            self._read_row(row, index)

    def _says_something(self, row: Sequence[RawCell]) -> bool:
        """Whether more than the unit, state and remarks is filled in."""
        idle = {self.positions[name] for name in ("unit_text", "confirmed", "remark")}
        filled = (m for m in self.memos if m.position not in idle and row[m.column] != "")
        return any(m[row[m.column]][0] is not None or m[row[m.column]][1] for m in filled)

    def _read_nil(self, row: Sequence[RawCell], index: int) -> None:
        """A nil report speaks of its tab's month where it names no day; its words are no faults."""
        values = self.empty[:]
        for memo in self.memos:
            values[memo.position] = memo[row[memo.column]][0]
        values[self.positions["nil"]] = True
        if values[1] is None and self.month is not None:
            values[1] = str(Days.run(self.month.first, self.month.last))
        if values[1] is None:
            self.add("date-missing", index, self.columns.fields.get("date"))
        self.before = values
        self._place(values, row, index)

    def _report_missing(self, row: Sequence[RawCell], values: list[Any], index: int) -> None:
        for name, position in (("date", 1), ("title", 2)):
            column = self.columns.fields.get(name)
            faulty = column is not None and self._memo(column)[row[column]][1] is not None
            optional = name == "title" and self.maker is ServiceRecord
            if values[position] is None and not faulty and not optional:
                self.add(f"{name}-missing", index, column)

    def _faulty(
        self, memo: Memo, raw: RawCell, index: int, code: str, facts: Mapping[str, Any]
    ) -> object:
        above = self.before[memo.position]
        if above is not None and is_ditto(raw):
            return above
        if code:
            self.add(code, index, memo.column, **{name: str(fact) for name, fact in facts.items()})
        return None

    def _memo(self, column: int) -> Memo:
        return next(memo for memo in self.memos if memo.column == column)

    def add(self, code: str, index: int, column: int | None, **values: str) -> None:
        """Notes a finding at a cell of the row, or at the row where no column is to blame."""
        cell = None if column is None else write_address(index, column)
        where = CellRef(self.context.book, self.tab.name, index + 1, cell)
        self.reading.findings.append(Finding(code=code, where=where, values=values))
