"""Unit names: which unit of the roster a written name means; only where it is certain."""

import re
import unicodedata
from collections.abc import Iterable, Mapping

from rules.roster import Unit

_LABEL = re.compile(r"^(?:填报|报送|上报|开展|组织)?(?:单位|部门|团队|服务队)(?:名称)?[:：]?")
_CANDIDATES = 3
#: Shorter names stand by chance in longer texts.
_TELLING = 3


class UnitNames:
    """A roster's names as people write them: full name, number, alias; spaces and width apart."""

    def __init__(self, units: Mapping[int, Unit]) -> None:
        self._ids: dict[str, int | None] = {}
        self._full = {unit_id: unit.name for unit_id, unit in units.items()}
        for unit_id, unit in units.items():
            self._ids[fold_name(unit.name)] = unit_id
        for unit_id, unit in units.items():
            for written in (unit.code, *unit.aliases):
                if written:
                    self._add(fold_name(written), unit_id)
        self._found: dict[str, int | None] = {}

    def find(self, text: str) -> int | None:
        """The id of the unit so named; None where nobody can be sure."""
        if text not in self._found:
            folded = fold_name(text)
            self._found[text] = self._ids.get(folded) or self._ids.get(_LABEL.sub("", folded))
        return self._found[text]

    def find_within(self, text: str) -> int | None:
        """The unit whose name a tab's, file's or folder's name holds; None where it holds two.

        A name within a longer one does not speak for itself.
        """
        folded = fold_name(text)
        if (exact := self.find(folded)) is not None:
            return exact
        held = [name for name in self._ids if len(name) >= _TELLING and name in folded]
        whole = {n for n in held if not any(n != other and n in other for other in held)}
        ids = {self._ids[name] for name in whole}
        return ids.pop() if len(ids) == 1 else None

    def name(self, unit_id: int) -> str:
        """The full name of a unit."""
        return self._full[unit_id]

    def nearest(self, text: str) -> tuple[str, ...]:
        """The full names most like the text, best first."""
        from rapidfuzz import fuzz, process  # noqa: PLC0415 - needed only where a name is unknown

        folded = fold_name(text)
        found = process.extract(folded, self._full, scorer=fuzz.WRatio, limit=_CANDIDATES)
        return tuple(name for name, _, _ in found)

    def _add(self, folded: str, unit_id: int) -> None:
        """An alias that two units share belongs to neither."""
        if self._ids.setdefault(folded, unit_id) != unit_id and folded not in {
            fold_name(name) for name in self._full.values()
        }:
            self._ids[folded] = None


def shared_names(units: Iterable[Unit]) -> dict[str, tuple[str, ...]]:
    """Numbers and aliases, as folded, that several units bear: they name none of them."""
    listed = tuple(units)
    full = {fold_name(unit.name) for unit in listed}
    bearers: dict[str, list[str]] = {}
    for unit in listed:
        for written in {fold_name(text) for text in (unit.code, *unit.aliases) if text}:
            bearers.setdefault(written, []).append(unit.name)
    return {
        text: tuple(names) for text, names in bearers.items() if len(names) > 1 and text not in full
    }


def fold_name(text: str) -> str:
    """A name without spaces, width and case of letters."""
    return "".join(unicodedata.normalize("NFKC", text).split()).casefold()
