"""Sums: whether a totals row says what the rows it speaks of come to."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """A column of figures by row, its totals by row, and the rows that nobody can add up."""

    figures: Mapping[int, int]
    totals: Mapping[int, int]
    uncertain: frozenset[int] = field(default=frozenset())


def check_sum(column: Column, at: int, *, ends: Collection[int], partial: bool) -> int | None:
    """The sum, where the total in row `at` is none of those it may mean, and all are certain.

    `ends` are the rows of all totals. A partial total speaks of the rows since the last one;
    any other of all rows above it. Where there are none above, it speaks of those below.
    """
    since = max((end for end in ends if end < at), default=-1)
    until = min((end for end in ends if end > at), default=_ENDLESS)
    spans = {"block": (since, at), "above": (-1, at), "below": (at, until), "all": (-1, _ENDLESS)}
    if _any_in(column, spans["above"]):
        meant = "block" if partial else "above"
    else:
        meant = "below" if partial else "all"
    span = spans[meant]
    if not _any_in(column, span) or any(_within(span, row) for row in column.uncertain):
        return None
    sums = {
        name: sum(figure for row, figure in column.figures.items() if _within(span, row))
        for name, span in spans.items()
    }
    return None if column.totals[at] in sums.values() else sums[meant]


def _any_in(column: Column, span: tuple[int, int]) -> bool:
    return any(_within(span, row) for row in column.figures)


def _within(span: tuple[int, int], row: int) -> bool:
    return span[0] < row < span[1]


_ENDLESS = 1 << 31
