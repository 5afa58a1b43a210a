"""`hours`: the counting rules of the programme, from workbook to total."""

import pytest

from tests.app.desk import LOG, Desk

DAY = ("--as-of", "2026-04-08")
SERVICE = ["志愿者姓名", "志愿者编号", "日期", "活动", "时长", "状态"]


def total(desk: Desk, *arguments: str) -> tuple[int, ...]:
    """(minutes, confirmed, pending, activities, participations)."""
    desk.json("sync", *DAY)
    found = desk.json("hours", *arguments, *DAY)
    names = ("minutes", "confirmed", "pending", "activities", "participations")
    return tuple(found[name] for name in names)


@pytest.fixture
def team(desk: Desk) -> Desk:
    """One unit that keeps a workbook."""
    desk.roster([["U1", "甲队", "", "", "社区"]])
    return desk


@pytest.mark.parametrize(
    ("row", "expected"),
    [
        (["2026-03-05", "清扫", 12, "2小时", ""], (1440, 0, 1440, 1, 12)),
        (["2026-03-05", "清扫", 12, "2小时", "张三、李四"], (1440, 0, 1440, 1, 12)),
        (["2026-03-05", "清扫", "", "2小时", "张三、李四、王五"], (360, 0, 360, 1, 3)),
        (["2026-03-05", "清扫", "", "2小时", "张三、李四等12人"], (1440, 0, 1440, 1, 12)),
        (["2026-03-05至2026-03-07", "清扫", 2, "2小时", ""], (240, 0, 240, 1, 2)),
        (["2026-05-05", "清扫", 2, "2小时", ""], (0, 0, 0, 0, 0)),
        (["3月底", "清扫", 2, "2小时", ""], (0, 0, 0, 0, 0)),
    ],
)
def test_row_counts_people_times_minutes(
    team: Desk, row: list[object], expected: tuple[int, ...]
) -> None:
    team.log("甲队.xlsx", row)

    assert total(team) == expected


def test_service_records_are_the_people_of_their_activity(team: Desk) -> None:
    team.book(
        "甲队.xlsx",
        活动=[LOG, ["2026-03-05", "清扫", 3, "2小时", "张三、李四"]],
        服务记录=[
            SERVICE,
            ["张三", "V1", "2026-03-05", "清扫", "3小时", "已认定"],
            ["王五", "V2", "2026-03-05", "清扫", "1小时", "待认定"],
            ["赵六", "V3", "2026-03-09", "值守", "2小时", "已认定"],
        ],
    )

    assert total(team) == (180 + 60 + 120 + 120, 180 + 120, 60 + 120, 1, 4)
    assert total(team, "--volunteer", "张三") == (180, 180, 0, 1, 1)
    assert total(team, "--volunteer", "李四") == (0, 0, 0, 0, 0)
    assert total(team, "--volunteer", "V3") == (120, 120, 0, 1, 1)


def test_person_of_a_name_list_has_the_minutes_of_the_activity(team: Desk) -> None:
    team.log("甲队.xlsx", ["2026-03-05", "清扫", "", "90分钟", "张三、李四"])

    assert total(team, "--volunteer", "李四") == (90, 0, 90, 1, 1)


def test_namesakes_of_several_units_are_told_apart(desk: Desk) -> None:
    desk.roster([["U1", "甲队", "", "", "社区"], ["U2", "乙队", "", "", "社区"]])
    desk.log("甲队.xlsx", ["2026-03-05", "清扫", "", "2小时", "张三、李四"])
    desk.book("乙队.xlsx", 服务记录=[SERVICE, ["张三", "V9", "2026-03-05", "清扫", "3小时", ""]])
    desk.json("sync", *DAY)
    said = "张三 在 2 个单位有记录:甲队 2.0 小时、乙队 3.0 小时。"

    lines = [desk.run("hours", "--volunteer", name, *DAY).out for name in ("张三", "李四", "V9")]
    answer = desk.run("ask", "张三三月多少小时", *DAY).out

    assert [said in line for line in (*lines, answer)] == [True, False, False, True]
    assert lines[0].startswith("共 5.0 小时")


def test_span_counts_by_the_first_day(team: Desk) -> None:
    team.log(
        "甲队.xlsx",
        ["2026-02-28至2026-03-02", "清扫", 2, "1小时", ""],
        ["2026-03-31", "探望", 3, "1小时", ""],
    )

    assert total(team, "--from", "2026-03-01", "--to", "2026-03-31") == (180, 0, 180, 1, 3)


def test_total_says_which_cycle_it_comes_from(team: Desk) -> None:
    team.log("甲队.xlsx", ["2026-03-05", "清扫", 12, "2小时", ""])
    team.json("sync", *DAY)

    fresh = team.json("hours", *DAY)["as_of"]

    assert fresh == {"synced_at": "2026-04-08T01:30:00+00:00", "cycle": 1}


def test_person_whom_no_row_names_is_told_to_be_unknown(team: Desk) -> None:
    team.log("甲队.xlsx", ["2026-03-05", "清扫", "", "2小时", "张三、李四"])
    team.json("sync", *DAY)

    unknown = team.run("hours", "--volunteer", "张山", *DAY)
    known = team.run("hours", "--volunteer", "张三", "--from", "2026-04-01", *DAY)
    document = team.json("hours", "--volunteer", "张山", *DAY)

    assert (unknown.status, unknown.out[:17]) == (0, "没有叫「张山」的人,也没有这个编号")
    assert known.out.startswith("共 0.0 小时")
    assert document["minutes"] == 0


def test_volunteer_of_the_roster_who_has_not_served_is_known(desk: Desk) -> None:
    desk.roster([["U1", "甲队", "", "", "社区"]], [["甲队", "陈晨", "志愿者", "V001"]])
    desk.json("sync", *DAY)

    told = [desk.run("hours", "--volunteer", name, *DAY).out for name in ("陈晨", "V001")]

    assert [one.startswith("共 0.0 小时") for one in told] == [True, True]


def test_rows_without_people_or_duration_are_counted_and_told(team: Desk) -> None:
    team.log(
        "甲队.xlsx",
        ["2026-03-05", "清扫", 12, "2小时", ""],
        ["2026-03-06", "劝导", 12, "", ""],
        ["2026-03-07", "读书", "", "2小时", ""],
        ["2026-03-08", "访问", "", "", ""],
    )
    team.json("sync", *DAY)

    told = team.run("hours", *DAY).out.splitlines()
    of_one = team.run("hours", "--to", "2026-03-05", *DAY).out.splitlines()

    assert told[1:] == ["其中 3 项没写人数或时长,按 0 计;请在台账里补上。"]
    assert len(of_one) == 1
