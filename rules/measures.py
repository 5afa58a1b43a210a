"""Measures: how far the rows of a period go towards what is owed, and since when they suffice."""

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from rules.conditions import hold
from rules.duties import Measure, Part
from rules.evidence import Held, known_since

_WHOLE = 100


class Enough(NamedTuple):
    """When evidence came to suffice."""

    seen: date
    """The day on which the row that decides was known."""
    since: date
    """The day from which it holds: known, and begun."""
    ripened: bool
    """Whether its day alone made it true: the row was known before it was held."""


class Measured(NamedTuple):
    """What the evidence amounts to, and when it came to suffice; None where it does not."""

    amount: int
    enough: Enough | None


def measure_part(part: Part, minimum: int, held: Sequence[Held]) -> Measured:
    """The rows held so far, weighed as the part says."""
    if part.measure is Measure.RATIO:
        return _ratio(part, minimum, held)
    by_seen = sorted(held, key=_order)
    amount = _amount(part, by_seen)
    if amount < minimum or (part.maximum is not None and amount > part.maximum):
        return Measured(amount, None)
    decisive = by_seen[_reached(part, by_seen, minimum)]
    by_effect = sorted(by_seen, key=lambda one: (max(one.seen, one.begins), one.seen))
    effective = by_effect[_reached(part, by_effect, minimum)]
    since = max(effective.seen, effective.begins)
    return Measured(amount, Enough(decisive.seen, since, ripened=effective.seen < since))


def _amount(part: Part, held: Sequence[Held]) -> int:
    if part.measure is Measure.SUM:
        return sum(_figure(part, one) for one in held)
    if part.measure is Measure.DISTINCT:
        return len(_values(part, held))
    return len(held)


def _reached(part: Part, held: Sequence[Held], minimum: int) -> int:
    """The place of the first row with which the minimum is reached."""
    if part.measure not in {Measure.SUM, Measure.DISTINCT}:
        return max(minimum, 1) - 1
    counts = range(1, len(held) + 1)
    return next(n for n in counts if _amount(part, held[:n]) >= minimum) - 1


def _ratio(part: Part, minimum: int, held: Sequence[Held]) -> Measured:
    """A share in percent; it may fall again, so that the row that changed last decides."""
    if not held:
        return Measured(0, None)
    good = sum(hold(part.share, one.evidence.facts) for one in held)
    percent = good * _WHOLE // len(held)
    if good * _WHOLE < minimum * len(held):
        return Measured(percent, None)
    seen = max(known_since(one.evidence, part.share) for one in held)
    return Measured(percent, Enough(seen, seen, ripened=False))


def _figure(part: Part, one: Held) -> int:
    value = one.evidence.facts.get(part.field or "")
    return value if isinstance(value, int) else 0


def _values(part: Part, held: Sequence[Held]) -> set[object]:
    values = (one.evidence.facts.get(part.field or "") for one in held)
    return {value for value in values if value not in (None, "")}


def _order(one: Held) -> tuple[date, int]:
    return one.seen, one.evidence.record
