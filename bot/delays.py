"""How long a promise or a snooze runs: days, today included."""

import re
from dataclasses import dataclass
from datetime import date, timedelta

from bot.intents import Intent
from bot.spans import Span, day_span, week_span
from bot.spelling import read_number
from rules.months import Month

_N = (
    r"(\d{1,3}|[一二三]?十[一二三四五六七八九]?|[一二两三四五六七八九]|an?|one|two"
    "|three|four|five|six|seven|ten)"
)
_WEEK = r"(?:周|星期|礼拜)"
_WEEKDAYS = "一二三四五六日"
_ENGLISH_WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_NEAR = {"今": 0, "明": 1, "大后": 3, "后": 2, "today": 0, "tonight": 0, "tomorrow": 1}

_WHEN = (
    rf"(?:\d{{1,3}}\s*小时|{_N.replace('(', '(?:', 1)}\s*个?(?:工作)?(?:天|日|周|星期)"
    rf"|(?:今|明|后|大后)(?:天|日|晚|早)|下?{_WEEK}[一二三四五六日天末]"
    rf"|(?:本|这|下)个?{_WEEK}|月底|本月|这个月|\d{{1,2}}月\d{{1,2}}[日号]?"
    rf"|\d{{1,2}}[日号.]\d*)"
)
_MEND = r"(?:补|报|交|完成|搞|做|填|弄|上传|登记|提交|办|开展)"
_ASKS = re.compile(
    "[谁哪几]|多少|怎么|如何|什么|情况|名单|进度|状态|截止|[没未]|达标|是否|有没有"
    "|(?<!可以)(?<!行)(?<!好)[吗么嘛?]"
    r"|\b(?:who|which|how|what|when|did|status|have we)\b",
    re.ASCII,
)
_PROMISE = re.compile(
    rf"{_WHEN}.{{0,2}}(?:之|以)?[内前底].{{0,8}}{_MEND}|(?:保证|一定|肯定|承诺|争取){_WHEN}.{{0,3}}{_MEND}|{_WHEN}.{{0,4}}补|补.{{0,4}}{_WHEN}"
    rf"|{_WHEN}.{{0,3}}(?:会|一定|保证|争取|尽量|可以|就|计划|打算|再){_MEND}"
    rf"|{_WHEN}?(?:已经?|都|就)?(?:有)?安排(?:好|了|上|$)|已安排"
    rf"|(?:今|明|后|大后)(?:天|日|晚|早)(?:上午|下午|晚上)?(?:来|去)?(?:补|报|交|登记|填)(?![了过的])|(?:(?<!不)会|马上|立[刻即]"
    rf"|尽快|赶紧|抓紧|这就|现在就).{{0,3}}{_MEND}|补报|补[上交齐登填]|(?:稍后|回头|晚[点些]).{{0,3}}补"
    r"|\b(?:i|we)(?:'ll| will| can| shall| am going to| are going to)\b.*\b(?:report"
    r"|submit|file|do|log|fix|fill|send|hand|catch|complete|finish|add)\b"
    r"|\bpromise\b|\bwithin \w+ days?\b|\bby (?:mon|tue|wed|thu|fri|sat|sun|tomorrow"
    r"|the end|end|next)|\balready (?:planned|scheduled|arranged)\b"
    r"|\b(?:planned|scheduled|arranged) (?:for )?(?:this|next) week\b",
    re.ASCII,
)
_AGAIN = r"(?:提醒|再说|再问|通知|叫我|喊我|催|再发|再找|再弄|再看)"
_SNOOZE = re.compile(
    rf"(?:{_WHEN}|过{_N}天|过几天|晚[点些]|稍后|待会|等会|一会|改天|回头|以后"
    rf"|过会).{{0,4}}{_AGAIN}|{_AGAIN}.{{0,3}}(?:明天|后天|下周|稍后)"
    rf"|{_N}[天日](?:之|以)?后.{{0,4}}(?:提醒|说|问|通知)|(?:延后|推迟|暂停|延迟"
    rf"|推后).{{0,3}}{_N}天|稍后$"
    r"|\bsnooze\b|(?<!not )(?<!n't )(?<!dont )\bremind (?:me|us|我)"
    r"|\b(?:later|not now|another time)\b|\bask (?:me"
    r"|us) (?:again )?(?:tomorrow|later|next|in)\b",
    re.ASCII,
)
_SILENCE = re.compile(
    r"(?:别|不要|不用).{0,4}(?:提醒|发|催|打扰|通知)|静音|免打扰|\bmute\b|\bdo(?: not"
    "|n'?t) (?:remind|disturb)",
    re.ASCII,
)
_LIMIT = 366
#: A date further off than so many days is not what a promise or snooze means.
_FURTHEST = 62


@dataclass(frozen=True, slots=True, kw_only=True)
class Delay:
    """A promise or a snooze, and its days where they were said."""

    intent: Intent
    days: int | None


