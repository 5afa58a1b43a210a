"""The period a text asks about: found, read against today, and cut out of the text."""

import re
from dataclasses import dataclass, replace
from datetime import date

from bot.day_words import DAY_RULES
from bot.english_words import ENGLISH_RULES
from bot.month_words import MONTH_RULES
from bot.readings import TO, Calendar, Reading, Rule, Year, Yearly, dated, run
from bot.spans import Span, joined, month_span, year_span
from bot.spelling import fold, mend
from rules.months import Month
from rules.nodes import NodeTable

__all__ = ["PeriodFound", "Span", "find_period"]

_NOW = re.compile(
    "(?:截[至止](?:到)?|到|至|直到)了?(?:目前|现在|今天|今日|今)(?:为止)?|为止|以来"
    r"|(?<=[月日号年初旬])(?:份)?(?:起|开始)|\b(?:ever )?since\b|\buntil (?:now"
    r"|today)\b|\bup to (?:now|today)\b"
    r"|(?<!year )(?<!month )\b(?:to|till) (?:now|date|today)\b|\bso far\b",
    re.ASCII,
)
_TO_DATE = re.compile(r"\b(?:year|month) to date\b|\b[ym]td\b", re.ASCII)
_ALL_TIME = re.compile(
    "累计|累积|总共|一共|共计|合计|全部(?!单位|的单位|社区|队伍|团队|街道|提醒)"
    "|历史(?:上|以来)?|从来|历年|有史以来"
    r"|\b(?:all[- ]time|of all time|in total|total|overall|altogether|lifetime|ever"
    r"|history|all in all)\b",
    re.ASCII,
)
_VAGUE = re.compile(
    r"[正腊冬]月|[农阴]历|(?<![\d.])(?:[2-9]|\d\d"
    r"|[二两三四五六七八九十]+)\s*个(?:多)?(?:月|星期|礼拜|季度)(?!一次)"
)
_TWO_NUMBERS = re.compile(
    r"(?<![\d.:/-])(1[0-2]|[1-9])\s*[-~]\s*(\d{1,2})(?![\d:.-])(?!\s*(?:个|人|次|场"
    r"|小时|名|h\b|天|点|岁|年级|元))"
)
_AND = r"\s*(?:和|与|及|以及|跟|、|,|加|&|\band\b)\s*"
_OF = r"(?:的|[\s,])*(?:(?:of|in)\s+)?"
_RULES = (*DAY_RULES, *MONTH_RULES, *ENGLISH_RULES)
_MASK = "■"


@dataclass(frozen=True, slots=True, kw_only=True)
class PeriodFound:
    """The period of a text, the words that said it and the text without them."""

    span: Span | None
    #: No period was said: this month.
    assumed: bool = False
    all_time: bool = False
    #: The words that were read, in one spelling.
    text: str = ""
    #: The code of what makes the period unreadable; it is never guessed then.
    problem: str | None = None
    #: The ways to read the words where there are several, to ask back with.
    readings: tuple[str, ...] = ()
    rest: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Word:
    start: int
    end: int
    reading: Reading


@dataclass(frozen=True, slots=True, kw_only=True)
class _Group:
    start: int
    end: int
    text: str
    span: Span | str


def find_period(text: str, *, today: date, nodes: NodeTable) -> PeriodFound:
    """The period the text names; this month, and said to be assumed, where it names none."""
    whole = mend(fold(text))
    words, masked = _scan(_NOW.sub(_blot, whole), Calendar(today=today, nodes=nodes))
    groups = _groups(_dated(words, whole), whole, today)
    all_time = bool(_ALL_TIME.search(masked) or _NOW.search(whole))
    for group in groups:
        masked = masked[: group.start] + _MASK * (group.end - group.start) + masked[group.end :]
    masked = _ALL_TIME.sub(_blot, masked)
    found = _decide(groups, masked, all_time=all_time, today=today)
    if found.span and (_NOW.search(whole) or _TO_DATE.search(whole)):
        found = replace(found, span=_until(found.span, today))
    return replace(found, rest=re.sub(rf"[\s{_MASK}]+", " ", masked).strip())


def _until(span: Span, today: date) -> Span:
    return Span(first=span.first, last=today) if span.first <= today else span


def _blot(match: re.Match[str]) -> str:
    return _MASK * len(match[0])


def _scan(text: str, calendar: Calendar) -> tuple[list[_Word], str]:
    words: list[_Word] = []
    for each in _RULES:
        text = _scan_for(each, text, calendar, words)
    return sorted(words, key=lambda word: word.start), text


def _scan_for(each: Rule, text: str, calendar: Calendar, words: list[_Word]) -> str:
    def blot(match: re.Match[str]) -> str:
        reading = each.read(match, calendar)
        if reading is None:
            return match[0]
        words.append(_Word(start=match.start(), end=match.end(), reading=reading))
        return _blot(match)

    return each.pattern.sub(blot, text)


