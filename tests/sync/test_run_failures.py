"""A book that cannot be read, or is gone, loses nothing and stops nobody."""

from functools import partial
from pathlib import Path

import pytest
from sqlalchemy import Engine

from store.books import BookState, load_books
from store.database import reading, writing
from sync.folder import FolderSource
from sync.reader import read_book
from sync.run import synchronise
from sync.sources import Book, BookRef, SourceError
from sync.surroundings import BookContext
from tests.builders import instant
from tests.sync.city import City, Recorded

RIVER = "2026-03-02 | 护河 | 12 | 2小时"
GREEN = "2026-03-03 | 护绿 | 9 | 90分钟"


@pytest.fixture
def city(engine: Engine, tmp_path: Path) -> City:
    """A city whose library has logged an activity, which was read."""
    made = City(engine, tmp_path / "sheets")
    made.roster()
    made.log(RIVER)
    made.sync()
    return made


def spoil(city: City, content: bytes = b"PK\x03\x04 half a book") -> None:
    """The library's book is what no program opens; by default it may still be copied."""
    (city.folder / "图书馆.xlsx").write_bytes(content)


def state(city: City, book: str = "图书馆.xlsx") -> BookState:
    with reading(city.engine) as conn:
        return load_books(conn, city.name)[book]


def test_book_that_fails_stops_no_other(city: City) -> None:
    spoil(city)
    city.log(GREEN, book="文化馆.xlsx")

    report = city.sync()

    assert city.titles() == ["护河", "护绿"]
    assert [(one.book, one.changed) for one in report.books] == [
        ("名册.xlsx", False),
        ("图书馆.xlsx", False),
        ("文化馆.xlsx", True),
    ]


