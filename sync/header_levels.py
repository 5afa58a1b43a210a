"""Header levels: a table's header may take several rows; each column has the words above it."""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from sync.reading import RawCell
from sync.row_signs import is_example, is_nil, is_total, plain_cell

MOST_LEVELS = 4
_LONGEST = 20
_FIRST_SIGN = re.compile(r"(?!\d+[月日])\D|[123]?\d[、.)](?!\d)")
_UNITS = re.compile(r"\(?(?:单位:)?(?:人|名|人次|个?小时|分钟?|h|hours?|min|张|个|次|份)\)?")
#: What an upper level calls the columns below it.
_GROUP = re.compile(
    r"情况|统计|信息|数据|人[数员次]|时[长间]|志愿者|参[与加]|服务|对象|联系|活动|照片|材料"
)
_TABLE = re.compile(r"[表账]$|台账|登记|汇总|名单$|附件|\d年|月")
_ANCHORS = {"date", "title", "undecided"}
#: Empty columns that part a table from what stands beside it.
_GAP = 2
_LOOKED_THROUGH = 50

Merged = Sequence[tuple[int, int, int, int]]
Rows = Sequence[Sequence[RawCell]]
Knows = Callable[[str], str | None]


@dataclass(frozen=True, slots=True, kw_only=True)
class HeaderRows:
    """The first and last row of a header, from 0, and the words above each column, top first."""

    first: int
    last: int
    paths: Mapping[int, tuple[str, ...]]


def find_levels(rows: Rows, index: int, merged: Merged, knows: Knows) -> HeaderRows:
    """The header that the row belongs to; `knows` tells the field that a text heads."""
    spans = [span for span in merged if span[0] - MOST_LEVELS < index < span[2] + MOST_LEVELS]
    first = _highest(rows, index, spans, knows)
    last = _lowest(rows, index, spans, knows)
    paths = _paths(rows, first, last, spans)
    covered = {c for _, left, bottom, right in spans if first <= bottom <= last
               for c in range(left, right + 1)}  # fmt: skip
    below = rows[last + 1 : last + 1 + _LOOKED_THROUGH]
    start = min((c for c, path in paths.items() if _ANCHORS & {knows(t) for t in path}), default=0)
    kept = _without_neighbours(sorted(paths), covered, below, start)
    return HeaderRows(first=first, last=last, paths={column: paths[column] for column in kept})


def may_be_header(row: Sequence[RawCell]) -> bool:
    """Whether a row may be of a header: short words, no figure, no line of another kind."""
    texts = [cell for cell in row if cell not in ("", None)]
    for text in texts:
        if not isinstance(text, str) or len(text.strip()) > _LONGEST or not text.strip():
            return False
        plain = plain_cell(text)
        if not _FIRST_SIGN.match(plain) or re.search(r":.", plain) or plain.endswith(":"):
            return False
        if is_total(plain) and len(texts) > 1 and text is texts[0]:
            return False
        if is_example(plain, leads=True) or is_nil(plain):
            return False
    return True


def is_unit_word(text: str) -> bool:
    """The text is a unit of measure and nothing else: (小时)."""
    return _UNITS.fullmatch(plain_cell(text)) is not None


def header_text(cell: RawCell) -> str:
    """A header's text, '' where the cell holds none."""
    return cell.strip() if isinstance(cell, str) else ""


def _highest(rows: Rows, index: int, spans: Merged, knows: Knows) -> int:
    """The first row of the header, above or at the row."""
    first = index
    while first > 0 and index - first < MOST_LEVELS - 1:
        bound = any(top < first <= bottom for top, _, bottom, _ in spans)
        if not (bound or _heads(rows[first - 1], _texts(rows[first]), knows)):
            break
        if not may_be_header(rows[first - 1]):
            break
        first -= 1
    return first


