"""Evidence: the rows that may satisfy obligations, and when each was first seen."""

from collections.abc import Callable, Collection, Iterable, Mapping
from datetime import date, datetime
from typing import Any

from sqlalchemy import Connection, Select, func, or_, select

from rules.conditions import Facts
from rules.evidence import ACTIVITY_FACTS, NO_FACTS, Evidence
from rules.months import Month
from rules.programme import Programme
from rules.records import begins_of
from store.tables import activity
from store.types import as_stored, read_instant

_CHUNK = 400
_TWENTIETH = 20
#: Fewer units than this cannot outvote one.
_FEW = 5
#: What an activity says, for duties that ask for more than its days: how many people its list
#: names is worked out, and a nil report known already.
_FACTS = (*(name for name in ACTIVITY_FACTS if name not in {"named", "nil"}), "edited")
_ONE_DAY = len("2026-03-05")


def load_evidence(
    conn: Connection,
    programme: Programme,
    unit_ids: Collection[int],
    *,
    seen_by: datetime,
    days: tuple[date | None, date | None] = (None, None),
    facts: bool = False,
) -> dict[int, list[Evidence]]:
    """Activities and nil reports by unit id: first seen by that instant, standing then.

    Only what goes on beyond the first of `days` and begins by the second of them; with `facts`
    what they say comes along.
    """
    found: dict[int, list[Evidence]] = {}
    ordered = sorted(unit_ids)
    for start in range(0, len(ordered), _CHUNK):
        chunk = ordered[start : start + _CHUNK]
        rows = conn.execute(_statement(programme.id, chunk, seen_by, days, facts=facts)).all()
        _collect(rows, programme, found, facts=facts)
    return found


def first_month(conn: Connection, programme_id: str) -> Month | None:
    """The month of the earliest activity that counts; None where there is none.

    Earlier days that hardly any unit names are slips of the keys: history begins where the day
    is reached that a twentieth of the units have an activity by.
    """
    columns = activity.c
    rows = conn.execute(
        select(func.min(columns.first_day).label("first"))
        .where(
            columns.programme_id == programme_id,
            columns.counts.is_(True),
            columns.withdrawn_at.is_(None),
        )
        .group_by(columns.unit_id)
        .order_by("first")
    )
    firsts = list(rows.scalars())
    if not firsts:
        return None
    enough = max(len(firsts) // _TWENTIETH, 1 if len(firsts) < _FEW else 2)
    return Month.of(date.fromisoformat(firsts[enough - 1]))


def _statement(
    programme_id: str,
    unit_ids: list[int],
    seen_by: datetime,
    days: tuple[date | None, date | None],
    *,
    facts: bool,
) -> Select[Any]:
    columns = activity.c
    asked = [columns[name] for name in _FACTS] if facts else []
    statement = select(
        columns.unit_id, columns.id, columns.days, columns.nil, as_stored(columns.seen_at), *asked
    ).where(
        columns.programme_id == programme_id,
        columns.unit_id.in_(unit_ids),
        columns.days.is_not(None),
        or_(columns.counts.is_(True), columns.nil.is_(True)),
        columns.seen_at <= seen_by,
        or_(columns.withdrawn_at.is_(None), columns.withdrawn_at > seen_by),
    )
    first, last = days
    if first is not None:
        statement = statement.where(columns.last_day >= first.isoformat())
    if last is not None:
        statement = statement.where(columns.first_day <= last.isoformat())
    return statement


def _collect(
    rows: Iterable[Any],
    programme: Programme,
    found: dict[int, list[Evidence]],
    *,
    facts: bool,
) -> None:
    """Distinct days and instants are few: each is understood once."""
    begins_by_days: dict[str, dict[Month, date]] = {}
    day_of = build_days(programme)
    for unit_id, number, days, nil, seen_at, *said in rows:
        begins = begins_by_days.get(days)
        if begins is None:
            begins = begins_by_days[days] = begins_of(days)
        told = dict(zip(_FACTS, said, strict=True)) if facts else {}
        edited = told.pop("edited", None)
        one = Evidence(
            number,
            begins,
            day_of(seen_at),
            nil,
            _activity_facts(told, nil=nil) if facts else NO_FACTS,
            days if len(days) > _ONE_DAY else None,
        )
        if edited:
            one = one._replace(edited={name: day_of(at) for name, at in edited.items()})
        found.setdefault(unit_id, []).append(one)


def build_days(programme: Programme) -> Callable[[str | datetime], date]:
    """What tells the local day of a stored instant; each distinct one is understood once."""
    days: dict[str | datetime, date] = {}

    def day_of(stored: str | datetime) -> date:
        day = days.get(stored)
        if day is None:
            local = read_instant(stored).astimezone(programme.timezone)
            day = days[stored] = local.date()
        return day

    return day_of


def _activity_facts(told: Mapping[str, Any], *, nil: bool) -> Facts:
    """What the row says, and how many people its list names."""
    names = told["names"]
    return {**told, "named": len(names.split("|")) if names else 0, "nil": nil}
