"""Tokens of a head-count cell: each figure with its label, unit and qualifier."""

import re
from dataclasses import dataclass

from sync.cell_texts import UnreadableError
from sync.numerals import NUMERAL, NUMERAL_SIGNS, parse_numeral, simplified

_N = f"[{NUMERAL_SIGNS}]"
#: 12个家庭 are no people.
_PIECES = (
    r"个(?=$|[^\w]|人|志愿|义工|党员|团员|队员|组员|群众|居民|村民|学生|同学|老师|教师|家长|干部"
    r"|职工|员工|青年|孩子|老人|小朋友|[男女大]|左右|以上)"
)
_PERSON = rf"(?:个人|名|位|人|员(?!工)|{_PIECES}|persons?|people|volunteers?|pax)"
#: 三五, 七八, 二三十: two digits side by side are a range, also 十七八 and 二十三四.
_TWO_DIGITS = r"(?:一二|一两|两三|二三|三四|三五|四五|五六|六七|七八|八九)"
_RANGE_WORDS = re.compile(
    rf"{_TWO_DIGITS}(?:[十百千万个多余]|{_PERSON})|十{_TWO_DIGITS}|几[十百千万个名位人]"
    rf"|数[十百千万]|好几|若干|许多|很多|不少人|(?<![\d十百千万个])多[人名位](?!次)|大部分"
    rf"|大多|少数|半数"
    rf"|(?<![A-Za-z])\d+ ?[人名位]? ?(?:[-~]|至|到|或) ?\d+|{_N}+ ?[人名位]? ?(?:[-~]|至|到"
    rf"|或){_N}+ ?[人名位]|以内|之内|(?<=[人名位])内|以下|不足|不到|不满|(?<!不)少于"
    rf"|(?<!不)低于|至多|最多|不超|小于|未满"
    rf"|[<≤]",
)
_APPROX = re.compile(
    r"大约|大概|估计?|约(?!定)|左右|将近|接近|(?<!附)近(?=[\d上百千万十两一二三四五六七八九])"
    r"|差不多|上下(?!午)|以上|之多|超过?|逾|至少|不少于|不低于|起码|about|over|[>≥]=?"
    r"|上(?=[百千万])",
)
_GROUPED = re.compile(r"(?<!\d)\d{1,3}(?:,\d{3})+(?![\d,])")
_FIGURE = re.compile(
    rf"(?P<figure>\d{{1,12}}(?:\.\d{{1,3}})?[十百千万]?|{NUMERAL}|俩|仨)(?P<vague>[多余来几]"
    rf"|\+(?= ?(?:$|[人名位个,、;)])))?(?P<scale>[万])? ?"
    rf"(?:(?P<person>{_PERSON}) ?(?P<times>[/·]?次)?|\((?P<bracketed>人|名"
    rf"|人次)\))?(?P<after>[多余]|\+(?= ?(?:$|[人名位个,、;)])))?",
)
_OTHER_UNIT = re.compile(
    r" ?(?:小时|钟头|分钟"
    r"|[月日号年点时分次场组队户家份件袋条辆车斤米里元块岁天届期级班批户张栋楼室社区处所对套幅%:]"
    r"|公里|公斤|余?元|周岁|km|h(?![a-z])|min)",
)
_ORDINAL = re.compile(r"第 ?\d+")
_BROKEN = re.compile(r"[a-wyz]\d|\d[a-wyz](?![a-z])|\d\.\d*[^\d百千万\s人名位]|\d \d")
_PLUS = re.compile(r" ?(?:\+|加(?=\d)) ?(?=\d|\w)")
_WORDS = str.maketrans("0123456789", "零一二三四五六七八九")
_NOUN = re.compile(
    r" ?(?:的)?(?:注册|青年|党员|巾帼|学生|社区|本地)?(?:志愿者|义工|党员|团员|队员|组员"
    r"|群众|居民|村民|老人|儿童|孩子|学生|教师|老师|家长|干部|职工|员工"
    r"|工作人员|领导|领队|队长|组长|同志|青年|医生|护士|受益|受惠|获益|接受|男(?![孩])"
    r"|女(?![孩])|代表)",
)
_DATED = re.compile(
    r"(?:\d{4}[年./-])?\d{1,2}[月./-]\d{1,2}[日号](?:[-~至到、]\d{1,2}[日号])?"
    r"|\d{4}[./-]\d{1,2}[./-]\d{1,2}|\d{1,2}:\d{2}(?:[-~至到]\d{1,2}:\d{2})?",
)


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure of people, with what stands before and behind it."""

    number: int
    start: int
    end: int
    label: str
    #: It carries 人, 名, 位.
    is_person: bool
    #: It counts person-times, not heads.
    is_times: bool
    approximate: bool


@dataclass(frozen=True, slots=True)
class CountText:
    """A count cell's text with its figures and what the words say of all of them."""

    text: str
    figures: tuple[Figure, ...]
    approximate: bool


