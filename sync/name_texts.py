"""The text of a cell of names: figures taken out of it, and what they said."""

import re
from dataclasses import dataclass

from sync.cell_texts import UnreadableError
from sync.name_words import plain_name, split_joined
from sync.numerals import NUMERAL, NUMERAL_SIGNS, parse_numeral

_N = f"[{NUMERAL_SIGNS}]"
#: Hours stand between these signs once they are found.
OPEN, SHUT = "\ue000", "\ue001"

_PHONE = re.compile(
    r"(?<!\d)(?:\+?86[- ]?)?(?:1[3-9]\d[ -]?\d{4}[ -]?\d{4}|0\d{2,3}-\d{7,8})(?!\d)"
)
_ID_NUMBER = re.compile(r"(?<!\d)(?:\d{17}[\dXx]|\d{15})(?!\d)")
_CODE = re.compile(r"(?<![A-Za-z\d])[A-Za-z]{1,6}-?\d{3,}|(?<!\d)\d{8,20}(?!\d)")
_PII_LABEL = re.compile(
    r"(?:联系|手机)?(?:电话|号码|手机)(?:号码?)?[: ]*|身份证(?:号码?)?[: ]*|志愿者?编号[: ]*"
    r"|编号[: ]*"
)
_MARKS = re.compile(r"[\"@√✓✔☑]|\d{1,3}岁")
_PROXY = re.compile(r"代(?=[)、,;。\s]|$)|\(代(?!表)|代[签替领班]|代(?:为)?参加|替")
_ABSENT = re.compile(r"请假|缺席?|旷|未到|未参加|没来|病假|事假|未能")
_EACH = re.compile(
    rf"(?:每人|人均|各|均)(?:服务)?(?:\d+(?:\.\d+)?|{_N}+|半)个?(?:半)?(?:小时|工时|h|分钟)",
)
_HOURS = re.compile(
    rf"(?P<open>\()?[:\s-]*(?:服务)?(?P<figure>\d{{1,3}}(?:\.\d{{1,2}})?|{_N}"
    rf"|半)个?(?P<half>半)?(?P<unit>小时|工时|h(?:ours?|rs?)?(?![a-z])|分钟?|min)"
    r"(?:(?P<minutes>\d{1,2})分钟?)?(?(open)\))",
    re.IGNORECASE,
)
_COUNTED = (
    rf"(?P<figure>\d{{1,5}}|{NUMERAL})(?P<vague>[余多几]+)? ?(?:个人|[人名位])(?:左右)?"
    r"(?:党员|团员|青年|社区|学生)?(?:志愿者|义工|党员|同志|队员|群众|同学|老师|职工|干部"
    r"|人员|参加)?"
)
# A run of separators is tried from its first sign alone: from each it would take for ever.
_OTHERS = re.compile(
    rf"(?:(?<![,、;和及与 ])[,、;和及与 ]*(?:以及|及|和|与|另|另有|还有|其他|其余|外加"
    rf"|\+)(?:有|外)?(?:其他|其余)?"
    rf"(?:志愿者|队员|党员|群众|居民|村民|学生|职工|干部|同事)?) ?{_COUNTED}",
)
_TOTAL = re.compile(
    rf"(?<![,、;( ])[,、;( ]*(?:(?P<more>等)[,、( ]*)?(?:一?共计?|合计|总共|总计|计|一行"
    rf"|人数)?[: ]*{_COUNTED}[)。]*",
)
_MORE = re.compile(
    r"(?<![、,])[、,]*\.{3,}|(?<![,、 ])[,、 ]*等(?:人|同志|志愿者|党员|团员|队员|成员|多人|同学"
    r"|群众|居民|村民|学生|教师|老师|干部|职工|员工|青年|骨干|代表)*(?=$|[,、;。)\s])"
)
_NUMBERING = re.compile(
    rf"\(\d{{1,3}}\)|(?:^|(?<=[\s,、;。)]))(?:No\.?)?\d{{1,3}} ?[.、):]? ?(?=[^\d\s.、,;)])"
    rf"|(?:^|(?<=[,、;\n])|(?<=[\u4e00-\u9fff]{{2}} )){_N}{{1,3}}[、.] ?",
)
_TIGHT_NUMBERING = re.compile(r"(?<=[\u4e00-\u9fff])\d{1,3} ?[、.)](?=[\u4e00-\u9fff])")
_TIGHT_FIGURE = re.compile(r"(?<![\d.])\d{1,2}(?=[\u4e00-\u9fff])")
_SEQUENCE = "二三四五六七八九十"
_BRACKETS = re.compile(r"(?P<before>[^\s,、;:()]{0,30})\((?P<inside>[^()]*)\)")
_SPLIT = re.compile(r"[,、;/|\n\t+。&]+")


