"""Likeness: which stored row an edited one was, by its cells, its name and what stands above it."""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Hashable, Iterable, Mapping, Sequence
from typing import NamedTuple

from rules.records import Activity, Entry, Record, ServiceRecord, title_key
from store.records import Placed, Stored

#: An edited row is the same row where at least this share of its filled cells is unchanged: less
#: is asked of one that stands below the same row as before. Half of them are often words that
#: any two rows of a unit share.
_SAME_BELOW, _SAME = 1 / 2, 2 / 3
#: What standing there, naming the same activity or sharing what no other row says adds: less than
#: one cell does.
_NEAR = _NAMED = _ALONE = 0.1
#: Pairs of rows that are looked at closely, about: of rows that share a word only the nearest.
_PAIRS = 60_000
_FEWEST = 16

#: Where the cells of each kind of record are counted from: those of two kinds are never alike.
_FIRST: Mapping[type[Record], int] = {
    Activity: 0,
    ServiceRecord: len(Activity._fields),
    Entry: len(Activity._fields) + len(ServiceRecord._fields),
}

Place = tuple[str, int]


class Neighbours:
    """Which stored row stood below the same row as a read one, among those that differ."""

    def __init__(
        self,
        same: Sequence[tuple[Stored, Placed]],
        old: Iterable[Stored],
        new: Iterable[Placed],
    ) -> None:
        was = {place_of(one.placed): one.id for one, _ in same}
        now = {place_of(row): one.id for one, row in same}
        waiting = list(old)
        self._above_old = _below_which(was, (place_of(one.placed) for one in waiting))
        self._above_new = _below_which(now, map(place_of, new))
        self._old: defaultdict[Hashable, list[Stored]] = defaultdict(list)
        for one in waiting:
            self._old[self._above_old.get(place_of(one.placed))].append(one)

    def of(self, row: Placed) -> list[Stored]:
        """The stored rows that stood there and are enough like this one."""
        there = self._old.get(self._above_new.get(place_of(row)), ())
        mine = _Cells.of(row)
        return [one for one in there if mine.likeness(_Cells.of(one.placed)) >= _SAME_BELOW]


def _below_which(known: Mapping[Place, int], others: Iterable[Place]) -> dict[Place, Hashable]:
    """For each other place the known row above it in its tab, and how far above."""
    below: dict[Place, Hashable] = {}
    tab, above, start = "", "", 0
    found: Hashable = above
    for place in sorted({*known, *others}):
        sheet, row = place
        if sheet != tab:
            tab, found, start = sheet, sheet, 0
        if place in known:
            found, start = known[place], row
        else:
            below[place] = (found, row - start)
    return below


class _Cells(NamedTuple):
    """The filled cells of a row, and in bits which fields they are."""

    said: frozenset[tuple[int, object]]
    filled: int

    @classmethod
    def of(cls, placed: Placed) -> "_Cells":
        record = placed.record
        said = frozenset(
            (number, cell)
            for number, cell in enumerate(_cells_of(record), start=_FIRST[type(record)])
            if cell is not None and cell is not True and cell is not False
        )
        return cls(said, sum(1 << number for number, _ in said))

    def likeness(self, other: "_Cells") -> float:
        """The share of cells filled in either row that say the same in both."""
        filled = (self.filled | other.filled).bit_count()
        return len(self.said & other.said) / filled if filled else 0.0


def _cells_of(record: Record) -> Iterable[object]:
    """The cells that may be compared; those of two registers' entries are never alike."""
    if not isinstance(record, Entry):
        return record
    cells = (("unit", record.unit_text), *record.values)
    return [None if cell is None else (record.register, name, cell) for name, cell in cells]


