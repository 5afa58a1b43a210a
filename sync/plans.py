"""Plans: tables of what is going to be held, which is no activity yet, nor on its day."""

import re
import unicodedata

from sync.cell_texts import is_blank
from sync.columns import Columns
from sync.table_cells import Rows
from sync.workbook import Tab

_PLANNED = re.compile(
    r"计划|预告|预排|拟(?:开展|举办|组织)|(?:下|次|[\d一二三四五六七八九十]+)个?月份?(?!.*已).{0,8}安排"
    r"|\b(?:plan|plans|planned|upcoming)\b",
    re.IGNORECASE,
)
#: A ledger may be called after the plan that it tells the outcome of.
_HELD = re.compile(
    r"完成|落实|执行|情况|总结|记录|台账|登记|统计|汇总|实施|小结|已开展|\b(?:log|records?|done|held)\b",
    re.IGNORECASE,
)
#: What is known of an activity only once it was held.
_TELLING = ("participants", "photo", "volunteer", "volunteer_no")


def plan_title(tab: Tab, columns: Columns) -> str | None:
    """The title that makes a table a plan, where nothing in it was held; None of a log."""
    title = lone_text(tab.rows[: columns.header_row]) or unicodedata.normalize("NFKC", tab.name)
    if not says_plan(title):
        return None
    rows = tab.rows[columns.first_row :]
    telling = [columns.fields[name] for name in _TELLING if name in columns.fields]
    held = any(not is_blank(raw) for row in rows for c in telling for raw in row[c : c + 1])
    return None if held or not any(map(any, rows)) else title


def says_plan(title: str) -> bool:
    """Whether a title tells of what is going to be held, and not of what became of it."""
    return bool(_PLANNED.search(title)) and not _HELD.search(title)


def lone_text(lines: Rows) -> str | None:
    """The last of the lines that is one text, also where merged cells repeat it: a title."""
    for row in reversed(lines):
        texts = {cell for cell in row if isinstance(cell, str) and cell.strip()}
        if len(texts) == 1:
            return unicodedata.normalize("NFKC", texts.pop()).strip()
    return None
