"""Entry cells: what a cell of a register says, by the kind of its field."""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial

from rules.months import Month
from rules.node_names import read_node
from rules.nodes import Node
from rules.private import mask_private
from rules.records import ACTIVITY
from rules.registers import Field, Kind, Register
from sync.cell_doubts import doubts_of, private_doubts
from sync.cell_texts import as_text, fold, is_blank, is_error, shown
from sync.cells import read_count, read_date, read_names
from sync.columns import load_headers
from sync.judgements import Judged, JudgedCells
from sync.months import find_month, month_in_year
from sync.numerals import NUMERAL_SIGNS, parse_numeral
from sync.reading import CellContext, RawCell
from sync.rowtypes import BLANK_MARKS

#: Doubts of a day that matter outside of a month's log.
_TOLD = frozenset({"date-weekday-differs"})
#: Signs of a text that are kept.
_LONGEST = 2000
_YES = re.compile(
    r"是|有|已.*|√|✓|✔|☑|对|具备|齐全?|完整|达标|合格|完好|同意|yes|y|true|t|ok|[1-9]\d{0,4}.{0,2}|有[^无没]*"
)
_NO = re.compile(r"否|无|没有?|未.*|不.*|缺.*|.*中|×|✗|✘|x|✕|no|n|false|f|0|无.*|没.*|待.*")
_YEAR = re.compile(r"(20\d\d)(?: ?年度?|[年./-]\d.*)?")
_MONTH_NUMBER = re.compile(r"1[0-2]|0?[1-9]|十[一二]?|[一二三四五六七八九]")
_NUMBER = re.compile(
    rf"(?:约|共|第|得)?(?P<figure>\d{{1,9}}(?:\.\d{{1,4}})?|[{NUMERAL_SIGNS}]+)"
    r"(?:分|个?学时|个?课时|个?小时|h|hours?|个|次|期|人|名|篇|份|条|天|%|星级?|颗星|stars?)?"
)
_STARS = re.compile(r"[★⭐☆]+")
_SIGN_OF_CODE = re.compile(r"[0-9A-Za-z]")


@dataclass(frozen=True, slots=True, kw_only=True)
class EntryContext:
    """What the cells of one register's table are read with; `month` is the sheet's."""

    cells: CellContext
    month: Month | None
    year: int | None
    today: Month


def judge_column(
    field: Field | None, header: str, register: Register, context: EntryContext
) -> JudgedCells:
    """The cells of a column, each judged once; of a column without a field only private numbers."""
    judges: Mapping[Kind, Callable[[RawCell], Judged]] = {
        Kind.TEXT: _text,
        Kind.CODE: partial(_code, header=header),
        Kind.DATE: partial(_date, context=_date_context(field, register, context).under(header)),
        Kind.MONTH: partial(_month, context=context),
        Kind.YEAR: _year,
        Kind.COUNT: partial(_count, context=context.cells.under(header)),
        Kind.NUMBER: _number,
        Kind.FLAG: _flag,
        Kind.CHOICE: partial(_choice, words=field.words if field else {}),
        Kind.NAMES: partial(_names, context=context.cells.under(header)),
        Kind.NODE: partial(_node, nodes=context.cells.nodes.nodes),
        Kind.UNIT: _text,
    }
    judge = judges[field.kind] if field else _nothing
    return JudgedCells(_watching(judge, header, register))


def _date_context(field: Field | None, register: Register, context: EntryContext) -> CellContext:
    """The sheet's month is that of the days a row speaks of, not of a deadline or an answer."""
    if field is not None and field.name == register.day:
        return context.cells
    return CellContext(nodes=context.cells.nodes, year=context.cells.year)


def _watching(
    judge: Callable[[RawCell], Judged], header: str, register: Register
) -> Callable[[RawCell], Judged]:
    """The judgement without private numbers; a contact's telephone may stand in a column of them.

    Of people who are helped or recorded it may not.
    """
    strict = register.people
    column = "" if strict else load_headers(ACTIVITY).field(header) or ""

    def watched(raw: RawCell) -> Judged:
        judged = judge(raw)
        value = mask_private(judged.value) if isinstance(judged.value, str) else judged.value
        private = private_doubts(column, ACTIVITY, raw, header)
        return judged._replace(value=value, doubts=(*judged.doubts, *private))

    return watched


def _nothing(_raw: RawCell) -> Judged:
    return Judged()


def _text(raw: RawCell) -> Judged:
    if is_error(raw):
        return Judged()
    text = as_text(raw).replace("\0", "").strip()[:_LONGEST]
    return Judged(None if text in BLANK_MARKS else text)


