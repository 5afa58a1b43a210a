"""Filings from the chat: appended once, whatever happens to the answer or the file."""

from pathlib import Path

import pytest
from sqlalchemy import Engine

from store.database import writing
from sync.filings import append_filing, tabulate_filing
from sync.folder import FolderSource
from sync.sources import Filing, FilingWaits
from sync.workbook import read_workbook, write_workbook
from tests.servers.google import Fault, GoogleServer
from tests.sheets import save_book
from tests.sync.contract import filing
from tests.sync.google_city import GoogleCity, new_pool, new_source

_GOOD = ("2026-03-05", "护河", 12, 2)


@pytest.fixture
def city(tmp_path: Path, sqlite: Engine, google: GoogleServer) -> GoogleCity:
    made = GoogleCity(google, new_pool(google, tmp_path), sqlite)
    made.roster("图书馆", "文化馆")
    return made


def append(city: GoogleCity, given: Filing) -> object:
    source = new_source(city.pool, city.engine)
    return append_filing(lambda: writing(city.engine), city.programme, source, given)


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
