"""Whole cycles over Google: how few requests they take, and that they miss nothing."""

from pathlib import Path

import pytest
from sqlalchemy import Engine

from rules.records import ACTIVITY
from store.database import reading
from store.programmes import last_cycle
from store.records import load_records
from sync.google_standing import MARK
from tests.builders import instant
from tests.servers.google import Fault, GoogleServer
from tests.servers.google.entering import Rows
from tests.sync.google_city import GoogleCity, new_pool, new_source

_GOOD = ("2026-03-05", "护河", 12, 2)
_BAD = ("看情况", "敬老", 3, 1)


@pytest.fixture
def city(tmp_path: Path, sqlite: Engine, google: GoogleServer) -> GoogleCity:
    made = GoogleCity(google, new_pool(google, tmp_path), sqlite)
    made.roster("图书馆", "文化馆")
    return made


def test_rows_are_stored_and_faults_are_told_on_their_cells(city: GoogleCity) -> None:
    book = city.log("图书馆台账", _GOOD, _BAD)

    report = city.sync()

    assert city.titles() == ["护河", "敬老"]
    assert city.findings() == [("date-vague", book, "A3")]
    assert list(city.server.notes(book, "活动")) == ["A3"]
    assert city.server.tabs(book) == ["活动", "系统反馈", "完成情况"]
    assert [one.book for one in report.books if one.added] == [book]
    assert city.books()[book].title == "图书馆台账"


def test_first_cycle_reads_each_book_once_and_writes_where_something_is_wrong(
    city: GoogleCity,
) -> None:
    city.log("图书馆台账", _GOOD)
    city.log("文化馆台账", _BAD)

    city.sync()

    assert city.counts() == {"getStartPageToken": 1, "list": 1, "get": 3, "batchUpdate": 2}


def test_standings_of_the_units_are_shown_and_follow(city: GoogleCity) -> None:
    book = city.log("图书馆台账", _GOOD)
    city.sync()
    before = city.server.values(book, "完成情况")[2:]

    city.server.type(book, "'活动'!A2", "2026-02-05")
    city.sync()

    header = ["单位", "周期", "职责", "状态", "活动次数", "截止日"]
    assert before[0] == header
    assert ["图书馆", "2026-03", "U-01", "已完成", "1", "2026-04-07"] in before
    after = city.server.values(book, "完成情况")[2:]
    assert ["图书馆", "2026-03", "U-01", "未到期", "0", "2026-04-07"] in after


def test_standing_that_only_time_changed_is_shown_too(
    city: GoogleCity,
) -> None:
    book = city.log("图书馆台账", ("2026-02-05", "护河", 12, 2))
    city.sync("2026-03-06")

    city.sync("2026-04-20")

    shown = city.server.values(book, "完成情况")
    assert ["图书馆", "2026-03", "U-01", "缺报", "0", "2026-04-07"] in shown
    city.sync("2026-04-20")
    assert city.counts() == {"list": 1}