def _dated(words: list[_Word], whole: str) -> list[_Word]:
    """Years joined with what they date: 去年三月, 2026 Q1, March of last year."""
    merged: list[_Word] = []
    for at, word in enumerate(words):
        before = merged[-1] if merged else None
        if before and re.fullmatch(_OF, whole[before.end : word.start]):
            reading = _with_year(before.reading, word.reading, words[at + 1 : at + 2], word, whole)
            if reading is not None:
                merged[-1] = _Word(start=before.start, end=word.end, reading=reading)
                continue
        merged.append(word)
    return merged


def _with_year(
    before: Reading, after: Reading, following: list[_Word], word: _Word, whole: str
) -> Reading | None:
    if isinstance(before, Year) and isinstance(after, Yearly):
        return dated(before, after)
    if isinstance(before, Yearly) and before.year is None and isinstance(after, Year):
        belongs_on = following and isinstance(following[0].reading, Yearly)
        if belongs_on and re.fullmatch(_OF, whole[word.end : following[0].start]):
            return None
        return dated(after, before)
    return None


def _groups(words: list[_Word], whole: str, today: date) -> list[_Group]:
    """Words joined with the other end of their range; every word read against today."""
    groups: list[_Group] = []
    at = 0
    while at < len(words):
        word, after = words[at], words[at + 1] if at + 1 < len(words) else None
        between = whole[word.end : after.start] if after else ""
        span = _joined(word, after, between, whole, today) if after else None
        last = after if after and span is not None else word
        text, span = whole[word.start : last.end], span or _resolved(word.reading, today)
        groups.append(_Group(start=word.start, end=last.end, text=text, span=span))
        at += 1 + (last is after)
    return groups


def _joined(word: _Word, after: _Word, between: str, whole: str, today: date) -> Span | str | None:
    if re.fullmatch(TO, between) or ("between" in whole and re.fullmatch(_AND, between)):
        return _range(word.reading, after.reading, today)
    if not re.fullmatch(_AND, between):
        return None
    first, last = _resolved(word.reading, today), _resolved(after.reading, today)
    if isinstance(first, str) or isinstance(last, str):
        return first if isinstance(first, str) else last
    return joined((first, last))


def _range(first: Reading, last: Reading, today: date) -> Span | str:
    if isinstance(first, Yearly) and first.year is None:
        end = _resolved(last, today)
        fixed = not (isinstance(last, Yearly) and last.year is None)
        if fixed and isinstance(end, Span):
            first = _latest(first, end.last)
    begin = _resolved(first, today)
    if isinstance(last, Yearly) and last.year is None and isinstance(begin, Span):
        end = last.make(begin.first.year)
        backwards = isinstance(end, Span) and end.last < begin.first
        return run(begin, last.make(begin.first.year + 1) if backwards else end)
    return run(begin, _resolved(last, today))


def _latest(reading: Yearly, day: date) -> Yearly:
    span = reading.make(day.year)
    later = isinstance(span, Span) and span.first > day
    return replace(reading, year=day.year - later)


def _resolved(reading: Reading, today: date) -> Span | str:
    if isinstance(reading, Yearly):
        return reading.resolve(today)
    return year_span(reading.number) if isinstance(reading, Year) else reading


def _decide(groups: list[_Group], masked: str, *, all_time: bool, today: date) -> PeriodFound:
    nothing = PeriodFound(span=None, text=" ".join(group.text for group in groups))
    for group in groups:
        if isinstance(group.span, str):
            return replace(nothing, problem=group.span)
    narrow = _narrowest(groups)
    if len(narrow) > 1:
        return replace(nothing, problem="period-several", readings=tuple(g.text for g in narrow))
    if narrow and isinstance(narrow[0].span, Span):
        return replace(nothing, span=narrow[0].span)
    return _decide_unnamed(masked, nothing, all_time=all_time, today=today)


def _narrowest(groups: list[_Group]) -> list[_Group]:
    """The groups but those that repeat or hold another: 三月的3.5学雷锋日 is one day."""
    spans = {group.span: group for group in reversed(groups) if isinstance(group.span, Span)}
    return [
        group
        for span, group in reversed(spans.items())
        if not any(o != span and span.first <= o.first and o.last <= span.last for o in spans)
    ]


def _decide_unnamed(
    masked: str, nothing: PeriodFound, *, all_time: bool, today: date
) -> PeriodFound:
    if two := _TWO_NUMBERS.search(masked):
        return replace(nothing, text=two[0], problem="period-ambiguous", readings=_ways(two))
    if vague := _VAGUE.search(masked):
        return replace(nothing, text=vague[0], problem="period-vague")
    if all_time:
        return replace(nothing, all_time=True)
    return replace(nothing, span=month_span(Month.of(today)), assumed=True)


def _ways(two: re.Match[str]) -> tuple[str, ...]:
    first, last = int(two[1]), int(two[2])
    day = (f"{first}月{last}日",) if 1 <= last <= 31 else ()  # noqa: PLR2004 - no month is longer
    return (*day, (f"{first}月到{last}月")) if first < last <= 12 else day  # noqa: PLR2004 - twelve months