def test_book_our_reader_did_not_foresee_stops_no_other(
    city: City, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def stumble(book: Book, context: BookContext) -> object:
        if book.ref.id == "图书馆.xlsx":
            raise ZeroDivisionError
        return read_book(book, context)

    monkeypatch.setattr("sync.reader.read_book", stumble)
    city.log(GREEN)
    city.log(GREEN, book="文化馆.xlsx")

    city.sync()

    assert city.findings() == [("workbook-unforeseen", "图书馆.xlsx")]
    assert city.titles() == ["护河", "护绿"]
    assert [record.message for record in caplog.records] == ["book_unforeseen"]


def test_failing_book_is_tried_each_cycle_and_reported_after_three(city: City) -> None:
    spoil(city)

    found = []
    for _ in range(4):
        [report] = [one for one in city.sync().books if one.book == "图书馆.xlsx"]
        found.append((city.source.opened[:], city.findings(), report.findings))

    quiet: tuple[list[str], list[tuple[str, str]], int] = (["图书馆.xlsx"], [], 0)
    loud = (["图书馆.xlsx"], [("workbook-unreadable", "图书馆.xlsx")], 1)
    assert found == [quiet, quiet, loud, loud]
    assert city.titles() == ["护河"]


def test_failing_book_is_not_fresh(city: City) -> None:
    spoil(city)

    city.sync("2026-03-09")

    assert state(city).looked_at == instant("2026-03-06")


def test_failing_book_that_can_be_read_again_is_as_if_nothing_was(city: City) -> None:
    before = city.contents()
    whole = (city.folder / "图书馆.xlsx").read_bytes()
    for _ in range(3):
        spoil(city)
        city.sync()
    (city.folder / "图书馆.xlsx").write_bytes(whole)

    city.sync()

    assert city.contents() == before
    assert (state(city).state, state(city).failures) == ("read", 0)


def test_book_broken_for_good_is_reported_at_once_and_left_until_it_changes(city: City) -> None:
    spoil(city, b"%PDF-1.7")

    city.sync()
    first = (city.source.opened[:], city.findings())
    city.sync()
    second = (city.source.opened[:], city.findings())
    city.log(RIVER, GREEN)
    city.sync()

    broken = [("workbook-unreadable", "图书馆.xlsx")]
    assert first == (["图书馆.xlsx"], broken)
    assert second == ([], broken)
    assert (city.findings(), city.titles()) == ([], ["护河", "护绿"])


def test_new_book_that_is_broken_is_reported(city: City) -> None:
    (city.folder / "文化馆.xlsx").write_bytes(b"")

    report = city.sync()

    assert city.findings() == [("workbook-empty", "文化馆.xlsx")]
    assert [one.revision for one in report.books if one.book == "文化馆.xlsx"] == [None]


def test_book_written_while_it_is_read_is_taken_in_the_next_cycle(city: City) -> None:
    class Hasty(Recorded):
        """A folder in which a unit saves its book just when we open it."""

        def read(self, ref: BookRef) -> Book:
            if not self.opened:
                city.log(RIVER, GREEN)
            return super().read(ref)

    city.log(GREEN)
    city.source = Hasty(city.folder)

    city.sync()
    first = (city.titles(), city.findings())
    city.source = Recorded(city.folder)
    city.sync()

    assert first == (["护河"], [])
    assert city.titles() == ["护河", "护绿"]


def test_vanished_book_keeps_its_records_and_is_reported(city: City) -> None:
    (city.folder / "图书馆.xlsx").unlink()

    city.sync("2026-03-09")
    first = (city.titles(), city.findings(), city.standings("2026-03-09", "2026-03"))
    before = city.contents()
    city.sync("2026-03-09")

    vanished = [("book-vanished", "图书馆.xlsx")]
    assert first == (["护河"], vanished, {"图书馆": "met", "文化馆": "open"})
    assert city.contents() == before
    assert state(city).looked_at == instant("2026-03-06")


def test_vanished_book_that_comes_back_is_read_as_itself(city: City) -> None:
    before = city.contents()
    away = city.folder.with_name("away.xlsx")
    (city.folder / "图书馆.xlsx").rename(away)
    city.sync()
    away.rename(city.folder / "图书馆.xlsx")

    city.sync()

    assert city.source.opened == ["图书馆.xlsx"]
    assert city.contents() == before
    assert state(city).state == "read"


def test_renamed_book_keeps_its_rows(city: City) -> None:
    before = city.rows()
    (city.folder / "图书馆.xlsx").rename(city.folder / "图书馆2026.xlsx")

    city.sync()

    assert city.rows().keys() == before.keys()
    assert city.findings() == []


def test_conflict_copy_is_reported_until_it_is_gone(city: City) -> None:
    copy = city.folder / "图书馆 (冲突副本).xlsx"
    copy.write_bytes((city.folder / "图书馆.xlsx").read_bytes())

    city.sync()
    reported = city.findings()
    copy.unlink()
    city.sync()

    assert reported == [("book-conflict-copy", copy.name)]
    assert (city.findings(), city.titles()) == ([], ["护河"])


def test_folder_that_is_gone_changes_nothing(city: City) -> None:
    before = city.contents()
    city.folder.rename(city.folder.with_name("gone"))

    with pytest.raises(SourceError):
        city.sync()

    assert city.contents() == before


def test_cycle_that_was_cut_short_goes_on_in_the_next(city: City) -> None:
    class Cut(Recorded):
        """A folder in which the power fails as soon as a log is opened."""

        def read(self, ref: BookRef) -> Book:
            if ref.id == "图书馆.xlsx":
                raise KeyboardInterrupt
            return super().read(ref)

    city.roster("单位名称\n博物馆\n文化馆", "单位 | 姓名\n文化馆 | 李明")
    city.source = Cut(city.folder)
    with pytest.raises(KeyboardInterrupt):
        city.sync(accept=True)
    city.source = Recorded(city.folder)

    city.sync()

    assert city.source.opened == ["图书馆.xlsx"]
    assert city.findings() == [("unit-missing", "图书馆.xlsx")]


def test_better_reader_looks_at_every_book_once_more(
    city: City, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sync.looking.READER_MARK", "better")
    before = city.contents()

    report = city.sync()
    opened = city.source.opened[:]
    city.sync()

    assert opened == ["名册.xlsx", "图书馆.xlsx"]
    assert [one.changed for one in report.books] == [False, True]
    assert city.source.opened == []
    assert {**city.contents(), "programme": []} == {**before, "programme": []}


def test_what_another_process_stores_meanwhile_is_kept(city: City) -> None:
    city.log("2026-03-02 | 护河 | 12 | 2小时")

    def meanwhile(read: int, total: int) -> None:
        del read, total
        city.log("3月32日 | 敬老 | 5 | 1小时", book="文化馆.xlsx")
        city.sync("2026-03-06")

    synchronise(
        partial(writing, city.engine), city.programme, FolderSource(city.folder),
        now=instant("2026-03-06"), progress=meanwhile,
    )  # fmt: skip

    assert ("date-impossible", "文化馆.xlsx") in city.findings()
    assert city.titles() == ["护河", "敬老"]
