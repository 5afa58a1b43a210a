"""Tokens of a duration cell: lengths, spans of clock time, counts of people, days and sessions."""

import re
from dataclasses import dataclass
from enum import StrEnum

from sync.clock_spans import match_clock_span, match_clock_time, parse_clock_span
from sync.numerals import NUMERAL_SIGNS, simplified, spelled


class TokenKind(StrEnum):
    """One sign each, so that a cell's shape is a short word."""

    LENGTH = "L"
    SPAN = "S"
    CLOCK = "P"
    COLON = "K"  # 2:00: a length where it is short, else a time of day
    NUMBER = "N"
    HEADS = "C"
    SESSIONS = "T"
    DAYS = "D"
    TIMES = "*"
    PLUS = "+"
    SEPARATOR = ","
    INVALID = "!"


@dataclass(frozen=True, slots=True)
class Token:
    """One token: minutes for a length or span, a number otherwise."""

    kind: TokenKind
    amount: float = 0
    #: Minutes of the unit it was written in; a number beside it takes the same.
    unit: int = 1
    flag: str = ""
    #: Minutes of the day of a span.
    ends: tuple[int, int] = (0, 0)


_N = f"[{NUMERAL_SIGNS}]"
_DECIMAL = re.compile(rf"(?P<whole>{_N})点(?P<part>{_N})(?= ?个?(?:小时|钟头|h))")
_NUMERALS = re.compile(
    rf"{_N}+(?= ?个?(?:半|多|来)?个?(?:小时|钟头|工时|钟(?![头])|h(?![a-z]))"
    rf"|余?(?:[点时分刻次场天人名位组]|个人))|(?<=[点时]){_N}+(?=分?)|(?<=[×x*]){_N}+"
    rf"|{_N}+(?= ?[-~至到或] ?{_N})|^{_N}+$",
)
_HOUR_UNIT = r"(?:小时|钟头|工时|钟(?!头)|h(?:ours?|rs?)?\.?(?![a-z])|时(?![间长段数]))"
_MINUTE_UNIT = r"(?:分钟?|m(?:in(?:ute)?s?)?\.?(?![a-z])|')"
_FIGURE = r"\d{1,6}(?:\.\d{1,4})?|\.\d{1,2}"
_HOURS = re.compile(
    rf"(?P<hours>{_FIGURE}|半|an?(?= )) ?个?(?P<half>半)?(?P<more>[多来余])? ?个?{_HOUR_UNIT}"
    r"(?P<after>半)?(?P<over>多(?!人))?"
    rf"(?: ?(?:零|又|and)? ?(?:(?P<minutes>\d{{1,2}}) ?{_MINUTE_UNIT}"
    rf"|(?P<quarters>[123一两三]) ?刻钟?"
    rf"|(?P<tail>[0-5]\d)(?![\d.:%人次天]|{_HOUR_UNIT}))?)?",
)
_COLON_HOURS = re.compile(rf"(?P<hours>\d{{1,2}}):(?P<minutes>[0-5]\d) ?个?{_HOUR_UNIT}")
_MINUTES = re.compile(rf"(?P<minutes>{_FIGURE}) ?多?{_MINUTE_UNIT}多?")
_QUARTERS = re.compile(r"(?P<quarters>[123一两三]) ?刻钟?")
_COLON = re.compile(r"(?P<hours>\d{1,2}):(?P<minutes>\d{2})(?::\d{2})?(?![\d:])")
_COUNTS = (
    (TokenKind.HEADS, re.compile(r"(\d{1,6}) ?(?:个人|名|位|人)(?:次)?(?:志愿者)?")),
    (TokenKind.SESSIONS, re.compile(r"(\d{1,3}) ?(?:次|场|回|期|批)")),
    (TokenKind.DAYS, re.compile(r"(\d{1,3}) ?(?:个?天)")),
)
_NUMBER = re.compile(_FIGURE)
_OPERATORS = (
    (TokenKind.TIMES, re.compile(r" ?[×x*✕✖] ?(?=[\d半])")),
    (TokenKind.PLUS, re.compile(r" ?(?:\+|加(?=\d)|and(?! a half)) ?")),
    (TokenKind.SEPARATOR, re.compile(r"[,;、/\n。&和及]")),
)
_QUARTER_COUNTS = {"一": 1, "两": 2, "三": 3}
_HOUR, _HALF_HOUR, _QUARTER = 60, 30, 15
_SHORT_HOURS = 5


