"""Sets up `.venv`, shows the demo, runs the gates: `python3 tools/make.py install|demo|test|quick`.

The standard library alone, and readable by older Pythons, so that they can say what is missing.
"""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from importlib.util import find_spec
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
SCRIPTS = VENV / ("Scripts" if os.name == "nt" else "bin")
PYTHON = SCRIPTS / ("python.exe" if os.name == "nt" else "python")
STAMP = VENV / "yueyue-installed"
TAIL = 15
INTERRUPTED = 130
PATIENCE = 10.0

USAGE = """\
usage: python3 tools/make.py COMMAND

  install   make .venv and install everything with the versions of constraints.txt
  demo      a sample city, one whole round on it, and what happened (further options are passed on)
  test      format, lint, types, room borders, tests, coverage; stops at the first that fails
  nightly   two hundred kills and a storm of a thousand letters: some fifteen minutes
  quick     the same without the slow tests and without coverage"""

COMMANDS = frozenset({"install", "demo", "test", "quick", "nightly"})
#: The rooms, byte-compiled once installed: else every command reads its source again where
#: Python is told to leave no bytecode behind.
ROOMS = ("app", "bot", "config", "reports", "rules", "store", "sync")
MEMORY_DISK, ROOMY = Path("/dev/shm"), 4 << 30  # noqa: S108 - a folder of our own is made in it
MOST_CORES = 8
#: Those that we may use, which in a container may be fewer than there are.
CORES = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
#: Tests on every core: whoever runs out of them takes some of another's.
TESTS = ("pytest", f"--numprocesses={min(CORES, MOST_CORES)}", "--dist=worksteal")
#: What `test` and `quick` run, in order. Modules, not scripts: a script keeps the path it was
#: made under.
FIRST = (
    ("format", ("ruff", "format", "--check", ".")),
    ("lint", ("ruff", "check", ".")),
    ("types", ("mypy",)),
    ("room borders", ("importlinter",)),
)
QUICK = (*FIRST, ("tests", (*TESTS, "-m", "not slow")))
GATES = (
    *FIRST,
    ("tests", ("coverage", "run", "-m", *TESTS, "-m", "not slow")),
    ("coverage, measured", ("coverage", "combine", "--quiet")),
    ("coverage of all", ("coverage", "report", "--fail-under=95")),
    ("coverage of rules", ("coverage", "report", "--include=rules/*", "--fail-under=100")),
    # Whole rounds and large books, of which every line is covered already.
    ("slow tests", (*TESTS, "-m", "slow")),
)


#: By their names: they are no tests of every change.
NIGHTLY = (("nightly", ("pytest", "-s", "tests/nightly/kills.py", "tests/nightly/storm.py")),)


class CannotInstall(Exception):
    """Something on this machine is missing; the text says what to do."""


def main(arguments: list[str]) -> int:
    """The exit status of one command."""
    command, rest = (arguments[0], arguments[1:]) if arguments else ("", [])
    if command not in COMMANDS or (rest and command != "demo"):
        print(USAGE, file=sys.stderr)
        return 2
    try:
        install()
        if command == "demo":
            return _run((str(PYTHON), "-m", "app", "demo", *rest))
        gates = {"test": GATES, "quick": QUICK, "nightly": NIGHTLY}.get(command, ())
        return check(gates)
    except CannotInstall as missing:
        print(missing, file=sys.stderr)
        return 2
    except KeyboardInterrupt:
        print("\nInterrupted; the same command starts it again.", file=sys.stderr)
        return INTERRUPTED


def install() -> None:
    """`.venv` as pyproject.toml and constraints.txt ask; nothing is done where it already is."""
    if sys.version_info < (3, 11):  # noqa: UP036 - this script may be started by any Python
        found = ".".join(str(part) for part in sys.version_info[:2])
        raise CannotInstall(
            f"Yueyue needs Python 3.11 or newer; this is {found}. "
            "Start it with a newer one: make PYTHON=python3.12 …"
        )
    if not STAMP.exists() or STAMP.read_text(encoding="utf-8") != _wanted():
        started = time.monotonic()
        if not _venv_works():
            _make_venv()
        STAMP.unlink(missing_ok=True)
        _install_packages()
        STAMP.write_text(_wanted(), encoding="utf-8")
        print(f"Installed in {time.monotonic() - started:.0f} s.", flush=True)
    _captured(_module("compileall", "-q", *ROOMS))


