"""Start and end of a short command: nothing is loaded or looked through without need."""

import json
import subprocess
import sys

from tests.app.desk import Desk

#: Tells on stderr what a command loaded, and what else it did before it ended.
CODE = """
import gc, json, sys

opened = []
sys.addaudithook(lambda event, facts: opened.append(str(facts[0])) if event == "open" else None)
from app.__main__ import main

sweeps = gc.get_stats()[2]["collections"]
try:
    main()
except SystemExit:
    told = {
        "needless": sorted(sys.modules.keys() & {NEEDLESS}),
        "packages searched for plugins": sum("entry_points" in path for path in opened),
        "sweeps of all objects": gc.get_stats()[2]["collections"] - sweeps,
    }
    print(json.dumps(told), file=sys.stderr)
"""
NEEDLESS = {"alembic", "apscheduler", "openpyxl", "pandas", "python_calamine", "rapidfuzz", "rich",
            "structlog", "sync.names"}  # fmt: skip


def test_short_command_waits_for_nothing_it_does_not_need(small_city: Desk) -> None:
    small_city.json("sync", "--as-of", "2026-04-08")
    code = CODE.replace("{NEEDLESS}", repr(NEEDLESS))
    command = (sys.executable, "-c", code, "--workspace", str(small_city.place), "hours")

    ran = subprocess.run(command, capture_output=True, text=True, check=False)

    assert json.loads(ran.stderr) == {
        "needless": [],
        "packages searched for plugins": 0,
        "sweeps of all objects": 0,
    }


def test_command_that_ended_leaves_the_database_closed(small_city: Desk) -> None:
    small_city.json("sync", "--as-of", "2026-04-08")
    command = (sys.executable, "-m", "app", "--workspace", str(small_city.place), "hours")

    subprocess.run(command, capture_output=True, check=True)

    assert [path.name for path in small_city.place.glob("yueyue.db*")] == ["yueyue.db"]
