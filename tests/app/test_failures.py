"""What stops a command is one sentence that says what, where and what to do."""

import sqlite3
import subprocess
import sys
from functools import partial
from pathlib import Path

import pytest
from sqlalchemy import Engine, event

from app.__main__ import run
from store.database import build_engine
from tests.app.desk import Desk

REPO = Path(__file__).parents[2]


def build_small(url: str, *, pages: int) -> Engine:
    """A database on a disk that is as full as it is now."""
    engine = build_engine(url)
    limit = f"PRAGMA max_page_count={pages}"
    event.listen(engine, "connect", lambda connection, _: connection.execute(limit))
    return engine


def one_line(text: str) -> str:
    """The only line of a text."""
    [line] = text.strip().splitlines()
    return line


def test_programme_file_names_the_key_that_is_wrong(desk: Desk) -> None:
    desk.programme("due_day = 45\n")

    ran = desk.run("sync")

    assert ran.status == 2
    assert one_line(ran.err).startswith(
        "programme.toml 里「due_day」写的是 45,不能用;可以写的例如 1–28"
    )


def test_as_of_that_is_no_date_is_told_in_the_language_typed(desk: Desk) -> None:
    ran = desk.run("sync", "--as-of", "yesterday", "--locale", "en")

    assert ran.status == 2
    assert one_line(ran.err).startswith("--as-of 'yesterday' is no date")


def test_no_workspace_says_how_to_get_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)

    status = run(["sync"])

    assert status == 2
    assert "yueyue init" in one_line(capsys.readouterr().err)


def test_locked_database_is_waited_for_and_then_named(
    small_city: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("app.office.build_engine", partial(build_engine, patience=0.1))
    small_city.json("sync", "--as-of", "2026-04-08")
    with sqlite3.connect(small_city.place / "yueyue.db", isolation_level=None) as other:
        other.execute("BEGIN IMMEDIATE")
        ran = small_city.run("sync", "--as-of", "2026-04-08")
        other.execute("ROLLBACK")
    other.close()

    assert ran.status == 2
    assert one_line(ran.err).startswith("数据库正被另一个程序占用")


def test_database_that_is_none_is_named(small_city: Desk) -> None:
    (small_city.place / "yueyue.db").write_bytes(b"not a database" * 100)

    ran = small_city.run("sync", "--as-of", "2026-04-08")

    assert ran.status == 2
    assert one_line(ran.err).startswith("数据库用不了")


def test_full_disk_loses_nothing(small_city: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    small_city.json("sync", "--as-of", "2026-04-08")
    with sqlite3.connect(small_city.place / "yueyue.db") as other:
        pages = other.execute("PRAGMA page_count").fetchone()[0]
    other.close()
    monkeypatch.setattr("app.office.build_engine", partial(build_small, pages=pages))
    rows = [["2026-03-05", f"活动{n}" * 200, 12, "2小时", ""] for n in range(200)]
    small_city.log("城关镇服务队.xlsx", *rows)

    ran = small_city.run("sync", "--as-of", "2026-04-08")

    assert ran.status == 2
    assert one_line(ran.err).startswith("磁盘满了")
    assert len(small_city.json("records", "--as-of", "2026-04-08")["records"]) == 2


def test_unit_nobody_knows_names_the_nearest(small_city: Desk) -> None:
    small_city.json("sync", "--as-of", "2026-04-08")

    ran = small_city.run("hours", "--unit", "城关服务队")

    assert ran.status == 2
    assert "相近的有:城关镇服务队" in one_line(ran.err)


def test_sheets_folder_that_is_gone_is_named(desk: Desk) -> None:
    (desk.place / "sheets").rmdir()

    ran = desk.run("sync")

    assert ran.status == 2
    assert one_line(ran.err).startswith("打不开存放工作簿的文件夹")


def test_init_and_doctor_lead_a_beginner(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    place = tmp_path / "新城"

    made = run(["init", str(place)])
    again = run(["init", str(place)])
    capsys.readouterr()
    examined = run(["doctor", "--workspace", str(place)])

    assert (made, again, examined) == (0, 2, 1)
    assert "还没有同步过" in capsys.readouterr().out
    assert (place / "sheets" / "名册.xlsx").exists()


@pytest.mark.parametrize(
    ("url", "told"),
    [
        (
            "postgresql://nobody@127.0.0.1:9/city?bogus=1",
            '数据库用不了:invalid connection option "bogus"',
        ),
        ("postgresql://nobody@127.0.0.1:9/city", "数据库用不了:connection failed"),
        (
            "sqlite:///city.db?mode=ro",
            (
                "设置 YUEYUE_DATABASE_URL 不能用;可以写:sqlite:///FILE | "
                "postgresql://USER:PASSWORD@HOST/NAME"
            ),
        ),
    ],
)
def test_database_address_that_leads_nowhere_is_told_in_one_line(
    desk: Desk, url: str, told: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("YUEYUE_DATABASE_URL", url)

    ran = desk.run("status")

    assert ran.status == 2
    assert one_line(ran.err).startswith(told)


@pytest.mark.parametrize("command", ["status", "migrate"])
def test_database_of_a_newer_version_asks_for_the_newer_program(
    small_city: Desk, command: str
) -> None:
    small_city.json("sync", "--as-of", "2026-04-08")
    with sqlite3.connect(small_city.place / "yueyue.db") as other:
        other.execute("UPDATE alembic_version SET version_num = '9999'")
    other.close()

    ran = small_city.run(command)

    assert ran.status == 2
    assert one_line(ran.err).startswith("数据库是更新的版本(9999)建的,现在的程序读不了")


def test_setting_that_cannot_be_used_says_what_can_in_the_language_typed(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("YUEYUE_LOG_FORMAT", "loud")

    ran = desk.run("status", "--locale", "en")

    allowed = "The setting YUEYUE_LOG_FORMAT cannot be used; allowed: console | json."
    assert (ran.status, one_line(ran.err)) == (2, allowed)


def test_file_of_settings_that_is_no_text_is_named(desk: Desk) -> None:
    (desk.place / ".env").write_bytes("# 月月".encode("gbk"))

    ran = desk.run("status")

    assert ran.status == 2
    assert one_line(ran.err).startswith("读不了设置 .env:")


@pytest.mark.parametrize(
    "place", ["sheets/市图书馆.xlsx", "sheets/新.xlsx", "sheets/../sheets/a.xlsx"]
)
def test_status_is_never_written_among_the_workbooks(small_city: Desk, place: str) -> None:
    before = (small_city.place / "sheets" / "市图书馆.xlsx").read_bytes()

    ran = small_city.run("status", "--out", str(small_city.place / place))

    assert ran.status == 2
    assert one_line(ran.err).startswith("--out 不能写进存放工作簿的文件夹")
    assert (small_city.place / "sheets" / "市图书馆.xlsx").read_bytes() == before


def test_chat_with_its_input_closed_ends_as_at_its_end(small_city: Desk) -> None:
    small_city.json("sync", "--as-of", "2026-04-08")

    ran = subprocess.run(
        ["/bin/sh", "-c", 'exec "$@" <&-', "sh", sys.executable, "-m", "app",
         "--workspace", str(small_city.place), "chat"],
        cwd=REPO, capture_output=True, text=True, check=False,
    )  # fmt: skip

    assert (ran.returncode, ran.stderr) == (0, "")
    assert "程序自身出错" not in ran.stdout
