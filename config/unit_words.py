"""The file of unit words: how names of units may be written without becoming others."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

_FILE = Path(__file__).parent / "unit_words.toml"


@dataclass(frozen=True, slots=True)
class UnitWords:
    """Signs and words of unit names, as written in the file."""

    simplified: Mapping[int, int]
    """Traditional signs to simplified ones, for `str.translate`."""
    telling: frozenset[str]
    slips: Mapping[str, str]
    same: Mapping[str, str]
    """Each longer form to the one that is compared by, the longest first."""
    generic: frozenset[str]
    whole: frozenset[str]


@cache
def load_unit_words() -> UnitWords:
    """The words every programme starts from."""
    tables = tomllib.loads(_FILE.read_text(encoding="utf-8"))
    signs = tables["signs"]
    same = {form: forms[0] for forms in tables["same"]["words"] for form in forms[1:]}
    return UnitWords(
        simplified=str.maketrans(signs["traditional"], signs["simplified"]),
        telling=frozenset(signs["telling"]),
        slips=tables["slips"],
        same=dict(sorted(same.items(), key=lambda pair: -len(pair[0]))),
        generic=frozenset(tables["generic"]["words"]),
        whole=frozenset(tables["whole"]["words"]),
    )
