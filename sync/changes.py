"""Differences: what became of each stored row of a book, told by content, never by position."""

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Sequence
from dataclasses import dataclass, field

from rules.records import Record, register_of, title_key
from store.records import Placed, Stored

#: An edited row is the same row where at least this share of its filled cells is unchanged.
_SAME = 0.5
#: Above this many unexplained rows only keys and places are compared, not every pair.
_PAIRWISE = 400


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
    standing = [one for one in stored if not one.withdrawn]
    pairs, old, new = _pair(standing, list(read), _content)
    changes.moved.extend((s.id, r) for s, r in pairs if _place(s.placed) != _place(r))
    renewed, old, new = _pair(old, new, _key)
    revived, _, new = _pair([one for one in stored if one.withdrawn], new, _content)
    edited, old, new = _pair_by_place(old, new)
    likened, old, new = _pair_by_likeness(old, new)
    for pairs in (renewed, revived, edited, likened):
        changes.edited.extend((s.id, r) for s, r in pairs)
    changes.added.extend(sorted(new, key=_place))
    changes.withdrawn.extend((one.id, one.placed) for one in old)
    return changes


def _pair(
    stored: Iterable[Stored], read: Iterable[Placed], of: Callable[[Placed], Hashable]
) -> tuple[list[tuple[Stored, Placed]], list[Stored], list[Placed]]:
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
    pairs: list[tuple[Stored, Placed]] = []
    for key, rows in waiting.items():
        matched, left = _pair_alike(by_key[key], rows)
        by_key[key] = [s for s in by_key[key] if s.id not in {m.id for m, _ in matched}]
        pairs += matched
        fresh += left
    return pairs, [s for rest in by_key.values() for s in rest], fresh


def _pair_alike(
    stored: Sequence[Stored], read: Sequence[Placed]
) -> tuple[list[tuple[Stored, Placed]], list[Placed]]:
    if len(stored) == len(read) == 1:
        return [(stored[0], read[0])], []
    by_place = {_place(one.placed): one for one in stored}
    pairs = [(by_place.pop(_place(row)), row) for row in read if _place(row) in by_place]
    placed = {id(row) for _, row in pairs}
    rest = sorted((row for row in read if id(row) not in placed), key=_place)
    free = sorted(by_place.values(), key=lambda one: _place(one.placed))
    pairs += zip(free, rest, strict=False)
    return pairs, rest[len(free) :]


def _pair_by_place(
    old: list[Stored], new: list[Placed]
) -> tuple[list[tuple[Stored, Placed]], list[Stored], list[Placed]]:
    """What stands where another row stood is that row, edited, if half of it is as it was."""
    pairs, old, new = _pair(old, new, _place)
    same = [(s, r) for s, r in pairs if _likeness(s.placed, r) >= _SAME]
    told = {s.id for s, _ in same}
    old += [s for s, _ in pairs if s.id not in told]
    new += [r for s, r in pairs if s.id not in told]
    return same, old, new


def _pair_by_likeness(
    old: list[Stored], new: list[Placed]
) -> tuple[list[tuple[Stored, Placed]], list[Stored], list[Placed]]:
    """The rest: each new row with the stored row most like it, the likest pairs first."""
    if not old or not new or len(old) * len(new) > _PAIRWISE**2:
        return [], old, new
    likely = [
        (likeness, o, n)
        for o, stored in enumerate(old)
        for n, row in enumerate(new)
        if (likeness := _likeness(stored.placed, row)) > _SAME
    ]
    pairs, used_old, used_new = [], set(), set()
    for _, o, n in sorted(likely, key=lambda pair: (-pair[0], pair[1], pair[2])):
        if o not in used_old and n not in used_new:
            used_old.add(o)
            used_new.add(n)
            pairs.append((old[o], new[n]))
    return (
        pairs,
        [stored for o, stored in enumerate(old) if o not in used_old],
        [row for n, row in enumerate(new) if n not in used_new],
    )


def _content(placed: Placed) -> Hashable:
    return placed.unit_id, placed.record


def _place(placed: Placed) -> tuple[str, int]:
    return placed.sheet, placed.row


def _key(placed: Placed) -> Hashable:
    """Register, unit, days and title name a row; None where one of them is missing."""
    record = placed.record
    if record.days is None or record.title is None:
        return None
    person = getattr(record, "volunteer", None)
    title = title_key(record.title)
    return register_of(record), placed.unit_id, record.days, title, person


def _likeness(one: Placed, other: Placed) -> float:
    """The share of cells filled in either row that say the same in both."""
    if register_of(one.record) != register_of(other.record):
        return 0.0
    cells = [pair for pair in _cells(one.record, other.record) if pair != (None, None)]
    return sum(a == b for a, b in cells) / len(cells) if cells else 0.0


def _cells(one: Record, other: Record) -> list[tuple[object, object]]:
    return [(a, b) for a, b in zip(one, other, strict=True) if not isinstance(a, bool)]
