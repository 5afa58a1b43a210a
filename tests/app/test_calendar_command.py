"""`yueyue calendar YEAR`, in a workspace and without one."""

import json
from pathlib import Path

import pytest

from app.__main__ import run
from tests.app.desk import Desk


def test_calendar_needs_no_workspace(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)

    assert run(["calendar", "2026", "--json"]) == 0

    told = json.loads(capsys.readouterr().out)
    assert (told["year"], told["published"]) == (2026, True)
    assert told["nodes"][6] == {
        "node": "duanwu", "name": "端午节", "date": "2026-06-19",
        "from": "2026-06-14", "to": "2026-06-20",
    }  # fmt: skip
    assert {"date": "2026-02-14", "kind": "work"} in told["special_days"]
    assert {"month": "2026-09", "due": "2026-10-08"} in told["due_days"]


def test_calendar_tells_the_due_days_of_the_workspace(desk: Desk) -> None:
    desk.programme('due_day = 10\n[programme]\nid = "city"\nname = "江城"\n')

    told = desk.run("calendar", "2026", "--json").document

    assert {"month": "2026-09", "due": "2026-10-10"} in told["due_days"]


def test_calendar_for_people_says_that_a_year_is_not_published(desk: Desk) -> None:
    ran = desk.run("calendar", "2031")

    assert "端午节" in ran.out
    assert "还没有载入" in ran.out


def test_calendar_shows_the_days_and_nodes_of_the_city_itself(desk: Desk) -> None:
    desk.programme("""
        [programme]
        id = "city"
        name = "江城"
        [nodes.gaokao]
        dates = ["2026-06-08"]
        [nodes.qixi]
        before = 2
        [nodes.long_zhou_sai]
        zh = "龙舟赛"
        en = "Dragon boat race"
        before = 3
        after = 1
        dates = ["2026-06-27", "2027-06-16"]
    """)

    told = desk.json("calendar", "2026")["nodes"]

    own = {one["node"]: (one["name"], one["date"], one["from"], one["to"]) for one in told}
    assert len(told) == 12
    assert own["long_zhou_sai"] == ("龙舟赛", "2026-06-27", "2026-06-24", "2026-06-28")
    assert own["gaokao"] == ("高考", "2026-06-08", "2026-06-07", "2026-06-11")
    assert own["qixi"] == ("七夕节", "2026-08-19", "2026-08-17", "2026-08-19")
    assert [one["date"] for one in told] == sorted(one["date"] for one in told)


def test_examination_of_2020_was_held_in_july(desk: Desk) -> None:
    [exam] = [one for one in desk.json("calendar", "2020")["nodes"] if one["node"] == "gaokao"]

    assert (exam["date"], exam["from"], exam["to"]) == ("2020-07-07", "2020-07-06", "2020-07-10")


@pytest.mark.parametrize(("year", "published"), [("2014", False), ("2026", True), ("2027", False)])
def test_calendar_admits_which_years_are_not_arranged_yet(
    desk: Desk, year: str, *, published: bool
) -> None:
    told = desk.json("calendar", year)

    assert told["published"] is published
    assert published or "work" not in {day["kind"] for day in told["special_days"]}
