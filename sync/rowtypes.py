"""Row types: what a row of a table is, before its cells are read."""

import re
from collections.abc import Collection, Sequence

from sync.cell_texts import as_text
from sync.columns import Columns, load_headers
from sync.reading import CellContext, RawCell, Reading
from sync.row_signs import (
    is_asking,
    is_example,
    is_meta,
    is_nil,
    is_not_held,
    is_note,
    is_total,
    is_total_of,
    plain_cell,
    tells_kind,
)

BLANK_MARKS = frozenset(
    {"", "-", "--", "—", "——", "/", "//", "\\", "无", "暂无", "空", "N/A", "n/a", "none", "None"}
)
_HEADER_CELLS = 3
_SEQUENCE = re.compile(
    r"\(?\d{1,5}(?:\.0)?\)?[.、]?|[一二三四五六七八九十]{1,3}[.、]|第\d{1,3}[条项行]"
)
_DAY = re.compile(
    r"\d{4}[-./年]\d{1,2}[-./月]\d|\d{1,2}月\d|\d{1,2}[./]\d{1,2}(?!\d)|\d{1,2}[日号]"
)
_TABLE = re.compile(r"[表账]$|^附件|(?:台账|登记|统计|汇总|名单|情况)$|[表账]\(.*\)$")
_GROUP = re.compile(
    r"大学生|社会人士|党员|团员|群众|学生|教师|职工|青年|居民|村民|社区|其他|[男女]性?|合计|小计|总计"
    r"|\(?(?:人|名|人次|小时|分钟|张)\)?|[上下]午|[上下]半年|.{0,4}(?:人[数次]|时长|小时数?|工时)",
)
#: What an upper header says over several columns.
_UPPER = re.compile(r"统计|情况|数据|信息")
_LEADING_FIELDS = frozenset({"date", "title", "unit", "seq", "participants", "volunteer_no"})


def classify_row(cells: Sequence[RawCell]) -> str:
    """One of blank, total, note, example, nil_report, header, subheader, meta, title, data."""
    texts = [plain_cell(cell) for cell in cells]
    filled = [text for text in texts if text not in BLANK_MARKS]
    said = [text for text in filled if not _SEQUENCE.fullmatch(text)]
    if not filled or (not said and len(filled) == 1 and texts and texts[0] == filled[0]):
        return "blank"
    if not said:
        return "data"
    return _marked_kind(said, filled) or _table_kind(texts, said) or _lone_kind(texts, filled)


def read_rowtype(raw: RawCell, _context: CellContext) -> Reading[str]:
    """What a row is whose cells are joined by strokes."""
    return Reading(classify_row([part.strip() for part in as_text(raw).split("|")]))


def is_marked(text: RawCell) -> bool:
    """Whether a cell's text may make its row something other than an activity."""
    if not isinstance(text, str):
        return False
    return tells_kind(plain_cell(text))


#: What memos do not remember.
_UNREMEMBERED = frozenset({0, 1})


class Marks:
    """Which rows of a table may be totals, notes or reports of nothing, by their telling cells."""

    def __init__(self, columns: Columns, header: frozenset[RawCell]) -> None:
        self.columns = telling_columns(columns)
        self._header = header - {""}

    def rows_of_header(
        self, column: Sequence[RawCell], known: Collection[RawCell]
    ) -> Sequence[int]:
        """The rows, from 0, in which a telling column repeats the header; `known` are its cells."""
        words = {word for word in self._header if word in known or word in _UNREMEMBERED}
        return [row for row, raw in enumerate(column) if raw in words] if words else ()

    def marks(self, row: Sequence[RawCell], odd: Collection[int]) -> bool:
        """Whether a cell's words may make the row something else; of plain cells none does.

        `odd` are the columns of the others.
        """
        return any(
            row[column] in self._header or (column in odd and is_marked(row[column]))
            for column in self.columns
        )


def telling_columns(columns: Columns) -> frozenset[int]:
    """The columns whose words may make a row something other than an activity."""
    named = (columns.fields.get(name) for name in ("unit", "title", "content", "date"))
    return frozenset({min(columns.headers), *(c for c in named if c is not None)})


def _marked_kind(said: Sequence[str], filled: Sequence[str]) -> str | None:
    """What words of its own make of the row."""
    lead, dated = said[0], any(map(_DAY.match, said))
    if is_example(lead, leads=True) or any(is_example(text, leads=False) for text in said):
        return "example"
    if is_total(lead) or (not dated and any(map(is_total_of, said)) and _has_figures(filled, said)):
        return "total"
    if (is_note(lead) and not dated) or (len(filled) == 1 and is_asking(lead)):
        return "note"
    if any(map(is_nil, said)) or (not dated and any(map(is_not_held, said))):
        return "nil_report"
    return None


def _has_figures(filled: Sequence[str], said: Sequence[str]) -> bool:
    return len(filled) > len(said) or any(text[0].isdigit() for text in said)


def _table_kind(texts: Sequence[str], said: list[str]) -> str | None:
    """A line of labels around the table, its header, or the second line of a header."""
    if is_meta(said):
        return "meta"
    fields = [_field(text) for text in said]
    named = {field for field in fields if field}
    unnamed = [text for field, text in zip(fields, said, strict=True) if not field]
    worded = not any(text[0].isdigit() for text in said)
    leads = not named.isdisjoint(_LEADING_FIELDS)
    if texts[0] == "" and worded and not leads and all(map(_GROUP.fullmatch, unnamed)):
        return "subheader"
    if len(named) >= _HEADER_CELLS and len(unnamed) < len(said) / 2:
        return "header"
    few = len(named) > 1 and worded and leads and all(map(_UPPER.search, unnamed))
    return "header" if few else None


def _field(text: str) -> str | None:
    return load_headers("activity").field(text) or load_headers("service_record").field(text)


def _lone_kind(texts: Sequence[str], filled: Sequence[str]) -> str:
    """A text alone in its row is a title, but for a day; anything else is an activity."""
    if len(filled) > 1:
        return "data"
    tabled = bool(_TABLE.search(filled[0]))
    return "title" if tabled or (len(texts) > 1 and not _DAY.match(filled[0])) else "data"
