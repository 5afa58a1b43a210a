"""Plain rows: every cell was judged before and nothing is odd, so that they are quickly read."""

from collections.abc import Sequence
from operator import itemgetter
from typing import Any

from rules.records import Activity, Record, ServiceRecord
from sync.memos import Memo
from sync.reading import RawCell


class PlainRows:
    """Reads the plain rows of one table; `defaults` are what a row without a cell has."""

    def __init__(
        self,
        memos: Sequence[Memo],
        defaults: Sequence[Any],
        maker: type[Activity] | type[ServiceRecord],
    ) -> None:
        self._plain = [memo.cells.plain for memo in memos]
        self._defaults, self._maker = defaults, maker
        # One more than needed: of a single column an itemgetter would give no tuple.
        self._pick = itemgetter(*(memo.column for memo in memos), 0)
        given = {memo.position: number for number, memo in enumerate(memos)}
        rest = len(memos)
        self._arrange = itemgetter(*(given.get(p, rest + p) for p in range(len(defaults))))

    def read(self, row: Sequence[RawCell]) -> Record | None:
        """The record of a plain row; None where the row has to be looked at more closely."""
        try:
            cells = zip(self._plain, self._pick(row), strict=False)
            values = [plain[raw] for plain, raw in cells]
        except KeyError:
            return None
        record: Record = self._maker._make(self._arrange((*values, *self._defaults)))
        return None if record.days is None or record.title is None else record
