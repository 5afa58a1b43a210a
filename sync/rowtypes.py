"""Row types: what a row of a table is, before its cells are read."""

import re
import unicodedata
from collections.abc import Sequence

from sync.cell_texts import as_text
from sync.columns import Columns, load_headers
from sync.reading import CellContext, RawCell, Reading

BLANK_MARKS = frozenset(
    {"", "-", "--", "—", "——", "/", "//", "\\", "无", "暂无", "空", "N/A", "n/a", "none", "None"}
)
_TOTAL = re.compile(
    r"^(?:本|全)?[月年季页周]?(?:度)?(?:合计|总计|小计|共计|累计)|^(?:合计|总计|小计|共计|累计|subtotal|total)"
)
_NOTE = re.compile(
    r"^(?:备注|注|说明|填表说明|填写说明|注意|提示|note|remark)s?[:：]|^(?:填表说明|填写说明|注意事项)"
)
_EXAMPLE = re.compile(
    r"^[(（【\[]?(?:(?:示|样|范)例行?|例如|例子|举例|例|example|sample)(?:[)）】\]:：]|$)"
)
_META = re.compile(
    r"^(?:填报|报送|上报|填表|制表|活动)?"
    r"(?:单位|部门|人|负责人|审核人|统计人|联系人|时间|日期|联系电话|电话|盖章)"
    r"(?:[(（]盖章[)）])?[:：]"
)
_NIL = re.compile(
    r"(?:本月|当月|本单位本月|[0-9一二三四五六七八九十]{1,3}月(?:份)?)?"
    r"(?:未|没有?|无|暂未)(?:能)?(?:组织)?(?:开展|举办|举行|组织)?(?:任何|过)?"
    r"(?:志愿服务|志愿者?)?活动(?:开展|安排)?"
    r"|零报告|nil report|no activit(?:y|ies) (?:this month|held)"
)
_MARKED = re.compile("|".join(f"(?:{p.pattern})" for p in (_TOTAL, _NOTE, _EXAMPLE, _META)))
_SEQUENCE = re.compile(r"\d{1,5}(?:\.0)?[.、]?")
_HEADER_CELLS = 3


def classify_row(cells: Sequence[RawCell]) -> str:
    """One of blank, total, note, example, nil_report, header, meta, title, data."""
    texts = [_text(cell) for cell in cells]
    filled = [text for text in texts if text not in BLANK_MARKS]
    said = [text for text in filled if not _SEQUENCE.fullmatch(text)]
    if not filled or (not said and len(filled) == 1 and texts and texts[0] == filled[0]):
        return "blank"
    lead = said[0] if said else ""
    for kind, pattern in (("total", _TOTAL), ("note", _NOTE), ("example", _EXAMPLE)):
        if pattern.match(lead.casefold()):
            return kind
    if any(is_nil(text) for text in said):
        return "nil_report"
    if _is_header(said):
        return "header"
    if _META.match(lead) and (
        len(said) == 1 or all(_META.match(t) or len(t) < _SHORT for t in said)
    ):
        return "meta"
    return "title" if len(filled) == 1 and not _has_date(lead) and len(texts) > 1 else "data"


def read_rowtype(raw: RawCell, _context: CellContext) -> Reading[str]:
    """What a row is whose cells are joined by strokes."""
    return Reading(classify_row([part.strip() for part in as_text(raw).split("|")]))


def is_nil(text: str) -> bool:
    """Whether a text only says that no activity was held."""
    found = _NIL.match(text.strip())
    return found is not None and len(text.strip()) - found.end() <= _SHORT


def is_marked(text: RawCell) -> bool:
    """Whether a cell's text may make its row something other than an activity."""
    if not isinstance(text, str):
        return False
    folded = _text(text).casefold()
    return bool(_MARKED.match(folded)) or is_nil(folded)


class Marks:
    """Which rows of a table may be totals, notes or reports of nothing, by their telling cells."""

    def __init__(
        self, columns: Columns, header: frozenset[RawCell], unmarked: set[RawCell]
    ) -> None:
        named = (columns.fields.get(name) for name in ("unit", "title", "content", "date"))
        self._watched = {min(columns.headers), *(c for c in named if c is not None)}
        self._header = header - {""}
        # A word of this header may have been an activity elsewhere.
        self._unmarked = unmarked if unmarked.isdisjoint(self._header) else set[RawCell]()

    def found_among(self, columns: Sequence[Sequence[RawCell]]) -> set[int]:
        """The rows, from 0, with a cell whose words may make them something else."""
        found: set[int] = set()
        for column in self._watched:
            new = set(columns[column]).difference(self._unmarked)
            marked = {raw for raw in new if raw in self._header or is_marked(raw)}
            self._unmarked |= new - marked
            if marked:
                found.update(row for row, raw in enumerate(columns[column]) if raw in marked)
        return found


def _is_header(texts: Sequence[str]) -> bool:
    headers = load_headers("activity")
    service = load_headers("service_record")
    named = [text for text in texts if headers.field(text) or service.field(text)]
    return len(named) >= _HEADER_CELLS and len(named) * 2 > len(texts)


def _has_date(text: str) -> bool:
    return bool(re.match(r"\d{4}[-./年]|\d{1,2}月|\d{1,2}[./]\d{1,2}", text))


def _text(cell: RawCell) -> str:
    if cell is None:
        return ""
    return unicodedata.normalize("NFKC", str(cell)).strip()


_SHORT = 12