def check(gates: Sequence[tuple[str, tuple[str, ...]]]) -> int:
    """The exit status of the first gate that fails, or 0."""
    with (
        tempfile.TemporaryDirectory(prefix="yueyue-") as private,
        tempfile.TemporaryDirectory(prefix="yueyue-", dir=_memory_disk()) as work,
    ):
        # The tests' PostgreSQL keeps its socket in the first; it warns of a folder that others
        # can read.
        surroundings = _surroundings(XDG_RUNTIME_DIR=private, TMPDIR=work)
        _run(_module("coverage", "erase"), surroundings)
        for name, words in gates:
            started = time.monotonic()
            status = _run(_gate(words), surroundings)
            verdict = "ok" if status == 0 else f"failed (status {status})"
            print(f"== {name}: {verdict}, {time.monotonic() - started:.1f} s", flush=True)
            if status:
                return status
    return 0


def _memory_disk() -> str | None:
    """A disk in memory where there is a roomy one: tests commit thousands of times."""
    roomy = (
        MEMORY_DISK.is_dir()
        and os.access(MEMORY_DISK, os.W_OK)
        and shutil.disk_usage(MEMORY_DISK).free >= ROOMY
    )
    return str(MEMORY_DISK) if roomy else None


def _wanted() -> str:
    """What an installation depends on, as a fingerprint."""
    facts = [str(ROOT).encode(), sys.version.encode()]
    settings = VENV / "pyvenv.cfg"
    files = (ROOT / "pyproject.toml", ROOT / "constraints.txt", settings)
    facts += [file.read_bytes() for file in files if file.exists()]
    return hashlib.sha256(b"\0".join(facts)).hexdigest()


def _venv_works() -> bool:
    if not PYTHON.exists():
        return False
    question = "import pip, sys; sys.exit(sys.version_info < (3, 11))"
    asked = subprocess.run((str(PYTHON), "-c", question), capture_output=True, check=False)
    return asked.returncode == 0


def _make_venv() -> None:
    if find_spec("venv") is None or find_spec("ensurepip") is None:
        raise CannotInstall(
            "This Python cannot make virtual environments (no venv or ensurepip). "
            "On Debian and Ubuntu: apt install python3-venv. Then start this again."
        )
    print(f"Making {VENV.name} …", flush=True)
    made = _captured((sys.executable, "-m", "venv", "--clear", str(VENV)))
    if made.returncode:
        raise CannotInstall(_with_tail(made.stdout, f"{VENV} could not be made."))


def _install_packages() -> None:
    print("Installing what Yueyue needs; the first time takes a minute or two …", flush=True)
    done = _captured(
        _module(
            *("pip", "install", "--quiet", "--no-input", "--disable-pip-version-check"),
            *("-c", "constraints.txt", "-e", ".[dev]"),
        )
    )
    if done.returncode:
        advice = "Installing failed, see above. Is the network there? Then start this again."
        raise CannotInstall(_with_tail(done.stdout, advice))


def _with_tail(output: str, sentence: str) -> str:
    """The sentence, under the last lines of what was said."""
    return "\n".join([*output.strip().splitlines()[-TAIL:], "", sentence])


def _gate(words: tuple[str, ...]) -> tuple[str, ...]:
    if words == ("importlinter",):  # has no module to run
        code = "from importlinter.cli import lint_imports_command as gate; gate()"
        return (str(PYTHON), "-c", code)
    return _module(*words)


def _module(*words: str) -> tuple[str, ...]:
    return (str(PYTHON), "-m", *words)


def _captured(words: tuple[str, ...]) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        words,
        cwd=ROOT,
        text=True,
        errors="replace",
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        check=False,
    )


def _run(words: tuple[str, ...], surroundings: dict[str, str] | None = None) -> int:
    with subprocess.Popen(words, cwd=ROOT, env=surroundings) as running:
        try:
            return running.wait()
        except KeyboardInterrupt:  # it was told too: let it put its things away
            try:
                running.wait(PATIENCE)
            except subprocess.TimeoutExpired:
                running.kill()
            raise


def _surroundings(**more: str) -> dict[str, str]:
    """What is set around us, and more, with the tools of `.venv` found first."""
    ours = dict(os.environ)  # noqa: TID251 - passed on to the gates, not read as settings
    ours["PATH"] = os.pathsep.join([str(SCRIPTS), ours.get("PATH", "")])
    return {**ours, **more}


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
