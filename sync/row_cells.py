"""The cells of a row: its values, and everything that is wrong in them, told at once."""

from collections.abc import Sequence
from typing import Any, NamedTuple

from rules.checks import MOST_MINUTES, day_count
from rules.days import Days
from rules.months import Month
from rules.records import Activity, ServiceRecord
from sync.cell_doubts import CANCELLED, PRIVATE, CellDoubt
from sync.cells import is_ditto
from sync.columns import Columns
from sync.judgements import Judged
from sync.memos import WATCHED, Memo
from sync.postponements import OPEN, POSTPONED, settle
from sync.reading import RawCell
from sync.row_words import says_nothing
from sync.tab_findings import TabFindings

_IDLE = frozenset({"unit_text", "confirmed", "remark"})
_FIGURES = frozenset({"headcount", "duration", "total_minutes", "names"})


class OddRow(NamedTuple):
    """A row that has to be looked at: its cells, what the plain ones say, the memos of others."""

    cells: Sequence[RawCell]
    values: list[Any]
    odd: Sequence[Memo]

    def judged(self) -> list[tuple[Memo, Judged]]:
        """The cells that are filled in and not plain, each with its judgement."""
        cells = ((memo, self.cells[memo.column]) for memo in self.odd)
        return [(memo, memo[raw]) for memo, raw in cells if raw != ""]


class RowCells:
    """Reads the odd rows of one table; `before` is what stands above the first one."""

    def __init__(
        self,
        columns: Columns,
        before: Sequence[Any],
        *,
        maker: type[Activity] | type[ServiceRecord],
        findings: TabFindings,
    ) -> None:
        self._columns, self._maker, self._findings = columns, maker, findings
        self._positions = {name: number for number, name in enumerate(maker._fields)}
        #: What stands in the row above: 同上 says the same.
        self.before = before

    def read(self, row: OddRow, index: int) -> list[Any] | None:
        """The values of a row; None where it says that nothing of it was held."""
        values = [*row.values]
        odd = [
            (memo, judged)
            for memo, judged in row.judged()
            if self._take(memo, row.cells[memo.column], judged, values)
        ]
        if odd and self._is_cancelled(odd, index):
            return None
        for memo, judged in odd:
            self._report(memo, judged, values, index)
        if values[1] is None or values[2] is None:
            self._report_missing(row, values, index)
        self._postpone(odd, values, index)
        self.before = values
        return values

    def read_nil(self, row: OddRow, index: int, month: Month | None) -> list[Any]:
        """A nil report speaks of that month where it names no day; its words are no faults."""
        values = [*row.values]
        for memo, judged in row.judged():
            self._doubt(memo, [one for one in judged.doubts if one.code in PRIVATE], index)
            if judged.value is not None and memo.position != WATCHED:
                values[memo.position] = judged.value
        values[self._positions["nil"]] = True
        if values[1] is None and month is not None:
            values[1] = str(Days.run(month.first, month.last))
        if values[1] is None:
            self._findings.add("nil-month-missing", index, self._columns.fields.get("date"))
        self.before = values
        return values

    def say_nothing(self, row: OddRow) -> bool:
        """Whether the title says that nothing was held, and no figure of the row denies it."""
        column = self._columns.fields.get("title")
        if column is None or self._maker is not Activity or not says_nothing(row.cells[column]):
            return False
        telling = {self._positions[name] for name in _FIGURES}
        return not any(row.values[position] for position in telling) and not any(
            judged.value for memo, judged in row.judged() if memo.position in telling
        )

    def say_something(self, row: OddRow) -> bool:
        """Whether more than the unit, state and remarks is filled in."""
        idle = {self._positions[name] for name in _IDLE}
        plain = (value for number, value in enumerate(row.values) if number not in idle)
        if any(value is not None and value is not False for value in plain):
            return True
        judged = (judged for memo, judged in row.judged() if memo.position not in idle)
        return any(one.value is not None or one.fault or one.doubts for one in judged)

    def _take(self, memo: Memo, raw: RawCell, judged: Judged, values: list[Any]) -> bool:
        """Puts what the cell says into the values; whether something has to be told of it."""
        value = judged.value
        if memo.position == WATCHED:
            return bool(judged.doubts or judged.fault)
        if judged.fault is not None:
            value = self.before[memo.position] if is_ditto(raw) else None
        elif judged.facts:
            for name, more in judged.facts.items():
                values[self._positions[name]] = more
        if value is not None:
            values[memo.position] = value
        return bool(judged.doubts or (judged.fault and value is None))

    def _is_cancelled(self, odd: Sequence[tuple[Memo, Judged]], index: int) -> bool:
        """Whether the row says that it was not held; this is told, and its other faults are not."""
        for memo, judged in odd:
            cancelled = [doubt for doubt in judged.doubts if doubt.code == CANCELLED]
            if cancelled:
                self._doubt(memo, cancelled, index)
                for other, held in odd:
                    self._doubt(other, [one for one in held.doubts if one.code in PRIVATE], index)
                return True
        return False

    def _postpone(self, odd: Sequence[tuple[Memo, Judged]], values: list[Any], index: int) -> None:
        """Where a remark tells of another day, the row counts on that day, or nobody knows."""
        for memo, judged in odd:
            for doubt in judged.doubts:
                if doubt.code in {POSTPONED, OPEN} and values[1] is not None:
                    values[1], told = settle(doubt, values[1])
                    self._doubt(memo, [told] if told else [], index)

    def _report(self, memo: Memo, judged: Judged, values: list[Any], index: int) -> None:
        """What is wrong in a cell; a length too long for a day, or of each day, may fit several."""
        facts = judged.facts
        if "per_day" in facts and values[1] is not None:
            values[memo.position] = int(facts["per_day"]) * day_count(values[1])
            return
        if judged.fault == "duration-impossible" and facts.get("minutes", "").isdigit():
            minutes = int(facts["minutes"])
            if minutes <= day_count(values[1]) * MOST_MINUTES:
                values[memo.position] = minutes
                return
        if judged.fault:
            told = {name: str(fact) for name, fact in facts.items()}
            self._findings.add(judged.fault, index, memo.column, **told)
        others = [doubt for doubt in judged.doubts if doubt.code not in {POSTPONED, OPEN}]
        self._doubt(memo, others, index)

    def _report_missing(self, row: OddRow, values: list[Any], index: int) -> None:
        for name, position in (("date", 1), ("title", 2)):
            column = self._columns.fields.get(name)
            faulty = any(memo[row.cells[memo.column]].fault is not None for memo in row.odd
                         if memo.column == column)  # fmt: skip
            optional = name == "title" and self._maker is ServiceRecord
            if values[position] is None and not faulty and not optional:
                self._findings.add(f"{name}-missing", index, column)

    def _doubt(self, memo: Memo, doubts: Sequence[CellDoubt], index: int) -> None:
        for doubt in doubts:
            self._findings.doubt(doubt.code, index, memo.column, doubt.values)