def prepare_duration(text: str) -> str:
    """The folded text with figures for numerals, in small letters."""
    text = (
        simplified(text)
        .lower()
        .replace('"', "")
        .replace("俩", "两")
        .replace("多一点", "多")
        .replace("小时零", "小时")
        .replace("half an hour", "半小时")
    )
    text = text.replace("and a half hours", "个半小时").replace("hour and a half", "小时半")
    text = _DECIMAL.sub(lambda found: f"{spelled(found['whole'])}.{spelled(found['part'])}", text)
    return _NUMERALS.sub(lambda found: spelled(found[0]), text)


def scan_tokens(text: str) -> tuple[list[Token], str]:
    """All tokens of the prepared text in order, and the words left between them."""
    tokens: list[Token] = []
    words = ""
    at = 0
    while at < len(text):
        matched = _token_at(text, at)
        if matched is None:
            words += text[at]
            at += 1
            continue
        token, end = matched
        tokens.append(token)
        at = end
    return tokens, words


def _token_at(text: str, at: int) -> tuple[Token, int] | None:
    if found := match_clock_span(text, at):
        return _span(found), found.end()
    if found := _HOURS.match(text, at):
        return _hours(found), found.end()
    if found := _COLON_HOURS.match(text, at):
        return Token(TokenKind.LENGTH, int(found[1]) * _HOUR + int(found[2]), _HOUR), found.end()
    if found := match_clock_time(text, at):
        return Token(TokenKind.CLOCK), found.end()
    if found := _MINUTES.match(text, at):
        flag = "approx" if "多" in found[0] else ""
        return Token(TokenKind.LENGTH, float(found[1]), flag=flag), found.end()
    return _small_token(text, at)


def _small_token(text: str, at: int) -> tuple[Token, int] | None:
    if found := _QUARTERS.match(text, at):
        return Token(TokenKind.LENGTH, _quarters(found[1])), found.end()
    if found := _COLON.match(text, at):
        return _colon(found), found.end()
    for kind, pattern in _COUNTS:
        if found := pattern.match(text, at):
            return Token(kind, int(found[1])), found.end()
    if found := _NUMBER.match(text, at):
        return Token(TokenKind.NUMBER, float(found[0])), found.end()
    for kind, pattern in _OPERATORS:
        if found := pattern.match(text, at):
            return Token(kind), found.end()
    return None


def _span(found: re.Match[str]) -> Token:
    span = parse_clock_span(found)
    if span is None:
        return Token(TokenKind.INVALID)
    flag = "overnight" if span.overnight else ""
    ends = (span.start, span.end)
    return Token(TokenKind.SPAN, span.end - span.start, flag=flag, ends=ends)


def _hours(found: re.Match[str]) -> Token:
    named = found.groupdict()
    written = named["hours"]
    hours = 0.5 if written == "半" else 1.0 if written.startswith("a") else float(written)
    minutes = int(named["minutes"] or named["tail"] or 0) + _quarters(named["quarters"] or "")
    halves = bool(named["half"]) + bool(named["after"])
    by_clock = "时" in found[0] and "小时" not in found[0] and "工时" not in found[0]
    if by_clock and hours > _SHORT_HOURS:
        return Token(TokenKind.CLOCK)
    if ((hours % 1 or halves) and (minutes or halves > 1)) or (hours and minutes >= _HOUR):
        return Token(TokenKind.INVALID)
    flag = "approx" if named["more"] or named["over"] else ""
    return Token(TokenKind.LENGTH, hours * _HOUR + halves * _HALF_HOUR + minutes, _HOUR, flag)


def _quarters(written: str) -> int:
    return (_QUARTER_COUNTS.get(written) or int(written or 0)) * _QUARTER


def _colon(found: re.Match[str]) -> Token:
    hours, minutes = int(found["hours"]), int(found["minutes"])
    if minutes >= _HOUR:
        return Token(TokenKind.INVALID)
    kind = TokenKind.COLON if hours <= _SHORT_HOURS else TokenKind.CLOCK
    return Token(kind, hours * _HOUR + minutes, _HOUR)
