"""The sample city's cast: which units forget their month, and who is special in the roster."""

from collections.abc import Sequence
from dataclasses import dataclass
from random import Random

_UNITS_PER_LATE = 7
_UNITS_PER_NIL = 40
_SMALLEST = 8  # a city with fewer units has no rare cases


@dataclass(frozen=True, slots=True, kw_only=True)
class Cast:
    """Names of units by the part they play; all lists are of different units unless said."""

    late: tuple[str, ...]
    """Without a readable activity in the month last due."""
    empty: tuple[str, ...]
    """Of the late: nothing but a template ever."""
    undated: tuple[str, ...]
    """Of the late: its one row of the month names no day."""
    unreachable: tuple[str, ...]
    """Of the late: without any contact."""
    unbound: tuple[str, ...]
    """Of the late: its deputy is on telegram and not bound yet."""
    english: tuple[str, ...]
    """Of the late: its coordinator reads English."""
    nil: tuple[str, ...]
    """Reported that nothing was held in the month last due."""
    backfilled: tuple[str, ...]
    """Logged the month last due only after its due day."""
    joined: tuple[str, ...]
    """Joined on the 20th of the month last due."""
    closed: tuple[str, ...]
    """Closed last year."""
    shared: tuple[tuple[str, str], ...]
    """Pairs of units, of any list, that one coordinator serves."""
    good: tuple[str, ...]
    """All others."""


def build_cast(names: Sequence[str], rng: Random) -> Cast:
    """The parts, dealt by lot; a small city plays fewer of them."""
    order = rng.sample(names, len(names))
    late = _deal(order, round(len(names) / _UNITS_PER_LATE))
    rare = len(names) >= _SMALLEST
    nils = (len(names) + _UNITS_PER_NIL - _SMALLEST) // _UNITS_PER_NIL
    nil, backfilled = _deal(order, nils), _deal(order, nils)
    joined, closed = _deal(order, int(rare)), _deal(order, int(rare))
    return Cast(
        late=late,
        empty=late[0:1],
        undated=late[1:2],
        unreachable=late[2:3],
        unbound=late[3:4],
        english=late[4:5],
        nil=nil,
        backfilled=backfilled,
        joined=joined,
        closed=closed,
        shared=(*zip(late[5:6], nil, strict=False), *([(order[-1], order[-2])] if rare else ())),
        good=tuple(order),
    )


def _deal(order: list[str], number: int) -> tuple[str, ...]:
    """Takes so many from the front of the order."""
    dealt = tuple(order[:number])
    del order[:number]
    return dealt
