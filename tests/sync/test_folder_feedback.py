"""Feedback in a folder: a workbook beside each book, and nobody else's file is touched."""

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from rules.findings import CellRef, Finding
from sync.folder import FolderSource
from sync.sources import FeedbackWaits, Source
from sync.workbook import read_workbook
from tests.sheets import save_book
from tests.sync.contract import FILING_PROMISES, PROMISES, Shelf, feedback, remark

_LOG = "日期 | 活动\n3.5 | 护河"


class FolderShelf:
    """A folder with one book."""

    def __init__(self, folder: Path, book: str = "城关镇/图书馆.xlsx") -> None:
        self.source: Source = FolderSource(folder)
        self.book = book
        self.file = save_book(folder / book, 三月=_LOG)
        self.companion = self.file.with_name("反馈_图书馆.xlsx")

    def told(self) -> list[str]:
        """The cells of the companion."""
        if not self.companion.exists():
            return []
        [tab] = read_workbook(self.companion)
        return [str(cell) for row in tab.rows for cell in row]

    def content(self) -> object:
        """The book's bytes, and when they were written."""
        return self.file.read_bytes(), self.file.stat().st_mtime_ns

    def occupy(self) -> None:
        """Excel has the companion open."""
        self.companion.with_name(f"~${self.companion.name}").touch()

    def lose(self) -> None:
        """The book is deleted."""
        self.file.unlink()


@pytest.fixture
def shelf(tmp_path: Path) -> FolderShelf:
    return FolderShelf(tmp_path)


@pytest.mark.parametrize("promise", [*PROMISES, *FILING_PROMISES])
def test_folder_keeps_the_promise(shelf: FolderShelf, promise: Callable[[Shelf], None]) -> None:
    promise(shelf)


def test_companion_of_a_mended_book_stays_and_says_so(shelf: FolderShelf) -> None:
    shelf.source.write(feedback(shelf.book, remark()))

    shelf.source.write(feedback(shelf.book))

    assert shelf.told()[1:] == ["写于 2026-03-06 09:30:没有问题,先前的都已改好。"]


@pytest.mark.parametrize(
    "lock", ["~$反馈_图书馆.xlsx", ".~反馈_图书馆.xlsx", ".~lock.反馈_图书馆.xlsx#"]
)
def test_companion_that_is_open_in_any_program_waits(shelf: FolderShelf, lock: str) -> None:
    (shelf.file.parent / lock).touch()

    with pytest.raises(FeedbackWaits, match="open"):
        shelf.source.write(feedback(shelf.book, remark()))

    assert not shelf.companion.exists()


@pytest.mark.parametrize("content", [b"PK\x03\x04 half", "自己的话".encode()])
def test_file_of_that_name_that_is_not_ours_is_left_alone(
    shelf: FolderShelf, content: bytes
) -> None:
    shelf.companion.write_bytes(content)

    with pytest.raises(FeedbackWaits, match="not ours"):
        shelf.source.write(feedback(shelf.book, remark()))

    assert shelf.companion.read_bytes() == content


def test_empty_file_of_that_name_is_nobodys(shelf: FolderShelf) -> None:
    shelf.companion.touch()

    shelf.source.write(feedback(shelf.book, remark()))

    assert "A3" in shelf.told()


def test_half_companion_of_a_killed_process_is_swept_up(shelf: FolderShelf) -> None:
    half = shelf.file.with_name(".~0123456789ab.tmp")
    half.write_bytes(b"PK")
    theirs = shelf.file.with_name(".~figures.tmp")
    theirs.write_bytes(b"x")
    look = shelf.source.changed({})

    shelf.source.write(feedback(shelf.book, remark()))

    assert look.present == frozenset({shelf.book})
    assert (half.exists(), theirs.exists()) == (False, True)


