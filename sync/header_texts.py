"""The text of a header: without decoration, and the words and units that may stand around it."""

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache

from sync.duration_headers import unit_of_header

_DECORATION = re.compile(r"[\s*★☆※●○▲△◆◇■□:;?!。]+|[(\[【]?(?:必填|选填|必选|可选|示例)项?[)\]】]?")
_CHINESE = "一二三四五六七八九十"
_NUMBERING = re.compile(
    rf"^(?:(?:q?\d{{1,2}}|[{_CHINESE}]{{1,2}})[、.)](?!\d)|q\d{{1,2}}|\(\d{{1,2}}\)|\([{_CHINESE}]\)"
    r"|第\d{1,2}[题项][、.]?|[①-⑳][、.]?|\d{1,2}(?=[\u4e00-\u9fff])(?![年月日号季]))",
)
_BRACKETS = re.compile(r"[(\[【]([^)\]】]*)[)\]】]|/(.*)$")
_UNIT_BEHIND = re.compile(
    r"(?P<plain>.*(?:时间|时长|时段|用时))[-_,]?(?P<unit>小时|分钟|hours?|h|min(?:ute)?s?)"
)
_LEVELS = re.compile(r"[->→|_]")
_AND = re.compile(r"[及和与、,&+]")
#: What may stand before a header without making it another.
_AROUND = re.compile(
    r"(?:本次|此次|每次|本月|请您?(?:填写|输入|上传|选择|提供|注明)?|[您你]的?|您?(?:所在|所属)的?"
    r"|本人|具体|详细|主要|实际|志愿服务|志愿者?|学雷锋|文明实践|活动|服务|开展|举办|组织|参与|参加"
    r"|的)+",
)
#: 参加活动 is rather an activity's name than a header.
_TOO_PLAIN = frozenset({"活动", "服务活动", "项目", "说明"})
_LONGEST = 40
#: Columns that hold a part of a day each.
_DATE_PARTS = {
    "year": frozenset({"年份", "年", "年度", "所属年份", "活动年份", "year"}),
    "month": frozenset({"月份", "月", "活动月份", "所属月份", "开展月份", "month"}),
    "day": frozenset({"日", "号", "日子"}),
}
#: Columns that hold one end of a span each.
_SPAN_ENDS = {
    "start": re.compile(
        r"(?:活动|志愿|服务)*(?:开始|起始|起|签到)(?:时间|日期|时刻|时)?|start(?:time|date)?|from"
    ),
    "end": re.compile(
        r"(?:活动|志愿|服务)*(?:结束|终止|截止|止|迄|签退)(?:时间|日期|时刻|时)?|end(?:time|date)?|to"
    ),
}
_CIRCLED = {chr(code): f"({code - 0x245F})" for code in range(0x2460, 0x2474)}


@lru_cache(maxsize=4096)
def fold_header(text: str) -> str:
    """A header without spaces, line breaks, stars, (必填) and survey numbers, in one width."""
    numbered = "".join(_CIRCLED.get(sign, sign) for sign in text[: 4 * _LONGEST])
    folded = _DECORATION.sub("", unicodedata.normalize("NFKC", numbered).casefold())
    return _NUMBERING.sub("", folded)


def date_part(text: str) -> str | None:
    """Which part of a day a header means: year, month or day; None where it means none."""
    folded = fold_header(text)
    return next((part for part, words in _DATE_PARTS.items() if folded in words), None)


def span_end(text: str) -> str | None:
    """Which end of a span a header means: start or end; None where it means neither."""
    folded = fold_header(text)
    return next((end for end, words in _SPAN_ENDS.items() if words.fullmatch(folded)), None)


def split_unit(folded: str) -> tuple[str, str]:
    """The header, and what stands in brackets or behind a stroke: a unit, or an explanation."""
    inside = "".join(found[1] or found[2] or "" for found in _BRACKETS.finditer(folded))
    plain = _BRACKETS.sub("", folded)
    if not inside and (behind := _UNIT_BEHIND.fullmatch(plain)):
        return behind["plain"], behind["unit"]
    return plain, inside


@lru_cache(maxsize=4096)
def shorter_headers(plain: str) -> tuple[str, ...]:
    """What a header may come to: its parts, and these without the words before them."""
    return tuple(_shorter(plain)) if len(plain) <= _LONGEST else ()


def field_by_unit(field: str, inside: str) -> str:
    """The field that a header means together with its unit: 服务时间(小时) is a length."""
    if field in {"date", "undecided"}:
        if unit_of_header(inside) or "时长" in inside:
            return "duration"
        return "date" if re.search(r"日期|[年月日]", inside) else field
    if field in {"participants", "volunteer"} and inside in {"人", "名", "位", "人数", "数量"}:
        return "headcount"
    return "total_hours" if field == "duration" and re.search(r"总|合计", inside) else field


def _shorter(plain: str) -> Iterator[str]:
    for part in (plain, _AND.split(plain)[0], _LEVELS.split(plain)[-1]):
        yield part
        for at in range(1, len(part) - 1):
            if _AROUND.fullmatch(part, 0, at) and part[at:] not in _TOO_PLAIN:
                yield part[at:]
