"""Unit names: which unit of the roster a written name means; only where it is certain."""

from collections.abc import Mapping, Sequence
from functools import cached_property

from rules.roster import Unit
from sync.unit_likeness import Likeness
from sync.unit_spellings import Spellings
from sync.unit_swaps import unswapped
from sync.unit_texts import compared_name, fold_name, plain_name, readings_of

#: Shorter names stand by chance in longer texts.
_TELLING = 3


class _Exact(dict[object, int | None]):
    """The units of texts that are their names; `missed` once one was no unit's."""

    def __init__(self, ids: Mapping[str, int | None]) -> None:
        super().__init__()
        self._ids, self.missed = ids, False

    def __missing__(self, text: object) -> int | None:
        found = self._ids.get(fold_name(text)) if isinstance(text, str) else None
        if found is None:
            self.missed = True
        else:
            self[text] = found
        return found


class UnitNames:
    """A roster's names as people write them: listed, remembered, or else of one unit alone.

    A full name wins; then what the office explained; then numbers and aliases of the roster.
    """

    def __init__(
        self, units: Mapping[int, Unit], remembered: Mapping[str, int] | None = None
    ) -> None:
        self.units, self.remembered = units, dict(remembered or {})
        self._ids: dict[str, int | None] = {}
        for unit_id, unit in units.items():
            self._ids[fold_name(unit.name)] = unit_id
        full = frozenset(self._ids)
        for unit_id, unit in units.items():
            for written in (unit.code, *unit.aliases):
                folded = fold_name(written or "")
                if folded and self._ids.setdefault(folded, unit_id) != unit_id:
                    # An alias that two units share belongs to neither.
                    self._ids[folded] = self._ids[folded] if folded in full else None
        for folded, unit_id in self.remembered.items():
            if folded not in full and unit_id in units:
                self._ids[folded] = unit_id
        self._found: dict[str, int | None] = {}
        self._exact = _Exact(self._ids)
        self._within: dict[str, int | None] = {}
        self._nearest: dict[str, tuple[str, ...]] = {}

    def find(self, text: str) -> int | None:
        """The id of the unit so named; None where nobody can be sure."""
        if text not in self._found:
            self._found[text] = self._find(text)
        return self._found[text]

    def knows(self, text: str) -> bool:
        """Whether the text holds a listed or remembered name beside label and contact."""
        return any(fold_name(reading) in self._ids for reading in readings_of(text))

    def find_exact(self, texts: Sequence[object]) -> tuple[list[int | None], bool]:
        """For each text the id of the unit whose name, number or alias it is; None for others.

        And whether there are no others.
        """
        self._exact.missed = False
        return list(map(self._exact.__getitem__, texts)), not self._exact.missed

    def find_within(self, text: str) -> int | None:
        """The unit whose name a tab's, file's or folder's name holds; None where it holds two.

        A name within a longer one does not speak for itself.
        """
        if text not in self._within:
            self._within[text] = self._find_within(text)
        return self._within[text]

    def find_below(self, outer: str, inner: str) -> int | None:
        """The unit listed as the one name with the other behind it: 西山县/公安局.xlsx.

        None where the city has one that the inner name alone may mean.
        """
        joined = outer + inner
        if not self.knows(joined) or self.find(f"市{inner}") is not None:
            return None
        return self.find(joined)

    def _find_within(self, text: str) -> int | None:
        if (exact := self.find(text)) is not None:
            return exact
        folded = fold_name(text)
        held = [name for name in self._ids if len(name) >= _TELLING and name in folded]
        whole = {n for n in held if not any(n != other and n in other for other in held)}
        ids = {self._ids[name] for name in whole}
        return ids.pop() if len(ids) == 1 else None

    def name(self, unit_id: int) -> str:
        """The full name of a unit."""
        return self.units[unit_id].name

    def nearest(self, text: str) -> tuple[str, ...]:
        """The full names most like the text, best first."""
        if text not in self._nearest:
            readings = readings_of(text)[-1:]
            found = [unit_id for one in readings for unit_id in self._likeness.nearest(one)]
            self._nearest[text] = tuple(map(self.name, found))
        return self._nearest[text]

    def _find(self, text: str) -> int | None:
        readings = readings_of(text)
        for reading in readings:
            if (folded := fold_name(reading)) in self._ids:
                return self._ids[folded]
        for reading in readings:
            plain = plain_name(reading)
            if plain in self._plain:
                return self._plain[plain]
            if (found := self._spellings.find(compared_name(plain))) is not None:
                return found
        return unswapped(plain_name(readings[-1]), self._plain) if readings else None

    @cached_property
    def _plain(self) -> Mapping[str, int | None]:
        """Listed and remembered names by their plain form, full names first; None where alike."""
        full, others = dict[str, int | None](), dict[str, int | None]()
        names = {fold_name(unit.name) for unit in self.units.values()}
        for folded, unit_id in self._ids.items():
            plain, group = plain_name(folded), full if folded in names else others
            group[plain] = unit_id if group.get(plain, unit_id) == unit_id else None
        return others | full

    @cached_property
    def _spellings(self) -> Spellings:
        return Spellings(self.units)

    @cached_property
    def _likeness(self) -> Likeness:
        return Likeness(self._spellings, self.units)
