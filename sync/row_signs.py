"""Words that make a row something other than an activity: sums, notes, labels, nil reports."""

import re
import unicodedata

from sync.reading import RawCell

_PERIOD = (
    r"(?:(?:\d{2,4}年)?(?:\d{1,2}|[一二三四五六七八九十]{1,3})月份?|(?:\d{2,4}年)?第?[一二三四]季度"
    r"|(?:本|全|当|上)?(?:月|年|季|页|周|市|县|区|队|半年|单位)度?|\d{2,4}年度?)"
)
_SUM = (
    r"(?:(?:合计|总计|小计|共计|累计)(?:人[数次]|时长|工时|小时)?"
    r"|总数|总人数|总人次|总时长|平均值?|人均)"
)
_AMOUNTS = r"(?:\([^()]*\))?:?共?(?:\d[\d.]*[^\d]{0,6})*"
_TOTAL = re.compile(rf"{_PERIOD}?{_SUM}{_AMOUNTS}|subtotal|(?:grand)?total")
_TOTAL_OF = re.compile(
    rf".{{1,10}}(?:合计|小计|总计)|{_PERIOD}?共(?:计|有)?(?:开展|组织|举办)?(?:活动)?\d+[场次].{{0,8}}"
)
_TOTAL_WORD = re.compile(_SUM)

_NOTE = re.compile(
    r"[*※•]?(?:(?:备注|附注|注\d{0,2}|说明|填[表写报](?:说明|要求|须知)|注意(?:事项)?|(?:温馨)?提[示醒]"
    r"|要求|note|remark)s?:|填[表写报](?:说明|要求|须知)$|注意事项$|※)",
)
_ASKING = re.compile(r"(?:\*|\d[.、])?请|以上|本表|此表|表中|.{0,8}必填项?$|(?:备注|附注|注|说明)$")

_SAMPLE = (
    r"(?:填[写表]|填报)?(?:示例行?\d?|样例行?\d?|范例|举例(?:说明)?|例如|例子|例|example|sample)"
)
_EXAMPLE = re.compile(
    rf"\d{{0,3}}[(\[【]?{_SAMPLE}(?:[)\]】:]|$)|.*[(\[【]{_SAMPLE}[)\]】]$|如:|(?:样表|模板)$"
)
_EXAMPLE_INSIDE = re.compile(rf"[(\[【]{_SAMPLE}[)\]】]|{_SAMPLE}:")

_LABEL = (
    r"(?:(?:填报|报送|上报|填表|制表|活动|统计|所属|汇报)?(?:单位|部门|人|时间|日期|月份|周期|年度)"
    r"|单位名称|制表|填表|审核|审批|年份|(?:单位|部门|主管|分管)?(?:负责人|领导)|(?:审核|经办|统计"
    r"|联系|填报|制表|录入)人|(?:联系)?(?:电话|手机|方式)|盖章|公章|签[字章])"
)
_SEAL = r"\((?:盖章|公章|签[字章]|章)\)"
_META = re.compile(rf"{_LABEL}(?:签[字名章])?(?:\([^()]*\))?:(?P<value>.*)")
_SEALED = re.compile(rf"(?:{_LABEL})?{_SEAL}:?|年月日")
_BARE_LABEL = re.compile(r"(?:填报|报送|上报|填表)(?:单位|部门|人|时间|日期)(?:名称)?")
_DATED_LABEL = re.compile(r"(?:活动)?(?:时间|日期):.*\d")

_NOT = r"(?:暂(?:时)?)?(?:未|没有?|无)(?:能|有)?"
_HOLD = r"(?:组织|开展|举办|举行|进行|安排)"
_SERVICE = r"(?:(?:学雷锋|志愿服务|志愿者?|集体)*活动|(?:学雷锋)?志愿服务)"
_NIL = re.compile(
    rf"(?:因.{{1,12}},?)?{_PERIOD}?(?:本单位)?{_PERIOD}?(?:因.{{1,12}})?(?:,|:)?"
    rf"(?:{_NOT}{_HOLD}*(?:任何|过|相关)*{_SERVICE}{_HOLD}?(?:情况)?|{_SERVICE}{_NOT}{_HOLD}+"
    r"|[零0]报告)(?=$|[,。;:(!、])"
    rf"|(?:本|当)月(?:暂?无|没有)$"
    r"|nilreport|noactivit(?:y|ies)(?:thismonth|held)?",
)
_NOT_HELD = re.compile(rf"{_PERIOD}?{_NOT}{_HOLD}+[。!]?")

#: One sign at least of every text that tells a row's kind.
_TELLING = re.compile(
    r"[计总均共注说填提要※例样模如未没无章签:年]|报告|total|note|remark|ample|nil|noact"
)


def plain_cell(cell: RawCell) -> str:
    """A cell's text in one width, in small letters and without any space."""
    return "".join(unicodedata.normalize("NFKC", "" if cell is None else str(cell)).split()).lower()


def is_total(text: str) -> bool:
    """The text heads a line of sums: 本月合计."""
    return bool(_TOTAL.fullmatch(text))


def is_total_of(text: str) -> bool:
    """The text may head a line of sums: 图书馆小计, 共3场."""
    return bool(_TOTAL_OF.fullmatch(text) or _TOTAL_WORD.fullmatch(text))


def is_note(text: str) -> bool:
    """The text begins a note."""
    return bool(_NOTE.match(text))


def is_asking(text: str) -> bool:
    """The text, where it stands alone in its row, tells how to fill the table."""
    return bool(_ASKING.match(text))


def is_example(text: str, *, leads: bool) -> bool:
    """The text marks the sample line of a template, more strictly where it does not lead it."""
    return bool((_EXAMPLE if leads else _EXAMPLE_INSIDE).match(text))


def is_nil(text: str) -> bool:
    """The text says that no activity was held."""
    return bool(_NIL.match(text))


def is_not_held(text: str) -> bool:
    """The text says 未开展 and nothing else; beside a day it speaks of that day."""
    return bool(_NOT_HELD.fullmatch(text))


def is_meta(texts: list[str]) -> bool:
    """The row's texts are labels with their values: 填报单位:图书馆, 联系电话."""
    lead, rest = texts[0], texts[1:]
    if _SEALED.fullmatch(lead) or (_BARE_LABEL.fullmatch(lead) and len(rest) <= 1):
        return True
    found = _META.match(lead)
    if found is None or (_DATED_LABEL.match(lead) and rest):
        return False
    open_labels = not found["value"]
    for text in rest:
        label = _META.match(text) or _SEALED.fullmatch(text)
        if not label and not open_labels and not re.match(r"\d{4}年?|\d{1,2}月", text):
            return False
        open_labels = bool(label) and text.endswith(":")
    return True


def tells_kind(text: str) -> bool:
    """The text may make its row something other than an activity, wherever it stands."""
    if not _TELLING.search(text):
        return False
    signs = (is_total, is_total_of, is_note, _META.match, _SEALED.fullmatch, is_nil, is_not_held)
    return any(sign(text) for sign in signs) or any(
        is_example(text, leads=leads) for leads in (True, False)
    )
