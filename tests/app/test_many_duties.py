"""Commands in a city that keeps registers beside its logs."""

import pytest

from tests.app.desk import Desk

_WISHES = ["单位", "微心愿", "发布日期", "状态"]
_LEADS = ["牵头单位", "节点", "年度"]


@pytest.fixture
def city(small_city: Desk) -> Desk:
    """The library has two wishes open since March, and leads a node."""
    small_city.programme('[programme]\nid = "city"\nname = "江城"\nstart = "2026-03"\n')
    small_city.book(
        "台账.xlsx",
        微心愿=[
            _WISHES,
            ["市图书馆", "一盏台灯", "2026-03-02", "待认领"],
            ["市图书馆", "一副手套", "2026-03-03", "待认领"],
        ],
        节点牵头单位=[_LEADS, ["市图书馆", "学雷锋日", 2026]],
    )
    small_city.json("sync", "--as-of", "2026-03-06T09:20")
    return small_city


def test_status_tells_the_activity_of_the_month_first(city: Desk) -> None:
    told = city.run("status", "--month", "2026-03", "--as-of", "2026-03-06").out

    titles = [line.strip() for line in told.splitlines() if line.strip().startswith("2026-03 ")]
    assert titles[0] == "2026-03 每月至少一次活动"
    assert "2026-03 节点有牵头单位" in titles


def test_status_counts_a_unit_once_however_often_it_owes(city: Desk) -> None:
    told = city.run("status", "--month", "2026-03", "--as-of", "2026-03-06").out

    assert "2026-03:1 个单位,未到期 2。" in told


def test_why_of_a_month_tells_the_events_in_it(city: Desk) -> None:
    [duty] = {
        row["duty"]
        for row in city.json("status", "--month", "2026-03", "--as-of", "2026-03-06")["rows"]
        if row["subject"] == "一盏台灯"
    }

    told = city.run("why", "市图书馆", duty, "2026-03", "--as-of", "2026-03-06").out

    headings = [line for line in told.splitlines() if line.startswith("市图书馆〔")]
    assert [line.partition("〕")[0] for line in headings] == [
        "市图书馆〔一盏台灯",
        "市图书馆〔一副手套",
    ]
