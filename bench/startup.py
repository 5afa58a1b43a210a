"""The start of one-shot commands, against the import of SQLAlchemy alone."""

import subprocess
import sys
from functools import partial
from pathlib import Path

from bench.city import CitySize, make_city
from bench.measuring import Quantiles, in_turn, report
from bench.setting import Setting

TARGET = 0.3
_ROOT = Path(__file__).parent.parent
_SMALL = CitySize(workbooks=3, rows=20)
_AS_OF = ("--as-of", "2026-04-01")
_COMMANDS = (("status", "--month", "2026-03"), ("hours",))


def compare(setting: Setting) -> None:
    """Seconds that a command on a small workspace takes beyond the bare import."""
    workspace = make_city(setting.folder / "small", _SMALL)
    (workspace / "programme.toml").touch()
    started = ("-m", "app", "--workspace", str(workspace), *_AS_OF)
    _python(*started, "sync")
    works = [
        partial(_python, "-c", "import sqlalchemy"),
        *(partial(_python, *started, *words) for words in _COMMANDS),
    ]
    bare, *ours = in_turn(works, times=setting.starts)
    for words, seconds in zip(_COMMANDS, ours, strict=True):
        beyond = [one - least for one, least in zip(seconds, bare, strict=True)]
        facts = f"start {Quantiles.of(seconds)} s, bare import {Quantiles.of(bare)} s"
        name = f"startup {words[0]}"
        report(name, facts, Quantiles.of(beyond), unit=" s beyond", target=TARGET)


def _python(*words: str) -> None:
    subprocess.run([sys.executable, *words], cwd=_ROOT, check=True, stdout=subprocess.DEVNULL)
