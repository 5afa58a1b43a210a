"""Drafts: an activity told in one message, read into the fields of its row; never a guess."""

import re
import unicodedata
from dataclasses import dataclass, replace
from datetime import date

from bot.periods import PeriodFound, find_period
from bot.spelling import read_number
from rules.nodes import NodeTable

_NUMBER = r"(?<![\d.])(\d{1,5}(?:\.\d{1,2})?|[一二两三四五六七八九十百]{1,5}|半)"
_UNIT = r"(个?小时|个?钟头|hours?\b|hrs?\b|h\b|分钟|minutes?\b|mins?\b)"
_EACH = r"(?:每人|每位|人均|各)"
_ALL = r"(?:总时长|总工时|总计|合计|一共|总共|共计|共|总|in total|total(?: of)?)"
_COMMAND = re.compile(
    r"^(?:/log(?:@\w+)?|登记(?:一下|活动)?|填报|上报(?:活动)?|报(?:一次|一下)?活动|记一下|补登?记?|log)[::,,\s]*",
    re.IGNORECASE,
)
_ASKS = re.compile(
    r"[吗么?谁]|多少|[几哪]|怎么|如何|什么|不对|没有?[报算]|明明|漏|\b(?:how|who|what|which|when|did|is|are)\b",
    re.IGNORECASE,
)
_PEOPLE = re.compile(
    rf"(?:人数|参加|参与|出动|来了|共|约)*[::\s]*{_NUMBER}\s*(?:余|多)?(?:名|位|个)?(?:人次?|志愿者(?!日|服务|活动)|队员|党员|people\b|persons?\b|volunteers?\b)"
    rf"(?:参加|参与)?|(?:人数|people)[::\s]*(\d{{1,5}})",
    re.IGNORECASE,
)
_HALF = re.compile(rf"{_EACH}?\s*([一二两三四五六七八九十]|\d{{1,2}})个半(?:小时|钟头)")
_DURATIONS = (
    ("each", re.compile(rf"{_EACH}\s*{_NUMBER}\s*{_UNIT}(?:\s*(\d{{1,2}})分钟?)?", re.IGNORECASE)),
    (
        "each",
        re.compile(
            rf"{_NUMBER}\s*{_UNIT}(?:\s*(\d{{1,2}})分钟?)?\s*(?:/\s*人|每人|each\b|per person\b)",
            re.IGNORECASE,
        ),
    ),
    (
        "all",
        re.compile(rf"{_ALL}[::\s]*{_NUMBER}\s*{_UNIT}(?:\s*(\d{{1,2}})分钟?)?", re.IGNORECASE),
    ),
    (
        "bare",
        re.compile(
            rf"(?:时长|用时|时间)?[::\s]*{_NUMBER}\s*{_UNIT}(?:\s*(\d{{1,2}})分钟?)?", re.IGNORECASE
        ),
    ),
)
_CLOCK = re.compile(r"(\d{1,2})[:点](\d{2})?\s*[-~到至]\s*(\d{1,2})[:点](\d{2})?分?")
#: A day in figures is the day; names of festivals beside it belong to the title then.
_WRITTEN_DAY = re.compile(
    r"(?<![\d.])(?:20\d\d[-年./])?(?:\d{1,2}月\d{1,2}(?!\d)[日号]?"
    r"|\d{1,2}[-./]\d{1,2}(?![\d.])[日号]?)"
)
_LABELLED = {
    "content": re.compile(r"(?:内容|content)\s*[::]\s*([^\n]{2,500})", re.IGNORECASE),
    "place": re.compile(r"(?:地点|地址|place)\s*[::]\s*([^\s,,。;;]{2,40})", re.IGNORECASE),
    "names": re.compile(
        r"(?:参加人员|参与人员|人员|名单|姓名|names?)\s*[::]\s*"
        r"([^\W\d_]{2,20}(?:\s*[、,,|]\s*[^\W\d_]{2,20}){0,40})",
        re.IGNORECASE,
    ),
}
_LEADING = re.compile(
    r"^(?:我们(?:单位|队)?|本单位|咱们?|今天|上午|下午|晚上|日期|时间|活动名称|活动|主题|名称|title)*[::]?\s*"
    r"(?:开展了?|组织了?|举办了?|举行了?|进行了?|搞了|做了|办了)?\s*",
    re.IGNORECASE,
)
_SPENT = re.compile(r"(?:每人)?(?:半天|[一整]天)|\s(?:on|at|in|with)\s*$")
_EDGES = " ,,。;;、.!!::|/-~的了"
_YEAR = re.compile(r"\d{4}|[去前今本]年")
_HOUR, _LONGEST = 60, 8 * 60
_LONG_AGO = 270
_TITLE = 60


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """What a message says of an activity; None is what it does not say."""

    day: date | None = None
    title: str | None = None
    headcount: int | None = None
    duration: int | None = None
    """Minutes per person."""
    shared_minutes: int | None = None
    """Minutes of all people together, where that was said and shared out."""
    place: str | None = None
    content: str | None = None
    names: str | None = None
    problem: str | None = None
    """The code of what makes the day unreadable."""
    commanded: bool = False
    asks: bool = False

    @property
    def is_report(self) -> bool:
        """Whether the message tells of an activity, rather than asking something."""
        dated = self.day is not None or self.problem is not None
        told = self.headcount is not None and (self.duration is not None or dated)
        return self.title is not None and not self.asks and (self.commanded or told)

    @property
    def missing(self) -> tuple[str, ...]:
        """What has to be said before it can be filed."""
        needed = {"day": self.day, "title": self.title, "headcount": self.headcount}
        return tuple(name for name, value in needed.items() if value is None)

    def over(self, earlier: "Draft") -> "Draft":
        """The earlier draft with what is said anew."""
        said = {
            name: getattr(self, name) or getattr(earlier, name)
            for name in ("day", "title", "headcount", "duration", "place", "content", "names")
        }
        return replace(self, **said)


