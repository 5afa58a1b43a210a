"""Words of a row that change what it is: cancelled, nothing held, several activities in one."""

import re
from collections.abc import Sequence

from sync.cell_texts import fold
from sync.reading import RawCell

_OFF = r"(?:取消|作废|(?:延期|推迟|改期|暂缓|暂停)(?:(?:举[办行]|开展|进行))?)"
_STATE = re.compile(rf"(?:本次)?(?:活动)?(?:已|被)?{_OFF}(?:活动)?|cancell?ed|postponed|called off")
#: A whole remark; one that names another day may speak of the day it was held after all.
_REMARK = re.compile(
    r"(?:(?:因|由于|受)[^,。;、]{1,20}?[,、]?)?(?:本次|此次|该)?(?:活动)?(?:已|被|临时|故)*"
    rf"{_OFF}(?:活动)?[。.!]?|(?:activity )?(?:was )?(?:cancell?ed|postponed)\.?"
)
_TITLE = re.compile(
    r"\((?:已|因[^()]{1,12})?(?:取消|延期|推迟)(?:举[办行])?\)|\(?(?:cancell?ed)\)?$"
)
_DATE = re.compile(r"取消|cancell?ed")
_NOTHING = re.compile(
    r"(?:本月|当月|\d{1,2}月)?(?:无|暂无|没有|未|暂未|没|尚未)"
    r"(?:组织)?(?:开展|举办|举行|组织)?(?:志愿服务|志愿者?)?(?:活动)?"
)
_NUMBERED = re.compile(r"(?:^|[\n;。 ]|(?=\())\(?(?P<number>\d{1,2})(?:[.、)](?!\d)|\) ?)")
_CIRCLED = re.compile(r"[①-⑳]")
_UNFINISHED = re.compile(r"[(\"“《、,:的和与及暨]$")
_GOES_ON = re.compile(r"[)\"”》、,。]|志愿|主题|活动|系列|暨|之|第|和|与|及|\(")
_BEYOND = re.compile(r"累计|[全本]?年|季")
_PARTIAL = re.compile(r"小计|subtotal|本?[月周页]|\d{1,2}月")
_TELLING = (
    *(
        "取消",
        "作废",
        "延期",
        "推迟",
        "改",
        "顺延",
        "推后",
        "延后",
        "调整",
        "暂缓",
        "暂停",
        "未",
        "没",
        "无",
    ),
    *("ancel", "ANCEL", "ostponed", "OSTPONED"),
    *"①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳",
)
_LEAST_SIGNS, _LONGEST_NOTHING = 4, 20


def may_change_row(texts: str) -> bool:
    """Whether one of many texts, written together, may be among those below."""
    return any(sign in texts for sign in _TELLING)


def is_cancelled(field: str, raw: RawCell) -> bool:
    """Whether the cell of a state, remark, title or date says that it was not held."""
    if not isinstance(raw, str):
        return False
    text = fold(raw).casefold()
    if field in {"state", "remark"}:
        pattern = _STATE if field == "state" else _REMARK
        return pattern.fullmatch(text) is not None
    return (_DATE if field == "date" else _TITLE).search(text) is not None


def says_nothing(title: RawCell) -> bool:
    """Whether what stands for a title only says that there was no activity."""
    if not isinstance(title, str) or not 0 < len(title) <= _LONGEST_NOTHING:
        return False
    return _NOTHING.fullmatch(fold(title)) is not None


def is_partial_total(row: Sequence[RawCell]) -> bool | None:
    """Whether a totals row is of a part of the rows; None where it may be of others too."""
    lead = next((fold(cell) for cell in row if isinstance(cell, str) and cell.strip()), "")
    if _BEYOND.search(lead):
        return None
    return _PARTIAL.match(lead.casefold()) is not None


def count_items(title: RawCell) -> int:
    """How many activities a title lists: numbered, or each on a line of its own."""
    if not isinstance(title, str):
        return 1
    circled = len(_CIRCLED.findall(title))
    text = fold(title)
    numbers = [int(found["number"]) for found in _NUMBERED.finditer(text)]
    ordered = numbers[:1] == [1] and numbers == list(range(1, len(numbers) + 1))
    numbered = len(numbers) if ordered else 0
    return max(circled, numbered, _lines(text), 1)


def _lines(text: str) -> int:
    """Lines that stand each for itself; a title that was only wrapped is one."""
    lines = [line.strip() for line in text.split("\n") if line.strip()]
    wrapped = any(_GOES_ON.match(line) for line in lines[1:]) or any(
        _UNFINISHED.search(line) or line.count('"') % 2 for line in lines[:-1]
    )
    short = any(len(line) < _LEAST_SIGNS for line in lines)
    return 1 if wrapped or short or text.count("(") != text.count(")") else len(lines)
