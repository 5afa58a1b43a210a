"""The comparisons run: on tiny data, once, whatever their figures."""

import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent.parent


@pytest.mark.slow
def test_every_comparison_prints_its_figures_and_its_target(tmp_path: Path) -> None:
    command = (sys.executable, "-m", "bench", "--fast", "--data", str(tmp_path))

    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)

    lines = [
        line
        for line in done.stdout.splitlines()
        if ", target " in line and not line.startswith("rows ")
    ]
    assert [line.split("  ")[0] for line in lines] == [
        "first_sync",
        "first_sync +12",
        "unchanged",
        "resync",
        "startup status",
        "startup hours",
        "simulate",
        "simulate",
        "tick idle",
        "tick growth",
        "tick evening",
        "questions p99",
    ]
    rivals = [line.split()[1] for line in done.stdout.splitlines() if line.startswith("rows ")]
    assert rivals == ["polars", "pandas", "pandera", "frictionless"]
