"""`exempt`, `pause`, `close`, `reopen` as the office types them."""

import pytest

from tests.app.desk import Desk


@pytest.fixture
def city(small_city: Desk) -> Desk:
    """The library wrote nothing in March, the team neither; both were looked at in time."""
    small_city.book("市图书馆.xlsx", 活动=[["日期", "活动名称"]])
    small_city.programme('[programme]\nid = "city"\nname = "江城"\nstart = "2026-03"\n')
    small_city.json("sync", "--as-of", "2026-03-02")
    return small_city


def standing(desk: Desk, on: str, unit: str = "市图书馆") -> tuple[str, str | None]:
    [row] = desk.json("status", "--month", "2026-03", "--unit", unit, "--as-of", on)["rows"]
    return row["standing"], row["because"][0]["mark"] if row["because"] else None


def test_exempt_unit_is_counted_apart_and_says_why(city: Desk) -> None:
    told = city.json(
        "exempt", "图书馆", "u-01", "2026-03", "--reason", "装修", "--by", "李主任",
        "--as-of", "2026-03-09T10:00",
    )  # fmt: skip

    totals = city.json("status", "--month", "2026-03", "--as-of", "2026-04-13")["totals"]
    assert told == {
        "unit": "市图书馆",
        "duty": "U-01",
        "period": "2026-03",
        "until": "2026-03-31",
        "reason": "装修",
        "granted_by": "李主任",
        "withdrawn": False,
        "changed": 1,
    }
    assert totals == {"missed": 1, "exempt": 1}
    assert standing(city, "2026-04-13") == ("exempt", "exemption")
    assert standing(city, "2026-03-09T09:59") == ("open", None)


def test_exemption_is_taken_back(city: Desk) -> None:
    city.run("exempt", "图书馆", "U-01", "2026-03", "--reason", "装修", "--as-of", "2026-03-09")

    ran = city.run("exempt", "图书馆", "U-01", "2026-03", "--withdraw", "--as-of", "2026-03-10")

    assert (ran.status, "收回了 市图书馆 的 U-01" in ran.out) == (0, True)
    assert standing(city, "2026-04-13") == ("missed", None)


def test_paused_unit_is_exempt_and_comes_back(city: Desk) -> None:
    paused = city.run(
        "pause", "图书馆", "--from", "2026-03-20", "--reason", "搬迁", "--as-of", "2026-03-20"
    )
    during = standing(city, "2026-04-08")

    back = city.json("pause", "图书馆", "--withdraw", "--as-of", "2026-04-09")

    assert paused.out.startswith("记下了:市图书馆 从 2026-03-20 到 另行通知 暂停")
    assert during == ("exempt", "paused")
    assert (back["withdrawn"], standing(city, "2026-04-09")[0]) == (True, "overdue")


def test_office_closes_and_reopens_a_month(city: Desk) -> None:
    closed = city.json("close", "2026-03", "--as-of", "2026-04-08T15:00")
    missed = standing(city, "2026-04-08T16:00")
    before = standing(city, "2026-04-08T14:00")

    opened = city.run("reopen", "2026-03", "--reason", "名单有误", "--as-of", "2026-04-09")

    assert closed == {"period": "2026-03", "done": "closed", "changed": 2}
    assert (before[0], missed[0]) == ("overdue", "missed")
    assert opened.out == (
        "2026-03 重新打开;2 项由缺报转回逾期,到再次 yueyue close 2026-03 为止。\n"
    )
    assert standing(city, "2026-06-01")[0] == "overdue"


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (["exempt", "图书馆", "U-01", "2026-03"], "请用 --reason 写明原因"),
        (["exempt", "图书馆", "U-99", "2026-03", "--reason", "x"], "没有职责「U-99」"),
        (["exempt", "图书馆", "U-01", "三月", "--reason", "x"], "「三月」不是周期"),
        (["exempt", "图书馆", "U-01", "2026-03", "--withdraw"], "没有免报可收回"),
        (["pause", "图书馆", "--reason", " "], "请用 --reason 写明原因"),
        (["pause", "图书馆", "--withdraw"], "没有正在或将要暂停的记录"),
        (["close", "2026-03"], "还没有到期(最后一天是 2026-04-07)"),
        (["close", "2026-09"], "没有任何单位应办的事项"),
        (["reopen", "2026-03", "--reason", "x"], "还没有关账"),
    ],
)
def test_what_cannot_be_decided_is_said_in_one_sentence(
    city: Desk, arguments: list[str], sentence: str
) -> None:
    ran = city.run(*arguments, "--as-of", "2026-03-09")

    assert (ran.status, ran.out, sentence in ran.err) == (2, "", True)
