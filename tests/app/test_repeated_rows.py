"""Rows that tell of one activity twice: reported with the other's place, counted once."""

import pytest

from tests.app.desk import LOG, Desk

_DAY = ("--as-of", "2026-04-08")
_ROW = ["2026-03-05", "学雷锋读书会", 12, "2小时", ""]
Found = list[tuple[str, str, str | None, int | None]]


def found(city: Desk) -> Found:
    city.json("sync", *_DAY)
    findings = city.json("records", *_DAY)["findings"]
    return [
        (one["code"], one["where"]["book"], one["where"]["sheet"], one["where"]["row"])
        for one in findings
    ]


@pytest.fixture
def twice(small_city: Desk) -> Desk:
    """The library's row stands in the district's book too."""
    small_city.json("sync", *_DAY)
    small_city.book("区台账.xlsx", 三月=[["单位", *LOG], ["市图书馆", *_ROW]])
    return small_city


def test_row_in_a_second_book_is_told_and_not_counted(twice: Desk) -> None:
    assert found(twice) == [("activity-repeated", "区台账.xlsx", "三月", 2)]

    [told] = twice.json("records", *_DAY)["findings"]
    records = twice.json("records", "--unit", "图书馆", *_DAY)["records"]
    assert told["values"] == {"book": "市图书馆.xlsx", "sheet": "活动", "row": "2"}
    assert [(one["where"]["book"], one["counts"]) for one in records] == [
        ("区台账.xlsx", False),
        ("市图书馆.xlsx", True),
    ]


def test_book_counts_hold_what_units_gave(twice: Desk) -> None:
    books = twice.json("sync", *_DAY)["books"]
    again = twice.json("sync", *_DAY)["books"]

    counts = {one["book"]: one["findings"] for one in books}
    assert counts["区台账.xlsx"] == 1
    assert {one["book"]: one["findings"] for one in again} == counts


def test_place_of_the_first_row_is_kept_true(twice: Desk) -> None:
    found(twice)
    twice.log("市图书馆.xlsx", ["2026-03-04", "整理图书", 5, "1小时", ""], _ROW)

    found(twice)

    [told] = twice.json("records", *_DAY)["findings"]
    assert told["values"]["row"] == "3"


def test_book_that_moved_is_named_where_it_is(twice: Desk) -> None:
    found(twice)
    sheets = twice.place / "sheets"
    (sheets / "市图书馆.xlsx").rename(sheets / "市图书馆(新).xlsx")

    found(twice)

    [told] = twice.json("records", *_DAY)["findings"]
    assert told["values"]["book"] == "市图书馆(新).xlsx"


def test_finding_ends_when_the_second_book_is_forgotten(twice: Desk) -> None:
    found(twice)
    (twice.place / "sheets" / "区台账.xlsx").unlink()

    assert [code for code, *_ in found(twice)] == ["book-vanished", "activity-repeated"]

    twice.json("sync", "--forget", "区台账.xlsx", *_DAY)
    assert twice.json("records", *_DAY)["findings"] == []
