"""Cycle after cycle the store says what the sheets say."""

from dataclasses import replace
from pathlib import Path

import pytest
from sqlalchemy import Engine, select

from store.database import reading
from store.tables import activity
from sync.apply import BookReport
from tests.sheets import save_book
from tests.sync.books import xlsx
from tests.sync.city import HEADER, City

RIVER, GREEN, BOOKS = (
    "2026-03-02 | 护河 | 12 | 2小时",
    "2026-03-03 | 护绿 | 9 | 90分钟",
    "2026-03-04 | 读书会 | 30 | 1小时",
)


@pytest.fixture
def city(engine: Engine, tmp_path: Path) -> City:
    """A city of two units, whose library has logged two activities."""
    made = City(engine, tmp_path / "sheets")
    made.roster()
    made.log(RIVER, GREEN)
    return made


def told(city: City, on: str = "2026-03-06", *, dry_run: bool = False) -> dict[str, BookReport]:
    """What a cycle did with each book, revisions apart."""
    report = city.sync(on, dry_run=dry_run)
    return {book.book: replace(book, revision=None) for book in report.books}


def test_first_cycle_stores_every_row(city: City) -> None:
    report = city.sync()

    assert [(one.book, one.changed, one.added) for one in report.books] == [
        ("名册.xlsx", True, 0),
        ("图书馆.xlsx", True, 2),
    ]
    assert city.rows() == {
        1: ("图书馆.xlsx", "活动", 2, "护河"),
        2: ("图书馆.xlsx", "活动", 3, "护绿"),
    }


def test_second_cycle_changes_nothing_and_opens_nothing(city: City) -> None:
    city.sync()
    before = city.contents()

    report = city.sync()

    assert city.contents() == before
    assert city.source.opened == []
    assert [one.changed for one in report.books] == [False, False]
    assert report.requests == {"look": 2, "read": 0}


def test_same_content_saved_again_changes_nothing(city: City) -> None:
    city.sync()
    before = city.contents()
    place = city.folder / "图书馆.xlsx"
    place.write_bytes(place.read_bytes())

    report = city.sync()

    assert city.source.opened == ["图书馆.xlsx"]
    assert city.contents() == before
    assert [one.changed for one in report.books] == [False, False]


def test_dry_run_writes_nothing_and_foretells_the_real_run(city: City) -> None:
    before = city.contents()

    planned = told(city, dry_run=True)

    assert city.contents() == before
    assert planned == told(city)


def test_dry_run_foretells_the_next_real_run_too(city: City) -> None:
    city.sync()
    city.log(GREEN, BOOKS, "三月 | 讲座 | 很多 |")

    planned = told(city, "2026-03-09", dry_run=True)

    assert planned == told(city, "2026-03-09")
    assert planned["图书馆.xlsx"] == BookReport(
        book="图书馆.xlsx", revision=None, changed=True, added=2, withdrawn=1, findings=2
    )


def test_edited_row_keeps_its_id_and_the_day_it_was_first_seen(city: City) -> None:
    city.sync("2026-03-06")
    city.log(RIVER.replace("12", "15"), GREEN)

    report = told(city, "2026-03-09")

    with reading(city.engine) as conn:
        found = conn.execute(
            select(activity.c.id, activity.c.headcount, activity.c.seen_at).order_by(activity.c.id)
        ).all()
    assert report["图书馆.xlsx"].edited == 1
    assert [(row.id, row.headcount, row.seen_at.day) for row in found] == [(1, 15, 6), (2, 9, 6)]


def test_inserted_deleted_and_sorted_rows_keep_their_ids(city: City) -> None:
    city.log(RIVER, GREEN, BOOKS)
    city.sync()
    city.log(BOOKS, "2026-03-05 | 讲座 | 80 | 1小时", RIVER)

    city.sync("2026-03-09")

    assert city.rows() == {
        3: ("图书馆.xlsx", "活动", 2, "读书会"),
        4: ("图书馆.xlsx", "活动", 3, "讲座"),
        1: ("图书馆.xlsx", "活动", 4, "护河"),
    }