def read_draft(text: str, *, today: date, nodes: NodeTable) -> Draft:
    """The activity in a message, as far as it says one."""
    plain = unicodedata.normalize("NFKC", text).strip()
    rest = _COMMAND.sub("", plain)
    commanded = rest != plain
    asks = bool(_ASKS.search(plain))
    labelled: dict[str, str] = {}
    for name, pattern in _LABELLED.items():
        if said := pattern.search(rest):
            labelled[name] = said[1].strip(_EDGES)
            rest = rest.replace(said[0], " ", 1)
    duration, kind, rest = _read_duration(rest)
    headcount, rest = _read_people(rest)
    written = _WRITTEN_DAY.search(rest)
    said_day = written[0] if written else rest
    period = find_period(said_day, today=today, nodes=nodes)
    rest = rest.replace(written[0], " ", 1) if written else period.rest
    day, problem = _settle_day(period, today, stated_year=bool(_YEAR.search(said_day)))
    names = _names(labelled.pop("names", None))
    heads = headcount or (len(names.split("|")) if names else None)
    shared = duration if kind == "all" or (kind == "bare" and _is_total(duration, heads)) else None
    if shared is not None:
        duration = round(shared / heads) if heads else None
    return Draft(
        day=day,
        title=_read_title(plain, rest),
        headcount=heads,
        duration=duration,
        shared_minutes=shared,
        names=names,
        problem=problem,
        commanded=commanded,
        asks=asks,
        **labelled,
    )


def _settle_day(
    period: PeriodFound, today: date, *, stated_year: bool
) -> tuple[date | None, str | None]:
    """The one day that was said, and what is wrong with it: no day, several, or one ahead."""
    if period.problem or period.assumed or period.span is None:
        return None, period.problem
    day = period.span.first
    if day != period.span.last:
        return None, "day-wanted"
    # Without a year a day to come is read as last year's; of an activity nobody means that.
    ahead = day > today or (not stated_year and (today - day).days > _LONG_AGO)
    return (None, "day-ahead") if ahead else (day, None)


def _read_duration(text: str) -> tuple[int | None, str, str]:
    """Minutes, whether of each or of all people, and the text without them."""
    if half := _HALF.search(text):
        return round(_number(half[1]) * _HOUR) + _HOUR // 2, "each", text.replace(half[0], " ", 1)
    for kind, pattern in _DURATIONS:
        if said := pattern.search(text):
            in_hours = not re.match(r"分|min", said[2], re.IGNORECASE)
            minutes = round(_number(said[1]) * (_HOUR if in_hours else 1)) + int(said[3] or 0)
            return minutes or None, kind, text.replace(said[0], " ", 1)
    if clock := _CLOCK.search(text):
        begin, end = (int(clock[n]) * _HOUR + int(clock[n + 1] or 0) for n in (1, 3))
        if begin < end <= 24 * _HOUR:
            return end - begin, "each", text.replace(clock[0], " ", 1)
    return None, "", text


def _read_people(text: str) -> tuple[int | None, str]:
    said = _PEOPLE.search(text)
    if said is None:
        return None, text
    number = _number(said[1] or said[2])
    return int(number) if number >= 1 else None, text.replace(said[0], " ", 1)


def _is_total(minutes: int | None, heads: int | None) -> bool:
    """More than a day's service of one person, that all of them can have served together."""
    return bool(minutes and heads and minutes > _LONGEST and minutes <= heads * _LONGEST)


def _number(text: str) -> float:
    if text == "半":
        return 0.5
    return float(text) if text[0].isdecimal() else float(read_number(text) or 0)


def _names(text: str | None) -> str | None:
    if not text:
        return None
    names = [one for one in re.split(r"[、,,\s|;;]+", text) if one]
    return "|".join(dict.fromkeys(names)) or None


def _read_title(plain: str, rest: str) -> str | None:
    """What is left names the activity; in the signs that were typed where it is one piece."""
    piece = _SPENT.sub("", re.sub(r"[\s,,。;;]+", " ", rest).strip(_EDGES))
    title = _LEADING.sub("", piece).strip(_EDGES)
    at = plain.casefold().find(title)
    title = plain[at : at + len(title)] if at >= 0 else title
    return title[:_TITLE] if len(re.sub(r"\W", "", title)) > 1 else None
