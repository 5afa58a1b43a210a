"""The registers file: how columns may be headed, and which words confirm hours."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

_FILE = Path(__file__).parent / "registers.toml"


@dataclass(frozen=True, slots=True)
class Registers:
    """Header synonyms by register and field, as written in the file."""

    activity: Mapping[str, tuple[str, ...]]
    service_record: Mapping[str, tuple[str, ...]]
    roster_unit: Mapping[str, tuple[str, ...]]
    roster_contact: Mapping[str, tuple[str, ...]]
    roles: Mapping[str, tuple[str, ...]]
    confirmed: frozenset[str]


@cache
def load_tables() -> Mapping[str, Any]:
    """The file as it is written; its `registers` are what a programme file may add to."""
    return tomllib.loads(_FILE.read_text(encoding="utf-8"))


@cache
def load_registers() -> Registers:
    """The registers every programme starts from."""
    tables = load_tables()
    roster = tables["roster"]
    return Registers(
        activity=_synonyms(tables["activity"]),
        service_record=_synonyms(tables["service_record"]),
        roster_unit=_synonyms(roster["unit"]),
        roster_contact=_synonyms(roster["contact"]),
        roles=_synonyms(roster["roles"]),
        confirmed=frozenset(tables["confirmed"]["words"]),
    )


def _synonyms(table: Mapping[str, list[str]]) -> Mapping[str, tuple[str, ...]]:
    return {field: tuple(words) for field, words in table.items()}
