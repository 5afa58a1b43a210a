"""A programme's year: its nodes, the days worked otherwise than the week says, the due days."""

from dataclasses import dataclass
from datetime import date

from rules.months import Month, days_between
from rules.nodes import Node
from rules.programme import Programme

_SATURDAY = 5


@dataclass(frozen=True, slots=True)
class DatedNode:
    """A node in a year: its first day, and the days in which activities answer to it."""

    node: Node
    first: date
    opens: date
    closes: date


@dataclass(frozen=True, slots=True, kw_only=True)
class Year:
    """What a year brings; `special` tells of each unusual day whether it is worked."""

    year: int
    published: bool
    nodes: tuple[DatedNode, ...]
    special: tuple[tuple[date, bool], ...]
    due: tuple[tuple[Month, date], ...]


def expand_year(programme: Programme, year: int) -> Year:
    """The year in the order of its days; nodes that the table does not know are left out."""
    workdays = programme.calendar.workdays
    days = days_between(date(year, 1, 1), date(year, 12, 31))
    return Year(
        year=year,
        published=workdays.published(year),
        nodes=tuple(sorted(_dated(programme, year), key=lambda one: one.first)),
        special=tuple(
            (day, worked)
            for day in days
            if (worked := workdays.is_workday(day)) is not (day.weekday() < _SATURDAY)
        ),
        due=tuple((month, programme.due(month)) for month in (Month(year, n) for n in _MONTHS)),
    )


def _dated(programme: Programme, year: int) -> list[DatedNode]:
    table = programme.calendar.nodes
    found = []
    for node in table.nodes:
        first = table.day(node.id, year)
        if first is not None:
            found.append(DatedNode(node, first, *node.window(first)))
    return found


_MONTHS = range(1, 13)
