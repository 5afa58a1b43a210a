"""A city's roster with near neighbours, and how its units' names come written."""

import csv
from pathlib import Path

from rules.roster import Unit
from tests.builders import unit

_HERE = Path(__file__).parent


def load_city() -> dict[int, Unit]:
    """The units of `city_roster.csv`, by id."""
    return {
        number: unit(
            row["name"],
            code=row["code"],
            aliases=tuple(filter(None, row["aliases"].split("、"))),
            parent=row["parent"] or None,
            category=row["category"],
        )
        for number, row in enumerate(_rows("city_roster.csv"), start=1)
    }


def load_written() -> list[tuple[str, str]]:
    """Names as written, and the full name of the unit meant; empty where nobody can say."""
    return [(row["written"], row["unit"]) for row in _rows("dirty_names.csv")]


def _rows(file: str) -> list[dict[str, str]]:
    with (_HERE / file).open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))
