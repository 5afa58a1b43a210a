"""Processes: `run` stops cleanly, and a killed `deliver` neither loses nor repeats a letter."""

import os
import signal
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from random import Random

import pytest

from tests.app.desk import Desk
from tests.app.test_letters_commands import letters_in

REPO = Path(__file__).parents[2]


def start(place: Path, *arguments: str) -> subprocess.Popen[bytes]:
    """A process of its own that works on that workspace; its words go to a file there."""
    with (place / "said.txt").open("ab") as said:
        return subprocess.Popen(
            [sys.executable, "-m", "app", "--workspace", str(place), *arguments],
            cwd=REPO,
            stdout=said,
            stderr=said,
            env={**os.environ, "PYTHONUNBUFFERED": "1"},  # noqa: TID251 - what a child is given
        )


def wait_until(holds: Callable[[], bool], seconds: float = 120) -> None:
    """Waits until a look at files is as it should be."""
    end = time.monotonic() + seconds
    while not holds():
        assert time.monotonic() < end, "it took too long"
        time.sleep(0.05)


def kill_at_work(place: Path, as_of: str, *, pause: float) -> None:
    """Starts a delivery and kills it a moment after its first letter."""
    before = len(letters_in(place))
    process = start(place, "deliver", "--as-of", as_of)
    wait_until(lambda: process.poll() is not None or len(letters_in(place)) > before)
    time.sleep(pause)
    process.kill()
    process.wait()


def test_run_syncs_and_stops_cleanly(small_city: Desk) -> None:
    said = small_city.place / "said.txt"
    process = start(small_city.place, "run")
    wait_until(lambda: said.exists() and "新增 2 行" in said.read_text("utf-8"))

    process.send_signal(signal.SIGTERM)

    assert process.wait(120) == 0
    assert said.read_text("utf-8").splitlines()[-1].endswith("月月已停,没有做到一半的事。")


@pytest.mark.slow
def test_killed_deliveries_lose_and_repeat_nothing(desk: Desk) -> None:
    names = [f"单位{number:03d}" for number in range(150)]
    desk.roster([["", name, "", "", "社区"] for name in names], [[name, "王芳"] for name in names])
    desk.json("sync", "--as-of", "2026-04-08")
    posted = {one["key"] for one in desk.json("nudge", "--as-of", "2026-04-08")["letters"]}
    chance = Random(7)  # noqa: S311 - moments, not secrets
    for minute in range(0, 16, 2):
        kill_at_work(desk.place, f"2026-04-08T10:{minute:02d}", pause=chance.uniform(0, 0.1))

    done = desk.json("deliver", "--as-of", "2026-04-08T11:00")

    assert (done["waiting"], done["failed"], done["unknown"]) == (0, 0, 0)
    assert Counter(letters_in(desk.place)) == Counter(posted)


def test_run_says_once_that_feedback_has_to_wait(small_city: Desk) -> None:
    small_city.log("市图书馆.xlsx", ["昨天", "学雷锋读书会", 12, "2小时", ""])
    (small_city.place / "sheets" / "~$反馈_市图书馆.xlsx").touch()
    said = small_city.place / "said.txt"
    process = start(small_city.place, "run")
    wait_until(lambda: said.exists() and "暂时写不进去" in said.read_text("utf-8"))

    process.send_signal(signal.SIGTERM)

    assert process.wait(120) == 0
    assert said.read_text("utf-8").count("有 1 份反馈暂时写不进去") == 1


@pytest.mark.slow
def test_killed_syncs_leave_no_book_without_feedback_and_nothing_half_done(desk: Desk) -> None:
    names = [f"单位{number:02d}" for number in range(40)]
    desk.roster([["", name, "", "", "社区"] for name in names])
    books = [desk.log(f"{name}.xlsx", ["昨天", "护河", 12, "2小时", ""]) for name in names]
    sheets = desk.place / "sheets"
    for number in range(1, 31, 12):
        process = start(desk.place, "sync", "--as-of", "2026-04-08")
        wait_until(
            lambda: process.poll() is not None or len(list(sheets.glob("反馈_*"))) >= number  # noqa: B023 - called at once
        )
        process.kill()
        process.wait()

    desk.json("sync", "--as-of", "2026-04-08")

    assert {path.name for path in sheets.iterdir()} == {
        "名册.xlsx",
        *(path.name for path in books),
        *(f"反馈_{path.name}" for path in books),
    }
