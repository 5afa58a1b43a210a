"""Filings from the chat: appended once, whatever happens to the answer or the file."""

from dataclasses import replace
from pathlib import Path

import pytest
from sqlalchemy import Engine

from rules.records import ACTIVITY
from store.database import reading, writing
from store.filings import file_draft, load_waiting, save_draft
from store.records import load_records
from store.roster import load_units
from sync.filings import append_filing, tabulate_filing
from sync.folder import FolderSource
from sync.sources import Filing, FilingWaits
from sync.workbook import read_workbook, write_workbook
from tests.builders import instant
from tests.servers.google import Fault, GoogleServer
from tests.sheets import save_book
from tests.sync.contract import filing
from tests.sync.google_city import GoogleCity, new_pool, new_source

_NOW = instant("2026-03-06")
#: The cells of what `file` files.
_AS_FILED: dict[str, str | int] = {
    "unit": "图书馆",
    "date": "2026-03-04",
    "title": "敬老",
    "headcount": 5,
    "duration": 60,
}
_GOOD = ("2026-03-05", "护河", 12, 2)


@pytest.fixture
def city(tmp_path: Path, sqlite: Engine, google: GoogleServer) -> GoogleCity:
    made = GoogleCity(google, new_pool(google, tmp_path), sqlite)
    made.roster("图书馆", "文化馆")
    return made


def append(city: GoogleCity, given: Filing) -> object:
    source = new_source(city.pool, city.engine)
    return append_filing(lambda: writing(city.engine), city.programme, source, given)


def file(city: GoogleCity, title: str = "敬老") -> None:
    """An activity is filed in the chat for the library."""
    fields = {"days": "2026-03-04", "title": title, "headcount": 5, "duration": 60}
    with writing(city.engine) as conn:
        units = load_units(conn, "city")
        library = next(number for number, one in units.items() if one.name == "图书馆")
        draft = save_draft(
            conn, "city", contact_id=None, unit_id=library, fields=fields, photos=(), now=_NOW
        )
        file_draft(conn, city.programme, draft.key, _NOW)


def stored(city: GoogleCity) -> list[tuple[int, str | None]]:
    with reading(city.engine) as conn:
        found = load_records(conn, "city", ACTIVITY)
    return sorted((number, placed.record.title) for number, _, placed, _ in found)


def test_filed_activity_becomes_the_row_that_is_written_of_it(city: GoogleCity) -> None:
    book = city.log("图书馆台账", _GOOD)
    city.sync()
    file(city)
    before = stored(city)

    city.sync(on="2026-03-07")
    city.sync(on="2026-03-08")

    assert stored(city) == before
    assert len(city.server.values(book, "聊天填报")) == 2


def test_filed_activity_is_not_doubled_by_a_lost_answer(city: GoogleCity) -> None:
    book = city.log("图书馆台账", _GOOD)
    city.sync()
    file(city)
    before = stored(city)
    city.server.fail(Fault(calls="batchUpdate", how="lost"))

    city.sync(on="2026-03-07")
    city.sync(on="2026-03-08")

    assert stored(city) == before
    assert len(city.server.values(book, "聊天填报")) == 2


def test_filed_activity_cut_after_it_was_appended_stands_once(city: GoogleCity) -> None:
    """The process is killed between the sheet's answer and our own word of it."""
    book = city.log("图书馆台账", _GOOD)
    city.sync()
    file(city)
    before = stored(city)
    with reading(city.engine) as conn:
        [waiting] = load_waiting(conn, "city")
    append(city, replace(filing(book, waiting.key, title="敬老"), cells=_AS_FILED))

    city.sync(on="2026-03-07")

    assert stored(city) == before
    assert len(city.server.values(book, "聊天填报")) == 2


def test_filing_of_a_unit_without_a_book_waits(city: GoogleCity) -> None:
    city.sync()
    file(city)

    report = city.sync()

    assert len(report.unfiled) == 1
    assert [title for _, title in stored(city)] == ["敬老"]


