"""The form an answer is wanted in: a total, a ranking, a list, or none that we have."""

import re
from dataclasses import dataclass
from enum import StrEnum

from bot.intents import Intent
from bot.spelling import read_number


class Form(StrEnum):
    """What a figure is wanted as."""

    TOTAL = "total"
    MOST = "most"
    LEAST = "least"
    LIST = "list"
    NIL = "nil"
    """Of those who are late the ones that reported nothing held."""
    OTHER = "other"
    """A figure that nobody reckons: an average, a share, the largest activity."""


#: Places of a ranking where none is said, and at most.
_PLACES, _MOST_PLACES = 10, 40
_NUMBER = r"(\d+|[一二两三四五六七八九十]+|three|five|ten|twenty)"
_TOP = re.compile(
    rf"前{_NUMBER}(?!个?(?:天|日|月|周|年|季|星期|小时))(?:名|位|个|家)?|\btop\s+{_NUMBER}\b"
)
_LEAST = re.compile(
    "最[少低短](?!一次|一场|几|多少|要|得)|倒数|垫底"
    r"|(?<!\bat )\b(?:least|fewest|lowest|bottom)\b",
    re.ASCII,
)
_MOST = re.compile(
    "排[名行](?:榜|表)?|名次|最[多高长](?!一次|一场|几|多少|能|可)"
    r"|(?<!\bat )\bmost\b|\b(?:ranking|rank|ranked|highest|top)\b",
    re.ASCII,
)
_LIST = re.compile(
    r"列出|列一下|列表|清单|明细|哪些活动|什么活动|活动有?哪些"
    r"|\b(?:list|show|what activities|what events|which activities|which events)\b",
    re.ASCII,
)
_NIL = re.compile(r"零(?:报告?|活动|开展|上报)|[报是]零|空报|\bnil\b", re.ASCII)
_ACTIVITIES = re.compile(r"活动|场次|\b(?:activit\w+|events?)\b", re.ASCII)
_PEOPLE = re.compile(r"人次|人数|志愿者|\b(?:people|volunteers?)\b", re.ASCII)
_OTHER = re.compile(
    "人均|平均|均值|中位|占比|百分比|同比|环比|增长|增幅"
    "|最[多少长短大小高低]的?(?:那|一|是哪)*[次场个项]?的?(?:志愿服务|志愿)?活动(?!最|的?单位)"
    "|哪一?[次场项]个?(?:活动)?.*最|哪个活动.*最"
    r"|\b(?:average|mean|median|per (?:person|head|capita)|percent\w*|share|growth)\b"
    r"|\b(?:largest|biggest|longest|smallest|shortest) (?:activity|event)\b",
    re.ASCII,
)
#: Who among people is not ranked: their hours are their own.
_PERSONS = re.compile(r"谁|个人|哪个人|哪位|\bwho\b", re.ASCII)


@dataclass(frozen=True, slots=True, kw_only=True)
class FormFound:
    """The form of a question, its places, and the text without the ranking's words."""

    form: Form
    places: int
    rest: str


def find_form(text: str) -> FormFound:
    """The form that folded text asks for."""
    if _OTHER.search(text):
        return FormFound(form=Form.OTHER, places=_PLACES, rest=_OTHER.sub(" ", text))
    top = _TOP.search(text)
    least, most = _LEAST.search(text), _MOST.search(text)
    if (top or least or most) and not _PERSONS.search(text):
        number = read_number(next(filter(None, top.groups()))) if top else None
        rest = _MOST.sub(" ", _LEAST.sub(" ", _TOP.sub(" ", text)))
        places = min(max(number or _PLACES, 1), _MOST_PLACES)
        return FormFound(form=Form.LEAST if least else Form.MOST, places=places, rest=rest)
    if _NIL.search(text):
        return FormFound(form=Form.NIL, places=_PLACES, rest=text)
    listed = _LIST.search(text) and _ACTIVITIES.search(text)
    return FormFound(form=Form.LIST if listed else Form.TOTAL, places=_PLACES, rest=text)


def intent_of_form(form: Form, intent: Intent, text: str) -> Intent:
    """What is ranked or listed, where the words name no measure: hours, unless they say so."""
    if form in {Form.TOTAL, Form.NIL} or intent not in {Intent.CLARIFY, Intent.UNKNOWN}:
        return intent
    if _ACTIVITIES.search(text):
        return Intent.ACTIVITY_COUNT
    return Intent.VOLUNTEER_COUNT if _PEOPLE.search(text) else Intent.HOURS
