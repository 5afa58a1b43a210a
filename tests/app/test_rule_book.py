"""What the rule book shows: the duties in force, and what they bring."""

import subprocess
import sys

import pytest

from tests.app.desk import Desk


def test_duties_come_into_force_with_their_registers(small_city: Desk) -> None:
    small_city.json("sync", "--as-of", "2026-03-08")
    before = {one["id"]: one["in_force"] for one in small_city.json("duties", "--all")["duties"]}
    small_city.book(
        "月度报告.xlsx", 月度报告=[["单位", "月份", "报告标题"], ["市图书馆", "2026-02", "二月"]]
    )

    small_city.json("sync", "--as-of", "2026-03-09")

    after = [one["id"] for one in small_city.json("duties")["duties"]]
    assert ([name for name, bound in before.items() if bound], after) == (
        ["U-01"],
        ["U-01", "U-02"],
    )


def test_duty_tells_what_is_asked_until_when_and_who_is_told(small_city: Desk) -> None:
    [plan] = [one for one in small_city.json("duties", "--all")["duties"] if one["id"] == "U-08"]

    assert plan == {
        "id": "U-08",
        "title_zh": "品牌1-2个",
        "title_en": "one or two brand projects",
        "in_force": False,
        "force": "kept",
        "subject": "unit",
        "period": "year",
        "registers": ["brand"],
        "due": "06-30",
        "grace": "0wd",
        "ladder": ["L0@due-91d", "L0@due-14d", "L0@due+75d"],
        "severity": "low",
        "weight": 0,
        "deduction": 0,
        "source": "A7.7",
    }


def test_duties_are_listed_for_people(small_city: Desk) -> None:
    shown = small_city.run("duties", "--all", "--locale", "en").out

    [line] = [line for line in shown.splitlines() if "S-01" in line]
    assert "inspection of a station" in line
    assert "no register" in line
    assert "end+0d" in line


def test_score_is_shown_with_its_formula(small_city: Desk) -> None:
    small_city.json("sync", "--as-of", "2026-03-08")

    shown = small_city.run("score", "--as-of", "2026-04-20", "--locale", "en").out

    assert [line.split() for line in shown.splitlines() if "U-01 1/1" in line] == [
        ["市图书馆", "60", "60", "U-01", "1/1", "→", "60"]
    ]
    assert "weight × share met" in shown


@pytest.mark.parametrize("period", ["2026-13", "soon", "duanwu-2099"])
def test_period_that_cannot_be_is_refused_in_words(small_city: Desk, period: str) -> None:
    ran = small_city.run("score", "--period", period)

    assert ran.status == 2
    assert f"看不懂时段「{period}」" in ran.err


def test_score_of_a_period_in_which_nothing_was_owed_says_so(small_city: Desk) -> None:
    small_city.json("sync", "--as-of", "2026-03-08")

    assert "还没有可计分的职责" in small_city.run("score", "--period", "2024").out


def test_month_shows_every_duty_in_force_beside_each_other(small_city: Desk) -> None:
    small_city.book(
        "月度报告.xlsx", 月度报告=[["单位", "月份", "报告标题"], ["市图书馆", "2026-03", "三月"]]
    )
    small_city.json("sync", "--as-of", "2026-04-01")

    shown = small_city.run("status", "--month", "2026-03", "--as-of", "2026-04-12").out

    assert "2026-03 每月至少一次活动" in shown
    assert "2026-03 每月书面报告" in shown
    assert "2026-03:2 个单位,已完成 1 · 缺报 1" in shown


def test_year_lists_periods_that_are_no_months(small_city: Desk) -> None:
    small_city.book(
        "品牌.xlsx", 服务品牌=[["单位", "品牌名称", "年度"], ["市图书馆", "书香", "2026"]]
    )
    small_city.json("sync", "--as-of", "2026-04-01")

    shown = small_city.run("status", "--year", "2026", "--as-of", "2026-04-12").out

    lines = [line.split() for line in shown.splitlines()]
    assert ["城关镇服务队", "2026", "未到期", "2026-06-30"] in lines


def test_duty_that_nobody_owes_is_told_with_where_to_look(small_city: Desk) -> None:
    small_city.json("sync", "--as-of", "2026-04-01")

    asked = ("--duty", "U-09", "--month", "2026-04", "--as-of", "2026-04-01", "--locale", "en")
    shown = small_city.run("status", *asked).out

    assert shown.startswith("Nobody owes U-09 for 2026-04")


def test_duty_that_is_added_is_reminded_of_though_no_row_changed(small_city: Desk) -> None:
    small_city.json("sync", "--as-of", "2026-03-08")
    small_city.json("nudge", "--as-of", "2026-03-08")
    small_city.programme(
        '[duties.X-1]\ntitle_zh = "走访"\ntitle_en = "visits"\nforce = "always"\nminimum = 9\n'
        'ladder = ["L0@start+9d"]\n'
    )

    small_city.json("sync", "--as-of", "2026-03-10")

    letters = small_city.json("nudge", "--as-of", "2026-03-10T10:00")["letters"]
    told = {(of["unit"], of["duty"]) for one in letters for of in one["obligations"]}
    assert {("市图书馆", "X-1"), ("城关镇服务队", "X-1")} <= told


def test_rules_are_marked_alike_in_every_process() -> None:
    mark = "from config.programme_file import read_programme as r; "
    mark += "from sync.rules_mark import mark_rules; print(mark_rules(r(b'')))"

    marks = {
        subprocess.run(
            [sys.executable, "-c", mark],
            env={"PYTHONHASHSEED": seed},
            capture_output=True,
            check=True,
        ).stdout
        for seed in ("1", "2", "3")
    }

    assert len(marks) == 1
