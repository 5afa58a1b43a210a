"""Owing: whether a unit owes a duty for a period, how much of it, and what releases it."""

from rules.decisions import EXEMPT_MONTH, EXEMPTION, PAUSED, Decisions
from rules.duties import OFFICE, TIER1, Duty, Part
from rules.months import Month
from rules.periods import Period
from rules.roster import Unit


def owes(
    duty: Duty, unit: Unit, period: Period, *, tier1: bool = True, office: bool = True
) -> bool:
    """Whether the unit owes the duty for that period (mission §2.4: from its first full month).

    `tier1` and `office` say what it is in the tree, for duties of such units alone.
    """
    category = unit.category or ""
    if unit.grouping or category in duty.excused_categories:
        return False
    if duty.categories and category not in duty.categories:
        return False
    if (duty.subject == TIER1 and not tier1) or (duty.subject == OFFICE and not office):
        return False
    return not duty.of_units or bool(owed_months(duty, unit, period))


def owed_months(duty: Duty, unit: Unit, period: Period) -> tuple[Month, ...]:
    """The months of a period that the unit was there for in full, less the exempt ones.

    Of one month an exempt one stays, so that it is shown as exempt.
    """
    months = tuple(
        month
        for month in period.months
        if not (unit.joined and unit.joined > max(month.first, period.first))
        and not (unit.left and unit.left <= min(month.last, period.last))
    )
    kept = tuple(month for month in months if month not in duty.exempt_months)
    return kept or months


def months_there(
    unit_id: int, months: tuple[Month, ...], decisions: Decisions
) -> tuple[Month, ...]:
    """These months less those in which the unit was paused."""
    if unit_id not in decisions.pauses:
        return months
    return tuple(month for month in months if not decisions.is_paused(unit_id, month))


def exempt_mark(
    duty: Duty, unit_id: int, period: Period, months: tuple[Month, ...], decisions: Decisions
) -> str | None:
    """Why nothing is owed for the period; None where something is."""
    if duty.exempt_months and duty.exempt_months.issuperset(period.months):
        return EXEMPT_MONTH
    if decisions.is_exempt(unit_id, duty.id, period):
        return EXEMPTION
    return PAUSED if not months and unit_id in decisions.pauses else None


def minimum_of(
    duty: Duty, part: Part, unit: Unit, period: Period, months: tuple[Month, ...]
) -> int:
    """What is owed of a part: for each member where it says so, in proportion to the months."""
    minimum = part.minimum * (unit.members or 1 if part.per_member else 1)
    if period.node is not None or not duty.of_units or not months:
        return minimum
    whole = len(period.months)
    return minimum if len(months) >= whole else max(1, minimum * len(months) // whole)
