"""Checks of the rows of one unit together: what was logged twice, copied on, or filled in late."""

import re
from bisect import bisect_left
from collections import defaultdict, deque
from collections.abc import Callable, Container, Hashable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from operator import attrgetter
from typing import Any, NamedTuple

from rules.checks import hours_text
from rules.findings import CellRef, Finding
from rules.months import Month
from rules.records import first_day, title_key

#: How like two texts are, from 0 to 1.
Likeness = Callable[[str, str], float]

#: A row's name and text.
_Text = tuple[str, str]

#: So many other rows is a row compared with: more than a unit logs on a day, or in a month.
COMPARED = 60
_ALIKE, _SAME_TEXT = 0.85, 0.9
#: So many months running make a habit of it.
_RUNNING = 3
#: Words that any title may have: without them it says what was done.
_COMMON = re.compile("志愿者?服务|志愿者?|系列|活动")
_SHORTEST = 2
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
    people: int | None = None
    """Who count in an activity."""

    @property
    def where(self) -> CellRef:
        """Its place."""
        return CellRef(self.book, self.sheet, self.row)

    @property
    def held(self) -> date:
        """The first day it was held."""
        return date.fromisoformat(first_day(self.days))


class _Named(NamedTuple):
    """A row by its name, and by what is left of it without words that any may have."""

    name: str
    core: str
    row: Logged


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
    """V-04: an activity whose name is nearly that of an earlier one of its day; told once.

    第一网格 and 第二网格 are two, however alike their names. A row is compared with the
    `COMPARED` before it that hold the same figures, so that the cost grows with the rows alone.
    """
    named: dict[Hashable, deque[_Named]] = {}
    found = []
    for row in sorted(rows, key=attrgetter("seen_at", "id")):
        if row.counts:
            name = title_key(row.title)
            one = _Named(name, _COMMON.sub("", name), row)
            like = (row.days, *_FIGURES.findall(name))
            before = named.setdefault(like, deque(maxlen=COMPARED))
            alike = (other.row for other in before if _is_alike(other, one, likeness))
            if (first := next(alike, None)) is not None:
                found.append(_beside("activity-alike", row, first))
            before.append(one)
    return found


def check_text(rows: Iterable[Logged], likeness: Likeness, *, start: Month) -> list[Finding]:
    """U-07: the same name and text for months running; told at the last of them.

    What rows of a month say alike is compared once, with the `COMPARED` of the month before
    that are nearest by their names.
    """
    by_month: dict[Month, dict[_Text, list[Logged]]] = defaultdict(dict)
    for row in rows:
        if row.counts and row.content:
            said = title_key(row.title), row.content
            by_month[Month.of(row.held)].setdefault(said, []).append(row)
    runs: dict[tuple[Month, _Text], int] = {}
    ended: dict[tuple[Month, _Text], list[Logged]] = {}
    for month, texts in sorted(by_month.items()):
        before = month.plus(-1)
        known = sorted(by_month.get(before, ())) if _may_run(month, by_month) else []
        for text, said_by in texts.items():
            same = [
                (before, one) for one in _near(text, known) if _is_same_text(one, text, likeness)
            ]
            runs[month, text] = 1 + max((runs[one] for one in same), default=0)
            ended[month, text] = said_by
            for one in same:
                ended.pop(one, None)
    return [
        Finding(code="text-repeated", where=row.where, values={"months": str(runs[at])})
        for at, said_by in ended.items()
        if runs[at] >= _RUNNING and at[0] >= start
        for row in said_by
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


def _is_alike(one: _Named, other: _Named, likeness: Likeness) -> bool:
    """Whether two names may be of one activity.

    清扫 in 清扫街道 may be; 清扫 in 清河社区广场清扫 only where as many people served as long.
    """
    if one.name == other.name:
        return False
    short, long = sorted((one.core, other.core), key=len)
    if short == long and short:
        return True
    if len(short) >= _SHORTEST and short in long:
        same = one.row.people == other.row.people and one.row.minutes == other.row.minutes
        if same or len(long) <= 2 * len(short):
            return True
    return likeness(one.name, other.name) >= _ALIKE


def _beside(code: str, row: Logged, other: Logged) -> Finding:
    values = {"book": other.book, "sheet": other.sheet, "row": str(other.row)}
    return Finding(code=code, where=row.where, values=values)


def _may_run(month: Month, months: Container[Month]) -> bool:
    """Whether the month and the one before can be part of `_RUNNING`, which is three."""
    return month.plus(1) in months or month.plus(-2) in months


def _near(text: _Text, known: Sequence[_Text]) -> Sequence[_Text]:
    """The texts that stand next to this one in the order of names."""
    at = bisect_left(known, text)
    return known[max(0, at - COMPARED // 2) : at + COMPARED // 2]


def _is_same_text(one: _Text, other: _Text, likeness: Likeness) -> bool:
    return all(likeness(*pair) > _SAME_TEXT for pair in zip(one, other, strict=True))