def parse_count_text(folded: str) -> CountText:
    """The figures of the text; UnreadableError where a range or a bound is named."""
    text = simplified(folded).lower()
    text = _GROUPED.sub(lambda found: found[0].replace(",", ""), text)
    text = _PLUS.sub("+", _ORDINAL.sub(_in_words, _DATED.sub(" ", text)))
    if _RANGE_WORDS.search(text) and not re.search(r"十几|[百千]几", text):
        raise UnreadableError("count-range")
    approximate = bool(_APPROX.search(text))
    text = _APPROX.sub("", text)
    return CountText(text, tuple(figures_in(text)), approximate)


def figures_in(text: str) -> list[Figure]:
    """The figures of people in the text, in order."""
    figures: list[Figure] = []
    at = label_from = 0
    while found := _FIGURE.search(text, at):
        at = found.end()
        noun = _noun_behind(text, at, text[label_from : found.start()])
        figure = _figure(text, found, label_from, noun[0] if noun else "")
        if figure is None:
            continue
        figures.append(figure)
        label_from = at = noun.end() if noun else at
    return figures


def _noun_behind(text: str, at: int, label: str) -> re.Match[str] | None:
    """The noun counted; in 党员5群众7 it belongs to the next figure."""
    noun = _NOUN.match(text, at)
    next_figure = noun and re.match(r" ?:? ?\d", text[noun.end() :])
    return None if next_figure and re.search(r"\w", label) else noun


def _in_words(found: re.Match[str]) -> str:
    """第1组 as 第一组, so that no figure is left in it."""
    return found[0].translate(_WORDS)


def _figure(text: str, found: re.Match[str], label_from: int, noun: str) -> Figure | None:
    """The figure, unless it is a numeral inside a word or has a unit that is not people."""
    person = found["person"] or found["bracketed"]
    written = re.sub(r"\.0+$", "", found["figure"]).replace("俩", "两").replace("仨", "三")
    person = person or noun
    is_word = not written[0].isdigit() and not person and found[0] != text
    if is_word or (not person and _OTHER_UNIT.match(text, found.end())):
        return None
    if (
        _BROKEN.search(text)
        or text[found.start() - 1 : found.start()] == "."
        or (written[0] == "0" and len(written) > 1)
    ):
        raise UnreadableError("count-unreadable")
    number = parse_numeral("一" + written if written[0] in "百千万" else written)
    if number is None:
        raise UnreadableError("count-unreadable")
    alone = written in {"百", "千", "万"}
    if written[0] in "百千万" and not (alone and (person or found["vague"])):
        raise UnreadableError("count-unreadable")
    vague = bool(found["vague"] or found["after"]) or written[0] in "百千万"
    return Figure(
        number=number * (10000 if found["scale"] else 1),
        start=found.start(),
        end=found.end(),
        label=text[label_from : found.start()] + noun,
        is_person=bool(person),
        is_times=bool(found["times"]) or found["bracketed"] == "人次",
        approximate=vague,
    )