def _code(raw: RawCell, *, header: str) -> Judged:
    """A code has a figure or a letter; what has none may be a name, and is not kept."""
    judged = _text(raw)
    if judged.value is None or _SIGN_OF_CODE.search(str(judged.value)):
        return judged
    return Judged(fault="code-unlike", facts={"header": " ".join(header.split())})


def _date(raw: RawCell, *, context: CellContext) -> Judged:
    reading = read_date(raw, context)
    if reading.value is None:
        return Judged(None, reading.fault, reading.facts)
    doubts = doubts_of("date", raw, reading, context)
    return Judged(str(reading.value), doubts=[one for one in doubts if one.code in _TOLD])


def _month(raw: RawCell, *, context: EntryContext) -> Judged:
    """A month, 2026-03; without its year it is of the sheet's year, else the last that began."""
    text = fold(as_text(raw))
    year, month = find_month([f"{text}月" if _MONTH_NUMBER.fullmatch(text) else text])
    if month is not None:
        known = year or context.year
        found = Month(known, month) if known else month_in_year(month, context.today)
        return Judged(str(found))
    return _unreadable("month-unreadable", raw)


def _year(raw: RawCell) -> Judged:
    found = _YEAR.fullmatch(fold(as_text(raw)))
    return Judged(int(found[1])) if found else _unreadable("year-unreadable", raw)


def _count(raw: RawCell, *, context: CellContext) -> Judged:
    reading = read_count(raw, context)
    return Judged(reading.value, reading.fault, reading.facts)


def _number(raw: RawCell) -> Judged:
    """A number, whole where it is whole: 95.5分, 8学时, 五星级, ★★★."""
    if isinstance(raw, float | int) and not isinstance(raw, bool) and abs(raw) < float("inf"):
        return Judged(_whole(float(raw)))
    text = fold(as_text(raw)).casefold()
    if _STARS.fullmatch(text):
        return Judged(len(text))
    found = _NUMBER.fullmatch(text)
    if not found:
        return _unreadable("number-unreadable", raw)
    figure = found["figure"]
    number = float(figure) if figure[0].isdecimal() else parse_numeral(figure)
    return _unreadable("number-unreadable", raw) if number is None else Judged(_whole(number))


def _flag(raw: RawCell) -> Judged:
    if isinstance(raw, bool):
        return Judged(raw)
    text = fold(as_text(raw)).casefold().rstrip("。.;")
    if _NO.fullmatch(text):
        return Judged(value=False)
    if _YES.fullmatch(text):
        return Judged(value=True)
    return Judged() if is_blank(raw) else _unreadable("flag-unreadable", raw)


def _choice(raw: RawCell, *, words: Mapping[str, tuple[str, ...]]) -> Judged:
    """The value whose word stands there; a blank cell says none."""
    found = find_choice(as_text(raw), words)
    if found is not None or is_blank(raw):
        return Judged(found)
    allowed = "、".join(written[0] for written in words.values())
    return Judged(fault="choice-unknown", facts={"text": shown(raw), "allowed": allowed})


def find_choice(raw: str, words: Mapping[str, tuple[str, ...]]) -> str | None:
    """The value whose word a text is, or which alone has a word in it; None where none or two."""
    text = fold(raw).casefold()
    for value, written in words.items():
        if text == value or text in {word.casefold() for word in written}:
            return value
    held = {value for value, written in words.items() for word in written if _holds(text, word)}
    return held.pop() if len(held) == 1 else None


def _holds(text: str, word: str) -> bool:
    """Whether the text holds the word and does not deny it: 未完成 is not 完成."""
    return re.search(rf"(?<![未没不非]){re.escape(word.casefold())}", text) is not None


def _names(raw: RawCell, *, context: CellContext) -> Judged:
    reading = read_names(raw, context)
    return Judged("|".join(reading.value or ()) or None, reading.fault, reading.facts)


def _node(raw: RawCell, *, nodes: Sequence[Node]) -> Judged:
    """The node's id; its year, where it is written too, is a further fact."""
    if is_blank(raw) or (named := read_node(fold(as_text(raw)), nodes)) is None:
        return Judged()
    return Judged(named.node, facts={"year": named.year} if named.year else {})


def _whole(number: float) -> int | float:
    return int(number) if float(number).is_integer() else number


def _unreadable(code: str, raw: RawCell) -> Judged:
    return Judged() if is_blank(raw) else Judged(fault=code, facts={"text": shown(raw)})
