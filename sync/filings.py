"""Filings: activities reported in the chat, appended where the unit's books lie, each once."""

from collections.abc import Sequence

from rules.findings import CellRef
from rules.programme import Programme
from store.books import doubt_books
from sync.batches import Begin
from sync.sources import Filing, Source

TITLE = "聊天填报"
KEY = "填报编号"
#: Headers as any log may have them, so that what is appended is read like any row.
_COLUMNS = {
    "unit": "单位",
    "date": "日期",
    "title": "活动名称",
    "headcount": "人数",
    "duration": "时长(分钟)",
    "place": "地点",
    "content": "活动内容",
    "participants": "参与人员",
}
HEADER = (*_COLUMNS.values(), KEY)


def append_filing(begin: Begin, programme: Programme, source: Source, filing: Filing) -> CellRef:
    """Where the filing stands, appended unless it stands there; FilingWaits.

    Its book is read again by the next cycle. Once more, also after a cut, changes nothing.
    """
    where = source.append(filing)
    with begin() as conn:
        doubt_books(conn, programme.id, [filing.book, where.book])
    return where


def tabulate_filing(filing: Filing) -> list[str | int]:
    """The row of a filing, in the order of `HEADER`."""
    unknown = filing.cells.keys() - _COLUMNS.keys()
    if unknown:
        raise KeyError(*sorted(unknown))
    return [*(filing.cells.get(name, "") for name in _COLUMNS), filing.key]


def find_filing(rows: Sequence[Sequence[object]], key: str) -> int | None:
    """The row, from 1, of the filing with this key, wherever people moved its column."""
    for number, row in enumerate(rows, start=1):
        if key in row:
            return number
    return None