def test_standings_alone_are_shown_in_a_few_books_each_cycle(
    city: GoogleCity, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sync.feedback._PATIENT", 1)
    city.log("图书馆台账", _GOOD)
    city.log("文化馆台账", _GOOD)
    writes = []

    for _ in range(3):
        city.sync()
        writes.append(city.counts().get("batchUpdate", 0))

    assert writes == [1, 1, 0]


def test_book_for_reading_alone_costs_no_writing(city: GoogleCity) -> None:
    book = city.log("图书馆台账", _BAD)
    city.server.share(book, "*", "reader")

    city.sync()
    city.sync()

    assert city.counts() == {"list": 1}


def test_cycle_without_a_change_is_one_request(city: GoogleCity) -> None:
    city.log("图书馆台账", _GOOD, _BAD)
    city.sync()

    report = city.sync()

    assert city.counts() == {"list": 1}
    assert report.requests["google.drive"] == 1


def test_own_writing_costs_no_further_read(city: GoogleCity) -> None:
    book = city.log("图书馆台账", _GOOD, _BAD)
    city.sync()
    city.server.type(book, "'活动'!A3", "2026-03-04")
    city.sync()
    mended = city.counts()

    city.sync()

    assert mended == {"list": 1, "get": 1, "batchUpdate": 1}
    assert city.counts() == {"list": 1}
    assert city.server.notes(book, "活动") == {}


def test_edit_between_our_reading_and_our_writing_is_read_next_time(city: GoogleCity) -> None:
    book = city.log("图书馆台账", _GOOD, _BAD)
    city.sync()
    city.server.type(book, "'活动'!B3", "敬老爱老")

    def insert() -> None:
        city.server.insert_rows(book, "活动", 2)
        city.server.type_rows(book, "'活动'!A2", [["2026-03-03", "植树", 5, 1]])

    city.meanwhile(insert)
    city.server.type(book, "'活动'!D3", "很久")
    city.sync()

    city.sync()

    assert city.titles() == ["植树", "护河", "敬老爱老"]
    assert sorted(city.server.notes(book, "活动")) == ["A4", "D4"]


def test_note_of_a_person_is_left_alone(city: GoogleCity) -> None:
    book = city.log("图书馆台账", _BAD)
    sheet = city.server.sheet_id(book, "活动")
    start = {"sheetId": sheet, "rowIndex": 1, "columnIndex": 0}
    cells = [{"values": [{"note": "问过老王"}]}]
    city.server.edit(book, {"updateCells": {"start": start, "rows": cells, "fields": "note"}})

    city.sync()

    assert city.server.notes(book, "活动") == {"A2": "问过老王"}
    assert "系统反馈" in city.server.tabs(book)


def test_notes_move_with_rows_that_people_insert(city: GoogleCity) -> None:
    book = city.log("图书馆台账", _GOOD, _BAD)
    city.sync()
    city.server.insert_rows(book, "活动", 2, 3)

    city.sync()

    notes = city.server.notes(book, "活动")
    assert (list(notes), notes["A6"].startswith(MARK)) == (["A6"], True)


def test_tab_that_people_add_rename_or_delete_is_followed(city: GoogleCity) -> None:
    book = city.log("图书馆台账", _GOOD, tab="1月")
    city.sync()
    city.server.rename_tab(book, "1月", "'A1'!B2")
    city.server.add_tab(book, "二月")
    city.server.type_rows(book, "'二月'!A1", [["日期", "活动名称"], ["2026-02-05", "敬老"]])
    city.sync()
    both = city.titles()
    city.server.delete_tab(book, "'A1'!B2")

    city.sync()

    assert (sorted(map(str, both)), city.titles()) == (["护河", "敬老"], ["敬老"])


def test_renamed_spreadsheet_is_another_units_from_then_on(city: GoogleCity) -> None:
    book = city.log("图书馆台账", _GOOD)
    city.sync()
    city.server.rename(book, "文化馆台账")

    report = city.sync()

    assert [(one.book, one.edited) for one in report.books if one.changed] == [(book, 1)]
    assert city.books()[book].title == "文化馆台账"


def test_spreadsheet_that_is_shared_no_more_keeps_its_rows_and_is_told(city: GoogleCity) -> None:
    book = city.log("图书馆台账", _GOOD)
    city.sync()
    city.server.unshare(book)

    city.sync()

    assert (city.titles(), city.findings()) == (["护河"], [("book-vanished", book, None)])


def test_page_token_that_is_too_old_begins_a_new_list(city: GoogleCity) -> None:
    book = city.log("图书馆台账", _GOOD)
    city.sync()
    city.server.type(book, "'活动'!B2", "护绿")
    city.server.expire_page_tokens()

    city.sync()

    assert city.titles() == ["护绿"]


def test_whole_list_is_asked_for_once_a_day(city: GoogleCity) -> None:
    city.log("图书馆台账", _GOOD)
    city.sync("2026-03-06")

    city.sync("2026-03-07")

    assert city.server.counts()["drive.files.list"] == 1


def test_book_for_reading_alone_is_read_and_the_office_told_whom_to_share_it_with(
    city: GoogleCity,
) -> None:
    book = city.log("图书馆台账", _BAD)
    city.server.share(book, "*", "reader")

    report = city.sync()

    assert ("book-read-only", book, None) in city.findings()
    assert report.waiting == (book,)


def test_account_that_cannot_look_leaves_its_books_as_they_are_and_the_cycle_open(
    tmp_path: Path, sqlite: Engine, google: GoogleServer
) -> None:
    city = GoogleCity(google, new_pool(google, tmp_path, "a", "b"), sqlite)
    city.roster("图书馆", "文化馆")
    mine = google.add_spreadsheet(
        "图书馆", {"活动": [["日期", "活动"], ["2026-03-05", "护河"]]}, shared_with=["a"]
    )
    city.sync("2026-03-06")
    google.disable_account("a@yueyue-test.iam.gserviceaccount.com")

    city.sync("2026-03-07")

    states = city.books()
    assert (states[mine].state, states[mine].looked_at) == ("read", instant("2026-03-06"))
    assert city.titles() == ["护河"]
    assert city.findings() == [
        ("google-sign-in", "a@yueyue-test.iam.gserviceaccount.com", None),
    ]
    with reading(sqlite) as conn:
        newest = last_cycle(conn, "city")
    assert newest is not None
    assert newest.at == instant("2026-03-06")


@pytest.mark.parametrize(
    ("locale", "zone", "typed"),
    [
        ("zh_CN", "Asia/Shanghai", "2026-03-05"),
        ("en_US", "America/New_York", "3/5/2026"),
        ("zh_CN", "Pacific/Auckland", "2026/3/5"),
    ],
)
def test_date_is_the_same_day_whatever_the_spreadsheets_locale_and_zone(
    city: GoogleCity, locale: str, zone: str, typed: str
) -> None:
    header = ["日期", "活动名称"]
    tabs: dict[str, Rows] = {"活动": [header, [typed, "护河"]]}
    city.server.add_spreadsheet("图书馆", tabs, locale=locale, time_zone=zone)

    city.sync()

    with reading(city.engine) as conn:
        [(_, _, placed, _)] = load_records(conn, "city", ACTIVITY)
    assert placed.record.days == "2026-03-05"


def test_excluded_spreadsheets_are_not_read(city: GoogleCity, sqlite: Engine) -> None:
    city.log("草稿三月", _GOOD)

    look = new_source(city.pool, sqlite, excluded=("草稿*",)).changed({})

    assert [ref.title for ref in look.books.values()] == ["名册"]


def test_spreadsheet_that_is_too_large_is_told_and_stops_nothing(
    city: GoogleCity, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sync.google._MOST_BYTES", 3000)
    large = city.log("文化馆", *[("2026-03-05", f"护河{n}", 12, 2) for n in range(50)])
    city.log("图书馆", _GOOD)

    city.sync()

    assert (city.titles(), city.findings()) == (["护河"], [("book-too-large", large, None)])


def test_spreadsheet_that_fails_again_and_again_rests(city: GoogleCity) -> None:
    book = city.log("图书馆", _GOOD)
    breaker = city.pool.breaker
    for _ in range(3):
        breaker.fail(book)

    city.sync()

    assert (city.titles(), city.counts()["get"]) == ([], 1)


def test_long_lists_and_many_changes_come_in_pages(
    city: GoogleCity, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sync.google_feed._PAGE", 2)
    books = [city.log(f"图书馆{number}", _GOOD) for number in range(5)]
    city.sync()
    for book in books:
        city.server.type(book, "'活动'!B2", "护绿")

    city.sync()

    assert city.titles() == ["护绿"] * 5
    assert city.server.counts()["drive.changes.list"] == 3


def test_cycle_that_is_killed_before_it_writes_is_made_good_by_the_next(city: GoogleCity) -> None:
    book = city.log("图书馆", _BAD)

    def kill() -> None:
        raise KeyboardInterrupt

    city.meanwhile(kill)
    with pytest.raises(KeyboardInterrupt):
        city.sync()

    city.sync()

    assert (city.titles(), list(city.server.notes(book, "活动"))) == (["敬老"], ["A2"])


def test_edit_after_a_writing_whose_answer_was_lost_is_not_lost(city: GoogleCity) -> None:
    book = city.log("图书馆", _GOOD, _BAD)
    city.sync()
    city.server.type(book, "'活动'!A3", "很久以前")
    city.meanwhile(lambda: city.server.type(book, "'活动'!B3", "护树"))
    city.server.fail(Fault(calls="batchUpdate", how="lost", times=None))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(city.pool.pace, "sleep", lambda _: None)
        waiting = city.sync().waiting
    city.server.heal()

    city.sync()

    assert (waiting, city.titles()) == ((book,), ["护河", "护树"])
