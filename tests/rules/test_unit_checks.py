"""A unit's rows together: twice, alike, copied on, late."""

from collections.abc import Callable
from datetime import date
from difflib import SequenceMatcher

import pytest

from rules.findings import CellRef, Finding
from rules.months import Month
from rules.unit_checks import (
    COMPARED,
    Backfill,
    Logged,
    check_alike,
    check_backfill,
    check_batches,
    check_repeated,
    check_text,
)

_BOOK = "图书馆.xlsx"
_MARCH = Month(2026, 3)
_TEXT = "组织志愿者沿河清理垃圾并劝导钓鱼的居民"


def logged(
    number: int,
    title: str = "清河护绿",
    *,
    on: str = "2026-03-05",
    seen: str = "2026-03-06",
    who: str | None = None,
    content: str = "",
    minutes: int = 0,
    photos: int = 0,
    counts: bool = True,
    people: int | None = None,
) -> Logged:
    """A row in the line of its number."""
    return Logged(
        id=number,
        book=_BOOK,
        sheet="3月",
        row=number,
        days=on,
        title=title,
        seen_at=seen,
        counts=counts,
        who=who,
        minutes=minutes,
        content=content or None,
        photos=photos,
        logged=date.fromisoformat(seen),
        people=people,
    )


def likeness(one: str, other: str) -> float:
    return SequenceMatcher(None, one, other, autojunk=False).ratio()


def beside(code: str, row: int, other: int) -> Finding:
    values = {"book": _BOOK, "sheet": "3月", "row": str(other)}
    return Finding(code=code, where=CellRef(_BOOK, "3月", row), values=values)


def test_activity_once_more_is_told_with_the_place_that_counts() -> None:
    rows = [logged(4, "清河 护绿!"), logged(2), logged(3, "敬老慰问"), logged(5, on="2026-03-06")]

    assert check_repeated(rows) == [beside("activity-repeated", 4, 2)]


def test_row_that_was_seen_first_counts_wherever_it_stands() -> None:
    rows = [logged(2, seen="2026-03-08"), logged(3)]

    assert check_repeated(rows) == [beside("activity-repeated", 2, 3)]


def test_person_once_more_in_an_activity_is_told() -> None:
    rows = [logged(2, who="张伟"), logged(3, who="李娜"), logged(4, who="张伟")]
    rows += [logged(5, who=""), logged(6, who="")]

    assert check_repeated(rows) == [beside("person-repeated", 4, 2)]


def test_names_nearly_the_same_on_one_day_are_asked_about() -> None:
    rows = [logged(2, "清河护绿志愿服务"), logged(3, "清河护绿志愿者服务")]

    assert check_alike(rows, likeness) == [beside("activity-alike", 3, 2)]


@pytest.mark.parametrize(
    ("one", "other", "people", "told"),
    [
        ("学雷锋", "学雷锋活动", 9, True),
        ("学雷锋志愿服务活动", "学雷锋", 9, True),
        ("清扫", "清扫系列活动", 9, True),
        ("清扫街道", "清扫", 9, True),
        ("清扫", "清河社区广场清扫", 9, False),
        ("清扫", "清河社区广场清扫", 5, True),
        ("志愿服务活动", "清扫志愿服务", 5, False),
    ],
)
def test_name_within_another_is_asked_about(
    one: str, other: str, people: int, *, told: bool
) -> None:
    rows = [logged(2, one, people=5), logged(3, other, people=people)]

    assert check_alike(rows, likeness) == [beside("activity-alike", 3, 2)] * told


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("清河护绿", "敬老慰问"),
        ("清河社区第一网格巡查", "清河社区第二网格巡查"),
        ("清河社区1号楼清扫", "清河社区2号楼清扫"),
        ("清河护绿", "清河 护绿"),
    ],
)
def test_names_of_two_activities_are_not(one: str, other: str) -> None:
    assert check_alike([logged(2, one), logged(3, other)], likeness) == []


def test_alike_on_other_days_or_where_one_does_not_count_is_not() -> None:
    one, other = logged(2, "清河护绿志愿服务"), logged(3, "清河护绿志愿者服务")

    assert check_alike([one, other._replace(days="2026-03-06")], likeness) == []
    assert check_alike([one, other._replace(counts=False)], likeness) == []


def test_name_like_several_is_asked_about_once() -> None:
    rows = [logged(2, "清河护绿志愿服务"), logged(3, "清河护绿志愿者服务")]

    found = check_alike([*rows, logged(4, "清河护绿志愿服务队")], likeness)

    assert found == [beside("activity-alike", 3, 2), beside("activity-alike", 4, 2)]


def test_alike_names_are_found_among_the_numbered_ones_of_a_busy_day() -> None:
    rows = [logged(n, f"第{n}网格巡查") for n in range(2, 400)]
    rows += [logged(400, "清河护绿志愿服务"), logged(401, "清河护绿志愿者服务")]

    assert check_alike(rows, likeness) == [beside("activity-alike", 401, 400)]


