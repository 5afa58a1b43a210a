"""The calendar that ships: working days, nodes and lunar months, from the tables beside."""

import csv
from collections.abc import Callable, Iterable
from datetime import date
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import TypeVar

from rules.nodes import NODES, NodeTable
from rules.workdays import Workdays

Key = TypeVar("Key")
Value = TypeVar("Value")

_FOLDER = Path(__file__).parent
_NODE_IDS = frozenset(node.id for node in NODES)
_KINDS = {"work": True, "rest": False}
_LEAP = {"0": False, "1": True}
_MONTH_LENGTHS = (29, 30)


@cache
def load_workdays() -> Workdays:
    """The working days; outside the published years by rule and node."""
    return read_workdays(_FOLDER / "workdays.csv", nodes=load_nodes())


@cache
def load_nodes() -> NodeTable:
    """The first days of nodes and of lunar months."""
    return read_nodes(_FOLDER / "nodes.csv", _FOLDER / "lunar.csv")


def read_workdays(path: Path, *, nodes: NodeTable) -> Workdays:
    """The working days of a table `date,kind`; a year is published where a day of it is named."""
    special = _read_table(path, _parse_special_day)
    years = frozenset(day.year for day in special)
    return Workdays(special=special, published_years=years, nodes=nodes)


def read_nodes(nodes: Path, lunar: Path) -> NodeTable:
    """The node days of a table `node,date`, the lunar months of one `year,month,leap,first`."""
    months = _read_table(lunar, _parse_lunar_month)
    _check_unbroken(lunar, months.values())
    return NodeTable(days=_read_table(nodes, _parse_node_day), months=months)


def _parse_special_day(row: list[str]) -> tuple[date, bool]:
    day, kind = row
    return date.fromisoformat(day), _KINDS[kind]


def _parse_node_day(row: list[str]) -> tuple[tuple[str, int], date]:
    node, written = row
    if node not in _NODE_IDS:
        raise KeyError(node)
    day = date.fromisoformat(written)
    return (node, day.year), day


def _parse_lunar_month(row: list[str]) -> tuple[tuple[int, int, bool], date]:
    year, month, leap, first = row
    return (int(year), int(month), _LEAP[leap]), date.fromisoformat(first)


def _read_table(path: Path, parse: Callable[[list[str]], tuple[Key, Value]]) -> dict[Key, Value]:
    """All rows under the header; undecodable signs become rows that cannot be read."""
    found: dict[Key, Value] = {}
    with path.open(encoding="utf-8-sig", errors="replace", newline="") as file:
        rows = csv.reader(file)
        header = ",".join(next(rows, ()))
        for line, row in enumerate(rows, start=2):
            try:
                key, value = parse(row)
            except (KeyError, ValueError):
                raise _broken(path, line, f"'{','.join(row)}' is not {header}") from None
            if key in found:
                raise _broken(path, line, f"'{','.join(row)}' stands there twice")
            found[key] = value
    return found


def _check_unbroken(path: Path, firsts: Iterable[date]) -> None:
    for line, (before, first) in enumerate(pairwise(firsts), start=3):
        if (first - before).days not in _MONTH_LENGTHS:
            raise _broken(path, line, f"{first} is not 29 or 30 days after {before}")


def _broken(path: Path, line: int, what: str) -> ValueError:
    return ValueError(f"{path.name}, line {line}: {what}; mend the row or restore the file.")
