"""Names in a message: units of the roster, districts and people, also when spelt loosely."""

import re
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache

from rapidfuzz import fuzz, process

from bot.spelling import fold

_CLOSE = 83
_NEAR = 50
_LEAST_SIMILAR = 4
#: Names up to this length are not shortened.
_SHORT = 2
_TELLING = frozenset("东南西北中上下前后新老大小内外左右甲乙丙丁一二三四五六七八九十0123456789")
_KINDS = (
    "(?:社区|街道|镇|乡|村|局|队|中心|学校|小学|中学|大学|学院|医院|银行|图书馆"
    "|博物馆|文化馆|体育馆|美术馆"
    "|科技馆|协会|公司|委员会|文明办|办事处|办公室|服务站|工作站|派出所|法院|检察院"
    "|支队|大队|党委|党支部|幼儿园|集团|联合会|工会|团委|妇联|商会|基金会)"
)
_ENGLISH_KINDS = (
    "(?:library|team|school|community|cent(?:er|re)|bureau|office|hospital|bank"
    "|street|town|association|brigade|university|museum)"
)
_SURNAMES = frozenset(
    "王李张刘陈杨黄赵吴周徐孙马朱胡郭何高林罗郑梁谢宋唐许韩冯邓曹彭曾肖田董袁潘于蒋蔡余杜叶程"
    "苏魏吕丁任沈姚卢姜崔钟谭陆汪范金石廖贾夏韦付方白邹孟熊秦邱江尹薛闫段雷侯龙史陶黎贺顾毛郝"
    "龚邵万钱严覃武戴莫孔向汤温康施文牛樊葛邢安齐易乔伍庞颜倪庄聂章鲁岳翟殷詹申欧耿关兰焦俞左"
    "柳甘祝包宁尚符舒阮柯纪梅童凌毕单季裴霍涂成苗谷盛曲翁冉骆蓝路游辛靳管柴蒙鲍华喻祁蒲房滕屈"
    "饶解牟艾尤阳时穆农司卓古吉缪简车项连芦麦褚娄窦戚岑景党宫费卜冷晏席卫米柏宗瞿桂全佟应臧闵"
    "苟邬边卞姬师和仇栾隋商刁沙荣巫寇桑郎甄丛仲虞敖巩明佘池查麻苑迟邝"
)
_WHOLE = re.compile("全[区县镇乡村校局院]")
_TITLES = re.compile(r"^(?:志愿者|队员|会员)|(?:同志|志愿者|老师|先生|女士|主任|队长|大姐|大哥)$")


@dataclass(frozen=True, slots=True, kw_only=True)
class UnitNames:
    """A unit's full name and what else it is called."""

    name: str
    aliases: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class NameFound:
    """The name meant and the text without it; several names where it could be any of them."""

    names: tuple[str, ...]
    rest: str


def find_unit(text: str, units: Sequence[UnitNames]) -> NameFound | None:
    """The unit whose name or alias stands in the folded text; the longest wins."""
    spellings = ((each, unit.name) for unit in units for each in (unit.name, *unit.aliases))
    return _longest(text, ((_spelt(each), name) for each, name in spellings))


def find_name(text: str, names: Collection[str], *, ends: str = "") -> NameFound | None:
    """The name that stands in the folded text, also without one of the `ends` (区, 县)."""
    spellings = [(fold(name), name) for name in names]
    short = [
        (spelt[:-1], name)
        for spelt, name in spellings
        if spelt[-1:] in ends and len(spelt) > _SHORT
    ]
    return _longest(text, (*spellings, *short))


def find_close_unit(text: str, units: Sequence[UnitNames]) -> NameFound | None:
    """The units that the folded text names with a slip, the likeliest; None below a high bar."""
    scored: dict[str, tuple[float, str]] = {}
    for unit in units:
        for spelling in (unit.name, *unit.aliases):
            score, window = _likeness(text, _spelt(spelling))
            if score > scored.get(unit.name, (0.0, ""))[0]:
                scored[unit.name] = (score, window)
    best = max((score for score, _ in scored.values()), default=0.0)
    if best < _CLOSE:
        return None
    names = tuple(name for name, (score, _) in scored.items() if score > best - 3)
    window = scored[names[0]][1]
    return NameFound(names=names, rest=text.replace(window, " ", 1))


