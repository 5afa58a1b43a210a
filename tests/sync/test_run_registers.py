"""Registers in a cycle: stored, edited, withdrawn and counted as the rows of logs are."""

from pathlib import Path

import pytest
from sqlalchemy import Engine

from rules.records import Entry
from store.books import load_unit_books
from store.database import reading
from store.entries import SeenEntry, load_entries
from tests.builders import instant, programme
from tests.sheets import save_book
from tests.sync.city import HEADER, City

WISHES = "单位 | 微心愿 | 发布日期 | 状态 | 完成日期\n"
LAMP = "图书馆 | 一盏台灯 | 2026-03-02 | 待认领 |"
GLOVES = "文化馆 | 一副手套 | 2026-03-03 | 待认领 |"


@pytest.fixture
def city(engine: Engine, tmp_path: Path) -> City:
    """A city whose office keeps a book of wishes."""
    made = City(engine, tmp_path / "sheets")
    made.roster()
    return made


def write(city: City, *rows: str, book: str = "微心愿.xlsx") -> None:
    save_book(city.folder / book, 微心愿=WISHES + "\n".join(rows))


def wishes(city: City) -> list[SeenEntry]:
    with reading(city.engine) as conn:
        return load_entries(conn, "city", ["wish"], seen_by=instant("2026-12-31"))


def told(city: City) -> list[tuple[int, str | None, bool]]:
    """Id, state and whether it counts, of each wish."""
    return [(one.id, str(one.entry.value("state")), one.counts) for one in wishes(city)]


def test_entries_are_stored_with_their_units_and_counted(city: City) -> None:
    write(city, LAMP, GLOVES)

    report = city.sync()

    assert [one.added for one in report.books if one.book == "微心愿.xlsx"] == [2]
    assert [(one.unit_id, one.entry.title, one.counts) for one in wishes(city)] == [
        (city.units()["图书馆"], "一盏台灯", True),
        (city.units()["文化馆"], "一副手套", True),
    ]


def test_second_cycle_changes_nothing(city: City) -> None:
    write(city, LAMP, GLOVES)
    city.sync()
    before = city.contents()

    city.sync()

    assert city.contents() == before


def test_entry_that_was_edited_is_the_same_wherever_it_stands_now(city: City) -> None:
    write(city, LAMP, GLOVES)
    city.sync()
    write(city, GLOVES, "图书馆 | 一盏台灯 | 2026-03-02 | 已完成 | 2026-03-05")

    report = city.sync("2026-03-07")

    [book] = [one for one in report.books if one.book == "微心愿.xlsx"]
    assert (book.added, book.edited, book.withdrawn) == (0, 1, 0)
    assert told(city) == [(1, "done", True), (2, "new", True)]


def test_entry_whose_row_is_gone_is_withdrawn(city: City) -> None:
    write(city, LAMP, GLOVES)
    city.sync()
    write(city, GLOVES)

    report = city.sync("2026-03-07")

    assert [one.withdrawn for one in report.books if one.book == "微心愿.xlsx"] == [1]
    assert told(city) == [(2, "new", True)]


def test_wish_that_another_book_repeats_counts_once(city: City) -> None:
    write(city, LAMP)
    write(city, LAMP, book="另一本.xlsx")

    city.sync()

    assert [counts for _, _, counts in told(city)] == [True, False]


def test_wish_that_another_book_repeats_is_told_with_the_place_of_the_first(city: City) -> None:
    write(city, LAMP)
    write(city, GLOVES, LAMP, book="另一本.xlsx")

    city.sync()

    [told_of] = city.all_findings()
    assert (told_of.code, told_of.where.book, told_of.where.row) == (
        "entry-repeated", "微心愿.xlsx", 2,
    )  # fmt: skip
    assert told_of.values == {"book": "另一本.xlsx", "sheet": "微心愿", "row": "3"}


def test_repeated_contest_is_told_although_it_has_no_unit(city: City) -> None:
    contests = "征集名称 | 截止日期\n随手拍 | 2026-06-30\n随手拍 | 2026-06-30"
    save_book(city.folder / "征集.xlsx", 征集=contests)

    city.sync()

    assert city.findings() == [("entry-repeated", "征集.xlsx")]


