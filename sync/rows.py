"""Rows: the records and findings of one tab, every fault of a row at once."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from rules.findings import CellRef, Finding
from rules.months import Month
from rules.records import ACTIVITY, Activity, ServiceRecord, first_day
from store.placed import Block, PlacedRows
from sync.columns import Columns
from sync.date_columns import join_dates
from sync.forms import Form, find_form
from sync.memos import Memo, build_memos
from sync.nil_months import nil_month
from sync.plain_rows import PlainReading, PlainRows
from sync.plans import plan_title
from sync.reading import RawCell
from sync.row_cells import OddRow, RowCells
from sync.row_checks import Table, check_table
from sync.row_sums import add_sums
from sync.row_units import RowUnits
from sync.row_words import is_partial_total
from sync.rowtypes import BLANK_MARKS, Marks, classify_row
from sync.span_columns import join_spans
from sync.surroundings import (
    BookContext,
    cell_context,
    decide_columns,
    fill_down,
    sheet_month,
)
from sync.tab_findings import TabFindings
from sync.table_cells import columns_of, padded
from sync.tables import TableAt, find_tables
from sync.workbook import Tab


@dataclass(slots=True)
class TabReading:
    """What one tab holds; `default_unit` is the unit of rows that name none."""

    rows: PlacedRows = field(default_factory=PlacedRows)
    findings: list[Finding] = field(default_factory=list)
    default_unit: int | None = None


def read_tab(tab: Tab, context: BookContext) -> TabReading | None:
    """The records of a tab in the order of its rows; None where it is no log."""
    if form := find_form(tab):
        return _read_form(form, tab, context)
    readings = [_read_log(table, context) for table in find_tables(tab)]
    for further in readings[1:]:
        readings[0].rows += further.rows
        readings[0].findings += further.findings
        readings[0].default_unit = readings[0].default_unit or further.default_unit
    return readings[0] if readings else None


def _read_form(form: Form, tab: Tab, context: BookContext) -> TabReading:
    """The activities of a form; one that may be of several in any order is only told of."""
    table = next(find_tables(form.as_table(tab)), None)
    if table is None or not form.values:
        where = CellRef(context.book, tab.name)
        return TabReading(findings=[Finding(code="book-without-log", where=where)])
    reading = _read_table(table, context)
    reading.rows = PlacedRows.of(one._replace(row=form.row_of(one.row)) for one in reading.rows)
    reading.findings = [form.place(one) for one in reading.findings]
    return reading


def _read_log(table: TableAt, context: BookContext) -> TabReading:
    """The activities of a table; of a plan only that it is one."""
    title = plan_title(table.tab, table.columns)
    if title is None:
        return _read_table(table, context)
    where = CellRef(context.book, table.tab.name, table.columns.header_row + 1)
    return TabReading(findings=[Finding(code="table-planned", where=where, values={"text": title})])


def _read_table(table: TableAt, context: BookContext) -> TabReading:
    tab, columns = join_dates(*join_spans(table.tab, table.columns))
    month, year = sheet_month(tab, columns, context)
    cells = cell_context(context, month, year)
    columns, undecided = decide_columns(tab, columns, cells)
    memos = build_memos(
        columns,
        cells,
        maker_of(columns),
        confirmed=context.confirmed,
        judgements=context.judgements,
        today=context.today_text,
    )
    reader = _TabReader(tab, columns, context, memos=memos, month=month, year=year)
    for column in () if table.again else undecided:
        text = columns.headers[column]
        reader.findings.add("header-undecided", columns.header_row, column, text=text)
    reader.read()
    if month is None and year is not None:
        reader.doubt_years(str(year))
    reading = reader.reading
    checked = Table(
        rows=reader.rows, columns=columns, memos=memos, cells=cells, placed=reading.rows,
        totals=reader.totals,
    )  # fmt: skip
    check_table(checked, context, reader.findings)
    reading.findings = reader.findings.all()
    return reading


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
        month: Month | None,
        year: int | None,
    ) -> None:
        self.tab, self.columns, self.context = tab, columns, context
        self.month, self.year = month, year
        self.maker = maker_of(columns)
        self.reading = TabReading()
        self.defaults: list[Any] = list(self.maker())
        header = tab.rows[columns.header_row : columns.first_row]
        self.header = frozenset(cell for row in header for cell in row)
        self.marks = Marks(columns, self.header)
        self.findings = TabFindings(context.book, tab.name, columns.shown)
        self.add = self.findings.add
        self.rows = add_sums(fill_down(tab, columns), columns, memos)
        self.totals: dict[int, bool] = {}
        self.owners = RowUnits(tab, columns, context, self.add)
        self.units, self.unit_text = self.owners.known, self.owners.stated.text
        self.reading.default_unit = self.owners.stated.unit_id
        before = [self.unit_text, *self.defaults[1:]]
        self.cells = RowCells(columns, before, maker=self.maker, findings=self.findings)
        self.plain = PlainRows(
            memos,
            self.maker,
            self.marks,
            units=context.units,
            unit=(self.unit_text, self.reading.default_unit),
        )

    def read(self) -> None:
        """Reads all rows below the header."""
        for column in self.columns.repeated:
            text = self.columns.headers[column]
            self.add("header-repeated", self.columns.header_row, column, text=text)
        for column in self.columns.undecided[:1]:
            text = self.columns.headers[column]
            self.add("header-hours-unclear", self.columns.first_row - 1, column, text=text)
        first, width = self.columns.first_row, max(self.columns.headers) + 1
        rows = padded(self.rows[first:], width)
        plain = self.plain.read(columns_of(rows))
        kept = bytearray(b"\1") * len(rows)
        above = -1
        for number in plain.odd:
            if number - above > 1:
                self.cells.before = [column[number - 1] for column in plain.fields]
            above = number
            row = plain.odd_row(number, rows[number], self.defaults)
            values = self._read_odd(row, first + number)
            kept[number] = values is not None
            if values is not None:
                unit_id = plain.unit_ids[number]
                plain.unit_ids[number] = self._place(values, row.cells, first + number, unit_id)
                for filled, value in zip(plain.fields, values, strict=True):
                    filled[number] = value
        self.reading.rows = self._rows(plain, kept)
        self.owners.report()
        self.findings.add_uncalculated(self.tab.uncalculated)

    def _rows(self, plain: PlainReading, kept: bytearray) -> PlacedRows:
        numbers = range(self.columns.first_row + 1, self.columns.first_row + 1 + len(kept))
        block = Block(self.tab.name, self.maker, numbers, plain.unit_ids, plain.fields)
        return PlacedRows([block if all(kept) else block.only(kept)] if any(kept) else [])

    def _read_odd(self, row: OddRow, index: int) -> list[Any] | None:
        """The values of a row that has to be looked at; None where it is no record."""
        date_column = self.columns.fields.get("date")
        undated = date_column is None or row.cells[date_column] in BLANK_MARKS
        odd = [memo.column for memo in row.odd]
        if undated or self.marks.marks(row.cells, odd) or self.cells.say_nothing(row):
            return self._read_odd_row(row, index)
        return self.cells.read(row, index)

    def _nil_month(self, row: Sequence[RawCell]) -> Month | None:
        today = Month.of(self.context.today)
        return nil_month(row, self.columns, sheet=self.month, year=self.year, today=today)

    def _place(
        self, values: list[Any], row: Sequence[RawCell], index: int, unit_id: int | None
    ) -> int | None:
        """The unit that the row is of, which its values name from now on; the one given if any."""
        text = values[0] = values[0] or self.unit_text
        if unit_id is None:
            unit_id = self.units.get(text, -1) if text else self.reading.default_unit
            if unit_id == -1 or unit_id is None:
                unit_id = self.owners.find(text, row, index)
        days = values[1]
        if (
            days is not None
            and days > self.context.today_text
            and first_day(days) > self.context.today_text
        ):
            self.add("date-future", index, self.columns.fields.get("date"), text=days)
        return unit_id

    def doubt_years(self, year: str) -> None:
        """In a year's ledger a day of another year is likely a slip."""
        column = self.columns.fields.get("date")
        for block in self.reading.rows.blocks:
            for row, days in zip(block.rows, block.field("days"), strict=True):
                if days is not None and not days.startswith(year):
                    self.add("date-other-year", row - 1, column, text=days, year=year)

    def _read_odd_row(self, row: OddRow, index: int) -> list[Any] | None:
        """A row without a date, with words that may make it something else, or the header again."""
        if self.header.issuperset(row.cells):
            return None
        kind = classify_row(row.cells[: max(self.columns.headers) + 1])
        # 无 is no blank where it stands for the title, and the tab or row says of which month.
        nothing = (
            kind in {"data", "title", "blank"}
            and self.cells.say_nothing(row)
            and (kind != "blank" or self._nil_month(row.cells) is not None)
        )
        if self.maker is Activity and (kind == "nil_report" or nothing):
            return self.cells.read_nil(row, index, self._nil_month(row.cells))
        if kind == "total" and (partial := is_partial_total(row.cells)) is not None:
            self.totals[index] = partial
        elif kind == "data" and self.cells.say_something(row):
            return self.cells.read(row, index)
        return None
