"""Registers at the command line: read by `check` and `sync`, shown by `records`, handed out."""

from pathlib import Path

import pytest

from app.__main__ import run
from sync.workbook import read_workbook
from tests.app.desk import Desk
from tests.builders import programme

STATIONS: list[list[object]] = [
    ["单位", "站点名称", "类型", "标识", "星级"],
    ["甲队", "阅读站", "服务站", "有", "四星级"],
    ["甲队", "灯塔", "服务站", "大概", 3],
    ["甲队", "", "广场", "有", 2],
]


@pytest.fixture
def city(desk: Desk) -> Desk:
    """A city of one unit, and a book of its stations."""
    desk.roster([["U1", "甲队"]])
    desk.book("站点.xlsx", 服务站=STATIONS)
    return desk


def test_check_shows_entries_by_the_fields_of_their_register(city: Desk) -> None:
    ran = city.run("check", str(city.place / "sheets" / "站点.xlsx"), "--json")

    first, *_ = ran.document["records"]
    fields = {name: value for name, value in first["fields"].items() if value is not None}
    assert first["register"] == "station"
    assert first["where"] == {"book": "站点.xlsx", "sheet": "服务站", "row": 2}
    assert fields == {
        "unit": "甲队",
        "title": "阅读站",
        "type": "station",
        "sign": True,
        "star": 4,
    }


def test_check_tells_what_is_wrong_in_an_entry_in_words(city: Desk) -> None:
    ran = city.run("check", str(city.place / "sheets" / "站点.xlsx"), "--json")

    told = {one["where"]["cell"]: one["message"] for one in ran.document["findings"]}
    assert told == {
        "D3": "「大概」看不出是有还是没有;请写 是 或 否。",
        "B4": "这一行没有「站点名称」,暂不计入;请填上。",
    }
    assert ran.status == 1


def test_records_of_a_register_say_which_count(city: Desk) -> None:
    counted = city.json("sync")["books"]

    shown = city.json("records", "--register", "station")["records"]

    assert [one["added"] for one in counted if one["book"] == "站点.xlsx"] == [3]
    assert [(one["id"], one["fields"]["title"], one["counts"]) for one in shown] == [
        (1, "阅读站", True),
        (2, "灯塔", True),
        (3, None, False),
    ]


def test_records_without_a_register_show_every_one(city: Desk) -> None:
    city.log("甲队.xlsx", ["2026-03-05", "清扫", 12, "2小时", ""])
    city.json("sync", "--as-of", "2026-03-06")

    shown = city.json("records")["records"]

    assert [one["register"] for one in shown] == ["activity", *["station"] * 3]


def test_records_of_a_month_are_those_that_speak_of_it(city: Desk) -> None:
    header = ["单位", "月份", "报告标题", "报送日期"]
    rows = [["甲队", "2026-02", "二月", "2026-03-03"], ["甲队", "2026-03", "三月", "2026-04-02"]]
    city.book("报告.xlsx", 月度报告=[header, *rows])
    city.json("sync", "--as-of", "2026-04-06")

    shown = city.json("records", "--register", "monthly_report", "--month", "2026-03")["records"]

    assert [one["fields"]["date"] for one in shown] == ["2026-04-02"]


def test_several_days_of_an_entry_are_written_as_everywhere(city: Desk) -> None:
    header = ["单位", "培训主题", "培训时间"]
    city.book("培训.xlsx", 培训=[header, ["甲队", "救护", "2026-03-05、2026-03-12"]])
    city.json("sync", "--as-of", "2026-04-06")

    [shown] = city.json("records", "--register", "training")["records"]

    assert shown["fields"]["date"] == ["2026-03-05", "2026-03-12"]


def test_records_are_a_table_for_people_too(city: Desk) -> None:
    city.json("sync")

    ran = city.run("records", "--register", "station")

    assert "阅读站" in ran.out
    assert ran.status == 0


def test_unknown_register_is_refused_with_those_there_are(city: Desk) -> None:
    ran = city.run("records", "--register", "stations")

    assert ran.status == 2
    assert "没有叫「stations」的台账" in ran.err
    assert "monthly_report、flash_report" in ran.err


def test_templates_hold_a_tab_for_each_register_as_it_is_read(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    run(["init", str(tmp_path / "新城")])
    template = tmp_path / "新城" / "templates" / "台账模板.xlsx"
    capsys.readouterr()

    status = run(["check", str(template), "--json"])

    assert (status, '"findings": []' in capsys.readouterr().out) == (0, True)
    assert [tab.name for tab in read_workbook(template)] == [
        one.zh for one in programme().registers
    ]