def monthly(*texts: str, first: int = 1) -> list[Logged]:
    """An activity in each month from the first, each with a text."""
    return [
        logged(month, on=f"2026-{month:02d}-05", content=text)
        for month, text in enumerate(texts, start=first)
    ]


def test_text_of_three_months_running_is_told_at_the_last() -> None:
    found = check_text(monthly(_TEXT, f"{_TEXT}。", _TEXT), likeness, start=_MARCH)

    assert found == [
        Finding(code="text-repeated", where=CellRef(_BOOK, "3月", 3), values={"months": "3"})
    ]


def test_text_that_goes_on_is_told_once_with_its_months() -> None:
    found = check_text(monthly(*[_TEXT] * 5), likeness, start=_MARCH)

    assert [(one.where.row, one.values["months"]) for one in found] == [(5, "5")]


def test_rows_that_say_the_same_in_a_month_are_all_told() -> None:
    rows = [*monthly(*[_TEXT] * 3), logged(9, on="2026-03-20", content=_TEXT)]

    assert [one.where.row for one in check_text(rows, likeness, start=_MARCH)] == [3, 9]


def counted(times: list[int]) -> Callable[[str, str], float]:
    """Likeness of texts that differ, and how often it was asked for."""

    def compare(_: str, __: str) -> float:
        times.append(1)
        return 0

    return compare


@pytest.mark.parametrize("rows", [300, 900])
def test_comparisons_of_a_crowded_day_or_month_grow_with_its_rows_alone(rows: int) -> None:
    letters = "甲乙丙丁戊己庚辛壬癸"
    names = ["".join(letters[int(figure)] for figure in f"{n:04}") for n in range(rows)]
    day = [logged(n, name) for n, name in enumerate(names)]
    months = [logged(n, on=f"2026-0{n % 3 + 1}-05", content=name) for n, name in enumerate(names)]
    alike: list[int] = []
    same: list[int] = []

    check_alike(day, counted(alike))
    check_text(months, counted(same), start=_MARCH)

    assert len(alike) == (rows - COMPARED) * COMPARED + COMPARED * (COMPARED - 1) // 2
    assert len(same) <= rows * COMPARED


def test_text_beyond_the_nearest_of_a_crowded_month_is_found_by_its_name() -> None:
    others = [
        logged(n, f"巡查{n}", on="2026-02-07", content="巡查辖区")
        for n in range(100, 100 + 9 * COMPARED)
    ]

    found = check_text([*monthly(*[_TEXT] * 3), *others], likeness, start=_MARCH)

    assert [(one.where.row, one.values["months"]) for one in found] == [(3, "3")]


@pytest.mark.parametrize(
    "texts",
    [
        (_TEXT, _TEXT),
        (_TEXT, "走访慰问社区独居老人并打扫卫生", _TEXT),
        ("", "", ""),
    ],
)
def test_other_texts_are_not(texts: tuple[str, ...]) -> None:
    assert check_text(monthly(*texts), likeness, start=Month(2026, 1)) == []


def test_text_under_another_name_is_not() -> None:
    rows = [
        row._replace(title=title)
        for row, title in zip(monthly(*[_TEXT] * 3), ("护河", "敬老", "劝导"), strict=True)
    ]

    assert check_text(rows, likeness, start=_MARCH) == []


def test_text_of_history_is_not() -> None:
    assert check_text(monthly(*[_TEXT] * 3), likeness, start=Month(2026, 4)) == []


def test_row_logged_long_after_is_shown_to_the_office() -> None:
    late, in_time = logged(2, seen="2026-04-05"), logged(3, seen="2026-04-04")

    assert check_backfill([late, in_time], Backfill()) == [
        Finding(code="backfill-late", where=late.where, values={"days": "31"})
    ]


def test_row_of_which_nobody_asks_when_it_came_is_not_late() -> None:
    assert check_backfill([logged(2, seen="2026-04-05")._replace(logged=None)], Backfill()) == []


def test_long_service_without_a_photo_is_shown_to_the_office() -> None:
    bare = logged(2, minutes=330)
    rows = [bare, bare._replace(photos=1), bare._replace(who="张伟"), logged(3, minutes=300)]

    assert check_backfill(rows, Backfill()) == [
        Finding(code="backfill-no-photo", where=bare.where, values={"hours": "5.5"})
    ]


def test_many_hours_of_a_person_in_one_batch_are_shown_to_the_office() -> None:
    rows = [
        logged(3, who="张伟", minutes=700),
        logged(2, who="张伟", minutes=560),
        logged(4, who="张伟", minutes=600, seen="2026-03-07"),
        logged(5, who="李娜", minutes=600),
    ]

    assert check_batches(rows, Backfill()) == [
        Finding(code="backfill-batch", where=CellRef(_BOOK, "3月", 2), values={"hours": "21"})
    ]