def find_delay(text: str, *, today: date) -> Delay | None:
    """The promise or snooze in mended text without names; None where it is neither."""
    asks = _ASKS.search(text)
    if _SILENCE.search(text) and "再" not in text and _ahead(text, today):
        return Delay(intent=Intent.SNOOZE, days=days_until(text, today=today, reach="last"))
    if _SNOOZE.search(text) and not (asks and re.search(r"[谁哪几](?!天)|who|which", text)):
        return Delay(intent=Intent.SNOOZE, days=days_until(text, today=today, reach="first"))
    if _PROMISE.search(text) and not asks:
        return Delay(intent=Intent.PROMISE, days=days_until(text, today=today, reach="last"))
    return None


def days_until(text: str, *, today: date, reach: str) -> int | None:
    """The days from today, which counts, to the `first` day said or through the `last`."""
    span = _ahead(text, today)
    if span is None:
        return (
            1
            if re.search(
                r"马上|立[刻即]|这就|现在就|晚[点些]|稍后|待会|等会|一会|回头|过会|\blater\b", text
            )
            else None
        )
    if reach == "first":
        return max((span.first - today).days, 1)
    return (span.last - today).days + 1


def days_commanded(text: str) -> int | None:
    """The figure after /promise or /snooze."""
    figure = re.search(rf"(?<![\w-]){_N}(?![\w.])\s*|(?<![\w-]){_N}\s*(?:天|日|d\b|days?)", text)
    number = read_number(figure[1] or figure[2]) if figure else None
    return number if number and number <= _LIMIT else None


def _ahead(text: str, today: date) -> Span | None:
    for read in (_read_amount, _read_day, _read_weekday, _read_week, _read_month):
        span = read(text, today)
        if span is not None:
            return span
    return None


def _read_amount(text: str, today: date) -> Span | None:
    after = re.search(
        rf"(?:过\s*{_N}\s*[天日]|{_N}\s*[天日](?:之|以)?后|\bin {_N} days?\b|{_N}\s*天再)", text
    )
    if after:
        return _after(next(group for group in after.groups() if group), today)
    if hours := re.search(r"(\d{1,3})\s*(?:小时|hours?)", text):
        days = max(-(-int(hours[1]) // 24), 1)
        return Span(first=today + timedelta(days=days), last=today + timedelta(days=days - 1))
    inside = re.search(
        (
            rf"{_N}\s*(?:个)?(?:工作)?([天日周]|星期|礼拜)(?:之|以)?内|(?:延后|推迟|暂停|延迟"
            rf"|推后|\bfor|within|snooze).{{0,3}}?{_N}\s*(?:天|日|days?)"
        ),
        text,
    )
    if inside is None:
        return None
    count = read_number(inside[1] or inside[3]) or 0
    days = count * (7 if inside[2] in ("周", "星期", "礼拜") else 1)
    return (
        Span(first=today + timedelta(days=days), last=today + timedelta(days=days - 1))
        if 1 <= days <= _LIMIT
        else None
    )


def _after(text: str, today: date) -> Span | None:
    days = read_number(text)
    return day_span(today + timedelta(days=days)) if days and days <= _LIMIT else None


def _read_day(text: str, today: date) -> Span | None:
    if near := re.search(r"(今|明|大后|后)(?:天|日|晚|早)|\b(today|tonight|tomorrow)\b", text):
        return day_span(today + timedelta(days=_NEAR[near[1] or near[2]]))
    month_day = re.search(r"(?<!\d)(\d{1,2})[月.](\d{1,2})[日号]?(?!\d)", text)
    if month_day:
        return _next_day(today, int(month_day[1]), int(month_day[2]))
    day = re.search(r"(?<![\d月])(\d{1,2})[日号](?![内后])", text)
    if day is None:
        return None
    return _next_day(today, Month.of(today).plus(int(day[1]) < today.day).month, int(day[1]))


def _next_day(today: date, month: int, day: int) -> Span | None:
    """The next such day, where it is not further off than anybody promises."""
    for year in (today.year, today.year + 1):
        if not 1 <= month <= 12 or not 1 <= day <= Month(year, month).last.day:  # noqa: PLR2004 - twelve months
            return None
        if 0 <= (date(year, month, day) - today).days <= _FURTHEST:
            return day_span(date(year, month, day))
    return None


def _read_weekday(text: str, today: date) -> Span | None:
    said = re.search(
        rf"(下)?个?{_WEEK}([一二三四五六日天末])|\b(next )?(mon|tue|wed|thu|fri|sat|sun)\w*", text
    )
    if said is None:
        return None
    sign = (said[2] or "").replace("天", "日").replace("末", "日")
    weekday = _WEEKDAYS.index(sign) if sign else _ENGLISH_WEEKDAYS.index(said[4])
    if said[1] or said[3]:
        return day_span(week_span(today, 1).first + timedelta(days=weekday))
    return day_span(today + timedelta(days=(weekday - today.weekday()) % 7))


def _read_week(text: str, today: date) -> Span | None:
    if re.search(rf"下个?{_WEEK}|\bnext week\b", text):
        return week_span(today, 1)
    if re.search(rf"[本这]个?{_WEEK}|\b(?:this|the) week\b", text):
        return Span(first=today + timedelta(days=1), last=week_span(today).last)
    return None


def _read_month(text: str, today: date) -> Span | None:
    if re.search(r"月底|本月|这个月|\bmonth\b", text):
        return Span(first=today + timedelta(days=1), last=Month.of(today).last)
    return None
