"""Chinese numerals: 十二, 廿, 一百零五, 二〇二四, 2百, as whole numbers."""

import re

_DIGITS = dict(zip("零一二三四五六七八九", range(10), strict=True)) | {"两": 2}
_PLAIN = str.maketrans(
    "〇○◯壹贰叁肆伍陆柒捌玖拾佰仟萬貳參陸弌弍弎俩仨",
    "零零零一二三四五六七八九十百千万二三六一二三两三",
)
_TENS = {"廿": "二十", "卅": "三十", "卌": "四十"}

#: Every sign a Chinese numeral is written with, for a character class.
NUMERAL_SIGNS = "〇○◯零一二两三四五六七八九十百千万廿卅卌壹贰叁肆伍陆柒捌玖拾佰仟萬貳參陸"

_TRADITIONAL = str.maketrans("時鐘點號兩個間週萬貳參陸餘們對員", "时钟点号两个间周万二三六余们对员")

_BUT_TWO = NUMERAL_SIGNS.replace("两", "")

#: A numeral in running text: in 李四两人 it is 两.
NUMERAL = f"(?:(?:[{_BUT_TWO}]|两(?=[百千万]))+|两)"

_POSITIONAL = re.compile(r"[零一二三四五六七八九]{3,8}")
_MIXED = re.compile(r"(\d(?:\.\d{1,3})?(?=[十百千万])|\d{1,4}(?:\.\d{1,3})?(?=万))([十百千万])")
_UNITS = {"十": 10, "百": 100, "千": 1000, "万": 10000}
_SECTION = re.compile(
    r"(?:(?P<thousands>[一二两三四五六七八九])千)?"
    r"(?:零?(?P<hundreds>[一二两三四五六七八九])百)?"
    r"(?:零?(?P<tens>[一二三四五六七八九])?(?P<ten>十))?"
    r"(?P<gap>零)?(?P<ones>[零一二两三四五六七八九])?",
)


def parse_numeral(text: str) -> int | None:
    """The whole number a Chinese or Arabic numeral writes; None for 二三 (two or three)."""
    text = text.translate(_PLAIN)
    for sign, spelled in _TENS.items():
        text = text.replace(sign, spelled)
    if text.isascii() and text.isdigit():
        return int(text) if len(text) < 12 else None  # noqa: PLR2004 - no count has twelve digits
    if _POSITIONAL.fullmatch(text):
        return int("".join(str(_DIGITS[sign]) for sign in text))
    if mixed := _MIXED.fullmatch(text):
        number = float(mixed[1]) * _UNITS[mixed[2]]
        return int(number) if number.is_integer() else None
    head, ten_thousand, tail = text.rpartition("万")
    if head and len(tail) == 1:
        tail += "千"  # 一万二 is 12,000
    upper = _parse_section(head) if ten_thousand else 0
    lower = _parse_section(tail) if tail or not ten_thousand else 0
    return None if upper is None or lower is None else upper * 10000 + lower


def spelled(text: str) -> str:
    """The Chinese numeral in figures; unchanged where it writes no certain number."""
    number = parse_numeral(text)
    return text if number is None else str(number)


def simplified(text: str) -> str:
    """The text with the simplified signs of figures and their units; not for names."""
    return text.translate(_TRADITIONAL)


def _parse_section(text: str) -> int | None:
    found = _SECTION.fullmatch(text)
    if not text or not found:
        return None
    thousands, hundreds, tens = (
        _DIGITS[found[k] or "零"] for k in ("thousands", "hundreds", "tens")
    )
    if found["ten"] and not found["tens"]:
        tens = 1
    ones = _DIGITS[found["ones"] or "零"]
    return thousands * 1000 + hundreds * 100 + tens * 10 + ones * _last_unit(text, found)


def _last_unit(text: str, found: re.Match[str]) -> int:
    """What the last digit counts: 一百二 is 120, not 102."""
    if found["gap"] or found["ten"] or len(text) < 2:  # noqa: PLR2004 - a digit and its unit
        return 1
    return {"千": 100, "百": 10}.get(text[-2], 1)