@dataclass(frozen=True, slots=True)
class NameText:
    """A cell of names, less its figures and brackets."""

    text: str
    totals: tuple[int, ...] = ()
    others: int = 0
    more: bool = False
    approximate: bool = False
    flags: tuple[str, ...] = ()


def parse_name_text(folded: str) -> NameText:
    """The text, and what its figures said; UnreadableError for proxies and the absent."""
    text, flags = _without_private(_MARKS.sub(" ", folded))
    if "?" in text or _PROXY.search(text) or _ABSENT.search(text):
        raise UnreadableError("names-unreadable", *flags)
    text = _HOURS.sub(_marked, _EACH.sub(" ", text))
    others = [found["figure"] for found in _OTHERS.finditer(text)]
    text = _OTHERS.sub(" ", text)
    totals = list(_TOTAL.finditer(text))
    text = _TOTAL.sub("、", text)
    more = bool(_MORE.search(text)) or any(found["more"] for found in totals)
    return NameText(
        text=_unbracketed(_unnumbered(_MORE.sub(" ", text))),
        totals=tuple(_number(found["figure"]) for found in totals),
        others=sum(map(_number, others)),
        more=more,
        approximate=any(found["vague"] for found in totals),
        flags=flags,
    )


def _without_private(text: str) -> tuple[str, tuple[str, ...]]:
    flags = [
        flag
        for flag, pattern in (("pii=id", _ID_NUMBER), ("pii=phone", _PHONE))
        if pattern.search(text)
    ]
    for pattern in (_ID_NUMBER, _PHONE, _CODE, _PII_LABEL):
        text = pattern.sub(" ", text)
    return text, tuple(flags)


def _unnumbered(text: str) -> str:
    if text.startswith("1"):
        text = _TIGHT_NUMBERING.sub("、", text)
        figures = [int(figure) for figure in _TIGHT_FIGURE.findall(text)]
        if figures == [*range(1, len(figures) + 1)]:  # 1张三2李四
            text = _TIGHT_FIGURE.sub("、", text)
    return _NUMBERING.sub("、", _without_sequence(text))


def _without_sequence(text: str) -> str:
    """一、张三二、李四 without its numbering; 丁一、于二 are names."""
    parts = text.removeprefix("一、").split("、")
    ends = _SEQUENCE[: len(parts) - 1]
    if text.startswith("一、") and all(map(str.endswith, parts, ends)):
        return "、".join([*(part[:-1] for part in parts[: len(ends)]), *parts[len(ends) :]])
    return text


def _marked(found: re.Match[str]) -> str:
    """Hours as whole minutes between signs that no name has."""
    figure = found["figure"]
    number = parse_numeral(figure)
    amount = 0.5 if figure == "半" else float(figure) if figure[0].isdigit() else float(number or 0)
    minutes = amount + (0.5 if found["half"] else 0)
    minutes *= 1 if found["unit"].startswith(("分", "m", "M")) else 60
    minutes += int(found["minutes"] or 0)
    return f"{OPEN}{round(minutes)}{SHUT}"


def _number(figure: str) -> int:
    number = parse_numeral(figure)
    if number is None:
        raise UnreadableError("names-unreadable")
    return number


def _unbracketed(text: str) -> str:
    """Names in brackets behind a group stay; what is in brackets behind a name goes."""
    for _ in range(3):
        text = _BRACKETS.sub(_bracketed, text)
    return re.sub(r"[()]", " ", text)


def _bracketed(found: re.Match[str]) -> str:
    before, inside = found["before"], found["inside"]
    marks = "".join(re.findall(f"{OPEN}\\d+{SHUT}", inside))
    listed = [part for part in _SPLIT.split(inside.replace(" ", "、")) if part]
    names = [name for part in listed if (name := split_joined(part.split(":")[-1]))]
    person = plain_name(re.sub(f"{OPEN}\\d+{SHUT}", "", before))
    if names and len(names) == len(listed):
        if person:
            raise UnreadableError("names-unreadable")
        return f"、{inside}、"
    return f"{before}{marks} " if person or not before else f"{before}{marks}"
