"""Checks of a table's rows once they are read: gathers values and asks `rules/checks.py`."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import cast

from rules.checks import (
    Care,
    Doubt,
    check_care,
    check_clock,
    check_length,
    check_membership,
    checks_for,
    day_count,
    hours_text,
)
from rules.records import ACTIVITY, Activity, ServiceRecord
from rules.sums import Column, check_sum
from store.placed import Placed, PlacedRows
from sync.cell_texts import as_text, fold, is_blank
from sync.cell_totals import read_total
from sync.clock_lengths import clock_minutes, may_hold_clock
from sync.columns import Columns
from sync.memos import RECORD_NAMES, Memo
from sync.reading import CellContext, RawCell
from sync.surroundings import BookContext
from sync.tab_findings import TabFindings
from sync.table_cells import cells_of, texts_together

_CARE = ("age", "consent", "accompanied", "risky", "insured", "special_post", "trained")
_NO = frozenset({"否", "×", "✗", "x", "n", "no", "0", "低", "低风险", "一般", "false"})
_NOT = ("未", "无", "没", "不")
_AGE = re.compile(r"(\d{1,3}) ?(?:周?岁|years? old)?")
_OLDEST = 130


@dataclass(slots=True, kw_only=True)
class Table:
    """A table that was read: its cells, its records, and the rows that state totals."""

    rows: Sequence[Sequence[RawCell]]
    columns: Columns
    memos: Sequence[Memo]
    cells: CellContext
    placed: PlacedRows
    totals: Mapping[int, bool] = field(default_factory=dict)
    """Rows of totals; True where it is of a part."""


def check_table(table: Table, context: BookContext, findings: TabFindings) -> None:
    """Adds what is wrong in the table's rows to the findings."""
    _check_records(table, context, findings)
    if context.memberships:
        _check_memberships(table, context, findings)
    if "duration" in table.columns.fields:
        _check_clocks(table, findings)
    if not table.columns.fields.keys().isdisjoint(_CARE):
        _check_care(table, context, findings)
    if table.totals:
        _check_totals(table, findings)


def _check_records(table: Table, context: BookContext, findings: TabFindings) -> None:
    limits, columns = context.limits, table.columns
    lengths = {one for block in table.placed.blocks for one in block.field("duration")}
    if any(one is not None and one > limits.warn_minutes for one in lengths):
        for placed in table.placed:
            if (doubt := check_length(_logged(placed), limits)) is not None:
                _tell(doubt, placed, columns, findings)
    checks = checks_for(_said(table)) if columns.register == ACTIVITY else ()
    for placed in table.placed if checks else ():
        for check in checks:
            doubt = check(cast("Activity", placed.record), limits)
            if doubt is not None:
                _tell(doubt, placed, columns, findings)


def _said(table: Table) -> set[str]:
    """The fields of which some row says something."""
    return {
        name
        for name in table.columns.fields
        for block in table.placed.blocks
        if (column := block.field(RECORD_NAMES.get(name, name)))
        and column.count(None) < len(column)
    }


def _check_memberships(table: Table, context: BookContext, findings: TabFindings) -> None:
    for placed in table.placed:
        span = context.memberships.get(placed.unit_id or 0)
        days = placed.record.days
        if span is not None and days is not None and not _is_nil(placed):
            doubt = check_membership(days, *span)
            if doubt is not None:
                _tell(doubt, placed, table.columns, findings)


def _check_clocks(table: Table, findings: TabFindings) -> None:
    """Hours that are stated, against the times of day that the date or a column of times says."""
    fields = table.columns.fields
    for name in ("clock", "date"):
        if name not in fields:
            continue
        column = fields[name]
        cells = cells_of(table.rows, column)
        if not may_hold_clock(texts_together(cells)):
            continue
        texts = {raw for raw in cells if isinstance(raw, str)}
        spans = {text: clock for text in texts if (clock := clock_minutes(text)) is not None}
        for placed in table.placed if spans else ():
            row = table.rows[placed.row - 1]
            clock = spans.get(str(row[column])) if len(row) > column else None
            stated = _logged(placed).duration
            if clock is None or stated is None or day_count(placed.record.days) > 1:
                continue
            if (doubt := check_clock(stated, clock)) is not None:
                _tell(doubt, placed, table.columns, findings)


def _check_care(table: Table, context: BookContext, findings: TabFindings) -> None:
    columns = {name: table.columns.fields[name] for name in _CARE if name in table.columns.fields}
    for placed in table.placed:
        row = table.rows[placed.row - 1]
        texts = {name: row[c] for name, c in columns.items() if len(row) > c}
        age = _age(texts.pop("age", ""))
        care = Care(age, **{name: _says_yes(raw) for name, raw in texts.items()})
        for doubt in check_care(care, context.limits):
            _tell(doubt, placed, table.columns, findings)


def _check_totals(table: Table, findings: TabFindings) -> None:
    """Head-counts and hours of all people, against what the totals rows say."""
    recorded = table.columns.register != ACTIVITY
    for name in ("duration",) if recorded else ("headcount", "total_hours"):
        memo = next((m for m in table.memos if m.column == table.columns.fields.get(name)), None)
        if memo is None:
            continue
        column = _figures(table, memo, name)
        for at, partial in table.totals.items():
            if at not in column.totals:
                continue
            summed = check_sum(column, at, ends=table.totals, partial=partial)
            if summed is not None:
                values = {"stated": _figure(name, column.totals[at]), "sum": _figure(name, summed)}
                findings.doubt("total-differs", at, memo.column, values)


def _tell(doubt: Doubt, placed: Placed, columns: Columns, findings: TabFindings) -> None:
    findings.doubt(doubt.code, placed.row - 1, columns.fields.get(doubt.field), doubt.values)


def _logged(placed: Placed) -> Activity | ServiceRecord:
    return cast("Activity | ServiceRecord", placed.record)


def _is_nil(placed: Placed) -> bool:
    return isinstance(placed.record, Activity) and placed.record.nil


def _figures(table: Table, memo: Memo, name: str) -> Column:
    """The column's figures by row, and the rows whose cells nobody can add up."""
    counted = {placed.row - 1 for placed in table.placed if not _is_nil(placed)}
    figures: dict[int, int] = {}
    totals: dict[int, int] = {}
    uncertain: set[int] = set()
    for index in range(table.columns.first_row, len(table.rows)):
        row = table.rows[index]
        raw = row[memo.column] if len(row) > memo.column else ""
        if raw == "":
            continue
        value = _certain(memo, raw)
        if index in table.totals:
            stated = read_total(raw, table.cells).value if name == "duration" else value
            totals |= {} if stated is None else {index: stated}
        elif value is None or index not in counted:
            uncertain.add(index)
        else:
            figures[index] = value
    return Column(figures=figures, totals=totals, uncertain=frozenset(uncertain))


def _certain(memo: Memo, raw: RawCell) -> int | None:
    judged = memo[raw]
    value = judged.value
    return value if isinstance(value, int) and not judged.facts and not judged.doubts else None


def _figure(name: str, value: int) -> str:
    return str(value) if name == "headcount" else hours_text(value)


def _age(raw: RawCell) -> int | None:
    found = _AGE.fullmatch(fold(as_text(raw)).casefold())
    return int(found[1]) if found and int(found[1]) <= _OLDEST else None


def _says_yes(raw: RawCell) -> bool:
    text = fold(as_text(raw)).casefold()
    return not (is_blank(raw) or text in _NO or text.startswith(_NOT))
