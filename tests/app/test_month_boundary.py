"""Scenario 2: rows around the ends of months, seen sooner or later, judged by the day held."""

from tests.app.desk import Desk


def judged(desk: Desk, month: str, on: str) -> tuple[str, list[str | None]]:
    """The team's standing of a month on a day, and the marks of its rows."""
    [row] = desk.json("status", "--month", month, "--as-of", on)["rows"]
    return row["standing"], [one["mark"] for one in row["because"]]


def test_months_are_judged_by_the_day_held_and_the_day_first_seen(desk: Desk) -> None:
    desk.programme('[programme]\nid = "city"\nstart = "2026-01"\n')
    desk.roster([["U1", "甲队", "", "", "社区"]])
    first, last, late = (
        ["2026-02-01", "晨扫"],
        ["2026-01-31", "年末清扫"],
        ["2026-02-28", "元宵送暖"],
    )
    desk.log("甲队.xlsx", first)
    desk.json("sync", "--as-of", "2026-02-01T00:01")
    desk.log("甲队.xlsx", first, last)
    desk.json("sync", "--as-of", "2026-02-02T10:00")
    desk.log("甲队.xlsx", first, last, late)
    desk.json("sync", "--as-of", "2026-03-04T10:00")

    january = [judged(desk, "2026-01", day) for day in ("2026-02-06", "2026-03-01", "2026-04-13")]
    february = [judged(desk, "2026-02", day) for day in ("2026-02-06", "2026-03-01", "2026-03-06")]
    march = [judged(desk, "2026-03", f"2026-{d}")[0] for d in ("03-06", "04-06", "04-08", "04-13")]

    assert january == [("met", ["late-filed"])] * 3
    assert february == [("met", [None]), ("met", [None]), ("met", [None, "late-filed"])]
    assert march == ["open", "open", "overdue", "missed"]
