"""Header lines: the labels and values above a table, 填报单位:图书馆 填报时间:4月2日."""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from sync.reading import RawCell

UNIT, MONTH, OTHER = "unit", "month", "other"
_BEFORE = ("填报", "报送", "上报", "填表", "申报", "制表", "统计", "所属", "活动", "汇报")
_AFTER = {
    UNIT: ("单位", "部门"),
    MONTH: ("月份", "年月", "月度", "周期", "期间", "年度", "年份"),
    OTHER: (
        "负责人", "审核人", "联系人", "联络人", "填报人", "填表人", "制表人", "统计人", "经办人",
        "分管领导", "主管领导", "联系电话", "联系方式", "电话", "手机", "时间", "日期", "人",
        "盖章",
    ),
}  # fmt: skip
#: 统计时间 is the time that is counted, 填报时间 the time of writing.
_COUNTED = frozenset({"统计时间", "统计日期", "活动时间", "所属时间", "报告期", "所属期"})


def _spaced(words: Sequence[str]) -> str:
    return "|".join(r"\s*".join(word) for word in words)


_WORDS = _spaced([word for words in _AFTER.values() for word in words])
_SEAL = r"(?:\s*\((?:盖章|公章|签章|章|签字)\))?"
_LABEL = re.compile(
    rf"(?P<label>(?:(?:{_spaced(_BEFORE)})\s*)?(?:{_WORDS})(?:\s*名\s*称)?|报告期|所属期){_SEAL}\s*:\s*"
)
#: Without a colon only these words, alone in their cell, ask for a value in the next one.
_BARE = re.compile(rf"(?:填报|报送|上报|填表)(?:单位|部门)(?:名称)?{_SEAL}")
_ENDS = re.compile(r"\s{3,}|\t|\s+(?=20\d\d\s*年|20\d\d[-./])")
_SEAL_BEHIND = re.compile(r"\((?:盖章|公章|签章|章)\)$")


@dataclass(frozen=True, slots=True)
class Labelled:
    """A value with the kind of its label, and the column, from 0, that it stands in."""

    kind: str
    value: str
    column: int


def read_line(row: Sequence[RawCell]) -> list[Labelled]:
    """What a row's labels say, in order; a text without a label is of the kind ''."""
    texts = [_plain(cell) for cell in row]
    said: list[Labelled] = []
    open_kind = ""
    for column, text in enumerate(texts):
        if not text:
            continue
        parts = list(_parts(text))
        if open_kind and not parts[0][0]:
            parts[0] = open_kind, _unit(parts[0][1]) if open_kind == UNIT else parts[0][1]
        said += [Labelled(kind, value, column) for kind, value in parts if value]
        open_kind = parts[-1][0] if not parts[-1][1] else ""
    return said


def _parts(text: str) -> Iterator[tuple[str, str]]:
    """The kinds and values within one cell."""
    if _BARE.fullmatch(text):
        yield UNIT, ""
        return
    labels = list(_LABEL.finditer(text))
    before = text[: labels[0].start()].strip() if labels else text
    if before:
        yield "", before
    ends = [*(label.start() for label in labels), len(text)][1:]
    for label, end in zip(labels, ends, strict=False):
        kind = _kind("".join(label["label"].split()))
        value = text[label.end() : end].strip()
        yield kind, _unit(value) if kind == UNIT else value


def _kind(label: str) -> str:
    if label in _COUNTED:
        return MONTH
    bare = label.removesuffix("名称")
    return next(kind for kind, words in _AFTER.items() if bare.endswith(words))


def _unit(value: str) -> str:
    """The name alone; a wide gap or a year ends it, and its seal is none of it."""
    return _SEAL_BEHIND.sub("", _ENDS.split(value)[0]).strip(" ,;、")


def _plain(cell: RawCell) -> str:
    text = "" if cell is None else str(cell)
    return unicodedata.normalize("NFKC", text).replace("\0", "").strip()