def test_persons_workbook_of_that_name_is_left_alone_and_reported(shelf: FolderShelf) -> None:
    save_book(shelf.companion, 意见=_LOG)
    before = shelf.companion.read_bytes()

    with pytest.raises(FeedbackWaits):
        shelf.source.write(feedback(shelf.book, remark()))
    look = shelf.source.changed({})

    taken = Finding(code="feedback-name-taken", where=CellRef("城关镇/反馈_图书馆.xlsx"))
    assert (look.present, look.findings) == (frozenset({shelf.book}), (taken,))
    assert look.shown == {}
    assert shelf.companion.read_bytes() == before


@pytest.mark.parametrize("name", ["反馈_意见.xlsx", "反馈_意见.csv", "反馈_意见.xls", "反馈_"])
def test_log_that_only_bears_such_a_name_is_reported(tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_text("日期,活动\n", encoding="utf-8")

    look = FolderSource(tmp_path).changed({})

    reported = [(one.code, one.where.book) for one in look.findings]
    assert reported == ([("feedback-name-taken", name)] if "." in name else [])


def test_logs_in_a_folder_of_such_a_name_are_read(tmp_path: Path) -> None:
    save_book(tmp_path / "反馈_2026" / "图书馆.xlsx", 三月=_LOG)

    assert FolderSource(tmp_path).changed({}).present == {"反馈_2026/图书馆.xlsx"}


@pytest.mark.parametrize("copy", ["反馈_图书馆 (冲突副本).xlsx", "反馈_图书馆_三月.xlsx"])
def test_copy_of_our_own_is_passed_over(shelf: FolderShelf, copy: str) -> None:
    shelf.source.write(feedback(shelf.book, remark()))
    shelf.companion.with_name(copy).write_bytes(shelf.companion.read_bytes())

    look = shelf.source.changed({})

    assert (look.present, look.findings) == (frozenset({shelf.book}), ())


def test_companion_as_we_left_it_is_not_opened(
    shelf: FolderShelf, monkeypatch: pytest.MonkeyPatch
) -> None:
    stamp = shelf.source.write(feedback(shelf.book, remark()))
    assert stamp is not None
    monkeypatch.setattr("sync.folder.is_ours", _never)

    look = shelf.source.changed({}, {shelf.book: stamp})

    assert look.shown == {shelf.book: stamp}


def _never(file: Path) -> bool:
    raise AssertionError(file)


def test_companion_that_cannot_be_opened_now_is_not_reported(
    shelf: FolderShelf, monkeypatch: pytest.MonkeyPatch
) -> None:
    shelf.source.write(feedback(shelf.book, remark()))
    monkeypatch.setattr("sync.folder.is_ours", _refused)

    assert shelf.source.changed({}).findings == ()


def test_companion_that_the_system_does_not_let_go_waits(
    shelf: FolderShelf, monkeypatch: pytest.MonkeyPatch
) -> None:
    shelf.source.write(feedback(shelf.book, remark()))
    before = shelf.companion.read_bytes()
    monkeypatch.setattr(Path, "replace", _refused)

    with pytest.raises(FeedbackWaits):
        shelf.source.write(feedback(shelf.book, remark("C9")))

    assert shelf.companion.read_bytes() == before
    assert sorted(path.name for path in shelf.file.parent.iterdir()) == [
        "反馈_图书馆.xlsx",
        "图书馆.xlsx",
    ]


def _refused(*args: object) -> bool:
    raise PermissionError(13, "in use", *map(str, args))


def test_pipe_with_the_companions_name_is_left_alone(shelf: FolderShelf) -> None:
    os.mkfifo(shelf.companion)

    with pytest.raises(FeedbackWaits):
        shelf.source.write(feedback(shelf.book, remark()))

    assert shelf.companion.is_fifo()


def test_book_whose_name_is_as_long_as_can_be_has_its_feedback(tmp_path: Path) -> None:
    book = f"{'书' * 83}.xlsx"
    source = FolderSource(tmp_path)
    save_book(tmp_path / book, 三月=_LOG)

    stamp = source.write(feedback(book, remark()))

    assert stamp is not None
    assert source.changed({}).shown == {book: stamp}
    assert len(list(tmp_path.glob("反馈_书*…*.xlsx"))) == 1
