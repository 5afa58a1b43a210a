"""Duties: what is owed, by whom, for which periods, shown by what; every one of them is data."""

from dataclasses import dataclass
from enum import StrEnum

from rules.conditions import Condition
from rules.due import DueRule, Grace
from rules.ladders import Rung
from rules.months import Month
from rules.records import ACTIVITY


class Force(StrEnum):
    """When a duty is in force: always, where its registers are kept, or not at all."""

    ALWAYS = "always"
    KEPT = "kept"
    OFF = "off"


class Measure(StrEnum):
    """How evidence is weighed: all_of is a duty with several parts."""

    COUNT = "count"
    SUM = "sum"
    RATIO = "ratio"
    DISTINCT = "distinct"
    AGE_OF_LATEST = "age_of_latest"
    STANDING_OF = "standing_of"


class Link(StrEnum):
    """Which rows may be evidence of a subject that is itself a row of a register."""

    NONE = "none"
    """Any row of the unit."""
    SELF = "self"
    """The subject's own row."""
    TITLE = "title"
    """Rows that name it in their title."""
    MENTION = "mention"
    """Rows that speak of it in title or place."""


class Scope(StrEnum):
    """Whose rows are looked at: the unit's own, those of the units below it too, or anybody's."""

    UNIT = "unit"
    TREE = "tree"
    ALL = "all"


#: Subjects that are units of the roster; any other subject is the name of a register.
UNIT, TIER1, OFFICE, LEAD = "unit", "tier1", "office", "lead"
UNIT_SUBJECTS = frozenset({UNIT, TIER1, OFFICE, LEAD})
#: The register in which lead units are assigned to nodes (the annex of B3b).
NODE_LEAD = "node_lead"


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """One thing that has to be shown: rows of a register that meet conditions, measured."""

    measure: Measure = Measure.COUNT
    register: str = ACTIVITY
    also: tuple[str, ...] = ()
    """Further registers whose rows show it as well, where they are kept."""
    where: tuple[Condition, ...] = ()
    field: str | None = None
    """What is summed, or told apart; for a ratio see `share`."""
    share: tuple[Condition, ...] = ()
    """What a row has to say to count for a ratio."""
    minimum: int = 1
    """Of a ratio in percent, of minutes in minutes."""
    maximum: int | None = None
    per_member: bool = False
    """Whether the minimum is for each registered member of the unit (在册人数)."""
    link: Link = Link.NONE
    scope: Scope = Scope.UNIT
    earlier: bool = False
    """Whether rows of earlier periods count too: what is once on file stays there."""
    due: DueRule | None = None
    """Its own due day, where the parts of a duty fall due one after the other."""
    of: str | None = None
    """The duty whose standings are looked at (standing_of)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Duty:
    """What is owed: so much, of such rows, for each such period, by each such subject."""

    id: str
    title_zh: str
    title_en: str
    ladder: tuple[Rung, ...]
    parts: tuple[Part, ...] = (Part(),)
    subject: str = UNIT
    subject_where: tuple[Condition, ...] = ()
    event: tuple[str, ...] = ()
    """The fields of the subject's row whose day it counts from, the first that is filled.

    Its date where none is named; `seen` is the day on which the row was first seen.
    """
    due_field: str | None = None
    """The field of the subject's row that states its due day, where it is filled."""
    period: str = "month"
    nodes: tuple[str, ...] = ()
    due: DueRule = DueRule("due_day")  # noqa: RUF009 - frozen
    grace: Grace = Grace()  # noqa: RUF009 - frozen
    categories: frozenset[str] = frozenset()
    """Only these categories of units owe it; all where none is named."""
    excused_categories: frozenset[str] = frozenset()
    exempt_months: frozenset[Month] = frozenset()
    severity: str = "medium"
    weight: int = 0
    deduction: int = 0
    """Points that a late subject loses."""
    force: Force = Force.KEPT
    source: str = ""

    def title(self, locale: str) -> str:
        """What the duty is called in that language."""
        return self.title_en if locale == "en" else self.title_zh

    @property
    def of_units(self) -> bool:
        """Whether its subjects are units, not rows of a register."""
        return self.subject in UNIT_SUBJECTS

    @property
    def registers(self) -> frozenset[str]:
        """Every register that has to be kept for the duty to be judged."""
        shown = {part.register for part in self.parts if part.measure is not Measure.STANDING_OF}
        if self.subject == LEAD:
            return frozenset({*shown, NODE_LEAD})
        return frozenset(shown if self.of_units else {*shown, self.subject})

    @property
    def looked_at(self) -> frozenset[str]:
        """Every register whose rows the duty looks at, where they are kept."""
        return self.registers.union(*(part.also for part in self.parts))

    @property
    def shown_by_activities(self) -> bool:
        """Whether an activity of the month is all that it asks for (U-01)."""
        [first, *more] = self.parts
        return (
            not more
            and self.of_units
            and self.period == "month"
            and first == Part(minimum=first.minimum)
        )

    @property
    def rolls(self) -> bool:
        """Whether each row of evidence starts the wait for the next one anew."""
        return any(part.measure is Measure.AGE_OF_LATEST for part in self.parts)

    @property
    def needs_facts(self) -> bool:
        """Whether more than the days of a row is asked."""
        return not self.of_units or any(
            part.where or part.share or part.field or part.link is not Link.NONE
            for part in self.parts
        )


def in_force(duty: Duty, kept: frozenset[str]) -> bool:
    """Whether a city that keeps these registers is bound by the duty."""
    return duty.force is Force.ALWAYS or (duty.force is Force.KEPT and duty.registers <= kept)