def pair_by_likeness(
    old: Sequence[Stored], new: Sequence[Placed], near: Neighbours
) -> tuple[list[tuple[Stored, Placed]], list[Stored], list[Placed]]:
    """Each new row with the stored row most like it, the likest pairs first; and what is left."""
    if not old or not new:
        return [], list(old), list(new)
    old = sorted(old, key=lambda one: (place_of(one.placed), one.id))
    new = sorted(new, key=place_of)
    pairs: list[tuple[Stored, Placed]] = []
    used_old: set[int] = set()
    used_new: set[int] = set()
    for _, _, o, n in sorted(_candidates(old, new, near)):
        if o not in used_old and n not in used_new:
            used_old.add(o)
            used_new.add(n)
            pairs.append((old[o], new[n]))
    return (
        pairs,
        [stored for o, stored in enumerate(old) if o not in used_old],
        [row for n, row in enumerate(new) if n not in used_new],
    )


def _candidates(
    old: Sequence[Stored], new: Sequence[Placed], near: Neighbours
) -> list[tuple[float, bool, int, int]]:
    """Pairs that may be one row, the best ones lowest: of equal ones those that stood there."""
    index = _Index(old, most=max(_FEWEST, _PAIRS // len(new)))
    numbers = {one.id: number for number, one in enumerate(old)}
    found: list[tuple[float, bool, int, int]] = []
    for n, row in enumerate(new):
        cells, name = _Cells.of(row), name_of(row)
        there = {numbers[one.id] for one in near.of(row)}
        named = set(index.named(name))
        for o in there | named | index.sharing(cells.said, place_of(row)):
            likeness = cells.likeness(index.cells[o])
            if likeness >= _SAME or o in there or o in named:
                score = likeness + _NEAR * (o in there) + _NAMED * (o in named)
                score += _ALONE / index.fewest(cells.said & index.cells[o].said)
                found.append((-score, o not in there, o, n))
    return found


class _Index:
    """The stored rows, in the order of their places, by what their cells say.

    Of rows that say one thing only `most` are found, the nearest ones.
    """

    def __init__(self, old: Sequence[Stored], *, most: int) -> None:
        self._most = most
        self._places = [place_of(one.placed) for one in old]
        self.cells = [_Cells.of(one.placed) for one in old]
        self._saying: defaultdict[tuple[int, object], list[int]] = defaultdict(list)
        self._named: defaultdict[Hashable, list[int]] = defaultdict(list)
        for number, one in enumerate(old):
            for cell in self.cells[number].said:
                self._saying[cell].append(number)
            self._named[name_of(one.placed)].append(number)

    def named(self, name: Hashable) -> Sequence[int]:
        """The rows that name the same activity; none where very many do."""
        rows = self._named.get(name, ()) if name is not None else ()
        return rows if len(rows) <= self._most else ()

    def sharing(self, said: frozenset[tuple[int, object]], place: Place) -> set[int]:
        """The rows that may share two thirds of these cells.

        They share one of any third and one more: so the rarest ones are enough.
        """
        rows = sorted((self._saying.get(cell, ()) for cell in said), key=len)
        rarest = rows[: len(rows) // 3 + 1]
        return {number for found in rarest for number in self._nearest(found, place)}

    def fewest(self, shared: frozenset[tuple[int, object]]) -> int:
        """How many rows say the rarest of these cells."""
        return min((len(self._saying[cell]) for cell in shared), default=len(self.cells))

    def _nearest(self, rows: Sequence[int], place: Place) -> Sequence[int]:
        if len(rows) <= self._most:
            return rows
        start = bisect_left(rows, bisect_left(self._places, place)) - self._most // 2
        start = max(0, min(start, len(rows) - self._most))
        return rows[start : start + self._most]


def place_of(placed: Placed) -> Place:
    """Where a row stands: its tab and number."""
    return placed.sheet, placed.row


def name_of(placed: Placed) -> Hashable:
    """Unit, days, title and person name a row; None where days or title are missing.

    An entry's title alone names it in its register: a station has no day.
    """
    record = placed.record
    if isinstance(record, Entry):
        name = (placed.unit_id, record.days, title_key(record.title)) if record.title else None
        return name and (*name, record.register)
    if record.days is None or record.title is None:
        return None
    person = None if isinstance(record, Activity) else (record.volunteer or "",)
    return placed.unit_id, record.days, title_key(record.title), person
