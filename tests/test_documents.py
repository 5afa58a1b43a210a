"""The documents: the files they name exist, and no key, command or option is left out."""

import json
import re
import tomllib
from collections.abc import Iterator, Mapping
from importlib import import_module
from pathlib import Path

import click
import pytest

from app.commands import COMMANDS, cli

ROOT = Path(__file__).parent.parent
DOCUMENTS = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").glob("*.md")])
NAMED = re.compile(
    r"`((?:app|bench|bot|config|docs|reports|rules|store|sync|tests|tools)/[\w./-]*)`"
)
LINKED = re.compile(r"\]\(([^)#:]+)\)")


def text_of(document: Path) -> str:
    return document.read_text(encoding="utf-8")


def section(command: str) -> str:
    """What docs/commands.md says below a command's heading."""
    _, _, rest = text_of(ROOT / "docs" / "commands.md").partition(f"\n### `{command}`\n")
    return re.split(r"^##", rest, maxsplit=1, flags=re.MULTILINE)[0]


def options_of(command: click.Command) -> set[str]:
    return {option for param in command.params for option in param.opts if option[:2] == "--"}


def flat(table: Mapping[str, object], prefix: str = "") -> Iterator[tuple[str, object]]:
    """Every key with its value, tables joined by dots."""
    for key, value in table.items():
        if isinstance(value, dict):
            yield from flat(value, f"{prefix}{key}.")
        else:
            yield f"{prefix}{key}", value


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda document: document.name)
def test_files_that_a_document_names_exist(document: Path) -> None:
    text = text_of(document)
    named = {ROOT / name for name in NAMED.findall(text)}
    linked = {document.parent / name for name in LINKED.findall(text)}

    assert {file for file in named | linked if not file.exists()} == set()


@pytest.mark.parametrize("command", sorted(COMMANDS))
def test_command_is_told_with_every_option(command: str) -> None:
    module = import_module(f"app.{COMMANDS[command]}")
    options = options_of(getattr(module, f"{command}_command")) - options_of(cli)

    told = section(command)

    assert told
    assert {option for option in options if option not in told} == set()


def test_keys_of_a_programme_are_told_with_their_defaults() -> None:
    defaults = tomllib.loads(text_of(ROOT / "config" / "defaults.toml"))
    told = text_of(ROOT / "docs" / "workspace.md")

    # The catalogue is told in docs/duties.md; its first duty stands for the keys of all.
    defaults["duties"] = {"U-01": defaults["duties"]["U-01"]}
    rows = {
        f"| `{key}` | `{json.dumps(value, ensure_ascii=False)}` |" for key, value in flat(defaults)
    }

    assert {row for row in rows if row not in told} == set()


@pytest.mark.parametrize("tool", ["duties_doc", "findings_doc", "registers_doc"])
def test_list_that_is_written_by_a_tool_is_up_to_date(tool: str) -> None:
    made = import_module(f"tools.{tool}")

    assert text_of(made.DOCUMENT) == made.render_document()
