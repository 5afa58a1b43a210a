"""A register that the sheets begin to keep puts its duties into force, for every unit at once."""

from tests.app.desk import Desk

_REPORTS = ["单位", "月份", "报告标题", "报送日期"]


def test_units_whose_workbooks_stay_as_they_are_are_reminded_of_a_new_duty_too(desk: Desk) -> None:
    units = ["市图书馆", "市文化馆", "市体育馆"]
    desk.programme('[programme]\nid = "city"\nname = "江城"\nstart = "2026-03"\n')
    desk.roster([["", name] for name in units], [[name, f"{name}的人"] for name in units])
    for name in units:
        desk.log(f"{name}.xlsx", ["2026-03-05", "护河", 6, 2, ""])
    desk.json("sync", "--as-of", "2026-04-03T09:20")
    desk.json("nudge", "--as-of", "2026-04-03")
    desk.book("报告.xlsx", 月度报告=[_REPORTS, ["市图书馆", "2026-03", "三月报告", "2026-04-03"]])

    desk.json("sync", "--as-of", "2026-04-08T09:20")
    told = desk.run("nudge", "--as-of", "2026-04-08").out

    assert [name for name in units if f"{name}的人" in told] == ["市文化馆", "市体育馆"]