def test_unknown_node_is_told_until_the_office_types_it_in(city: City) -> None:
    save_book(city.folder / "分工.xlsx", 分工="节点 | 牵头单位\n第十届艺术节 | 图书馆")
    city.sync()
    before = city.findings()
    save_book(city.folder / "节点.xlsx", 节点="节点名称 | 开始日期\n第十届艺术节 | 2026-09-01")
    city.sync("2026-03-07")
    between = city.findings("2026-03-07")
    (city.folder / "节点.xlsx").unlink()
    city.sync("2026-03-08")

    city.sync("2026-03-09", forget=("节点.xlsx",))

    unknown = [("node-unknown", "分工.xlsx")]
    assert (before, between, city.findings("2026-03-09")) == (unknown, [], unknown)


def test_book_of_a_log_and_a_register_holds_both(city: City) -> None:
    save_book(
        city.folder / "图书馆.xlsx",
        活动=f"{HEADER}2026-03-02 | 护河 | 12 | 2小时",
        微心愿=WISHES + LAMP,
    )

    city.sync()

    assert (city.titles(), len(wishes(city))) == (["护河"], 1)
    assert city.findings() == []


def test_forgotten_book_takes_its_entries_along(city: City) -> None:
    write(city, LAMP)
    city.sync()
    (city.folder / "微心愿.xlsx").unlink()
    city.sync("2026-03-07")

    city.sync("2026-03-08", forget=("微心愿.xlsx",))

    assert wishes(city) == []


def lead(city: City, units: str, theme: str) -> None:
    save_book(city.folder / "分工.xlsx", 分工=f"节点 | 牵头单位 | 主题\n端午节 | {units} | {theme}")


def leads(city: City) -> list[tuple[int, str | None, object]]:
    with reading(city.engine) as conn:
        found = load_entries(conn, "city", ["node_lead"], seen_by=instant("2026-12-31"))
    return [(one.id, one.entry.unit_text, one.entry.value("theme")) for one in found]


def test_units_of_one_cell_keep_their_entries_when_the_row_is_edited(city: City) -> None:
    lead(city, "图书馆、文化馆", "包粽子")
    city.sync()
    before = leads(city)
    lead(city, "图书馆、文化馆", "送粽子")
    city.sync("2026-03-07")
    edited = leads(city)
    lead(city, "文化馆", "送粽子")

    city.sync("2026-03-08")

    assert before == [(1, "图书馆", "包粽子"), (2, "文化馆", "包粽子")]
    assert edited == [(1, "图书馆", "送粽子"), (2, "文化馆", "送粽子")]
    assert leads(city) == [(2, "文化馆", "送粽子")]


def test_registers_of_the_city_are_read_when_they_are_declared(city: City) -> None:
    save_book(
        city.folder / "队旗.xlsx", 队旗="单位 | 队旗编号 | 领取日期\n图书馆 | Q1 | 2026-03-02"
    )
    city.sync()
    city.programme = programme(
        """
        [registers.flag]
        zh = "队旗"
        en = "flag"
        [registers.flag.fields]
        unit = { kind = "unit", required = true }
        title = { kind = "code", required = true, headers = ["队旗编号"] }
        date = { kind = "date", headers = ["领取日期"] }
        """
    )

    city.sync("2026-03-07")

    with reading(city.engine) as conn:
        [one] = load_entries(conn, "city", ["flag"], seen_by=instant("2026-03-08"))
    values = (("title", "Q1"), ("date", "2026-03-02"))
    assert one.entry == Entry("flag", "图书馆", "2026-03-02", "Q1", values)
    assert city.findings("2026-03-07") == []


def test_book_that_only_keeps_a_register_of_the_unit_is_not_where_it_logs(city: City) -> None:
    write(city, LAMP, GLOVES)
    city.log("2026-03-05 | 护河")
    city.sync()

    with reading(city.engine) as conn:
        books = load_unit_books(conn, "city", city.units().values())

    assert books == {city.units()["图书馆"]: "图书馆.xlsx"}
