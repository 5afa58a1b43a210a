"""Setting up: exact versions for everything named, and commands that say what they take."""

import subprocess
import sys
import tomllib
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).parent.parent
SETTINGS = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
CONSTRAINTS = (ROOT / "constraints.txt").read_text(encoding="utf-8")


def named(*extras: str) -> dict[str, Requirement]:
    """What pyproject.toml asks for, with extras; Yueyue's own name left out."""
    project = SETTINGS["project"]
    lines = [
        *project["dependencies"],
        *(line for extra in extras for line in project["optional-dependencies"][extra]),
    ]
    requirements = [Requirement(line) for line in lines]
    return {
        canonicalize_name(requirement.name): requirement
        for requirement in requirements
        if requirement.name != project["name"]
    }


def pinned() -> dict[str, str]:
    lines = [line for line in CONSTRAINTS.splitlines() if line and not line.startswith("#")]
    return {canonicalize_name(name): version for name, version in (li.split("==") for li in lines)}


def test_constraints_hold_a_fitting_version_of_everything_named() -> None:
    versions = pinned()

    wanting = [
        str(requirement)
        for name, requirement in named("postgres", "dev").items()
        if versions.get(name, "none") not in requirement.specifier
    ]

    assert wanting == []


def test_constraints_name_no_place_to_fetch_from() -> None:
    options = [line for line in CONSTRAINTS.splitlines() if line.startswith("-") or "://" in line]

    assert options == []


@pytest.mark.parametrize("arguments", [(), ("deploy",), ("test", "--quick")])
def test_make_says_what_it_can_do(arguments: tuple[str, ...]) -> None:
    done = subprocess.run(
        (sys.executable, str(ROOT / "tools" / "make.py"), *arguments),
        capture_output=True,
        check=False,
        text=True,
    )

    assert (done.returncode, done.stdout, done.stderr.splitlines()[0]) == (
        2,
        "",
        "usage: python3 tools/make.py COMMAND",
    )
