"""`why`: one standing from its rows to its letters, told and as a document."""

import pytest

from tests.app.desk import Desk


@pytest.fixture
def city(small_city: Desk) -> Desk:
    """March of the team is not logged in time; its coordinator was written to on the due day."""
    small_city.programme('[programme]\nid = "city"\nname = "江城"\nstart = "2026-03"\n')
    for day in ("2026-03-02", "2026-03-13", "2026-04-07"):
        small_city.json("sync", "--as-of", f"{day}T09:20")
        small_city.json("nudge", "--as-of", day)
        small_city.json("deliver", "--as-of", day)
    return small_city


def mend(desk: Desk) -> None:
    """The team logs March on 9 April."""
    held = ["2026-03-28", "文明劝导", 6, 2, ""]
    desk.log("城关镇服务队.xlsx", ["2026-02-05", "河道清扫", 8, 2, "张三、李四"], held)
    desk.json("sync", "--as-of", "2026-04-09T09:00")


def test_story_of_a_late_month_is_told_from_row_to_letter(city: Desk) -> None:
    mend(city)

    told = city.run("why", "城关队", "u-01", "2026-03", "--as-of", "2026-04-09T10:00").out

    lines = told.splitlines()
    assert lines[:3] == [
        "城关镇服务队 U-01「每月至少一次活动」2026-03:补报",
        "要 1,有 1;截止 2026-04-07,2026-04-07 及以前登记的算按时。依据:B3c。",
        "2026-04-10 结束时关账,之后仍没有就是缺报。",
    ]
    assert (
        "· 城关镇服务队.xlsx「活动」第 3 行:2026-03-28 文明劝导,2026-04-09 09:00 首次看到" in told
    )
    assert "· 2026-04-08 00:00 未到期 → 逾期" in lines
    assert any(one.startswith("· 2026-04-09 09:00 逾期 → 补报(") for one in lines)
    assert "· 2026-04-07 09:30 L1@due+0d 联络员 王芳:2026-04-07 09:30 送出" in lines
    assert "接下来(若一直没有):" not in lines


def test_story_as_of_an_earlier_day_knows_nothing_of_later_ones(city: Desk) -> None:
    mend(city)

    [story] = city.json("why", "城关队", "U-01", "2026-03", "--as-of", "2026-04-08")["stories"]

    assert (story["standing"], story["because"]) == ("overdue", [])
    assert [(one["rung"], one["state"], one["role"]) for one in story["nudges"]] == [
        ("L0@start+14d", "sent", "coordinator"),
        ("L0@end+1d", "unsaid", "coordinator"),
        ("L0@end-10d", "unsaid", "coordinator"),
        ("L0@end-2wd", "unsaid", "coordinator"),
        ("L0@end-5d", "unsaid", "coordinator"),
        ("L1@due+0d", "sent", "coordinator"),
    ]
    assert [(one["at"][:10], one["what"]) for one in story["next"]] == [
        ("2026-04-10", "L3@due+3wd"),
        ("2026-04-11", "missed"),
    ]


def test_document_names_the_row_that_decides(city: Desk) -> None:
    mend(city)

    document = city.json("why", "城关队", "U-01", "2026-03", "--as-of", "2026-04-09T10:00")

    [reason] = document["stories"][0]["because"]
    assert (document["unit"], document["source"]) == ("城关镇服务队", "B3c")
    assert reason["mark"] == "after-due"
    assert reason["where"] == {"book": "城关镇服务队.xlsx", "sheet": "活动", "row": 3}
    assert reason["first_seen"] == "2026-04-09T09:00:00+08:00"


def test_answers_and_decisions_are_part_of_the_story(city: Desk) -> None:
    city.run("ask", "/promise 3", "--as", "王芳", "--as-of", "2026-04-07T10:00")
    city.run("ask", "申请免报", "--as", "周礼", "--as-of", "2026-04-07T11:00")
    promised = city.run("why", "城关队", "U-01", "2026-03", "--as-of", "2026-04-08").out
    city.run(
        "exempt", "城关队", "U-01", "2026-03", "--reason", "搬迁", "--by", "李主任",
        "--as-of", "2026-04-08T11:00",
    )  # fmt: skip

    exempt = city.run("why", "城关队", "U-01", "2026-03", "--as-of", "2026-04-09").out

    assert "· 2026-04-07 10:00 王芳:答应最晚 2026-04-09 补报" in promised
    assert "· 2026-04-07 11:00 周礼:申请免报;同意就用 yueyue exempt" in promised
    assert "· 2026-04-10 09:30 L2@promise+1d" in promised
    assert "· 2026-04-08 11:00 免报,2026-03-01 至 2026-03-31:搬迁(批准:李主任)" in exempt
    assert "· 文明办准予免报" in exempt


def test_month_that_opened_and_closed_unwatched_says_that_nobody_was_reminded(desk: Desk) -> None:
    desk.programme('[programme]\nid = "city"\nname = "江城"\nstart = "2026-01"\n')
    desk.roster([["U1", "甲队", "", "", "社区"]], [["甲队", "王芳"]])
    desk.log("甲队.xlsx", ["2026-01-31", "年末清扫"])
    desk.json("sync", "--as-of", "2026-01-31")
    desk.json("sync", "--as-of", "2026-04-13")
    nudged = desk.json("nudge", "--as-of", "2026-04-13")["letters"]

    told = desk.run("why", "甲队", "U-01", "2026-02", "--as-of", "2026-04-13").out

    assert "第一次看到时已经关账,没有催办。" in told
    assert "催办:" not in told.splitlines()
    assert [
        one for letter in nudged for one in letter["obligations"] if one["period"] == "2026-02"
    ] == []


def test_what_a_unit_does_not_owe_has_no_story(city: Desk) -> None:
    ran = city.run("why", "市文明办", "U-01", "2026-03", "--as-of", "2026-04-08")

    assert (ran.status, ran.out) == (0, "市文明办 在 2026-03 不承担 U-01,或还没有开始。\n")


def test_story_of_history_says_so_in_either_language(city: Desk) -> None:
    asked = ("why", "城关队", "U-01", "2026-02", "--as-of", "2026-04-08")
    english, chinese = city.run(*asked, "--locale", "en").out, city.run(*asked).out

    assert "Before the programme began: history" in english
    assert "只作历史" in chinese
