"""A folder and Google as one source: each goes on without the other."""

from pathlib import Path

import pytest
from sqlalchemy import Engine

from rules.findings import CellRef, Finding
from sync.folder import FolderSource
from sync.joint import JointSource
from sync.sources import SourceError
from tests.servers.google import GoogleServer
from tests.sheets import save_book
from tests.sync.contract import feedback, filing, remark
from tests.sync.google_city import new_pool, new_source

_LOG = "日期 | 活动\n3.5 | 护河"


@pytest.fixture
def joint(tmp_path: Path, sqlite: Engine, google: GoogleServer) -> JointSource:
    folder = FolderSource(tmp_path / "sheets")
    return JointSource([folder, new_source(new_pool(google, tmp_path), sqlite)])


@pytest.fixture
def book(google: GoogleServer) -> str:
    return google.add_spreadsheet("图书馆", {"活动": [["日期", "活动"], ["3.5", "护河"]]})


def test_books_of_both_are_seen_read_and_written_where_they_lie(
    joint: JointSource, book: str, google: GoogleServer, tmp_path: Path
) -> None:
    save_book(tmp_path / "sheets/文化馆.xlsx", 活动=_LOG)

    look = joint.changed({})
    read = {ref.id: joint.read(ref).tabs[0].name for ref in look.changed}
    for name in read:
        joint.write(feedback(name, remark()))
        joint.append(filing(name))

    assert read == {"文化馆.xlsx": "活动", book: "活动"}
    assert (look.whole, look.requests) == (True, 3)
    assert (tmp_path / "sheets/反馈_文化馆.xlsx").exists()
    assert (tmp_path / "sheets/聊天填报.xlsx").exists()
    assert google.tabs(book) == ["活动", "系统反馈", "聊天填报"]
    assert [joint.shows_status(name) for name in read] == [False, True]


def test_folder_that_is_gone_leaves_google_and_its_books_are_not_taken_for_gone(
    joint: JointSource, book: str
) -> None:
    look = joint.changed({"文化馆.xlsx": "1", book: None})

    assert look.present == {book}
    assert look.unlooked == {"文化馆.xlsx"}
    assert not look.whole
    assert [one.code for one in look.findings] == ["source-unreachable"]


def test_google_that_is_gone_leaves_the_folder(
    joint: JointSource, book: str, google: GoogleServer, tmp_path: Path
) -> None:
    save_book(tmp_path / "sheets/文化馆.xlsx", 活动=_LOG)
    google.disable_account("sync@yueyue-test.iam.gserviceaccount.com")

    look = joint.changed({book: "3"})

    account = "sync@yueyue-test.iam.gserviceaccount.com"
    told = Finding(code="google-sign-in", where=CellRef("Google"), values={"account": account})
    assert look.present == {"文化馆.xlsx"}
    assert look.unlooked == {book}
    assert look.findings == (told,)


def test_nothing_to_look_at_is_an_error(joint: JointSource, google: GoogleServer) -> None:
    google.disable_account("sync@yueyue-test.iam.gserviceaccount.com")

    with pytest.raises(SourceError):
        joint.changed({})
