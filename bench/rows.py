"""Parsing and checking a million service records, beside libraries made for frames and tables."""

import json
import subprocess
import sys
from collections.abc import Mapping, Sequence
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from bench.measuring import Quantiles, report
from bench.rivals.records import make_records
from bench.setting import Setting

#: How many times faster than each we mean to be; frictionless is timed on a tenth of the rows.
TARGETS = {"polars": 1.3, "pandas": 1.0, "pandera": 6.0, "frictionless": 30.0}
_OURS = "yueyue"
_Runs = Sequence[Mapping[str, Any]]
_TENTH = 10
_ROOT = Path(__file__).parent.parent


def compare(setting: Setting) -> None:
    """Our speed as a multiple of each contender's, all on the same rows and in turn.

    A contender is told apart by the bad cells that it misses, and left out where not installed.
    """
    rows = setting.rows * 5000
    whole = make_records(setting.folder / "records", rows)
    tenth = make_records(setting.folder / "records", rows // _TENTH)
    for name, target in TARGETS.items():
        if find_spec(name) is None:
            print(f"rows {name:13} not installed: pip install -e '.[rivals]' -c constraints.txt")
            continue
        scale = _TENTH if name == "frictionless" else 1
        theirs, ours = [], []
        for _ in range(setting.times):
            theirs.append(_run(f"{name}_", whole if scale == 1 else tenth))
            ours.append(_run(_OURS, whole))
        ratios = _ratios(theirs, ours, "seconds", scale)
        report(
            f"rows {name}", _facts(theirs, ours, scale), ratios, unit="×", target=target,
            at_least=True,
        )  # fmt: skip


def _ratios(theirs: _Runs, ours: _Runs, what: str, scale: int) -> Quantiles:
    return Quantiles.of([a[what] * scale / b[what] for a, b in zip(theirs, ours, strict=True)])


def _facts(theirs: _Runs, ours: _Runs, scale: int) -> str:
    seconds = Quantiles.of([run["seconds"] for run in ours])
    cores = _ratios(theirs, ours, "cpu", scale)
    memory = f"{ours[0]['megabytes']:.0f} beside {theirs[0]['megabytes']:.0f} MB above input"
    facts = f"ours {seconds} s, in CPU time {cores}×, {memory}"
    if theirs[0]["digest"] == ours[0]["digest"]:
        return f"{facts}, the same {ours[0]['bad']} bad cells"
    return f"{facts}, {ours[0]['bad']} beside {theirs[0]['bad']} bad cells"


def _run(name: str, path: Path) -> dict[str, Any]:
    command = (sys.executable, "-m", "bench.rivals", name, str(path))
    done = subprocess.run(command, cwd=_ROOT, capture_output=True, text=True, check=True)
    found: dict[str, Any] = json.loads(done.stdout)
    return found
