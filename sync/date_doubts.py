"""What makes a date uncertain: words of vagueness, lunar habits, weekdays that do not fit."""

import re
from collections.abc import Iterator, Sequence
from datetime import date
from itertools import pairwise

from rules.days import Days
from sync.cell_texts import UnreadableError
from sync.date_pieces import Piece, PieceKind, Span
from sync.date_placing import refuse_month
from sync.lunar_days import is_lunar
from sync.numerals import NUMERAL_SIGNS
from sync.reading import CellContext

_VAGUE = re.compile(
    r"待|未定|未知|暂定|拟|预[计定]|可能|大概|大约|(?<!预)约(?!定|会)|取消|推迟|延[期后]"
    r"|改(?![革造善进良编])|顺延|原定"
    r"|每[周月年]|每星期|每逢|每季|每隔|隔[周天日]|逢|不定期|不详|不清|忘|昨|[今明]天"
    r"|[今明]日|[前后]天|[前后]日"
    r"|[上下本这][一个]?(?:周|星期|礼拜)|[上下]个?月|[去明前]年|截止|截至|报名|公示|填报"
    r"|登记|录入|上报"
    r"|常年|长期|全年|日常|平时|经常|随时|左右|前后|[上中下]旬|[月年][初中末底]|或|[?？]|某"
    r"|[x×*_]+ ?[年月日]"
    r"|\d ?[日号]? ?(?:之前|以前|前(?![往进])|之后|以后|后|许)|为止|至今|负|不是|若干"
    r"|[多数几][次天日]|周末|第[一二三四五]个?周|[→⇒>]|[没未](?:能|有)?(?:开展|举[办行]|组织|进行)",
)
_SINCE = re.compile(
    r"\d ?[日号]? ?(?:起|开始)(?! ?(?:至|到|直至|[-~]))|^[自从](?!.*[至到~-])"
    r"|^[^至到起从自~-]*\d ?[日号]? ?止"
    r"|^计划|计划(?=\d|开展|举[办行]|[于在)])"
)
_SEVERAL_DAYS = re.compile(
    rf"(?:[2-9]|\d\d|[{NUMERAL_SIGNS}])个? ?天|为期|连续|持续|历时|每[天日]|次日|翌日|第二天",
)
#: With these words one of two days is not the day it was held.
_OTHER_DAY = re.compile(r"补|报送|提交|送审|审核")
_LUNAR_STYLE = re.compile(
    rf"(?P<month>[{NUMERAL_SIGNS}]+)月(?P<day>[{NUMERAL_SIGNS}]+)(?! ?[日号{NUMERAL_SIGNS}])",
)


def check_lunar_style(text: str) -> None:
    """Nothing, unless a day is written like 八月十五, which is as often a lunar one."""
    found = _LUNAR_STYLE.search(text)
    if found and not is_lunar(text) and (len(found["day"]) > 1 or found["month"] == found["day"]):
        raise UnreadableError("date-ambiguous", "ambiguous")


def check_doubts(text: str, pieces: Sequence[Piece], context: CellContext) -> None:
    """Nothing, unless words make any date beside them uncertain."""
    if not (_VAGUE.search(text) or _SINCE.search(text)):
        return
    month = next((piece for piece in pieces if piece.month and piece.day is None), None)
    if month is None:
        raise UnreadableError("date-vague")
    refuse_month(month, context)


def check_length(text: str, days: Days) -> None:
    """Nothing, unless the text speaks of several days and names one, or of one and names two."""
    one = days.first == days.last
    if (one and _SEVERAL_DAYS.search(text)) or (not one and _OTHER_DAY.search(text)):
        raise UnreadableError("date-vague")


def weekdays_fit(pieces: Sequence[Piece], spans: Sequence[Span], days: Days) -> bool:
    """The weekday written behind a day, or beside a lone one, is that day's."""
    written = [piece for piece in pieces if piece.kind is PieceKind.WEEKDAY]
    if not written or len(spans) != len(days.spans):
        return True
    dated = dict(_dated_ends(spans, days))
    if len(dated) == 1 and len(written) == 1:
        return days.first.weekday() == written[0].weekday
    starts = [*dated, written[-1].end + 1]
    behind = [[w.weekday for w in written if a < w.start < b] for a, b in pairwise(starts)]
    return all(
        len(named) != 1 or named[0] == day.weekday()
        for named, day in zip(behind, dated.values(), strict=True)
    )


def _dated_ends(spans: Sequence[Span], days: Days) -> Iterator[tuple[int, date]]:
    """Where each first and last day is written, and the day."""
    for span, (first, last) in zip(spans, days.spans, strict=True):
        yield span.first.start, first
        yield span.last.start, last