def test_filing_is_read_by_the_next_cycle(city: GoogleCity) -> None:
    book = city.log("图书馆台账", _GOOD)
    city.sync()

    append(city, filing(book, title="敬老"))
    city.sync()

    assert city.titles() == ["护河", "敬老"]


def test_lost_answer_neither_loses_nor_doubles_the_row(city: GoogleCity) -> None:
    book = city.log("图书馆台账", _GOOD)
    city.server.fail(Fault(calls="batchUpdate", how="lost"))

    append(city, filing(book))

    assert len(city.server.values(book, "聊天填报")) == 2


def test_request_that_did_not_arrive_waits_for_the_next_time(city: GoogleCity) -> None:
    book = city.log("图书馆台账", _GOOD)
    city.server.fail(Fault(calls="batchUpdate", how="reset"))

    with pytest.raises(FilingWaits):
        append(city, filing(book))
    append(city, filing(book))

    assert len(city.server.values(book, "聊天填报")) == 2


def test_spreadsheet_that_is_gone_keeps_the_filing_waiting(city: GoogleCity) -> None:
    book = city.log("图书馆台账", _GOOD)
    city.server.delete(book)

    with pytest.raises(FilingWaits, match="book-not-found"):
        append(city, filing(book))


def test_row_that_somebody_types_at_the_same_moment_stays(city: GoogleCity) -> None:
    book = city.log("图书馆台账", _GOOD)
    append(city, filing(book))
    city.meanwhile(
        lambda: city.server.type_rows(book, "'聊天填报'!A3", [["图书馆", "3.6", "植树"]])
    )

    append(city, filing(book, "f-2"))

    titles = [row[2] for row in city.server.values(book, "聊天填报")]
    assert titles == ["活动名称", "护河", "植树", "护河"]


def test_tab_of_that_name_that_people_made_is_left_alone(city: GoogleCity) -> None:
    book = city.log("图书馆台账", _GOOD, tab="聊天填报")

    append(city, filing(book))

    assert city.server.tabs(book) == ["聊天填报", "聊天填报2"]


def test_filings_of_a_folder_stand_beside_the_book_and_keep_corrections(tmp_path: Path) -> None:
    save_book(tmp_path / "城关镇/图书馆.xlsx", 三月="日期 | 活动\n3.5 | 护河")
    source = FolderSource(tmp_path)
    source.append(filing("城关镇/图书馆.xlsx"))
    file = tmp_path / "城关镇/聊天填报.xlsx"
    [tab] = read_workbook(file)
    tab.rows[1][2] = "护绿"
    write_workbook(file, [(tab.name, tab.rows)], label="yueyue-filings")

    where = source.append(filing("城关镇/图书馆.xlsx", "f-2"))

    [after] = read_workbook(file)
    assert (where.book, where.row) == ("城关镇/聊天填报.xlsx", 3)
    assert [row[2] for row in after.rows] == ["活动名称", "护绿", "护河"]


@pytest.mark.parametrize("name", ["~$聊天填报.xlsx", ".~lock.聊天填报.xlsx#"])
def test_filing_waits_while_somebody_has_the_workbook_open(tmp_path: Path, name: str) -> None:
    (tmp_path / name).touch()

    with pytest.raises(FilingWaits, match="open"):
        FolderSource(tmp_path).append(filing("图书馆.xlsx"))


@pytest.mark.parametrize("tabs", [("台账",), ("聊天填报", "台账")])
def test_workbook_that_people_made_or_rebuilt_is_never_saved(
    tmp_path: Path, tabs: tuple[str, ...]
) -> None:
    file = tmp_path / "聊天填报.xlsx"
    label = "yueyue-filings" if len(tabs) > 1 else ""
    write_workbook(file, [(tab, [["x"]]) for tab in tabs], label=label)
    before = file.read_bytes()

    with pytest.raises(FilingWaits):
        FolderSource(tmp_path).append(filing("图书馆.xlsx"))

    assert file.read_bytes() == before


def test_field_that_no_log_has_is_our_fault() -> None:
    with pytest.raises(KeyError, match="phone"):
        tabulate_filing(Filing(key="f-1", book="a.xlsx", cells={"phone": "1"}))
