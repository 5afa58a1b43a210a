"""Checks of the rows of one unit together: what was logged twice, copied on, or filled in late."""

import re
from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import combinations
from operator import attrgetter
from typing import Any, NamedTuple

from rules.checks import hours_text
from rules.findings import CellRef, Finding
from rules.months import Month
from rules.records import first_day, title_key

#: How like two texts are, from 0 to 1.
Likeness = Callable[[str, str], float]

_ALIKE, _SAME_TEXT = 0.85, 0.9
#: So many months running make a habit of it.
_RUNNING = 3
_FIGURES = re.compile(r"[\d〇零一二三四五六七八九十百]+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Backfill:
    """V-05: what of late rows the office is shown."""

    days: int = 30
    batch_minutes: int = 20 * 60
    photo_minutes: int = 5 * 60


class Logged(NamedTuple):
    """A row of a unit that stands in a sheet: what it says, where, and when it was first seen."""

    id: int
    book: str
    sheet: str
    row: int
    days: str
    title: str
    seen_at: Any
    """The instant it was first seen, as it sorts."""
    counts: bool = True
    who: str | None = None
    """Whose service it is, empty where nobody can know; None for an activity."""
    minutes: int = 0
    """Of each person."""
    content: str | None = None
    photos: int | None = None
    logged: date | None = None
    """The local day on which it was first seen, of rows that may be late."""

    @property
    def where(self) -> CellRef:
        """Its place."""
        return CellRef(self.book, self.sheet, self.row)

    @property
    def held(self) -> date:
        """The first day it was held."""
        return date.fromisoformat(first_day(self.days))


def check_repeated(rows: Iterable[Logged]) -> list[Finding]:
    """V-04: rows that name one activity, or one person in it, once more; the first seen counts."""
    firsts: dict[Hashable, Logged] = {}
    found = []
    named = (row for row in rows if row.who != "")
    for row in sorted(named, key=attrgetter("seen_at", "id")):
        first = firsts.setdefault((row.who, row.days, title_key(row.title)), row)
        if first is not row:
            code = "activity-repeated" if row.who is None else "person-repeated"
            found.append(_beside(code, row, first))
    return found


def check_alike(rows: Iterable[Logged], likeness: Likeness) -> list[Finding]:
    """V-04: activities of one day whose names are nearly the same; told at the later row."""
    by_day = defaultdict(list)
    for row in rows:
        if row.counts:
            by_day[row.days].append(row)
    return [
        _beside("activity-alike", later, earlier)
        for same in by_day.values()
        for earlier, later in combinations(sorted(same, key=attrgetter("seen_at", "id")), 2)
        if _is_alike(earlier.title, later.title, likeness)
    ]


def check_text(rows: Iterable[Logged], likeness: Likeness, *, start: Month) -> list[Finding]:
    """U-07: the same name and text for months running; told at the last of them."""
    by_month: dict[Month, list[Logged]] = defaultdict(list)
    for row in rows:
        if row.counts and row.content:
            by_month[Month.of(row.held)].append(row)
    runs: dict[int, int] = {}
    ended: dict[int, Logged] = {}
    for month, now in sorted(by_month.items()):
        before = by_month.get(month.plus(-1), ())
        for row in now:
            same = [one for one in before if _is_same_text(one, row, likeness)]
            runs[row.id] = 1 + max((runs[one.id] for one in same), default=0)
            ended |= {row.id: row}
            for one in same:
                ended.pop(one.id, None)
    return [
        Finding(code="text-repeated", where=row.where, values={"months": str(runs[row.id])})
        for row in ended.values()
        if runs[row.id] >= _RUNNING and Month.of(row.held) >= start
    ]


def check_backfill(rows: Sequence[Logged], limits: Backfill) -> list[Finding]:
    """V-05: rows logged long after, and long service without a photo."""
    found = []
    for row in rows:
        late = (row.logged - row.held).days if row.logged else 0
        if late > limits.days:
            values = {"days": str(late)}
            found.append(Finding(code="backfill-late", where=row.where, values=values))
        if row.who is None and not row.photos and row.minutes > limits.photo_minutes:
            values = {"hours": hours_text(row.minutes)}
            found.append(Finding(code="backfill-no-photo", where=row.where, values=values))
    return found


def check_batches(services: Iterable[Logged], limits: Backfill) -> list[Finding]:
    """V-05: more hours of one person, in rows first seen together, than the office lets pass.

    Told at the first of the rows; whose hours they are the sheet says.
    """
    batches: dict[tuple[str | None, Any], list[Logged]] = defaultdict(list)
    for row in services:
        batches[row.who, row.seen_at].append(row)
    found = []
    for batch in batches.values():
        minutes = sum(row.minutes for row in batch)
        if minutes > limits.batch_minutes:
            first = min(batch, key=attrgetter("id"))
            values = {"hours": hours_text(minutes)}
            found.append(Finding(code="backfill-batch", where=first.where, values=values))
    return found


def _beside(code: str, row: Logged, other: Logged) -> Finding:
    values = {"book": other.book, "sheet": other.sheet, "row": str(other.row)}
    return Finding(code=code, where=row.where, values=values)


def _is_alike(one: str, other: str, likeness: Likeness) -> bool:
    """第一网格 and 第二网格 are two, however alike their names."""
    keys = title_key(one), title_key(other)
    if keys[0] == keys[1] or _FIGURES.findall(keys[0]) != _FIGURES.findall(keys[1]):
        return False
    return likeness(*keys) >= _ALIKE


def _is_same_text(one: Logged, other: Logged, likeness: Likeness) -> bool:
    return (
        likeness(title_key(one.title), title_key(other.title)) > _SAME_TEXT
        and likeness(one.content or "", other.content or "") > _SAME_TEXT
    )
