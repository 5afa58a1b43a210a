"""Status: the standing of every unit for the months asked for, at an instant."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection

from rules.months import Month
from rules.programme import Programme, owes
from rules.roster import Unit, districts_by_name
from rules.standings import Because, Evidence, Standing
from store.assessment import Assessed, assess_month, start_of
from store.evidence import first_month, load_evidence
from store.programmes import load_state
from store.roster import load_units


@dataclass(frozen=True, slots=True, kw_only=True)
class StatusRow:
    """One unit's standing in one month; `due` is a local date as ISO text."""

    unit: str
    unit_code: str | None
    district: str
    duty: str
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
    unit_id: int | None = None,
    duty_id: str | None = None,
) -> list[StatusRow]:
    """Rows in the roster's order, month by month; nothing is owed before the first record."""
    units = load_units(conn, programme.id)
    districts = districts_by_name(units.values())
    wanted = units if unit_id is None else {unit_id: units[unit_id]}
    today = now.astimezone(programme.timezone).date()
    start = start_of(programme, load_state(conn, programme.id).start, now)
    earliest = min(start, first_month(conn, programme.id) or start)
    opened = [month for month in months if month <= Month.of(today)]
    if not opened:
        return []
    evidence = load_evidence(
        conn, programme, wanted, seen_by=now, months=(min(opened), max(opened))
    )
    duties = [duty for duty in programme.duties if duty_id in (None, duty.id)]
    rows: list[StatusRow] = []
    for number, unit in wanted.items():
        by_month = _by_month(evidence.get(number, ()))
        for month in opened:
            for duty in duties:
                begun = month >= earliest or month in by_month
                if begun and owes(duty, unit, month):
                    mine = by_month.get(month, ())
                    one = assess_month(
                        programme, duty, number, month, mine, start=start, today=today
                    )
                    rows.append(_row(unit, districts.get(unit.name, unit.name), one))
    return rows


def count_standings(rows: Sequence[StatusRow]) -> dict[str, int]:
    """How many rows have each standing; standings that nobody has are left out."""
    counted = Counter(row.standing.value for row in rows)
    return {standing.value: counted[standing.value] for standing in Standing if counted[standing]}


def _row(unit: Unit, district: str, one: Assessed) -> StatusRow:
    return StatusRow(
        unit=unit.name,
        unit_code=unit.code,
        district=district,
        duty=one.obligation.duty,
        period=str(one.obligation.month),
        standing=one.verdict.standing,
        due=one.obligation.due.isoformat(),
        held=one.verdict.held,
        because=one.verdict.because,
    )


def _by_month(evidence: Iterable[Evidence]) -> dict[Month, list[Evidence]]:
    grouped: dict[Month, list[Evidence]] = {}
    for one in evidence:
        for month in one.begins:
            grouped.setdefault(month, []).append(one)
    return grouped
