"""The folder source: what lies there, what changed, and what is not a book."""

import os
from pathlib import Path

import pytest

from rules.findings import CellRef, Finding
from sync.folder import FolderSource
from sync.sources import BookRef, SourceError
from sync.workbook import WorkbookEncrypted, WorkbookError, WorkbookUnreadable
from tests.sheets import save_book

_LOG = "日期 | 活动\n3.5 | 护河"


def present(source: FolderSource) -> set[str]:
    return set(source.changed({}).present)


def changed(source: FolderSource, known: dict[str, str | None]) -> list[str]:
    return [ref.id for ref in source.changed(known).changed]


def stamps(source: FolderSource) -> dict[str, str | None]:
    return {ref.id: ref.stamp for ref in source.changed({}).changed}


def touch(folder: Path, *names: str) -> FolderSource:
    for name in names:
        file = folder / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(b"x")
    return FolderSource(folder)


def test_workbooks_of_every_depth_are_named_by_their_path(tmp_path: Path) -> None:
    source = touch(tmp_path, "名册.xlsx", "城关镇/图书馆.XLSX", "a/b/c/书.ods", "旧.xls", "表.csv")

    assert present(source) == {
        "名册.xlsx",
        "城关镇/图书馆.XLSX",
        "a/b/c/书.ods",
        "旧.xls",
        "表.csv",
    }


@pytest.mark.parametrize(
    "name",
    [
        "~$图书馆.xlsx",
        ".~图书馆.xlsx",
        ".~lock.图书馆.xlsx#",
        ".hidden.xlsx",
        ".sync/图书馆.xlsx",
        "说明.docx",
        "照片.jpg",
        "图书馆.xlsx.tmp",
        "图书馆",
    ],
)
def test_what_is_no_book_is_passed_over(tmp_path: Path, name: str) -> None:
    look = touch(tmp_path, name).changed({})

    assert (look.present, look.findings, look.requests) == (frozenset(), (), 0)


@pytest.mark.parametrize(
    "name",
    [
        "图书馆 (冲突副本 2026-03-05).xlsx",
        "library (Ann's conflicted copy 2026-03-05).xlsx",
        "library (conflict copy).xlsx",
        "library.sync-conflict-20260305.xlsx",
    ],
)
def test_conflict_copy_is_reported_and_not_read(tmp_path: Path, name: str) -> None:
    look = touch(tmp_path, f"城关镇/{name}").changed({})

    assert look.present == frozenset()
    assert look.findings == (Finding(code="book-conflict-copy", where=CellRef(f"城关镇/{name}")),)


def test_pipe_among_the_books_is_told_and_never_opened(tmp_path: Path) -> None:
    source = touch(tmp_path, "图书馆.xlsx")
    os.mkfifo(tmp_path / "文化馆.xlsx")
    os.mkfifo(tmp_path / "反馈_图书馆.xlsx")

    look = source.changed({})

    assert look.present == {"图书馆.xlsx"}
    assert look.findings == tuple(
        Finding(code="book-no-file", where=CellRef(name))
        for name in ("反馈_图书馆.xlsx", "文化馆.xlsx")
    )


@pytest.mark.parametrize("pattern", ["归档", "归档/*", "*/旧*.xlsx"])
def test_excluded_books_are_passed_over(tmp_path: Path, pattern: str) -> None:
    touch(tmp_path, "图书馆.xlsx", "归档/旧台账.xlsx")

    assert present(FolderSource(tmp_path, excluded=(pattern,))) == {"图书馆.xlsx"}


def test_only_what_differs_from_the_known_has_changed(tmp_path: Path) -> None:
    source = touch(tmp_path, "甲.xlsx", "乙.xlsx", "丙.xlsx")
    known = stamps(source)
    os.utime(tmp_path / "乙.xlsx", ns=(0, 0))

    assert changed(source, {**known, "丙.xlsx": None}) == ["丙.xlsx", "乙.xlsx"]
    assert changed(source, stamps(source)) == []


def test_book_of_another_size_has_changed(tmp_path: Path) -> None:
    source = touch(tmp_path, "甲.xlsx")
    known = stamps(source)
    before = (tmp_path / "甲.xlsx").stat()
    (tmp_path / "甲.xlsx").write_bytes(b"xx")
    os.utime(tmp_path / "甲.xlsx", ns=(before.st_atime_ns, before.st_mtime_ns))

    assert changed(source, known) == ["甲.xlsx"]


