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
