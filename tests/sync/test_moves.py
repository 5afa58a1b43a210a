"""Books that are renamed, moved or copied: a row stays the row it was and counts once."""

import shutil
from pathlib import Path

import pytest
from sqlalchemy import Engine

from reports.status import gather_status
from rules.months import Month
from store.database import reading
from store.hours import gather_hours
from tests.builders import instant
from tests.sheets import save_book
from tests.sync.city import HEADER, City

RIVER, GREEN = "2026-03-02 | 护河 | 12 | 2小时", "2026-03-03 | 护绿 | 9 | 90分钟"
ONCE = (2, 12 * 120 + 9 * 90)


@pytest.fixture
def city(engine: Engine, tmp_path: Path) -> City:
    """A city of two units, whose library has logged two activities."""
    made = City(engine, tmp_path / "sheets")
    made.roster()
    made.log(RIVER, GREEN)
    made.sync()
    return made


def counted(city: City, unit: str = "图书馆") -> tuple[int, int]:
    """How many activities of a unit count, and their minutes."""
    with reading(city.engine) as conn:
        hours = gather_hours(
            conn, city.programme, now=instant("2026-03-20"), unit_ids=[city.units()[unit]]
        )
    return hours.activities, hours.minutes


def because(city: City) -> set[int | None]:
    """The records that the library's standing of March rests on."""
    with reading(city.engine) as conn:
        months, now = [Month(2026, 3)], instant("2026-03-20")
        rows = gather_status(conn, city.programme, months, now=now)
    return {mark.record for row in rows if row.unit == "图书馆" for mark in row.because}


def test_copy_beside_its_original_is_stored_and_counts_once(city: City) -> None:
    before = set(city.rows())
    shutil.copy(city.folder / "图书馆.xlsx", city.folder / "图书馆(备份).xlsx")

    city.sync("2026-03-07")

    assert (len(city.rows()), counted(city), because(city)) == (4, ONCE, before)


def test_copy_whose_original_is_given_up_counts_in_its_place(city: City) -> None:
    shutil.copy(city.folder / "图书馆.xlsx", city.folder / "图书馆(备份).xlsx")
    city.sync("2026-03-07")
    (city.folder / "图书馆.xlsx").unlink()

    city.sync("2026-03-08")
    kept = counted(city), len(city.rows())
    city.sync("2026-03-09", forget=("图书馆.xlsx",))

    assert kept == (ONCE, 4)
    assert (counted(city), because(city)) == (ONCE, set(city.rows()))
    assert {book for book, *_ in city.rows().values()} == {"图书馆(备份).xlsx"}


def test_book_moved_and_edited_at_once_keeps_its_rows(city: City) -> None:
    before = set(city.rows())
    (city.folder / "图书馆.xlsx").unlink()
    save_book(city.folder / "2026年" / "图书馆.xlsx", 活动=f"{HEADER}{RIVER}\n{GREEN}补")

    city.sync("2026-03-07")

    assert city.rows().keys() == before


def test_book_renamed_to_another_unit_is_that_units_with_the_same_rows(city: City) -> None:
    before = set(city.rows())
    (city.folder / "图书馆.xlsx").rename(city.folder / "文化馆.xlsx")

    city.sync("2026-03-07")

    assert city.rows().keys() == before
    assert (counted(city), counted(city, "文化馆")) == ((0, 0), ONCE)


def test_books_that_exchange_their_names_say_what_they_say_now(city: City) -> None:
    city.log("2026-03-04 | 读书会 | 30 | 1小时", book="文化馆.xlsx")
    city.sync("2026-03-07")
    ours, theirs = city.folder / "图书馆.xlsx", city.folder / "文化馆.xlsx"
    ours.rename(city.folder / "一会儿.xlsx")
    theirs.rename(ours)
    (city.folder / "一会儿.xlsx").rename(theirs)

    city.sync("2026-03-08")

    assert (counted(city), counted(city, "文化馆")) == ((1, 1800), ONCE)
    assert len(city.rows()) == 3


def test_edited_row_stays_what_its_units_standing_rests_on(city: City) -> None:
    before = because(city)
    city.log("2026-03-02 | 护河 | 15 | 2小时", GREEN)

    city.sync("2026-03-07")

    assert because(city) == before == set(city.rows())


def test_people_and_activities_of_one_book_keep_their_ids_when_sorted_and_edited(
    city: City,
) -> None:
    people = ["张伟 | 2026-03-02 | 护河 | 2", "李娜 | 2026-03-02 | 护河 | 2"]
    header = "志愿者姓名 | 日期 | 活动 | 时长(小时)\n"

    def save(*lines: str) -> None:
        signed = header + "\n".join(lines)
        save_book(city.folder / "图书馆.xlsx", 活动=HEADER + RIVER, 签到=signed)

    save(*people)
    city.sync("2026-03-07")
    before = city.rows()
    save(people[1].removesuffix("2") + "3", people[0].replace("护河", "护河!"))

    city.sync("2026-03-08")

    places = {number: place[1:3] for number, place in city.rows().items()}
    signed = sorted(number for number, place in before.items() if place[1] == "签到")
    assert places.keys() == before.keys()
    assert [places[number] for number in signed] == [("签到", 3), ("签到", 2)]
    assert counted(city) == (1, 12 * 120 + 60)


def test_books_of_one_file_name_are_not_one_another(city: City) -> None:
    (city.folder / "图书馆.xlsx").unlink()
    city.log(RIVER, book="图书馆/台账.xlsx")
    city.sync("2026-03-07", forget=("图书馆.xlsx",))
    (city.folder / "图书馆" / "台账.xlsx").unlink()
    city.log("2026-03-04 | 送文化下乡 | 20 | 1小时", book="文化馆/台账.xlsx")

    city.sync("2026-03-08")

    assert city.titles() == ["护河", "送文化下乡"]
    assert ("book-vanished", "图书馆/台账.xlsx") in city.findings()