def test_book_is_read_with_a_digest_of_its_content(tmp_path: Path) -> None:
    save_book(tmp_path / "图书馆.xlsx", 三月=_LOG)
    source = FolderSource(tmp_path)
    [ref] = source.changed({}).changed

    book = source.read(ref)
    os.utime(tmp_path / "图书馆.xlsx", ns=(0, 0))
    [again] = source.changed({}).changed

    assert [tab.name for tab in book.tabs] == ["三月"]
    assert source.read(again).revision == book.revision


def test_book_that_changed_after_the_look_is_refused_for_now(tmp_path: Path) -> None:
    save_book(tmp_path / "图书馆.xlsx", 三月=_LOG)
    source = FolderSource(tmp_path)
    [ref] = source.changed({}).changed
    os.utime(tmp_path / "图书馆.xlsx", ns=(0, 0))

    with pytest.raises(WorkbookUnreadable, match="being written") as refused:
        source.read(ref)

    assert refused.value.passing


def test_book_that_vanished_after_the_look_is_refused_for_now(tmp_path: Path) -> None:
    with pytest.raises(WorkbookUnreadable, match="vanished") as refused:
        FolderSource(tmp_path).read(BookRef("图书馆.xlsx", "1:1"))

    assert refused.value.passing


def test_half_copied_book_is_refused_for_now_or_for_good_but_never_read(tmp_path: Path) -> None:
    whole = save_book(tmp_path / "图书馆.xlsx", 三月=_LOG).read_bytes()
    source = FolderSource(tmp_path)

    for share in (0.1, 0.5, 0.9, 0.999):
        (tmp_path / "图书馆.xlsx").write_bytes(whole[: int(len(whole) * share)])
        [ref] = source.changed({}).changed
        with pytest.raises(WorkbookError):
            source.read(ref)


def test_folder_that_is_not_there_cannot_be_looked_at(tmp_path: Path) -> None:
    with pytest.raises(SourceError) as error:
        FolderSource(tmp_path / "sheets").changed({})

    assert error.value.values == {"place": str(tmp_path / "sheets")}


class _Guarded(FolderSource):
    """A folder in which one folder may not be opened."""

    def list_folder(self, folder: Path) -> list[os.DirEntry[str]]:
        if folder.name == "城关镇":
            raise PermissionError(13, "Permission denied", str(folder))
        return super().list_folder(folder)


def test_folder_that_cannot_be_opened_is_reported_and_the_others_are_read(tmp_path: Path) -> None:
    touch(tmp_path, "区/城关镇/图书馆.xlsx", "文化馆.xlsx")

    look = _Guarded(tmp_path).changed({})

    assert look.present == {"文化馆.xlsx"}
    assert look.findings == (Finding(code="folder-unreadable", where=CellRef("区/城关镇")),)


def test_link_to_itself_is_passed_over(tmp_path: Path) -> None:
    (tmp_path / "图书馆.xlsx").symlink_to("图书馆.xlsx")

    assert present(FolderSource(tmp_path)) == set()


def test_dead_link_is_passed_over(tmp_path: Path) -> None:
    (tmp_path / "图书馆.xlsx").symlink_to(tmp_path / "nowhere.xlsx")

    assert present(FolderSource(tmp_path)) == set()


def test_folder_that_links_to_itself_ends(tmp_path: Path) -> None:
    touch(tmp_path, "图书馆.xlsx")
    (tmp_path / "again").symlink_to(tmp_path, target_is_directory=True)

    assert present(FolderSource(tmp_path)) == {"图书馆.xlsx"}


def test_sentence_of_an_error_names_the_file(tmp_path: Path) -> None:
    assert "图书馆.xlsx" in str(WorkbookEncrypted("图书馆.xlsx"))
    assert str(SourceError(str(tmp_path))).endswith("cannot be looked at")


def test_file_whose_name_is_no_text_is_reported_and_stops_nothing(tmp_path: Path) -> None:
    source = touch(tmp_path, "图书馆.xlsx", os.fsdecode(b"\xff\xfe.xlsx"))

    look = source.changed({})

    assert look.present == {"图书馆.xlsx"}
    assert look.findings == (Finding(code="book-name-unreadable", where=CellRef("??.xlsx")),)
