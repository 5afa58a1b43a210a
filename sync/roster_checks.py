"""What is wrong with a roster as a whole: names that are alike, parents that lead nowhere."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from rules.roster import Unit, parents_by_name
from sync.unit_texts import fold_name


def with_known_parents(units: Iterable[Unit]) -> tuple[Unit, ...]:
    """The units, each parent by its full name where it differs in spaces, width or case alone."""
    listed = tuple(units)
    names = {name for unit in listed for name in (unit.name, unit.code, *unit.aliases)}
    full = {fold_name(unit.name): unit.name for unit in listed}
    return tuple(
        unit
        if unit.parent is None or unit.parent in names
        else replace(unit, parent=full.get(fold_name(unit.parent), unit.parent))
        for unit in listed
    )


def find_circles(units: Iterable[Unit]) -> Iterator[tuple[str, ...]]:
    """The names of units that stand above themselves, each circle once, in the roster's order."""
    parents, seen = parents_by_name(units), set[str]()
    for name in parents:
        path: list[str] = []
        at: str | None = name
        while at is not None and at not in seen:
            seen.add(at)
            path.append(at)
            at = parents.get(at)
        if at in path:
            yield tuple(path[path.index(at) :])


def without_parents(units: Iterable[Unit], names: Sequence[str]) -> tuple[Unit, ...]:
    """The units, those of these names without a parent."""
    return tuple(replace(unit, parent=None) if unit.name in names else unit for unit in units)


def taken_aliases(units: Iterable[Unit]) -> Iterator[tuple[str, str, str]]:
    """Numbers and aliases that are another unit's full name: the text, that unit, its bearer."""
    listed = tuple(units)
    full = {fold_name(unit.name): unit.name for unit in listed}
    for unit in listed:
        for text in (unit.code, *unit.aliases):
            owner = full.get(fold_name(text or ""), unit.name)
            if text and owner != unit.name:
                yield text, owner, unit.name


def shared_names(units: Iterable[Unit]) -> Mapping[str, tuple[str, ...]]:
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
