"""Whom a message is about: the speaker, the unit, all units, or what it names."""

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from bot.intents import Intent
from bot.names import (
    NameFound,
    UnitNames,
    find_close_unit,
    find_name,
    find_unit,
    name_of_person,
    names_a_unit,
    nearest_units,
    units_holding,
)

SELF, OWN_UNIT, ALL_UNITS = "self", "own_unit", "all_units"

_ASIDES = re.compile(
    "我(?:想|要|来)?(?:再)?(?:知道|问|查|看|了解|请教|咨询)(?:一?下|看|到|问)?(?!了)"
    "|(?:告诉|发给|帮|给|提醒|请|麻烦你?给|教|跟|和|问)我(?!们)(?:一下|说|讲|看|查"
    "|看看|查查|查一下|看一下)?"
    r"|我知道了|我明白了|\b(?:show|tell|give|remind|let|send|help|ask) (?:me|us)\b"
    r"|\bcan (?:i|you)\b|\bi(?:'d| would) (?:like|want)\b|\bi (?:want|need) to (?:know"
    r"|see)\b|\bmay i\b",
    re.ASCII,
)
_OWN = re.compile(
    "(?:我们|咱们?|本|我|俺们?)(?:的|这个?)?(?:单位|队伍?|社区|街道|镇|乡|村|局|校"
    "|院|馆|站|中心|公司|委|办|所|支队|团队|部门|协会|组织|区|县|集体)|我们|咱们?"
    "|俺们"
    r"|\b(?:we|our|ours|us|my (?:unit|team|office|community|school|organi[sz]ation)"
    r"|our (?:unit|team|office)|this unit)\b|\bwe'(?:ve|re|ll|d)\b",
    re.ASCII,
)
_ALL = re.compile(
    "全市|全城|我市|全体|(?:所有|全部|各个?|每个|全市各?|哪些|哪个|哪几个|多少个?"
    "|几个|哪家|几家|其他|有没有|什么)的?(?:单位|社区|队伍|团队|街道|部门)|各单位"
    "|单位都?有(?:哪些|谁|多少)|大家|各地|整个城市"
    r"|\b(?:all (?:of )?(?:the )?(?:units|teams)|every(?:one|body| unit| team)"
    "|the whole city|whole city|city[- ]?wide|entire city|(?:which|how many) (?:units|teams)"
    r"|all)\b",
    re.ASCII,
)
_SELF = re.compile(
    r"我(?!市)(?:的|自己|个人|本人)*|本人|俺|^偶(?!尔|然)|\b(?:i|me|my|mine|myself|i'm|i've)\b",
    re.ASCII,
)
_WORDS = re.compile(
    "月月|yueyue|机器人|请问一?下?|请|麻烦|帮忙|帮|查询|查一下|查查|查看|查|看一下"
    "|看看|告诉|想知道|统计|一下|到底|大概|目前|现在|已经|以来|期间|那么|那个|就是"
    "|还有|以及|顺便|最近|近期|每个月|志愿服务时长|服务时长|志愿时长|总时长|总工时"
    "|多少个?|小时数?|工时数?|时长|时数|服务时间|时间|钟头|多久|几个|几次|几场|几项"
    "|几人|几位|几名|次数|场次|人次|人数|活动数?量?|达标|合格|完成|状态|情况|进度"
    "|进展|报了吗|报了没有?|交了没有?|交了吗|没有|有没有|没报|没交|未报|未交|名单|谁"
    "|哪些|哪个|哪里|在哪|怎么样|怎么|够不够|够|如何|什么时候|什么|何时|截止|最晚|最迟"
    "|几颗?星|星级|几星|能申请|申请|参加|参与|开展|举办|组织|搞|做了|做|登记|填报"
    "|上报|填|累计|总共|一共|合计|共|总的|总|全部|所有|单位|数据|统计|汇总|明细|列表"
    "|报表|是否|逾期|催报|催办|缺报|漏报|你好|您好|谢谢|月份|当中|服务了|贡献|有多少"
    "|能评上?|可评|评上|评到|今后|其中|小事|够不够|够了|还差|还要|还欠|需要|应该|可以|能否|能不能"
)
_AND = re.compile(r" (?:和|与|跟|及|以及|、|and|&|,|vs) ")
#: What may be part of a name beside one that was taken out.
_BESIDE = re.compile(
    r" (?:和|与|跟|及|以及|、|,) ?(?P<behind>[一-鿿]{2,12})"
    r"|(?P<before>[一-鿿]{2,12}?) ?(?:和|与|跟|及|以及|、|,) "
)
_LEAST = 2
#: Signs that are not part of a name: before it and after it.
_BEFORE = (
    "的了吗呢呀啊吧么嘛哦哈是有在做搞办个这那里内中份度底就与跟给对到至去来把让被又都还也"
    "已没未报交补人次场月几多少谁不得地着过他她它"
)
_AFTER = "的了吗呢呀啊吧么嘛哦哈是有在做搞办个这那就都还也已没未报交补几多少谁不得地着过他她它和"
_GENERIC = re.compile(
    "(?:志愿|服务|志愿者|队员|活动|学雷锋|雷锋|人员|社区|街道|学校|中心|单位|公司"
    "|医院|任务|要求|规定|时候|问题|天气|东西|事情|电影|吃饭|测试|报告|队伍|团队|人均"
    "|平均|排名|最多|最少)+"
)
#: English words up to this length are no part of a name to search for.
_SHORT = 3
_ENGLISH_NAME = re.compile(
    r"\b(?:of|for|by|did|has|have|in|at|is)\s+(?:the\s+)?((?:[a-z][a-z'-]+\s+){0,3}[a-z][a-z'-]+)",
    re.ASCII,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class ScopeFound:
    """The scope a text states, if any, and the text without its words."""

    scope: str | None
    rest: str
    #: Names to choose from where one could not be settled on.
    choices: tuple[str, ...] = ()
    problem: str | None = None


def find_named(
    text: str, units: Sequence[UnitNames], people: Collection[str], districts: Collection[str]
) -> ScopeFound:
    """The unit, person or district that stands by name in the folded text."""
    if unit := find_unit(text, units):
        return _named("unit", unit, units, districts)
    if person := find_name(text, people):
        return ScopeFound(scope=f"person:{person.names[0]}", rest=person.rest)
    if district := find_name(text, districts, ends="区县市"):
        return _named("district", district, units, set(districts).difference(district.names))
    return ScopeFound(scope=None, rest=text)


def _named(
    kind: str, found: NameFound, units: Sequence[UnitNames], districts: Collection[str]
) -> ScopeFound:
    """The one that was found, or several to choose from where another stands beside it."""
    other = _find_other(found.rest, units, districts) if len(found.names) == 1 else None
    if other or len(found.names) > 1:
        choices, rest = found.names, found.rest
        if other:
            choices, rest = (*found.names, *other.names), other.rest
        return ScopeFound(scope=None, rest=rest, choices=choices, problem="unit-several")
    return ScopeFound(scope=f"{kind}:{found.names[0]}", rest=found.rest)


def _find_other(
    rest: str, units: Sequence[UnitNames], districts: Collection[str]
) -> NameFound | None:
    """The second unit or district of a text without the first: by its name, or by part of it."""
    other = find_unit(rest, units) or find_name(rest, districts, ends="区县市")
    if other:
        return other if _AND.search(other.rest) else None
    for beside in _BESIDE.finditer(rest):
        before, behind = beside["before"] or "", beside["behind"] or ""
        parts = [before[at:] for at in range(len(before) - _LEAST + 1)]
        parts += [behind[:end] for end in range(len(behind), _LEAST - 1, -1)]
        for part in parts:
            held = () if _GENERIC.fullmatch(part) else units_holding(part, units)
            if held:
                return NameFound(names=held, rest=rest.replace(part, " ", 1))
    return None


def find_pronoun(text: str) -> ScopeFound:
    """The scope that 我, 我们, 全市 or their English likes state."""
    text = _ASIDES.sub(" ", text)
    for scope, words in ((ALL_UNITS, _ALL), (OWN_UNIT, _OWN), (SELF, _SELF)):
        if words.search(text):
            return ScopeFound(scope=scope, rest=words.sub(" ", text))
    return ScopeFound(scope=None, rest=text)


def find_loose(text: str, units: Sequence[UnitNames], *, asked: bool) -> ScopeFound:
    """The unit or person that what is left of a text seems to name.

    Only where something is `asked` is a word unknown to the roster taken for a name.
    """
    parts = [part for part in leftovers(text) if not _GENERIC.fullmatch(part)]
    for part in parts:
        if held := units_holding(part, units):
            return _settled(held, text.replace(part, " ", 1))
    if close := find_close_unit(text, units):
        return _settled(close.names, close.rest)
    for part in parts if asked else ():
        if names_a_unit(part):
            return _unknown(part, text, units)
        if person := name_of_person(part):
            return ScopeFound(scope=f"person:{person}", rest=text.replace(part, " ", 1))
    return ScopeFound(scope=None, rest=text)


def leftovers(text: str) -> list[str]:
    """The possible names in a text when everything understood is taken out of it."""
    english = (match[1] for match in _ENGLISH_NAME.finditer(text) if len(match[1]) > _SHORT)
    return [part for part in (*_unread(text), *english) if len(part) > 1]


def is_talk(text: str) -> bool:
    """Whether words remain that no question is made of."""
    return bool("".join(_unread(text)))


def scope_by_default(intent: Intent) -> str:
    """The scope of an intent where the words state none."""
    if intent is Intent.LATE_LIST:
        return ALL_UNITS
    return SELF if intent is Intent.STARS else OWN_UNIT


def _settled(names: tuple[str, ...], rest: str) -> ScopeFound:
    if len(names) == 1:
        return ScopeFound(scope=f"unit:{names[0]}", rest=rest)
    return ScopeFound(scope=None, rest=rest, choices=names[:4], problem="unit-several")


def _unknown(part: str, text: str, units: Sequence[UnitNames]) -> ScopeFound:
    near = nearest_units(part, units)
    return ScopeFound(scope=None, rest=text, choices=near, problem="unit-unknown")


def _unread(text: str) -> list[str]:
    bare = _WORDS.sub(" ", text)
    parts: list[str] = re.findall(r"[a-z]*[一-鿿]+", bare)
    return [part.lstrip(_BEFORE).rstrip(_AFTER) for part in parts]
