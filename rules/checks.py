"""Checks: what is wrong in a record although each of its cells can be read (V-02 to V-08, Q)."""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import NamedTuple

from rules.days import Days
from rules.records import Activity, ServiceRecord


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """What a city takes for plausible."""

    warn_minutes: int = 8 * 60
    """Above so many minutes a day and person somebody is asked."""
    min_age: int = 6
    accompany_below: int = 10
    consent_below: int = 18


class Doubt(NamedTuple):
    """What a check found: a finding's code, the field to look at, the facts for its sentence."""

    code: str
    field: str
    values: Mapping[str, str] = MappingProxyType({})


#: Above so many minutes a day and person no length is counted.
MOST_MINUTES = 24 * 60
#: Stated hours and the clock, or a total and its parts, may differ by so many minutes.
CLOCK_SLACK = 15
#: A total was added up from lengths that were rounded to a tenth of an hour.
_ROUNDING, _ROUNDING_EACH = 6, 3
_HOUR = 60
_ONE_DAY = len("2026-03-05")


def check_length(one: Activity | ServiceRecord, limits: Limits) -> Doubt | None:
    """V-02: more hours a day than a person serves."""
    if one.duration is None or one.duration <= limits.warn_minutes:
        return None
    days = day_count(one.days)
    if one.duration <= limits.warn_minutes * days:
        return None
    values = {"hours": hours_text(one.duration), "cap": hours_text(limits.warn_minutes)}
    if days > 1:
        return Doubt("duration-over-days", "duration", values | {"days": str(days)})
    return Doubt("duration-over-cap", "duration", values)


def check_names(one: Activity, _: Limits) -> Doubt | None:
    """More people named than came."""
    if one.headcount is None or not one.names:
        return None
    named = max(one.names.count("|") + 1, one.names_total or 0)
    if named <= one.headcount:
        return None
    values = {"named": str(named), "headcount": str(one.headcount)}
    return Doubt("names-over-headcount", "headcount", values)


def check_total(one: Activity, _: Limits) -> Doubt | None:
    """The hours of all people are not the people times the hours of each."""
    if one.total_minutes is None or one.headcount is None or one.duration is None:
        return None
    slack = _ROUNDING + _ROUNDING_EACH * one.headcount
    alone = one.headcount * one.duration
    if any(abs(one.total_minutes - alone * times) <= slack for times in (1, day_count(one.days))):
        return None
    values = {"stated": hours_text(one.total_minutes), "reckoned": hours_text(alone)}
    return Doubt("total-hours-differ", "total_hours", values)


def check_person_times(one: Activity, _: Limits) -> Doubt | None:
    """Fewer times that people came than people."""
    if one.person_times is None or one.headcount is None or one.person_times >= one.headcount:
        return None
    values = {"times": str(one.person_times), "headcount": str(one.headcount)}
    return Doubt("person-times-below", "person_times", values)


ActivityCheck = Callable[[Activity, Limits], Doubt | None]

#: The checks of one activity beside its length, each with the columns without which it finds
#: nothing.
CHECKS: Sequence[tuple[frozenset[str], ActivityCheck]] = (
    (frozenset({"headcount", "participants"}), check_names),
    (frozenset({"headcount", "duration", "total_hours"}), check_total),
    (frozenset({"headcount", "person_times"}), check_person_times),
)


def checks_for(fields: Collection[str]) -> tuple[ActivityCheck, ...]:
    """The checks that a table with these columns may answer to."""
    return tuple(check for needed, check in CHECKS if needed.issubset(fields))


def check_clock(stated: int, clock: int) -> Doubt | None:
    """V-02: the stated minutes are not those from start to end."""
    if abs(stated - clock) <= CLOCK_SLACK:
        return None
    values = {"stated": hours_text(stated), "clock": hours_text(clock)}
    return Doubt("duration-clock-differs", "duration", values)


def check_membership(days: str, joined: str | None, left: str | None) -> Doubt | None:
    """Held before the unit joined or after it left; days and dates are ISO text."""
    span = Days.parse(days)
    first, last = span.first.isoformat(), span.last.isoformat()
    if (joined and last < joined) or (left and first > left):
        values = {"text": days, "joined": joined or "…", "left": left or "…"}
        return Doubt("date-outside-membership", "date", values)
    return None


class Care(NamedTuple):
    """What a row says of people who need care; None where it has no such column."""

    age: int | None = None
    consent: bool | None = None
    accompanied: bool | None = None
    risky: bool | None = None
    insured: bool | None = None
    special_post: bool | None = None
    trained: bool | None = None


def check_care(care: Care, limits: Limits) -> tuple[Doubt, ...]:
    """V-06 minors, V-07 insurance, V-08 training."""
    found = [*_check_minor(care, limits)] if care.age is not None else []
    if care.risky and not care.insured:
        found.append(Doubt("insurance-missing", "risky"))
    if care.special_post and not care.trained:
        found.append(Doubt("training-missing", "special_post"))
    return tuple(found)


def _check_minor(care: Care, limits: Limits) -> list[Doubt]:
    age = care.age or 0
    values = {"age": str(age)}
    if age < limits.min_age:
        return [Doubt("minor-too-young", "age", values | {"least": str(limits.min_age)})]
    found = []
    if age < limits.consent_below and care.risky:
        found.append(Doubt("minor-at-risk", "age", values))
    if age < limits.accompany_below and not care.accompanied:
        below = str(limits.accompany_below)
        found.append(Doubt("minor-unaccompanied", "age", values | {"below": below}))
    if age < limits.consent_below and not care.consent:
        below = str(limits.consent_below)
        found.append(Doubt("minor-without-consent", "age", values | {"below": below}))
    return found


def day_count(days: str | None) -> int:
    """How many days are written; one where none is."""
    if days is None or len(days) == _ONE_DAY:
        return 1
    return sum((last - first).days + 1 for first, last in Days.parse(days).spans)


def hours_text(minutes: int) -> str:
    """Minutes as hours without needless zeros: 1.5."""
    return f"{minutes / _HOUR:.2f}".rstrip("0").rstrip(".")
