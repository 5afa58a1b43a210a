"""Months: who is late, by the day an activity was held and the day its row was first seen."""

from datetime import date

from tests.app.desk import Desk


def test_exactly_the_units_that_wrote_nothing_are_overdue(desk: Desk) -> None:
    silent = [f"单位{n:04d}" for n in range(37)]
    writing = [f"单位{n:04d}" for n in range(37, 995)]
    joined = [f"单位{n:04d}" for n in range(995, 1000)]
    listed = [["", name, "", "", "社区", "", ""] for name in [*silent, *writing]]
    fresh = [["", name, "", "", "社区", "", date(2026, 3, 20)] for name in joined]
    desk.roster([*listed, *fresh])
    rows = [[name, "2026-03-10", "河道清扫"] for name in writing]
    desk.book("汇总.xlsx", 三月=[["单位", "日期", "活动名称"], *rows])
    desk.json("sync", "--as-of", "2026-04-02")

    standings = desk.standings("2026-04-08", "2026-03")

    assert {name for name, s in standings.items() if s == "overdue"} == set(silent)
    assert {name for name, s in standings.items() if s == "met"} == set(writing)
    assert not set(joined) & standings.keys()


def test_activity_counts_for_the_month_it_was_held_in(desk: Desk) -> None:
    desk.programme('[programme]\nid = "city"\nstart = "2026-01"\n')
    desk.roster([["U1", "甲队", "", "", "社区"], ["U2", "乙队", "", "", "社区"]])
    desk.log("甲队.xlsx", ["2026-01-31", "年末清扫"])
    desk.log("乙队.xlsx", ["2026-01-31", "年末清扫"], ["2026-02-01", "探望"])

    desk.json("sync", "--as-of", "2026-02-02")

    assert desk.standings("2026-02-02", "2026-01") == {"甲队": "met", "乙队": "met"}
    assert desk.standings("2026-02-02", "2026-02") == {"甲队": "open", "乙队": "met"}
    assert desk.standings("2026-03-05", "2026-02") == {"甲队": "open", "乙队": "met"}
    assert desk.standings("2026-03-06", "2026-02") == {"甲队": "overdue", "乙队": "met"}


def test_row_seen_after_the_due_day_is_met_late_and_says_so(small_city: Desk) -> None:
    small_city.json("sync", "--as-of", "2026-04-02")
    small_city.log(
        "城关镇服务队.xlsx",
        ["2026-02-05", "河道清扫", 8, 2, "张三、李四"],
        ["2026-03-28", "文明劝导", 6, 2, ""],
    )
    small_city.json("sync", "--as-of", "2026-04-09")

    before = small_city.standings("2026-04-08", "2026-03")
    [row] = small_city.json(
        "status", "--month", "2026-03", "--unit", "城关队", "--as-of", "2026-04-09"
    )["rows"]

    assert before["城关镇服务队"] == "overdue"
    assert (row["standing"], row["because"][0]["mark"]) == ("met_late", "after-due")


def test_months_before_the_start_are_judged_by_the_day_held(small_city: Desk) -> None:
    small_city.json("sync", "--as-of", "2026-04-08")

    rows = small_city.json("status", "--month", "2026-02", "--as-of", "2026-04-08")["rows"]

    assert [(row["unit"], row["standing"], row["because"][0]["mark"]) for row in rows] == [
        ("市图书馆", "missed", "history"),
        ("城关镇服务队", "met", "history"),
    ]


def test_year_is_drawn_as_a_map_that_needs_no_colour(small_city: Desk) -> None:
    small_city.json("sync", "--as-of", "2026-04-08")

    drawn = small_city.run("status", "--year", "2026", "--as-of", "2026-04-08").out

    [line] = [line for line in drawn.splitlines() if "市图书馆" in line]
    assert line.split() == ["市图书馆", "缺", "补", "未"]
