"""Text as people type it, brought to one spelling: widths, cases, numerals, frequent slips."""

import re
import unicodedata

from rapidfuzz.distance import OSA

#: Chinese or Arabic numerals, to be read with `read_number`.
NUMBER = r"(?:\d{1,4}|[零〇一二两三四五六七八九十百]{1,5})"
#: A numeral of a day or month; of two Chinese digits side by side only the second is its own.
SMALL_NUMBER = r"(?:\d{1,3}|[一二三]?十[一二三四五六七八九]?|[零〇一二三四五六七八九两])"

_DIGITS = {sign: value for value, sign in enumerate("零一二三四五六七八九")} | {"〇": 0, "两": 2}
_NUMERALS = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen "
    "fifteen sixteen seventeen eighteen nineteen twenty"
)
_ENGLISH = {word: number for number, word in enumerate(_NUMERALS.split())} | {
    "a": 1,
    "an": 1,
    "thirty": 30,
}
_TRADITIONAL = str.maketrans(
    "個時這麼幾誰沒報請問們單錄鏈動標達數據對錯誤總長間務過來從為嗎週號點開結後裡兩續",
    "个时这么几谁没报请问们单录链动标达数据对错误总长间务过来从为吗周号点开结后里两续",
)
_SLIPS = (
    (r"几多", "多少"),
    (r"([上这下本当一二两三四五六七八九十\d])各(?=[月季星礼小])", r"\1个"),
    (r"月分(?![钟别之\d])", "月份"),
    (r"(?:都|多)小(?=小时|次|人|时)|都少(?=小时|次|人|时|活)", "多少"),
    (r"(?<=多少)小[是事石]|笑时", "小时"),
    (r"^(?:服务)?时常|(?<=总)时常|(?<=务)时常|时常(?=$|是多|多少|[?])", "时长"),
    (r"[打大]标|达表(?=[了吗没])", "达标"),
    (r"[火或]动", "活动"),
    (r"登计|登纪", "登记"),
    (r"[带代]填", "填"),
    (r"[咗佐](?=[几多少])|(?<=[做搞办报交填])[咗佐]", "了"),
    (r"唔(?=[够对系得])", "不"),
    (r"冇(?=[报交填])", "没"),
)
#: Words worth mending a slip to, and words one slip away from them that stay.
_MENDED = (
    "january february march april august september october november december month months "
    "quarter first second third fourth yesterday today tomorrow hours activity activities "
    "volunteer volunteers deadline status remind snooze promise overdue spreadsheet register "
    "report reported comply compliant compliance complete completed monday tuesday wednesday "
    "thursday friday saturday sunday people thanks hello weeks years total since"
)
_SPARED = (
    "match watch there these those where which while other after later yours times party marsh "
    "mouth title tools front field final fight could would should"
)
#: Signs set apart one by one: 我 们 多 少.
_SPACED = re.compile(r"^(?:(?:[一-鿿]|\d+) )*(?:[一-鿿] ){3,}(?:(?:[一-鿿]|\d+) ?)*$")
_KNOWN = tuple(_MENDED.split())
_KEPT = frozenset(_SPARED.split())


def fold(text: str) -> str:
    """The text in one width and case, the common traditional signs made simplified."""
    folded = unicodedata.normalize("NFKC", text).casefold().translate(_TRADITIONAL)
    folded = re.sub(r"\s+", " ", folded).strip()
    return folded.replace(" ", "") if _SPACED.search(folded) else folded


def mend(text: str) -> str:
    """The folded text with frequent slips of the keys put right."""
    for slip, meant in _SLIPS:
        text = re.sub(slip, meant, text)
    return re.sub(r"[a-z]{5,}", lambda word: _mend_word(word[0]), text)


def read_number(text: str) -> int | None:
    """The number written in Arabic, Chinese or (up to thirty) English numerals; None otherwise."""
    if text.isascii() and text.isdecimal():
        return int(text)
    if text in _ENGLISH:
        return _ENGLISH[text]
    if text and all(sign in _DIGITS for sign in text):
        return int("".join(str(_DIGITS[sign]) for sign in text))
    return _read_tens(text)


def is_english(text: str) -> bool:
    """Whether the text has Latin letters and no Chinese sign."""
    return bool(re.search(r"[a-z]", text, re.IGNORECASE)) and not re.search(r"[一-鿿]", text)


def _read_tens(text: str) -> int | None:
    shape = re.fullmatch(
        r"(?:([一二三四五六七八九])百零?)?(?:([一二三四五六七八九])?(十))?([一二三四五六七八九])?",
        text,
    )
    if not text or shape is None:
        return None
    hundreds, tens, ten, ones = shape.groups()
    tens_value = _DIGITS[tens] if tens else int(bool(ten))
    return _value(hundreds) * 100 + tens_value * 10 + _value(ones)


def _value(sign: str | None) -> int:
    return _DIGITS[sign] if sign else 0


def _mend_word(word: str) -> str:
    if word in _KNOWN or word in _KEPT:
        return word
    allowed = 1 if len(word) < 8 else 2  # noqa: PLR2004 - long words bear two slips
    near = [
        known
        for known in _KNOWN
        if known[0] == word[0] and OSA.distance(word, known, score_cutoff=allowed) <= allowed
    ]
    return min(near, key=lambda known: OSA.distance(word, known)) if near else word
