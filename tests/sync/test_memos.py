"""Each distinct cell of a column is judged once, by what its field asks for."""

from collections.abc import Iterator

import pytest

from rules.records import Activity, ServiceRecord
from sync.columns import find_columns
from sync.judgements import Judged, JudgedCells, Judgements
from sync.memos import WATCHED, Memo, build_memos
from sync.reading import RawCell
from tests.sheets import rows
from tests.sync.cell_contexts import around

TODAY = "2026-04-01"


def memos(header: str, maker: type[Activity] | type[ServiceRecord] = Activity) -> dict[str, Memo]:
    columns = find_columns(rows(header))
    assert columns is not None
    made = build_memos(
        columns, around(), maker,
        confirmed=frozenset({"已认定", "confirmed"}), judgements=Judgements(), today=TODAY,
    )  # fmt: skip
    return {memo.name: memo for memo in made if memo.position != WATCHED}


def judge(header: str, field: str, raw: RawCell) -> Judged:
    return memos(header)[field][raw]


def test_columns_that_no_record_keeps_are_not_judged() -> None:
    made = memos("序号 | 日期 | 活动 | 电话 | 身份证号 | 人数")

    assert {name: memo.column for name, memo in made.items()} == {
        "days": 1, "title": 2, "headcount": 5,
    }  # fmt: skip


def test_cell_is_judged_once() -> None:
    judgements: Iterator[Judged] = iter([Judged("护河")])
    cells = JudgedCells(lambda _: next(judgements))

    assert cells["护河"] == cells["护河"] == Judged("护河")


@pytest.mark.parametrize(
    ("raw", "text"),
    [
        (" 护河 ", "护河"),
        (731.0, "731"),
        (3.5, "3.5"),
        ("无", None),
        ("—", None),
        ("  ", None),
        ("护\0河", "护河"),
    ],
)
def test_text_is_as_people_see_it(raw: RawCell, text: str | None) -> None:
    assert judge("日期 | 活动", "title", raw) == Judged(text)


@pytest.mark.parametrize(
    ("raw", "confirmed"),
    [("已认定", True), (" Confirmed ", True), ("待认定", False), ("", False), (True, False)],
)
def test_state_is_confirmed_or_not(raw: RawCell, *, confirmed: bool) -> None:
    assert judge("日期 | 活动 | 状态", "confirmed", raw) == Judged(confirmed)


def test_ditto_of_a_field_that_may_be_empty_is_reported_by_nobody() -> None:
    assert judge("日期 | 活动 | 地点", "place", "同上") == Judged(None, "")


def test_fault_comes_with_its_facts() -> None:
    value, fault, facts, _ = judge("日期 | 活动", "days", "2月30日")

    assert (value, fault, facts["text"]) == (None, "date-impossible", "2月30日")


def test_persons_own_record_has_a_state_and_a_duration() -> None:
    made = memos("姓名 | 日期 | 活动 | 时长 | 状态", ServiceRecord)

    assert made["duration"]["2小时"] == Judged(120)
    assert set(made) == {"volunteer", "days", "title", "duration", "confirmed"}
