"""Activities filed in the chat, on their way into the sheets."""

from typing import Any

import pytest

from sync.reading import RawCell
from sync.workbook import read_workbook
from tests.app.desk import Desk

DAY = ("--as-of", "2026-04-12")
REPORT = "4.5 河道清扫 12人 每人2小时"


@pytest.fixture
def city(small_city: Desk) -> Desk:
    """The small city, synced; the team's coordinator has filed an activity in the chat."""
    small_city.json("sync", "--as-of", "2026-04-08")
    file(small_city)
    return small_city


def file(desk: Desk, text: str = REPORT) -> None:
    shown = desk.json("ask", text, "--as", "王芳", *DAY)
    desk.json("ask", shown["buttons"][0], "--as", "王芳", *DAY)


def rows(desk: Desk) -> list[list[RawCell]]:
    """The rows of the workbook of filings, its header first."""
    [tab, *_] = read_workbook(desk.place / "sheets" / "聊天填报.xlsx")
    return tab.rows


def activities(desk: Desk, as_of: str) -> list[dict[str, Any]]:
    """What is stored of April."""
    found = desk.json("records", "--month", "2026-04", "--as-of", as_of)
    return [one for one in found["records"] if one["fields"]["title"] == "河道清扫"]


def test_filed_activity_counts_before_any_sync(city: Desk) -> None:
    assert city.standings("2026-04-12T10:00", "2026-04")["城关镇服务队"] == "met"
    assert (
        city.json("hours", "--unit", "城关镇服务队", "--from", "2026-04-01", *DAY)["minutes"]
        == 1440
    )


def test_sync_writes_it_once_and_it_stays_the_same_activity(city: Desk) -> None:
    [before] = activities(city, "2026-04-12")

    first = city.json("sync", "--as-of", "2026-04-12T10:00")
    second = city.json("sync", "--as-of", "2026-04-12T11:00")

    assert len(rows(city)) == 2
    [after] = activities(city, "2026-04-13")
    assert (after["id"], after["counts"]) == (before["id"], True)
    assert after["where"] == {"book": "聊天填报.xlsx", "sheet": "聊天填报", "row": 2}
    told = {one["book"]: one for one in first["books"]}["聊天填报.xlsx"]
    assert (told["added"], told["edited"], told["withdrawn"]) == (0, 0, 0)
    assert [one["changed"] for one in second["books"]] == [False] * len(second["books"])


def test_second_filing_joins_the_first_in_their_workbook(city: Desk) -> None:
    city.json("sync", "--as-of", "2026-04-12T10:00")
    file(city, "4.6 敬老 5人 每人1小时")

    city.json("sync", "--as-of", "2026-04-12T11:00")

    assert len(rows(city)) == 3
    assert (
        city.json("hours", "--unit", "城关镇服务队", "--from", "2026-04-01", *DAY)["activities"]
        == 2
    )


def test_row_mended_in_the_sheet_mends_the_activity(city: Desk) -> None:
    city.json("sync", "--as-of", "2026-04-12T10:00")
    [header, row, *_] = rows(city)
    city.book("聊天填报.xlsx", 聊天填报=[header, [*row[:3], 20, *row[4:]]])

    city.json("sync", "--as-of", "2026-04-12T11:00")

    [after] = activities(city, "2026-04-13")
    assert after["fields"]["headcount"] == 20


def test_dry_run_writes_no_row(city: Desk) -> None:
    city.run("sync", "--dry-run", "--as-of", "2026-04-12T10:00")

    assert not (city.place / "sheets" / "聊天填报.xlsx").exists()


def test_workbook_that_cannot_be_written_waits_and_is_told(city: Desk) -> None:
    (city.place / "sheets" / "聊天填报.xlsx").write_bytes(b"not ours")

    ran = city.run("sync", "--as-of", "2026-04-12T10:00")

    assert "有 1 条聊天里登记的活动还没有写进台账" in ran.out
    assert city.standings("2026-04-12T10:30", "2026-04")["城关镇服务队"] == "met"
