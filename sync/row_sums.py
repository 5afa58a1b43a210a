"""Row sums: heads and hours of a table's groups added up, beside the cells they come from."""

from collections.abc import Sequence

from sync.columns import Columns
from sync.memos import Memo
from sync.reading import RawCell

Rows = Sequence[Sequence[RawCell]]


def add_sums(rows: Rows, columns: Columns, memos: Sequence[Memo]) -> Rows:
    """The rows with a cell for each sum; it is blank where a part of it cannot be read."""
    if not columns.sums:
        return rows
    width = min(columns.sums)
    by_column = {memo.column: memo for memo in memos}
    parts = [
        tuple(tuple(by_column[column] for column in part) for part in columns.sums[column])
        for column in sorted(columns.sums)
    ]
    summed: list[Sequence[RawCell]] = list(rows[: columns.first_row])
    for row in rows[columns.first_row :]:
        cells = [*row[:width], *[""] * (width - len(row))]
        summed.append([*cells, *(_sum(cells, memos_of) for memos_of in parts)])
    return summed


def _sum(cells: Sequence[RawCell], parts: Sequence[Sequence[Memo]]) -> RawCell:
    """The sum of the parts that are filled in; '' where there is none, or one is in doubt."""
    total: int | None = None
    for part in parts:
        product = 1
        raws = [cells[memo.column] for memo in part]
        if raws[-1] == "":
            continue
        for memo, raw in zip(part, raws, strict=True):
            judged = memo[raw]
            if not isinstance(judged.value, int) or judged.fault or judged.facts:
                return ""
            product *= judged.value
        total = product + (total or 0)
    return "" if total is None else total
