"""`check`: any file, without a workspace."""

from pathlib import Path

import pytest

from app.__main__ import run
from tests.app.desk import LOG, Desk


def test_faults_of_a_row_are_all_told_with_their_cells(desk: Desk) -> None:
    path = desk.log("甲队.xlsx", ["昨天", "清扫", "20-30人", "30", ""])

    ran = desk.run("check", str(path), "--json")

    found = {one["where"]["cell"]: one["code"] for one in ran.document["findings"]}
    assert found == {"A2": "date-vague", "C2": "count-range", "D2": "duration-unit-missing"}
    assert ran.status == 1


def test_month_of_the_command_line_fills_in_the_year(desk: Desk) -> None:
    path = desk.book("甲队.xlsx", Sheet1=[LOG, ["3.5", "清扫", 12, "2小时", "张三、李四"]])

    ran = desk.run("check", str(path), "--month", "2024-03", "--json")

    [record] = ran.document["records"]
    assert ran.status == 0
    assert record["where"] == {"book": "甲队.xlsx", "sheet": "Sheet1", "row": 2}
    fields = {name: value for name, value in record["fields"].items() if value is not None}
    assert fields == {
        "date": "2024-03-05",
        "title": "清扫",
        "headcount": 12,
        "duration": 120,
        "participants": ["张三", "李四"],
    }


def test_file_that_is_no_workbook_is_a_finding(tmp_path: Path, desk: Desk) -> None:
    path = tmp_path / "假.xlsx"
    path.write_bytes(b"\x00\x01\x02")

    ran = desk.run("check", str(path), "--json")

    [finding] = ran.document["findings"]
    assert (finding["code"], finding["where"]["sheet"]) == ("workbook-unreadable", None)
    assert ran.status == 1


def test_file_that_is_not_there_is_wrong_usage(desk: Desk) -> None:
    ran = desk.run("check", "没有.xlsx")

    assert ran.status == 2
    assert "没有.xlsx" in ran.err


def test_roster_is_checked_as_a_roster(small_city: Desk) -> None:
    small_city.roster([["U1", "甲队"]], [["乙队", "王芳"]])

    ran = small_city.run("check", str(small_city.place / "sheets" / "名册.xlsx"), "--json")

    found = [(one["code"], one["where"]["cell"]) for one in ran.document["findings"]]
    assert (ran.status, found) == (0, [("roster-contact-unit-unknown", "A2")])


def test_check_in_a_workspace_speaks_as_its_programme_does(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk.programme(
        '[programme]\nid = "city"\nlocale = "en"\ntimezone = "Pacific/Kiritimati"\n'
        '[messages.en]\n"finding.date-future" = "Not yet: {text}."\n'
    )
    path = desk.log("甲队.xlsx", ["2026-04-08", "清扫", 12, "2小时", ""])
    monkeypatch.chdir(desk.place / "sheets")

    ahead = desk.run("check", str(path), "--as-of", "2026-04-07")

    assert "Not yet: 2026-04-08." in ahead.out


def test_check_outside_any_workspace_goes_by_the_shipped_programme(
    tmp_path: Path, desk: Desk, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    path = desk.log("甲队.xlsx", ["2026-04-08", "清扫", 12, "2小时", ""])
    monkeypatch.chdir(tmp_path)

    status = run(["check", str(path), "--as-of", "2026-04-09"])

    assert (status, "没有问题" in capsys.readouterr().out) == (0, True)


def test_check_of_a_workspace_that_is_none_says_so(desk: Desk) -> None:
    status = run(["check", "甲队.xlsx", "--workspace", str(desk.place / "gone")])

    assert status == 2