def _heads(row: Sequence[RawCell], below: Mapping[int, str], knows: Knows) -> bool:
    """Whether a row names columns that the row below leaves open, or groups those it names."""
    texts = _texts(row)
    if any(_TABLE.search(text) or not (knows(text) or _GROUP.search(text))
           for text in texts.values()):  # fmt: skip
        return False
    if any(c in below and knows(text) in _ANCHORS and knows(text) == knows(below[c])
           for c, text in texts.items()):  # fmt: skip
        return False  # another table's header
    names = any(c not in below and knows(text) for c, text in texts.items())
    groups = any(c in below and c + 1 in below and c + 1 not in texts for c in texts)
    return names or (groups and (len(texts) > 1 or min(texts) > min(below)))


def _lowest(rows: Rows, index: int, spans: Merged, knows: Knows) -> int:
    """The last row of the header, below or at the row."""
    last = index
    while last + 1 < len(rows) and last - index < MOST_LEVELS - 1:
        above, below = _texts(rows[last]), _texts(rows[last + 1])
        if not below or not may_be_header(rows[last + 1]):
            break
        bound = any(top <= last < bottom for top, _, bottom, _ in spans if top >= index)
        units = all(map(is_unit_word, below.values()))
        wide = _wide(spans, last)
        taken = {c for c in below if c in above and c not in wide}
        taken = {c for c in taken if len(_under(c, above, below)) == 1}
        named = any(knows(text) or _GROUP.search(text) for text in below.values())
        named = named or any(len(_under(c, above, below)) > 1 for c in above)
        if not (bound or units or (named and not taken)):
            break
        last += 1
    return last


def _under(column: int, above: Mapping[int, str], below: Mapping[int, str]) -> list[int]:
    """The columns that are named below, from a word's own column to the next word."""
    end = min((c for c in above if c > column), default=max(below, default=0) + 1)
    return [c for c in below if column <= c < end]


def _wide(spans: Merged, index: int) -> set[int]:
    """The columns of that row under a cell that is merged across."""
    wide = (
        range(left, right + 1) for top, left, _, right in spans if top == index and right > left
    )
    return {column for columns in wide for column in columns}


def _paths(rows: Rows, first: int, last: int, spans: Merged) -> dict[int, tuple[str, ...]]:
    """The columns with their words, from the highest level down."""
    header = rows[first : last + 1]
    width = max(map(len, header))
    levels = [[header_text(row[c]) if len(row) > c else "" for c in range(width)] for row in header]
    for number, level in enumerate(levels):
        merged = [span for span in spans if span[0] == first + number]
        _spread(level, above=levels[:number], below=levels[number + 1 :], merged=merged)
    paths = {c: tuple(dict.fromkeys(filter(None, words)))
             for c, words in enumerate(zip(*levels, strict=True))}  # fmt: skip
    return {column: path for column, path in paths.items() if path}


def _spread(
    level: list[str], *, above: list[list[str]], below: list[list[str]], merged: Merged
) -> None:
    """A word is over the columns it is merged over, or else over blank ones that go on below."""
    reach = {c: left for _, left, _, right in merged for c in range(left + 1, right + 1)}
    for column in range(1, len(level)):
        if level[column] or not any(lower[column] for lower in below):
            continue
        if column in reach:
            level[column] = level[reach[column]]
        elif any(lower[column - 1] for lower in below) and all(
            upper[column] == upper[column - 1] for upper in above
        ):
            level[column] = level[column - 1]


def _without_neighbours(
    columns: Sequence[int], covered: set[int], below: Rows, start: int
) -> list[int]:
    """The columns of the table itself: a list that stands apart beside it is no part of it."""
    kept: list[int] = []
    for column in columns:
        gap = [c for c in range(kept[-1] + 1, column) if c not in covered] if kept else []
        if len(gap) >= _GAP and not _any_filled(below, gap):
            if kept[-1] >= start:
                break
            kept.clear()
        kept.append(column)
    return kept


def _any_filled(rows: Rows, columns: Sequence[int]) -> bool:
    return any(row[c] not in ("", None) for row in rows for c in columns if len(row) > c)


def _texts(row: Sequence[RawCell]) -> dict[int, str]:
    return {column: text for column, cell in enumerate(row) if (text := header_text(cell))}
