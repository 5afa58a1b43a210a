"""Filings: activities reported in the chat, appended where the unit's books lie, each once."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from config.logs import Log
from rules.findings import CellRef
from rules.programme import Programme
from rules.roster import Unit
from store.books import doubt_books, load_books_of_units
from store.filings import StoredFiling, load_waiting, mark_written
from store.roster import load_units
from sync.batches import Begin
from sync.sources import Filing, FilingWaits, Source

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
    "photo": "照片",
}
HEADER = (*_COLUMNS.values(), KEY)

log = Log(__name__)


def append_filing(begin: Begin, programme: Programme, source: Source, filing: Filing) -> CellRef:
    """Where the filing stands, appended unless it stands there; FilingWaits.

    Its book is read again by the next cycle. Once more, also after a cut, changes nothing.
    """
    where = source.append(filing)
    with begin() as conn:
        doubt_books(conn, programme.id, [filing.book, where.book])
    return where


def write_filings(
    begin: Begin, programme: Programme, source: Source, *, now: datetime
) -> tuple[str, ...]:
    """Appends every activity filed in the chat that stands in no sheet; the keys that wait on.

    Cut anywhere and run again, each stands there once: it is appended by its key.
    """
    with begin() as conn:
        waiting = load_waiting(conn, programme.id)
        books = load_books_of_units(conn, programme.id, {one.unit_id for one in waiting})
        units = load_units(conn, programme.id) if waiting else {}
    left = []
    for one in waiting:
        book = books.get(one.unit_id, f"{TITLE}.xlsx")
        try:
            where = append_filing(begin, programme, source, _filing(one, book, units, source))
        except FilingWaits as error:
            log.warning("filing_waits", filing=one.key, fault=str(error))
            left.append(one.key)
            continue
        with begin() as conn:
            mark_written(conn, programme.id, one.key, where, now)
    return tuple(left)


def _filing(one: StoredFiling, book: str, units: Mapping[int, Unit], source: Source) -> Filing:
    if not source.holds(book):
        raise FilingWaits(one.key, "the unit has no book")
    return Filing(key=one.key, book=book, cells=_cells(units[one.unit_id].name, one.fields))


def _cells(unit: str, fields: Mapping[str, Any]) -> dict[str, str | int]:
    """The cells of a row that is read as the activity it was filed as."""
    cells = {
        "unit": unit,
        "date": fields["days"],
        "title": fields["title"],
        "headcount": fields.get("headcount"),
        "duration": fields.get("duration"),
        "place": fields.get("place"),
        "content": fields.get("content"),
        "participants": (fields.get("names") or "").replace("|", "、"),
        "photo": fields.get("photos"),
    }
    return {name: value for name, value in cells.items() if value}


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
