"""Private numbers in shared sheets: told, and repeated nowhere."""

import sqlite3

import pytest

from tests.app.desk import Desk

_PHONE, _ID = "13800138000", "340102199003071234"
_LOG = ["日期", "活动名称", "人数", "负责人", "身份证号", "备注"]
_ROW = ["2026-03-05", f"清河护绿{_PHONE}", 12, f"张伟 {_PHONE}", _ID, f"联系 {_PHONE}"]


def test_private_numbers_are_told_by_their_cells(small_city: Desk) -> None:
    path = small_city.book("市图书馆.xlsx", 活动=[_LOG, _ROW])

    ran = small_city.run("check", str(path), "--json")

    found = {(one["where"]["cell"], one["code"]) for one in ran.document["findings"]}
    assert found == {
        ("B2", "private-phone"),
        ("D2", "private-phone"),
        ("E2", "private-id"),
        ("F2", "private-phone"),
    }
    assert ran.status == 1


def test_private_numbers_are_repeated_nowhere(
    small_city: Desk, caplog: pytest.LogCaptureFixture
) -> None:
    path = small_city.book("市图书馆.xlsx", 活动=[_LOG, _ROW])

    ran = [
        small_city.run("check", str(path), "--json"),
        small_city.run("check", str(path)),
        small_city.run("sync", "--as-of", "2026-04-12"),
        small_city.run("records", "--json", "--as-of", "2026-04-12"),
    ]

    said = caplog.text + "".join(one.out + one.err for one in ran)
    with sqlite3.connect(small_city.place / "yueyue.db") as stored:
        said += "\n".join(stored.iterdump())
    assert "private-id" in said
    assert _PHONE not in said
    assert _ID not in said


@pytest.mark.parametrize("number", [_PHONE, "139 1234 5678", _ID, "1101011990-0307-7758"])
def test_private_numbers_in_the_roster_are_repeated_nowhere(desk: Desk, number: str) -> None:
    desk.roster(
        [["U1", "市图书馆", "", "", "", number, number, number]],
        [["市图书馆", "李明", number, number, number, number], [number, "王芳"]],
    )
    desk.book(
        "台账.xlsx", 活动=[[f"填报单位:{number}"], ["日期", "活动名称"], ["2026-03-05", "护河"]]
    )

    ran = [
        desk.run("sync", "--as-of", "2026-04-08"),
        desk.run("doctor", "--as-of", "2026-04-08"),
        desk.run("records", "--json", "--as-of", "2026-04-08"),
    ]

    said = "".join(one.out + one.err for one in ran)
    with sqlite3.connect(desk.place / "yueyue.db") as stored:
        said += "\n".join(stored.iterdump())
    told = {"roster-role-unknown", "roster-locale-unknown", "roster-channel-unknown"}
    assert [code for code in told if code not in said] == []
    assert number not in said
