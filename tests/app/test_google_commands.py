"""Commands in a workspace whose books lie on Google, alone or beside a folder."""

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.app.desk import LOG, Desk
from tests.servers.google import Fault, GoogleServer
from tests.sync.google_city import save_keys

_DAY = ("--as-of", "2026-03-06")


@pytest.fixture
def google() -> Iterator[GoogleServer]:
    with GoogleServer() as server:
        yield server


@pytest.fixture
def desk(
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    google: GoogleServer,
    monkeypatch: pytest.MonkeyPatch,
) -> Desk:
    """A workspace without a folder of sheets."""
    made = Desk(tmp_path / "city", capsys)
    (made.place / "sheets").rmdir()
    save_keys(google, made.place, ["sync"])
    monkeypatch.setenv("YUEYUE_GOOGLE_CREDENTIALS", "sync.json")
    monkeypatch.setenv("YUEYUE_GOOGLE_SHEETS_URL", google.url)
    monkeypatch.setenv("YUEYUE_GOOGLE_DRIVE_URL", google.url)
    contacts = [["单位", "姓名"], ["图书馆", "王芳"]]
    google.add_spreadsheet("名册", {"单位": [["单位名称"], ["图书馆"]], "联络人": contacts})
    return made


def log(google: GoogleServer, *rows: list[object]) -> str:
    """The log of the library; its id."""
    header = [str(name) for name in LOG]
    return google.add_spreadsheet("图书馆台账", {"活动": [header, *rows]})  # type: ignore[list-item] # cells


def test_sync_names_books_by_their_ids_and_people_read_their_titles(
    desk: Desk, google: GoogleServer
) -> None:
    book = log(google, ["2026-03-05", "护河", 12, "2小时"], ["看情况", "敬老", 3, "1小时"])

    document = desk.json("sync", *_DAY)
    shown = desk.run("sync", *_DAY)

    assert book in {one["book"] for one in document["books"]}
    assert document["requests"]["google.read"] == 2
    assert "图书馆台账「活动」A3" in shown.out
    assert desk.standings("2026-03-06", "2026-03") == {"图书馆": "met"}


def test_dry_run_writes_neither_to_google_nor_to_the_database(
    desk: Desk, google: GoogleServer
) -> None:
    book = log(google, ["看情况", "敬老", 3, "1小时"])

    desk.run("sync", "--dry-run", *_DAY)
    first = desk.json("sync", *_DAY)

    assert [one["added"] for one in first["books"] if one["book"] == book] == [1]
    assert google.counts()["sheets.spreadsheets.batchUpdate"] == 1


def test_letter_names_the_spreadsheet_with_its_link(desk: Desk, google: GoogleServer) -> None:
    book = log(google, ["2026-03-05", "护河", 12, "2小时"])
    desk.json("sync", *_DAY)
    desk.json("sync", "--as-of", "2026-04-21")

    document = desk.json("nudge", "--as-of", "2026-04-21")

    [letter] = document["letters"]
    assert f"图书馆台账 https://docs.google.com/spreadsheets/d/{book}" in letter["text"]


def test_doctor_says_whom_to_share_with(desk: Desk, google: GoogleServer) -> None:
    book = log(google, ["2026-03-05", "护河", 12, "2小时"])
    google.share(book, "*", "reader")
    desk.json("sync", *_DAY)

    ran = desk.run("doctor", *_DAY, "--json")

    told = {one["check"]: one["message"] for one in ran.document["checks"]}
    assert "sync@yueyue-test.iam.gserviceaccount.com" in told["google"]
    assert "sync@yueyue-test.iam.gserviceaccount.com" in told["book"]
    assert told["book"].startswith("图书馆台账")


def test_key_that_was_withdrawn_is_said_in_one_sentence(desk: Desk, google: GoogleServer) -> None:
    google.disable_account("sync@yueyue-test.iam.gserviceaccount.com")

    ran = desk.run("sync", *_DAY)

    assert (ran.status, ran.out, ran.err.count("\n")) == (2, "", 1)
    assert "sync@yueyue-test.iam.gserviceaccount.com" in ran.err


def test_file_that_is_no_key_is_said_in_one_sentence(desk: Desk) -> None:
    (desk.place / "sync.json").write_text("{}")

    ran = desk.run("sync", *_DAY)

    assert (ran.status, ran.err.count("\n")) == (2, 1)
    assert "YUEYUE_GOOGLE_CREDENTIALS" in ran.err


def test_folder_and_google_serve_together_and_either_may_fail(
    desk: Desk, google: GoogleServer
) -> None:
    book = log(google, ["2026-03-05", "护河", 12, "2小时"])
    desk.log("图书馆.xlsx", ["2026-03-04", "敬老", 3, "1小时"])
    both = desk.json("sync", *_DAY)
    google.fail(Fault(calls="drive", status=400, times=None))
    google.fail(Fault(calls="token", status=400, times=None))
    desk.log("图书馆.xlsx", ["2026-03-04", "敬老", 5, "1小时"])

    one = desk.json("sync", "--as-of", "2026-03-07")

    added = {b["book"]: b["added"] for b in both["books"] if b["added"]}
    edited = {b["book"]: b["edited"] for b in one["books"] if b["edited"]}
    assert (added, edited) == ({book: 1, "图书馆.xlsx": 1}, {"图书馆.xlsx": 1})


def test_gspread_is_not_loaded_where_google_is_off(tmp_path: Path) -> None:
    (tmp_path / "programme.toml").write_text('[programme]\nid = "city"\nname = "江城"\n')
    told = "import sys; from app.__main__ import run; run(sys.argv[1:]);"
    told += "print([m for m in ('gspread', 'google.auth', 'requests') if m in sys.modules])"

    ran = subprocess.run(
        [sys.executable, "-c", told, "--workspace", str(tmp_path), "sync"],
        capture_output=True,
        text=True,
        check=False,
    )

    assert ran.stdout.splitlines()[-1:] == ["[]"]
