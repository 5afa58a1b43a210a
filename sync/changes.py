"""Differences: what became of each stored row of a book, told by content, never by position."""

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Sequence
from dataclasses import dataclass, field

from store.records import Placed, Stored
from sync.likeness import Neighbours, name_of, pair_by_likeness, place_of

Pairs = list[tuple[Stored, Placed]]


@dataclass(slots=True)
class Changes:
    """What has to be written so that the store equals the sheet."""

    added: list[Placed] = field(default_factory=list)
    moved: list[tuple[int, Placed]] = field(default_factory=list)
    edited: list[tuple[int, Placed]] = field(default_factory=list)
    withdrawn: list[tuple[int, Placed]] = field(default_factory=list)

    def __bool__(self) -> bool:
        return bool(self.added or self.moved or self.edited or self.withdrawn)


def plan_changes(stored: Sequence[Stored], read: Sequence[Placed]) -> Changes:
    """The changes of one book; a row keeps its id wherever it can be told to be the same row."""
    changes = Changes()
    if not stored:
        changes.added.extend(read)
        return changes
    same, old, new = _pair((one for one in stored if not one.withdrawn), read, _content)
    changes.moved.extend((s.id, r) for s, r in same if place_of(s.placed) != place_of(r))
    if old or new:
        withdrawn = [one for one in stored if one.withdrawn]
        pairs, old, new = _tell_changed(same, old, new, withdrawn)
        changes.edited.extend((s.id, r) for s, r in pairs)
    changes.added.extend(sorted(new, key=place_of))
    changes.withdrawn.extend((one.id, one.placed) for one in old)
    return changes


def _tell_changed(
    same: Pairs, old: list[Stored], new: list[Placed], withdrawn: Sequence[Stored]
) -> tuple[Pairs, list[Stored], list[Placed]]:
    """Of rows that differ: another unit's now, come back, or edited; and what is left."""
    reassigned, old, new = _pair(old, new, _record)
    back, _, new = _pair(withdrawn, new, _content)
    near = Neighbours(same, old, new + [row for _, row in back])
    # Where an edited row stands, what equals a withdrawn one is rather that row, edited.
    returned = [(s, r) for s, r in back if place_of(s.placed) == place_of(r) or not near.of(r)]
    settled = {id(row) for _, row in returned}
    doubtful = {id(row): one for one, row in back if id(row) not in settled}
    new += [row for _, row in back if id(row) in doubtful]
    edited, old, new = pair_by_likeness(old, new, near)
    renamed, old, new = _pair(old, new, name_of)
    returned += [(doubtful[id(row)], row) for row in new if id(row) in doubtful]
    new = [row for row in new if id(row) not in doubtful]
    return reassigned + returned + edited + renamed, old, new


def _pair(
    stored: Iterable[Stored], read: Iterable[Placed], of: Callable[[Placed], Hashable]
) -> tuple[Pairs, list[Stored], list[Placed]]:
    """Pairs rows that are alike, those at one place first, then in the order of their places."""
    by_key: defaultdict[Hashable, list[Stored]] = defaultdict(list)
    for one in stored:
        by_key[of(one.placed)].append(one)
    waiting: defaultdict[Hashable, list[Placed]] = defaultdict(list)
    fresh: list[Placed] = []
    for row in read:
        key = of(row)
        if key is not None and key in by_key:
            waiting[key].append(row)
        else:
            fresh.append(row)
    pairs: Pairs = []
    for key, rows in waiting.items():
        matched, by_key[key], left = _pair_alike(by_key[key], rows)
        pairs += matched
        fresh += left
    return pairs, [s for rest in by_key.values() for s in rest], fresh


def _pair_alike(
    stored: list[Stored], read: list[Placed]
) -> tuple[Pairs, list[Stored], list[Placed]]:
    if len(stored) == len(read) == 1:
        return [(stored[0], read[0])], [], []
    at_place: defaultdict[Hashable, list[Stored]] = defaultdict(list)
    for one in sorted(stored, key=_reading_order, reverse=True):
        at_place[place_of(one.placed)].append(one)
    pairs: Pairs = []
    rest: list[Placed] = []
    for row in sorted(read, key=place_of):
        standing = at_place[place_of(row)]
        if standing:
            pairs.append((standing.pop(), row))
        else:
            rest.append(row)
    free = sorted((one for ones in at_place.values() for one in ones), key=_reading_order)
    pairs += zip(free, rest, strict=False)
    return pairs, free[len(rest) :], rest[len(free) :]


def _reading_order(one: Stored) -> tuple[str, int, int]:
    return *place_of(one.placed), one.id


def _content(placed: Placed) -> Hashable:
    return placed.unit_id, placed.record


def _record(placed: Placed) -> Hashable:
    """What the row says whosever it is; None where it says neither when nor what."""
    record = placed.record
    return None if record.days is None and record.title is None else record
