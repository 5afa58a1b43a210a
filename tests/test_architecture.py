"""The shape of the tree: every room is guarded, files and functions stay small."""

import ast
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
ROOMS = ("app", "bot", "sync", "reports", "store", "config", "rules")
#: Functions may have this many lines without their docstring, files one less than the second.
FUNCTION_LINES = 40
FILE_LINES = 250


def sources(room: str) -> list[Path]:
    """A room's files; migrations are a history that grows as it must."""
    return [file for file in sorted((ROOT / room).rglob("*.py")) if "migrations" not in file.parts]


def length(function: ast.FunctionDef | ast.AsyncFunctionDef) -> int:
    """Its lines, signature included, docstring not."""
    lines = (function.end_lineno or 0) - function.lineno + 1
    if ast.get_docstring(function) is not None:
        docstring = function.body[0]
        lines -= (docstring.end_lineno or 0) - docstring.lineno + 1
    return lines


def test_every_room_is_under_the_import_contracts() -> None:
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))

    rooms = sorted(marker.parent.name for marker in ROOT.glob("*/__init__.py"))

    assert sorted(settings["tool"]["importlinter"]["root_packages"]) == rooms


@pytest.mark.parametrize("room", ROOMS)
def test_files_of_a_room_are_short(room: str) -> None:
    lines = {file: len(file.read_text(encoding="utf-8").splitlines()) for file in sources(room)}

    assert {str(file): count for file, count in lines.items() if count >= FILE_LINES} == {}


@pytest.mark.parametrize("room", ROOMS)
def test_functions_of_a_room_are_short(room: str) -> None:
    functions = {
        f"{file.relative_to(ROOT)}:{node.lineno} {node.name}": length(node)
        for file in sources(room)
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8")))
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
    }

    assert {name: count for name, count in functions.items() if count > FUNCTION_LINES} == {}


@pytest.mark.parametrize("room", [room for room in ROOMS if room != "store"])
def test_statements_are_written_in_the_store_alone(room: str) -> None:
    """Above it `Connection` and `Engine` are types to hand on."""
    imported = {
        f"{file.relative_to(ROOT)}: {alias.name}"
        for file in sources(room)
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8")))
        if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("sqlalchemy")
        for alias in node.names
        if alias.name not in {"Connection", "Engine"}
    }

    assert imported == set()