def test_pasted_row_is_stored_and_counts_once(city: City) -> None:
    city.sync()
    city.log(RIVER, GREEN, RIVER)

    city.sync("2026-03-09")

    with reading(city.engine) as conn:
        found = conn.execute(select(activity.c.id, activity.c.counts).order_by(activity.c.id))
        assert [tuple(row) for row in found] == [(1, True), (2, True), (3, False)]


def test_row_moved_to_another_tab_keeps_its_id(city: City) -> None:
    city.sync()
    save_book(city.folder / "图书馆.xlsx", 活动=HEADER + GREEN, 四月=HEADER + RIVER)

    city.sync("2026-03-09")

    assert city.rows() == {
        2: ("图书馆.xlsx", "活动", 2, "护绿"),
        1: ("图书馆.xlsx", "四月", 2, "护河"),
    }


def test_deleted_row_counts_nowhere_and_comes_back_as_itself(city: City) -> None:
    city.log(RIVER)
    city.sync("2026-04-01")
    met = city.standings("2026-04-01", "2026-03")
    city.log()
    city.sync("2026-04-02")
    without = city.standings("2026-04-02", "2026-03")
    city.log(RIVER)
    city.sync("2026-04-08")

    assert (met["图书馆"], without["图书馆"]) == ("met", "open")
    assert city.standings("2026-04-09", "2026-03")["图书馆"] == "met"
    assert list(city.rows()) == [1]


def test_withdrawn_row_is_told_as_withdrawn(city: City) -> None:
    city.sync()
    city.log(GREEN)

    assert told(city)["图书馆.xlsx"].withdrawn == 1


def test_row_of_an_unknown_unit_is_stored_and_counts_nowhere(city: City) -> None:
    place = city.folder / "台账.xlsx"
    save_book(place, 三月="单位 | 日期 | 活动\n图书官 | 2026-03-05 | 护河")
    (city.folder / "图书馆.xlsx").unlink()

    city.sync()

    assert city.titles() == ["护河"]
    assert city.findings() == [("unit-unknown", "台账.xlsx")]
    assert set(city.standings("2026-03-06", "2026-03").values()) == {"open"}


def test_signs_that_no_database_takes_are_left_out(city: City) -> None:
    lines = [["填报单位:图书_x0000_馆"], ["日期", "活动"], ["2026-03-05", "护_x0000_河"]]
    (city.folder / "图书馆.xlsx").write_bytes(xlsx("".join(map(_line, range(1, 4), lines))))

    city.sync()

    assert (city.titles(), city.findings()) == (["护河"], [])


def _line(number: int, texts: list[str]) -> str:
    cells = (
        f'<c r="{letter}{number}" t="inlineStr"><is><t>{text}</t></is></c>'
        for letter, text in zip("AB", texts, strict=False)
    )
    return f'<row r="{number}">{"".join(cells)}</row>'


def test_findings_go_when_they_are_mended(city: City) -> None:
    city.log("2月30日 | 护河 | 12 | 2小时")
    city.sync()
    before = city.findings()
    city.log(RIVER)
    city.sync()

    assert (before, city.findings()) == ([("date-impossible", "图书馆.xlsx")], [])


def test_book_without_a_log_is_found(city: City) -> None:
    save_book(city.folder / "说明.xlsx", 说明="填写说明\n每月5日前填报")

    city.sync()

    assert city.findings() == [("book-without-log", "说明.xlsx")]


def test_progress_is_told_as_books_are_stored(city: City) -> None:
    for number in range(24):
        city.log(RIVER, book=f"{number}/图书馆.xlsx")

    report = city.sync()

    assert city.progress == [(20, 25), (25, 25)]
    assert (len(city.source.opened), report.requests) == (26, {"look": 26, "read": 25})
    assert city.count("activity") == 26


def test_two_programmes_in_one_database_do_not_touch_each_other(city: City, tmp_path: Path) -> None:
    city.sync()
    other = City(city.engine, tmp_path / "town", "town")
    other.roster("单位名称\n图书馆")
    other.log(BOOKS)
    before = city.rows()

    other.sync()
    other.log()
    other.sync()
    (other.folder / "图书馆.xlsx").unlink()
    other.sync()

    assert (city.rows(), city.findings()) == (before, [])
    assert (other.rows(), other.findings()) == ({}, [("book-vanished", "图书馆.xlsx")])
    city.sync()
    assert city.source.opened == []
