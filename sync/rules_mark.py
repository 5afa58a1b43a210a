"""What standings are judged by, as a short mark: another one where the office changed a rule."""

from dataclasses import replace
from hashlib import blake2b

from rules.duties import Duty
from rules.programme import Programme


def mark_rules(programme: Programme) -> str:
    """The mark of all that standings and the times of letters rest on besides rows and roster.

    Duties, due days, closing, hours of letters, nodes and the calendar: the same in any process.
    """
    used = (
        [_listed(duty) for duty in programme.duties],
        (programme.start, programme.due_day, programme.roll, programme.close_workdays),
        (programme.hours, str(programme.timezone)),
        (programme.calendar.nodes.days, programme.calendar.nodes.nodes),
        (programme.calendar.workdays.special, sorted(programme.calendar.workdays.published_years)),
    )
    return blake2b(repr(used).encode(), digest_size=8).hexdigest()


def _listed(duty: Duty) -> tuple[object, ...]:
    """A duty without its sets, whose order differs from process to process, and these in order."""
    plain = replace(
        duty, categories=frozenset(), excused_categories=frozenset(), exempt_months=frozenset()
    )
    sets = (duty.categories, duty.excused_categories, duty.exempt_months)
    return plain, *(sorted(one) for one in sets)
