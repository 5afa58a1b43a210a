"""Evidence: rows that may satisfy an obligation, and which of them fall into its period."""

from collections.abc import Iterable, Mapping
from datetime import date
from types import MappingProxyType
from typing import NamedTuple

from rules.conditions import Condition, Facts, hold
from rules.duties import Link, Measure, Part
from rules.months import Month
from rules.periods import Period
from rules.records import ACTIVITY, spans_of, title_key

NO_FACTS: Facts = MappingProxyType({})
_NEVER: Mapping[str, date] = MappingProxyType({})
#: What is known of an activity besides its days.
ACTIVITY_FACTS = (
    "title", "content", "category", "place", "target", "remark", "photos", "headcount", "people",
    "minutes", "names", "confirmed", "named", "nil",
)  # fmt: skip
#: A row about a node that names no year is about the one this near.
_NEAR_DAYS = 190


class Evidence(NamedTuple):
    """A record that may satisfy an obligation, and the local day it was first seen."""

    record: int
    begins: Mapping[Month, date]
    """The first day held in each month that it touches."""
    seen: date
    nil: bool = False
    facts: Facts = NO_FACTS
    """What the row says, where more than its days is asked."""
    days: str | None = None
    """Its days as they were written, where they are more than one."""
    edited: Mapping[str, date] = _NEVER
    """The local day on which each cell that was edited since was edited last."""

    @property
    def title(self) -> str:
        """Its title as titles are compared; empty where it has none."""
        return title_key(str(self.facts.get("title") or ""))


class Held(NamedTuple):
    """Evidence that falls into a period, from its first day there on."""

    begins: date
    evidence: Evidence
    seen: date
    """The day from which it is known: of the subject's own row when it came to say so."""


class Subject(NamedTuple):
    """Who or what owes: a unit, or a row of a register that belongs to a unit."""

    unit: int
    key: str = ""
    """`#` and the record's id; empty for units."""
    label: str | None = None
    row: Evidence | None = None
    event: date | None = None
    """The day that it counts from."""


def held_in(
    part: Part, subject: Subject, period: Period, evidence: Iterable[Evidence]
) -> list[Held]:
    """The rows that answer to a part of an obligation, whenever they were first seen."""
    if part.link is Link.SELF:
        row = subject.row
        if row is None or not hold(part.where, row.facts):
            return []
        return [Held(period.first, row, known_since(row, part.where))]
    if period.is_month and part.link is Link.NONE and not part.where and not part.earlier:
        # Most of all that is judged: the activities of a month.
        [month] = period.months
        return [Held(one.begins[month], one, one.seen) for one in evidence if month in one.begins]
    found = []
    for one in evidence:
        begins = begins_in(one, period, part)
        if begins is None or (part.where and not hold(part.where, one.facts)):
            continue
        if part.link is Link.NONE or speaks_of(one, subject.label or "", part.link):
            found.append(Held(begins, one, one.seen))
    return found


def begins_in(one: Evidence, period: Period, part: Part) -> date | None:
    """The first day of a row within the period; None where it has none there."""
    if period.node is not None and part.register != ACTIVITY and "node" in one.facts:
        return _about_node(one, period)
    if period.is_event:
        return _since_event(one, period, part)
    if part.earlier:
        first = min(one.begins.values(), default=one.seen)
        return max(first, period.first) if first <= period.last else None
    return _in_months(one, period)


def speaks_of(one: Evidence, name: str, link: Link) -> bool:
    """Whether a row speaks of the subject of that name: by its title, or in title or place."""
    key = title_key(name)
    if not key or link is Link.TITLE:
        return bool(key) and one.title == key
    return key in one.title or key in title_key(str(one.facts.get("place") or ""))


def known_since(row: Evidence, conditions: Iterable[Condition]) -> date:
    """The local day since which the cells that these conditions ask for stand as they do."""
    days = (row.edited.get(field, row.seen) for one in conditions for field in one.fields)
    return max(row.seen, *days, row.seen)


def by_month(evidence: Iterable[Evidence]) -> dict[Month, list[Evidence]]:
    """Rows by each month that they touch."""
    grouped: dict[Month, list[Evidence]] = {}
    for one in evidence:
        for month in one.begins:
            grouped.setdefault(month, []).append(one)
    return grouped


def _in_months(one: Evidence, period: Period) -> date | None:
    """The first day of a row within a period that is made of months."""
    if period.is_month:
        return one.begins.get(period.months[0])
    days = [one.begins[month] for month in period.months if month in one.begins]
    if not days:
        return None
    if one.days is not None:
        # Spans of several days may begin before the period and reach into it.
        within = (
            max(start, period.first)
            for start, end in spans_of(one.days)
            if end >= period.first and start <= period.last
        )
        return min(within, default=None)
    return min((day for day in days if period.first <= day <= period.last), default=None)


def _since_event(one: Evidence, period: Period, part: Part) -> date | None:
    """What counts from an event is answered by rows from that day on, a wait by later ones."""
    first = min(one.begins.values(), default=one.seen)
    answers = first > period.first if part.measure is Measure.AGE_OF_LATEST else True
    return first if answers and first >= period.first else None


def _about_node(one: Evidence, period: Period) -> date | None:
    if one.facts.get("node") != period.node:
        return None
    first = min(one.begins.values(), default=one.seen)
    year = one.facts.get("year")
    if year in (None, ""):
        near = abs((first - period.first).days) <= _NEAR_DAYS
        return first if near else None
    return first if str(year) == period.text[-4:] else None
