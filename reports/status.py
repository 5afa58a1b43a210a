"""Status: the standing of every unit for the months asked for, at an instant."""

from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection

from reports.cases import gather_cases
from rules.cases import Case
from rules.months import Month
from rules.programme import Programme
from rules.roster import Unit, districts_by_name
from rules.standings import Because, Standing
from store.roster import load_units


@dataclass(frozen=True, slots=True, kw_only=True)
class StatusRow:
    """One unit's standing in one month; `due` is a local date as ISO text."""

    unit: str
    unit_code: str | None
    district: str
    duty: str
    subject: str | None
    """What of the unit owes, where it is not the unit itself."""
    period: str
    standing: Standing
    due: str
    held: int
    because: tuple[Because, ...]


def gather_status(
    conn: Connection,
    programme: Programme,
    months: Sequence[Month],
    *,
    now: datetime,
    unit_ids: Collection[int] | None = None,
    duty_id: str | None = None,
) -> list[StatusRow]:
    """Rows in the roster's order, period by period; nothing is owed before the first record.

    Periods of any length that touch a month asked for; a duty that is not in force by itself is
    judged where it is asked for by its id.
    """
    units = load_units(conn, programme.id)
    districts = districts_by_name(units.values())
    wanted = {n: one for n, one in units.items() if unit_ids is None or n in unit_ids}
    span = min(months).first, max(months).last
    found = gather_cases(conn, programme, wanted, span, now=now, duty_id=duty_id)
    return [
        _row(one.unit, districts.get(one.unit.name, one.unit.name), case)
        for one in found
        for case in one.cases
    ]


def count_standings(rows: Sequence[StatusRow]) -> dict[str, int]:
    """How many rows have each standing; standings that nobody has are left out."""
    counted = Counter(row.standing.value for row in rows)
    return {standing.value: counted[standing.value] for standing in Standing if counted[standing]}


def _row(unit: Unit, district: str, one: Case) -> StatusRow:
    return StatusRow(
        unit=unit.name,
        unit_code=unit.code,
        district=district,
        duty=one.obligation.duty,
        subject=one.obligation.label,
        period=one.obligation.period.text,
        standing=one.verdict.standing,
        due=one.obligation.owed[one.verdict.unmet].due.isoformat(),
        held=one.verdict.held,
        because=one.verdict.because,
    )
