"""Two published schemes, written as data alone: points a month, and hours a head and year."""

from datetime import date
from pathlib import Path

import pytest

from tests.app.desk import Desk

LOG = ["日期", "活动名称", "人数", "时长", "照片"]
UNITS: list[list[object]] = [
    ["U0", "市文明办", "", "", "市文明办"],
    ["U1", "图书馆", "", "市文明办", "窗口单位", 4],
    ["U2", "学校", "", "市文明办", "学校", 10],
    ["U3", "医院", "", "市文明办", "窗口单位", 2],
]

HEADS = {"图书馆": 4, "学校": 10, "医院": 2}

#: Points for each month's item, photos shown, and points off for a month without anything.
POINTS = """
[programme]
start = "2026-01"
[duties.U-01]
weight = 0
deduction = 2
[duties.J-01]
title_zh = "一月送温暖"
title_en = "January: warmth"
force = "always"
excused = ["市文明办"]
period = "01..01"
where = { photos = ">=2" }
weight = 9
[duties.J-02]
title_zh = "二月闹元宵"
title_en = "February: lanterns"
force = "always"
excused = ["市文明办"]
period = "02..02"
where = { photos = ">=3" }
weight = 6
"""

#: At least five activities and ten hours from January to April; 25 hours a head and year.
HOURS = """
[programme]
start = "2026-01"
[duties.U-01]
force = "off"
[duties.H-01]
title_zh = "一至四月五次十小时"
title_en = "five times and ten hours by April"
force = "always"
excused = ["市文明办"]
period = "01..04"
due = "end+5wd"
weight = 40
[[duties.H-01.parts]]
minimum = 5
[[duties.H-01.parts]]
measure = "sum"
field = "minutes"
minimum = 600
[duties.H-02]
title_zh = "人均每年二十五小时"
title_en = "25 hours a head and year"
force = "always"
excused = ["市文明办"]
period = "year"
due = "end+5wd"
measure = "sum"
field = "minutes"
minimum = 1500
per_member = true
weight = 60
"""

#: Unit, day, people, hours of each, photos.
HELD = [
    ("图书馆", "2026-01-08", 10, 2, 3),
    ("图书馆", "2026-02-10", 12, 2, 3),
    ("图书馆", "2026-03-05", 30, 2, 0),
    ("图书馆", "2026-03-19", 8, 1, 1),
    ("图书馆", "2026-04-09", 9, 1, 1),
    ("学校", "2026-01-15", 50, 3, 1),
    ("学校", "2026-03-12", 40, 3, 2),
    ("医院", "2026-02-20", 1, 1, 4),
    ("医院", "2026-04-20", 2, 1, 4),
]


@pytest.fixture
def desk(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Desk:
    made = Desk(tmp_path / "city", capsys)
    made.roster(UNITS, [["图书馆", "李明"]])
    return made


def log(desk: Desk, *, month: int) -> None:
    """Each unit's log as it stands at the end of a month, synced then."""
    for unit in ("图书馆", "学校", "医院"):
        rows = [
            [day, f"活动{number}", people, f"{hours}小时", photos or ""]
            for number, (name, day, people, hours, photos) in enumerate(HELD)
            if name == unit and date.fromisoformat(day).month <= month
        ]
        desk.book(f"{unit}.xlsx", 活动=[LOG, *rows])
    desk.json("sync", "--as-of", f"2026-{month:02d}-28")


def test_points_of_monthly_items_with_photos_and_deductions(desk: Desk) -> None:
    desk.programme(POINTS)
    for month in (1, 2, 3):
        log(desk, month=month)

    rows = desk.json("score", "--period", "2026-Q1", "--as-of", "2026-04-20")["rows"]

    assert {row["unit"]: row["points"] for row in rows} == {
        unit: _points(unit) for unit in ("图书馆", "学校", "医院")
    }


def _points(unit: str) -> float:
    """The same by hand: 9 and 6 for months with enough photos, 2 off for each month without any."""
    months = {month: [h[4] for h in HELD if h[0] == unit and h[1][5:7] == month] for month in _Q1}
    january = 9 if any(photos >= 2 for photos in months["01"]) else 0
    february = 6 if any(photos >= 3 for photos in months["02"]) else 0
    return float(january + february - 2 * sum(not held for held in months.values()))


def test_times_and_hours_by_april_and_hours_a_head_and_year(desk: Desk) -> None:
    desk.programme(HOURS)
    for month in (1, 2, 3, 4):
        log(desk, month=month)

    rows = desk.json("status", "--year", "2026", "--as-of", "2027-01-20")["rows"]

    assert {(row["unit"], row["duty"]): (row["standing"], row["held"]) for row in rows} == {
        **{(unit, "H-01"): _by_april(unit) for unit in ("图书馆", "学校", "医院")},
        **{(unit, "H-02"): _by_head(unit, heads) for unit, heads in HEADS.items()},
    }


def _minutes(unit: str) -> int:
    return sum(60 * people * hours for name, _, people, hours, _ in HELD if name == unit)


def _by_april(unit: str) -> tuple[str, int]:
    times = sum(name == unit for name, *_ in HELD)
    return ("met" if times >= 5 and _minutes(unit) >= 600 else "missed", times)


def _by_head(unit: str, heads: int) -> tuple[str, int]:
    enough = _minutes(unit) >= 25 * 60 * heads
    return ("met" if enough else "missed", _minutes(unit))


def test_score_names_its_formula_and_the_rows_behind_each_point(desk: Desk) -> None:
    desk.programme(POINTS)
    log(desk, month=1)

    told = desk.json("score", "--period", "2026-01", "--unit", "图书馆", "--as-of", "2026-02-28")

    [row] = told["rows"]
    assert (row["points"], row["possible"]) == (9, 9)
    [monthly, january] = row["duties"]
    assert [monthly["duty"], january["duty"]] == ["U-01", "J-01"]
    assert january["because"] == [{"record": monthly["because"][0]["record"], "mark": None}]
    assert "J-01 权重 9 扣 0" in told["formula"]


_Q1 = ("01", "02", "03")