def units_holding(part: str, units: Sequence[UnitNames]) -> tuple[str, ...]:
    """The units in whose name or alias this part of a name stands."""
    return tuple(
        unit.name
        for unit in units
        if any(part in _spelt(spelling) for spelling in (unit.name, *unit.aliases))
    )


def nearest_units(text: str, units: Sequence[UnitNames], count: int = 3) -> tuple[str, ...]:
    """The names in the roster most like the text, best first."""
    names = [unit.name for unit in units]
    likest = process.extract(text, names, scorer=fuzz.ratio, limit=count, score_cutoff=_NEAR)
    return tuple(name for name, _, _ in likest)


def names_a_unit(text: str) -> bool:
    """Whether the text ends as names of units do."""
    chinese = rf"[一-鿿\w]{{1,20}}{_KINDS}"
    kept = r"[一-鿿]{2,20}[馆院]"
    return bool(re.fullmatch(rf"{chinese}|{kept}|[a-z][a-z ]*\s{_ENGLISH_KINDS}", text))


def name_of_person(text: str) -> str | None:
    """The text as a person's Chinese name, without a title; None where it is hardly one."""
    name = _TITLES.sub("", text)
    if _WHOLE.fullmatch(name):
        return None
    chinese = re.fullmatch(
        r"[一-鿿]{2,3}|(?:欧阳|司马|上官|诸葛|夏侯|慕容|司徒|东方|皇甫|尉迟)[一-鿿]{1,2}", name
    )
    return name if chinese and (name[0] in _SURNAMES or len(name) > 3) else None  # noqa: PLR2004 - compound surnames


@lru_cache(maxsize=16384)
def _spelt(name: str) -> str:
    """A name of the roster, folded once: a city has thousands of spellings."""
    return fold(name)


def _longest(text: str, spellings: Iterable[tuple[str, str]]) -> NameFound | None:
    hits = [
        (spelt, name) for spelt, name in spellings if len(spelt) > 1 and _stands_in(text, spelt)
    ]
    if not hits:
        return None
    longest = max(len(spelt) for spelt, _ in hits)
    names = dict.fromkeys(name for spelt, name in hits if len(spelt) == longest)
    spelt = next(spelt for spelt, _ in hits if len(spelt) == longest)
    return NameFound(names=tuple(names), rest=text.replace(spelt, " ", 1))


def _stands_in(text: str, spelt: str) -> bool:
    if spelt not in text:
        return False
    if re.search(r"[一-鿿]", spelt):
        return True
    if spelt.isdecimal():
        # A unit's number, and no part of a date or an amount.
        return bool(
            re.search(
                rf"(?<![a-z0-9./:~-]){spelt}(?![a-z0-9月日号年./:~-]|\s*(?:人|个|小时|次))", text
            )
        )
    return bool(re.search(rf"(?<![a-z0-9]){re.escape(spelt)}(?![a-z0-9月日号.年])", text))


def _likeness(text: str, spelt: str) -> tuple[float, str]:
    if len(spelt) < _LEAST_SIMILAR or len(text) < len(spelt) - 1:
        return 0.0, ""
    if fuzz.partial_ratio(spelt, text, score_cutoff=_CLOSE - 20) == 0:
        return 0.0, ""
    scored = [
        (fuzz.ratio(spelt, window), window)
        for window in sorted(_windows(text, spelt))
        if not (set(window) - set(spelt)) & _TELLING
    ]
    return max(scored, default=(0.0, ""))


def _windows(text: str, spelt: str) -> set[str]:
    """Cuttings of the text, a sign shorter or longer; none that leaves off a sign that differs.

    湖社区 is not cut out of 北湖社区 to be taken for 西湖社区.
    """
    padded, windows = f" {text} ", set[str]()
    for size in (len(spelt) - 1, len(spelt), len(spelt) + 1):
        for at in range(1, len(padded) - size):
            window = padded[at : at + size]
            begins = window[0] == spelt[0] or padded[at - 1] == " "
            if begins and (window[-1] == spelt[-1] or padded[at + size] == " "):
                windows.add(window)
    return windows
