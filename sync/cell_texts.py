"""The text of a cell: folded to one spelling of its signs, blank or not, fit to be shown."""

import re
import unicodedata
from datetime import date, datetime, time, timedelta
from functools import lru_cache

from sync.reading import RawCell

_SHOWN_LENGTH = 40
_EXACT_BELOW = 1e15  # floats hold whole numbers exactly up to here

_BULLETS = re.compile(r"[⓪①-⓿❶-➓]\s*[.、:]?|[\u2488-\u249b\u2474-\u2487]\s*")
_FRACTIONS = str.maketrans({"½": ".5", "¼": ".25", "¾": ".75"})
_SIGNS = str.maketrans(
    dict.fromkeys("—–―─━‐‑‒−﹣﹘ー⸺⸻", "-")
    | dict.fromkeys("〜∼˜∽～", "~")
    | dict.fromkeys("∶︰꞉", ":")
    | dict.fromkeys("•‧∙・･⋅●·", "·")
    | dict.fromkeys("【〔〖[{「『《〈", "(")
    | dict.fromkeys("】〕〗]}」』》〉", ")")
    | dict.fromkeys('“”"\u2033', '"')
    | dict.fromkeys("‘’´`\u2032", "'")
    | dict.fromkeys("\u200b\u200c\u200d\u200e\u200f\u2060\ufeff\u00ad\ufe0f\u202a\u202c")
    | {"\r": "\n", "\x0b": "\n", "\x0c": "\n", "\u2028": "\n", "｡": "。"},
)
_SPACES = re.compile(r"[^\S\n]+")
_BREAKS = re.compile(r" ?\n[\n ]*")
_DASHES = re.compile(r"-(?: ?-)+")

_MARKS_ONLY = re.compile(r"[\s\-~/\\|_.。,、;:·()\"'=]*|\*")
_BLANK_WORDS = frozenset(
    {
        *(
            "无",
            "空",
            "暂无",
            "没有",
            "无数据",
            "未填",
            "未填写",
            "未填报",
            "空白",
            "空缺",
            "不适用",
        ),
        *("none", "null", "nil", "n/a", "na", "nan", "#n/a"),
    },
)
_TEMPLATE_GAPS = re.compile(r"[\s_]*年?[\s_]*月[\s_]*日[\s_]*")
_DITTO = re.compile(
    r"\(?(?:同[上前左]|[跟与和]上面?一?样|上同|〃|ditto)\)?[。.]?|\"|''", re.IGNORECASE
)

_PRIVATE = re.compile(
    r"(?<!\d)(?:\d{17}[\dXx]|\d{15}|1[3-9]\d(?:[ -]?\d{4}){2}|0\d{2,3}-?\d{7,8}|\d{9,})(?!\d)",
)
_FIGURES_KEPT = 3
_ERROR = re.compile(r"#(?:N/A|[A-Z]+(?:/0)?[!?])|Err:\d{3}")


class UnreadableError(Exception):
    """Nobody can know what the cell says: a fault's code, its flags and facts for a sentence."""

    def __init__(self, fault: str, *flags: str, **facts: str) -> None:
        super().__init__(fault)
        self.fault = fault
        self.flags = flags
        self.facts = facts


def fold(text: str) -> str:
    """The text in one spelling: half-width signs, one dash, one dot, single spaces."""
    text = _BULLETS.sub("、", text.translate(_FRACTIONS))
    text = unicodedata.normalize("NFKC", text.translate(_SIGNS)).translate(_SIGNS)
    text = _BREAKS.sub("\n", _SPACES.sub(" ", text))
    return _DASHES.sub("-", text).strip()


def as_text(raw: RawCell) -> str:
    """What stands in the cell, as a person would read it."""
    if isinstance(raw, float) and raw.is_integer() and abs(raw) < _EXACT_BELOW:
        return str(int(raw))
    if isinstance(raw, datetime) and raw.time() == time():
        return raw.date().isoformat()
    return "" if raw is None else str(raw)


def is_blank(raw: RawCell) -> bool:
    """Nothing is filled in: empty, a stroke, 无, or a form's empty 年 月 日."""
    if raw is None or isinstance(raw, (bool, date, time, timedelta)):
        return raw is None
    if not isinstance(raw, str):
        return raw != raw  # noqa: PLR0124 - true for NaN alone
    text = fold(raw)
    if _MARKS_ONLY.fullmatch(text) and text not in {'"', "''"}:
        return True
    return text.strip(" ()。.,、-/").lower() in _BLANK_WORDS or bool(_TEMPLATE_GAPS.fullmatch(text))


def is_error(raw: RawCell) -> bool:
    """The cell shows what a spreadsheet shows where a formula fails: #N/A, #REF!, Err:508."""
    return isinstance(raw, str) and raw[:1] in "#E" and bool(_ERROR.fullmatch(raw.strip()))


def is_ditto(raw: RawCell) -> bool:
    """The cell says that it equals the one above: 同上."""
    return isinstance(raw, str) and _says_ditto(raw)


@lru_cache(maxsize=4096)
def _says_ditto(text: str) -> bool:
    return bool(_DITTO.fullmatch(fold(text)))


def shown(raw: RawCell) -> str:
    """What stands in the cell for a sentence: on one line, short, long figures masked."""
    text = _PRIVATE.sub(_masked, " ".join(as_text(raw).split()))
    return text if len(text) <= _SHOWN_LENGTH else text[: _SHOWN_LENGTH - 1] + "…"


def _masked(found: re.Match[str]) -> str:
    return found[0][:_FIGURES_KEPT] + "*" * (len(found[0]) - _FIGURES_KEPT)
