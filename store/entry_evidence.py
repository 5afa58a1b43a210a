"""Entries as evidence, and which registers a programme keeps."""

from collections.abc import Collection
from datetime import datetime

from sqlalchemy import Connection, select

from rules.conditions import Facts
from rules.evidence import Evidence
from rules.months import Month
from rules.programme import Programme
from rules.records import ACTIVITY, begins_of
from store.entries import SeenEntry, load_entries
from store.evidence import build_days
from store.tables import entry

_ONE_DAY = len("2026-03-05")
#: The registers that nobody keeps: who can be reached, and which years' working days are known.
CONTACT, CALENDAR = "contact", "calendar"
OWN = frozenset({CONTACT, CALENDAR})
#: Rows of no unit in particular: of the office, or of whoever is asked.
NOBODY = 0

#: Rows by register and unit id.
EntryRows = dict[str, dict[int, list[Evidence]]]


def load_kept(conn: Connection, programme_id: str) -> frozenset[str]:
    """The registers of which the programme's sheets have ever held a row."""
    mine = entry.c.programme_id == programme_id
    rows = conn.execute(select(entry.c.register).where(mine).distinct())
    return frozenset({ACTIVITY, *OWN, *rows.scalars()})


def load_entry_evidence(
    conn: Connection,
    programme: Programme,
    registers: Collection[str],
    *,
    unit_ids: Collection[int] | None,
    seen_by: datetime,
) -> EntryRows:
    """The rows of these registers that count, of all units or some, as of that instant."""
    found: EntryRows = {}
    if not registers:
        return found
    day_of = build_days(programme)
    for one in load_entries(conn, programme.id, registers, unit_ids=unit_ids, seen_by=seen_by):
        if not one.counts:
            continue
        seen, days = day_of(one.seen_at), one.entry.days
        evidence = Evidence(
            one.id,
            begins_of(days) if days else {Month.of(seen): seen},
            seen,
            facts=_facts(one),
            days=days if days and len(days) > _ONE_DAY else None,
            edited={name: day_of(at) for name, at in (one.edited or {}).items()},
        )
        of_register = found.setdefault(one.entry.register, {})
        of_register.setdefault(one.unit_id or NOBODY, []).append(evidence)
    return found


def load_owners(conn: Connection, programme_id: str, registers: Collection[str]) -> set[int]:
    """The units that have rows of these registers."""
    if not registers:
        return set()
    rows = conn.execute(
        select(entry.c.unit_id)
        .where(
            entry.c.programme_id == programme_id,
            entry.c.register.in_(sorted(registers)),
            entry.c.unit_id.is_not(None),
        )
        .distinct()
    )
    return set(rows.scalars())


def _facts(one: SeenEntry) -> Facts:
    """What the fields say; a figure that is no whole number is none to count with."""
    facts = {name: value for name, value in one.entry.values if not isinstance(value, float)}
    return {**facts, "title": one.entry.title}
