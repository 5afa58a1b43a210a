"""Tables: a tab may hold several below each other, each with a header and lines of its own."""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache, lru_cache
from itertools import compress

from rules.records import ACTIVITY, SERVICE_RECORD
from sync.columns import Columns, columns_at, find_columns, load_headers
from sync.header_levels import may_be_header
from sync.header_lines import MONTH, UNIT, read_line
from sync.header_texts import date_part
from sync.months import find_month
from sync.plans import lone_text, says_plan
from sync.reading import RawCell
from sync.row_signs import is_nil
from sync.rowtypes import classify_row
from sync.table_cells import Rows, cells_of
from sync.workbook import Tab

_HEADER_FIELDS = 3
_LONGEST = 24
_MOST_LINES = 8
_ANCHORS = {"date", "title", "undecided", "volunteer"}
_DROPPED = dict.fromkeys(map(ord, " \t\r\n\u3000*★:："))
_MONTH_LINE = re.compile(
    r"[(【]?(?:20\d\d年)?(?:1[0-2]|0?[1-9]|十[一二]?|[一二三四五六七八九])月份?"
    r"(?:.{0,12}(?:活动|服务|台账|情况|记录|登记表|统计表|计划|汇总).{0,6})?[)】]?:?"
)
_COUNTED = re.compile(r".{0,8}(?:次数|场次|场数|个数|占比|排名|率|得分)")
_PARTS = frozenset({"月份", "年份", "年度"})
_AROUND = {"blank", "title", "meta"}


@dataclass(frozen=True, slots=True, kw_only=True)
class TableAt:
    """A table of a tab: the tab with no other table's rows in it, and the columns.

    `again` is a table under a header that was read before.
    """

    tab: Tab
    columns: Columns
    again: bool = False


@dataclass(frozen=True, slots=True)
class _Break:
    """Where a table begins: its lines from `start`, its rows below its columns' header."""

    start: int
    columns: Columns | None
    """None where what begins is no log: a table of sums."""
    again: bool = False


def find_tables(tab: Tab) -> Iterator[TableAt]:
    """The log tables of a tab from above; their rows keep the numbers they have in it."""
    first = find_columns(tab.rows, tab.merged)
    if first is None:
        return
    breaks, dropped = _find_breaks(tab, first)
    if not breaks:
        kept = replace(tab, rows=_without(tab.rows, dropped)) if dropped else tab
        yield TableAt(tab=kept, columns=first)
        return
    whole = _without(tab.rows, dropped)
    lines = whole[: first.header_row]
    table = _Break(0, first)
    for following in (*breaks, None):
        end = following.start if following else len(whole)
        above = lines if table.start else []
        blank: list[list[RawCell]] = [[]] * (table.start - len(above))
        rows = [*above, *blank, *whole[table.start : end]]
        uncalculated = tab.uncalculated if not table.start else ()
        if table.columns:
            part = replace(tab, rows=rows, uncalculated=uncalculated)
            yield TableAt(tab=part, columns=table.columns, again=table.again)
        if following:
            table = following


def _find_breaks(tab: Tab, first: Columns) -> tuple[list[_Break], set[int]]:
    """Where further tables begin; and rows of a header that is only repeated on a further page."""
    breaks: list[_Break] = []
    dropped: set[int] = set()
    columns, top = first, first.first_row
    floor = top
    said = _said([[tab.name], *tab.rows[: first.header_row]])
    plan = says_plan(lone_text(tab.rows[: first.header_row]) or tab.name)
    for index in _telling_rows(tab.rows, first):
        if index < top:
            continue
        row = tab.rows[index]
        if _is_month_line(row, columns):
            below = replace(
                columns, header_row=index + 1, first_row=index + 1, repeated=(), undecided=()
            )
            breaks.append(_Break(index, below, again=True))
            top = index + 1
        elif heads_log(row):
            found = columns_at(tab.rows, index, tab.merged)
            start = first_line(tab.rows, found.header_row, floor)
            while breaks and breaks[-1].start >= start:
                breaks.pop()  # a line with a month, which is the title of this table
            own = _said(tab.rows[start : found.header_row])
            title = lone_text(tab.rows[start : found.header_row])
            same = found.headers == columns.headers
            floor = top = found.first_row
            if same and own <= said and (title is None or says_plan(title) is plan):
                dropped.update(range(start, top))
                continue
            columns = replace(found, repeated=(), undecided=()) if same else found
            breaks.append(_Break(start, columns, again=same))
            said = own or said
            plan = plan if title is None else says_plan(title)
        elif _is_of_sums(row):
            breaks.append(_Break(index, None))
            top = index + 1
    return breaks, dropped


