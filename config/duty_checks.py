"""Whether duties fit together: their registers, the fields they name, the duties they rest on."""

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from rules.conditions import Condition
from rules.duties import LEAD, UNIT_SUBJECTS, Duty, Measure, Part
from rules.evidence import ACTIVITY_FACTS
from rules.records import ACTIVITY
from rules.registers import Register

#: The registers that nobody keeps, with what is known of each row.
_OWN = {"contact": ("reachable", "office"), "calendar": ()}
#: Months in a row that may be asked: ten years.
_LONGEST_RUN = 120


class Misfit(NamedTuple):
    """A key of a duty that names something there is not, and what there is."""

    key: str
    value: str
    allowed: str


def find_misfits(duties: tuple[Duty, ...], registers: tuple[Register, ...]) -> Iterator[Misfit]:
    """Every key of these duties that names no register, field or duty, in their order."""
    known: dict[str, tuple[str, ...]] = {ACTIVITY: ACTIVITY_FACTS, **_OWN}
    known |= {one.name: (*(f.name for f in one.fields), "title") for one in registers}
    judged: list[str] = []
    for duty in duties:
        at = f"duties.{duty.id}"
        if not duty.of_units:
            yield from _misfits_of_rows(at, duty, known)
        elif duty.period == "event" and duty.subject != LEAD:
            # Units have no day of their own to count from; rows of a register do.
            yield Misfit(
                f"{at}.period", duty.period, "month | quarter | half | year | node | 01..04"
            )
        for part in duty.parts:
            if part.measure is Measure.STANDING_OF:
                yield from _misfits_of_run(at, part, judged)
            yield from _misfits_of_part(at, part, known)
        judged.append(duty.id)


def _misfits_of_rows(at: str, duty: Duty, known: Mapping[str, tuple[str, ...]]) -> Iterator[Misfit]:
    """Of a duty whose subjects are rows of a register."""
    if duty.subject not in known:
        allowed = "、".join([*sorted(UNIT_SUBJECTS), *known])
        yield Misfit(f"{at}.subject", duty.subject, allowed)
        return
    fields = known[duty.subject]
    asked = [*duty.event, *([duty.due_field] if duty.due_field else [])]
    conditions = (field for one in duty.subject_where for field in one.fields)
    for field in (*asked, *conditions):
        if field not in {*fields, "seen"}:
            yield Misfit(f"{at}.subject_where", field, "、".join(fields))


def _misfits_of_run(at: str, part: Part, judged: Sequence[str]) -> Iterator[Misfit]:
    """Of a duty that looks at another's standings, which have to be known before its own."""
    if part.of not in judged:
        yield Misfit(f"{at}.of", part.of or "", "、".join(sorted(judged)))
    if not 1 <= part.minimum <= _LONGEST_RUN:
        yield Misfit(f"{at}.minimum", str(part.minimum), f"1–{_LONGEST_RUN}")


def _misfits_of_part(at: str, part: Part, known: Mapping[str, tuple[str, ...]]) -> Iterator[Misfit]:
    if part.register not in known:
        yield Misfit(f"{at}.register", part.register, "、".join(known))
        return
    yield from (Misfit(f"{at}.also", n, "、".join(known)) for n in part.also if n not in known)
    yield from _misfits_of_measure(at, part)
    fields = known[part.register]
    conditions: tuple[Condition, ...] = (*part.where, *part.share)
    asked = [field for one in conditions for field in one.fields]
    asked += [part.field] if part.field else []
    yield from (
        Misfit(f"{at}.where", field, "、".join(fields)) for field in asked if field not in fields
    )


def _misfits_of_measure(at: str, part: Part) -> Iterator[Misfit]:
    """Of what is measured: without it nobody could ever meet the duty."""
    if part.measure in {Measure.SUM, Measure.DISTINCT} and not part.field:
        yield Misfit(f"{at}.field", "", 'field = "minutes"')
    if part.measure is Measure.RATIO and not part.share:
        yield Misfit(f"{at}.share", "", "share = { plaza = true }")
    if part.maximum is not None and part.maximum < part.minimum:
        yield Misfit(f"{at}.maximum", str(part.maximum), f">= {part.minimum}")
