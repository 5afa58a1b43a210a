"""Spans of clock time: from when to when somebody served, in minutes."""

import re
from dataclasses import dataclass

_PART = r"(?:上午|下午|中午|早上|早晨|晚上|晚间|傍晚|凌晨|清晨|夜间|午后|早|晚|夜里|am|pm)"
_NEXT = r"(?:次日|翌日|第[二2]天|隔天)"


def _clock(name: str) -> str:
    """A pattern for one end of a span; its groups carry the name."""
    return (
        rf"(?P<part{name}>{_PART})? ?(?P<hour{name}>\d{{1,2}})"
        rf"(?: ?:(?P<minute{name}>\d{{2}})(?::\d{{2}}(?:\.\d+)?)?(?!\d)"
        rf"|(?: ?[点时](?: ?(?P<spoken{name}>\d{{1,2}}|半|[一三]刻|[13]刻)(?: ?分)?)?[钟整]?))"
        rf"(?: ?(?P<suffix{name}>[ap]\.?m)\.?(?![a-z]))?"
    )


def _bare(name: str) -> str:
    return (
        rf"(?P<part{name}>{_PART})? ?(?<![\d.:])(?P<hour{name}>\d{{1,2}})"
        rf"(?: ?(?P<suffix{name}>[ap]m)(?![a-z]))?"
    )


_TO = rf" ?(?:[-~至到]|to|until) ?(?P<next>{_NEXT})? ?"
_NO_UNIT = r"(?! ?(?:[\d:.个半多月日号]|小时|钟头|分|刻|h|m|天|人|次))"
_SPANS = tuple(
    re.compile(pattern)
    for pattern in (
        _clock("1") + _TO + _clock("2"),
        _bare("1") + _TO + _clock("2"),
        (
            rf"(?P<part1>{_PART})? ?(?P<hour1>0?[6-9]|[12]\d):(?P<minute1>\d{{2}}){_TO}"
            rf"(?P<part2>{_PART})? ?(?P<hour2>\d{{1,2}}){_NO_UNIT}"
        ),
        (
            rf"(?P<part1>{_PART}) ?(?P<hour1>\d{{1,2}}){_TO}(?P<part2>{_PART})?"
            rf" ?(?P<hour2>\d{{1,2}}){_NO_UNIT}"
        ),
        (
            rf"(?P<hour1>\d{{1,2}})(?: ?(?P<suffix1>[ap]m))?{_TO}(?P<hour2>\d{{1,2}})"
            rf" ?(?P<suffix2>[ap]m)(?![a-z])"
        ),
        (
            rf"(?P<part1>{_PART})? ?(?<![\d.])(?P<hour1>[6-9]|[12]\d)\.(?P<minute1>00|30){_TO}"
            rf"(?P<part2>{_PART})? ?(?P<hour2>\d{{1,2}})\.(?P<minute2>00|30){_NO_UNIT}"
        ),
    )
)
_POINT = re.compile(
    rf"{_PART} ?\d{{1,2}}(?::\d{{2}}|[点时])|\d{{1,2}} ?点(?:半|[一三13]刻|\d{{1,2}}分?)?"
    rf"|\d{{1,2}}:\d{{2}} ?[ap]m|(?:[6-9]"
    rf"|[12]\d) ?时(?![间长段数])"
)

_HOUR, _HALF_DAY, _DAY = 60, 720, 1440
_EVENING, _MORNING = 18 * 60, 10 * 60
_LAST_SMALL_HOUR = 7
_AFTERNOON = frozenset({"下午", "晚上", "晚间", "傍晚", "夜间", "午后", "晚", "夜里", "pm"})
_NOON_HOURS = 5
_SPOKEN = {"半": 30, "一刻": 15, "1刻": 15, "三刻": 45, "3刻": 45}


@dataclass(frozen=True, slots=True)
class ClockSpan:
    """A span as written: minutes of the day, the last after midnight where it is overnight."""

    start: int
    end: int
    overnight: bool


def match_clock_span(text: str, at: int) -> re.Match[str] | None:
    """The span written at this place of the text, if one is."""
    return next((found for p in _SPANS if (found := p.match(text, at))), None)


def match_clock_time(text: str, at: int) -> re.Match[str] | None:
    """The lone time of day written at this place of the text, if one is."""
    return _POINT.match(text, at)


def parse_clock_span(found: re.Match[str]) -> ClockSpan | None:
    """The span; None where it ends before it starts or names no time of day."""
    named = found.groupdict()
    parts = [_part(named, end) for end in "12"]
    ends = [_minutes(named, end) for end in "12"]
    if ends[0] is None or ends[1] is None:
        return None
    start, end = _halves(ends[0], ends[1], parts)
    night = start >= _EVENING and end <= _MORNING and end + _HALF_DAY <= start
    if named.get("next") or night:
        return ClockSpan(start, end + _DAY, overnight=True)
    if end < start and (parts[0] == "中午" or start // _HOUR == 12) and end <= _NOON_HOURS * _HOUR:  # noqa: PLR2004 - noon
        end += _HALF_DAY
    return ClockSpan(start, end, overnight=False) if end > start else None


def _part(named: dict[str, str | None], end: str) -> str:
    return named.get(f"part{end}") or (named.get(f"suffix{end}") or "").replace(".", "")


def _minutes(named: dict[str, str | None], end: str) -> int | None:
    hour = int(named[f"hour{end}"] or 0)
    spoken = named.get(f"spoken{end}") or named.get(f"minute{end}") or "0"
    minute = _SPOKEN[spoken] if spoken in _SPOKEN else int(spoken)
    if hour > 24 or minute > 59 or hour * _HOUR + minute > _DAY:  # noqa: PLR2004 - a clock's figures
        return None
    return hour * _HOUR + minute


def _halves(start: int, end: int, parts: list[str]) -> tuple[int, int]:
    """Both ends on the clock of 24 hours; one end's 下午 serves for the other where it must."""
    first = _afternoon(start, parts[0])
    last = _afternoon(end, parts[1])
    if not parts[1] and parts[0] in _AFTERNOON and last <= _HALF_DAY and last + _HALF_DAY > first:
        last += _HALF_DAY
    small = start < _LAST_SMALL_HOUR * _HOUR
    if not parts[0] and parts[1] in _AFTERNOON and (small or parts[1] == "pm"):
        first += _HALF_DAY if start < _HALF_DAY and start + _HALF_DAY < last else 0
    return first, last


def _afternoon(minutes: int, part: str) -> int:
    if part in _AFTERNOON and minutes < _HALF_DAY:
        return minutes + _HALF_DAY
    if part in {"晚上", "夜间", "晚", "夜里"} and minutes // _HOUR == 12:  # noqa: PLR2004 - midnight
        return minutes + _HALF_DAY
    if part == "中午" and minutes < _NOON_HOURS * _HOUR:
        return minutes + _HALF_DAY
    if part in {"凌晨", "am"} and minutes // _HOUR == 12:  # noqa: PLR2004 - midnight
        return minutes - _HALF_DAY
    return minutes