def _telling_rows(rows: Rows, columns: Columns) -> list[int]:
    """The rows below a header with a word in a leading column that may begin another table."""
    headed = sorted(set(columns.headers) - set(columns.shown))
    named = (columns.fields.get(name) for name in ("date", "title", "volunteer"))
    watched = {*headed[:2], *(c for c in named if c is not None)}
    return [
        index
        for index in _undated(rows, columns)
        if any(_tells(raw) for column in watched for raw in rows[index][column : column + 1])
    ]


def _undated(rows: Rows, columns: Columns) -> Iterable[int]:
    """The rows below a header whose date is none, as any row's that begins another table."""
    date = columns.fields.get("date")
    below = range(columns.first_row, len(rows))
    if date is None:
        return below
    cells = cells_of(rows[columns.first_row :], date)
    if len(cells) < len(below):
        return [i for i in below if len(rows[i]) <= date or _may_begin(rows[i][date])]
    return compress(below, map(_may_begin, cells))


@lru_cache(maxsize=65_536)
def _may_begin(date: RawCell) -> bool:
    """Whether a table may begin where this stands for a date: a header, a month, or nothing."""
    if not isinstance(date, str):
        return date is None
    return date == "" or may_be_header([date]) or _is_month(date)


@lru_cache(maxsize=65_536)
def _tells(raw: RawCell) -> bool:
    """Whether a cell may be of a header, or name the month of the rows below."""
    if not isinstance(raw, str) or not 0 < len(raw) <= _LONGEST:
        return False
    # No header begins with a figure.
    if "月" not in raw and raw[0].isdecimal():
        return False
    return raw.translate(_DROPPED).casefold() in _header_words() or _is_month(raw)


def _is_month(text: str) -> bool:
    """Whether a text names a month and nothing else."""
    if "月" not in text:
        return False
    return (
        _MONTH_LINE.fullmatch(unicodedata.normalize("NFKC", text.translate(_DROPPED))) is not None
    )


@cache
def _header_words() -> frozenset[str]:
    known = (load_headers(register).by_text for register in (ACTIVITY, SERVICE_RECORD))
    return frozenset(_PARTS).union(*known)


def _is_month_line(row: Sequence[RawCell], columns: Columns) -> bool:
    """Whether a row names a month and nothing else, and not under a header that asks for it."""
    filled = [column for column, cell in enumerate(row) if cell not in ("", None)]
    if not filled or date_part(columns.headers.get(filled[0], "")):
        return False
    texts = {row[column] for column in filled}
    text = texts.pop() if len(texts) == 1 else None
    return isinstance(text, str) and not is_nil(text.translate(_DROPPED)) and _is_month(text)


def heads_log(row: Sequence[RawCell]) -> bool:
    """Whether a row may be the header of a log."""
    if not may_be_header(row):
        return False
    texts = [cell for cell in row if isinstance(cell, str) and cell]
    known = {
        load_headers(register).field(text)
        for register in (ACTIVITY, SERVICE_RECORD)
        for text in texts
    } - {None}
    return len(known) >= _HEADER_FIELDS and not known.isdisjoint(_ANCHORS)


def _is_of_sums(row: Sequence[RawCell]) -> bool:
    """Whether a row heads a table of figures about the activities: 单位, 活动次数, 人数."""
    texts = [cell for cell in row if isinstance(cell, str) and cell]
    field = load_headers(ACTIVITY).field
    known = [text for text in texts if field(text) or date_part(text)]
    return (
        len(texts) >= _HEADER_FIELDS
        and may_be_header(row)
        and any(map(_COUNTED.fullmatch, texts))
        and all(text in known or _COUNTED.fullmatch(text) for text in texts)
    )


def first_line(rows: Sequence[Sequence[RawCell]], header: int, lowest: int) -> int:
    """The first of the lines above a header that are not of the table before."""
    start = header
    while start > max(lowest, header - _MOST_LINES):
        row = rows[start - 1]
        lone = sum(cell not in ("", None) for cell in row) == 1
        kind = classify_row(row)
        if kind not in _AROUND and not (lone and kind == "data"):
            break
        start -= 1
    return start


def _said(lines: Sequence[Sequence[RawCell]]) -> frozenset[object]:
    """The month and unit that lines above a table name."""
    parts = [one for row in lines if any(row) for one in read_line(row)]
    month = find_month([one.value for one in parts if one.kind in {"", MONTH}])
    units = {one.value for one in parts if one.kind == UNIT}
    return frozenset({number for number in [month[1]] if number} | units)


def _without(rows: list[list[RawCell]], dropped: set[int]) -> list[list[RawCell]]:
    return [[] if index in dropped else row for index, row in enumerate(rows)]
