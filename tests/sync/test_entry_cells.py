"""Cells of registers by kind: what a sensible coordinator would mean, or a finding."""

from datetime import datetime

import pytest

from config.calendar import load_nodes
from rules.months import Month
from rules.records import Value
from rules.registers import Field, Kind, Register
from sync.entry_cells import EntryContext, judge_column
from sync.reading import CellContext, RawCell

_AROUND = EntryContext(
    cells=CellContext(nodes=load_nodes(), year=2026), month=None, year=2026, today=Month(2026, 4)
)
_WORDS = {"claimed": ("已认领", "认领", "未完成"), "done": ("已完成", "完成")}


def judged(
    kind: Kind, raw: RawCell, around: EntryContext = _AROUND
) -> tuple[Value | object, str | None]:
    """What a cell of that kind says, and its fault."""
    field = Field(name="one", kind=kind, headers=("甲",), words=_WORDS)
    register = Register(name="notes", zh="甲", en="a", fields=(field,))
    said = judge_column(field, "甲", register, around).judge(raw)
    return said.value, said.fault


@pytest.mark.parametrize(
    ("raw", "month"),
    [
        ("2026-03", "2026-03"),
        ("2026年3月", "2026-03"),
        ("202603", "2026-03"),
        (202603.0, "2026-03"),
        ("3月", "2026-03"),
        ("三月份", "2026-03"),
        ("十二", "2026-12"),
        (3.0, "2026-03"),
        (datetime(2026, 3, 1), "2026-03"),  # noqa: DTZ001 - as a workbook stores it
        ("", None),
        ("——", None),
    ],
)
def test_month_is_read_however_it_is_written(raw: RawCell, month: str | None) -> None:
    assert judged(Kind.MONTH, raw) == (month, None)


@pytest.mark.parametrize("raw", ["1-3月", "上半年", "13"])
def test_month_that_nobody_can_know_is_a_fault(raw: RawCell) -> None:
    assert judged(Kind.MONTH, raw) == (None, "month-unreadable")


@pytest.mark.parametrize(("raw", "month"), [("3月", "2026-03"), ("12月", "2025-12")])
def test_bare_month_of_a_sheet_without_a_year_is_the_last_that_began(raw: str, month: str) -> None:
    around = EntryContext(cells=_AROUND.cells, month=None, year=None, today=Month(2026, 4))

    assert judged(Kind.MONTH, raw, around) == (month, None)


@pytest.mark.parametrize(
    ("raw", "year"), [("2026", 2026), ("2026年度", 2026), (2026.0, 2026), ("", None)]
)
def test_year_is_read_however_it_is_written(raw: RawCell, year: int | None) -> None:
    assert judged(Kind.YEAR, raw) == (year, None)


@pytest.mark.parametrize(
    ("raw", "number"),
    [
        (95.5, 95.5),
        (4.0, 4),
        ("95.5分", 95.5),
        ("8学时", 8),
        ("五星级", 5),
        ("4星", 4),
        ("★★★", 3),
        ("十二", 12),
        ("", None),
        ("无", None),
    ],
)
def test_number_is_read_with_its_unit(raw: RawCell, number: float | None) -> None:
    assert judged(Kind.NUMBER, raw) == (number, None)


@pytest.mark.parametrize(
    ("raw", "flag"),
    [
        ("是", True),
        ("有", True),
        ("√", True),
        ("已挂牌", True),
        ("35人", True),
        ("Yes", True),
        (True, True),
        (1.0, True),
        ("否", False),
        ("无", False),
        ("未建", False),
        ("×", False),
        ("不齐", False),
        (False, False),
        (0.0, False),
        ("", None),
        ("/", None),
    ],
)
def test_flag_is_yes_or_no(raw: RawCell, flag: object) -> None:
    assert judged(Kind.FLAG, raw) == (flag, None)


@pytest.mark.parametrize(
    ("raw", "value"),
    [
        ("已认领", "claimed"),
        ("Claimed", "claimed"),
        ("已完成(3月5日)", "done"),
        ("未完成", "claimed"),
        ("", None),
    ],
)
def test_choice_is_the_value_whose_word_stands_there(raw: str, value: str | None) -> None:
    assert judged(Kind.CHOICE, raw) == (value, None)


@pytest.mark.parametrize(
    ("kind", "raw", "fault"),
    [
        (Kind.YEAR, "去年", "year-unreadable"),
        (Kind.NUMBER, "很多", "number-unreadable"),
        (Kind.NUMBER, "一二三四百", "number-unreadable"),
        (Kind.FLAG, "大厅左侧", "flag-unreadable"),
        (Kind.CHOICE, "搁置", "choice-unknown"),
        (Kind.CHOICE, "认领后完成", "choice-unknown"),
        (Kind.COUNT, "20-30人", "count-range"),
        (Kind.CODE, "王大爷", "code-unlike"),
        (Kind.DATE, "昨天", "date-vague"),
        (Kind.NAMES, "全体党员", "names-unreadable"),
    ],
)
def test_cell_that_nobody_can_know_is_a_fault(kind: Kind, raw: str, fault: str) -> None:
    assert judged(kind, raw) == (None, fault)


@pytest.mark.parametrize(
    ("kind", "raw", "value"),
    [
        (Kind.COUNT, "约12人", 12),
        (Kind.NAMES, "张伟、王芳", "张伟|王芳"),
        (Kind.CODE, "A-01", "A-01"),
        (Kind.CODE, 7.0, "7"),
        (Kind.TEXT, "  灯塔 ", "灯塔"),
        (Kind.TEXT, "#N/A", None),
        (Kind.TEXT, "——", None),
        (Kind.DATE, "3月5日", "2026-03-05"),
        (Kind.DATE, "2026-03-05至2026-03-07", "2026-03-05/2026-03-07"),
        (Kind.NODE, "端午节", "duanwu"),
        (Kind.NODE, "", None),
    ],
)
def test_cell_is_read_by_the_kind_of_its_field(kind: Kind, raw: RawCell, value: Value) -> None:
    assert judged(kind, raw) == (value, None)
